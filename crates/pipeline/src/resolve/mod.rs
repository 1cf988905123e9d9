//! Resolve: from words to who, when and where.

pub(crate) mod dating;
pub(crate) mod places;
