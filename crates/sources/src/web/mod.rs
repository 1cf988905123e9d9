//! Feeds and the pages that they link to, by their addresses.
//!
//! [`visit`] looks at one feed: what is new in it is fetched, with the manners that are expected of a program. robots.txt is obeyed,
//! a host is asked for one thing at a time, a feed that did not change is not sent again, who answers with an error is left alone
//! for a time that doubles, and who is asked can see who asks. What is secret in an address is neither shown nor kept.

mod client;
mod fetcher;
mod host;
mod round;
mod subscriptions;
mod visit;

pub use client::Validators;
pub use fetcher::{Fetcher, Manners};
pub use round::{Clock, Round};
pub use subscriptions::{Feed, Subscriptions, SubscriptionsError};
pub use visit::{Key, Memory, Step, Visit, visit};
