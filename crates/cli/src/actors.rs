//! `demarche actors`.

use crate::Outcome;
use crate::ask::{Answer, AskArgs, DayArgs, EXIT, Head, View, kind, whom};
use demarche_store::{ActorAnswer, ActorFilter};
use demarche_tables::{Column, Kind, Value};

/// Ask a store who appears in it, and how often
///
/// As the source of statements, as an actor and as a recipient of acts, each act once however many report it, and of reports. Who
/// has a Wikidata id is one, whatever he is called. Those who appear most come first.
#[derive(Debug, clap::Args)]
#[command(after_help = format!("{EXAMPLES}\n\n{EXIT}"))]
pub struct Args {
    #[command(flatten)]
    ask: AskArgs,

    /// Only this one: a name, a code (RUS) or a Wikidata id; all whose name holds these words. Can be given several times
    #[arg(long, value_name = "WHO")]
    actor: Vec<String>,

    /// person, organization, government, state, group, place. Several with commas: any of them
    #[arg(long, value_name = "KIND", value_delimiter = ',', ignore_case = true, value_parser = kind(), hide_possible_values = true)]
    kind: Vec<String>,

    #[command(flatten)]
    days: DayArgs,
}

const EXAMPLES: &str = "\
Examples:
  demarche actors --store news.db --date 2022-01
  demarche actors --store news.db --actor RUS --kind person --limit 20";

pub fn run(args: &Args) -> anyhow::Result<Outcome> {
    let store = args.ask.open()?;
    let filter = ActorFilter {
        who: whom(&store, &args.actor)?,
        kinds: args.kind.clone(),
        days: args.days.days()?,
    };
    args.ask.answer(&COLUMNS, &HEADS, |answers| {
        answers.take_all(&store.actors(&filter)?);
        Ok(())
    })
}

static COLUMNS: [Column; 9] = [
    Column::new("name", Kind::Text),
    Column::new("kind", Kind::Text),
    Column::new("code", Kind::Text),
    Column::new("identifier_id", Kind::Text),
    Column::new("statements", Kind::Integer),
    Column::new("actor_acts", Kind::Integer),
    Column::new("actor_reports", Kind::Integer),
    Column::new("recipient_acts", Kind::Integer),
    Column::new("recipient_reports", Kind::Integer),
];

const HEADS: [Head; 6] = [
    Head::words("name", 28),
    Head::words("kind", 12),
    Head::words("code", 4),
    Head::numbers("statements"),
    Head::numbers("actor"),
    Head::numbers("recipient"),
];

impl Answer for ActorAnswer {
    fn values(&self) -> Vec<Value> {
        vec![
            self.name.clone().into(),
            self.kind.clone().into(),
            self.code.clone().into(),
            self.identifier_id.clone().into(),
            self.statements.into(),
            self.actor_acts.into(),
            self.actor_reports.into(),
            self.recipient_acts.into(),
            self.recipient_reports.into(),
        ]
    }

    fn view(&self) -> View {
        View {
            cells: vec![
                self.name.clone(),
                self.kind.clone(),
                self.code.clone().unwrap_or_default(),
                self.statements.to_string(),
                self.actor_acts.to_string(),
                self.recipient_acts.to_string(),
            ],
            note: None,
        }
    }
}
