//! Offices, and who held them when.

use super::actor::ActorId;
use super::date::{Held, PartialDate};
use super::layer::Layer;
use jiff::civil::Date;

/// An office's number. It is stable within one program only: keep [`Office::key`] instead.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OfficeId(pub(super) u32);

/// An office of a state or an organisation: a view, cheap to copy.
#[derive(Clone, Copy)]
pub struct Office<'g> {
    pub(super) layer: &'g Layer,
    pub(super) id: OfficeId,
    pub(super) row: [u32; 7],
}

impl<'g> Office<'g> {
    /// Its number.
    #[must_use]
    pub const fn id(&self) -> OfficeId {
        self.id
    }

    /// Its key in the tables: `RUS/foreign_minister`.
    #[must_use]
    pub fn key(&self) -> &'g str {
        self.layer.text(self.row[0])
    }

    /// The kind of office, the same in all states: `foreign_minister`, `head_of_state`.
    #[must_use]
    pub fn role(&self) -> &'g str {
        self.layer.text(self.row[1])
    }

    /// Its title with its state or body: `foreign minister of Russia`.
    #[must_use]
    pub fn title(&self) -> &'g str {
        self.layer.text(self.row[2])
    }

    /// The state or organisation whose office it is.
    #[must_use]
    pub const fn of(&self) -> ActorId {
        ActorId(self.row[3])
    }

    /// The body that the office heads or belongs to: the foreign ministry.
    #[must_use]
    pub fn body(&self) -> Option<ActorId> {
        self.row[4].checked_sub(1).map(ActorId)
    }

    /// PLOVER's three letters.
    #[must_use]
    pub fn sector(&self) -> Option<&'g str> {
        Some(self.layer.text(self.row[5])).filter(|sector| !sector.is_empty())
    }

    /// The source of its row.
    #[must_use]
    pub fn source(&self) -> &'g str {
        self.layer.text(self.row[6])
    }
}

/// Somebody's time in an office.
#[derive(Clone, Copy)]
pub struct Tenure<'g> {
    /// Who.
    pub person: ActorId,
    /// What office.
    pub office: Office<'g>,
    /// When it began, where known.
    pub from: Option<PartialDate>,
    /// When it ended, where known: an end not known is no sign that it goes on.
    pub to: Option<PartialDate>,
    /// The first and the last day on which the source shows him in office, where an end is not known.
    pub seen: (Option<PartialDate>, Option<PartialDate>),
    /// The source of its row.
    pub source: &'g str,
}

impl Tenure<'_> {
    /// Whether he held it on a day.
    #[must_use]
    pub fn on(&self, day: Date) -> Held {
        self.begun(day).min(self.not_over(day))
    }

    /// Whether he held it on some day of an interval, both ends included.
    #[must_use]
    pub fn during(&self, first: Date, last: Date) -> Held {
        self.begun(last).min(self.not_over(first))
    }

    fn begun(&self, day: Date) -> Held {
        match (self.from, self.seen.0.or(self.seen.1)) {
            (Some(from), _) if day < from.earliest() => Held::No,
            (Some(from), _) if day < from.latest() => Held::Perhaps,
            (Some(_), _) => Held::Yes,
            (None, Some(seen)) if day >= seen.earliest() => Held::Yes,
            (None, _) => Held::Unknown,
        }
    }

    fn not_over(&self, day: Date) -> Held {
        match (self.to, self.seen.1.or(self.from)) {
            (Some(to), _) if day > to.latest() => Held::No,
            (Some(to), _) if day > self.seen.1.map_or(to.earliest(), PartialDate::latest) => Held::Perhaps,
            (Some(_), _) => Held::Yes,
            (None, Some(seen)) if day <= seen.latest() => Held::Yes,
            (None, _) => Held::Unknown,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Gazetteer;

    /// Somebody's time in an office with these ends.
    fn tenure(from: &str, to: &str, seen: [&str; 2]) -> Tenure<'static> {
        let date = |text: &str| text.parse().ok();
        let office = Gazetteer::embedded().office_by_key("RUS/foreign_minister").unwrap();
        Tenure {
            person: ActorId(0),
            office,
            from: date(from),
            to: date(to),
            seen: (date(seen[0]), date(seen[1])),
            source: "",
        }
    }

    fn on(tenure: &Tenure<'_>, day: &str) -> Held {
        tenure.on(day.parse().unwrap())
    }

    #[test]
    fn known_ends() {
        let tenure = tenure("2014-03-05", "2016-07", ["", ""]);
        for (day, held) in [
            ("2014-03-04", Held::No),
            ("2014-03-05", Held::Yes),
            ("2016-07-01", Held::Yes),
            ("2016-07-02", Held::Perhaps),
            ("2016-08-01", Held::No),
        ] {
            assert_eq!(on(&tenure, day), held, "{day}");
        }
    }

    #[test]
    fn an_unknown_end_is_no_sign_that_he_stayed() {
        let tenure = tenure("2014-03-05", "", ["", "2022-06"]);
        assert_eq!(on(&tenure, "2022-06-30"), Held::Yes);
        assert_eq!(on(&tenure, "2022-07-01"), Held::Unknown);
    }

    #[test]
    fn between_the_last_sight_of_him_and_his_successor_nobody_knows() {
        let tenure = tenure("2014-03-05", "2017-01-20", ["", "2016-11-21"]);
        assert_eq!(on(&tenure, "2016-11-21"), Held::Yes);
        assert_eq!(on(&tenure, "2016-12-24"), Held::Perhaps);
        assert_eq!(on(&tenure, "2017-01-21"), Held::No);
    }

    #[test]
    fn only_seen() {
        let tenure = tenure("", "", ["2003-01-01", "2004-05-31"]);
        assert_eq!(on(&tenure, "2003-06-01"), Held::Yes);
        assert_eq!(
            [on(&tenure, "2002-12-31"), on(&tenure, "2004-06-01")],
            [Held::Unknown; 2]
        );
        let (first, last) = ("2002-01-01".parse().unwrap(), "2003-01-01".parse().unwrap());
        assert_eq!(tenure.during(first, last), Held::Yes);
    }
}
