//! The words that attribute, as `cues.txt` lists them.

use crate::tree::Tree;
use demarche_types::{Act, Upos};
use std::collections::BTreeMap;
use std::sync::LazyLock;
use thiserror::Error;

/// What part an entry plays.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Part {
    Verb,
    Noun,
    Adjective,
    /// Speaks of a source without naming it: *reportedly*.
    Adverb,
    /// Stands between the source and another cue: *seemed to suggest*.
    Auxiliary,
    /// Lends its subject to the cue noun that is its object: *issued a warning*.
    Light,
    /// What words are put into: *a letter to*.
    Medium,
    /// Who can speak and has no name: *a newspaper report that*.
    Speaker,
}

/// Where the content of a cue stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Frame {
    Clause,
    Quote,
    /// A clause that it ends: *…, she continued.*
    Aside,
    Infinitive,
    Gerund,
    Object,
    Named,
    /// In the passive, an infinitive whose subject is part of the content: *is expected to*.
    Raised,
    /// The object is who is told.
    Addressee,
    /// The source is a document or has a name: *the report shows*, not *the raid shows*.
    Evidence,
    /// After this preposition.
    Preposition(String),
}

/// A cue and its frames.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Entry {
    /// The word that must hang on the first one, as *out* in *point out*.
    partner: Option<String>,
    /// What the source does; `None` where the cue does not say.
    pub(super) act: Option<Act>,
    frames: Vec<(Frame, Option<Act>)>,
}

impl Entry {
    /// Whether the cue takes its content there.
    pub(super) fn takes(&self, frame: &Frame) -> bool {
        self.frames.iter().any(|(f, _)| f == frame)
    }

    /// The act of the cue with its content there.
    pub(super) fn act_with(&self, frame: &Frame) -> Act {
        let own = self.frames.iter().find(|(f, _)| f == frame).and_then(|(_, act)| *act);
        own.or(self.act).unwrap_or(Act::Assert)
    }

    /// Whether it takes content after that preposition.
    pub(super) fn takes_after(&self, preposition: &str) -> bool {
        self.takes(&Frame::Preposition(preposition.to_owned()))
    }

    /// Whether it reports words, not thoughts.
    pub(super) fn is_utterance(&self) -> bool {
        self.takes(&Frame::Quote)
    }
}

/// An entry as it was met in a text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cue<'l> {
    pub(super) entry: &'l Entry,
    /// The second word of an entry of two.
    pub(super) partner: Option<usize>,
}

/// What is wrong with a list of cues.
#[derive(Debug, Error, PartialEq, Eq)]
pub(super) enum LexiconError {
    #[error("line {0} does not read `lemma | part | act | frames`: part its four fields by bars")]
    Fields(usize),
    #[error("line {0}: “{1}” is no part; see the top of the list for the parts")]
    Part(usize, String),
    #[error("line {0}: “{1}” is no act; see the top of the list for the acts")]
    Act(usize, String),
    #[error("line {0}: “{1}” is neither a frame nor a known preposition; see the top of the list for the frames")]
    Frame(usize, String),
    #[error("line {0} says again what an earlier line says: join the two")]
    Repeated(usize),
}

/// All cues by part and first lemma; entries of two words before those of one.
#[derive(Debug, Default)]
pub(super) struct Lexicon(BTreeMap<(Part, String), Vec<Entry>>);

static EMBEDDED: LazyLock<Lexicon> =
    LazyLock::new(|| Lexicon::parse(include_str!("cues.txt")).expect("the tests read the list that is built in"));

impl Lexicon {
    /// The list that is built in.
    pub(super) fn embedded() -> &'static Self {
        &EMBEDDED
    }

    /// Reads a list of cues.
    ///
    /// # Errors
    /// Where a line is not of the form that the top of `cues.txt` describes.
    pub(super) fn parse(list: &str) -> Result<Self, LexiconError> {
        let mut lexicon = Self::default();
        for (i, line) in list
            .lines()
            .enumerate()
            .filter(|(_, l)| !l.starts_with('#') && !l.trim().is_empty())
        {
            let (part, lemma, entry) = entry(i + 1, line)?;
            let entries = lexicon.0.entry((part, lemma)).or_default();
            if entries.iter().any(|e| e.partner == entry.partner) {
                return Err(LexiconError::Repeated(i + 1));
            }
            entries.push(entry);
            entries.sort_by_key(|e| e.partner.is_none());
        }
        Ok(lexicon)
    }

    /// The entry of a part that a word and its partner meet.
    pub(super) fn find(&self, part: Part, tree: &Tree, word: usize) -> Option<Cue<'_>> {
        let entries = self.0.get(&(part, tree.lemma(word)))?;
        entries.iter().find_map(|entry| match &entry.partner {
            None => Some(Cue { entry, partner: None }),
            Some(lemma) => partner(tree, word, lemma).map(|p| Cue {
                entry,
                partner: Some(p),
            }),
        })
    }

    /// The entry that a word of the text meets by its part of speech.
    pub(super) fn cue(&self, tree: &Tree, word: usize) -> Option<Cue<'_>> {
        let part = match tree.upos(word) {
            Upos::Verb => Part::Verb,
            Upos::Noun => Part::Noun,
            Upos::Adj => Part::Adjective,
            Upos::Adv => Part::Adverb,
            _ => return None,
        };
        self.find(part, tree, word)
    }
}

/// The particle, object, complement or preposition that makes an entry of two words.
fn partner(tree: &Tree, word: usize, lemma: &str) -> Option<usize> {
    let direct = tree.children_by(word, &["compound", "obj", "xcomp", "advmod", "aux"]);
    let phrases = tree.children_by(word, &["obl", "advcl", "ccomp"]);
    let mut near = direct.chain(phrases.flat_map(|o| tree.children_by(o, &["case", "mark"])));
    near.find(|&c| tree.lemma_in(c, &[lemma]))
}

const PREPOSITIONS: &[&str] = &[
    "about", "against", "as", "at", "by", "for", "of", "on", "over", "to", "with",
];

fn entry(line: usize, text: &str) -> Result<(Part, String, Entry), LexiconError> {
    let fields: Vec<&str> = text.split('|').map(str::trim).collect();
    let [lemma, part, act, frames] = fields[..] else {
        return Err(LexiconError::Fields(line));
    };
    let (lemma, partner) = lemma
        .split_once(' ')
        .map_or((lemma, None), |(l, p)| (l, Some(p.to_owned())));
    let frames = frames
        .split_whitespace()
        .map(|f| frame(line, f))
        .collect::<Result<_, _>>()?;
    let act = (act != "-").then(|| self::act(line, act)).transpose()?;
    Ok((
        self::part(line, part)?,
        lemma.to_owned(),
        Entry { partner, act, frames },
    ))
}

fn part(line: usize, name: &str) -> Result<Part, LexiconError> {
    Ok(match name {
        "verb" => Part::Verb,
        "noun" => Part::Noun,
        "adjective" => Part::Adjective,
        "adverb" => Part::Adverb,
        "auxiliary" => Part::Auxiliary,
        "light" => Part::Light,
        "medium" => Part::Medium,
        "speaker" => Part::Speaker,
        _ => return Err(LexiconError::Part(line, name.to_owned())),
    })
}

fn frame(line: usize, text: &str) -> Result<(Frame, Option<Act>), LexiconError> {
    let (name, act) = text
        .split_once('=')
        .map_or((text, None), |(name, act)| (name, Some(act)));
    let frame = match name {
        "clause" => Frame::Clause,
        "quote" => Frame::Quote,
        "aside" => Frame::Aside,
        "infinitive" => Frame::Infinitive,
        "gerund" => Frame::Gerund,
        "object" => Frame::Object,
        "named" => Frame::Named,
        "raised" => Frame::Raised,
        "addressee" => Frame::Addressee,
        "evidence" => Frame::Evidence,
        _ if PREPOSITIONS.contains(&name) => Frame::Preposition(name.to_owned()),
        _ => return Err(LexiconError::Frame(line, name.to_owned())),
    };
    Ok((frame, act.map(|a| self::act(line, a)).transpose()?))
}

/// An act by its name in the record.
pub(super) fn act(line: usize, name: &str) -> Result<Act, LexiconError> {
    Ok(match name {
        "assert" => Act::Assert,
        "deny" => Act::Deny,
        "demand" => Act::Demand,
        "threaten" => Act::Threaten,
        "warn" => Act::Warn,
        "promise" => Act::Promise,
        "offer" => Act::Offer,
        "accept" => Act::Accept,
        "reject" => Act::Reject,
        "accuse" => Act::Accuse,
        "praise" => Act::Praise,
        "apologise" => Act::Apologise,
        "ask" => Act::Ask,
        "announce" => Act::Announce,
        "believe" => Act::Believe,
        "intend" => Act::Intend,
        _ => return Err(LexiconError::Act(line, name.to_owned())),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tree::page::Page;

    #[test]
    fn the_list_is_well_formed() {
        let lexicon = Lexicon::parse(include_str!("cues.txt")).unwrap_or_else(|e| panic!("cues.txt: {e}"));
        assert!(lexicon.0.len() > 300);
    }

    #[test]
    fn frames_have_acts_of_their_own() {
        let lexicon = Lexicon::parse("tell | verb | assert | clause infinitive=demand of").expect("well formed");
        let entry = &lexicon.0[&(Part::Verb, "tell".to_owned())][0];
        assert_eq!(entry.act_with(&Frame::Clause), Act::Assert);
        assert_eq!(entry.act_with(&Frame::Infinitive), Act::Demand);
        assert!(entry.takes_after("of") && !entry.takes_after("on") && !entry.is_utterance());
    }

    #[test]
    fn errors_name_the_line() {
        let error = |list: &str| Lexicon::parse(list).expect_err("malformed");
        assert_eq!(error("# top\nsay | verb"), LexiconError::Fields(2));
        assert_eq!(
            error("say | verb | assert | cluase"),
            LexiconError::Frame(1, "cluase".to_owned())
        );
        assert_eq!(error("say | verb | state |"), LexiconError::Act(1, "state".to_owned()));
        assert_eq!(error("say | word | assert |"), LexiconError::Part(1, "word".to_owned()));
        assert_eq!(
            error("say | verb | assert |\nsay | verb | deny |"),
            LexiconError::Repeated(2)
        );
    }

    #[test]
    fn two_words_go_before_one() {
        let page = Page::new("They/PRON/2/nsubj point:point/VERB/0/root out/ADP/2/compound:prt flaws:flaw/NOUN/2/obj");
        let tree = page.tree();
        let cue = Lexicon::embedded().find(Part::Verb, &tree, 1).expect("listed");
        assert_eq!(cue.partner, Some(2));
    }
}
