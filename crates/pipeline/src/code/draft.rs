//! An event in the making, in words: what it is, who is party to it, and what made it.

use super::rules::{Place, Rule};
use super::status::Status;
use crate::resolve::times::Dated;
use std::ops::Range;

/// An event with what decided it.
#[derive(Clone, Debug)]
pub(crate) struct Draft<'b> {
    /// The rule that made it.
    pub(crate) rule: &'b Rule,
    /// What carries it: a category and a mode, as PLOVER's conventions settle them.
    pub(crate) act: super::conventions::Coded,
    /// The predicate whose arguments the parties are.
    pub(crate) predicate: usize,
    /// The words that carry it.
    pub(crate) trigger: Range<usize>,
    /// The words of its clause.
    pub(crate) evidence: Range<usize>,
    pub(crate) actor: Vec<Member>,
    pub(crate) recipient: Vec<Member>,
    pub(crate) contexts: Vec<&'static str>,
    pub(crate) status: Status,
    /// When it happened or is to happen.
    pub(crate) when: Option<&'b Dated>,
    /// Where it took place, as an index into the document's places.
    pub(crate) location: Option<usize>,
    /// The statements that assert it, outermost first, as indices.
    pub(crate) claimed_by: Vec<usize>,
    /// Where else it is told: the triggers of other drafts that were merged into this.
    pub(crate) tellings: Vec<Range<usize>>,
}

/// A party with the path on which it was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Member {
    /// The main word of its phrase.
    pub(crate) head: usize,
    pub(crate) words: Range<usize>,
    /// The entity, as an index into the document's.
    pub(crate) entity: Option<usize>,
    /// Where the rule looked for it.
    pub(crate) place: Place,
    /// The state in which it lies, where it is a place and no state itself: *a raid on Kano*.
    pub(crate) land: Option<&'static str>,
}
