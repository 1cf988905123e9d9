//! Looking things up.

use super::actor::{Actor, ActorId, Kind};
use super::compile::{ACTOR, OFFICE, POSTING, ROLE, Section, TENURE};
use super::date::{Held, PartialDate};
use super::layer::Layer;
use super::name::{Candidate, Fit, Found, How};
use super::normal::normalise;
use super::office::{Office, OfficeId, Tenure};
use jiff::civil::Date;
use std::borrow::Cow;
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::fmt;
use std::sync::OnceLock;

/// The tables of the program, compiled.
const EMBEDDED: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/actors.bin"));

/// The program's tables, compiled.
pub(crate) const fn table() -> &'static [u8] {
    EMBEDDED
}

/// Who is who: the program's tables, and a user's above them.
pub struct Gazetteer {
    /// The program's first, then a user's, in the order in which they were given.
    layers: Vec<Layer>,
    /// A user's common nouns, normalised, and the sectors that they stand for.
    agents: BTreeMap<String, String>,
}

impl fmt::Debug for Gazetteer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (actors, offices) = self.counts();
        write!(f, "Gazetteer of {actors} actors and {offices} offices")
    }
}

impl Gazetteer {
    /// The program's own tables. Nothing is parsed.
    #[must_use]
    pub fn embedded() -> &'static Self {
        static GAZETTEER: OnceLock<Gazetteer> = OnceLock::new();
        GAZETTEER.get_or_init(Self::ours)
    }

    /// A gazetteer with the program's tables alone.
    pub(super) fn ours() -> Self {
        let mut gazetteer = Self {
            layers: Vec::new(),
            agents: BTreeMap::new(),
        };
        gazetteer.add(Cow::Borrowed(EMBEDDED));
        gazetteer
    }

    /// Puts compiled tables above the others.
    pub(super) fn add(&mut self, bytes: Cow<'static, [u8]>) {
        let (actors, offices) = self.counts();
        self.layers.extend(Layer::open(bytes, actors, offices));
    }

    /// Adds to a user's common nouns.
    pub(super) fn add_agents(&mut self, agents: BTreeMap<String, String>) {
        self.agents.extend(agents);
    }

    /// How many actors and offices there are.
    pub(super) fn counts(&self) -> (u32, u32) {
        self.layers.last().map_or((0, 0), |layer| {
            let count = |rows: usize| u32::try_from(rows).unwrap_or(u32::MAX);
            let actors = layer.first_actor + count(layer.rows::<ACTOR>(Section::Actors));
            (
                actors,
                layer.first_office + count(layer.rows::<OFFICE>(Section::Offices)),
            )
        })
    }

    /// The sector that a common noun stands for in a user's list of agents: `farmer` for AGR.
    #[must_use]
    pub fn agent(&self, noun: &str) -> Option<&str> {
        self.agents.get(&normalise(noun)).map(String::as_str)
    }

    /// The actors whom a name may mean, its spelling folded as by [`normalise`]: the best fits first, a user's before ours.
    #[must_use]
    pub fn named(&self, name: &str) -> Vec<Candidate<'_>> {
        let key = normalise(name);
        let values = self
            .layers
            .iter()
            .rev()
            .filter_map(|layer| Some((layer, layer.names().get(&key)?)));
        self.candidates(name, values)
    }

    /// All names that words begin with, the longest first. A word is a word of a text as the segmenter cuts it.
    ///
    /// ```
    /// use demarche_gazetteer::Gazetteer;
    /// let found = Gazetteer::embedded().begins(&["the", "United", "States", "said"]);
    /// assert_eq!((found[0].words, found[0].candidates[0].actor.key()), (3, "USA"));
    /// ```
    #[must_use]
    pub fn begins<W: AsRef<str>>(&self, words: &[W]) -> Vec<Found<'_>> {
        let mut found: Vec<(usize, Vec<(&Layer, u64)>)> = Vec::new();
        for layer in self.layers.iter().rev() {
            for (taken, value) in prefixes(layer.names(), words) {
                match found.iter_mut().find(|(known, _)| *known == taken) {
                    Some((_, values)) => values.push((layer, value)),
                    None => found.push((taken, vec![(layer, value)])),
                }
            }
        }
        found.sort_by_key(|(taken, _)| Reverse(*taken));
        let candidates = |(taken, values): (usize, Vec<_>)| Found {
            words: taken,
            candidates: self.candidates(&joined(&words[..taken]), values.into_iter()),
        };
        found.into_iter().map(candidates).collect()
    }

    /// The longest name that words begin with.
    #[must_use]
    pub fn longest<W: AsRef<str>>(&self, words: &[W]) -> Option<Found<'_>> {
        self.begins(words).into_iter().next()
    }

    /// The actor with a number.
    ///
    /// # Panics
    /// Never for a number of this gazetteer.
    #[must_use]
    pub fn actor(&self, id: ActorId) -> Actor<'_> {
        let layer = self.layer(|layer| layer.first_actor <= id.0);
        let row = layer
            .row::<ACTOR>(Section::Actors, (id.0 - layer.first_actor) as usize)
            .unwrap_or_default();
        Actor { layer, id, row }
    }

    /// The actor with a key.
    #[must_use]
    pub fn by_key(&self, key: &str) -> Option<Actor<'_>> {
        Some(self.actor(ActorId(self.key('a', key)?)))
    }

    /// All actors, in the order of their numbers.
    pub fn actors(&self) -> impl Iterator<Item = Actor<'_>> {
        let last = self.layers.last();
        let count = last.map_or(0, |layer| {
            layer.first_actor as usize + layer.rows::<ACTOR>(Section::Actors)
        });
        (0..u32::try_from(count).unwrap_or(u32::MAX)).map(|id| self.actor(ActorId(id)))
    }

    /// The persons whose surname this is.
    #[must_use]
    pub fn surnamed(&self, surname: &str) -> Vec<Candidate<'_>> {
        let mut persons = self.named(surname);
        persons.retain(|candidate| candidate.actor.kind() == Kind::Person && candidate.how == How::Surname);
        persons
    }

    /// The office with a number.
    #[must_use]
    pub fn office(&self, id: OfficeId) -> Office<'_> {
        let layer = self.layer(|layer| layer.first_office <= id.0);
        let row = layer
            .row::<OFFICE>(Section::Offices, (id.0 - layer.first_office) as usize)
            .unwrap_or_default();
        Office { layer, id, row }
    }

    /// The office with a key.
    #[must_use]
    pub fn office_by_key(&self, key: &str) -> Option<Office<'_>> {
        Some(self.office(OfficeId(self.key('o', key)?)))
    }

    /// The roles that a title means, each with the state or organisation in which it means that, or none where it does anywhere.
    #[must_use]
    pub fn roles(&self, title: &str) -> Vec<(&str, Option<ActorId>)> {
        let key = normalise(title);
        let values = self
            .layers
            .iter()
            .rev()
            .filter_map(|layer| Some((layer, layer.titles().get(&key)?)));
        values
            .flat_map(|(layer, value)| {
                let rows = layer.packed::<ROLE>(Section::Roles, value);
                rows.map(|[role, of]| (layer.text(role), of.checked_sub(1).map(ActorId)))
            })
            .collect()
    }

    /// How many words the longest title takes that words begin with.
    #[must_use]
    pub fn longest_title<W: AsRef<str>>(&self, words: &[W]) -> Option<usize> {
        let ends = self.layers.iter().flat_map(|layer| prefixes(layer.titles(), words));
        ends.map(|(taken, _)| taken).max()
    }

    /// The offices that a title means in a state or an organisation; what it means there in particular goes before what it
    /// means anywhere.
    #[must_use]
    pub fn offices(&self, title: &str, of: ActorId) -> Vec<Office<'_>> {
        let roles = self.roles(title);
        let matching = |place: Option<ActorId>| -> Vec<Office<'_>> {
            let mut offices = self.offices_of(of);
            offices.retain(|office| roles.iter().any(|(role, of)| *role == office.role() && *of == place));
            offices
        };
        let particular = matching(Some(of));
        if particular.is_empty() {
            matching(None)
        } else {
            particular
        }
    }

    /// All offices of a state or an organisation.
    #[must_use]
    pub fn offices_of(&self, of: ActorId) -> Vec<Office<'_>> {
        let offices = self.layers.iter().flat_map(|layer| {
            let rows = layer.rows::<OFFICE>(Section::Offices);
            let start = layer.partition(Section::Offices, rows, |row: [u32; OFFICE]| row[3] < of.0);
            let end = layer.partition(Section::Offices, rows, |row: [u32; OFFICE]| row[3] <= of.0);
            (start..end).filter_map(move |i| {
                let id = OfficeId(layer.first_office + u32::try_from(i).ok()?);
                let row = layer.row(Section::Offices, i)?;
                Some(Office { layer, id, row })
            })
        });
        offices.collect()
    }

    /// The offices that a person held, by office and day.
    #[must_use]
    pub fn tenures(&self, person: ActorId) -> Vec<Tenure<'_>> {
        let tenures = self.layers.iter().flat_map(|layer| {
            let rows = tenure_rows(layer);
            let start = layer.partition(Section::Tenures, rows, |row: [u32; TENURE]| row[0] < person.0);
            let end = layer.partition(Section::Tenures, rows, |row: [u32; TENURE]| row[0] <= person.0);
            (start..end).filter_map(move |i| self.tenure(layer, i))
        });
        tenures.collect()
    }

    /// All who held an office, in the order of their days.
    #[must_use]
    pub fn tenures_of(&self, office: OfficeId) -> Vec<Tenure<'_>> {
        let tenures = self.layers.iter().flat_map(|layer| {
            let (start, end) = by_office(layer, office);
            (start..end).filter_map(move |i| self.tenure(layer, by_office_row(layer, i)?))
        });
        tenures.collect()
    }

    /// Who held an office on some day of an interval, both ends included, with how sure that is; the surest first.
    #[must_use]
    pub fn holders(&self, office: OfficeId, first: Date, last: Date) -> Vec<(Held, Tenure<'_>)> {
        let tenures = self.tenures_of(office).into_iter();
        let mut held: Vec<_> = tenures.map(|tenure| (tenure.during(first, last), tenure)).collect();
        held.retain(|(held, _)| *held > Held::No);
        held.sort_by_key(|(held, _)| Reverse(*held));
        held
    }

    fn tenure<'g>(&'g self, layer: &'g Layer, i: usize) -> Option<Tenure<'g>> {
        let row = layer.row::<TENURE>(Section::Tenures, i)?;
        let [from, to, first, last] = [row[2], row[3], row[4], row[5]].map(PartialDate::unpack);
        Some(Tenure {
            person: ActorId(row[0]),
            office: self.office(OfficeId(row[1])),
            from,
            to,
            seen: (first, last),
            source: layer.text(row[6]),
        })
    }

    /// The candidates of the sets that have a name, the uppermost first; a name that a user gave, save a surname, is no longer ours.
    fn candidates<'g>(&'g self, name: &str, values: impl Iterator<Item = (&'g Layer, u64)>) -> Vec<Candidate<'g>> {
        let mut candidates: Vec<Candidate<'_>> = Vec::new();
        for (layer, value) in values {
            let before = candidates.len();
            if candidates.iter().any(|candidate| candidate.how != How::Surname) {
                break;
            }
            candidates.extend(self.postings(name, layer, value));
            candidates[before..].sort_by_key(|candidate| candidate.fit);
        }
        candidates
    }

    fn postings<'g>(&'g self, name: &str, layer: &'g Layer, value: u64) -> impl Iterator<Item = Candidate<'g>> {
        let rows = layer.packed::<POSTING>(Section::Postings, value);
        rows.map(move |[actor, how, spelling, from, to]| Candidate {
            actor: self.actor(ActorId(actor)),
            how: How::from_code(how),
            spelling: layer.text(spelling),
            fit: Fit::of(name, layer.text(spelling)),
            from: PartialDate::unpack(from),
            to: PartialDate::unpack(to),
        })
    }

    fn key(&self, sort: char, key: &str) -> Option<u32> {
        let key = format!("{sort} {key}");
        let value = self.layers.iter().rev().find_map(|layer| layer.key(&key))?;
        u32::try_from(value >> 1).ok()
    }

    fn layer(&self, holds: impl Fn(&Layer) -> bool) -> &Layer {
        let found = self.layers.iter().rev().find(|layer| holds(layer));
        found.unwrap_or(&self.layers[0])
    }
}

/// How many tenures a set has: beside each one its place in the order of offices is kept.
fn tenure_rows(layer: &Layer) -> usize {
    layer.rows::<1>(Section::Tenures) / (TENURE + 1)
}

/// The place of the tenure that is the `i`th in the order of offices.
fn by_office_row(layer: &Layer, i: usize) -> Option<usize> {
    let [place] = layer.row(Section::Tenures, tenure_rows(layer) * TENURE + i)?;
    usize::try_from(place).ok()
}

/// The range, in the order of offices, of an office's tenures.
fn by_office(layer: &Layer, office: OfficeId) -> (usize, usize) {
    let office_at = |i: usize| -> Option<u32> {
        let row: [u32; TENURE] = layer.row(Section::Tenures, by_office_row(layer, i)?)?;
        Some(row[1])
    };
    let first = |after: fn(u32, u32) -> bool| {
        let (mut low, mut high) = (0, tenure_rows(layer));
        while low < high {
            let middle = low.midpoint(high);
            if office_at(middle).is_some_and(|number| after(number, office.0)) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        low
    };
    (
        first(|number, office| number >= office),
        first(|number, office| number > office),
    )
}

fn joined<W: AsRef<str>>(words: &[W]) -> String {
    words.iter().map(AsRef::as_ref).collect::<Vec<_>>().join(" ")
}

/// How many of the words each entry of the map takes that they begin with, and its value.
fn prefixes<W: AsRef<str>>(map: &fst::Map<Cow<'static, [u8]>>, words: &[W]) -> Vec<(usize, u64)> {
    let fst = map.as_fst();
    let (mut node, mut output, mut found) = (fst.root(), fst::raw::Output::zero(), Vec::new());
    let mut begun = false;
    for (i, word) in words.iter().enumerate() {
        let mut letters = normalise(word.as_ref());
        if letters.is_empty() || (i == 0 && letters == "the") {
            continue;
        }
        if begun {
            letters.insert(0, ' ');
        }
        begun = true;
        for byte in letters.bytes() {
            let Some(arc) = node.find_input(byte) else { return found };
            let step = node.transition(arc);
            output = output.cat(step.out);
            node = fst.node(step.addr);
        }
        if node.is_final() {
            found.push((i + 1, output.cat(node.final_output()).value()));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    #[test]
    fn the_foreign_minister_of_a_day() {
        let gazetteer = Gazetteer::embedded();
        let russia = gazetteer.by_key("RUS").unwrap();
        let offices = gazetteer.offices("Minister of Foreign Affairs", russia.id());
        assert_eq!(offices[0].key(), "RUS/foreign_minister");
        let holders = gazetteer.holders(offices[0].id(), day("2010-01-01"), day("2010-01-01"));
        assert_eq!(holders.len(), 1);
        assert_eq!(gazetteer.actor(holders[0].1.person).name(), "Sergei Lavrov");
    }
}
