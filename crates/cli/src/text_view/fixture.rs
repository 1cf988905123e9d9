//! A record written by hand, with everything in it that the view has to show.

use demarche::types::{Act, DateBasis, Form, Party, Published, Quoted, Record, RecordDocument, Span, Statement, Text};

const STORY: &str = "\
Ostria’s envoy leaves as talks on the Halma bridge stall
By Ines Calder
LUSAKA – Verdania said on Tuesday it would not withdraw its customs officers from the Halma bridge, as the government of Ostria \
had demanded.
“We will not move one desk,” Foreign Minister Ana Petrel told reporters, “and nobody has the right to ask it of us.”
“The bridge was built by both,” she added. “It will be kept by both.”
Ostria’s ministry denied having set a deadline, according to the Ostrian News Agency 🗞, which quoted a diplomat.
「橋」 is the word that both sides use. “Nobody wants a crisis.”";

/// The record of the story above.
pub fn record() -> Record {
    let mut record = Record {
        statements: statements(),
        ..silent()
    };
    record.text = Some(STORY.to_owned());
    record.document = RecordDocument {
        title: Some(at("Ostria’s envoy leaves as talks on the Halma bridge stall")),
        section: Some("World".to_owned()),
        byline: vec!["Ines Calder".to_owned()],
        publisher: Some("The Meridian Post".to_owned()),
        credits: vec!["ONA".to_owned()],
        language: Some("en".to_owned()),
        uri: Some("https://meridian.example/2023/03/halma-bridge".to_owned()),
        published: Published {
            date: Some("2023-03-14".to_owned()),
            enddate: Some("2023-03-14".to_owned()),
            basis: DateBasis::Given,
            ..Published::default()
        },
    };
    record
}

/// A record in which nobody says anything.
pub fn silent() -> Record {
    Record {
        text: Some("It rained.".to_owned()),
        ..Record::default()
    }
}

fn statements() -> Vec<Statement> {
    vec![
        Statement {
            content: spans(&[
                "it would not withdraw its customs officers from the Halma bridge, as the government of Ostria had demanded",
            ]),
            act: Act::Reject,
            confidence: 0.943,
            ..statement("S1", "Verdania", "said")
        },
        Statement {
            content: spans(&["withdraw its customs officers from the Halma bridge"]),
            act: Act::Demand,
            within: Some("S1".to_owned()),
            ..statement("S2", "the government of Ostria", "had demanded")
        },
        Statement {
            content: spans(&[
                "“We will not move one desk,”",
                "“and nobody has the right to ask it of us.”",
            ]),
            form: Form::Direct,
            act: Act::Reject,
            addressee: Some(party("reporters")),
            ..statement("S3", "Foreign Minister Ana Petrel", "told")
        },
        Statement {
            content: spans(&["“The bridge was built by both,”", "“It will be kept by both.”"]),
            form: Form::Direct,
            date: Some("2023-03-13".to_owned()),
            enddate: Some("2023-03-14".to_owned()),
            ..statement("S4", "she", "added")
        },
        Statement {
            content: spans(&["having set a deadline"]),
            act: Act::Deny,
            relay: vec![party("the Ostrian News Agency 🗞"), party("a diplomat")],
            ..statement("S5", "Ostria’s ministry", "denied")
        },
        Statement {
            source: None,
            cue: None,
            content: spans(&["“Nobody wants a crisis.”"]),
            form: Form::Direct,
            confidence: 0.41,
            ..statement("S6", "Verdania", "said")
        },
    ]
}

fn statement(id: &str, source: &str, cue: &str) -> Statement {
    Statement {
        id: id.to_owned(),
        source: Some(party(source)),
        cue: Some(at(cue)),
        content: Vec::new(),
        form: Form::Indirect,
        act: Act::Assert,
        addressee: None,
        relay: Vec::new(),
        date: None,
        enddate: None,
        date_basis: None,
        within: None,
        confidence: 0.88,
    }
}

fn party(words: &str) -> Party {
    Party::unresolved(at(words))
}

fn spans(pieces: &[&str]) -> Vec<Span> {
    pieces.iter().map(|words| at(words).span()).collect()
}

/// Where words first stand in the story.
fn at(words: &str) -> Quoted {
    let byte = STORY
        .find(words)
        .unwrap_or_else(|| panic!("“{words}” is not in the story"));
    let start = STORY[..byte].chars().count();
    Text::new(STORY).quote(Span::new(start, start + words.chars().count()))
}
