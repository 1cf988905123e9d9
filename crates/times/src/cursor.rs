//! A place among the tokens, from which rules read on.

use crate::expression::{DayPart, Season, Unit};
use crate::lexicon::{Context, Phrases, Sense};
use crate::token::{Token, TokenKind};
use jiff::civil::Weekday;

/// A place among the tokens. Reading on gives a new place; where what is asked for does not stand there, `None`.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Cursor<'a> {
    tokens: &'a [Token<'a>],
    at: usize,
}

/// A count: whole ones and sixtieths.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Count {
    pub(crate) whole: u32,
    pub(crate) sixtieths: u8,
}

impl<'a> Cursor<'a> {
    pub(crate) const fn new(tokens: &'a [Token<'a>], at: usize) -> Self {
        Self { tokens, at }
    }

    /// The index of the token that stands here.
    pub(crate) const fn at(self) -> usize {
        self.at
    }

    pub(crate) fn token(self) -> Option<&'a Token<'a>> {
        self.tokens.get(self.at)
    }

    /// The token before, if it is of the same paragraph.
    pub(crate) fn before(self) -> Option<&'a Token<'a>> {
        if self.token().is_some_and(|token| token.opens_paragraph) {
            return None;
        }
        self.tokens.get(self.at.checked_sub(1)?)
    }

    /// The place `count` tokens before, within the text.
    pub(crate) fn back(self, count: usize) -> Option<Self> {
        let at = self.at.checked_sub(count)?;
        Some(Self { at, ..self })
    }

    /// The next place; there is none in another paragraph.
    pub(crate) fn next(self) -> Self {
        let at = self.at + 1;
        let ends = self.tokens.get(at).is_none_or(|token| token.opens_paragraph);
        Self {
            tokens: if ends {
                &self.tokens[..at.min(self.tokens.len())]
            } else {
                self.tokens
            },
            at,
        }
    }

    /// Whether one of these words stands before.
    pub(crate) fn follows(self, words: &[&str]) -> bool {
        self.before()
            .is_some_and(|token| words.iter().any(|word| token.is(word)))
    }

    /// Whether a word of this class stands before.
    pub(crate) fn follows_any(self, class: Context) -> bool {
        self.before().is_some_and(|token| token.stands_as(class))
    }

    /// Whether a word of this class stands here.
    pub(crate) fn stands_as(self, class: Context) -> bool {
        self.token().is_some_and(|token| token.stands_as(class))
    }

    /// A word of this class.
    pub(crate) fn context(self, class: Context) -> Option<Self> {
        self.stands_as(class).then(|| self.next())
    }

    /// Whether one of these words stands here.
    pub(crate) fn is(self, words: &[&str]) -> bool {
        self.token()
            .is_some_and(|token| words.iter().any(|word| token.is(word)))
    }

    pub(crate) fn word(self, word: &str) -> Option<Self> {
        self.any(&[word])
    }

    pub(crate) fn any(self, words: &[&str]) -> Option<Self> {
        self.is(words).then(|| self.next())
    }

    /// These words one after the other.
    pub(crate) fn words(self, words: &[&str]) -> Option<Self> {
        words.iter().try_fold(self, |at, word| at.word(word))
    }

    pub(crate) fn mark(self, mark: char) -> Option<Self> {
        self.marks(&[mark])
    }

    pub(crate) fn marks(self, marks: &[char]) -> Option<Self> {
        let here = self.token()?;
        matches!(here.kind, TokenKind::Mark(mark) if marks.contains(&mark)).then(|| self.next())
    }

    /// A mark with no white space before it.
    pub(crate) fn glued_marks(self, marks: &[char]) -> Option<Self> {
        self.token()?.glued.then(|| self.marks(marks))?
    }

    pub(crate) fn maybe(self, read: impl Fn(Self) -> Option<Self>) -> Self {
        read(self).unwrap_or(self)
    }

    /// A hyphen between two words, or nothing.
    pub(crate) fn joint(self) -> Self {
        self.maybe(|c| c.glued_marks(&HYPHENS))
    }

    /// What the word that stands here can mean.
    pub(crate) fn sense<T>(self, means: impl Fn(Sense) -> Option<T>) -> Option<(T, Self)> {
        let found = self.token()?.senses.iter().copied().find_map(means)?;
        Some((found, self.next()))
    }

    /// A number in digits, with how many there are.
    pub(crate) fn digits(self) -> Option<(u32, usize, Self)> {
        let here = self.token()?;
        match here.kind {
            TokenKind::Number(number) => Some((number, here.text.len(), self.next())),
            _ => None,
        }
    }

    /// A month, with the full stop of an abbreviation. A word that can be another one must be shown to be a month by what
    /// stands beside it.
    pub(crate) fn month(self) -> Option<(u8, Self)> {
        let here = self.token()?;
        let ((number, weak), next) = self.sense(|sense| match sense {
            Sense::Month { number, weak } => Some((number, weak)),
            _ => None,
        })?;
        let next = next.maybe(|c| {
            if weak && !here.is("may") {
                c.glued_marks(&['.'])
            } else {
                None
            }
        });
        let sure = if here.is_capitalised() {
            !weak || next.at > self.at + 1
        } else {
            !weak && !here.is("march") && !here.is("august")
        };
        let shown = || self.is_shown_to_be_time(next) && (here.is_capitalised() || self.stands_by_a_number(next));
        (sure || shown()).then_some((number, next))
    }

    fn stands_by_a_number(self, next: Self) -> bool {
        let suffix = self.follows(&["st", "nd", "rd", "th"]);
        suffix
            || self
                .before()
                .is_some_and(|token| matches!(token.kind, TokenKind::Number(_)))
            || next.digits().is_some()
    }

    /// Whether what stands around a word that can be a time says that it is one.
    fn is_shown_to_be_time(self, next: Self) -> bool {
        let number_before = self
            .before()
            .is_some_and(|token| matches!(token.kind, TokenKind::Number(_)));
        let dashed = || self.before().is_some_and(|token| token.is("-") || token.is("/"));
        let number_before = number_before || dashed() && self.back(2).and_then(Self::digits).is_some();
        let ordinal_before = self.follows(&["st", "nd", "rd", "th", "of"]);
        number_before
            || ordinal_before
            || next.maybe(|c| c.mark(',')).digits().is_some()
            || self.follows_any(Context::BeforeMonth)
    }

    pub(crate) fn weekday(self) -> Option<(Weekday, Self)> {
        let here = self.token()?;
        let ((weekday, weak), next) = self.sense(|sense| match sense {
            Sense::Weekday {
                weekday,
                weak,
                plural: false,
            } => Some((weekday, weak)),
            _ => None,
        })?;
        let next = next.maybe(|c| if weak { c.glued_marks(&['.']) } else { None });
        let shown = || {
            let after = next.maybe(|c| c.mark(','));
            after.digits().is_some() || after.month().is_some() || next.part().is_some()
        };
        let capital = here.is_capitalised();
        (!weak || capital && (next.at > self.at + 1 || self.follows(&["on"]) || shown())).then_some((weekday, next))
    }

    pub(crate) fn weekdays(self) -> Option<(Weekday, Self)> {
        self.sense(|sense| match sense {
            Sense::Weekday {
                weekday, plural: true, ..
            } => Some(weekday),
            _ => None,
        })
    }

    /// A season; whether the word can mean something else comes with it.
    pub(crate) fn season(self) -> Option<((Season, bool), Self)> {
        self.sense(|sense| match sense {
            Sense::Season {
                season,
                weak,
                plural: false,
            } => Some((season, weak)),
            _ => None,
        })
    }

    pub(crate) fn unit(self) -> Option<(Unit, Self)> {
        self.sense(|sense| match sense {
            Sense::Unit { unit, plural: false } => Some(unit),
            _ => None,
        })
    }

    pub(crate) fn units(self) -> Option<(Unit, Self)> {
        self.sense(|sense| match sense {
            Sense::Unit { unit, plural: true } => Some(unit),
            _ => None,
        })
    }

    pub(crate) fn unit_or_units(self) -> Option<(Unit, Self)> {
        self.unit().or_else(|| self.units())
    }

    pub(crate) fn part(self) -> Option<(DayPart, Self)> {
        self.sense(|sense| match sense {
            Sense::Part { part, plural: false } => Some(part),
            _ => None,
        })
    }

    pub(crate) fn parts(self) -> Option<(DayPart, Self)> {
        self.sense(|sense| match sense {
            Sense::Part { part, plural: true } => Some(part),
            _ => None,
        })
    }

    /// A small number in words or digits: *third*, *3rd*, *twenty-first*.
    pub(crate) fn ordinal(self) -> Option<(u32, Self)> {
        if let Some((number, _, next)) = self.digits() {
            let suffix = next.token().filter(|token| token.glued)?;
            let known = ["st", "nd", "rd", "th"].iter().any(|known| suffix.is(known));
            return known.then(|| (number, next.next()));
        }
        let ordinal = |c: Self| {
            c.sense(|sense| match sense {
                Sense::Ordinal(number) => Some(number),
                _ => None,
            })
        };
        if let Some((tens, next)) = self.cardinal_word().filter(|&(number, _)| number >= 20) {
            let (ones, next) = ordinal(next.joint())?;
            return (ones < 10).then_some((tens + ones, next));
        }
        ordinal(self)
    }

    fn cardinal_word(self) -> Option<(u32, Self)> {
        self.sense(|sense| match sense {
            Sense::Cardinal(number) => Some(number),
            _ => None,
        })
    }

    fn multiplier(self) -> Option<(u32, Self)> {
        self.sense(|sense| match sense {
            Sense::Multiplier(number) => Some(number),
            _ => None,
        })
    }

    /// A number below a hundred in words: *twenty-four*.
    pub(crate) fn below_hundred(self) -> Option<(u32, Self)> {
        let (number, next) = self.cardinal_word()?;
        let ones = next
            .joint()
            .cardinal_word()
            .filter(|&(ones, _)| (1..10).contains(&ones));
        match ones {
            Some((ones, next)) if number >= 20 => Some((number + ones, next)),
            _ => Some((number, next)),
        }
    }

    /// A count in words or digits: *three*, *2 1/2*, *1,500*, *two and a half*, *a hundred*.
    pub(crate) fn count(self) -> Option<(Count, Self)> {
        if self.digits().is_some() {
            return self.count_in_digits();
        }
        let (mut number, mut next) = match self.any(&["a", "an"]) {
            Some(next) => (1, next.multiplier().map(|_| next)?),
            None => self.below_hundred()?,
        };
        while let Some((by, after)) = next.multiplier() {
            number = number.saturating_mul(by);
            next = after;
            if let Some((rest, after)) = next.maybe(|c| c.word("and")).below_hundred() {
                (number, next) = (number.saturating_add(rest), after);
            }
        }
        let half = next.words(&["and", "a", "half"]);
        Some((
            Count {
                whole: number,
                sixtieths: if half.is_some() { 30 } else { 0 },
            },
            half.unwrap_or(next),
        ))
    }

    fn count_in_digits(self) -> Option<(Count, Self)> {
        let (mut whole, _, mut next) = self.digits()?;
        while let Some((thousand, 3, after)) = next.glued_marks(&[',']).and_then(Self::glued_digits) {
            (whole, next) = (whole.saturating_mul(1000).saturating_add(thousand), after);
        }
        if let Some((tenths, 1, after)) = next.glued_marks(&['.']).and_then(Self::glued_digits) {
            return Some((
                Count {
                    whole,
                    sixtieths: u8::try_from(tenths * 6).ok()?,
                },
                after,
            ));
        }
        if let Some((sixtieths, after)) = next.fraction() {
            return Some((Count { whole, sixtieths }, after));
        }
        if let Some((by, after)) = next.multiplier() {
            return Some((
                Count {
                    whole: whole.saturating_mul(by),
                    sixtieths: 0,
                },
                after,
            ));
        }
        Some((Count { whole, sixtieths: 0 }, next))
    }

    fn glued_digits(self) -> Option<(u32, usize, Self)> {
        self.token()?.glued.then(|| self.digits())?
    }

    /// *1/2*, *½* or *and a half* after a number in digits, in sixtieths.
    fn fraction(self) -> Option<(u8, Self)> {
        if let Some(next) = self.mark('½').or_else(|| self.words(&["and", "a", "half"])) {
            return Some((30, next));
        }
        let at = self.joint();
        let (over, _, next) = at.digits()?;
        let (under, _, next) = next.glued_marks(&['/'])?.glued_digits()?;
        let fits = matches!(under, 2..=4) && (1..under).contains(&over);
        fits.then(|| (u8::try_from(60 * over / under).unwrap_or_default(), next))
    }

    /// The longest phrase of a list that stands here.
    pub(crate) fn phrase<T: Copy>(self, phrases: &Phrases<T>) -> Option<(T, Self)> {
        let first = self.token()?.text;
        let known = phrases
            .get(first)
            .or_else(|| phrases.get(first.to_lowercase().as_str()))?;
        known.iter().find_map(|phrase| {
            let start = self.back(phrase.before.len())?;
            let before = phrase.before.is_empty() || start.words(&phrase.before)?.at == self.at;
            before.then(|| Some((phrase.means, self.words(&phrase.words)?)))?
        })
    }
}

/// Hyphens and what is written for them.
pub(crate) const HYPHENS: [char; 2] = ['-', '‐'];
