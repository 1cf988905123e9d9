//! What stands on the sheets: a line for each actor and recipient of an event, one for each on whose word a report stands, and one
//! for each statement. Numbers that are near the same number in the line before are written as how far they are from it.

use super::packed::{after, get, put, step};
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

    fn owner(&self) -> i64 {
        self.event.into()
    }

    fn write(&self, before: &Self, bytes: &mut Vec<u8>) {
        let numbers = [
            step(before.event, self.event),
            step(before.joined, self.joined),
            self.kind << 2 | u32::from(self.claimed) << 1 | u32::from(self.stands),
            self.publisher,
            short(self.confidence),
            self.location,
            self.actor.label,
            self.actor.actor,
            self.recipient.label,
            self.recipient.actor,
        ];
        put(bytes, numbers);
    }

    #[inline(always)]
    fn read(before: &Self, bytes: &mut &[u8]) -> Self {
        let [event, joined, kind, publisher, sure, location, a, actor, r, recipient] = get(bytes);
        Self {
            event: after(before.event, event),
            joined: after(before.joined, joined),
            kind: kind >> 2,
            stands: kind & 1 > 0,
            claimed: kind & 2 > 0,
            publisher,
            confidence: long(sure),
            location,
            actor: Party { label: a, actor },
            recipient: Party {
                label: r,
                actor: recipient,
            },
        }
    }
}

impl Sentences {
    /// So many more are not counted.
    pub const MANY: u32 = u8::MAX as u32;
}

impl Line for ClaimLine {
    const TABLE: &'static str = "claim_sheets";

    fn owner(&self) -> i64 {
        self.event.into()
    }

    fn write(&self, before: &Self, bytes: &mut Vec<u8>) {
        let event = step(before.event, self.event);
        put(bytes, [event, self.denies.into(), self.who.label, self.who.actor]);
    }

    #[inline(always)]
    fn read(before: &Self, bytes: &mut &[u8]) -> Self {
        let [event, denies, label, actor] = get(bytes);
        Self {
            event: after(before.event, event),
            denies: denies > 0,
            who: Party { label, actor },
        }
    }
}

impl Line for StatementLine {
    const TABLE: &'static str = "statement_sheets";

    fn owner(&self) -> i64 {
        self.document.into()
    }

    fn write(&self, before: &Self, bytes: &mut Vec<u8>) {
        let numbers = [
            step(before.document, self.document),
            step(before.n, self.n),
            self.kind,
            short(self.confidence),
            self.source.label,
            self.source.actor,
            self.addressee.label,
            self.addressee.actor,
            step(before.sentences.first, self.sentences.first),
            self.sentences.more,
        ];
        put(bytes, numbers);
    }

    #[inline(always)]
    fn read(before: &Self, bytes: &mut &[u8]) -> Self {
        let [document, n, kind, sure, s, source, a, addressee, first, more] = get(bytes);
        Self {
            document: after(before.document, document),
            n: after(before.n, n),
            kind,
            confidence: long(sure),
            source: Party {
                label: s,
                actor: source,
            },
            addressee: Party {
                label: a,
                actor: addressee,
            },
            sentences: Sentences {
                first: after(before.sentences.first, first),
                more,
            },
        }
    }
}

/// Ten-thousandths: hundredths as such, which they mostly are, and others after these.
const fn short(confidence: u32) -> u32 {
    let is_short = confidence.is_multiple_of(100) && confidence <= 10_000;
    if is_short { confidence / 100 } else { confidence + 101 }
}

#[inline]
const fn long(short: u32) -> u32 {
    if short <= 100 { short * 100 } else { short - 101 }
}

/// The number in a column, where it fits so many bytes.
pub fn number<const N: u32>(row: &Row, column: usize) -> rusqlite::Result<u32> {
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

    fn back<L: Line + std::fmt::Debug>(line: L) {
        let mut bytes = Vec::new();
        line.write(&L::default(), &mut bytes);
        L::default().write(&line, &mut bytes);
        let mut rest = bytes.as_slice();
        let first = L::read(&L::default(), &mut rest);
        let second = L::read(&first, &mut rest);
        assert_eq!((first, second, rest.len()), (line, L::default(), 0));
    }

    #[test]
    fn lines_come_back() {
        let (three, four) = (0x00ab_cdef, 0xfedc_ba98_u32);
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
        };
        back(event);
        let claim = ClaimLine {
            event: four,
            denies: true,
            who,
        };
        back(claim);
        let statement = StatementLine {
            document: four,
            n: three,
            kind: 200,
            confidence: 10_000,
            source: who,
            addressee: Party { label: 3, actor: 0 },
            sentences: Sentences { first: four, more: 255 },
        };
        back(statement);
        // What is cut off reads as noughts.
        let mut cut = [1, 0x80, 0, 6].as_slice();
        let read = EventLine::read(&EventLine::default(), &mut cut);
        assert_eq!(
            (read, cut),
            (
                EventLine {
                    event: 3,
                    ..EventLine::default()
                },
                [].as_slice()
            )
        );
    }

    #[test]
    fn confidences_come_back() {
        for confidence in 0..=u32::from(u16::MAX) {
            assert_eq!(long(short(confidence)), confidence);
        }
    }

    #[test]
    fn what_does_not_fit_is_refused() {
        assert_eq!(fit::<3>(0x00ff_ffff), Ok(0x00ff_ffff));
        assert!(fit::<3>(0x0100_0000).is_err() && fit::<4>(-1).is_err() && fit::<4>(1 << 32).is_err());
        assert_eq!(fit::<4>(0xffff_ffff), Ok(u32::MAX));
    }
}
