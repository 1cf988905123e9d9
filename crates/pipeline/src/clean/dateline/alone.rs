//! A dateline on a line of its own: *ZAGREB, 12 December 2022*.

use super::super::agencies::agencies;
use super::super::lexicon::{Words, set};
use super::super::places::is_town;
use super::super::words::first;
use super::{Dateline, Head, REACH, is_in_capitals, is_known};
use std::sync::LazyLock;

/// Time zones, which stand beside a day as places do.
static ZONES: Words = LazyLock::new(|| set(include_str!("../zones.txt")));

/// A line that is a dateline as a whole, with no dash and no story behind it. A day and capitals suffice under a headline; elsewhere,
/// and in small letters, the place must be a known one.
pub(in super::super) fn alone(line: &str, titled: bool) -> Option<Dateline> {
    let head = Head::read(line).filter(|_| first(line, REACH) == line)?;
    let is_place = (titled && is_in_capitals(head.place)) || is_located(head.place);
    let behind = line.strip_prefix(head.place)?;
    (is_place && head.date.is_some() && !is_label(head.place, behind)).then(|| Dateline {
        len: line.len(),
        credits: head.credits(),
        day: head.day(),
    })
}

/// Whether what stands before a day is no place: an agency or a time zone, or a label with its colon, *DATE: 3 May 2020*.
fn is_label(place: &str, behind: &str) -> bool {
    !agencies(place).is_empty() || ZONES.contains(place) || behind.trim_start().starts_with(':')
}

/// Whether the lists or the gazetteer know the first of the places, or the state that the last one is.
fn is_located(place: &str) -> bool {
    is_known(place) || place.split([',', '/']).next().is_some_and(is_town)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_of_place_and_day_needs_no_dash() {
        let day = |line| {
            alone(line, true)
                .and_then(|dateline| dateline.day)
                .map(|day| day.to_string())
        };
        for line in [
            "ZAGREB, 12 December 2022",
            "ZAGREB, December 12, 2022",
            "ZAGREB, Monday, 12 December 2022",
            "ZAGREB, Croatia, Dec. 12, 2022",
            "ZAGREB (Evening Courier), 12 December 2022",
            "ZAGREB, 12 December 2022 (Evening Courier)",
            "LA PAZ, 12/12/2022",
            "GUATEMALA CITY, 2022-12-12",
            "ORLEY BRIDGE, 12th December 2022",
            "Zagreb, 12 December 2022",
            "Orley Bridge, England, 12 December 2022",
            "Varaždin, 12 December 2022",
        ] {
            assert_eq!(day(line).as_deref(), Some("2022-12-12"), "{line}");
        }
        assert_eq!(
            alone("ZAGREB, 12 December", false).map(|dateline| dateline.day),
            Some(None)
        );
    }

    #[test]
    fn other_lines_with_a_day_are_no_datelines() {
        for line in [
            "In Zagreb, 12 December 2022",
            "ZAGREB, 12 December 2022, was cold",
            "THE SHOW OPENS IN ZAGREB ON 12 December 2022",
            "The Cup Final, 12 December 2022",
            "Jane Doe, 12 December 2022",
            "ZAGREB, DECEMBER 2022",
            "ZAGREB",
            "DATE: 12 December 2022",
            "GMT, 12 December 2022",
            "REUTERS, 12 December 2022",
            "TOP STORIES, 12 December 2022",
            "12 December 2022",
            "- ZAGREB, 12 December 2022",
            "—ÉVORA, 12 December 2022",
            "Is it ZAGREB, 12 December 2022?",
            "",
        ] {
            assert_eq!(alone(line, true), None, "{line}");
        }
        assert_eq!(alone("INAUGURAL ADDRESS, 12 December 2022", false), None);
    }
}
