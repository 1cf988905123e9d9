//! Resolve: from words to who, when and where.

pub(crate) mod dating;
pub(crate) mod tense;
pub(crate) mod times;
