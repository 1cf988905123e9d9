//! Who, when and where: what the words of a report stand for in the world.

pub(crate) mod dating;
pub(crate) mod entities;
pub(crate) mod places;
pub(crate) mod tense;
pub(crate) mod times;
