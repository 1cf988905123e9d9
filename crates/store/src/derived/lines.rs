//! What stands on the sheets: a line for each actor and recipient of an event, one for each on whose word a report stands, and one
//! for each statement. All numbers are unsigned, the lowest byte first.

use super::sheets::Line;
use rusqlite::Row;

/// An event, with an actor and a recipient of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct EventLine {
    /// `events.id`.
    pub event: u32,
    /// `events.joined`.
    pub joined: u32,
    /// `kinds.id`.
    pub kind: u32,
    /// Whether it stands for its joined event.
    pub stands: bool,
    /// Whether the report gives it as a claim.
    pub claimed: bool,
    /// `documents.publisher`, or 0.
    pub publisher: u32,
    /// In ten-thousandths.
    pub confidence: u32,
    /// `places.location`, or 0.
    pub location: u32,
    /// Who does it.
    pub actor: Party,
    /// To whom.
    pub recipient: Party,
    /// Where it is told.
    pub sentences: Sentences,
}

/// Somebody.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Party {
    /// `labels.id`, or 0.
    pub label: u32,
    /// `actors.id`, or 0.
    pub actor: u32,
}

/// Sentences one after the other, as far as it is known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Sentences {
    /// `sentences.id` of the first, or 0.
    pub first: u32,
    /// How many more; [`Sentences::MANY`] or more.
    pub more: u32,
}

/// On whose word a report stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct ClaimLine {
    /// `events.id`.
    pub event: u32,
    /// Whether he says that it did not happen.
    pub denies: bool,
    /// Who.
    pub who: Party,
}

/// A statement.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct StatementLine {
    /// `statements.document`.
    pub document: u32,
    /// `statements.n`.
    pub n: u32,
    /// `statement_kinds.id`.
    pub kind: u32,
    /// In ten-thousandths.
    pub confidence: u32,
    /// Who says it.
    pub source: Party,
    /// To whom.
    pub addressee: Party,
    /// Where it stands.
    pub sentences: Sentences,
}

impl Line for EventLine {
    const TABLE: &'static str = "event_sheets";
    const WIDTH: usize = 39;

    fn owner(&self) -> i64 {
        self.event.into()
    }

    fn write(&self, bytes: &mut Vec<u8>) {
        put::<4>(bytes, self.event);
        put::<4>(bytes, self.joined);
        put::<3>(bytes, self.kind);
        put::<1>(bytes, u32::from(self.stands) | u32::from(self.claimed) << 1);
        put::<3>(bytes, self.publisher);
        put::<2>(bytes, self.confidence);
        put::<3>(bytes, self.location);
        self.actor.write(bytes);
        self.recipient.write(bytes);
        self.sentences.write(bytes);
    }

    fn read(bytes: &[u8]) -> Self {
        let Some(bytes) = bytes.first_chunk::<39>() else {
            return Self::default();
        };
        let flags = get::<1>(bytes, 11);
        Self {
            event: get::<4>(bytes, 0),
            joined: get::<4>(bytes, 4),
            kind: get::<3>(bytes, 8),
            stands: flags & 1 > 0,
            claimed: flags & 2 > 0,
            publisher: get::<3>(bytes, 12),
            confidence: get::<2>(bytes, 15),
            location: get::<3>(bytes, 17),
            actor: Party::read(bytes, 20),
            recipient: Party::read(bytes, 27),
            sentences: Sentences::read(bytes, 34),
        }
    }
}

impl Party {
    fn write(self, bytes: &mut Vec<u8>) {
        put::<3>(bytes, self.label);
        put::<4>(bytes, self.actor);
    }

    fn read(bytes: &[u8], at: usize) -> Self {
        Self {
            label: get::<3>(bytes, at),
            actor: get::<4>(bytes, at + 3),
        }
    }
}

impl Sentences {
    /// So many more are not counted.
    pub const MANY: u32 = u8::MAX as u32;

    fn write(self, bytes: &mut Vec<u8>) {
        put::<4>(bytes, self.first);
        put::<1>(bytes, self.more);
    }

    fn read(bytes: &[u8], at: usize) -> Self {
        Self {
            first: get::<4>(bytes, at),
            more: get::<1>(bytes, at + 4),
        }
    }
}

impl Line for ClaimLine {
    const TABLE: &'static str = "claim_sheets";
    const WIDTH: usize = 12;

    fn owner(&self) -> i64 {
        self.event.into()
    }

    fn write(&self, bytes: &mut Vec<u8>) {
        put::<4>(bytes, self.event);
        put::<1>(bytes, self.denies.into());
        self.who.write(bytes);
    }

    fn read(bytes: &[u8]) -> Self {
        let Some(bytes) = bytes.first_chunk::<12>() else {
            return Self::default();
        };
        Self {
            event: get::<4>(bytes, 0),
            denies: get::<1>(bytes, 4) > 0,
            who: Party::read(bytes, 5),
        }
    }
}

impl Line for StatementLine {
    const TABLE: &'static str = "statement_sheets";
    const WIDTH: usize = 29;

    fn owner(&self) -> i64 {
        self.document.into()
    }

    fn write(&self, bytes: &mut Vec<u8>) {
        put::<4>(bytes, self.document);
        put::<3>(bytes, self.n);
        put::<1>(bytes, self.kind);
        put::<2>(bytes, self.confidence);
        self.source.write(bytes);
        self.addressee.write(bytes);
        self.sentences.write(bytes);
    }

    fn read(bytes: &[u8]) -> Self {
        let Some(bytes) = bytes.first_chunk::<29>() else {
            return Self::default();
        };
        Self {
            document: get::<4>(bytes, 0),
            n: get::<3>(bytes, 4),
            kind: get::<1>(bytes, 7),
            confidence: get::<2>(bytes, 8),
            source: Party::read(bytes, 10),
            addressee: Party::read(bytes, 17),
            sentences: Sentences::read(bytes, 24),
        }
    }
}

/// The lowest bytes of a number; [`number`] has seen to it that they are all.
fn put<const N: usize>(bytes: &mut Vec<u8>, number: u32) {
    bytes.extend_from_slice(&number.to_le_bytes()[..N]);
}

/// The number of so many bytes.
#[inline(always)]
fn get<const N: usize>(bytes: &[u8], at: usize) -> u32 {
    let mut number = [0; 4];
    number[..N].copy_from_slice(&bytes[at..at + N]);
    u32::from_le_bytes(number)
}

/// The number in a column, where it fits so many bytes.
pub fn number<const N: u32>(row: &Row, column: &str) -> rusqlite::Result<u32> {
    fit::<N>(row.get(column)?)
}

/// A number that fits so many bytes.
pub fn fit<const N: u32>(number: i64) -> rusqlite::Result<u32> {
    let fits = u32::try_from(number)
        .ok()
        .filter(|&small| u64::from(small) < 1 << (8 * N));
    fits.ok_or(rusqlite::Error::IntegralValueOutOfRange(0, number))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn back<L: Line>(line: L) -> L {
        let mut bytes = Vec::new();
        line.write(&mut bytes);
        assert_eq!(bytes.len(), L::WIDTH);
        L::read(&bytes)
    }

    #[test]
    fn lines_come_back() {
        let (three, four) = (0x00ab_cdef, 0xfedc_ba98);
        let who = Party {
            label: three,
            actor: four,
        };
        let event = EventLine {
            event: four,
            joined: four - 1,
            kind: three,
            stands: true,
            claimed: false,
            publisher: three - 1,
            confidence: 9_999,
            location: three - 2,
            actor: who,
            recipient: Party { label: 1, actor: 2 },
            sentences: Sentences { first: four, more: 255 },
        };
        assert_eq!(back(event), event);
        let claim = ClaimLine {
            event: four,
            denies: true,
            who,
        };
        assert_eq!(back(claim), claim);
        let statement = StatementLine {
            document: four,
            n: three,
            kind: 200,
            confidence: 10_000,
            source: who,
            addressee: Party { label: 3, actor: 0 },
            sentences: Sentences { first: 9, more: 0 },
        };
        assert_eq!(back(statement), statement);
        assert_eq!(EventLine::read(&[1, 2]), EventLine::default());
    }

    #[test]
    fn what_does_not_fit_is_refused() {
        assert_eq!(fit::<3>(0x00ff_ffff), Ok(0x00ff_ffff));
        assert!(fit::<3>(0x0100_0000).is_err() && fit::<4>(-1).is_err() && fit::<4>(1 << 32).is_err());
        assert_eq!(fit::<4>(0xffff_ffff), Ok(u32::MAX));
    }
}
