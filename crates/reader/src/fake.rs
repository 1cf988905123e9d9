//! A reader that has learned nothing, for tests of what stands on readings.

use crate::{ReadError, Reader, Words};
use demarche_types::{Arc, Morphology, Reading, Upos};

/// Reads every sentence as a chain, or says what it was told to.
#[derive(Clone, Debug, Default)]
pub struct FakeReader(Option<Reading>);

impl FakeReader {
    /// Every word depends on the one before it, is its own lemma, and has no part of speech. There are no names and no
    /// attributions.
    #[must_use]
    pub const fn chains() -> Self {
        Self(None)
    }

    /// Gives the same reading of whatever words.
    #[must_use]
    pub const fn saying(reading: Reading) -> Self {
        Self(Some(reading))
    }
}

impl Reader for FakeReader {
    fn read(&self, words: &Words<'_>) -> Result<Reading, ReadError> {
        words.check()?;
        Ok(self.0.clone().unwrap_or_else(|| chains(words)))
    }

    fn name(&self) -> &'static str {
        "fake"
    }
}

fn chains(words: &Words<'_>) -> Reading {
    let word = |form: &&str| Morphology {
        upos: Upos::X,
        lemma: (*form).to_owned(),
        features: String::new(),
    };
    let arc = |head: Option<usize>| Arc {
        head,
        relation: if head.is_some() { "dep" } else { "root" }.to_owned(),
    };
    let heads = words
        .sentences
        .iter()
        .flat_map(|s| s.words.clone().map(|w| (w > s.words.start).then(|| w - 1)));
    Reading {
        morphology: words.forms.iter().map(word).collect(),
        tree: heads.map(arc).collect(),
        ..Reading::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::SentenceWords;

    #[test]
    fn chains_begin_with_each_sentence() {
        let sentence = |words| SentenceWords {
            words,
            opens_block: true,
        };
        let words = Words {
            forms: vec!["He", "left", "."],
            sentences: vec![sentence(0..2), sentence(2..3)],
        };
        let reading = FakeReader::chains().read(&words).unwrap();
        assert_eq!(
            reading.tree.iter().map(|arc| arc.head).collect::<Vec<_>>(),
            [None, Some(0), None]
        );
        assert_eq!(reading.morphology[0].lemma, "He");
    }

    #[test]
    fn says_what_it_was_told() {
        let told = Reading {
            morphology: Vec::new(),
            ..Reading::default()
        };
        assert_eq!(FakeReader::saying(told.clone()).read(&Words::default()).unwrap(), told);
    }
}
