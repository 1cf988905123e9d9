//! Reads news reports and keeps the record of what they report.
//!
//! Every stage is a folder, and each can be used without the others:
//!
//! ```text
//! bytes ──▶ document ──▶ sentences, words ──▶ reading ──▶ who, when, where ──▶ statements ──▶ events ──▶ record ──▶ faults
//!   ingest, clean   segment           reader       resolve           attribute     code, link    read      verify
//! ```
//!
//! [`Demarche`] joins them:
//!
//! ```
//! use demarche::{Demarche, Given, Origin, take, verify};
//! use demarche::reader::FakeReader;
//!
//! let page = "Talks may resume on Monday, the ministry in Lusaka said after a day of meetings with the two delegations.";
//! let taken = take(page.as_bytes(), &Origin::Stdin, &Given::default())?;
//! let record = Demarche::new(FakeReader::chains()).read(&taken.document)?;
//! assert_eq!(record.text.as_deref(), Some(page));
//! assert!(verify(&record, None).is_empty());
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! Nothing here reads a clock, an environment or a network: the same bytes give the same record everywhere.

pub mod attribute;
mod clean;
pub mod code;
pub mod export;
pub mod ingest;
mod link;
mod read;
mod resolve;
mod schema;
pub mod segment;
mod tree;
mod verify;

pub use demarche_gazetteer::{ActorsError, Gazetteer, UserActors};
pub use demarche_reader as reader;
pub use demarche_types as types;
pub use ingest::{Given, IngestError, Limits, Origin, Taken, load, take};
pub use read::Demarche;
pub use resolve::entities::{Mentioned, coreference};
pub use resolve::places::locate;
pub use schema::schema;
pub use verify::{Fault, verify};
