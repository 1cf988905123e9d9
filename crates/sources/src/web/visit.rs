//! What is kept of having asked for an address.

use super::client::Validators;
use crate::Found;
use sha2::{Digest, Sha256};
use url::Url;

/// What an address is known by: a digest, since two that differ in what is secret in them are two.
pub type Key = [u8; 32];

/// What is kept of having asked for an address.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Visit {
    /// What it is known by.
    pub key: Key,
    /// The address without what is secret in it.
    pub address: String,
    /// What to ask with next time.
    pub validators: Validators,
    /// How many times in a row it could not be had.
    pub failures: u32,
    /// When to ask again at the earliest, in seconds since 1970; never, where there is none.
    pub next: Option<i64>,
}

impl Visit {
    /// That of an address that is new: it may be asked for at once.
    pub(super) fn first(address: &Url) -> Self {
        Self {
            key: key(address),
            address: crate::public(address.as_str()),
            next: Some(i64::MIN),
            ..Self::default()
        }
    }

    pub(super) fn is_due(&self, now: i64) -> bool {
        self.next.is_some_and(|next| next <= now)
    }
}

/// What asking comes to: a report, or what is wrong in its place, that its address was asked for, and what is to be said besides.
#[derive(Debug)]
pub enum Step {
    /// A report, or what is wrong in its place.
    Found(Box<Found>),
    /// An address was asked for. To be kept when all that came before is.
    Visited(Visit),
    /// What is to be said, and is about no report.
    Told(String),
}

/// What remembers the addresses that were asked for.
pub trait Memory: Send + Sync {
    /// What is remembered of an address.
    fn recall(&self, key: &Key) -> Option<Visit>;

    /// Takes note of an address that was asked for. From now on it is remembered, kept or not.
    fn note(&self, visit: &Visit);
}

/// What an address is known by. Who asks changes nothing of what it is.
pub fn key(address: &Url) -> Key {
    let mut address = address.clone();
    // Only addresses without a host have no user to take out.
    let _hostless = address.set_username("").and_then(|()| address.set_password(None));
    address.set_fragment(None);
    Sha256::digest(address.as_str().as_bytes()).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_asks_is_no_part_of_a_key() {
        let key = |address: &str| super::key(&Url::parse(address).unwrap());
        assert_eq!(key("https://jane:pw@a.example/x#y"), key("https://a.example/x"));
        assert_ne!(key("https://a.example/x?key=1"), key("https://a.example/x?key=2"));
    }
}
