//! Who and what is where and when: actors, offices, holders and places, compiled into the program.

pub mod places;
