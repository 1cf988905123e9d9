//! Parts of times: *early 1990*, *late last week*, *the end of November*, *earlier this month*, *mid-1996*.

use super::scan::Scan;
use super::{Found, calendar, clock, holidays, periods, relative, weekdays};
use crate::expression::Modifier;

pub(super) fn found(scan: &Scan<'_>, at: usize) -> Option<Found> {
    let (modifier, next) = modifier(scan, at)?;
    let rules: [super::Rule; 5] = [
        calendar::found,
        weekdays::found,
        relative::found,
        periods::found,
        holidays::found,
    ];
    let inner = rules
        .iter()
        .filter_map(|rule| rule(scan, next))
        .max_by_key(|found| found.end);
    let inner = inner.or_else(|| clock::found(scan, next))?;
    Some(Found {
        modifier: Some(modifier),
        ..inner
    })
}

fn modifier(scan: &Scan<'_>, at: usize) -> Option<(Modifier, usize)> {
    let hyphen = |at| scan.hyphen(at).unwrap_or(at);
    let simple = match (scan.word(at), scan.word(at + 1)) {
        ("earlier", "in") => Some((Modifier::Earlier, at + 2)),
        ("later", "in") => Some((Modifier::Later, at + 2)),
        ("earlier", _) => Some((Modifier::Earlier, at + 1)),
        ("later", _) => Some((Modifier::Later, at + 1)),
        ("sometime", _) => Some((Modifier::About, at + 1)),
        ("about" | "around", _) => Some((Modifier::About, at + 1)),
        _ => None,
    };
    if simple.is_some() {
        return simple;
    }
    let the = scan.skip_word(at, &["the"]);
    match scan.word(the) {
        "early" => Some((Modifier::Start, hyphen(the + 1))),
        "late" => Some((Modifier::End, hyphen(the + 1))),
        "mid" | "middle" if scan.word(the + 1) != "of" => Some((Modifier::Middle, hyphen(the + 1))),
        word => {
            let part = match word {
                "beginning" | "start" => Modifier::Start,
                "middle" => Modifier::Middle,
                "end" | "close" => Modifier::End,
                _ => return None,
            };
            (scan.word(the + 1) == "of").then_some((part, the + 2))
        }
    }
}
