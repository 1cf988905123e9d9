//! `demarche statements`.

use crate::Outcome;
use crate::ask::{
    Answer, AskArgs, DayArgs, EXIT, Head, OrderArgs, View, act, date, dates, day_of, form, names, percent, place_of,
    published, publishers, whom,
};
use demarche_store::{StatementAnswer, StatementFilter, Words};
use demarche_tables::{Column, Kind, Value};

/// Ask a store who said what
///
/// Each answer names its proof: the document by the digest of its text, and the code points in it. The newest come first.
#[derive(Debug, clap::Args)]
#[command(after_help = format!("{EXAMPLES}\n\n{EXIT}"))]
pub struct Args {
    #[command(flatten)]
    ask: AskArgs,

    /// Whose they are: a name, a code (RUS), a code with a sector (RUSGOV, RUS:GOV) or a Wikidata id (Q58217). The name of a state
    /// means all who speak for it. Can be given several times: any of them
    #[arg(long, visible_alias = "actor", value_name = "WHO")]
    source: Vec<String>,

    /// To whom they were made, in the same ways
    #[arg(long, visible_alias = "recipient", value_name = "WHO")]
    addressee: Vec<String>,

    /// What their sources do by saying it: assert, deny, demand … Several with commas: any of them
    #[arg(long, value_name = "ACT", value_delimiter = ',', ignore_case = true, value_parser = act(), hide_possible_values = true)]
    act: Vec<String>,

    /// How they are quoted: direct, mixed, indirect
    #[arg(long, value_name = "FORM", value_delimiter = ',', ignore_case = true, value_parser = form(), hide_possible_values = true)]
    form: Vec<String>,

    /// What they are about: words of what is said; a phrase in double quotation marks
    #[arg(long, value_name = "WORDS", value_parser = crate::search::words)]
    about: Option<Words>,

    /// With these words anywhere: in source, cue or what is said
    #[arg(long, value_name = "WORDS", value_parser = crate::search::words)]
    text: Option<Words>,

    #[command(flatten)]
    days: DayArgs,

    /// Reported by this publisher
    #[arg(long, value_name = "NAME")]
    publisher: Vec<String>,

    /// At least as sure as this, from 0 to 1
    #[arg(long, value_name = "SHARE", value_parser = crate::read::share)]
    min_confidence: Option<f64>,

    #[command(flatten)]
    order: OrderArgs,
}

const EXAMPLES: &str = "\
Examples:
  demarche statements --store news.db --source Lavrov --about NATO --date 2022-01
  demarche statements --store news.db --act deny --from 2022-02 --format csv > denials.csv
  demarche statements --store news.db --source RUSGOV --about '\"security guarantees\"'";

pub fn run(args: &Args) -> anyhow::Result<Outcome> {
    let store = args.ask.open()?;
    let filter = StatementFilter {
        sources: whom(&store, &args.source)?,
        addressees: whom(&store, &args.addressee)?,
        acts: args.act.clone(),
        forms: args.form.clone(),
        about: args.about.clone(),
        text: args.text.clone(),
        days: args.days.days()?,
        publishers: publishers(&store, &args.publisher)?,
        confidence: args.min_confidence,
    };
    args.ask.answer(&COLUMNS, &HEADS, |answers| {
        store.statements(&filter, args.order.order(), |answer| answers.take(&answer))
    })
}

static COLUMNS: [Column; 23] = [
    Column::new("document", Kind::Text),
    Column::new("id", Kind::Text),
    Column::new("date", Kind::Date),
    Column::new("enddate", Kind::Date),
    Column::new("source_text", Kind::Text),
    Column::new("source_name", Kind::Text),
    Column::new("source_code", Kind::Text),
    Column::new("source_sector", Kind::Text),
    Column::new("cue_text", Kind::Text),
    Column::new("act", Kind::Text),
    Column::new("form", Kind::Text),
    Column::new("addressee_text", Kind::Text),
    Column::new("relay", Kind::Text),
    Column::new("within", Kind::Text),
    Column::new("confidence", Kind::Real),
    Column::new("content_text", Kind::Text),
    Column::new("start", Kind::Integer),
    Column::new("end", Kind::Integer),
    Column::new("content", Kind::Text),
    Column::new("published", Kind::Date),
    Column::new("published_enddate", Kind::Date),
    Column::new("publisher", Kind::Text),
    Column::new("uri", Kind::Text),
];

const HEADS: [Head; 4] = [
    Head::words("date", 10),
    Head::words("source", 22),
    Head::words("act", 9),
    Head::words("what", 200),
];

impl Answer for StatementAnswer {
    fn values(&self) -> Vec<Value> {
        let proof = self.proof.clone();
        let [published, published_enddate] = published(&proof);
        let content: Vec<String> = self
            .content
            .iter()
            .map(|piece| format!("[{},{}]", piece.start, piece.end))
            .collect();
        vec![
            proof.document.into(),
            self.id.clone().into(),
            date(self.date.as_deref()),
            date(self.enddate.as_deref()),
            self.source.clone().into(),
            self.source_name.clone().into(),
            self.source_code.clone().into(),
            self.source_sector.clone().into(),
            self.cue.clone().into(),
            self.act.clone().into(),
            self.form.clone().into(),
            self.addressee.clone().into(),
            names(&self.relay),
            self.within.clone().into(),
            self.confidence.into(),
            proof.text.into(),
            proof.start.into(),
            proof.end.into(),
            format!("[{}]", content.join(",")).into(),
            published,
            published_enddate,
            proof.publisher.into(),
            proof.uri.into(),
        ]
    }

    fn view(&self) -> View {
        let when = dates(self.date.as_deref(), self.enddate.as_deref());
        let who = self.source_name.as_ref().or(self.source.as_ref()).cloned();
        let to = self.addressee.as_ref().map(|to| format!("to {to}"));
        let through = (!self.relay.is_empty()).then(|| format!("through {}", self.relay.join(", ")));
        let notes = [to, through, Some(percent(self.confidence)), Some(place_of(&self.proof))];
        View {
            cells: vec![
                when.unwrap_or_else(|| day_of(&self.proof)),
                who.unwrap_or_else(|| "not named".to_owned()),
                self.act.clone(),
                self.proof.text.clone().unwrap_or_default(),
            ],
            note: Some(notes.into_iter().flatten().collect::<Vec<_>>().join(" · ")),
        }
    }
}
