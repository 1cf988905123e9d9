//! Sorting, numbering and writing.

use super::heap::Heap;
use super::rows::{ActorRow, NameRow, OfficeRow, Rows, TenureRow, TitleRow};
use super::{MAGIC, SECTIONS};
use crate::actors::{date::PartialDate, normal::normalise};
use std::collections::BTreeMap;

/// A fault of a row: `actors.tsv:12: …`.
pub type Fault = String;

/// The compiled tables, and the rows that had to be left out.
pub struct Compiled {
    /// What is looked up.
    pub bytes: Vec<u8>,
    /// What is wrong with the rows that are not in it.
    pub faults: Vec<Fault>,
}

/// What tables that lie below these know already.
pub trait Known {
    /// The number of an actor by its key.
    fn actor(&self, key: &str) -> Option<u32>;
    /// The number of an office by its key.
    fn office(&self, key: &str) -> Option<u32>;
    /// How many actors there are.
    fn actors(&self) -> u32;
    /// How many offices there are.
    fn offices(&self) -> u32;
}

/// Names that are looked up, each with its postings.
type Index<const N: usize> = BTreeMap<String, Vec<[u32; N]>>;

/// The work under way.
struct Tables<'a> {
    known: &'a dyn Known,
    heap: Heap,
    actors: BTreeMap<String, u32>,
    offices: BTreeMap<String, u32>,
    faults: Vec<Fault>,
}

/// Compiles rows on top of what is known. A faulty row is left out and reported; the others are not touched by it.
pub fn compile(mut rows: Rows, known: &dyn Known) -> Compiled {
    let mut tables = Tables {
        known,
        heap: Heap::new(),
        actors: BTreeMap::new(),
        offices: BTreeMap::new(),
        faults: Vec::new(),
    };
    tables.number_actors(&mut rows.actors);
    tables.number_offices(&mut rows.offices);
    let actors = flat(rows.actors.iter().map(|row| tables.actor(row)));
    let (names, postings) = map(tables.names(&rows.actors, &rows.names));
    let (titles, roles) = map(tables.titles(&rows.titles));
    let offices = flat(rows.offices.iter().map(|row| tables.office(row)));
    let (tenures, keys) = (tables.tenures(&rows.tenures), tables.keys());
    let heap = std::mem::replace(&mut tables.heap, Heap::new()).into_bytes();
    let sections = [heap, actors, keys, names, postings, titles, roles, offices, tenures];
    Compiled {
        bytes: joined(&sections),
        faults: tables.faults,
    }
}

impl Tables<'_> {
    /// Gives each actor its number, in the order of their keys.
    fn number_actors(&mut self, rows: &mut Vec<ActorRow>) {
        rows.sort_by(|a, b| a.key.cmp(&b.key));
        rows.retain(|row| {
            let fault = row_fault(&row.key, &row.name, self.actors.contains_key(&row.key)).or_else(|| {
                kind(&row.kind)
                    .is_none()
                    .then(|| format!("kind “{}” is unknown", row.kind))
            });
            if let Some(fault) = &fault {
                self.faults.push(format!("{}: {fault}", row.place));
            } else {
                let number = self.known.actors() + count(self.actors.len());
                self.actors.insert(row.key.clone(), number);
            }
            fault.is_none()
        });
    }

    /// Gives each office its number, in the order of whose they are.
    fn number_offices(&mut self, rows: &mut Vec<OfficeRow>) {
        let mut owned: Vec<(u32, OfficeRow)> = Vec::new();
        for row in std::mem::take(rows) {
            match self.find(&row.of, &row.place) {
                Some(of) => owned.push((of, row)),
                None => self.faults.push(format!("{}: an office must be somebody's", row.place)),
            }
        }
        owned.sort_by(|a, b| (a.0, &a.1.key).cmp(&(b.0, &b.1.key)));
        for (_, row) in owned {
            if let Some(fault) = row_fault(&row.key, &row.title, self.offices.contains_key(&row.key)) {
                self.faults.push(format!("{}: {fault}", row.place));
                continue;
            }
            let number = self.known.offices() + count(self.offices.len());
            self.offices.insert(row.key.clone(), number);
            rows.push(row);
        }
    }

    fn actor(&mut self, row: &ActorRow) -> Option<[u32; super::ACTOR]> {
        let part_of = self.optional(&row.part_of, &row.place);
        Some([
            self.heap.put(&row.key),
            self.heap.put(&row.name),
            kind(&row.kind)?,
            self.heap.put(&row.code),
            self.heap.put(&row.sector),
            part_of,
            self.heap.put(&row.wikidata),
            self.heap.put(&row.source),
            self.date(&row.from, &row.place),
            self.date(&row.to, &row.place),
        ])
    }

    /// The postings of names: each actor's own name, and the others.
    fn names(&mut self, actors: &[ActorRow], names: &[NameRow]) -> Index<{ super::POSTING }> {
        let own = actors.iter().map(|row| NameRow {
            actor: row.key.clone(),
            name: row.name.clone(),
            how: "name".to_owned(),
            from: String::new(),
            to: String::new(),
            place: row.place.clone(),
        });
        let mut index = Index::new();
        for row in own.chain(names.iter().cloned()) {
            let Some(actor) = self.find(&row.actor, &row.place) else {
                continue;
            };
            let (Some(how), normal) = (how(&row.how), normalise(&row.name)) else {
                self.faults
                    .push(format!("{}: “{}” is no way to name an actor", row.place, row.how));
                continue;
            };
            if normal.is_empty() {
                self.faults.push(format!("{}: an empty name", row.place));
                continue;
            }
            let (from, to) = (self.date(&row.from, &row.place), self.date(&row.to, &row.place));
            let posting = [actor, how, self.heap.put(&row.name), from, to];
            index.entry(normal).or_insert_with(Vec::new).push(posting);
        }
        index
    }

    fn titles(&mut self, rows: &[TitleRow]) -> Index<{ super::ROLE }> {
        let mut index = Index::new();
        for row in rows {
            let of = self.optional(&row.of, &row.place);
            let posting = [self.heap.put(&row.role), of];
            index
                .entry(normalise(&row.title))
                .or_insert_with(Vec::new)
                .push(posting);
        }
        index
    }

    fn office(&mut self, row: &OfficeRow) -> Option<[u32; super::OFFICE]> {
        Some([
            self.heap.put(&row.key),
            self.heap.put(&row.role),
            self.heap.put(&row.title),
            self.find(&row.of, &row.place)?,
            self.optional(&row.body, &row.place),
            self.heap.put(&row.sector),
            self.heap.put(&row.source),
        ])
    }

    /// Tenures by person, then their places in that order sorted by office.
    fn tenures(&mut self, rows: &[TenureRow]) -> Vec<u8> {
        let mut tenures: Vec<[u32; super::TENURE]> = rows.iter().filter_map(|row| self.tenure(row)).collect();
        tenures.sort_unstable();
        let mut by_office: Vec<u32> = (0..count(tenures.len())).collect();
        by_office.sort_by_key(|&i| (tenures[i as usize][1], tenures[i as usize][2], i));
        let rows: Vec<u32> = tenures.into_iter().flatten().chain(by_office).collect();
        bytes(&rows)
    }

    fn tenure(&mut self, row: &TenureRow) -> Option<[u32; super::TENURE]> {
        let person = self.find(&row.person, &row.place)?;
        let Some(office) = self
            .offices
            .get(&row.office)
            .copied()
            .or_else(|| self.known.office(&row.office))
        else {
            self.faults
                .push(format!("{}: no office has the key “{}”", row.place, row.office));
            return None;
        };
        Some([
            person,
            office,
            self.date(&row.from, &row.place),
            self.date(&row.to, &row.place),
            self.date(&row.seen_from, &row.place),
            self.date(&row.seen_to, &row.place),
            self.heap.put(&row.source),
        ])
    }

    /// The keys of actors (even numbers) and of offices (odd ones).
    fn keys(&self) -> Vec<u8> {
        let actors = self.actors.iter().map(|(key, &n)| (key.as_str(), u64::from(n) << 1));
        let offices = self
            .offices
            .iter()
            .map(|(key, &n)| (key.as_str(), u64::from(n) << 1 | 1));
        let sorted: BTreeMap<String, u64> = actors
            .map(|(key, n)| (format!("a {key}"), n))
            .chain(offices.map(|(key, n)| (format!("o {key}"), n)))
            .collect();
        automaton(sorted.iter().map(|(key, &n)| (key.as_str(), n)))
    }

    /// The number of an actor that must be known.
    fn find(&mut self, key: &str, place: &str) -> Option<u32> {
        let found = self.actors.get(key).copied().or_else(|| self.known.actor(key));
        if found.is_none() {
            self.faults.push(format!("{place}: no actor has the key “{key}”"));
        }
        found
    }

    /// One more than the number of an actor; 0 where none is named.
    fn optional(&mut self, key: &str, place: &str) -> u32 {
        if key.is_empty() {
            0
        } else {
            self.find(key, place).map_or(0, |number| number + 1)
        }
    }

    fn date(&mut self, text: &str, place: &str) -> u32 {
        let date = (!text.is_empty()).then(|| text.parse::<PartialDate>()).transpose();
        PartialDate::pack(date.unwrap_or_else(|fault| {
            self.faults.push(format!("{place}: {fault}"));
            None
        }))
    }
}

fn row_fault(key: &str, name: &str, taken: bool) -> Option<String> {
    match () {
        () if key.is_empty() => Some("an empty key".to_owned()),
        () if name.is_empty() || name.len() > usize::from(u16::MAX) => {
            Some("a name must have 1 to 65535 bytes".to_owned())
        }
        () if taken => Some(format!("the key “{key}” is taken")),
        () => None,
    }
}

fn kind(word: &str) -> Option<u32> {
    position(&["state", "government", "organization", "group", "person"], word)
}

fn how(word: &str) -> Option<u32> {
    let ways = [
        "name",
        "short",
        "acronym",
        "former",
        "demonym",
        "adjective",
        "capital",
        "metonym",
        "surname",
    ];
    position(&ways, word)
}

fn position(words: &[&str], word: &str) -> Option<u32> {
    words.iter().position(|known| *known == word).map(count)
}

fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

/// Rows one behind the other.
fn flat<const N: usize>(rows: impl Iterator<Item = Option<[u32; N]>>) -> Vec<u8> {
    let numbers: Vec<u32> = rows.flatten().flatten().collect();
    bytes(&numbers)
}

fn bytes(numbers: &[u32]) -> Vec<u8> {
    numbers.iter().flat_map(|n| n.to_le_bytes()).collect()
}

/// A map from names to where their postings begin (upper bits) and how many there are (lower 16), and the postings.
fn map<const N: usize>(index: Index<N>) -> (Vec<u8>, Vec<u8>) {
    let (mut places, mut all) = (Vec::new(), Vec::new());
    for (name, mut postings) in index {
        postings.sort_unstable();
        postings.dedup();
        places.push((name, (all.len() as u64) << 16 | postings.len() as u64));
        all.extend(postings);
    }
    let numbers: Vec<u32> = all.into_iter().flatten().collect();
    (
        automaton(places.iter().map(|(name, at)| (name.as_str(), *at))),
        bytes(&numbers),
    )
}

/// A finite-state map of sorted keys. It is written to memory and its keys are sorted, so that nothing can fail.
fn automaton<'k>(sorted: impl Iterator<Item = (&'k str, u64)>) -> Vec<u8> {
    let mut builder = fst::MapBuilder::memory();
    for (key, value) in sorted {
        builder.insert(key, value).unwrap_or_default();
    }
    builder.into_inner().unwrap_or_default()
}

/// The magic, the sections' lengths and the sections.
fn joined(sections: &[Vec<u8>; SECTIONS]) -> Vec<u8> {
    let mut file = MAGIC.to_vec();
    file.extend(sections.iter().flat_map(|section| count(section.len()).to_le_bytes()));
    file.extend(sections.iter().flatten());
    file
}
