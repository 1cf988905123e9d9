//! Records for the tests: one with every field filled, and one of any text.

use demarche_types::{
    Act, DateBasis, Entity, EntityMention, Event, EventParty, Exchange, ExchangeRelation, Form, Party, Place,
    Published, Quoted, Record, RecordDocument, Span, Statement, Tense, Text, Time, TimeType, Via,
};

const TEXT: &str =
    "The minister 🙂 told envoys on Tuesday that Ostria had demanded talks. The café in Lusaka was shut, ANA said.";

/// Where words stand in the text above.
fn at(words: &str) -> Quoted {
    let byte = TEXT.find(words).expect("the words are in the text");
    let start = TEXT[..byte].chars().count();
    Text::new(TEXT).quote(Span::new(start, start + words.chars().count()))
}

fn party(words: &str, entity: &str) -> Option<Party> {
    Some(Party {
        entity: Some(entity.to_owned()),
        ..Party::unresolved(at(words))
    })
}

fn some(string: &str) -> Option<String> {
    Some(string.to_owned())
}

/// A true record with something in every field that points anywhere.
pub(super) fn record() -> Record {
    Record {
        id: Text::new(TEXT).id(),
        text: some(TEXT),
        document: document(),
        sentences: vec![
            at(&TEXT[..TEXT.find(" The café").expect("it is there")]).span(),
            at("The café in Lusaka was shut, ANA said.").span(),
        ],
        times: vec![time("T1", "Tuesday", "T2"), time("T2", "on", "published")],
        places: vec![place()],
        entities: vec![
            entity("N1", "The minister"),
            entity("N2", "envoys"),
            entity("N3", "Ostria"),
            entity("N4", "ANA"),
        ],
        statements: vec![outer(), inner()],
        events: vec![event("E1"), event("E2")],
        exchanges: vec![Exchange {
            id: "X1".into(),
            opening: "E1".into(),
            reply: "E2".into(),
            relation: ExchangeRelation::Rejects,
            evidence: Some(at("had demanded")),
        }],
        ..Record::default()
    }
}

fn document() -> RecordDocument {
    let published = Published {
        basis: DateBasis::Stated,
        evidence: vec![at("Tuesday").span()],
        ..Published::default()
    };
    RecordDocument {
        title: Some(at("Ostria had demanded talks")),
        published,
        ..RecordDocument::default()
    }
}

fn time(id: &str, words: &str, anchor: &str) -> Time {
    let Quoted { start, end, text } = at(words);
    Time {
        id: id.to_owned(),
        start,
        end,
        text,
        kind: TimeType::Date,
        value: None,
        anchor: some(anchor),
    }
}

fn place() -> Place {
    let Quoted { start, end, text } = at("Lusaka");
    let (name, geonameid, lat, lon, country_code, resolution) = (None, None, None, None, None, None);
    Place {
        id: "P1".into(),
        start,
        end,
        text,
        name,
        geonameid,
        lat,
        lon,
        country_code,
        resolution,
    }
}

fn entity(id: &str, name: &str) -> Entity {
    let Quoted { start, end, text } = at(name);
    Entity {
        id: id.to_owned(),
        name: name.to_owned(),
        kind: "person".to_owned(),
        code: None,
        sector: None,
        office: None,
        identifier_id: None,
        basis: None,
        mentions: vec![EntityMention {
            start,
            end,
            text,
            via: Via::Name,
        }],
    }
}

fn outer() -> Statement {
    Statement {
        id: "S1".into(),
        source: party("The minister", "N1"),
        cue: Some(at("told")),
        content: vec![at("that Ostria had demanded talks").span()],
        form: Form::Indirect,
        act: Act::Assert,
        addressee: party("envoys", "N2"),
        relay: party("ANA", "N4").into_iter().collect(),
        date: None,
        enddate: None,
        date_basis: some("T1"),
        within: None,
        confidence: 0.9,
    }
}

fn inner() -> Statement {
    Statement {
        id: "S2".into(),
        source: party("Ostria", "N3"),
        cue: Some(at("had demanded")),
        content: vec![at("talks").span()],
        act: Act::Demand,
        addressee: None,
        relay: Vec::new(),
        date_basis: None,
        within: some("S1"),
        ..outer()
    }
}

fn event(id: &str) -> Event {
    Event {
        id: id.to_owned(),
        event: "REQUEST".into(),
        mode: Vec::new(),
        context: Vec::new(),
        actor: vec![event_party("Ostria", "N3")],
        recipient: vec![event_party("envoys", "N2")],
        date: None,
        enddate: None,
        date_basis: some("T1"),
        event_loc: some("P1"),
        tense: Tense::Past,
        hypothetical: false,
        negation: false,
        claimed_by: vec!["S1".into()],
        trigger: Some(at("demanded")),
        evidence: Some(at("Ostria had demanded talks")),
        mentions: vec![at("talks").span()],
        quad_code: 3,
        event_scale: -1.0,
        confidence: 0.8,
        why: None,
    }
}

fn event_party(words: &str, entity: &str) -> EventParty {
    let Quoted { start, end, text } = at(words);
    EventParty {
        entity: some(entity),
        code: None,
        sector: None,
        entity_text: text,
        start,
        end,
    }
}

/// A record of any text that is not empty: its sentences lie between the cuts, and each is what its first half says.
pub(super) fn of(text: &str, cuts: &[usize]) -> Record {
    let text = Text::new(text);
    let mut cuts: Vec<usize> = cuts
        .iter()
        .map(|cut| cut % (text.len() + 1))
        .chain([0, text.len()])
        .collect();
    cuts.sort_unstable();
    cuts.dedup();
    let sentences: Vec<Span> = cuts.windows(2).map(|pair| Span::new(pair[0], pair[1])).collect();
    let statements = sentences
        .iter()
        .enumerate()
        .map(|(i, &span)| saying(&text, i, span))
        .collect();
    Record {
        id: text.id(),
        text: some(text.as_str()),
        sentences,
        statements,
        ..Record::default()
    }
}

fn saying(text: &Text, i: usize, span: Span) -> Statement {
    let half = Span::new(span.start, span.start + span.len().div_ceil(2));
    Statement {
        id: format!("S{i}"),
        source: Some(Party::unresolved(text.quote(half))),
        cue: None,
        content: vec![span],
        addressee: None,
        relay: Vec::new(),
        date_basis: None,
        ..outer()
    }
}
