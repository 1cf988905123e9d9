//! `demarche dyads`.

use crate::Outcome;
use crate::ask::{Answer, AskArgs, EXIT, EventArgs, Head, View};
use demarche_store::DyadAnswer;
use demarche_tables::{Column, Kind, Value};

/// Ask a store who does how much to whom, by codes
///
/// Pairs of codes with the number of acts, each once however many report it, and of reports; both by PLOVER's quad categories
/// (1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict), and their mean conflict-cooperation
/// score. A meeting counts in both directions. What has no day counts where no date is asked for. The pairs with the most acts come
/// first.
#[derive(Debug, clap::Args)]
#[command(after_help = format!("{EXAMPLES}\n\n{EXIT}"))]
pub struct Args {
    #[command(flatten)]
    ask: AskArgs,

    #[command(flatten)]
    events: EventArgs,
}

const EXAMPLES: &str = "\
Examples:
  demarche dyads --store news.db --date 2022
  demarche dyads --store news.db --actor RUS --status fact --format csv > rus.csv";

pub fn run(args: &Args) -> anyhow::Result<Outcome> {
    let store = args.ask.open()?;
    let filter = args.events.filter(&store)?;
    args.ask.answer(&COLUMNS, &HEADS, |answers| {
        answers.take_all(&store.dyads(&filter)?);
        Ok(())
    })
}

static COLUMNS: [Column; 14] = [
    Column::new("actor", Kind::Text),
    Column::new("recipient", Kind::Text),
    Column::new("acts", Kind::Integer),
    Column::new("reports", Kind::Integer),
    Column::new("quad_1", Kind::Integer),
    Column::new("quad_2", Kind::Integer),
    Column::new("quad_3", Kind::Integer),
    Column::new("quad_4", Kind::Integer),
    Column::new("quad_1_reports", Kind::Integer),
    Column::new("quad_2_reports", Kind::Integer),
    Column::new("quad_3_reports", Kind::Integer),
    Column::new("quad_4_reports", Kind::Integer),
    Column::new("event_scale", Kind::Real),
    Column::new("event_scale_reports", Kind::Real),
];

const HEADS: [Head; 10] = [
    Head::words("actor", 8),
    Head::words("recipient", 9),
    Head::numbers("acts"),
    Head::numbers("reports"),
    Head::numbers("quad 1"),
    Head::numbers("2"),
    Head::numbers("3"),
    Head::numbers("4"),
    Head::numbers("scale"),
    Head::numbers("raw"),
];

impl Answer for DyadAnswer {
    fn values(&self) -> Vec<Value> {
        let counts = [self.acts, self.reports]
            .into_iter()
            .chain(self.quads)
            .chain(self.quad_reports);
        let pair = [self.actor.clone(), self.recipient.clone()].map(Value::from);
        let scales = [self.scale, self.reports_scale].map(Value::from);
        pair.into_iter().chain(counts.map(Value::from)).chain(scales).collect()
    }

    fn view(&self) -> View {
        let scale = |scale: Option<f64>| scale.map(|scale| format!("{scale:+.1}")).unwrap_or_default();
        let counts = [self.acts, self.reports]
            .into_iter()
            .chain(self.quads)
            .map(|count| count.to_string());
        let pair = [self.actor.clone(), self.recipient.clone()];
        let scales = [scale(self.scale), scale(self.reports_scale)];
        View {
            cells: pair.into_iter().chain(counts).chain(scales).collect(),
            note: None,
        }
    }
}
