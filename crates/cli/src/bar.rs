//! A progress bar for long work, on standard error.

use crate::talk;
use indicatif::{ProgressBar, ProgressStyle};
use std::cell::Cell;
use std::io::{IsTerminal, stderr, stdout};

/// As many documents are read before anybody wonders.
const FEW: usize = 4;

/// Shows how far the work is, where a person watches and the data does not show it by itself.
pub struct Bar {
    bar: ProgressBar,
    /// Words of all documents that are done.
    words: Cell<u64>,
}

impl Bar {
    pub fn over(documents: usize) -> Self {
        let wanted = stderr().is_terminal() && !stdout().is_terminal();
        Self::new(documents, wanted, "{bar:40} {pos} of {len} documents, {eta} to go")
    }

    /// Shows the words a second as well, for work whose data goes elsewhere than to standard output.
    pub fn of_corpus(documents: usize) -> Self {
        let template = "{bar:40} {pos} of {len} documents, {msg} words/s, {eta} to go";
        Self::new(documents, stderr().is_terminal(), template)
    }

    fn new(documents: usize, wanted: bool, template: &str) -> Self {
        let bar = if wanted && documents > FEW {
            ProgressBar::new(documents as u64)
        } else {
            ProgressBar::hidden()
        };
        if let Ok(style) = ProgressStyle::with_template(template) {
            bar.set_style(style);
        }
        let words = Cell::new(0);
        Self { bar, words }
    }

    /// One more document is done, of so many words.
    pub fn step_over(&self, words: u64) {
        self.words.set(self.words.get() + words);
        let seconds = self.bar.elapsed().as_secs().max(1);
        self.bar.set_message((self.words.get() / seconds).to_string());
        self.step();
    }

    /// One more document is done.
    pub fn step(&self) {
        self.bar.inc(1);
    }

    /// A message that does not get mixed up with the bar.
    pub fn tell(&self, message: &str) {
        self.bar.suspend(|| talk::tell(message));
    }

    pub fn clear(&self) {
        self.bar.finish_and_clear();
    }
}
