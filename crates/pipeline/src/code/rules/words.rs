//! Lists of words that a rule asks for.

use std::collections::BTreeSet;

/// Lemmas, and the five kinds of words that no list can hold.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Words {
    lemmas: BTreeSet<String>,
    /// `@actor`: a political actor.
    pub(crate) actor: bool,
    /// `@state`: a state or its government, not its people.
    pub(crate) state: bool,
    /// `@any`: anything at all.
    pub(crate) any: bool,
    /// `@number`: a number.
    pub(crate) number: bool,
    /// `@infinitive`: a verb after *to*.
    pub(crate) infinitive: bool,
}

impl Words {
    /// The lines of a list, less comments.
    pub(super) fn of_list(text: &str) -> Self {
        let lines = text
            .lines()
            .map(str::trim)
            .filter(|l| !l.is_empty() && !l.starts_with('#'));
        Self {
            lemmas: lines.map(str::to_lowercase).collect(),
            ..Self::default()
        }
    }

    pub(super) fn add(&mut self, lemma: &str) {
        self.lemmas.insert(lemma.to_lowercase());
    }

    pub(super) fn extend(&mut self, other: &Self) {
        self.lemmas.extend(other.lemmas.iter().cloned());
        self.actor |= other.actor;
        self.state |= other.state;
        self.any |= other.any;
        self.number |= other.number;
        self.infinitive |= other.infinitive;
    }

    /// Whether the lower-case lemma is listed.
    pub(crate) fn has(&self, lemma: &str) -> bool {
        self.lemmas.contains(lemma)
    }

    /// The entries that consist of the lemma and one more word, as that word: `out` for *carry*.
    pub(crate) fn partners(&self, lemma: &str) -> impl Iterator<Item = &str> {
        let from = format!("{lemma} ");
        let range = self
            .lemmas
            .range(from.clone()..)
            .take_while(move |l| l.starts_with(&from));
        range.filter_map(|l| l.split_once(' ').map(|(_, partner)| partner))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_of_two_words_are_found_by_their_first() {
        let words = Words::of_list("# light\nhold\ncarry out\ncarry on\n");
        assert!(words.has("hold") && !words.has("carry") && !words.has("# light"));
        assert_eq!(words.partners("carry").collect::<Vec<_>>(), ["on", "out"]);
    }
}
