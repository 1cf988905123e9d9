//! The words that decide what happened, as `embedding.txt` lists them.

use std::collections::BTreeMap;
use std::sync::LazyLock;
use thiserror::Error;

/// What kind of word an entry is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Part {
    Verb,
    Noun,
    Adjective,
    /// It stands with a noun: *possible*.
    Modifier,
    /// It opens a clause or a phrase: *if*.
    Mark,
}

/// What a word does to the event under it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Effect {
    /// It is to happen.
    Future,
    /// Possible, feared, wanted or conditional.
    Hypothetical,
    /// It did not or will not happen.
    Negated,
    /// It is what a request, an offer or a refusal is about.
    Asked,
    /// It shares the status of the word above.
    Plain,
    /// It is taken for granted.
    Fact,
}

/// How an event stands under a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Complement {
    Infinitive,
    Gerund,
    /// A gerund after *from*.
    From,
    Clause,
    Noun,
}

/// What is wrong with a list of embedding words.
#[derive(Debug, Error, PartialEq, Eq)]
pub(super) enum ListError {
    #[error("line {0} does not read `lemma | part | effect | complements`")]
    Fields(usize),
    #[error("line {0}: “{1}” is no part, effect or complement; see the top of the list")]
    Name(usize, String),
}

/// An effect and the complements that it is had on; on all where none is named.
type Rule = (Effect, Vec<Complement>);

/// All entries by part and lemma.
#[derive(Debug, Default)]
pub(super) struct Lexicon(BTreeMap<Part, BTreeMap<String, Vec<Rule>>>);

static EMBEDDED: LazyLock<Lexicon> =
    LazyLock::new(|| Lexicon::parse(include_str!("embedding.txt")).expect("the tests read the list that is built in"));

impl Lexicon {
    pub(super) fn embedded() -> &'static Self {
        &EMBEDDED
    }

    /// What a word does to an event that stands under it so.
    pub(super) fn effect(&self, part: Part, lemma: &str, complement: Complement) -> Option<Effect> {
        let rules = self.0.get(&part)?.get(lemma)?;
        let fits = |(_, complements): &&Rule| complements.is_empty() || complements.contains(&complement);
        rules.iter().find(fits).map(|(effect, _)| *effect)
    }

    /// What a modifier or a mark does.
    pub(super) fn beside(&self, part: Part, lemma: &str) -> Option<Effect> {
        self.effect(part, lemma, Complement::Noun)
    }

    fn parse(list: &str) -> Result<Self, ListError> {
        let mut lexicon = Self::default();
        let lines = list
            .lines()
            .enumerate()
            .filter(|(_, l)| !l.starts_with('#') && !l.trim().is_empty());
        for (i, line) in lines {
            let (part, lemma, rule) = entry(i + 1, line)?;
            lexicon.0.entry(part).or_default().entry(lemma).or_default().push(rule);
        }
        Ok(lexicon)
    }
}

fn entry(line: usize, text: &str) -> Result<(Part, String, Rule), ListError> {
    let fields: Vec<&str> = text.split('|').map(str::trim).collect();
    let (lemma, part, effect, complements) = match fields[..] {
        [lemma, part, effect] => (lemma, part, effect, ""),
        [lemma, part, effect, complements] => (lemma, part, effect, complements),
        _ => return Err(ListError::Fields(line)),
    };
    let unknown = |name: &str| ListError::Name(line, name.to_owned());
    let complements = complements
        .split_whitespace()
        .map(|c| complement(c).ok_or_else(|| unknown(c)));
    let rule = (
        self::effect(effect).ok_or_else(|| unknown(effect))?,
        complements.collect::<Result<_, _>>()?,
    );
    Ok((self::part(part).ok_or_else(|| unknown(part))?, lemma.to_owned(), rule))
}

fn part(name: &str) -> Option<Part> {
    Some(match name {
        "verb" => Part::Verb,
        "noun" => Part::Noun,
        "adjective" => Part::Adjective,
        "modifier" => Part::Modifier,
        "mark" => Part::Mark,
        _ => return None,
    })
}

fn effect(name: &str) -> Option<Effect> {
    Some(match name {
        "future" => Effect::Future,
        "hypothetical" => Effect::Hypothetical,
        "negated" => Effect::Negated,
        "asked" => Effect::Asked,
        "plain" => Effect::Plain,
        "fact" => Effect::Fact,
        _ => return None,
    })
}

fn complement(name: &str) -> Option<Complement> {
    Some(match name {
        "infinitive" => Complement::Infinitive,
        "gerund" => Complement::Gerund,
        "from" => Complement::From,
        "clause" => Complement::Clause,
        "noun" => Complement::Noun,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_well_formed() {
        let lexicon = Lexicon::parse(include_str!("embedding.txt")).unwrap_or_else(|e| panic!("embedding.txt: {e}"));
        assert_eq!(lexicon.beside(Part::Mark, "if"), Some(Effect::Hypothetical));
    }

    #[test]
    fn the_first_entry_that_fits_counts() {
        let list = "stop | verb | negated | clause\nstop | verb | fact";
        let lexicon = Lexicon::parse(list).expect("well formed");
        assert_eq!(
            lexicon.effect(Part::Verb, "stop", Complement::Clause),
            Some(Effect::Negated)
        );
        assert_eq!(
            lexicon.effect(Part::Verb, "stop", Complement::Gerund),
            Some(Effect::Fact)
        );
        assert_eq!(lexicon.effect(Part::Noun, "stop", Complement::Gerund), None);
    }

    #[test]
    fn errors_name_the_line() {
        assert_eq!(
            Lexicon::parse("# top\nstop | verb").expect_err("malformed"),
            ListError::Fields(2)
        );
        let error = Lexicon::parse("stop | verb | maybe").expect_err("malformed");
        assert_eq!(error, ListError::Name(1, "maybe".to_owned()));
    }
}
