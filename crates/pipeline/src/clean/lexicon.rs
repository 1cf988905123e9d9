//! Lists in text files: one entry a line, comments on lines of their own behind `#`.

use std::collections::BTreeSet;
use std::sync::LazyLock;

/// A list of words that is read once.
pub(super) type Words = LazyLock<BTreeSet<&'static str>>;

/// The words of a list.
pub(super) fn set(file: &'static str) -> BTreeSet<&'static str> {
    entries(file).collect()
}

/// The entries of a list, in its order, without comments and blank lines.
pub(crate) fn entries(file: &'static str) -> impl Iterator<Item = &'static str> {
    file.lines()
        .map(str::trim)
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_and_blank_lines_are_no_entries() {
        let found: Vec<_> = entries("# a list\n\n one \ntwo # kept\n").collect();
        assert_eq!(found, ["one", "two # kept"]);
    }
}
