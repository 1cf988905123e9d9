//! The expectations beside an article.

use demarche::types::{Act, Form, Party, Quoted, Span, Text};
use serde::Deserialize;
use std::path::Path;

/// What is rightly to be found in an article.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Expected {
    pub statements: Vec<Statement>,
}

/// A statement by its words.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Statement {
    pub id: String,
    pub source: Option<String>,
    pub cue: Option<String>,
    content: Vec<String>,
    pub form: Form,
    pub act: Act,
    pub addressee: Option<String>,
    #[serde(default)]
    pub relay: Vec<String>,
    pub within: Option<String>,
    /// Whether its absence is right too.
    #[serde(default)]
    pub optional: bool,
    /// Where the content stands, once the text is known.
    #[serde(skip)]
    pub spans: Vec<Span>,
}

impl Expected {
    /// Reads `NAME.expected.json` beside `NAME.txt` or `NAME.html`, and finds its contents in the text.
    pub fn beside(article: &Path, text: &str) -> Self {
        let json = std::fs::read_to_string(article.with_extension("expected.json")).unwrap();
        let mut expected: Self = serde_json::from_str(&json).unwrap();
        let text = Text::new(text);
        for statement in &mut expected.statements {
            statement.spans = statement
                .content
                .iter()
                .map(|piece| place(piece, &text, article))
                .collect();
        }
        expected
    }
}

/// Where words stand that stand in the text once.
fn place(words: &str, text: &Text, article: &Path) -> Span {
    let places: Vec<usize> = text.as_str().match_indices(words).map(|(byte, _)| byte).collect();
    assert_eq!(places.len(), 1, "“{words}” in {}", article.display());
    let start = text.code_point(places[0]);
    Span::new(start, start + words.chars().count())
}

impl Statement {
    /// The statement as a program that is always right would find it.
    pub fn found(&self) -> demarche::types::Statement {
        let quoted = |words: &String| Quoted {
            start: 0,
            end: 1,
            text: words.clone(),
        };
        let party = |words: &String| Party::unresolved(quoted(words));
        demarche::types::Statement {
            id: self.id.clone(),
            source: self.source.as_ref().map(party),
            cue: self.cue.as_ref().map(quoted),
            content: self.spans.clone(),
            form: self.form,
            act: self.act,
            addressee: self.addressee.as_ref().map(party),
            relay: self.relay.iter().map(party).collect(),
            date: None,
            enddate: None,
            date_basis: None,
            within: self.within.clone(),
            confidence: 1.0,
        }
    }
}
