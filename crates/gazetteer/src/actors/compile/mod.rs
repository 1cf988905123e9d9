//! Rows into bytes: the form in which tables are looked up where they lie.
//!
//! One block of little-endian numbers and text: the magic, the lengths of the sections, the sections. Rows are of fixed width and
//! sorted; a text is the offset of its length (16 bits) and its UTF-8 in the heap; names are a finite-state map to their postings.
//! The build script runs this over our own tables, the program over a user's.

mod bytes;
mod heap;
mod rows;

pub use bytes::{Known, compile};
pub use rows::{ActorRow, NameRow, OfficeRow, Rows, TenureRow, TitleRow};

/// What every compiled table begins with; the digit is the format's version.
pub const MAGIC: &[u8; 8] = b"DEMGAZ1\0";
/// How many sections there are.
pub const SECTIONS: usize = 9;

/// The sections, in their order.
#[derive(Clone, Copy)]
pub enum Section {
    /// Texts.
    Heap,
    /// Actors by number.
    Actors,
    /// Keys to actors and offices: a map.
    Keys,
    /// Names to postings: a map.
    Names,
    /// Which actors have a name, and how.
    Postings,
    /// Titles to roles: a map.
    Titles,
    /// Which roles a title means, and where.
    Roles,
    /// Offices by number, sorted by whose they are.
    Offices,
    /// Tenures, sorted by person, then a list of them sorted by office.
    Tenures,
}

/// Numbers in an actor's row: key, name, kind, code, sector, part of, Wikidata id, source, from, to.
pub const ACTOR: usize = 10;
/// Numbers in a posting: actor, how, spelling, from, to.
pub const POSTING: usize = 5;
/// Numbers in a title's posting: role, whose (0: anybody's).
pub const ROLE: usize = 2;
/// Numbers in an office's row: key, role, title, whose, body, sector, source.
pub const OFFICE: usize = 7;
/// Numbers in a tenure's row: person, office, from, to, seen from, seen to, source.
pub const TENURE: usize = 7;
