//! The vocabulary of demarche, shared by every stage and every door: what a text is, where in it
//! something stands, what a sentence was read to be, and the record that comes out.
//!
//! No I/O and no policy: shapes, their invariants, and serialisation. Every offset in this crate counts
//! Unicode code points of one untouched text, half open.

mod document;
mod reading;
mod record;
mod segments;
mod span;
mod text;

pub use document::{Block, BlockKind, Container, DateBasis, DateTrust, Document, Masthead, Published};
pub use reading::{
    Arc, Attribution, EntityKind, EntityName, Morphology, Reading, UnknownEntityKind, UnknownUpos, Upos,
};
pub use record::{
    Act, Entity, EntityMention, Event, EventParty, Exchange, ExchangeRelation, FORMAT, Form, Party, Place, Record,
    RecordDocument, Statement, Tense, Time, TimeType, Via,
};
pub use segments::{Segments, Sentence, Word};
pub use span::{Quoted, Span};
pub use text::Text;
