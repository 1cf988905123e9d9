//! Where a name begins and ends: what the model takes in that is no part of it, and what it leaves out.

use demarche_gazetteer::places::{Candidate, Kind, Place, named};
use demarche_types::{EntityKind, EntityName};
use std::ops::Range;

/// What stands before a name and is no part of it; a full stop may follow.
const TITLES: [&str; 4] = ["Mr", "Mrs", "Ms", "Dr"];

/// What ties words together, and ends no name.
const TIES: [&str; 11] = ["the", "of", "and", "in", "at", "for", "to", "a", "by", "with", "from"];

/// Days are nobody's names, also where the model sees no date in a list of them.
const WEEKDAYS: [&str; 15] = [
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
    "Mon",
    "Tue",
    "Tues",
    "Wed",
    "Thu",
    "Thurs",
    "Fri",
    "Sat",
];

/// What a place is, before its name and *of*.
const KINDS: [&str; 10] = [
    "city",
    "town",
    "village",
    "municipality",
    "district",
    "province",
    "region",
    "county",
    "state",
    "republic",
];

/// The names of a sentence with their right ends; what is no name after that is left out.
pub fn mended(names: Vec<EntityName>, forms: &[&str]) -> Vec<EntityName> {
    let mut mended: Vec<EntityName> = Vec::with_capacity(names.len());
    for mut name in names {
        let free = mended.last().map_or(0, |before| before.words.end);
        name.words = with_initials(&name, bare(&name, forms), free, forms);
        if is_name(&name, forms) {
            mended.extend(one_in_another(name, forms));
        }
    }
    mended
}

fn is_name(name: &EntityName, forms: &[&str]) -> bool {
    let words = &forms[name.words.clone()];
    let is_day = name.kind != EntityKind::Date && words.iter().all(|form| WEEKDAYS.contains(form));
    !is_day && !words.iter().all(|form| is_address(form))
}

/// Whether a word is an e-mail or web address. The model takes some for organisations; an address names nobody.
fn is_address(form: &str) -> bool {
    form.contains('@') || form.contains("://") || form.starts_with("www.")
}

/// The words of a name without marks at its ends, without words that tie it to what is not in it, and without a title; of a place
/// without what it is (*city of*). Dates stay as they are. Empty where nothing is left.
fn bare(name: &EntityName, forms: &[&str]) -> Range<usize> {
    let mut words = name.words.clone();
    if name.kind == EntityKind::Date {
        return words;
    }
    while words.end > words.start && (is_mark(forms[words.end - 1]) || TIES.contains(&forms[words.end - 1])) {
        words.end -= 1;
    }
    while words.start < words.end && is_mark(forms[words.start]) {
        words.start += 1;
    }
    if words.len() > 1 && TITLES.contains(&forms[words.start].trim_end_matches('.')) {
        words.start += 1;
    }
    if is_place(name) && words.len() > 2 && KINDS.contains(&forms[words.start]) && forms[words.start + 1] == "of" {
        words.start += 2;
    }
    words
}

fn is_mark(form: &str) -> bool {
    !form.contains(char::is_alphanumeric)
}

const fn is_place(name: &EntityName) -> bool {
    matches!(name.kind, EntityKind::State | EntityKind::Place)
}

/// A person's name with the initials before it, as far as these belong to no other name.
fn with_initials(name: &EntityName, mut words: Range<usize>, free: usize, forms: &[&str]) -> Range<usize> {
    let is_person = name.kind == EntityKind::Person && !words.is_empty();
    while is_person && words.start > free && is_initial(forms[words.start - 1]) {
        words.start -= 1;
    }
    words
}

fn is_initial(form: &str) -> bool {
    let mut letters = form.chars();
    letters.next().is_some_and(char::is_uppercase) && letters.as_str() == "."
}

/// A place and the state or region that it lies in are two names, *San Rafael CA*, *Tehran's Museum of Art*: where the tables do not
/// know both as one, and know the one in the other.
fn one_in_another(name: EntityName, forms: &[&str]) -> Vec<EntityName> {
    let words = &forms[name.words.clone()];
    let (start, end) = (name.words.start, name.words.end);
    let part = |kind, words| EntityName { kind, words, ..name };
    if !is_place(&name) || words.len() < 2 || !named(&words.join(" ")).is_empty() {
        vec![name]
    } else if let Some(outer) = outer_at_end(words) {
        let (inner, outer) = (start..start + outer, start + outer..end);
        vec![part(EntityKind::Place, inner), part(EntityKind::State, outer)]
    } else if let Some((kind, owner)) = owner(words) {
        vec![
            part(kind, start..start + owner),
            part(EntityKind::Place, start + owner + 1..end),
        ]
    } else {
        vec![name]
    }
}

/// Where in the words of a place the name of the state or region begins that it lies in.
fn outer_at_end(words: &[&str]) -> Option<usize> {
    (1..words.len()).find(|&at| {
        let (inner, outer) = (named(&words[..at].join(" ")), outer_named(&words[at..].join(" ")));
        let lies_in = |inner: &Place, outer: &Place| {
            inner.id != outer.id && [inner.country, inner.region].contains(&Some(outer.id))
        };
        inner
            .iter()
            .any(|inner| outer.iter().any(|outer| lies_in(&inner.place, &outer.place)))
    })
}

/// The states and regions that a name may mean. Their abbreviations of two letters are often written with one small.
fn outer_named(name: &str) -> Vec<Candidate> {
    let mut found = named(name);
    if found.is_empty() && name.len() == 2 {
        found = named(&name.to_uppercase());
    }
    found.retain(|found| matches!(found.place.kind, Kind::Country | Kind::Region));
    found
}

/// The country or capital that a place is said to be of, and of how many words it is.
fn owner(words: &[&str]) -> Option<(EntityKind, usize)> {
    let genitive = words.iter().position(|word| is_genitive(word))?;
    let kinds = named(&words[..genitive].join(" "));
    let kind = kinds.iter().find_map(|found| match found.place.kind {
        Kind::Country => Some(EntityKind::State),
        Kind::Capital => Some(EntityKind::Place),
        _ => None,
    })?;
    (genitive + 1 < words.len()).then_some((kind, genitive))
}

fn is_genitive(word: &str) -> bool {
    matches!(word, "'s" | "’s" | "'" | "’")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The names that are left of one that covers all words after the first so many.
    fn left(text: &str, kind: EntityKind, from: usize) -> Vec<String> {
        let forms: Vec<_> = text.split(' ').collect();
        let words = from..forms.len();
        let name = EntityName {
            words,
            kind,
            score: 1.0,
        };
        let names = mended(vec![name], &forms);
        names.into_iter().map(|name| forms[name.words].join(" ")).collect()
    }

    #[test]
    fn addresses_and_days_are_no_names() {
        for word in [
            "press@example.org",
            "https://example.org/a",
            "www.example.org",
            "Fri",
            "Saturday",
        ] {
            assert!(left(word, EntityKind::Organization, 0).is_empty(), "{word}");
        }
        for word in ["NATO", "W.", "Example.org", "Sun"] {
            assert_eq!(left(word, EntityKind::Organization, 0), [word]);
        }
        assert_eq!(left("Friday", EntityKind::Date, 0), ["Friday"]);
    }

    #[test]
    fn names_without_marks_ties_and_titles() {
        for (found, name) in [
            ("Bryan Hull -", "Bryan Hull"),
            ("\" Mr. Hull", "Hull"),
            ("Superior Court of the", "Superior Court"),
            ("Bank of England", "Bank of England"),
            ("Dr", "Dr"),
        ] {
            assert_eq!(left(found, EntityKind::Person, 0), [name]);
        }
        assert!(left("- of the", EntityKind::Person, 0).is_empty());
        assert_eq!(left("the summer of", EntityKind::Date, 0), ["the summer of"]);
        assert_eq!(left("city of Tyre", EntityKind::Place, 0), ["Tyre"]);
        assert_eq!(left("City of London", EntityKind::Place, 0), ["City of London"]);
        assert_eq!(
            left("university of Nairobi", EntityKind::Organization, 0),
            ["university of Nairobi"]
        );
    }

    #[test]
    fn initials_belong_to_the_name_after_them() {
        assert_eq!(left("said R. E. Glenn", EntityKind::Person, 3), ["R. E. Glenn"]);
        assert_eq!(left("said R. E. Glenn", EntityKind::Organization, 3), ["Glenn"]);
        let forms = ["Ana", "B.", "Clark"];
        let name = |words, kind| EntityName {
            words,
            kind,
            score: 1.0,
        };
        let names = mended(
            vec![name(0..2, EntityKind::Person), name(2..3, EntityKind::Person)],
            &forms,
        );
        assert_eq!(
            names.iter().map(|name| name.words.clone()).collect::<Vec<_>>(),
            [0..2, 2..3]
        );
    }

    #[test]
    fn two_places_are_two() {
        for (found, one, other) in [
            ("San Rafael Ca", "San Rafael", "Ca"),
            ("brittany france", "brittany", "france"),
            ("Jeddah Saudi Arabia", "Jeddah", "Saudi Arabia"),
            ("Port Louis Mauritius", "Port Louis", "Mauritius"),
            ("Tripoli Lebanon", "Tripoli", "Lebanon"),
            ("Tehran 's Museum of Art", "Tehran", "Museum of Art"),
            ("Saudi Arabia ’s Jeddah", "Saudi Arabia", "Jeddah"),
        ] {
            assert_eq!(left(found, EntityKind::Place, 0), [one, other]);
        }
    }

    #[test]
    fn what_is_called_after_a_state_is_one() {
        for name in [
            "Northern Ireland",
            "Papua New Guinea",
            "Portuguese Guinea",
            "Belgian Congo",
            "New Mexico",
            "Baja California",
            "Sierra Nevada",
            "Perth WA",
            "Lac Chad",
            "Gulf of Oman",
            "gulf of Aden",
            "strait of Hormuz",
            "Bosnia and Herzegovina",
            "Equatorial Guinea",
            "King 's Cross",
            "Latin America",
            "Washington D.C.",
            "Nairobi",
        ] {
            assert_eq!(left(name, EntityKind::Place, 0), [name]);
        }
        assert_eq!(left("Air India", EntityKind::Organization, 0), ["Air India"]);
    }
}
