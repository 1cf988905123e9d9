//! The evaluation of demarche: what is scored, against what, by which rules.
//!
//! Each measure is a file of pure functions: [`syntax`], [`segmentation`], [`names`], [`attribution`], [`statements`], [`events`],
//! [`calibration`], [`places`]. The [`sets`] join them to the data, which is not part of the project: a set that is not present is skipped by name.

pub mod assignment;
pub mod attribution;
pub mod calibration;
pub mod conllu;
pub mod coreference;
pub mod events;
pub mod figures;
pub mod given;
pub mod gum;
pub mod matching;
pub mod names;
pub mod places;
pub mod report;
pub mod segmentation;
pub mod sets;
pub mod shared;
pub mod statements;
pub mod syntax;
pub mod tagged;
