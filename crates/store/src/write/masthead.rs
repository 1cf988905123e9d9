//! Where and when a text was seen, and which sighting its document goes by.

use super::{Entry, Interned};
use crate::blocks;
use crate::names::{items, list, name};
use demarche_types::{DateBasis, Record};
use rusqlite::{Connection, params};

/// Puts down a sighting; whether it was new.
pub fn sight(
    connection: &Connection,
    interned: &mut Interned,
    document: i64,
    record: &Record,
) -> rusqlite::Result<bool> {
    let publisher = record.document.publisher.as_deref();
    let publisher = publisher.map_or(Ok(0), |name| interned.publisher(connection, name))?;
    let uri = record.document.uri.as_deref().unwrap_or_default();
    let mut insert = connection.prepare_cached(
        "INSERT OR IGNORE INTO sightings (document, publisher, published, uri) VALUES (?1, ?2, ?3, ?4)",
    )?;
    let published = given_day(record).unwrap_or_default();
    Ok(insert.execute(params![document, publisher, published, uri])? > 0)
}

/// The day that came with the document. One solved from the text is no property of the sighting.
fn given_day(record: &Record) -> Option<&str> {
    let published = &record.document.published;
    published
        .date
        .as_deref()
        .filter(|_| published.basis != DateBasis::Inferred)
}

/// How sightings of one text are ranked; the least stands for all. One that says its day goes before one that does not, the
/// earlier before the later, one that says its publisher before one that does not; what is left makes the order total.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Rank {
    undated: bool,
    day: Option<String>,
    anonymous: bool,
    publisher: Option<String>,
    uri: Option<String>,
    rest: (
        Option<String>,
        Option<String>,
        Vec<String>,
        Vec<String>,
        String,
        Vec<u8>,
    ),
}

impl Rank {
    pub fn of_entry(entry: &Entry) -> Self {
        let (record, document) = (&entry.record, &entry.record.document);
        let day = given_day(record).map(str::to_owned);
        let enddate = document.published.enddate.clone().filter(|_| day.is_some());
        let basis = if document.published.basis == DateBasis::Inferred {
            name(DateBasis::Unknown)
        } else {
            name(document.published.basis)
        };
        let (byline, credits) = (document.byline.clone(), document.credits.clone());
        let rest = (
            enddate,
            document.section.clone(),
            byline,
            credits,
            basis,
            blocks::encode(&entry.blocks),
        );
        Self::new(day, document.publisher.clone(), document.uri.clone(), rest)
    }

    pub fn stored(connection: &Connection, document: i64) -> rusqlite::Result<Self> {
        let mut select = connection.prepare_cached(
            "SELECT published, published_end, published_basis, p.name, uri, section, byline, credits, blocks
             FROM documents d LEFT JOIN publishers p ON p.id = d.publisher WHERE d.id = ?1",
        )?;
        select.query_row(params![document], |row| {
            let basis: String = row.get("published_basis")?;
            let given = basis != name(DateBasis::Inferred);
            let basis = if given { basis } else { name(DateBasis::Unknown) };
            let day: Option<String> = row.get("published")?;
            let enddate: Option<String> = row.get("published_end")?;
            let (byline, credits) = (items(row.get("byline")?)?, items(row.get("credits")?)?);
            let rest = (
                enddate.filter(|_| given),
                row.get("section")?,
                byline,
                credits,
                basis,
                row.get("blocks")?,
            );
            Ok(Self::new(
                day.filter(|_| given),
                row.get("name")?,
                row.get("uri")?,
                rest,
            ))
        })
    }

    fn new(
        day: Option<String>,
        publisher: Option<String>,
        uri: Option<String>,
        rest: (
            Option<String>,
            Option<String>,
            Vec<String>,
            Vec<String>,
            String,
            Vec<u8>,
        ),
    ) -> Self {
        Self {
            undated: day.is_none(),
            day,
            anonymous: publisher.is_none(),
            publisher,
            uri,
            rest,
        }
    }
}

/// Lists of the masthead as the store has them.
pub fn lists(record: &Record) -> (Option<String>, Option<String>, Option<String>) {
    let document = &record.document;
    (
        list(&document.byline),
        list(&document.credits),
        list(&document.published.evidence),
    )
}
