//! The sets of development data, one file each or a few alike: where they lie, what is measured on them, the floors.

pub mod articles;
pub mod coreference;
pub mod dating;
pub mod entities;
pub mod events;
pub mod factuality;
pub mod names;
pub mod offices;
pub mod petrarch;
pub mod places;
pub mod polnear;
pub mod raw_text;
pub mod times;
pub mod treebanks;

use crate::given::GivenWords;
use crate::shared::Shared;
use anyhow::Result;
use demarche::Demarche;
use demarche_reader::{NeuralReader, Reader};
use demarche_types::Reading;
use rayon::prelude::*;

/// What every measuring needs: the data, the model by itself for words that are given, and the whole pipeline.
pub struct Bench {
    shared: Shared,
    reader: NeuralReader,
    demarche: Demarche,
}

impl Bench {
    /// With the model that is part of the program.
    ///
    /// # Errors
    /// Where the model does not load.
    pub fn embedded() -> Result<Self> {
        Ok(Self {
            shared: Shared::find(),
            reader: NeuralReader::embedded()?,
            demarche: Demarche::embedded()?,
        })
    }

    /// The model's name and digest.
    pub fn model(&self) -> &str {
        self.reader.name()
    }

    /// Reads documents of given words, in their order.
    fn read<'a>(&self, documents: impl IntoIterator<Item = &'a GivenWords>) -> Result<Vec<Reading>> {
        let documents: Vec<&GivenWords> = documents.into_iter().collect();
        documents
            .par_iter()
            .map(|given| Ok(self.reader.read(&given.words())?))
            .collect()
    }
}
