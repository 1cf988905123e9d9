//! Whether two reports are of the same act.
//!
//! Precision first: what is not compatible in every respect is not joined, and what is compatible only because little is said
//! must be near in its words.

use super::report::{Day, Location, Party, Report};
use super::words::{Nearness, nearness};
use std::collections::BTreeSet;

/// How two reports met.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Meeting {
    /// They tell it in the same words.
    SameWords,
    /// Category, a party and the day are the same.
    SameDay,
}

/// Whether two reports that met are of the same act.
pub fn is_same_act(a: &Report, b: &Report, meeting: Meeting) -> bool {
    let apart = a.document == b.document || a.category != b.category || a.hypothetical != b.hypothetical;
    if apart
        || !parties_fit(a, b)
        || !modes_fit(&a.modes, &b.modes)
        || !places_fit(a.location.as_ref(), b.location.as_ref())
    {
        return false;
    }
    match meeting {
        Meeting::SameWords => told_days_fit(a.day, b.day),
        Meeting::SameDay => days_meet(a, b) && words_fit(a, b),
    }
}

/// Whether a report can be of the same act as one of which nothing is known yet but its content words: most cannot, and need not be
/// looked at further.
pub fn may_be_same_act(a: &Report, words: &[u32], meeting: Meeting) -> bool {
    let Nearness { shared, dice } = nearness(&a.words, words);
    meeting == Meeting::SameWords || shared >= LEAST.0 && dice >= LEAST.1
}

/// How many words two reports share at least, and how near these are, however much else says that they are of one act.
const LEAST: (usize, f64) = (1, 0.25);

/// A day that both tell must be the same.
fn told_days_fit(a: Option<Day>, b: Option<Day>) -> bool {
    match (a, b) {
        (Some(Day::Told(a)), Some(Day::Told(b))) => a == b,
        _ => true,
    }
}

fn days_meet(a: &Report, b: &Report) -> bool {
    let days = a.day.zip(b.day).is_some_and(|(a, b)| a.meets(b));
    days && a.historical == b.historical
}

/// The less the rest says, the nearer the words must be.
fn words_fit(a: &Report, b: &Report) -> bool {
    let told = [a.day, b.day].iter().flatten().all(|day| day.is_told());
    let directed = !tokens(&a.recipients).is_empty() && !tokens(&b.recipients).is_empty();
    let Nearness { shared, dice } = nearness(&a.words, &b.words);
    match (told, directed) {
        (true, true) => shared >= LEAST.0 && dice >= LEAST.1,
        (false, true) => shared >= 2 && dice >= 0.3,
        (true, false) => shared >= 2 && dice >= 0.35,
        (false, false) => shared >= 2 && dice >= 0.45,
    }
}

/// Actors fit and are known on both sides; recipients fit or one side names none.
fn parties_fit(a: &Report, b: &Report) -> bool {
    let known = !tokens(&a.actors).is_empty() && !tokens(&b.actors).is_empty();
    known && sides_fit(&a.actors, &b.actors) && sides_fit(&a.recipients, &b.recipients)
}

/// One side names nobody that the other does not, and no two different persons stand for the same party.
fn sides_fit(a: &[Party], b: &[Party]) -> bool {
    let (ours, theirs) = (tokens(a), tokens(b));
    (ours.is_subset(&theirs) || theirs.is_subset(&ours)) && surnames_fit(a, b)
}

fn surnames_fit(a: &[Party], b: &[Party]) -> bool {
    a.iter().all(|ours| {
        let rivals = b.iter().filter(|theirs| theirs.token == ours.token);
        let mut surnames = rivals.filter_map(|theirs| theirs.surname.as_ref()).peekable();
        surnames.peek().is_none()
            || ours
                .surname
                .as_ref()
                .is_none_or(|own| surnames.any(|surname| surname == own))
    })
}

fn tokens(parties: &[Party]) -> BTreeSet<&str> {
    parties.iter().filter_map(|party| party.token.as_deref()).collect()
}

fn modes_fit(a: &[String], b: &[String]) -> bool {
    a.is_empty() || b.is_empty() || a.iter().any(|mode| b.contains(mode))
}

/// The same place, or one the country of the other, or one is not known.
fn places_fit(a: Option<&Location>, b: Option<&Location>) -> bool {
    let Some((a, b)) = a.zip(b) else {
        return true;
    };
    let same = a.geonameid.is_some() && a.geonameid == b.geonameid;
    let within = (a.is_country || b.is_country) && a.country.is_some() && a.country == b.country;
    same || within
}
