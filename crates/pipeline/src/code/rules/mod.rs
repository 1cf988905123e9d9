//! The rules: which words carry which event, and where its parties stand. Their format is described in `rules/README.md`.

mod check;
mod codebook;
mod compile;
mod error;
mod example;
mod file;
mod place;
mod words;

use super::plover::Category;
pub use check::{Checked, Failure, check};
pub use codebook::codebook;
use compile::Compiler;
use demarche_types::Act;
pub use error::{Problem, RulesError};
use example::Example;
pub(crate) use place::{Place, Step};
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::LazyLock;
pub(crate) use words::Words;

/// The files that are part of the program, by path: `REJECT/refuse.toml`.
const EMBEDDED: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/rules.rs"));

static BOOK: LazyLock<RuleBook> =
    LazyLock::new(|| RuleBook::of(EMBEDDED.iter().copied()).expect("the tests read the rules that are built in"));

/// What a rule's predicates are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Kind {
    Verb,
    Noun,
    Adjective,
    /// A statement's act.
    Said,
}

/// A block of a file: predicates that share their frames.
#[derive(Clone, Debug)]
pub(crate) struct Rule {
    /// File and block: `REJECT/refuse verb 1`.
    pub(crate) name: String,
    pub(crate) category: Category,
    pub(crate) kind: Kind,
    pub(crate) actor: Vec<Place>,
    pub(crate) recipient: Vec<Place>,
    pub(crate) reciprocal: bool,
    pub(crate) requires_actor: bool,
    pub(crate) requires_recipient: bool,
    pub(crate) needs: Vec<(Place, Words)>,
    pub(crate) unless: Vec<(Place, Words)>,
    /// `Some(true)`: only where negated, and then a fact. `Some(false)`: never where negated.
    pub(crate) negated: Option<bool>,
    pub(crate) mode: Option<&'static str>,
    pub(crate) modes: Vec<(&'static str, Words)>,
    pub(crate) contexts: Vec<&'static str>,
    /// The verbs that lend a noun their subject.
    pub(crate) light: Words,
    pub(crate) beside: bool,
}

/// A word that a rule is found by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Entry {
    /// The particle, preposition or noun that must be with it.
    pub(crate) partner: Option<String>,
    /// The rule, as an index into the book's.
    pub(crate) rule: usize,
}

/// All rules, found by their words.
#[derive(Debug, Default)]
pub struct RuleBook {
    rules: Vec<Rule>,
    verbs: BTreeMap<String, Vec<Entry>>,
    nouns: BTreeMap<String, Vec<Entry>>,
    adjectives: BTreeMap<String, Vec<Entry>>,
    said: BTreeMap<Act, Vec<usize>>,
    examples: Vec<Example>,
    /// The lists of `words/`.
    lists: BTreeMap<String, Words>,
}

impl RuleBook {
    /// The rules that are part of the program.
    #[must_use]
    pub fn embedded() -> &'static Self {
        &BOOK
    }

    /// The rules of the program with those of a folder, which go before them.
    ///
    /// # Errors
    /// Where a file cannot be read or is malformed; the error names file, line and remedy.
    pub fn with_folder(folder: &Path) -> Result<Self, RulesError> {
        let own = read_folder(folder)?;
        let own = own.iter().map(|(name, text)| (name.as_str(), text.as_str()));
        Self::of(own.chain(EMBEDDED.iter().copied()))
    }

    /// The rules of files, given by path and text; lists of words among them, in any order.
    fn of<'a>(files: impl Iterator<Item = (&'a str, &'a str)>) -> Result<Self, RulesError> {
        Compiler::of(files)
    }

    pub(crate) fn rule(&self, index: usize) -> &Rule {
        &self.rules[index]
    }

    /// What every file says that its rules make of sentences.
    pub(crate) fn examples(&self) -> &[Example] {
        &self.examples
    }

    /// The entries of a lemma, those of two words before those of one.
    pub(crate) fn entries(&self, kind: Kind, lemma: &str) -> &[Entry] {
        let map = match kind {
            Kind::Verb => &self.verbs,
            Kind::Noun => &self.nouns,
            Kind::Adjective => &self.adjectives,
            Kind::Said => return &[],
        };
        map.get(lemma).map_or(&[], Vec::as_slice)
    }

    /// The rules for what a statement does.
    pub(crate) fn said(&self, act: Act) -> &[usize] {
        self.said.get(&act).map_or(&[], Vec::as_slice)
    }

    /// A list of `words/`; `None` where there is none of that name.
    pub(crate) fn list(&self, name: &str) -> Option<&Words> {
        self.lists.get(name)
    }
}

/// The `.toml` and `.txt` files in a folder and those under it, by path from it with `/`, sorted.
fn read_folder(folder: &Path) -> Result<Vec<(String, String)>, RulesError> {
    let mut files = Vec::new();
    collect(folder, "", &mut files)?;
    files.sort();
    Ok(files)
}

fn collect(folder: &Path, prefix: &str, files: &mut Vec<(String, String)>) -> Result<(), RulesError> {
    let shown = |path: &Path| path.display().to_string();
    let unreadable = |path: &Path, error: std::io::Error| RulesError {
        file: shown(path),
        line: 1,
        problem: Problem::Unreadable(error.to_string()),
    };
    for entry in std::fs::read_dir(folder).map_err(|e| unreadable(folder, e))? {
        let entry = entry.map_err(|e| unreadable(folder, e))?;
        let (path, name) = (entry.path(), entry.file_name().to_string_lossy().into_owned());
        if path.is_dir() {
            collect(&path, &format!("{prefix}{name}/"), files)?;
        } else if name.ends_with(".toml") || name.ends_with(".txt") {
            let text = std::fs::read_to_string(&path).map_err(|e| unreadable(&path, e))?;
            files.push((format!("{prefix}{name}"), text));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::example::Expected;
    use super::*;

    #[test]
    fn the_rules_that_are_built_in_are_well_formed() {
        let book = RuleBook::of(EMBEDDED.iter().copied()).unwrap_or_else(|e| panic!("{e}"));
        assert!(!book.rules.is_empty());
        assert!(!book.entries(Kind::Verb, "turn").is_empty());
    }

    #[test]
    fn every_file_says_what_it_accepts_and_what_it_declines() {
        for (file, _) in EMBEDDED.iter().filter(|(file, _)| file.ends_with(".toml")) {
            let examples = || RuleBook::embedded().examples().iter().filter(|e| e.file == *file);
            assert!(
                examples().any(|e| matches!(e.expected, Expected::Events(_))),
                "{file} accepts nothing"
            );
            assert!(
                examples().any(|e| matches!(e.expected, Expected::None(_))),
                "{file} declines nothing"
            );
        }
    }

    fn error(text: &str) -> String {
        let files = [("REJECT/own.toml", text)];
        RuleBook::of(files.into_iter()).expect_err("malformed").to_string()
    }

    #[test]
    fn errors_name_file_line_and_remedy() {
        let message = error("about = \"x\"\n\n[[verb]]\nlemmas = [\"veto\"]\nrecipient = \"objekt\"\n");
        assert!(
            message.starts_with("REJECT/own.toml:5: “objekt” is no place"),
            "{message}"
        );
        let message = error("about = \"x\"\n[[verb]]\nlemmas = [\"veto\"]\nmode = \"visit\"\n");
        assert!(
            message.starts_with("REJECT/own.toml:4: REJECT has no mode “visit”; it has: assist"),
            "{message}"
        );
        let message = error("about = \"x\"\n[[verb]]\nlemmas = [\"veto\"]\nneeds = { object = [\"@nothing\"] }\n");
        assert!(message.contains(":4: there is no list “@nothing”"), "{message}");
        let message = error("about = \"x\"\n[[verb]]\nlemma = [\"veto\"]\n");
        assert!(
            message.starts_with("REJECT/own.toml:3: unknown field `lemma`"),
            "{message}"
        );
        let message = error("about = \"x\"\n[[verb]]\nlemmas = []\n");
        assert!(message.contains(":2: the block has no lemmas"), "{message}");
    }

    #[test]
    fn a_folder_goes_before_what_is_built_in() {
        let folder = std::env::temp_dir().join(format!("demarche-rules-{}", std::process::id()));
        std::fs::create_dir_all(folder.join("AID")).expect("a folder");
        let text = "about = \"x\"\n[[verb]]\nlemmas = [\"zap\"]\nrecipient = \"object\"\n";
        std::fs::write(folder.join("AID/own.toml"), text).expect("a file");
        let book = RuleBook::with_folder(&folder);
        std::fs::remove_dir_all(&folder).expect("removed");
        let book = book.unwrap_or_else(|e| panic!("{e}"));
        assert_eq!(book.entries(Kind::Verb, "zap"), [Entry { partner: None, rule: 0 }]);
        assert_eq!(book.rule(0).name, "AID/own verb 1");
    }
}
