//! A text that is owned once and pointed into by code points.

use crate::{Quoted, Span};
use sha2::{Digest, Sha256};

/// Code points between two remembered byte offsets. Looking up an offset walks at most this many.
const STRIDE: usize = 64;

/// An untouched text with constant-time slicing by code point.
#[derive(Clone, Debug)]
pub struct Text {
    string: String,
    /// Byte offset of every `STRIDE`-th code point; empty where the text is ASCII and bytes are code points.
    checkpoints: Vec<usize>,
    len: usize,
}

impl Text {
    /// Takes the text over as it is.
    #[must_use]
    pub fn new(string: impl Into<String>) -> Self {
        let string = string.into();
        if string.is_ascii() {
            let len = string.len();
            return Self {
                string,
                checkpoints: Vec::new(),
                len,
            };
        }
        let mut checkpoints = Vec::new();
        let mut len = 0;
        for (byte, _) in string.char_indices() {
            if len % STRIDE == 0 {
                checkpoints.push(byte);
            }
            len += 1;
        }
        Self {
            string,
            checkpoints,
            len,
        }
    }

    /// The whole text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.string
    }

    /// Its length in code points.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.len
    }

    /// Whether it holds no code point.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// The whole text's span.
    #[must_use]
    pub const fn span(&self) -> Span {
        Span::new(0, self.len)
    }

    /// The byte offset of a code point, or the length in bytes for one at or past the end.
    #[must_use]
    pub fn byte(&self, at: usize) -> usize {
        if at >= self.len {
            return self.string.len();
        }
        if self.checkpoints.is_empty() {
            return at;
        }
        let base = self.checkpoints[at / STRIDE];
        self.string[base..]
            .char_indices()
            .nth(at % STRIDE)
            .map_or(self.string.len(), |(i, _)| base + i)
    }

    /// The code point at a byte offset that lies on a character boundary.
    #[must_use]
    pub fn code_point(&self, byte: usize) -> usize {
        if byte >= self.string.len() {
            return self.len;
        }
        if self.checkpoints.is_empty() {
            return byte;
        }
        let stride = self.checkpoints.partition_point(|&b| b <= byte) - 1;
        let base = self.checkpoints[stride];
        stride * STRIDE + self.string[base..byte].chars().count()
    }

    /// The words at a span; a span past the end is cut at the end.
    #[must_use]
    pub fn slice(&self, span: Span) -> &str {
        let (start, end) = (self.byte(span.start), self.byte(span.end));
        &self.string[start..end.max(start)]
    }

    /// The span with its words.
    #[must_use]
    pub fn quote(&self, span: Span) -> Quoted {
        Quoted {
            start: span.start,
            end: span.end,
            text: self.slice(span).to_owned(),
        }
    }

    /// The span without white space at either end; `None` where nothing else is in it.
    #[must_use]
    pub fn trim(&self, span: Span) -> Option<Span> {
        let slice = self.slice(span);
        let before = slice.chars().take_while(|c| c.is_whitespace()).count();
        let after = slice.chars().rev().take_while(|c| c.is_whitespace()).count();
        (before + after < span.len()).then(|| Span::new(span.start + before, span.end - after))
    }

    /// `sha256:` and the hex digest of the text in UTF-8: the identity of a document.
    #[must_use]
    pub fn id(&self) -> String {
        let digest = Sha256::digest(self.string.as_bytes());
        let hex: String = digest.iter().map(|byte| format!("{byte:02x}")).collect();
        format!("sha256:{hex}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets_count_code_points() {
        let text = Text::new(format!("{}“Ça va 🇫🇷”, e\u{301}", "é".repeat(100)));
        for at in 0..=text.len() {
            assert_eq!(text.code_point(text.byte(at)), at);
        }
        assert_eq!(text.slice(Span::new(100, 103)), "“Ça");
    }

    #[test]
    fn trims_to_nothing() {
        let text = Text::new(" a  ");
        assert_eq!(text.trim(Span::new(0, 4)), Some(Span::new(1, 2)));
        assert_eq!(text.trim(Span::new(2, 4)), None);
    }

    #[test]
    fn identity_is_the_digest() {
        assert_eq!(
            Text::new("").id(),
            "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
        );
    }
}
