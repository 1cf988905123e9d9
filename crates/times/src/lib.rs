//! Time expressions of English news text as TIMEX3, and their values.
//!
//! An [`Expression`] says which words name a time and what they mean, without knowing when the text was written. Its value
//! comes from the day of publication and the tense of the sentence.

mod cursor;
mod days;
mod expression;
mod find;
mod grammar;
mod lexicon;
mod resolve;
mod tense;
#[cfg(test)]
mod testing;
mod token;

pub use days::Days;
pub use expression::{
    Amount, Clock, DayPart, Expression, Holiday, Meaning, Modifier, Origin, Recurrence, Reference, Season, Side, Unit,
    Year,
};
pub use find::{find, find_in};
pub use resolve::{Anchor, Resolved, Tense, resolve};
pub use tense::tenses;
