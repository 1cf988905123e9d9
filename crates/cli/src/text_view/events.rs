//! The list of events: what is told as a fact, then what is planned, what is only possible, feared or wanted, and what is
//! denied or did not come about; each with its parties, its words and those on whose word it stands.

use super::item::{Fact, Layout, days, heading};
use super::marks::number;
use super::paint::{Glyph, Style, running};
use super::wrap::Line;
use demarche::types::{Event, EventParty, Record, Tense};

/// The standings of events and what heads them, in the order of the view.
const STANDINGS: [(Standing, &str); 4] = [
    (Standing::Fact, "Told as facts"),
    (Standing::Plan, "Planned"),
    (Standing::Possible, "Only possible, feared or wanted"),
    (Standing::Denied, "Denied, refused or not come about"),
];

/// Whether an event is told to have happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Standing {
    Fact,
    Plan,
    Possible,
    Denied,
}

impl Standing {
    /// A denial outweighs a doubt, and a doubt a plan.
    const fn of(event: &Event) -> Self {
        match (event.negation, event.hypothetical, event.tense) {
            (true, _, _) => Self::Denied,
            (false, true, _) => Self::Possible,
            (false, false, Tense::Future) => Self::Plan,
            (false, false, Tense::Past | Tense::Historical) => Self::Fact,
        }
    }
}

/// The list, headed by the number of events.
pub fn lines(record: &Record, width: usize) -> Vec<Line> {
    let mut lines = vec![heading(record.events.len(), "event", "events", "No event was found.")];
    let layout = Layout::for_labels(width, record.events.iter().map(|event| event.id.as_str()));
    for (standing, title) in STANDINGS {
        let alike = || {
            record
                .events
                .iter()
                .filter(move |event| Standing::of(event) == standing)
        };
        if alike().next().is_some() {
            lines.extend([Line::new(), running(title, Style::UNDERLINED).collect()]);
        }
        for event in alike() {
            lines.push(Line::new());
            lines.extend(layout.item(&event.id, &head(event), facts(record, event), 0));
        }
    }
    lines
}

/// The category, and who does it to whom.
fn head(event: &Event) -> Vec<Glyph> {
    let category = running(&event.event, Style::BOLD);
    let actors = parties(&event.actor).unwrap_or_else(|| "someone".to_owned());
    let recipients = parties(&event.recipient)
        .map(|to| format!(" → {to}"))
        .unwrap_or_default();
    let parties = format!(" · {actors}{recipients}");
    category
        .chain(running(&parties, Style::PLAIN).collect::<Vec<_>>())
        .collect()
}

/// Parties in the article's words, each with its code.
fn parties(parties: &[EventParty]) -> Option<String> {
    let named = |party: &EventParty| {
        let code: Vec<&str> = party.code.iter().chain(&party.sector).map(String::as_str).collect();
        let code = if code.is_empty() {
            String::new()
        } else {
            format!(" [{}]", code.join(" "))
        };
        format!("{}{code}", party.entity_text)
    };
    let named: Vec<String> = parties.iter().map(named).collect();
    (!named.is_empty()).then(|| named.join(", "))
}

fn facts(record: &Record, event: &Event) -> Vec<Fact> {
    let mut facts = vec![("kind", kind(event))];
    facts.extend(days(event.date.as_ref(), event.enddate.as_ref()).map(|when| ("when", background(event, when))));
    let place = record
        .places
        .iter()
        .find(|place| Some(&place.id) == event.event_loc.as_ref());
    facts.extend(place.map(|place| ("where", place.text.clone())));
    facts.extend(words(event).map(|words| ("words", words)));
    let claims = claims(record, event);
    facts.extend((!claims.is_empty()).then(|| ("claim", claims.join(", through "))));
    let told = event.mentions.len();
    facts.extend((told > 0).then(|| {
        (
            "again",
            format!("told {told} more {}", if told == 1 { "time" } else { "times" }),
        )
    }));
    facts
}

fn kind(event: &Event) -> String {
    let details: Vec<&str> = event.mode.iter().chain(&event.context).map(String::as_str).collect();
    let details = if details.is_empty() {
        String::new()
    } else {
        format!("{} · ", details.join(", "))
    };
    format!(
        "{details}quad {} · {:.0}% sure",
        event.quad_code,
        event.confidence * 100.0
    )
}

fn background(event: &Event, when: String) -> String {
    if event.tense == Tense::Historical {
        format!("{when}, before the news at hand")
    } else {
        when
    }
}

/// The words that carry it, in the clause that proves it.
fn words(event: &Event) -> Option<String> {
    let trigger = event
        .trigger
        .as_ref()
        .map(|trigger| format!("“{}”", one_line(&trigger.text)));
    let evidence = event
        .evidence
        .as_ref()
        .map(|evidence| format!("“{}”", one_line(&evidence.text)));
    match (trigger, evidence) {
        (Some(trigger), Some(evidence)) if trigger != evidence => Some(format!("{trigger} in {evidence}")),
        (trigger, evidence) => trigger.or(evidence),
    }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// On whose word it stands, outermost first.
fn claims(record: &Record, event: &Event) -> Vec<String> {
    let statements = event
        .claimed_by
        .iter()
        .filter_map(|id| record.statements.iter().find(|s| s.id == *id));
    statements
        .map(|statement| {
            let source = statement
                .source
                .as_ref()
                .map_or("a source not named", |source| source.text.as_str());
            format!("{source} ⟦{}⟧", number(statement))
        })
        .collect()
}
