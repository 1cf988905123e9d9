//! Times: the time expressions of a report with their values, and which of them dates what.

pub(crate) mod governing;
pub(crate) mod statements;

use crate::resolve::tense::tense;
use crate::tree::Tree;
use demarche_times::{Anchor, Days, Expression, Resolved, Tense, find_in, resolve, tenses};
use demarche_types::{BlockKind, DateBasis, Document, Published, Span, Time};
use jiff::civil::Date;
use std::ops::Range;

/// A time with the days that it spans, where they are known.
#[derive(Clone, Debug)]
pub(crate) struct Dated {
    pub(crate) time: Time,
    pub(crate) days: Option<Days>,
}

/// The times of a report, in reading order.
pub(crate) struct Times {
    times: Vec<Dated>,
}

/// The time expressions of what is read, of the lines that date it and of copyright lines, in reading order.
pub(crate) fn expressions(document: &Document) -> Vec<Expression> {
    let told = |kind: BlockKind| {
        kind.is_read() || matches!(kind, BlockKind::DateLine | BlockKind::Dateline | BlockKind::Copyright)
    };
    let blocks = document.blocks.iter().filter(|block| told(block.kind));
    find_in(&document.text, blocks.map(|block| block.span))
}

impl Times {
    /// The values of the expressions, counted from the day of publication by the tense that the tree shows, or else the words.
    pub(crate) fn resolve(tree: &Tree<'_>, expressions: &[Expression], published: &Published) -> Self {
        let hints = tenses(&tree.document.text, expressions);
        let by_tree = |index: usize| {
            expressions
                .get(index)
                .and_then(|expression| tense_in(tree, expression.span))
        };
        let tense = |index: usize| by_tree(index).or_else(|| hints.get(index).copied().flatten());
        let resolved = resolve(expressions, days(published), tense);
        let dated = |(index, (expression, resolved)): (usize, (&Expression, Resolved))| {
            let quoted = tree.document.text.quote(expression.span);
            Dated {
                days: resolved
                    .days
                    .filter(|days| resolved.value.is_some() || !says_nothing(*days)),
                time: Time {
                    id: id(index),
                    start: quoted.start,
                    end: quoted.end,
                    text: quoted.text,
                    kind: expression.kind,
                    value: resolved.value,
                    anchor: resolved.anchor.map(anchor),
                },
            }
        };
        let times = expressions.iter().zip(resolved).enumerate().map(dated).collect();
        Self { times }
    }

    /// The time that stands on a span, or within it, or around it.
    pub(crate) fn on(&self, span: Span) -> Option<&Dated> {
        let at = self.times.partition_point(|dated| dated.time.end <= span.start);
        self.times.get(at).filter(|dated| dated.time.start < span.end)
    }

    /// The time of an id.
    pub(crate) fn get(&self, id: &str) -> Option<&Dated> {
        let number: usize = id.strip_prefix('T')?.parse().ok()?;
        self.times.get(number.checked_sub(1)?)
    }

    /// What the record holds of them.
    pub(crate) fn into_list(self) -> Vec<Time> {
        self.times.into_iter().map(|dated| dated.time).collect()
    }
}

fn id(index: usize) -> String {
    format!("T{}", index + 1)
}

fn anchor(anchor: Anchor) -> String {
    match anchor {
        Anchor::Published => "published".to_owned(),
        Anchor::Expression(index) => id(index),
    }
}

/// The days of a time without a value are as many as those on which the report may have been published; a month of them still
/// says something.
fn says_nothing(days: Days) -> bool {
    const MOST_DAYS: i32 = 31;
    days.last
        .since(days.first)
        .is_ok_and(|span| span.get_days() > MOST_DAYS)
}

/// The days of publication, where they are known.
fn days(published: &Published) -> Option<Days> {
    let day = |day: &Option<String>| day.as_deref()?.get(..10)?.parse::<Date>().ok();
    let first = day(&published.date).filter(|_| published.basis != DateBasis::Unknown)?;
    Days::new(first, day(&published.enddate).unwrap_or(first))
}

fn tense_in(tree: &Tree<'_>, span: Span) -> Option<Tense> {
    tense(tree, top(tree, span)?)
}

/// The topmost of the words that a span touches.
fn top(tree: &Tree<'_>, span: Span) -> Option<usize> {
    let words = words_in(tree, span);
    words
        .clone()
        .find(|&word| tree.head(word).is_none_or(|head| !words.contains(&head)))
}

fn words_in(tree: &Tree<'_>, span: Span) -> Range<usize> {
    let words = &tree.segments.words;
    let start = words.partition_point(|word| word.span.end <= span.start);
    start..words.partition_point(|word| word.span.start < span.end).max(start)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tree::page::Page;
    use demarche_types::TimeType;

    const REPORT: &str = "The/DET/2/det minister/NOUN/3/nsubj spoke:speak/VERB/0/root/Tense=Past|VerbForm=Fin late/ADV/6/advmod \
            on/ADP/6/case Monday/PROPN/3/obl and/CCONJ/9/cc will/AUX/9/aux/VerbForm=Fin travel/VERB/3/conj/VerbForm=Inf \
            on/ADP/11/case Friday/PROPN/9/obl";

    fn published(date: &str, enddate: &str) -> Published {
        Published {
            date: Some(date.to_owned()),
            enddate: Some(enddate.to_owned()),
            basis: DateBasis::Given,
            ..Published::default()
        }
    }

    fn times(published: &Published) -> Vec<Time> {
        let page = Page::new(REPORT);
        let found = expressions(&page.document);
        Times::resolve(&page.tree(), &found, published).into_list()
    }

    #[test]
    fn weekdays_by_the_tense_of_their_verbs() {
        let times = times(&published("2019-05-15", "2019-05-15"));
        let told: Vec<_> = times
            .iter()
            .map(|t| (t.id.as_str(), t.text.as_str(), t.kind, t.value.as_deref()))
            .collect();
        assert_eq!(
            told,
            [
                ("T1", "late on Monday", TimeType::Time, Some("2019-05-13TEV")),
                ("T2", "Friday", TimeType::Date, Some("2019-05-17")),
            ]
        );
        assert!(times.iter().all(|time| time.anchor.as_deref() == Some("published")));
    }

    #[test]
    fn a_value_is_known_only_if_every_day_of_publication_gives_it() {
        let known = |first, last| {
            times(&published(first, last))
                .into_iter()
                .map(|t| t.value)
                .collect::<Vec<_>>()
        };
        assert_eq!(
            known("2019-05-14", "2019-05-16"),
            [Some("2019-05-13TEV".to_owned()), Some("2019-05-17".to_owned())]
        );
        assert_eq!(known("2019-05-10", "2019-05-16"), [None, None]);
        let days = |last| {
            let page = Page::new(REPORT);
            let found = expressions(&page.document);
            let times = Times::resolve(&page.tree(), &found, &published("2019-05-10", last));
            times.times.iter().map(|dated| dated.days.is_some()).collect::<Vec<_>>()
        };
        assert_eq!(days("2019-05-16"), [true, true], "it was in one of two weeks");
        assert_eq!(days("2024-05-16"), [false, false]);
        assert_eq!(
            times(&Published::default())
                .into_iter()
                .map(|t| t.value)
                .collect::<Vec<_>>(),
            [None, None]
        );
    }
}
