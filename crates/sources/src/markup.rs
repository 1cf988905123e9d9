//! Pieces of web pages, as tables and feeds hold them.

/// Tags that pieces of articles begin with.
const OPENERS: &[&str] = &[
    "<p>",
    "<p ",
    "<div>",
    "<div ",
    "<h1",
    "<h2",
    "<h3",
    "<figure",
    "<section",
    "<article",
    "<ul>",
    "<span",
    "<blockquote",
    "<img ",
    "<strong>",
    "<em>",
    "<b>",
    "<i>",
    "<a ",
    "<table",
];

/// The page whose body a text is, where it is a piece of one.
pub fn page(text: &[u8]) -> Option<Vec<u8>> {
    let text = std::str::from_utf8(text).ok()?;
    let start: String = text
        .trim_start()
        .chars()
        .take(16)
        .collect::<String>()
        .to_ascii_lowercase();
    let is_piece = OPENERS.iter().any(|tag| start.starts_with(tag)) && text.contains("</");
    is_piece.then(|| around(text))
}

/// A page around a piece of one.
pub fn around(piece: &str) -> Vec<u8> {
    format!("<!DOCTYPE html><html><head></head><body><article>{piece}</article></body></html>").into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_of_pages_are_told_from_text() {
        assert!(
            page(b"\n<P>They met.</P>").is_some_and(|page| page.ends_with(b"<P>They met.</P></article></body></html>"))
        );
        for text in [
            "They met.",
            "<p> is a tag.",
            "<Reuters> They met. </",
            "<html><p>They met.</p></html>",
            "",
        ] {
            assert_eq!(page(text.as_bytes()), None, "{text}");
        }
    }
}
