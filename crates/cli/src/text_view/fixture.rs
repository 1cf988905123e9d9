//! A record written by hand, with everything in it that the view has to show.

use demarche::types::{
    Act, DateBasis, Event, EventParty, Exchange, ExchangeRelation, Form, Party, Place, Published, Quoted, Record,
    RecordDocument, Span, Statement, Tense, Text,
};

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
        places: vec![place("LUSAKA")],
        events: events(),
        exchanges: vec![Exchange {
            id: "X1".to_owned(),
            opening: "E2".to_owned(),
            reply: "E1".to_owned(),
            relation: ExchangeRelation::Rejects,
            evidence: Some(at("as the government of Ostria had demanded")),
        }],
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

fn events() -> Vec<Event> {
    let ostria = || acting("the government of Ostria", Some("OST"), Some("GOV"));
    vec![
        Event {
            mode: vec!["refuse".to_owned()],
            date: Some("2023-03-14".to_owned()),
            enddate: Some("2023-03-14".to_owned()),
            event_loc: Some("L1".to_owned()),
            evidence: Some(at(
                "Verdania said on Tuesday it would not withdraw its customs officers",
            )),
            ..event("E1", "REJECT", "would not withdraw")
        },
        Event {
            actor: vec![ostria()],
            recipient: vec![acting("Verdania", Some("VER"), None)],
            tense: Tense::Historical,
            date: Some("2023-02-01".to_owned()),
            enddate: Some("2023-02-28".to_owned()),
            claimed_by: vec!["S1".to_owned(), "S2".to_owned()],
            mentions: vec![at("the right to ask it").span()],
            ..event("E2", "REQUEST", "demanded")
        },
        Event {
            actor: Vec::new(),
            tense: Tense::Future,
            context: vec!["diplomatic".to_owned()],
            ..event("E3", "CONSULT", "talks")
        },
        Event {
            hypothetical: true,
            ..event("E4", "RETREAT", "withdraw")
        },
        Event {
            actor: vec![ostria(), acting("Ostria’s ministry", None, None)],
            negation: true,
            ..event("E5", "THREATEN", "set a deadline")
        },
    ]
}

fn event(id: &str, category: &str, trigger: &str) -> Event {
    Event {
        id: id.to_owned(),
        event: category.to_owned(),
        mode: Vec::new(),
        context: Vec::new(),
        actor: vec![acting("Verdania", Some("VER"), None)],
        recipient: Vec::new(),
        date: None,
        enddate: None,
        date_basis: None,
        event_loc: None,
        tense: Tense::Past,
        hypothetical: false,
        negation: false,
        claimed_by: Vec::new(),
        trigger: Some(at(trigger)),
        evidence: None,
        mentions: Vec::new(),
        quad_code: 3,
        event_scale: -2.0,
        confidence: 0.79,
        why: None,
    }
}

fn acting(words: &str, code: Option<&str>, sector: Option<&str>) -> EventParty {
    let quoted = at(words);
    EventParty {
        entity: None,
        code: code.map(str::to_owned),
        sector: sector.map(str::to_owned),
        entity_text: words.to_owned(),
        start: quoted.start,
        end: quoted.end,
    }
}

fn place(words: &str) -> Place {
    let quoted = at(words);
    Place {
        id: "L1".to_owned(),
        start: quoted.start,
        end: quoted.end,
        text: quoted.text,
        name: None,
        geonameid: None,
        country_code: None,
        lat: None,
        lon: None,
        resolution: None,
    }
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
