//! Characters and how they are shown.

/// How a character is shown where the terminal can.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Style {
    pub bold: bool,
    pub underlined: bool,
    pub faint: bool,
}

impl Style {
    pub const PLAIN: Self = Self {
        bold: false,
        underlined: false,
        faint: false,
    };
    pub const BOLD: Self = Self {
        bold: true,
        ..Self::PLAIN
    };
    pub const UNDERLINED: Self = Self {
        underlined: true,
        ..Self::PLAIN
    };
    pub const FAINT: Self = Self {
        faint: true,
        ..Self::PLAIN
    };

    /// The terminal's codes for it.
    fn codes(self) -> String {
        [(self.bold, "1"), (self.faint, "2"), (self.underlined, "4")]
            .into_iter()
            .filter(|(on, _)| *on)
            .map(|(_, code)| format!("\u{1b}[{code}m"))
            .collect()
    }
}

/// A character with its style.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Glyph {
    pub char: char,
    pub style: Style,
    /// Whether a line may end here: at white space that is not part of a mark.
    pub breaks: bool,
}

impl Glyph {
    /// A character of running text. What could command the terminal is replaced.
    pub fn new(char: char, style: Style) -> Self {
        let breaks = char.is_whitespace() && !matches!(char, '\u{a0}' | '\u{202f}');
        let shown = if breaks {
            ' '
        } else if char.is_control() || turns_text(char) {
            char::REPLACEMENT_CHARACTER
        } else {
            char
        };
        Self {
            char: shown,
            style,
            breaks,
        }
    }
}

/// Whether a character turns the direction of what follows it, to the end of the line if nothing turns it back.
const fn turns_text(char: char) -> bool {
    matches!(char, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Characters that stay on one line.
pub fn unbroken(text: &str, style: Style) -> impl Iterator<Item = Glyph> {
    text.chars().map(move |char| Glyph {
        breaks: false,
        ..Glyph::new(char, style)
    })
}

/// Running text.
pub fn running(text: &str, style: Style) -> impl Iterator<Item = Glyph> {
    text.chars().map(move |char| Glyph::new(char, style))
}

/// A line for the terminal, or for anything else where `styled` is false.
pub fn paint(line: &[Glyph], styled: bool) -> String {
    let mut painted = String::new();
    for run in line.chunk_by(|a, b| a.style == b.style) {
        let text = run.iter().map(|glyph| glyph.char);
        let codes = if styled { run[0].style.codes() } else { String::new() };
        painted.push_str(&codes);
        painted.extend(text);
        if !codes.is_empty() {
            painted.push_str("\u{1b}[0m");
        }
    }
    painted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn styles_open_and_close() {
        let line: Vec<Glyph> = running("a", Style::PLAIN).chain(running("bc", Style::BOLD)).collect();
        assert_eq!(paint(&line, true), "a\u{1b}[1mbc\u{1b}[0m");
        assert_eq!(paint(&line, false), "abc");
    }
}
