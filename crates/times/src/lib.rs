//! Time expressions of English news text as TIMEX3, and their values.
//!
//! [`find`] says which words name a time and what they mean, without knowing when the text was written. [`resolve`] gives
//! the values, from the day of publication and the tense of the clauses; [`tenses`] guesses these where no tree is at hand.
//! Both depend on nothing but what they are given: no clock, no locale.
//!
//! ```
//! use demarche_times::{Days, find, resolve, tenses};
//! use demarche_types::Text;
//!
//! let text = Text::new("The envoy left on Thursday and will return next week.");
//! let expressions = find(&text);
//! let tenses = tenses(&text, &expressions);
//! let published = Days::one(jiff::civil::date(2021, 6, 9));
//! let resolved = resolve(&expressions, Some(published), |index| tenses[index]);
//! assert_eq!(resolved[0].value.as_deref(), Some("2021-06-03"));
//! assert_eq!(resolved[1].value.as_deref(), Some("2021-W24"));
//! ```
//!
//! The rules follow the habits of the TimeBank, one file of `grammar/` a family. What they know of words stands in `words/`.

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
    Amount, Clock, DayOf, DayPart, Expression, Holiday, Meaning, Modifier, Origin, Recurrence, Reference, Season, Side,
    Unit, Year,
};
pub use find::{find, find_in};
pub use resolve::{Anchor, Resolved, Tense, resolve};
pub use tense::tenses;
