//! Whom the gazetteer knows by the words of a mention.

mod metonym;
mod naming;

pub(super) use naming::{Naming, namings};
