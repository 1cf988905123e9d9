//! The days on which the report can have been written.

use demarche_gazetteer::{Held, PartialDate, Tenure};
use demarche_types::Published;
use jiff::civil::Date;

/// An interval of days, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Days {
    pub(super) first: Date,
    pub(super) last: Date,
}

impl Days {
    /// The days of a publication; `None` where it is not known.
    pub(super) fn of(published: &Published) -> Option<Self> {
        let first: Date = published.date.as_deref()?.parse().ok()?;
        let last = published
            .enddate
            .as_deref()
            .and_then(|day| day.parse().ok())
            .unwrap_or(first);
        (first <= last).then_some(Self { first, last })
    }

    /// Whether a time that begins and ends so has a day in common with these.
    pub(super) fn overlap(self, from: Option<PartialDate>, to: Option<PartialDate>) -> bool {
        from.is_none_or(|from| from.earliest() <= self.last) && to.is_none_or(|to| to.latest() >= self.first)
    }

    /// Whether somebody held an office on all of these days.
    pub(super) fn throughout(self, tenure: &Tenure) -> Held {
        tenure.on(self.first).min(tenure.on(self.last))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_and_an_interval() {
        let published = |first: &str, last: Option<&str>| Published {
            date: Some(first.to_owned()),
            enddate: last.map(str::to_owned),
            ..Published::default()
        };
        let day = Days::of(&published("2003-05-01", None)).unwrap();
        assert_eq!(day.first, day.last);
        assert_eq!(Days::of(&published("2003-05-02", Some("2003-05-01"))), None);
        assert_eq!(Days::of(&Published::default()), None);
        let until = "2003-04".parse().ok();
        assert!(!day.overlap(None, until) && day.overlap(until, None));
    }
}
