//! Where the paragraphs of a text are.

use demarche::types::{Span, Text};

/// The text's paragraphs, without the white space around them.
///
/// A paragraph is a line, unless sentences run over the ends of lines: then the lines were broken to a width, and paragraphs are
/// what blank lines part.
pub fn paragraphs(text: &Text, sentences: &[Span]) -> Vec<Span> {
    let broken_to_a_width = sentences.iter().any(|&sentence| text.slice(sentence).contains('\n'));
    let lines = lines(text);
    let parts = if broken_to_a_width { joined(&lines, text) } else { lines };
    parts.into_iter().filter_map(|part| text.trim(part)).collect()
}

/// The text's lines without their ends.
fn lines(text: &Text) -> Vec<Span> {
    let mut start = 0;
    text.as_str()
        .split('\n')
        .map(|line| {
            let span = Span::new(start, start + line.chars().count());
            start = span.end + 1;
            span
        })
        .collect()
}

/// Lines that no blank line parts, as one.
fn joined(lines: &[Span], text: &Text) -> Vec<Span> {
    let blank = |line: &Span| text.trim(*line).is_none();
    lines
        .split(blank)
        .filter_map(|group| group.iter().copied().reduce(Span::cover))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str, sentences: &[(usize, usize)]) -> Vec<String> {
        let text = Text::new(text);
        let sentences: Vec<Span> = sentences.iter().copied().map(Span::from).collect();
        paragraphs(&text, &sentences)
            .into_iter()
            .map(|span| text.slice(span).to_owned())
            .collect()
    }

    #[test]
    fn one_a_line() {
        assert_eq!(
            of("Øne.\nTwo.\r\n\n Three.", &[(0, 4), (5, 9)]),
            ["Øne.", "Two.", "Three."]
        );
    }

    #[test]
    fn one_between_blank_lines_where_sentences_are_broken() {
        assert_eq!(
            of("One\nis one.\n \nTwo.", &[(0, 11), (14, 18)]),
            ["One\nis one.", "Two."]
        );
    }
}
