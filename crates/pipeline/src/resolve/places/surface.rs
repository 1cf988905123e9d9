//! From the letters of a mention to the places that may be called so.

use crate::clean::lexicon::entries;
use demarche_gazetteer::places::{Candidate, fold, named};
use std::collections::BTreeSet;
use std::sync::LazyLock;

static DIRECTIONS: LazyLock<BTreeSet<&'static str>> =
    LazyLock::new(|| entries(include_str!("directions.txt")).collect());

/// The places that the words may name: as they stand, or else without the genitive's ending, or without the words that
/// name a part, as in *northern Syria*, or what sort of place it is, as in *the city of Aleppo* and *Homs province*. A direction
/// alone names none.
pub(super) fn candidates(surface: &str) -> Vec<Candidate> {
    let bare = bare(surface);
    if DIRECTIONS.contains(fold(bare).as_str()) {
        return Vec::new();
    }
    let shorter = || [without_direction(bare), without_sort(bare)].into_iter().flatten();
    let mut found = named(bare);
    for name in shorter() {
        if found.is_empty() {
            found = named(name);
        }
    }
    found
}

/// What tells one name of a document from another.
pub(super) fn key(surface: &str) -> String {
    fold(bare(surface))
}

/// Without white space and the genitive's ending.
fn bare(surface: &str) -> &str {
    let surface = surface.trim().trim_end_matches(',');
    ["'s", "’s", "'", "’"]
        .iter()
        .find_map(|ending| surface.strip_suffix(ending))
        .unwrap_or(surface)
}

/// The name behind the words that name a part of the place.
pub(super) fn without_direction(name: &str) -> Option<&str> {
    let (first, rest) = name.split_once(' ')?;
    let first = first.to_lowercase();
    if first == "the" {
        return without_direction(rest);
    }
    DIRECTIONS
        .contains(first.as_str())
        .then(|| without_direction(rest).unwrap_or(rest))
}

/// The name without the sort of place that it names.
fn without_sort(name: &str) -> Option<&str> {
    const BEFORE: &[&str] = &[
        "city of ",
        "town of ",
        "village of ",
        "state of ",
        "province of ",
        "county of ",
        "republic of ",
    ];
    const BEHIND: &[&str] = &[
        " city",
        " province",
        " governorate",
        " region",
        " oblast",
        " state",
        " district",
        " prefecture",
        " township",
    ];
    let lower = name.to_ascii_lowercase();
    let lower = lower.strip_prefix("the ").unwrap_or(&lower);
    let cut = name.len() - lower.len();
    let before = BEFORE
        .iter()
        .find(|sort| lower.starts_with(**sort))
        .map(|sort| &name[cut + sort.len()..]);
    let behind = || {
        BEHIND
            .iter()
            .find(|sort| lower.ends_with(**sort))
            .map(|sort| &name[..name.len() - sort.len()])
    };
    before.or_else(behind)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn first(surface: &str) -> Option<&'static str> {
        candidates(surface).first().map(|c| c.place.name)
    }

    #[test]
    fn what_is_no_part_of_the_name_is_left_out() {
        for surface in [
            "Syria",
            "Syria’s",
            "northern Syria",
            "the north-eastern Syria",
            "Syria,",
            "SYRIA",
        ] {
            assert_eq!(first(surface), Some("Syria"), "{surface}");
        }
        assert_eq!(first("the city of Aleppo"), Some("Aleppo"));
        assert_eq!(first("Aleppo governorate"), Some("Aleppo"));
    }

    #[test]
    fn a_direction_that_belongs_to_the_name_stays() {
        assert_eq!(first("South Korea"), Some("South Korea"));
        assert_eq!(first("North Carolina"), Some("North Carolina"));
    }

    #[test]
    fn no_place() {
        assert_eq!(first("Quuxville-on-Nothing"), None);
        assert_eq!(first("the North"), None);
    }
}
