//! What sources hold.

use crate::{Place, Problem};
use demarche_types::Container;
use std::path::PathBuf;

/// A report as it lies in a source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// Where it stands.
    pub place: Place,
    /// Its bytes.
    pub body: Body,
    /// What the source says of it.
    pub container: Container,
}

/// The bytes of a report, and what they are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Body {
    /// A file of its own, which is yet to be opened.
    File(PathBuf),
    /// Plain text, or a page that shows itself by its tags.
    Text(Vec<u8>),
    /// A web page.
    Page(Vec<u8>),
}

impl Body {
    /// How many bytes there are, as far as that is known before they are read.
    #[must_use]
    pub fn size(&self) -> usize {
        match self {
            Self::File(path) => path
                .metadata()
                .map_or(0, |meta| usize::try_from(meta.len()).unwrap_or(usize::MAX)),
            Self::Text(bytes) | Self::Page(bytes) => bytes.len(),
        }
    }
}

/// A report, or what is wrong in its place.
pub type Found = Result<Item, Problem>;

/// The reports of a source in their order. None is made before it is asked for.
pub type Items = Box<dyn Iterator<Item = Found> + Send>;
