//! `demarche exchanges`.

use crate::Outcome;
use crate::ask::{
    Answer, AskArgs, DayArgs, EXIT, Head, OrderArgs, View, category, codes, date, dates, day_of, named, place_of,
    published, publishers, relation, whom,
};
use crate::events::sides;
use demarche_store::{EventAnswer, ExchangeAnswer, ExchangeFilter, Words};
use demarche_tables::{Column, Kind, Value};

/// Ask a store which moves were answered, and how
///
/// A pair of acts is one answer, however many report them; --reports gives each pair of reports apart. Each answer names its proof
/// for both. The newest replies come first. What was not answered: `demarche events --category REQUEST --unanswered`.
#[derive(Debug, clap::Args)]
#[command(after_help = format!("{EXAMPLES}\n\n{EXIT}"))]
pub struct Args {
    #[command(flatten)]
    ask: AskArgs,

    /// Who made the move: a name, a code, a code with a sector or a Wikidata id. Can be given several times: any of them
    #[arg(long, value_name = "WHO")]
    actor: Vec<String>,

    /// To whom, in the same ways
    #[arg(long, value_name = "WHO")]
    recipient: Vec<String>,

    /// PLOVER's category of the move. Several with commas: any of them
    #[arg(long, value_name = "CATEGORY", value_delimiter = ',', ignore_case = true, value_parser = category(), hide_possible_values = true)]
    category: Vec<String>,

    /// PLOVER's category of the reply
    #[arg(long, value_name = "CATEGORY", value_delimiter = ',', ignore_case = true, value_parser = category(), hide_possible_values = true)]
    reply: Vec<String>,

    /// How the reply answers: accepts, rejects, answers, defers, retaliates, carries_out, repeats
    #[arg(long, value_name = "RELATION", value_delimiter = ',', ignore_case = true, value_parser = relation(), hide_possible_values = true)]
    relation: Vec<String>,

    #[command(flatten)]
    days: DayArgs,

    /// The reply reported by this publisher
    #[arg(long, value_name = "NAME")]
    publisher: Vec<String>,

    /// With these words in the clause that proves the move, or in that of the reply
    #[arg(long, value_name = "WORDS", value_parser = crate::search::words)]
    text: Option<Words>,

    /// Both at least as sure as this, from 0 to 1
    #[arg(long, value_name = "SHARE", value_parser = crate::read::share)]
    min_confidence: Option<f64>,

    /// Give each pair of reports apart
    #[arg(long)]
    reports: bool,

    #[command(flatten)]
    order: OrderArgs,
}

const EXAMPLES: &str = "\
Examples:
  demarche exchanges --store news.db --category REQUEST --relation rejects
  demarche exchanges --store news.db --actor USA --recipient IRN --from 2020";

pub fn run(args: &Args) -> anyhow::Result<Outcome> {
    let store = args.ask.open()?;
    let filter = ExchangeFilter {
        actors: whom(&store, &args.actor)?,
        recipients: whom(&store, &args.recipient)?,
        categories: args.category.clone(),
        replies: args.reply.clone(),
        relations: args.relation.clone(),
        days: args.days.days()?,
        publishers: publishers(&store, &args.publisher)?,
        text: args.text.clone(),
        confidence: args.min_confidence,
        reports: args.reports,
    };
    args.ask.answer(&COLUMNS, &HEADS, |answers| {
        store.exchanges(&filter, args.order.order(), |answer| answers.take(&answer))
    })
}

static COLUMNS: [Column; 30] = [
    Column::new("relation", Kind::Text),
    Column::new("reports", Kind::Integer),
    Column::new("move_document", Kind::Text),
    Column::new("move", Kind::Text),
    Column::new("move_event", Kind::Text),
    Column::new("move_actor", Kind::Text),
    Column::new("move_actor_name", Kind::Text),
    Column::new("move_recipient", Kind::Text),
    Column::new("move_recipient_name", Kind::Text),
    Column::new("move_date", Kind::Date),
    Column::new("move_status", Kind::Text),
    Column::new("move_evidence_text", Kind::Text),
    Column::new("move_evidence_start", Kind::Integer),
    Column::new("move_evidence_end", Kind::Integer),
    Column::new("move_published", Kind::Date),
    Column::new("move_published_enddate", Kind::Date),
    Column::new("reply_document", Kind::Text),
    Column::new("reply", Kind::Text),
    Column::new("reply_event", Kind::Text),
    Column::new("reply_actor", Kind::Text),
    Column::new("reply_actor_name", Kind::Text),
    Column::new("reply_recipient", Kind::Text),
    Column::new("reply_recipient_name", Kind::Text),
    Column::new("reply_date", Kind::Date),
    Column::new("reply_status", Kind::Text),
    Column::new("reply_evidence_text", Kind::Text),
    Column::new("reply_evidence_start", Kind::Integer),
    Column::new("reply_evidence_end", Kind::Integer),
    Column::new("reply_published", Kind::Date),
    Column::new("reply_published_enddate", Kind::Date),
];

const HEADS: [Head; 4] = [
    Head::words("date", 10),
    Head::words("relation", 11),
    Head::words("move", 27),
    Head::words("reply", 200),
];

impl Answer for ExchangeAnswer {
    fn values(&self) -> Vec<Value> {
        let own = [self.relation.clone().into(), self.reports.into()];
        own.into_iter()
            .chain(side(&self.opening))
            .chain(side(&self.reply))
            .collect()
    }

    fn view(&self) -> View {
        let reply = &self.reply;
        let when = dates(reply.date.as_deref(), reply.enddate.as_deref());
        let told = |event: &EventAnswer| {
            let words = event.proof.text.as_deref().unwrap_or_default();
            format!("{} {}: {words}", event.event, sides(event))
        };
        View {
            cells: vec![
                when.unwrap_or_else(|| day_of(&reply.proof)),
                self.relation.clone(),
                told(&self.opening),
                told(reply),
            ],
            note: Some(format!(
                "{} ← {}",
                place_of(&self.opening.proof),
                place_of(&reply.proof)
            )),
        }
    }
}

/// The values of one side.
fn side(event: &EventAnswer) -> Vec<Value> {
    let proof = event.proof.clone();
    let [published, published_enddate] = published(&proof);
    vec![
        proof.document.into(),
        event.id.clone().into(),
        event.event.clone().into(),
        codes(&event.actors),
        named(&event.actors),
        codes(&event.recipients),
        named(&event.recipients),
        date(event.date.as_deref()),
        event.status.clone().into(),
        proof.text.into(),
        proof.start.into(),
        proof.end.into(),
        published,
        published_enddate,
    ]
}
