//! Lists in text files: one entry a line, comments on lines of their own behind `#`.

/// The entries of a list, in its order, without comments and blank lines.
pub(super) fn entries(file: &'static str) -> impl Iterator<Item = &'static str> {
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
