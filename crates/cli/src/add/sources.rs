//! The sources that are named on the command line.

use super::taking::TakingArgs;
use crate::read::misused;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use demarche_sources::web::Feed;
use demarche_sources::{Fields, Format, Options, size};
use std::path::{Path, PathBuf};

/// What is to be added.
#[derive(Debug, clap::Args)]
pub struct SourceArgs {
    /// Files, folders, patterns in quotes ('news/*.warc.gz') and addresses of feeds; - for standard input. Text and HTML, JSON Lines,
    /// CSV and TSV, web archives (WARC) and feeds (RSS, Atom, JSON), each packed (.gz, .zst) or not. Of a folder, files with other
    /// endings are left aside and counted; name those that hold reports
    #[arg(value_name = "SOURCE|-", required = true)]
    sources: Vec<PathBuf>,

    /// What a source is whose name does not tell, such as standard input; told by its first bytes unless given
    #[arg(long, value_name = "FORMAT", value_parser = PossibleValuesParser::new(Format::names()).try_map(|name| name.parse::<Format>()))]
    input_format: Option<Format>,

    #[command(flatten)]
    fields: FieldArgs,

    /// Who published them
    #[arg(long, value_name = "NAME")]
    pub publisher: Option<String>,

    /// Who asks servers for feeds, told to them: an address of mail or of a page. Needed where a source is an address
    #[arg(long, value_name = "ADDRESS")]
    contact: Option<String>,
}

/// Under what the help lists them.
const COLUMNS: &str = "Columns of JSON Lines, CSV and TSV";

/// The columns of tables. Unless given, the usual names are looked for.
#[derive(Debug, clap::Args)]
struct FieldArgs {
    /// The text; text, body, content … unless given
    #[arg(long, value_name = "NAME", help_heading = COLUMNS)]
    text_field: Option<String>,

    /// The day of publication; date, published … unless given
    #[arg(long, value_name = "NAME", help_heading = COLUMNS)]
    date_field: Option<String>,

    /// The headline; title or headline unless given
    #[arg(long, value_name = "NAME", help_heading = COLUMNS)]
    title_field: Option<String>,

    /// Who published it; publisher, source … unless given
    #[arg(long, value_name = "NAME", help_heading = COLUMNS)]
    publisher_field: Option<String>,

    /// Where it came from; url, uri or link unless given
    #[arg(long, value_name = "NAME", help_heading = COLUMNS)]
    uri_field: Option<String>,
}

impl FieldArgs {
    fn fields(&self) -> Fields {
        Fields {
            text: self.text_field.clone(),
            date: self.date_field.clone(),
            title: self.title_field.clone(),
            publisher: self.publisher_field.clone(),
            uri: self.uri_field.clone(),
        }
    }
}

/// A source.
#[derive(Clone, Debug)]
pub enum Source {
    /// A file, folder, pattern or standard input.
    Local(PathBuf),
    /// The address of a feed.
    Feed(Box<Feed>),
}

impl SourceArgs {
    /// The sources, in order.
    pub fn sources(&self) -> Result<Vec<Source>, clap::Error> {
        self.sources.iter().map(|source| self.source(source)).collect()
    }

    fn source(&self, source: &Path) -> Result<Source, clap::Error> {
        let Some(address) = source.to_str().filter(|text| is_address(text)) else {
            return Ok(Source::Local(source.to_owned()));
        };
        let feed = Feed::of(address).map_err(|error| misused(&error))?;
        self.contact()?;
        let publisher = self.publisher.clone();
        Ok(Source::Feed(Box::new(Feed { publisher, ..feed })))
    }

    /// Who asks.
    pub fn contact(&self) -> Result<String, clap::Error> {
        let missing = || misused("--contact is needed to ask servers: give an address of mail or of a page of yours");
        tellable(self.contact.clone().ok_or_else(missing)?)
    }

    /// How they are read.
    pub fn options(&self, taking: &TakingArgs) -> Options {
        Options {
            format: self.input_format,
            fields: self.fields.fields(),
            most_bytes: taking.limits().bytes,
            ..Options::default()
        }
    }
}

/// Who asks, where that can be told to a server: it stands in one line of plain letters and signs.
pub fn tellable(contact: String) -> Result<String, clap::Error> {
    if !contact.trim().is_empty() && contact.chars().all(|c| c == ' ' || c.is_ascii_graphic()) {
        return Ok(contact);
    }
    Err(misused(
        "servers cannot be told who asks: the contact must be an address of mail or of a page, in plain letters on one line",
    ))
}

/// Whether this is an address and no path: it begins with a scheme, of whatever kind, and //; or with a user and a password where there
/// is no such file. An address of another kind than those of feeds is no file either, and no message of a missing file must show a
/// password.
fn is_address(source: &str) -> bool {
    let scheme = source.split_once("://").map(|(scheme, _)| scheme);
    let is_scheme =
        |scheme: &str| !scheme.is_empty() && scheme.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c));
    scheme.is_some_and(is_scheme) || (has_password(source) && !Path::new(source).exists())
}

/// Whether something may be a password: it stands between a colon and an *@*.
fn has_password(source: &str) -> bool {
    let before = source.split_once('@').and_then(|(before, _)| before.rsplit_once(':'));
    before.is_some_and(|(_, password)| !password.is_empty() && !password.contains(['/', '\\']))
}

/// How many bytes sources have in all, where that can be known.
pub fn bytes(sources: &[Source]) -> Option<u64> {
    let bytes = sources.iter().map(|source| match source {
        Source::Local(path) => size(path),
        Source::Feed(_) => None,
    });
    bytes.sum()
}
