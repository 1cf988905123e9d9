//! News agencies and syndicators, and the names a record gives them.

use super::lexicon::entries;
use super::words::{bare, is_all_caps};
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// From each way a name is written, in small letters, to the ways in the list and the record's name.
static AGENCIES: LazyLock<BTreeMap<String, Vec<Written>>> = LazyLock::new(load);

struct Written {
    /// As the list writes it.
    spelling: &'static str,
    /// As the record writes it.
    name: &'static str,
}

fn load() -> BTreeMap<String, Vec<Written>> {
    let mut agencies: BTreeMap<String, Vec<Written>> = BTreeMap::new();
    for (name, spellings) in entries(include_str!("agencies.txt")).filter_map(|line| line.split_once(':')) {
        for spelling in spellings.split(';').map(str::trim) {
            agencies
                .entry(spelling.to_lowercase())
                .or_default()
                .push(Written { spelling, name });
        }
    }
    agencies
}

/// The record's name of an agency: *REUTERS* is *Reuters*, *The Associated Press* is *AP*. A name in capitals only is known in
/// capitals only.
pub(crate) fn agency(written: &str) -> Option<&'static str> {
    let written = written.trim().trim_end_matches('.').trim();
    let found = AGENCIES.get(&written.to_lowercase())?;
    found
        .iter()
        .find(|known| known.spelling == written || !is_all_caps(known.spelling))
        .map(|known| known.name)
}

/// The agencies in a list of names: *Reuters/AFP*, *AP and Reuters*. Empty where one of the names is no agency.
pub(super) fn agencies(list: &str) -> Vec<&'static str> {
    if let Some(name) = agency(list) {
        return vec![name];
    }
    names(list).map(agency).collect::<Option<Vec<_>>>().unwrap_or_default()
}

/// The names in a list of credits.
pub(super) fn names(list: &str) -> impl Iterator<Item = &str> {
    list.split(['/', ',', ';', '&', '|'])
        .flat_map(|part| part.split(" and "))
        .map(str::trim)
        .filter(|name| !bare(name).is_empty())
}

/// The agencies that a sentence of credits names in passing, in its order: *With inputs from Reuters and AFP in Cairo.*
pub(super) fn mentioned(text: &str) -> Vec<&'static str> {
    let tokens: Vec<&str> = text
        .split(|c: char| c.is_whitespace() || "/,;()[]".contains(c))
        .filter(|t| !t.is_empty())
        .collect();
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let longest = (1..=5.min(tokens.len() - at))
            .rev()
            .find_map(|n| Some((n, agency(&tokens[at..at + n].join(" "))?)));
        let (taken, name) = longest.map_or((1, None), |(n, name)| (n, Some(name)));
        found.extend(name);
        at += taken;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_name_for_every_spelling() {
        for written in ["Reuters", "REUTERS", "reuters", "Thomson Reuters", "Reuters."] {
            assert_eq!(agency(written), Some("Reuters"), "{written}");
        }
        assert_eq!(agency("The Associated Press"), Some("AP"));
    }

    #[test]
    fn capitals_are_asked_for_where_the_list_has_them_only() {
        assert_eq!(agency("SPA"), Some("SPA"));
        assert_eq!(agency("Spa"), None);
        assert_eq!(agency("map"), None);
    }

    #[test]
    fn lists_are_agencies_throughout() {
        assert_eq!(agencies("Reuters/AFP"), ["Reuters", "AFP"]);
        assert_eq!(agencies("AP and Reuters"), ["AP", "Reuters"]);
        assert!(agencies("Reuters and Jane Doe").is_empty());
        assert!(agencies("").is_empty());
    }

    #[test]
    fn mentions_in_a_sentence() {
        assert_eq!(
            mentioned("With inputs from the Press Trust of India, AFP (Reuters)"),
            ["PTI", "AFP", "Reuters"]
        );
        assert!(mentioned("Editing by Jane Doe").is_empty());
    }

    #[test]
    fn every_entry_can_be_read() {
        assert!(entries(include_str!("agencies.txt")).all(|line| line.contains(':')));
        assert!(AGENCIES.len() > 150);
    }
}
