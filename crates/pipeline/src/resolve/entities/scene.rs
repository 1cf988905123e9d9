//! What every step looks into.

use super::days::Days;
use super::detect::Mentions;
use super::speech::Speech;
use crate::tree::Tree;
use demarche_gazetteer::{Gazetteer, PartialDate};

/// A document’s tree and mentions, with the gazetteer and the days.
pub(super) struct Scene<'a> {
    pub(super) tree: &'a Tree<'a>,
    pub(super) mentions: &'a Mentions,
    pub(super) gazetteer: &'a Gazetteer,
    /// When the report was written, as far as that is known.
    pub(super) days: Option<Days>,
    pub(super) speech: &'a Speech,
}

impl Scene<'_> {
    /// Whether what lasted so long can be spoken of as existing.
    pub(super) fn overlaps(&self, from: Option<PartialDate>, to: Option<PartialDate>) -> bool {
        self.days.is_none_or(|days| days.overlap(from, to))
    }
}
