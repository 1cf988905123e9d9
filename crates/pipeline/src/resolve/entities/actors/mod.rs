//! Whom the gazetteer knows by the words of a mention.

pub(super) mod body;
mod metonym;
mod naming;
pub(super) mod office;
pub(super) mod person;
pub(super) mod report;
pub(super) mod side;

pub(super) use naming::{Naming, namings};
