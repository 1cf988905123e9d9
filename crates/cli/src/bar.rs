//! A progress bar for long work, on standard error.

use crate::talk;
use indicatif::{ProgressBar, ProgressStyle};
use std::cell::Cell;
use std::io::{IsTerminal, stderr, stdout};
use std::time::Duration;

/// As many documents are read before anybody wonders.
const FEW: u64 = 4;

/// Shows how far the work is, where a person watches and the data does not show it by itself.
pub struct Bar {
    bar: ProgressBar,
    /// Documents that are done, and their words.
    documents: Cell<u64>,
    words: Cell<u64>,
}

impl Bar {
    pub fn over(documents: usize) -> Self {
        let wanted = stderr().is_terminal() && !stdout().is_terminal();
        Self::counting(documents, wanted, "{bar:40} {pos} of {len} documents, {eta} to go")
    }

    /// Shows the words a second as well, for work whose data goes elsewhere than to standard output.
    pub fn of_corpus(documents: usize) -> Self {
        let template = "{bar:40} {pos} of {len} documents, {msg}, {eta} to go";
        Self::counting(documents, stderr().is_terminal(), template)
    }

    /// Shows documents and words a second, and the time that is left by the bytes of the sources, where those are known.
    pub fn of_sources(bytes: Option<u64>) -> Self {
        let bar = match bytes {
            _ if !stderr().is_terminal() => ProgressBar::hidden(),
            Some(bytes) => ProgressBar::new(bytes),
            None => ProgressBar::no_length(),
        };
        let template = match bytes {
            Some(_) => "{bar:40} {percent} %, {msg}, {eta} to go",
            None => "{spinner} {msg}",
        };
        bar.enable_steady_tick(Duration::from_millis(500));
        Self::styled(bar, template)
    }

    fn counting(documents: usize, wanted: bool, template: &str) -> Self {
        let documents = documents as u64;
        let bar = if wanted && documents > FEW {
            ProgressBar::new(documents)
        } else {
            ProgressBar::hidden()
        };
        Self::styled(bar, template)
    }

    fn styled(bar: ProgressBar, template: &str) -> Self {
        if let Ok(style) = ProgressStyle::with_template(template) {
            bar.set_style(style);
        }
        let (documents, words) = (Cell::new(0), Cell::new(0));
        Self { bar, documents, words }
    }

    /// One more document is done, of so many words.
    pub fn step_over(&self, words: u64) {
        let speed = self.speed(words);
        self.bar.set_message(speed);
        self.step();
    }

    /// One more document is done, of so many words, and so many bytes of the sources are read.
    pub fn step_to(&self, bytes: u64, words: u64) {
        self.documents.set(self.documents.get() + 1);
        let (documents, speed) = (self.documents.get(), self.speed(words));
        self.bar.set_message(format!("{documents} documents, {speed}"));
        self.bar.set_position(bytes);
    }

    fn speed(&self, words: u64) -> String {
        self.words.set(self.words.get() + words);
        let seconds = self.bar.elapsed().as_secs().max(1);
        format!("{} words/s", self.words.get() / seconds)
    }

    /// One more document is done.
    pub fn step(&self) {
        self.bar.inc(1);
    }

    /// A message that does not get mixed up with the bar.
    pub fn tell(&self, message: &str) {
        self.bar.suspend(|| talk::tell(message));
    }

    /// The same for another thread, with a line as it is.
    pub fn sayer(&self) -> impl Fn(&str) + Send + 'static {
        let bar = self.bar.clone();
        move |line| bar.suspend(|| talk::say(&format!("{line}\n")))
    }

    pub fn clear(&self) {
        self.bar.finish_and_clear();
    }
}
