//! Questions to a store, and their answers, which name their proof.
//!
//! An answer is given as it is found, in an order that is total and does not depend on the numbers of rows, and whoever takes it
//! says whether to go on. Sheets are gone through from one end of the days that are asked for, until enough is found. See `README.md`
//! on how.

mod actors;
mod asked;
mod bits;
mod by_day;
mod clauses;
mod days;
mod dyads;
mod event_filter;
mod events;
mod exchanges;
mod fragment;
mod proof;
mod scan;
mod search;
mod sql;
mod statement_filter;
mod statement_scan;
mod statements;
mod timeline;
mod who;
mod words;

pub use actors::{ActorAnswer, ActorFilter};
pub use days::{Days, Step, date_of};
pub use dyads::DyadAnswer;
pub use event_filter::EventFilter;
pub use events::{EventAnswer, PartyAnswer};
pub use exchanges::{ExchangeAnswer, ExchangeFilter};
pub use proof::Proof;
pub use search::{SearchAnswer, SearchFilter};
pub use sql::{Cell, SqlError};
pub use statement_filter::StatementFilter;
pub use statements::StatementAnswer;
pub use timeline::TimelineAnswer;
pub use who::Who;
pub use words::Words;

use crate::error::At;
use crate::{Store, StoreError};
use fragment::Fragment;
use std::ops::ControlFlow;

/// Whether whoever takes answers wants more.
pub type Flow = ControlFlow<()>;

/// Which answers come first. What has no day comes last.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// The latest day.
    #[default]
    Newest,
    /// The earliest day.
    Oldest,
}

impl Order {
    /// How a column of days is ordered so.
    const fn direction(self) -> &'static str {
        match self {
            Self::Newest => "DESC",
            Self::Oldest => "ASC NULLS LAST",
        }
    }
}

impl Store {
    /// The numbers of the publishers of a name, in any case; none where the store knows no such.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn publishers(&self, name: &str) -> Result<Vec<i64>, StoreError> {
        proof::publishers(&self.connection, name).at(&self.path)
    }

    /// The code of a country: `name` itself, where it is one, or that of the state of this name.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn country(&self, name: &str) -> Result<Option<String>, StoreError> {
        let is_code = name.len() == 3 && name.bytes().all(|byte| byte.is_ascii_uppercase());
        if is_code {
            return Ok(Some(name.to_owned()));
        }
        who::state(&self.connection, name).at(&self.path)
    }
}
