//! A progress bar for long work, on standard error.

use crate::talk;
use indicatif::{ProgressBar, ProgressStyle};
use std::io::{IsTerminal, stderr, stdout};

/// As many documents are read before anybody wonders.
const FEW: usize = 4;

/// Shows how far the work is, where a person watches and the data does not show it by itself.
pub struct Bar(ProgressBar);

impl Bar {
    pub fn over(documents: usize) -> Self {
        let wanted = documents > FEW && stderr().is_terminal() && !stdout().is_terminal();
        if !wanted {
            return Self(ProgressBar::hidden());
        }
        let bar = ProgressBar::new(documents as u64);
        if let Ok(style) = ProgressStyle::with_template("{bar:40} {pos} of {len} documents, {eta} to go") {
            bar.set_style(style);
        }
        Self(bar)
    }

    /// One more document is done.
    pub fn step(&self) {
        self.0.inc(1);
    }

    /// A message that does not get mixed up with the bar.
    pub fn tell(&self, message: &str) {
        self.0.suspend(|| talk::tell(message));
    }

    pub fn clear(&self) {
        self.0.finish_and_clear();
    }
}
