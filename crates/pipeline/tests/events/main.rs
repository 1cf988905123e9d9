//! Events as the embedded reader and the rules that are built in find them.

mod status;

use demarche::Demarche;
use demarche::code::rules::check;
use demarche::types::{Block, BlockKind, Document, Event, Masthead, Record, Text};
use std::sync::LazyLock;

static DEMARCHE: LazyLock<Demarche> = LazyLock::new(|| Demarche::embedded().expect("the model is part of the program"));

/// The record of one paragraph.
fn read(text: &str) -> Record {
    let text = Text::new(text);
    let blocks = vec![Block {
        span: text.span(),
        kind: BlockKind::Paragraph,
    }];
    let document = Document {
        text,
        blocks,
        masthead: Masthead::default(),
    };
    DEMARCHE.read(&document).expect("it is read")
}

/// The events of a category.
fn of<'r>(record: &'r Record, category: &str) -> Vec<&'r Event> {
    record.events.iter().filter(|e| e.event == category).collect()
}

#[test]
fn the_rules_bear_out_their_examples() {
    let checked = check(&*DEMARCHE).expect("all is read");
    let failures: Vec<String> = checked.failures.iter().map(ToString::to_string).collect();
    assert!(checked.examples > 0);
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}
