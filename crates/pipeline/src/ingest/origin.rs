//! Where a report comes from.

use std::fmt;
use std::path::PathBuf;

/// Where the bytes of a report come from. Shows as messages name it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// A file.
    File(PathBuf),
    /// Standard input.
    Stdin,
    /// A record of a file, or a page of a server.
    Record {
        /// What messages call it: *news.jsonl, record 3 at byte 4711*.
        name: String,
        /// Whether it is known to be a web page.
        page: bool,
    },
}

impl Origin {
    /// Whether the file's name, or who fetched it, says that it is a web page.
    pub(super) fn is_named_page(&self) -> bool {
        match self {
            Self::File(path) => super::files::has_ending(path, super::files::PAGES),
            Self::Stdin => false,
            Self::Record { page, .. } => *page,
        }
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File(path) => path.display().fmt(f),
            Self::Stdin => f.write_str("<standard input>"),
            Self::Record { name, .. } => f.write_str(name),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_shown_as_it_was_given() {
        assert_eq!(Origin::File(PathBuf::from("a/b.txt")).to_string(), "a/b.txt");
        assert_eq!(Origin::Stdin.to_string(), "<standard input>");
        let (name, page) = ("news.jsonl, record 3".to_owned(), false);
        assert_eq!(Origin::Record { name, page }.to_string(), "news.jsonl, record 3");
    }

    #[test]
    fn pages_by_name() {
        assert!(Origin::File(PathBuf::from("a.HTML")).is_named_page());
        assert!(!Origin::File(PathBuf::from("a.txt")).is_named_page() && !Origin::Stdin.is_named_page());
    }
}
