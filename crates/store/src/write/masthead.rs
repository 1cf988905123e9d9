//! Where and when a text was seen, and which sighting its document goes by.
//!
//! A document goes by the sighting that ranks first, whichever came first, so that the order of adding does not show.

use super::Interned;
use crate::blocks;
use crate::names::{items, name};
use demarche_types::{Block, DateBasis, Masthead};
use rusqlite::{Connection, params};

/// A place and day at which a text was seen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sighting {
    publisher: Option<String>,
    published: Option<String>,
    uri: Option<String>,
}

impl Sighting {
    pub fn of(masthead: &Masthead) -> Self {
        Self {
            publisher: masthead.publisher.clone(),
            published: masthead.published.date.clone(),
            uri: masthead.uri.clone(),
        }
    }

    /// Puts it down beside the one that the document goes by; whether it was new.
    pub fn put(&self, connection: &Connection, interned: &mut Interned, document: i64) -> rusqlite::Result<bool> {
        let mut insert = connection.prepare_cached(
            "INSERT OR IGNORE INTO sightings (document, publisher, published, uri) VALUES (?1, ?2, ?3, ?4)",
        )?;
        let publisher = self.publisher(connection, interned)?;
        Ok(insert.execute(params![document, publisher, self.published(), self.uri()])? > 0)
    }

    /// Takes it from those beside the one that the document goes by.
    pub fn take(&self, connection: &Connection, interned: &mut Interned, document: i64) -> rusqlite::Result<()> {
        let mut delete = connection.prepare_cached(
            "DELETE FROM sightings WHERE document = ?1 AND publisher = ?2 AND published = ?3 AND uri = ?4",
        )?;
        let publisher = self.publisher(connection, interned)?;
        delete.execute(params![document, publisher, self.published(), self.uri()])?;
        Ok(())
    }

    fn publisher(&self, connection: &Connection, interned: &mut Interned) -> rusqlite::Result<i64> {
        let name = self.publisher.as_deref();
        name.map_or(Ok(0), |name| interned.publisher(connection, name))
    }

    fn published(&self) -> &str {
        self.published.as_deref().unwrap_or_default()
    }

    fn uri(&self) -> &str {
        self.uri.as_deref().unwrap_or_default()
    }
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
    enddate: Option<String>,
    section: Option<String>,
    people: (Vec<String>, Vec<String>),
    basis: String,
    blocks: Vec<u8>,
}

impl Rank {
    pub fn of(masthead: &Masthead, blocks: &[Block]) -> Self {
        let published = &masthead.published;
        Self {
            undated: published.date.is_none(),
            day: published.date.clone(),
            anonymous: masthead.publisher.is_none(),
            publisher: masthead.publisher.clone(),
            uri: masthead.uri.clone(),
            enddate: published.enddate.clone(),
            section: masthead.section.clone(),
            people: (masthead.byline.clone(), masthead.credits.clone()),
            basis: name(published.basis),
            blocks: blocks::encode(blocks),
        }
    }
}

/// The sighting that a document goes by, and its rank. A day that was solved from the text is no part of it.
pub fn stored(connection: &Connection, document: i64) -> rusqlite::Result<(Sighting, Rank)> {
    let mut select = connection.prepare_cached(
        "SELECT published, published_end, published_basis, p.name, uri, section, byline, credits, blocks
         FROM documents d LEFT JOIN publishers p ON p.id = d.publisher WHERE d.id = ?1",
    )?;
    select.query_row(params![document], |row| {
        let basis: String = row.get("published_basis")?;
        let given = basis != name(DateBasis::Inferred);
        let (day, enddate): (Option<String>, Option<String>) = (row.get("published")?, row.get("published_end")?);
        let (publisher, uri): (Option<String>, Option<String>) = (row.get("name")?, row.get("uri")?);
        let day = day.filter(|_| given);
        let rank = Rank {
            undated: day.is_none(),
            day: day.clone(),
            anonymous: publisher.is_none(),
            publisher: publisher.clone(),
            uri: uri.clone(),
            enddate: enddate.filter(|_| given),
            section: row.get("section")?,
            people: (items(row.get("byline")?)?, items(row.get("credits")?)?),
            basis: if given { basis } else { name(DateBasis::Unknown) },
            blocks: row.get("blocks")?,
        };
        let published = day;
        Ok((
            Sighting {
                publisher,
                published,
                uri,
            },
            rank,
        ))
    })
}
