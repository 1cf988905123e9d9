//! One actor.

use super::compile::ACTOR;
use super::date::PartialDate;
use super::layer::Layer;

/// An actor's number. It is stable within one program only: keep [`Actor::key`] instead.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ActorId(pub(super) u32);

/// What sort of thing an actor is: the words of a record's `kind`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A state.
    State,
    /// A body of a state: its government, a ministry, its parliament, its army.
    Government,
    /// An organisation: of states, of people or for profit; a party, an armed group, a newspaper.
    Organization,
    /// A group that has no organisation: the West, the G7.
    Group,
    /// A person.
    Person,
}

impl Kind {
    /// As a record writes it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::State => "state",
            Self::Government => "government",
            Self::Organization => "organization",
            Self::Group => "group",
            Self::Person => "person",
        }
    }

    pub(super) const fn from_code(code: u32) -> Self {
        match code {
            0 => Self::State,
            1 => Self::Government,
            2 => Self::Organization,
            3 => Self::Group,
            _ => Self::Person,
        }
    }
}

/// An actor of a gazetteer: a view, cheap to copy.
#[derive(Clone, Copy)]
pub struct Actor<'g> {
    pub(super) id: ActorId,
    pub(super) layer: &'g Layer,
    pub(super) row: [u32; ACTOR],
}

impl<'g> Actor<'g> {
    /// Its number.
    #[must_use]
    pub const fn id(&self) -> ActorId {
        self.id
    }

    /// Its key in the tables: `RUS`, `RUS/foreign-ministry`, `nato`, `person/sergey-lavrov`.
    #[must_use]
    pub fn key(&self) -> &'g str {
        self.text(0)
    }

    /// Its name, as the news writes it most often: `Russia`, `NATO`, `Sergei Lavrov`.
    #[must_use]
    pub fn name(&self) -> &'g str {
        self.text(1)
    }

    /// What sort of thing it is.
    #[must_use]
    pub const fn kind(&self) -> Kind {
        Kind::from_code(self.row[2])
    }

    /// ISO 3166-1 alpha-3, or PLOVER's code of an international actor; of a person, that of his state.
    #[must_use]
    pub fn code(&self) -> Option<&'g str> {
        Some(self.text(3)).filter(|code| !code.is_empty())
    }

    /// PLOVER's three letters; of a person none, for it is his office's.
    #[must_use]
    pub fn sector(&self) -> Option<&'g str> {
        Some(self.text(4)).filter(|sector| !sector.is_empty())
    }

    /// What it belongs to: a body's state, an agency's organisation.
    #[must_use]
    pub fn part_of(&self) -> Option<ActorId> {
        self.row[5].checked_sub(1).map(ActorId)
    }

    /// Its Wikidata id: `Q159`.
    #[must_use]
    pub fn wikidata(&self) -> Option<&'g str> {
        Some(self.text(6)).filter(|id| !id.is_empty())
    }

    /// From when to when it existed, where that is bounded and known.
    #[must_use]
    pub fn existed(&self) -> (Option<PartialDate>, Option<PartialDate>) {
        (PartialDate::unpack(self.row[8]), PartialDate::unpack(self.row[9]))
    }

    /// The source of its row, a key of `gazetteer/SOURCES.md`.
    #[must_use]
    pub fn source(&self) -> &'g str {
        self.text(7)
    }

    fn text(&self, column: usize) -> &'g str {
        self.layer.text(self.row[column])
    }
}
