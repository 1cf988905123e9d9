//! A reading head over a short text, for the parsers of dates.

/// A place in a text, moved forward by what is read.
#[derive(Clone, Copy)]
pub(super) struct Cursor<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Cursor<'a> {
    /// At the start of a text.
    pub(super) const fn new(text: &'a str) -> Self {
        Self { text, at: 0 }
    }

    /// The byte it stands at.
    pub(super) const fn at(self) -> usize {
        self.at
    }

    /// What is not read yet.
    pub(super) fn rest(self) -> &'a str {
        &self.text[self.at..]
    }

    /// Reads while the characters are as asked for, and returns them.
    pub(super) fn take_while(&mut self, wanted: impl Fn(char) -> bool) -> &'a str {
        let rest = self.rest();
        let end = rest.find(|c| !wanted(c)).unwrap_or(rest.len());
        self.at += end;
        &rest[..end]
    }

    /// Skips any of these characters.
    pub(super) fn skip(&mut self, chars: &str) {
        self.take_while(|c| chars.contains(c) || c.is_whitespace());
    }

    /// Reads a run of letters; `None` where there is none.
    pub(super) fn letters(&mut self) -> Option<&'a str> {
        Some(self.take_while(char::is_alphabetic)).filter(|run| !run.is_empty())
    }

    /// Reads a run of ASCII digits of a length in the range, as a number.
    pub(super) fn number(&mut self, digits: std::ops::RangeInclusive<usize>) -> Option<u16> {
        let run = self.take_while(|c| c.is_ascii_digit());
        digits.contains(&run.len()).then(|| run.parse().ok()).flatten()
    }

    /// Reads one of these characters; `None` where another stands here.
    pub(super) fn one_of(&mut self, chars: &str) -> Option<char> {
        let next = self.rest().chars().next().filter(|&c| chars.contains(c))?;
        self.at += next.len_utf8();
        Some(next)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_forward() {
        let mut cursor = Cursor::new("Août 12, 98765");
        assert_eq!(cursor.letters(), Some("Août"));
        cursor.skip("");
        assert_eq!(cursor.number(1..=2), Some(12));
        assert_eq!(cursor.one_of("."), None);
        assert_eq!(cursor.one_of(",;"), Some(','));
        cursor.skip("");
        assert_eq!(cursor.number(1..=4), None);
    }
}
