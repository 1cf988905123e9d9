//! Who and what is where and when: actors, offices, holders and places, compiled into the program.
//!
//! The tables are text (`/gazetteer/*.tsv`, each row with its source); `build.rs` turns them into maps and flat arrays that are
//! read where they lie, so that nothing is parsed when a program starts.

mod actors;
pub mod places;

pub use actors::{
    Actor, ActorId, ActorsError, Candidate, Fit, Found, Gazetteer, Held, How, Kind, Office, OfficeId, PartialDate,
    Tenure, UserActors, normalise,
};

/// The compiled tables. Who keeps what was made with them keeps their digest beside it.
#[must_use]
pub fn tables() -> [&'static [u8]; 5] {
    let [rows, strings, codes, postings] = places::tables();
    [actors::table(), rows, strings, codes, postings]
}
