//! Who is who in another article: states, with their capitals and peoples, persons, towns and firms, exchanged for others.

use crate::random::Random;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// The table of names.
static TABLE: LazyLock<Table> = LazyLock::new(|| Table::of(include_str!("names.txt")));

struct Table {
    /// Name, adjective, capital.
    states: Vec<[&'static str; 3]>,
    /// Surnames, forenames, towns, firms: those of a kind stand for one another.
    others: [Vec<&'static str>; 4],
}

impl Table {
    fn of(lines: &'static str) -> Self {
        let of_kind = |kind: &'static str| {
            lines
                .lines()
                .filter_map(move |line| line.strip_prefix(kind)?.strip_prefix(": "))
        };
        let state = |line: &'static str| {
            let mut parts = line.split(" | ");
            [(); 3].map(|()| parts.next().unwrap_or_default())
        };
        let words = |kind| of_kind(kind).flat_map(str::split_whitespace).collect();
        Self {
            states: of_kind("state").map(state).collect(),
            others: ["surnames", "forenames", "towns", "firms"].map(words),
        }
    }
}

/// Which name stands for which.
#[derive(Debug)]
pub struct Names {
    /// By the first letter; longer names before shorter.
    others: BTreeMap<char, Vec<(String, String)>>,
}

impl Names {
    /// Every name gets another, and no two the same.
    pub fn drawn(random: &mut Random) -> Self {
        let mut pairs = Vec::new();
        let mut states = TABLE.states.clone();
        random.shuffle(&mut states);
        for (from, to) in TABLE.states.iter().zip(&states) {
            pairs.extend(
                from.iter()
                    .zip(to)
                    .map(|(from, to)| ((*from).to_owned(), (*to).to_owned())),
            );
        }
        for names in &TABLE.others {
            let mut others = names.clone();
            random.shuffle(&mut others);
            pairs.extend(
                names
                    .iter()
                    .zip(others)
                    .map(|(from, to)| ((*from).to_owned(), to.to_owned())),
            );
        }
        let capitals = pairs
            .clone()
            .into_iter()
            .map(|(from, to)| (from.to_uppercase(), to.to_uppercase()));
        Self::of(pairs.iter().cloned().chain(capitals))
    }

    fn of(pairs: impl Iterator<Item = (String, String)>) -> Self {
        let mut others: BTreeMap<char, Vec<(String, String)>> = BTreeMap::new();
        for (from, to) in pairs {
            if let Some(first) = from.chars().next() {
                others.entry(first).or_default().push((from, to));
            }
        }
        for names in others.values_mut() {
            names.sort_by(|a, b| b.0.len().cmp(&a.0.len()).then_with(|| a.cmp(b)));
        }
        Self { others }
    }

    /// A text with all its names exchanged.
    pub fn exchanged(&self, text: &str) -> String {
        let (mut exchanged, mut rest, mut inside) = (String::with_capacity(text.len()), text, false);
        while let Some(first) = rest.chars().next() {
            let found = if inside { None } else { self.at(rest, first) };
            let (taken, written) = found.unwrap_or((first.len_utf8(), &rest[..first.len_utf8()]));
            exchanged.push_str(written);
            inside = found.is_none() && first.is_alphanumeric();
            rest = &rest[taken..];
        }
        exchanged
    }

    /// The name at the beginning of a text: its length, and what is to stand for it.
    fn at(&self, text: &str, first: char) -> Option<(usize, &str)> {
        let ends = |rest: &str| !rest.starts_with(char::is_alphanumeric);
        let names = self.others.get(&first)?;
        let found = names
            .iter()
            .find(|(from, _)| text.strip_prefix(from.as_str()).is_some_and(ends));
        found.map(|(from, to)| (from.len(), to.as_str()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_exchanged_as_wholes() {
        let pairs = [("Niger", "Peru"), ("Sri Lanka", "Cuba"), ("Sri Lankan", "Cuban")];
        let names = Names::of(pairs.into_iter().map(|(from, to)| (from.to_owned(), to.to_owned())));
        assert_eq!(
            names.exchanged("Niger's and Nigerian, Sri Lankan, Sri Lanka."),
            "Peru's and Nigerian, Cuban, Cuba."
        );
    }

    #[test]
    fn no_two_become_one() {
        let names = Names::drawn(&mut Random::of(1));
        let mut to: Vec<&String> = names.others.values().flatten().map(|(_, to)| to).collect();
        let all = to.len();
        to.sort();
        to.dedup();
        assert_eq!(to.len(), all);
        assert!(all > 300, "{all}");
    }
}
