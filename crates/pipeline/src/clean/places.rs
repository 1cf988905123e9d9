//! Cities, states and sections of newspapers, as lists.

use super::lexicon::entries;
use demarche_gazetteer::places::{Kind, named};
use std::collections::BTreeSet;
use std::sync::LazyLock;

type Names = LazyLock<BTreeSet<String>>;

static CITIES: Names = LazyLock::new(|| load(include_str!("cities.txt")));
static STATES: Names = LazyLock::new(|| load(include_str!("states.txt")));
static SECTIONS: Names = LazyLock::new(|| load(include_str!("sections.txt")));

fn load(file: &'static str) -> BTreeSet<String> {
    entries(file).map(str::to_lowercase).collect()
}

/// Whether reports are often filed from a city of this name.
pub(super) fn is_city(name: &str) -> bool {
    CITIES.contains(&name.to_lowercase())
}

/// Whether the gazetteer has a town of this name.
pub(super) fn is_town(name: &str) -> bool {
    let is_town = |kind: Kind| matches!(kind, Kind::City | Kind::Capital);
    named(name).iter().any(|candidate| is_town(candidate.place.kind))
}

/// Whether a state or a territory is called so.
pub(super) fn is_state(name: &str) -> bool {
    STATES.contains(&name.to_lowercase())
}

/// Whether a section of a newspaper may be called so.
pub(super) fn is_section(name: &str) -> bool {
    SECTIONS.contains(&name.to_lowercase()) || is_state(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_does_not_count() {
        assert!(is_city("NAIROBI") && is_state("kenya") && is_section("World News") && is_section("Ukraine"));
        assert!(is_town("Varaždin") && is_town("VARAŽDIN") && !is_town("Kenya") && !is_town("Jane Doe"));
        assert!(!is_city("Kenya") && !is_state("Nairobi") && !is_section("Nairobi"));
    }
}
