//! What the lines around a story say of the report, gathered while they are told from the story.

use super::calendar::Day;
use super::credit::Credit;
use super::dateline::Dateline;
use super::publication::{Label, Notice};
use std::ops::Range;

/// The masthead in the making.
#[derive(Debug, Default)]
pub(super) struct Notes {
    /// The address that the text opens with.
    pub(super) uri: Option<String>,
    /// The bytes of the headline, without its section.
    pub(super) title: Option<Range<usize>>,
    /// The section.
    pub(super) section: Option<String>,
    /// The authors.
    pub(super) byline: Vec<String>,
    /// The publisher.
    pub(super) publisher: Option<String>,
    /// Agencies and syndicators.
    pub(super) credits: Vec<String>,
    stated: Vec<(Label, Day, Range<usize>)>,
    filed: Option<(Day, Range<usize>)>,
}

impl Notes {
    /// Adds what a line of publication that begins at a byte says.
    pub(super) fn add_notice(&mut self, notice: Notice, start: usize) {
        self.publisher = self.publisher.take().or(notice.publisher);
        let shifted = notice
            .stated
            .into_iter()
            .map(|s| (s.label, s.day, start + s.range.start..start + s.range.end));
        self.stated.extend(shifted);
    }

    /// Adds authors, each once.
    pub(super) fn add_authors(&mut self, authors: Vec<String>) {
        add_new(&mut self.byline, authors);
    }

    /// Adds the agencies and syndicators of a credit, each once.
    pub(super) fn add_credit(&mut self, credit: Credit) {
        self.add_names(credit.names);
    }

    /// Adds names to the credits, each once.
    pub(super) fn add_names(&mut self, names: Vec<String>) {
        add_new(&mut self.credits, names);
    }

    /// Adds what a dateline of these bytes says. Of several, the first one's day counts.
    pub(super) fn add_dateline(&mut self, dateline: Dateline, range: Range<usize>) {
        self.add_names(dateline.credits);
        self.filed = self.filed.take().or(dateline.day.map(|day| (day, range)));
    }

    /// The first and the last day that the report can have been published on, and the bytes that say so. A stated day of
    /// publication goes before one of the last change. A report is published on the day its dateline gives or on the next.
    pub(super) fn published(&self) -> Option<(Day, Day, Range<usize>)> {
        let stated = self.stated.iter().min_by_key(|(label, _, range)| (*label, range.start));
        let stated = stated.map(|(_, day, range)| (*day, *day, range.clone()));
        stated.or_else(|| self.filed.clone().map(|(day, range)| (day, day.next(), range)))
    }
}

fn add_new(names: &mut Vec<String>, more: Vec<String>) {
    for name in more {
        if !name.is_empty() && !names.contains(&name) {
            names.push(name);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate_publication::read;

    use super::super::publication as crate_publication;

    fn published(notes: &Notes) -> Option<(String, String)> {
        notes
            .published()
            .map(|(first, last, _)| (first.to_string(), last.to_string()))
    }

    fn both(first: &str, last: &str) -> Option<(String, String)> {
        Some((first.to_owned(), last.to_owned()))
    }

    #[test]
    fn publication_goes_before_changes_and_changes_before_datelines() {
        let mut notes = Notes::default();
        assert_eq!(published(&notes), None);
        notes.filed = Day::from_iso("2020-05-01").map(|day| (day, 90..99));
        assert_eq!(published(&notes), both("2020-05-01", "2020-05-02"));
        notes.add_notice(read("Updated 3 May 2020").unwrap(), 10);
        assert_eq!(published(&notes), both("2020-05-03", "2020-05-03"));
        notes.add_notice(read("Published 2 May 2020").unwrap(), 50);
        assert_eq!(notes.published().map(|(.., range)| range), Some(60..70));
    }

    #[test]
    fn names_stand_once() {
        let mut notes = Notes::default();
        notes.add_names(vec!["AP".to_owned(), "AP".to_owned(), String::new()]);
        assert_eq!(notes.credits, ["AP"]);
    }
}
