//! When an event happened or is to happen, and whether that lies before the news at hand.

use super::Scene;
use super::matching::Site;
use super::status::Status;
use crate::resolve::times::Dated;
use crate::resolve::times::governing::{of, own};
use demarche_times::Days;
use demarche_types::{Published, Upos};
use jiff::ToSpan as _;
use jiff::civil::Date;

/// What happened this many days before the publication is still the news at hand.
const NEWS: i64 = 5;

/// The time that dates an event: of what a statement does, the day of the statement; of others, a time that hangs on the
/// predicate or on the verb that carries it. What is yet to come does not happen when it is agreed on, nor what a noun tells
/// when its verb does: *condemned the raid on Monday*.
pub(super) fn when<'s>(scene: &Scene<'s>, site: &Site, status: &Status) -> Option<&'s Dated> {
    let (tree, times) = (scene.tree, scene.found.times);
    if site.statement.is_some() {
        return of_statement(scene, site.statement);
    }
    let shares = tree.upos(site.governor()) == Upos::Verb && !status.future && !status.hypothetical;
    let found = own(tree, times, site.word)
        .or_else(|| own(tree, times, site.governor()))
        .or_else(|| shares.then(|| of(tree, times, site.governor())).flatten())
        // *Accused* is both a cue and an event.
        .or_else(|| of_statement(scene, scene.claims.of_cue(site.governor()).filter(|_| shares)));
    found.filter(|dated| !status.future || is_to_come(dated, scene.found.published))
}

/// The day of a statement.
pub(super) fn of_statement<'s>(scene: &Scene<'s>, statement: Option<usize>) -> Option<&'s Dated> {
    scene
        .found
        .times
        .get(scene.claims.get(statement?).date_basis.as_deref()?)
}

/// Whether a time is not over on the day of publication: that of *said on Monday it would leave* is no day of leaving.
fn is_to_come(dated: &Dated, published: &Published) -> bool {
    let first: Option<Date> = published.date.as_deref().and_then(|date| date.parse().ok());
    dated
        .days
        .is_none_or(|days| first.is_none_or(|first| days.last >= first))
}

/// Whether these days lie before the news at hand. Where the publication has no day, only a time with its own year has days, and
/// the news at hand goes without one.
pub(super) fn is_earlier(days: Days, published: &Published) -> bool {
    let first: Option<Date> = published.date.as_deref().and_then(|date| date.parse().ok());
    let news = first.and_then(|first| first.checked_sub(NEWS.days()).ok());
    // A week that is over lies as far back as its middle.
    let over = first.is_none_or(|first| days.last < first);
    let middle = days.first.until(days.last).ok().map(|span| span.get_days() / 2);
    let middle = middle.and_then(|half| days.first.checked_add(half.days()).ok());
    news.is_none_or(|news| days.last < news || over && middle.is_some_and(|day| day < news))
}

/// Whether two times can be one: one of them is not known, or they have a day in common.
pub(super) fn agree(a: Option<&Dated>, b: Option<&Dated>) -> bool {
    let days = |dated: Option<&Dated>| dated.and_then(|d| d.days);
    match (days(a), days(b)) {
        (Some(a), Some(b)) => a.first <= b.last && b.first <= a.last,
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn earlier_than_the_news() {
        let published = Published {
            date: Some("2001-02-13".to_owned()),
            ..Published::default()
        };
        assert!(is_earlier(Days::one(date(2001, 2, 6)), &published));
        assert!(!is_earlier(Days::one(date(2001, 2, 9)), &published));
        let month = Days::new(date(2001, 2, 1), date(2001, 2, 28)).expect("in order");
        assert!(!is_earlier(month, &published));
        let last_week = Days::new(date(2001, 2, 5), date(2001, 2, 11)).expect("in order");
        assert!(!is_earlier(last_week, &published));
        let the_week_before_friday = Published {
            date: Some("2001-02-16".to_owned()),
            ..Published::default()
        };
        assert!(is_earlier(last_week, &the_week_before_friday));
        assert!(is_earlier(Days::one(date(1939, 9, 1)), &Published::default()));
    }
}
