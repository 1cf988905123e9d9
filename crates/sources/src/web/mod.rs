//! Feeds and the pages that they link to, by their addresses.
//!
//! [`Following`] looks at feeds and fetches the pages that are new in them, with the manners that are expected of a program. robots.txt
//! is obeyed, a host is asked for one thing at a time, a feed that did not change is not sent again, who answers with an error is left
//! alone for a time that doubles, and who is asked can see who asks. While nobody is reached, it is nobody's failure. 32 hosts are asked at once, and while fewer are slow, none waits
//! for another. What is secret in an address is neither shown nor kept.
//!
//! ```text
//! subscriptions ──▶ agenda ──▶ follower ──▶ fetcher ──▶ client
//!    feeds        a queue for   threads    robots.txt,  one question
//!                 each host        │       pauses (host)
//!                    ▲             ▼
//!                    └───────── answers ──▶ handover ──▶ steps (follow)
//! ```

mod agenda;
mod answers;
mod client;
mod fetcher;
mod follow;
mod follower;
mod handover;
mod host;
mod look;
mod network;
mod patience;
mod report;
mod rules;
mod subscriptions;
mod visit;

pub use client::Validators;
pub use fetcher::{Fetcher, Manners};
pub use follow::{Clock, Following, Pace, Steps, Stopper};
pub use subscriptions::{Feed, Subscriptions, SubscriptionsError};
pub use visit::{Key, Memory, Step, Visit};
