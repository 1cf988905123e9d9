//! What the reader makes of the words.

use std::fmt;
use std::ops::Range;
use std::str::FromStr;

/// What the reader found in a whole document: one entry a word, and spans of words. Indices are those of
/// [`crate::Segments::words`].
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Reading {
    /// One a word: part of speech, lemma and features.
    pub morphology: Vec<Morphology>,
    /// One a word: its head and relation. Every sentence is a tree with one root.
    pub tree: Vec<Arc>,
    /// Named entities, in reading order, not overlapping.
    pub names: Vec<EntityName>,
    /// Attributions in the order of their first word.
    pub attributions: Vec<Attribution>,
}

/// Part of speech, lemma and features of one word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Morphology {
    /// Universal part of speech.
    pub upos: Upos,
    /// The lemma.
    pub lemma: String,
    /// Universal features in their standard order, `Mood=Ind|Tense=Past|VerbForm=Fin`; empty where it has none.
    pub features: String,
}

impl Morphology {
    /// The value of a universal feature, such as `Past` for `Tense`.
    #[must_use]
    pub fn feature(&self, name: &str) -> Option<&str> {
        self.features
            .split('|')
            .find_map(|f| f.strip_prefix(name)?.strip_prefix('='))
    }
}

/// A word's place in the dependency tree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Arc {
    /// The word it depends on; `None` for the root of its sentence.
    pub head: Option<usize>,
    /// The universal relation with its subtype: `nsubj`, `nsubj:pass`, `root`.
    pub relation: String,
}

/// A named entity.
#[derive(Clone, Debug, PartialEq)]
pub struct EntityName {
    /// Its words.
    pub words: Range<usize>,
    /// Its type.
    pub kind: EntityKind,
    /// The reader's probability of these words and this type, 0 to 1.
    pub score: f32,
}

/// Who says what: an attribution in PolNeAR's sense. Several attributions may share one source, or one cue.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Attribution {
    /// The words of the source, where there is one.
    pub source: Option<Range<usize>>,
    /// The words that attribute, in one piece or several; empty where nothing but a quotation shows it.
    pub cue: Vec<Range<usize>>,
    /// What is attributed, in one piece or several. Never empty.
    pub content: Vec<Range<usize>>,
    /// The reader's probability that the parts belong together, 0 to 1.
    pub score: f32,
}

macro_rules! names {
    ($(#[$doc:meta])* $name:ident, $error:ident, $what:literal { $($(#[$vdoc:meta])* $variant:ident = $text:literal,)* }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$vdoc])* $variant,)* }

        impl $name {
            /// Every value, in order.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// Its standard name.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $text,)* }
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(self.as_str())
            }
        }

        #[doc = concat!("The name is no ", $what, ".")]
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub struct $error(pub String);

        impl fmt::Display for $error {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "“{}” is no {}", self.0, $what)
            }
        }

        impl std::error::Error for $error {}

        impl FromStr for $name {
            type Err = $error;
            fn from_str(s: &str) -> Result<Self, Self::Err> {
                Self::ALL.iter().copied().find(|v| v.as_str() == s).ok_or_else(|| $error(s.to_owned()))
            }
        }
    };
}

names! {
    /// The universal parts of speech.
    Upos, UnknownUpos, "universal part of speech" {
        /// Adjective.
        Adj = "ADJ",
        /// Adposition.
        Adp = "ADP",
        /// Adverb.
        Adv = "ADV",
        /// Auxiliary.
        Aux = "AUX",
        /// Coordinating conjunction.
        Cconj = "CCONJ",
        /// Determiner.
        Det = "DET",
        /// Interjection.
        Intj = "INTJ",
        /// Noun.
        Noun = "NOUN",
        /// Numeral.
        Num = "NUM",
        /// Particle.
        Part = "PART",
        /// Pronoun.
        Pron = "PRON",
        /// Proper noun.
        Propn = "PROPN",
        /// Punctuation.
        Punct = "PUNCT",
        /// Subordinating conjunction.
        Sconj = "SCONJ",
        /// Symbol.
        Sym = "SYM",
        /// Verb.
        Verb = "VERB",
        /// Other.
        X = "X",
    }
}

names! {
    /// The types of named entities that politics needs.
    EntityKind, UnknownEntityKind, "type of named entity" {
        /// A person.
        Person = "person",
        /// An organisation that is no government body: a company, a party, an alliance, a newspaper.
        Organization = "organization",
        /// A government or one of its bodies: a ministry, a parliament, a court, an army.
        Government = "government",
        /// A state or a territory with its own government: a country, a province.
        State = "state",
        /// Any other place: a city, a river, a building.
        Place = "place",
        /// A nationality, a religious or a political group: *Russian*, *Shia*, *Republican*.
        Nationality = "nationality",
        /// A named event: a war, a summit, an election, games.
        Event = "event",
        /// A law, a treaty, a resolution, a court case.
        Law = "law",
        /// A date, as names are tagged; time expressions proper are found elsewhere.
        Date = "date",
    }
}
