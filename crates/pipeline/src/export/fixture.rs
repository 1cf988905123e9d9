//! A record with two events: one that happened, and one that is denied.

use demarche_types::{
    Act, Entity, EntityMention, Event, EventParty, Exchange, ExchangeRelation, Form, Party, Place, Quoted, Record,
    Span, Statement, Tense, Text, Via,
};

const STORY: &str = "Washington rejected Moscow's call in Tallin. Moscow denied any plan to bomb the port.";

pub(crate) fn record() -> Record {
    let refused = Event {
        date: Some("2022-01-26".into()),
        enddate: Some("2022-01-26".into()),
        event_loc: Some("P1".into()),
        evidence: Some(at("Washington rejected Moscow's call in Talli")),
        ..event("E1", "REJECT")
    };
    let denied = Event {
        mode: vec!["aerial".into()],
        hypothetical: true,
        negation: true,
        claimed_by: vec!["S1".into()],
        ..event("E2", "ASSAULT")
    };
    Record {
        id: Text::new(STORY).id(),
        text: Some(STORY.into()),
        sentences: vec![Span::new(0, 44), Span::new(45, 86)],
        places: vec![place()],
        entities: vec![
            entity("N1", "United States", "USA", "Washington"),
            entity("N2", "Russia", "RUS", "Moscow"),
        ],
        statements: vec![statement()],
        events: vec![refused, denied],
        exchanges: vec![Exchange {
            id: "X1".into(),
            opening: "E1".into(),
            reply: "E2".into(),
            relation: ExchangeRelation::Answers,
            evidence: None,
        }],
        ..Record::default()
    }
}

/// An event of the United States towards Russia's government.
pub(super) fn event(id: &str, category: &str) -> Event {
    let verbal = [
        "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "REQUEST", "ACCUSE", "REJECT", "THREATEN",
    ]
    .contains(&category);
    Event {
        id: id.into(),
        event: category.into(),
        mode: Vec::new(),
        context: Vec::new(),
        actor: vec![EventParty {
            entity: Some("N1".into()),
            ..party("USA", None)
        }],
        recipient: vec![party("RUS", Some("GOV"))],
        date: None,
        enddate: None,
        date_basis: None,
        event_loc: None,
        tense: Tense::Past,
        hypothetical: false,
        negation: false,
        claimed_by: Vec::new(),
        trigger: Some(at("rejected")),
        evidence: None,
        mentions: Vec::new(),
        quad_code: if verbal { 3 } else { 4 },
        event_scale: -2.0,
        confidence: 0.9,
        why: Some("rule".into()),
    }
}

pub(super) fn party(code: &str, sector: Option<&str>) -> EventParty {
    let Quoted { start, end, text } = at(if code == "USA" { "Washington" } else { "Moscow" });
    EventParty {
        entity: None,
        code: Some(code.into()),
        sector: sector.map(str::to_owned),
        entity_text: text,
        start,
        end,
    }
}

fn entity(id: &str, name: &str, code: &str, words: &str) -> Entity {
    let Quoted { start, end, text } = at(words);
    Entity {
        id: id.into(),
        name: name.into(),
        kind: "state".into(),
        code: Some(code.into()),
        sector: None,
        office: None,
        identifier_id: None,
        basis: None,
        mentions: vec![EntityMention {
            start,
            end,
            text,
            via: Via::Metonym,
        }],
    }
}

fn place() -> Place {
    let Quoted { start, end, text } = at("Tallin");
    Place {
        id: "P1".into(),
        start,
        end,
        text,
        name: Some("Tallinn".into()),
        geonameid: Some(2_960_316),
        lat: Some(59.4),
        lon: Some(24.7),
        country_code: Some("EST".into()),
        resolution: None,
    }
}

fn statement() -> Statement {
    let source = Party {
        entity: Some("N2".into()),
        ..Party::unresolved(at("Moscow"))
    };
    Statement {
        id: "S1".into(),
        source: Some(source),
        cue: Some(at("denied")),
        content: vec![at("any plan to bomb the port").span()],
        form: Form::Indirect,
        act: Act::Deny,
        addressee: None,
        relay: Vec::new(),
        date: None,
        enddate: None,
        date_basis: None,
        within: None,
        confidence: 0.9,
    }
}

fn at(words: &str) -> Quoted {
    let text = Text::new(STORY);
    let start = text.code_point(STORY.find(words).expect("the words stand in the story"));
    text.quote(Span::new(start, start + words.chars().count()))
}
