//! Who did what to whom: events from the tree, by rules that are data.

pub mod plover;
pub mod rules;
