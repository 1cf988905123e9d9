//! The content of an article, as HTML, to its paragraphs.
//!
//! Text is broken where elements that stand in lines of their own begin and end; within them white space is folded. The parser
//! decodes the entities.

use super::Part;
use crate::clean::Hint;
use trafilatura::dom::{Document, NodeId};

/// Elements that stand in lines of their own.
const BLOCKS: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "caption",
    "center",
    "dd",
    "details",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "html",
    "li",
    "main",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "summary",
    "table",
    "tbody",
    "tfoot",
    "thead",
    "tr",
    "ul",
];

/// Elements that hold no words of an article.
const SILENT: &[&str] = &[
    "script",
    "style",
    "template",
    "noscript",
    "iframe",
    "svg",
    "button",
    "select",
    "textarea",
    "figcaption",
];

/// The paragraphs, headings and items in a piece of HTML.
pub(super) fn parts(html: &str) -> Vec<Part> {
    let document = Document::parse(html);
    let mut flat = Flat::default();
    let mut path = vec![Step::Enter(document.body().unwrap_or_else(|| document.root()))];
    while let Some(step) = path.pop() {
        match step {
            Step::Enter(node) => enter(&document, node, &mut flat, &mut path),
            Step::Leave(hint) => flat.close(hint),
        }
    }
    flat.end_part();
    flat.parts
}

/// What is left to do on the way through a tree: its depth is a page's to choose, so that the way is kept here and not on the
/// stack of the program.
enum Step {
    Enter(NodeId),
    Leave(Option<Hint>),
}

fn enter(document: &Document, node: NodeId, flat: &mut Flat, path: &mut Vec<Step>) {
    if document.is_text(node) {
        flat.add(&document.text_content(node));
        return;
    }
    let name = document.tag_name(node);
    if SILENT.contains(&name) {
        return;
    }
    if name == "br" {
        flat.add_break();
        return;
    }
    if name == "td" || name == "th" {
        flat.add(" ");
    }
    if BLOCKS.contains(&name) {
        path.push(Step::Leave(flat.open(hint(name))));
    }
    path.extend(document.child_nodes(node).into_iter().rev().map(Step::Enter));
}

/// What an element says of the text in it; nothing for one that merely holds others.
fn hint(name: &str) -> Option<Hint> {
    match name {
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => Some(Hint::Heading),
        "li" | "dd" | "dt" | "tr" => Some(Hint::Item),
        "blockquote" | "p" => Some(Hint::Plain),
        _ => None,
    }
}

/// The parts so far and the one in the making.
#[derive(Default)]
struct Flat {
    parts: Vec<Part>,
    text: String,
    hint: Option<Hint>,
    /// Line breaks since the last word.
    breaks: usize,
}

impl Flat {
    /// Begins an element that stands in lines of its own, and returns what held before.
    fn open(&mut self, hint: Option<Hint>) -> Option<Hint> {
        self.end_part();
        let before = self.hint;
        self.hint = hint.or(before);
        before
    }

    fn close(&mut self, before: Option<Hint>) {
        self.end_part();
        self.hint = before;
    }

    /// One break behind a sentence ends the paragraph, and so do two anywhere; one within a sentence is a space.
    fn add_break(&mut self) {
        self.breaks += 1;
        let ended = self
            .text
            .trim_end()
            .trim_end_matches(['"', '”', '’', '\'', ')'])
            .ends_with(['.', '!', '?', ':', '…']);
        if self.breaks > 1 || ended {
            self.end_part();
        } else {
            self.text.push(' ');
        }
    }

    fn add(&mut self, text: &str) {
        if !text.trim().is_empty() {
            self.breaks = 0;
        }
        self.text.push_str(text);
    }

    fn end_part(&mut self) {
        let folded = self.text.split_whitespace().collect::<Vec<_>>().join(" ");
        self.text.clear();
        self.breaks = 0;
        if !folded.is_empty() {
            self.parts.push(Part {
                text: folded,
                hint: self.hint.unwrap_or(Hint::Plain),
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn flat(html: &str) -> Vec<String> {
        parts(html).into_iter().map(|part| part.text).collect()
    }

    #[test]
    fn blocks_break_and_inline_elements_do_not() {
        let html = "<p>Ministers <b>met</b>&nbsp;&amp;\n <a href=x>agreed</a>.</p><div>They<span> left</span>.<blockquote>We did.</blockquote>Late.</div>";
        assert_eq!(
            flat(html),
            ["Ministers met & agreed.", "They left.", "We did.", "Late."]
        );
    }

    #[test]
    fn a_break_ends_paragraphs_but_no_sentence() {
        assert_eq!(
            flat("<p>One.<br>Two<br>three.<br><br>Four<br> <br>five"),
            ["One.", "Two three.", "Four", "five"]
        );
    }

    #[test]
    fn headings_and_items_are_told() {
        let hints: Vec<Hint> = parts("<h2>Next</h2><p>a</p><ul><li>b</li></ul><div>d</div>")
            .into_iter()
            .map(|part| part.hint)
            .collect();
        assert_eq!(hints, [Hint::Heading, Hint::Plain, Hint::Item, Hint::Plain]);
    }

    #[test]
    fn a_row_of_a_table_is_an_item() {
        let found = parts("<table><tr><td>Wheat</td><td>20</td></tr><tr><td><p>Maize is dear.</p></td></tr></table>");
        assert_eq!(
            found.iter().map(|part| part.text.as_str()).collect::<Vec<_>>(),
            ["Wheat 20", "Maize is dear."]
        );
        assert_eq!(
            found.iter().map(|part| part.hint).collect::<Vec<_>>(),
            [Hint::Item, Hint::Plain]
        );
    }

    #[test]
    fn scripts_are_silent() {
        assert_eq!(flat("<p>One<script>two</script><style>three</style></p>"), ["One"]);
        assert!(flat("").is_empty());
    }
}
