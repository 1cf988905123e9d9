//! How deep a page is nested, told from its tags before anything is built from it.
//!
//! A parser keeps the open elements on a stack and walks it for most tags, and it opens formatting elements that were never closed
//! again in every paragraph that follows. A page made for it takes a time and a memory that grow with the square of its length, so
//! such a page is refused before it is parsed. What is told from tags is a guess at what the parser makes of them; how deep its tree
//! has become is looked up once it is there.

use trafilatura::dom::Document;

/// How many elements may be open at once. Browsers cut pages off at 512.
const DEEPEST: usize = 500;

/// How deep a tree may be: an element that is told from its tag brings others along, as a table its body, row and cell. Whoever goes
/// through a deeper one may run out of stack.
const DEEPEST_TREE: usize = 3 * DEEPEST;

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
    "script", "style", "textarea", "title", "iframe", "xmp", "noembed", "noframes",
];

/// Elements within which the content of the former is markup.
const FOREIGN: &[&str] = &["svg", "math"];

/// Elements through which no end tag reaches.
const SCOPES: &[&str] = &["applet", "caption", "marquee", "object", "table", "template"];

/// Whether the tree of a page is no deeper than those who go through it can bear.
pub(super) fn is_shallow(page: &Document) -> bool {
    let mut nodes = vec![(page.root(), 0)];
    while let Some((node, depth)) = nodes.pop() {
        if depth > DEEPEST_TREE {
            return false;
        }
        nodes.extend(page.child_nodes(node).into_iter().map(|child| (child, depth + 1)));
    }
    true
}

/// Whether a page can be parsed in a time and a memory that its length warrants.
pub(super) fn is_reasonable(html: &str) -> bool {
    let mut open: Vec<String> = Vec::new();
    let (mut formatting, mut reopened) = (0_usize, 0_usize);
    let mut tags = Tags { html, at: 0 };
    while let Some(tag) = tags.next() {
        if !open.iter().any(|element| FOREIGN.contains(&element.as_str())) {
            tags.skip_raw(&tag);
        }
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

/// Closes the last element of a name and what is open within it, unless an element stands between that no end tag reaches through,
/// and tells how many formatting elements that were.
fn close(open: &mut Vec<String>, name: &str) -> usize {
    let stops = |element: &String| element == name || SCOPES.contains(&element.as_str());
    let Some(from) = open.iter().rposition(stops).filter(|&from| open[from] == name) else {
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
    /// How many bytes it has behind `<`.
    length: usize,
}

/// The tags of a page in order, without comments.
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
                self.at += end_of_comment(rest)?;
            } else if let Some(tag) = tag(rest) {
                self.at += tag.length;
                return Some(tag);
            }
        }
    }
}

impl Tags<'_> {
    /// Moves behind content that is no markup.
    fn skip_raw(&mut self, tag: &Tag) {
        if !tag.is_end && RAW.contains(&tag.name.as_str()) {
            self.at += end_of(&self.html[self.at..], &tag.name);
        }
    }
}

/// Where a comment ends whose text behind `<` this is; `None` where it does not.
fn end_of_comment(text: &str) -> Option<usize> {
    let ends = ["-->", "--!>"]
        .iter()
        .filter_map(|end| Some(text.find(end)? + end.len()));
    ends.min()
}

/// Where the attributes end that a tag has behind its name: behind the first `>` that stands in no quoted value. This is how the
/// standard's tokenizer tells, <https://html.spec.whatwg.org/multipage/parsing.html#tokenization>.
fn end_of_attributes(text: &str) -> usize {
    enum State {
        BeforeName,
        Name,
        AfterName,
        BeforeValue,
        Value,
        Quoted(u8),
    }
    let mut state = State::BeforeName;
    for (at, byte) in text.bytes().enumerate() {
        state = match (state, byte) {
            (State::Quoted(quote), _) if byte == quote => State::BeforeName,
            (quoted @ State::Quoted(_), _) => quoted,
            (_, b'>') => return at + 1,
            (State::BeforeValue, b'"' | b'\'') => State::Quoted(byte),
            (State::Name | State::AfterName, b'=') => State::BeforeValue,
            (State::BeforeName | State::Name | State::AfterName, b'/') => State::BeforeName,
            (State::BeforeName | State::Value, _) if byte.is_ascii_whitespace() => State::BeforeName,
            (State::Name | State::AfterName, _) if byte.is_ascii_whitespace() => State::AfterName,
            (State::BeforeValue, _) if byte.is_ascii_whitespace() => State::BeforeValue,
            (State::BeforeValue | State::Value, _) => State::Value,
            (State::BeforeName | State::Name | State::AfterName, _) => State::Name,
        };
    }
    text.len()
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
    let name = text.strip_prefix('/').unwrap_or(text);
    let is_end = name.len() < text.len();
    if !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return None;
    }
    let end = name
        .find(|c: char| c.is_ascii_whitespace() || matches!(c, '/' | '>'))
        .unwrap_or(name.len());
    Some(Tag {
        name: name[..end].to_ascii_lowercase(),
        is_end,
        length: text.len() - name.len() + end + end_of_attributes(&name[end..]),
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
    fn what_hides_nesting_from_a_glance_is_read_as_a_parser_reads_it() {
        let deep = "<div>".repeat(DEEPEST + 1);
        assert!(
            !is_reasonable(&"<div><table><tr><td></div>".repeat(DEEPEST)),
            "no end tag reaches out of a table"
        );
        for hiding in [
            "<!-- --!>",
            "<x y='>' z='<!--'>",
            "<x ='>",
            "<script/x='>'></script>",
            "<title=x>",
            "<svg><title>",
            "<noscript>",
        ] {
            assert!(!is_reasonable(&format!("{hiding}{deep}")), "{hiding}");
        }
        for hiding in ["<!-- ", "<x y=\"", "<x y='>", "<title>", "<style a='>'>"] {
            assert!(is_reasonable(&format!("{hiding}{deep}")), "{hiding}");
        }
    }

    #[test]
    fn trees_are_measured() {
        let parsed = |depth: usize| Document::parse(&"<div>".repeat(depth));
        assert!(is_shallow(&parsed(DEEPEST)));
        assert!(!is_shallow(&parsed(DEEPEST_TREE + 1)));
    }

    #[test]
    fn unclosed_formatting_before_many_paragraphs_is_not() {
        let page = format!("{}{}", "<b id=1>".repeat(400), "<p>".repeat(10_000));
        assert!(!is_reasonable(&page));
    }
}
