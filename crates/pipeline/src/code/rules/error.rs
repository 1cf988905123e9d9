//! What can be wrong with a file of rules.

use thiserror::Error;

/// A file of rules is malformed: where, and what to write instead.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
#[error("{file}:{line}: {problem}")]
pub struct RulesError {
    /// The file, as a path from the folder of rules.
    pub file: String,
    /// The line, counted from 1.
    pub line: usize,
    /// What is wrong there, with its remedy.
    pub problem: Problem,
}

/// What is wrong with a line.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum Problem {
    /// The file is no TOML, or has a key that means nothing.
    #[error("{0}")]
    Toml(String),
    /// The file does not lie in the folder of a category.
    #[error("“{0}” is no category of PLOVER: put the file into a folder such as REJECT or CONSULT")]
    Category(String),
    /// No place is called so.
    #[error(
        "“{0}” is no place of a party; places are subject, object, indirect object, owner, clause, speaker, addressee, words and prepositions, joined by ’s as in “object's owner”"
    )]
    Place(String),
    /// The category has no such mode.
    #[error("{category} has no mode “{mode}”; it has: {known}")]
    Mode {
        /// The category.
        category: &'static str,
        /// What is no mode.
        mode: String,
        /// The modes it has.
        known: String,
    },
    /// PLOVER has no such context.
    #[error("“{0}” is no context of PLOVER; see its list with `demarche codebook`")]
    Context(String),
    /// Neither actor nor recipient.
    #[error("“{0}” is no role; write actor or recipient")]
    Role(String),
    /// No list of words has that name.
    #[error("there is no list “@{0}”: make words/{0}.txt, or correct the name")]
    List(String),
    /// A statement does nothing of that name.
    #[error(
        "“{0}” is no act of a statement; acts are assert, deny, demand, threaten, warn, promise, offer, accept, reject, accuse, praise, apologise, ask, announce, believe, intend"
    )]
    Act(String),
    /// The block needs words to be found by.
    #[error("the block has no {0}: list at least one")]
    Empty(&'static str),
    /// An example does not say what is expected.
    #[error("the example does not read `sentence => CATEGORY/mode (status): actor -> recipient`: {0}")]
    Example(String),
    /// The folder or the file cannot be read.
    #[error("cannot be read: {0}")]
    Unreadable(String),
}
