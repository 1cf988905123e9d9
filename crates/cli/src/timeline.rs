//! `demarche timeline`.

use crate::Outcome;
use crate::ask::{Answer, AskArgs, EXIT, EventArgs, Head, View, day};
use clap::ValueEnum;
use demarche_store::{Step, TimelineAnswer};
use demarche_tables::{Column, Kind, Value};

/// Ask a store how many events there are over time
///
/// By category: acts, each once however many report it, and reports. Each is counted on its day; what has none is in no answer.
#[derive(Debug, clap::Args)]
#[command(after_help = format!("{EXAMPLES}\n\n{EXIT}"))]
pub struct Args {
    #[command(flatten)]
    ask: AskArgs,

    /// What is counted together
    #[arg(long, value_enum, default_value = "month")]
    by: By,

    #[command(flatten)]
    events: EventArgs,
}

/// A stretch of days.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum By {
    /// Each day
    Day,
    /// Weeks, which begin on Monday
    Week,
    /// Months
    Month,
    /// Years
    Year,
}

const EXAMPLES: &str = "\
Examples:
  demarche timeline --store news.db --by week --actor RUS --recipient UKR --date 2022
  demarche timeline --store news.db --category THREATEN,ASSAULT --status fact --format csv";

pub fn run(args: &Args) -> anyhow::Result<Outcome> {
    let store = args.ask.open()?;
    let filter = args.events.filter(&store)?;
    let step = match args.by {
        By::Day => Step::Day,
        By::Week => Step::Week,
        By::Month => Step::Month,
        By::Year => Step::Year,
    };
    args.ask.answer(&COLUMNS, &HEADS, |answers| {
        answers.take_all(&store.timeline(&filter, step)?);
        Ok(())
    })
}

static COLUMNS: [Column; 4] = [
    Column::new("date", Kind::Date),
    Column::new("event", Kind::Text),
    Column::new("acts", Kind::Integer),
    Column::new("reports", Kind::Integer),
];

const HEADS: [Head; 4] = [
    Head::words("from", 10),
    Head::words("event", 10),
    Head::numbers("acts"),
    Head::numbers("reports"),
];

impl Answer for TimelineAnswer {
    fn values(&self) -> Vec<Value> {
        vec![
            day(Some(self.day)),
            self.event.clone().into(),
            self.acts.into(),
            self.reports.into(),
        ]
    }

    fn view(&self) -> View {
        let from = demarche_store::date_of(self.day);
        View {
            cells: vec![
                from,
                self.event.clone(),
                self.acts.to_string(),
                self.reports.to_string(),
            ],
            note: None,
        }
    }
}
