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

/// A report, or what is wrong in its place.
pub type Found = Result<Item, Problem>;

/// The reports of a source in their order. None is made before it is asked for.
pub type Items = Box<dyn Iterator<Item = Found> + Send>;
