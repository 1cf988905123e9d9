//! Looking through the sheets of statements for those that are asked for.

use super::StatementFilter;
use super::asked::{Side, sure};
use super::bits::Bits;
use super::fragment::{Fragment, one_of};
use super::proof::documents_by;
use super::words::Hits;
use crate::derived::{Sentences, StatementLine, sheets};
use rusqlite::Connection;
use std::ops::{ControlFlow, RangeInclusive};

/// What is asked for, as numbers of lines.
pub struct StatementScan<'c> {
    connection: &'c Connection,
    kinds: Bits,
    sources: Option<Side>,
    addressees: Option<Side>,
    /// The documents by those who are asked for.
    published: Option<Bits>,
    sure: u32,
    words: InSentences,
}

impl<'c> StatementScan<'c> {
    pub fn new(connection: &'c Connection, filter: &StatementFilter) -> rusqlite::Result<Self> {
        let kinds = [one_of("act", &filter.acts), one_of("form", &filter.forms)];
        let kinds = Fragment::filter(kinds.into_iter().flatten().collect());
        let by = (!filter.publishers.is_empty()).then(|| Bits::of(connection, &documents_by(&filter.publishers)));
        let mut words = InSentences::default();
        for asked in [&filter.about, &filter.text].into_iter().flatten() {
            words.add(&asked.narrow(connection)?);
        }
        Ok(Self {
            connection,
            kinds: Bits::of(
                connection,
                &Fragment::new("SELECT id FROM statement_kinds").and_then(kinds),
            )?,
            sources: Side::of(connection, &filter.sources)?,
            addressees: Side::of(connection, &filter.addressees)?,
            published: by.transpose()?,
            sure: sure(filter.confidence),
            words,
        })
    }

    /// Goes through the statements of a stretch of days that are asked for, from its end or from its beginning.
    pub fn each(
        &self,
        days: &RangeInclusive<i64>,
        backwards: bool,
        mut take: impl FnMut(i64, &StatementLine) -> rusqlite::Result<ControlFlow<()>>,
    ) -> rusqlite::Result<ControlFlow<()>> {
        sheets::each::<StatementLine>(self.connection, days, backwards, |day, bytes| {
            for line in sheets::lines::<StatementLine>(bytes) {
                if self.fits(&line) && take(day, &line)?.is_break() {
                    return Ok(ControlFlow::Break(()));
                }
            }
            Ok(ControlFlow::Continue(()))
        })
    }

    #[inline]
    fn fits(&self, line: &StatementLine) -> bool {
        self.kinds.holds(line.kind)
            && line.confidence >= self.sure
            && self.sources.as_ref().is_none_or(|side| side.holds(line.source))
            && self.addressees.as_ref().is_none_or(|side| side.holds(line.addressee))
            && self
                .published
                .as_ref()
                .is_none_or(|documents| documents.holds(line.document))
            && self.words.may_be_in(line.sentences)
    }
}

/// Sentences in one of which a word must stand, for each word that is asked for. They narrow; the text decides.
#[derive(Default)]
pub struct InSentences(Vec<Bits>);

impl InSentences {
    /// And where other words may stand; nowhere in particular, where there are too many sentences to say.
    pub fn add(&mut self, hits: &Hits) {
        if let Hits::Sentences(sentences) = hits {
            let numbers = sentences.iter().filter_map(|&sentence| u32::try_from(sentence).ok());
            self.0.push(numbers.collect());
        }
    }

    #[inline]
    pub fn may_be_in(&self, sentences: Sentences) -> bool {
        self.0.iter().all(|words| may_stand(words, sentences))
    }
}

fn may_stand(words: &Bits, sentences: Sentences) -> bool {
    let Sentences { first, more } = sentences;
    let is_known = first > 0 && more < Sentences::MANY;
    !is_known || (first..=first.saturating_add(more)).any(|sentence| words.holds(sentence))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_stand_in_one_of_the_sentences() {
        let mut words = InSentences::default();
        words.add(&Hits::Many("the".to_owned()));
        assert!(words.may_be_in(Sentences { first: 1, more: 0 }));
        words.add(&Hits::Sentences(vec![7, 12]));
        let may = |first, more| words.may_be_in(Sentences { first, more });
        assert!(may(7, 0) && may(5, 2) && !may(8, 3) && may(8, 4));
        assert!(may(0, 0) && may(1, Sentences::MANY), "it is not known");
    }
}
