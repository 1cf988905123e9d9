//! Why somebody is held to be who he is.

use demarche_gazetteer::How;

/// What an identity rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Basis {
    /// A name that the gazetteer knows.
    Named(How),
    /// A name that several bear, and the office or state beside it.
    Office,
    /// A surname, of the only one of his state to hold an office on the day.
    Surname,
    /// An office, and who held it on the day.
    Holder,
    /// A body of a state: *Peru’s foreign ministry*.
    Body,
}

impl Basis {
    /// As a record writes it.
    pub(super) const fn as_str(self) -> &'static str {
        match self {
            Self::Named(How::Name) => "name",
            Self::Named(How::Short) => "short name",
            Self::Named(How::Acronym) => "acronym",
            Self::Named(How::Former) => "former name",
            Self::Named(How::Demonym) => "demonym",
            Self::Named(How::Adjective) => "adjective",
            Self::Named(How::Capital) => "capital",
            Self::Named(How::Metonym) => "metonym",
            Self::Named(How::Surname) | Self::Surname => "surname and day",
            Self::Office => "name and office",
            Self::Holder => "office on the day",
            Self::Body => "body of a state",
        }
    }
}
