//! Days that are known to the day, the month or the year, and what that says of a tenure.

use jiff::civil::Date;
use std::fmt;
use std::str::FromStr;

/// A day, a month or a year: `2014-03-05`, `2014-03`, `2014`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PartialDate {
    year: i16,
    month: i8,
    day: i8,
}

impl PartialDate {
    /// The first day it can mean.
    #[must_use]
    pub fn earliest(self) -> Date {
        Date::new(self.year, self.month.max(1), self.day.max(1)).unwrap_or(Date::MIN)
    }

    /// The last day it can mean.
    #[must_use]
    pub fn latest(self) -> Date {
        match (self.month, self.day) {
            (0, _) => Date::new(self.year, 12, 31).unwrap_or(Date::MAX),
            (_, 0) => self.earliest().last_of_month(),
            _ => self.earliest(),
        }
    }

    /// Packed into 32 bits, so that order is kept; 0 is no date.
    pub(super) fn pack(date: Option<Self>) -> u32 {
        date.map_or(0, |d| {
            u32::from(d.year.unsigned_abs()) << 9
                | u32::from(d.month.unsigned_abs()) << 5
                | u32::from(d.day.unsigned_abs())
        })
    }

    /// What [`Self::pack`] packed.
    pub(super) fn unpack(packed: u32) -> Option<Self> {
        let part = |shift: u32, mask: u32| i8::try_from(packed >> shift & mask).unwrap_or(0);
        (packed != 0).then(|| Self {
            year: i16::try_from(packed >> 9).unwrap_or(i16::MAX),
            month: part(5, 0xf),
            day: part(0, 0x1f),
        })
    }
}

impl FromStr for PartialDate {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let fault = || format!("“{text}” is no date: write 2014, 2014-03 or 2014-03-05");
        let mut parts = text.split('-').map(str::parse::<i16>);
        let mut next = |low, high| match parts.next() {
            None => Ok(0),
            Some(Ok(n)) if (low..=high).contains(&n) => Ok(n),
            Some(_) => Err(fault()),
        };
        let (year, month, day) = (next(1000, 9998)?, next(1, 12)?, next(1, 31)?);
        let small = |n| i8::try_from(n).unwrap_or(0);
        let date = Self {
            year,
            month: small(month),
            day: small(day),
        };
        let exists = Date::new(year, date.month.max(1), date.day.max(1)).is_ok();
        (exists && date.to_string() == text).then_some(date).ok_or_else(fault)
    }
}

impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        if self.month > 0 {
            write!(f, "-{:02}", self.month)?;
        }
        if self.day > 0 {
            write!(f, "-{:02}", self.day)?;
        }
        Ok(())
    }
}

/// Whether somebody held an office on a day, as far as the tables prove it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Held {
    /// He did not: it was before his first day or after his last one.
    No,
    /// Outside what the source shows: his first or last day is unknown, and the day is before or after all that it tells.
    Unknown,
    /// Perhaps: the day lies in the month or year in which he came or went.
    Perhaps,
    /// He did.
    Yes,
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn date(text: &str) -> PartialDate {
        text.parse().unwrap()
    }

    #[test]
    fn a_month_has_a_first_and_a_last_day() {
        let ends = |text| (date(text).earliest().to_string(), date(text).latest().to_string());
        assert_eq!(ends("2024-02"), ("2024-02-01".into(), "2024-02-29".into()));
        assert_eq!(ends("2014"), ("2014-01-01".into(), "2014-12-31".into()));
        assert_eq!(ends("2014-03-05"), ("2014-03-05".into(), "2014-03-05".into()));
    }

    #[test]
    fn what_is_no_date() {
        for text in ["", "14", "2014-13", "2014-02-30", "2014-2-3-4", "03/05/2014", "2014-00"] {
            assert!(text.parse::<PartialDate>().is_err(), "{text}");
        }
    }

    proptest! {
        #[test]
        fn packed_dates_come_back_and_keep_their_order(a in 1000i16..9999, b in 1000i16..9999, m in 1i8..13, d in 1i8..29) {
            let dates = [format!("{a}"), format!("{b}-{m:02}"), format!("{a}-{m:02}-{d:02}")].map(|text| text.parse::<PartialDate>().ok());
            for one in dates {
                prop_assert_eq!(PartialDate::unpack(PartialDate::pack(one)), one);
                for other in dates {
                    prop_assert_eq!(PartialDate::pack(one).cmp(&PartialDate::pack(other)), one.cmp(&other));
                }
            }
        }
    }
}
