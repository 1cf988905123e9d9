//! Where reports come from: files, tables, archives, feeds.
//!
//! [`items`] gives the reports of a source one after the other, each with its place and what the source says of it, or what is
//! wrong in its place. Nothing is read before it is asked for, no source is held whole, and what is broken does not end the rest.
//! [`web`] fetches feeds and the pages that they link to.
//!
//! ```text
//! file, folder, pattern, - ──▶ unpacked ──▶ lines, rows, records, entries ──▶ items
//!        source, walk          packed     jsonl, table,  warc,    feed
//! ```
//!
//! ```
//! use demarche_sources::{Options, items};
//!
//! let folder = tempfile::tempdir()?;
//! let path = folder.path().join("news.jsonl");
//! std::fs::write(&path, "{\"text\": \"They met.\", \"url\": \"https://courier.example/1\"}\nnonsense\n")?;
//! let found: Vec<_> = items(&path, &Options::default()).collect();
//! assert_eq!(found[0].as_ref().unwrap().container.uri.as_deref(), Some("https://courier.example/1"));
//! assert!(found[1].as_ref().unwrap_err().to_string().contains("news.jsonl, record 2 at byte 58"));
//! # Ok::<(), std::io::Error>(())
//! ```

mod address;
mod feed;
mod fields;
mod format;
mod input;
mod item;
mod jsonl;
mod lines;
mod markup;
mod options;
mod packed;
mod place;
mod problem;
mod rows;
mod source;
mod table;
mod walk;
mod warc;
pub mod web;

pub use address::public;
pub use fields::Fields;
pub use format::{Format, UnknownFormat};
pub use item::{Body, Found, Item, Items};
pub use options::{Options, Progress};
pub use place::{Place, Position};
pub use problem::{Problem, ProblemKind};
pub use source::{items, size};
pub use walk::Walk;
