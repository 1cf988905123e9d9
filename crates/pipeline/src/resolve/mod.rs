//! Who, when and where: what the words of a report stand for in the world.

pub(crate) mod entities;
