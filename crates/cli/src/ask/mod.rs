//! What the verbs share that ask a store: what they are given, and how answers are written.

mod answers;
mod args;
mod grid;
mod vocabulary;
mod whom;
mod words;

pub use answers::{Answer, Answers};
pub use args::{AskArgs, DayArgs, EXIT, EventArgs, OrderArgs, publishers};
pub use grid::{Head, View};
pub use vocabulary::{act, category, form, kind, relation};
pub use whom::whom;
pub use words::{codes, date, dates, day, day_of, named, names, one_line, percent, place_of, published, sectors};
