//! `demarche search`.

use crate::Outcome;
use crate::ask::{Answer, AskArgs, DayArgs, EXIT, Head, OrderArgs, View, day_of, place_of, published, publishers};
use demarche_store::{SearchAnswer, SearchFilter, Words};
use demarche_tables::{Column, Kind, Value};

/// Ask a store for sentences by their words
///
/// All words must stand in the sentence, in any order; a phrase in double quotation marks must stand there as it is. Case and
/// accents do not count, and no sign has a meaning besides. Each answer names its document and the code points in it. The newest come
/// first.
#[derive(Debug, clap::Args)]
#[command(after_help = format!("{EXAMPLES}\n\n{EXIT}"))]
pub struct Args {
    /// The words
    #[arg(value_name = "WORDS", required = true)]
    words: Vec<String>,

    #[command(flatten)]
    ask: AskArgs,

    #[command(flatten)]
    days: DayArgs,

    /// Published by this one
    #[arg(long, value_name = "NAME")]
    publisher: Vec<String>,

    #[command(flatten)]
    order: OrderArgs,
}

const EXAMPLES: &str = "\
Examples:
  demarche search --store news.db grain corridor
  demarche search --store news.db '\"red line\" NATO' --date 2021-12";

pub fn run(args: &Args) -> anyhow::Result<Outcome> {
    let typed = words(&args.words.join(" ")).map_err(crate::read::misused)?;
    let store = args.ask.open()?;
    let filter = SearchFilter {
        words: typed,
        days: args.days.days()?,
        publishers: publishers(&store, &args.publisher)?,
    };
    args.ask.answer(&COLUMNS, &HEADS, |answers| {
        store.search(&filter, args.order.order(), |answer| answers.take(&answer))
    })
}

/// Words as they were typed.
pub fn words(given: &str) -> Result<Words, &'static str> {
    Words::typed(given).ok_or("there is no word to look for; give letters or digits")
}

static COLUMNS: [Column; 9] = [
    Column::new("document", Kind::Text),
    Column::new("title", Kind::Text),
    Column::new("published", Kind::Date),
    Column::new("published_enddate", Kind::Date),
    Column::new("publisher", Kind::Text),
    Column::new("uri", Kind::Text),
    Column::new("text", Kind::Text),
    Column::new("start", Kind::Integer),
    Column::new("end", Kind::Integer),
];

const HEADS: [Head; 3] = [
    Head::words("published", 10),
    Head::words("title", 24),
    Head::words("sentence", 200),
];

impl Answer for SearchAnswer {
    fn values(&self) -> Vec<Value> {
        let proof = self.proof.clone();
        let [published, published_enddate] = published(&proof);
        vec![
            proof.document.into(),
            self.title.clone().into(),
            published,
            published_enddate,
            proof.publisher.into(),
            proof.uri.into(),
            proof.text.into(),
            proof.start.into(),
            proof.end.into(),
        ]
    }

    fn view(&self) -> View {
        View {
            cells: vec![
                day_of(&self.proof),
                self.title.clone().unwrap_or_default(),
                self.proof.text.clone().unwrap_or_default(),
            ],
            note: Some(place_of(&self.proof)),
        }
    }
}
