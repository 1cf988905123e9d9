//! Scores to readings: pure functions over slices.

pub mod agreement;
pub mod attributions;
pub mod bio;
pub mod crf;
pub mod ends;
pub mod lemma;
pub mod matrix;
pub mod names;
pub mod relations;
pub mod sign_off;
pub mod subjects;
pub mod tree;

pub use matrix::{Matrix, Rows};
