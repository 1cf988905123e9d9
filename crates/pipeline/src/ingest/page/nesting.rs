//! How deep a page is nested, told from its tags before anything is built from it.
//!
//! A parser keeps the open elements on a stack and walks it for most tags, and it opens formatting elements that were never closed
//! again in every paragraph that follows. A page made for it takes a time and a memory that grow with the square of its length, so
//! such a page is refused before it is parsed.

/// How many elements may be open at once. Browsers cut pages off at 512.
const DEEPEST: usize = 500;

/// How many elements may be opened again in all because they were never closed.
const MOST_REOPENED: usize = 2_000_000;

/// Elements without content.
const VOID: &[&str] = &[
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr",
    "path", "use", "circle", "rect",
];

/// Elements that end where the next begins, so that leaving out their end tags nests nothing.
const SELF_ENDING: &[&str] = &[
    "p", "li", "dt", "dd", "tr", "td", "th", "thead", "tbody", "tfoot", "colgroup", "option", "optgroup", "rb", "rt",
    "rp", "html", "head", "body",
];

/// Elements that are opened again in the paragraphs after the one that they were not closed in.
const FORMATTING: &[&str] = &[
    "a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u",
];

/// Elements whose content is no markup.
const RAW: &[&str] = &[
    "script", "style", "textarea", "title", "noscript", "iframe", "xmp", "noembed", "noframes",
];

/// Whether a page can be parsed in a time and a memory that its length warrants.
pub(super) fn is_reasonable(html: &str) -> bool {
    let mut open: Vec<String> = Vec::new();
    let (mut formatting, mut reopened) = (0_usize, 0_usize);
    for tag in (Tags { html, at: 0 }) {
        if tag.is_end {
            formatting -= close(&mut open, &tag.name);
            continue;
        }
        reopened += formatting;
        if reopened > MOST_REOPENED {
            return false;
        }
        if VOID.contains(&tag.name.as_str()) || SELF_ENDING.contains(&tag.name.as_str()) {
            continue;
        }
        formatting += usize::from(is_formatting(&tag.name));
        open.push(tag.name);
        if open.len() > DEEPEST {
            return false;
        }
    }
    true
}

/// Closes the last element of a name and what is open within it, and tells how many formatting elements that were.
fn close(open: &mut Vec<String>, name: &str) -> usize {
    let Some(from) = open.iter().rposition(|element| element == name) else {
        return 0;
    };
    open.drain(from..).filter(|element| is_formatting(element)).count()
}

fn is_formatting(name: &str) -> bool {
    FORMATTING.contains(&name)
}

struct Tag {
    name: String,
    is_end: bool,
}

/// The tags of a page in order, without comments and what stands in scripts.
struct Tags<'a> {
    html: &'a str,
    at: usize,
}

impl Iterator for Tags<'_> {
    type Item = Tag;

    fn next(&mut self) -> Option<Tag> {
        loop {
            let rest = &self.html[self.at..];
            let start = rest.find('<')?;
            let rest = &rest[start + 1..];
            self.at += start + 1;
            if rest.starts_with("!--") {
                self.at += rest.find("-->")?;
            } else if let Some(tag) = tag(rest) {
                self.skip(&tag);
                return Some(tag);
            }
        }
    }
}

impl Tags<'_> {
    /// Moves behind a tag, and behind content that is no markup.
    fn skip(&mut self, tag: &Tag) {
        let rest = &self.html[self.at..];
        self.at += rest.find('>').unwrap_or(rest.len());
        if !tag.is_end && RAW.contains(&tag.name.as_str()) {
            self.at += end_of(&self.html[self.at..], &tag.name);
        }
    }
}

/// Where the end tag of an element begins, or the length of the text.
fn end_of(text: &str, name: &str) -> usize {
    let ends = text.match_indices("</").map(|(at, _)| at);
    let found = ends.into_iter().find(|&at| {
        text.as_bytes()[at + 2..]
            .get(..name.len())
            .is_some_and(|end| end.eq_ignore_ascii_case(name.as_bytes()))
    });
    found.unwrap_or(text.len())
}

/// The tag whose text behind `<` this is.
fn tag(text: &str) -> Option<Tag> {
    let is_end = text.starts_with('/');
    let name = text.strip_prefix('/').unwrap_or(text);
    let end = name
        .find(|c: char| !c.is_ascii_alphanumeric() && c != '-')
        .unwrap_or(name.len());
    let named = name.starts_with(|c: char| c.is_ascii_alphabetic());
    named.then(|| Tag {
        name: name[..end].to_ascii_lowercase(),
        is_end,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ordinary_pages_are_reasonable() {
        let page = format!(
            "<html><body>{}</body></html>",
            "<div><p>One <b>two</b><br><li>three<img src=x></div>".repeat(20_000)
        );
        assert!(is_reasonable(&page));
        assert!(is_reasonable(&"<p>One".repeat(20_000)));
        assert!(is_reasonable(&format!(
            "<script>{}</script>",
            "if (a<b) '<div>';".repeat(20_000)
        )));
        assert!(is_reasonable(&format!("<!-- {} -->", "<div>".repeat(20_000))));
        assert!(is_reasonable("") && is_reasonable("<") && is_reasonable("<!--") && is_reasonable("<script>"));
    }

    #[test]
    fn deep_pages_are_not() {
        for element in ["<div>", "<b>", "<x-y>", "<div/>", "<SPAN CLASS=a>", "<table>"] {
            assert!(!is_reasonable(&element.repeat(DEEPEST + 1)), "{element}");
            assert!(is_reasonable(&element.repeat(DEEPEST)), "{element}");
        }
    }

    #[test]
    fn unclosed_formatting_before_many_paragraphs_is_not() {
        let page = format!("{}{}", "<b id=1>".repeat(400), "<p>".repeat(10_000));
        assert!(!is_reasonable(&page));
    }
}
