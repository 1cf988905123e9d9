//! The reader: words to parts of speech, lemmas, trees, names and attributions.
//!
//! [`Reader`] is the seam between the pipeline and whatever understands sentences. [`NeuralReader`] is the trained
//! model, [`FakeReader`] stands in for it in tests.
//!
//! ```text
//! words ─▶ wordpiece, features ─▶ windows ─▶ graph ─▶ decode ─▶ reading
//! ```

mod decode;
mod encode;
mod error;
mod fake;
mod features;
mod graph;
mod header;
mod join;
mod lanes;
mod layout;
mod model_file;
mod neural;
#[cfg(test)]
mod reference;
mod windows;
mod wordpiece;
mod words;

use demarche_types::Reading;

pub use error::{LoadError, ReadError};
pub use fake::FakeReader;
pub use neural::NeuralReader;
pub use words::{SentenceWords, Words};

/// Reads the words of a document.
pub trait Reader: Send + Sync {
    /// One entry a word, one tree a sentence, and the names and attributions found. The same words give the same
    /// reading, whatever else is read before, after or beside them.
    ///
    /// # Errors
    /// Where the sentences do not cover the words, or the model fails on them.
    fn read(&self, words: &Words<'_>) -> Result<Reading, ReadError>;

    /// What reads, and which version of it: a name and a digest.
    fn name(&self) -> &str;
}
