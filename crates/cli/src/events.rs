//! `demarche events`.

use crate::Outcome;
use crate::ask::{
    Answer, AskArgs, EXIT, EventArgs, Head, OrderArgs, View, codes, date, dates, day, day_of, named, names, percent,
    place_of, published, sectors,
};
use demarche_store::{EventAnswer, EventFilter, PartyAnswer};
use demarche_tables::{Column, Kind, Value};

/// Ask a store who did what to whom
///
/// Each act is one answer, however many report it: by the report that stands for all, with how many publishers report it, how many
/// of them only by wire, when it was first seen, and who claims or denies it. --reports gives each report apart. Each answer names
/// its proof: the document by the digest of its text, and the code points in it. The newest come first.
#[derive(Debug, clap::Args)]
#[command(after_help = format!("{EXAMPLES}\n\n{EXIT}"))]
pub struct Args {
    #[command(flatten)]
    ask: AskArgs,

    #[command(flatten)]
    events: EventArgs,

    /// Give each report of an act apart
    #[arg(long)]
    reports: bool,

    #[command(flatten)]
    order: OrderArgs,
}

const EXAMPLES: &str = "\
Examples:
  demarche events --store news.db --category THREATEN --recipient Ukraine --undenied
  demarche events --store news.db --category REQUEST --unanswered --date 2022
  demarche events --store news.db --actor RUS --recipient UKR --status fact --format parquet > acts.parquet";

pub fn run(args: &Args) -> anyhow::Result<Outcome> {
    let store = args.ask.open()?;
    let filter = EventFilter {
        reports: args.reports,
        ..args.events.filter(&store)?
    };
    args.ask.answer(&COLUMNS, &HEADS, |answers| {
        store.events(&filter, args.order.order(), |answer| answers.take(&answer))
    })
}

static COLUMNS: [Column; 39] = [
    Column::new("document", Kind::Text),
    Column::new("id", Kind::Text),
    Column::new("event", Kind::Text),
    Column::new("mode", Kind::Text),
    Column::new("context", Kind::Text),
    Column::new("actor", Kind::Text),
    Column::new("actor_name", Kind::Text),
    Column::new("actor_sector", Kind::Text),
    Column::new("recipient", Kind::Text),
    Column::new("recipient_name", Kind::Text),
    Column::new("recipient_sector", Kind::Text),
    Column::new("date", Kind::Date),
    Column::new("enddate", Kind::Date),
    Column::new("place_name", Kind::Text),
    Column::new("country_code", Kind::Text),
    Column::new("tense", Kind::Text),
    Column::new("hypothetical", Kind::Boolean),
    Column::new("negation", Kind::Boolean),
    Column::new("status", Kind::Text),
    Column::new("quad_code", Kind::Integer),
    Column::new("event_scale", Kind::Real),
    Column::new("confidence", Kind::Real),
    Column::new("claimed_by_name", Kind::Text),
    Column::new("denied_by_name", Kind::Text),
    Column::new("reports", Kind::Integer),
    Column::new("documents", Kind::Integer),
    Column::new("publishers", Kind::Integer),
    Column::new("wires", Kind::Integer),
    Column::new("first_seen", Kind::Date),
    Column::new("last_seen", Kind::Date),
    Column::new("claimed", Kind::Integer),
    Column::new("denied", Kind::Integer),
    Column::new("evidence_text", Kind::Text),
    Column::new("evidence_start", Kind::Integer),
    Column::new("evidence_end", Kind::Integer),
    Column::new("published", Kind::Date),
    Column::new("published_enddate", Kind::Date),
    Column::new("publisher", Kind::Text),
    Column::new("uri", Kind::Text),
];

const HEADS: [Head; 4] = [
    Head::words("date", 10),
    Head::words("event", 9),
    Head::words("who → whom", 26),
    Head::words("words", 200),
];

impl Answer for EventAnswer {
    fn values(&self) -> Vec<Value> {
        let proof = self.proof.clone();
        let [published, published_enddate] = published(&proof);
        vec![
            proof.document.into(),
            self.id.clone().into(),
            self.event.clone().into(),
            names(&self.mode),
            names(&self.context),
            codes(&self.actors),
            named(&self.actors),
            sectors(&self.actors),
            codes(&self.recipients),
            named(&self.recipients),
            sectors(&self.recipients),
            date(self.date.as_deref()),
            date(self.enddate.as_deref()),
            self.place.clone().into(),
            self.country_code.clone().into(),
            self.tense.clone().into(),
            self.hypothetical.into(),
            self.negation.into(),
            self.status.clone().into(),
            self.quad_code.into(),
            self.event_scale.into(),
            self.confidence.into(),
            names(&self.claimed_by),
            names(&self.denied_by),
            self.reports.into(),
            self.documents.into(),
            self.publishers.into(),
            self.wires.into(),
            day(self.first_seen),
            day(self.last_seen),
            self.claimed.into(),
            self.denied.into(),
            proof.text.into(),
            proof.start.into(),
            proof.end.into(),
            published,
            published_enddate,
            proof.publisher.into(),
            proof.uri.into(),
        ]
    }

    fn view(&self) -> View {
        let when = dates(self.date.as_deref(), self.enddate.as_deref());
        View {
            cells: vec![
                when.unwrap_or_else(|| day_of(&self.proof)),
                self.event.clone(),
                sides(self),
                self.proof.text.clone().unwrap_or_default(),
            ],
            note: Some(notes(self).join(" · ")),
        }
    }
}

/// Who does it to whom.
pub fn sides(event: &EventAnswer) -> String {
    let actors = parties(&event.actors);
    let actors = if actors.is_empty() {
        "someone".to_owned()
    } else {
        actors
    };
    match parties(&event.recipients) {
        to if to.is_empty() => actors,
        to => format!("{actors} → {to}"),
    }
}

fn parties(parties: &[PartyAnswer]) -> String {
    let party = |party: &PartyAnswer| {
        let code: Vec<&str> = party.code.iter().chain(&party.sector).map(String::as_str).collect();
        let name = crate::ask::one_line(&party.name);
        if code.is_empty() {
            name
        } else {
            format!("{name} [{}]", code.join(" "))
        }
    };
    parties.iter().map(party).collect::<Vec<_>>().join(", ")
}

fn notes(event: &EventAnswer) -> Vec<String> {
    let mut notes = vec![event.status.clone()];
    notes.extend((!event.mode.is_empty()).then(|| event.mode.join(", ")));
    notes.extend(event.place.clone().map(|place| format!("in {place}")));
    notes.push(percent(event.confidence));
    notes.extend((event.reports > 1).then(|| reported(event)));
    notes.extend((!event.claimed_by.is_empty()).then(|| format!("claimed by {}", event.claimed_by.join(", "))));
    notes.extend((!event.denied_by.is_empty()).then(|| format!("denied by {}", event.denied_by.join(", "))));
    notes.push(place_of(&event.proof));
    notes
}

/// By how many it is reported.
fn reported(event: &EventAnswer) -> String {
    let wires = if event.wires > 0 {
        format!(", {} by wire", event.wires)
    } else {
        String::new()
    };
    let since = event
        .first_seen
        .map(|day| format!(", first on {}", demarche_store::date_of(day)))
        .unwrap_or_default();
    format!(
        "{} reports, {} publishers{wires}{since}",
        event.reports, event.publishers
    )
}
