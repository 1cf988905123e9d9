//! What a text says a place lies in: *Springfield, Illinois*; *Aleppo, in northern Syria*; *Syria’s Aleppo*.

use super::surface;
use demarche_gazetteer::places::{Candidate, Kind, Place, Via, named};
use demarche_types::{Span, Text};

/// A region or state that stands beside a mention.
pub(super) struct Container {
    /// What its name may mean: states, regions and counties.
    places: Vec<Candidate>,
    /// Whether the comma before it and the mark behind it leave no other reading.
    closed: bool,
}

/// What a container leaves of the candidates.
pub(super) enum Held {
    /// Some lie in it.
    Some(Vec<Candidate>),
    /// None does: the place is not in the tables.
    None,
    /// It says nothing of them.
    Open,
}

/// How far a town may lie from the middle of its county, in kilometres.
const COUNTY: f64 = 80.0;
/// A town of so many is meant before the region that is called after it.
const SEAT: u32 = 100_000;
/// How many words a container's name may have.
const WORDS: usize = 4;

impl Container {
    /// The container that stands behind the mention, or else before it.
    pub(super) fn of(text: &Text, mention: Span) -> Option<Self> {
        let string = text.as_str();
        let (start, end) = (text.byte(mention.start), text.byte(mention.end));
        behind(&string[end..]).or_else(|| before(&string[..start]))
    }

    /// What it leaves of the candidates. Names of states and regions often stand in lists, so only a container that is
    /// written as one holds them.
    pub(super) fn holds(&self, candidates: &[Candidate]) -> Held {
        let wide = candidates.iter().any(|c| is_listed(c, candidates));
        let inside: Vec<Candidate> = candidates.iter().copied().filter(|c| self.contains(&c.place)).collect();
        match (inside.is_empty(), wide) {
            (false, false) => Held::Some(inside),
            (false, true) if self.closed || inside.iter().any(|c| c.place.kind == Kind::Region) => Held::Some(inside),
            (true, false) if self.closed => Held::None,
            _ => Held::Open,
        }
    }

    fn contains(&self, place: &Place) -> bool {
        self.places.iter().any(|outer| {
            let outer = &outer.place;
            outer.id != place.id
                && match outer.kind {
                    Kind::Country => place.country == Some(outer.id),
                    Kind::Region => place.region == Some(outer.id),
                    _ => place.region == outer.region && place.distance(outer.lat, outer.lon) < COUNTY,
                }
        })
    }
}

/// Whether the name is likely to be that of a state or region, not of a town or of the region around it.
fn is_listed(candidate: &Candidate, candidates: &[Candidate]) -> bool {
    let place = &candidate.place;
    let seat = |c: &Candidate| matches!(c.place.kind, Kind::City | Kind::Capital) && c.place.population >= SEAT;
    let has_seat = || candidates.iter().any(|c| seat(c) && c.place.region == Some(place.id));
    candidate.via != Via::Other && is_wide(candidate) && !has_seat()
}

/// States and first-level regions.
fn is_wide(candidate: &Candidate) -> bool {
    matches!(candidate.place.kind, Kind::Country | Kind::Region)
}

/// *, Illinois,* and *, in northern Syria* and *(Syria)*.
fn behind(rest: &str) -> Option<Container> {
    let opened = rest.strip_prefix(", ").or_else(|| rest.strip_prefix(" ("));
    let inner = opened.unwrap_or(rest).trim_start();
    let (inner, preposition) = match inner.strip_prefix("in ") {
        Some(inner) => (inner, true),
        None => (inner, false),
    };
    if opened.is_none() && !(preposition && rest.starts_with(" in ")) {
        return beside(rest);
    }
    let inner = part_of(inner);
    let (places, length) = longest(inner)?;
    let abbreviated = places.iter().any(|c| c.via == Via::Letters);
    let closed = opened.is_some() && (abbreviated || ends(&inner[length..])) && !in_list(&inner[length..]);
    Some(Container { places, closed })
}

/// *Springfield Illinois*: what the reader takes for two names.
fn beside(rest: &str) -> Option<Container> {
    let (mut places, _) = longest(rest.strip_prefix(' ')?)?;
    places.retain(is_wide);
    let closed = false;
    (!places.is_empty()).then_some(Container { places, closed })
}

/// *Syria’s Aleppo*.
fn before(text: &str) -> Option<Container> {
    let owner = ["'s ", "’s "].iter().find_map(|ending| text.strip_suffix(ending))?;
    let starts = owner
        .rmatch_indices([' ', '\n', '(', '“', '"'])
        .map(|(at, mark)| at + mark.len());
    let names = starts.take(WORDS).map(|start| &owner[start..]);
    let found = names.map(containers).find(|found| !found.is_empty())?;
    Some(Container {
        places: found,
        closed: false,
    })
}

/// The rest behind *northern*.
fn part_of(text: &str) -> &str {
    surface::without_direction(text)
        .filter(|rest| rest.starts_with(char::is_uppercase))
        .unwrap_or(text)
}

/// What the longest name at the start may mean as a container, and its length in bytes.
fn longest(text: &str) -> Option<(Vec<Candidate>, usize)> {
    if !text.starts_with(char::is_uppercase) {
        return None;
    }
    let run = text.split(['\n', ',', ';', ':', '(', ')']).next()?;
    let marks = run.char_indices().filter(|(_, c)| matches!(c, ' ' | '.'));
    // A name ends before a mark; an abbreviation has its full stop with it.
    let stops: Vec<usize> = marks
        .flat_map(|(at, _)| [at, at + 1])
        .take(4 * WORDS)
        .chain([run.len()])
        .collect();
    stops.iter().rev().find_map(|&stop| {
        let name = &run[..stop];
        let mut found = containers(name);
        found.retain(|c| !name.ends_with(' ') && (c.via == Via::Letters || !name.ends_with('.')));
        (!found.is_empty()).then_some((found, stop))
    })
}

/// The states, regions and counties of a name.
fn containers(name: &str) -> Vec<Candidate> {
    let outer = |c: &Candidate| matches!(c.place.kind, Kind::Country | Kind::Region | Kind::County);
    named(name).into_iter().filter(outer).collect()
}

/// Whether a mark or the end follows.
fn ends(rest: &str) -> bool {
    rest.is_empty() || rest.starts_with([',', '.', ';', ':', ')', '\n', '’', '\'', '”']) || rest.starts_with(" (")
}

/// Whether another state or region follows, as in *Ohio, Indiana and Kentucky*.
fn in_list(rest: &str) -> bool {
    let joined = [", and ", " and ", ", or ", " or ", ", "]
        .iter()
        .find_map(|joint| rest.strip_prefix(joint));
    joined.and_then(longest).is_some_and(|(places, _)| {
        places
            .iter()
            .any(|c| is_wide(c) && c.via == Via::Name && c.place.kind != Kind::Country)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::resolve::places::surface::candidates;

    /// The regions, or else the states, of what the container of `name` in the text leaves; `None` where it says nothing.
    fn held(string: &str, name: &str) -> Option<Vec<&'static str>> {
        let text = Text::new(string);
        let start = text.code_point(string.find(name).expect("the name"));
        let container = Container::of(&text, Span::new(start, start + name.chars().count()))?;
        let outer = |c: &Candidate| Place::get(c.place.region.or(c.place.country)?).map(|p| p.name);
        match container.holds(&candidates(name)) {
            Held::Some(inside) => Some(inside.iter().filter_map(outer).collect()),
            Held::None => Some(Vec::new()),
            Held::Open => None,
        }
    }

    #[test]
    fn behind_a_comma() {
        for text in [
            "In Springfield, Illinois, a bridge fell.",
            "In Springfield, Ill., a bridge fell.",
            "A bridge in Springfield, IL.",
            "A bridge in Springfield (Illinois) fell.",
        ] {
            let found = held(text, "Springfield").expect("a container");
            assert!(
                !found.is_empty() && found.iter().all(|region| *region == "Illinois"),
                "{text}: {found:?}"
            );
        }
    }

    #[test]
    fn behind_a_preposition_and_before() {
        let aleppo = held("Shops in Aleppo, in northern Syria, opened.", "Aleppo").expect("a container");
        assert!(
            !aleppo.is_empty() && aleppo.iter().all(|region| *region == "Aleppo"),
            "{aleppo:?}"
        );
        assert!(held("Shops in Tripoli in northern Lebanon opened.", "Tripoli").is_some_and(|f| !f.is_empty()));
        assert!(held("Buses in Lebanon’s Tripoli stopped.", "Tripoli").is_some_and(|f| !f.is_empty()));
    }

    #[test]
    fn side_by_side() {
        let tripoli = held("Buses in Tripoli Lebanon stopped.", "Tripoli").expect("a container");
        assert!(!tripoli.is_empty() && !tripoli.contains(&"Tripoli"), "{tripoli:?}");
        assert_eq!(held("In Geneva Russia left the table.", "Geneva"), None);
    }

    #[test]
    fn a_village_in_no_table_is_no_namesake_elsewhere() {
        assert_eq!(held("In Aleppo, Nebraska, a barn burnt.", "Aleppo"), Some(Vec::new()));
    }

    #[test]
    fn a_list_contains_nothing() {
        assert_eq!(held("Snow fell in Indiana, Ohio and Kentucky.", "Indiana"), None);
        assert_eq!(held("In Geneva, Russia left the table.", "Geneva"), None);
    }
}
