//! What can go wrong, where, and what to do about it.

use std::ops::Range;
use thiserror::Error;

/// A model cannot be loaded.
#[derive(Debug, Error)]
pub enum LoadError {
    /// The bytes are something else.
    #[error("this is no model: it does not begin with “DEMARCHE”")]
    Magic,
    /// The container is of another version.
    #[error("the model file has version {found}, this program reads version {expected}; export the model again")]
    Version {
        /// The file's version.
        found: u32,
        /// The version read here.
        expected: u32,
    },
    /// The file ends early.
    #[error("the model file ends within its {part}, at byte {length}; copy or export it again")]
    Truncated {
        /// What is cut.
        part: &'static str,
        /// The length of the file in bytes.
        length: usize,
    },
    /// The header is no JSON, or a key is missing or of the wrong type.
    #[error("the model's header cannot be read: {0}; export the model again")]
    Header(#[from] serde_json::Error),
    /// A key of the header contradicts itself or another.
    #[error("in the model's header, `{key}` {problem}; export the model again")]
    Key {
        /// The key.
        key: &'static str,
        /// What is wrong with it.
        problem: String,
    },
    /// The graph is no ONNX, or uses what is not supported.
    #[error("the model's graph cannot be loaded: {0}")]
    Graph(#[from] rten::LoadError),
    /// The graph has no such input or output.
    #[error("the model's graph has no {what} `{name}`; export the model again")]
    Node {
        /// `input` or `output`.
        what: &'static str,
        /// Its name.
        name: &'static str,
    },
    /// The graph loads and does not run, or its outputs do not fit the header.
    #[error("the model cannot read a single word: {0}")]
    Trial(#[source] ReadError),
}

/// A document cannot be read.
#[derive(Debug, Error)]
pub enum ReadError {
    /// A sentence is empty, leaves words out, takes words twice, or has more than there are.
    #[error("sentence {sentence} holds the words {words:?}, but must begin at word {expected} and hold at least one")]
    Sentence {
        /// Its index.
        sentence: usize,
        /// Its words.
        words: Range<usize>,
        /// Where the sentence before it ended.
        expected: usize,
    },
    /// The words after the last sentence belong to none.
    #[error("word {word} and those after it belong to no sentence")]
    Outside {
        /// The first such word.
        word: usize,
    },
    /// The graph failed.
    #[error("the model failed on the words {words:?}: {source}")]
    Run {
        /// The window's words.
        words: Range<usize>,
        /// What the runtime says.
        source: rten::RunError,
    },
    /// The graph's thread ended by a panic, or could not start.
    #[error("the model broke off on the words {words:?}; please report this")]
    Panic {
        /// The window's words.
        words: Range<usize>,
    },
    /// An output of the graph has another type or shape than the header promises.
    #[error("the model's output `{name}` is {problem}; the graph does not fit the header")]
    Output {
        /// The output.
        name: &'static str,
        /// What it is instead.
        problem: String,
    },
}
