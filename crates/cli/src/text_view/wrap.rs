//! Lines no wider than asked.

use super::paint::Glyph;
use unicode_width::UnicodeWidthStr;

/// A line's characters.
pub type Line = Vec<Glyph>;

/// Breaks running text into lines of at most `width` columns, at white space. A single word that is wider has a line of its own.
pub fn wrap(text: &[Glyph], width: usize) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    let mut used = 0;
    for word in text.split(|glyph| glyph.breaks).filter(|word| !word.is_empty()) {
        let wide = columns(word);
        match lines.last_mut() {
            Some(line) if used + 1 + wide <= width => {
                line.push(space_between(line, word));
                line.extend_from_slice(word);
                used += 1 + wide;
            }
            _ => {
                lines.push(word.to_vec());
                used = wide;
            }
        }
    }
    lines
}

/// A space that carries the style that both its neighbours share.
fn space_between(line: &Line, word: &[Glyph]) -> Glyph {
    let (before, after) = (line.last().map(|glyph| glyph.style), word[0].style);
    let style = if before == Some(after) {
        after
    } else {
        super::paint::Style::PLAIN
    };
    Glyph::new(' ', style)
}

/// How many columns characters take: none for what combines, two for what is wide.
pub fn columns(glyphs: &[Glyph]) -> usize {
    glyphs.iter().map(|glyph| glyph.char).collect::<String>().width()
}

/// Lines moved to the right, the first one behind `label`, which fills the room or is followed by white space to its end.
pub fn hang(label: Vec<Glyph>, lines: Vec<Line>, room: usize) -> Vec<Line> {
    let blank = Glyph::new(' ', super::paint::Style::PLAIN);
    let mut before = label;
    let mut hung = Vec::new();
    for line in lines {
        let fill = room.saturating_sub(columns(&before));
        before.extend(std::iter::repeat_n(blank, fill));
        before.extend(line);
        hung.push(std::mem::take(&mut before));
    }
    hung
}

#[cfg(test)]
mod tests {
    use super::super::paint::{Style, paint, running};
    use super::*;
    use proptest::prelude::*;

    fn wrapped(text: &str, width: usize) -> Vec<String> {
        let glyphs: Vec<Glyph> = running(text, Style::PLAIN).collect();
        wrap(&glyphs, width).iter().map(|line| paint(line, false)).collect()
    }

    #[test]
    fn width_is_that_of_the_terminal() {
        assert_eq!(wrapped("北京 北京", 8), ["北京", "北京"]);
        assert_eq!(wrapped("e\u{301}e\u{301} e\u{301}", 4), ["e\u{301}e\u{301} e\u{301}"]);
    }

    #[test]
    fn labels_hang() {
        let label = running("to", Style::PLAIN).collect();
        let glyphs: Vec<Glyph> = running("one two", Style::PLAIN).collect();
        let lines: Vec<String> = hang(label, wrap(&glyphs, 4), 4)
            .iter()
            .map(|line| paint(line, false))
            .collect();
        assert_eq!(lines, ["to  one", "    two"]);
    }

    proptest! {
        #[test]
        fn no_word_is_lost_and_no_line_too_wide(text in "[a-zé北 \n]{0,80}", width in 8usize..30) {
            let lines = wrapped(&text, width);
            prop_assert!(lines.iter().all(|line| line.width() <= width || !line.contains(' ')));
            prop_assert_eq!(lines.join(" "), text.split_whitespace().collect::<Vec<_>>().join(" "));
        }
    }
}
