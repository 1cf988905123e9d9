//! Resolving the expressions of a text one after the other, each against the day of publication and what was mentioned
//! before it.

use super::nearest::choose;
use super::point::{Point, day, days_after, quarter_of, weekday_near};
use super::{Anchor, Resolved, Tense, holiday, narrative, value};
use crate::days::Days;
use crate::expression::{DayOf, Expression, Holiday, Meaning, Origin, Season, Side, Unit, Year};
use jiff::civil::{Date, Weekday};

/// How many years around the one at hand a date with its weekday is looked for in.
const WEEKDAY_REACH: i16 = 6;

/// How many months around the one at hand a day with its weekday is looked for in.
const MONTH_REACH: i32 = 6;

/// What is known where the text has come to.
pub(super) struct Timeline {
    published: Option<Date>,
    /// Whether open years are those of what was mentioned before.
    history: bool,
    /// The time mentioned last, with the index of its expression.
    mention: Option<(Point, usize)>,
    /// The quarter that was mentioned last and not in comparison.
    quarter: Option<(Point, usize)>,
}

/// One of the days of a stretch; `None` where it has no such day.
fn day_of(day: DayOf, days: Days) -> Option<Date> {
    let found = match day {
        DayOf::Number(number) => days_after(days.first, i32::from(number) - 1),
        DayOf::Weekday { weekday, nth: -1 } => weekday_near(days.last, weekday, false, false),
        DayOf::Weekday { weekday, nth } => days_after(
            weekday_near(days.first, weekday, true, false)?,
            7 * (i32::from(nth) - 1),
        ),
    };
    found.filter(|day| (days.first..=days.last).contains(day))
}

/// A stretch of the calendar, and what it was counted from.
type Anchored = (Point, Option<Anchor>);

impl Timeline {
    pub(super) fn new(published: Option<Date>, expressions: &[Expression]) -> Self {
        Self {
            published,
            history: narrative::is_history(expressions, published),
            mention: None,
            quarter: None,
        }
    }

    pub(super) fn resolve(
        mut self,
        expressions: &[Expression],
        tense: impl Fn(usize) -> Option<Tense>,
    ) -> Vec<Resolved> {
        let mut resolved = Vec::with_capacity(expressions.len());
        for (index, expression) in expressions.iter().enumerate() {
            let point = self.point(&expression.meaning, tense(index));
            resolved.push(self.answer(&expression.meaning, point));
            if let Some(point) = point {
                self.remember(&expression.meaning, point, index);
            }
        }
        resolved
    }

    /// The value of a meaning, whose stretch of the calendar, if it has one, is given.
    fn answer(&self, meaning: &Meaning, point: Option<Anchored>) -> Resolved {
        let alone = |value| Resolved {
            value,
            ..Resolved::default()
        };
        match meaning {
            Meaning::Duration { amount, unit } => alone(Some(value::length(*amount, *unit))),
            Meaning::Set(recurrence) => alone(value::recurrence(recurrence)),
            Meaning::Vague(reference) => alone(Some(value::reference(*reference).to_owned())),
            _ => {
                let after = match meaning {
                    Meaning::Within { clock, .. } => value::clock(*clock),
                    _ => String::new(),
                };
                Resolved {
                    value: point.map(|(point, _)| format!("{}{after}", point.value())),
                    anchor: point.and_then(|(_, anchor)| anchor),
                    days: point.and_then(|(point, _)| point.days()),
                }
            }
        }
    }

    /// Keeps what later expressions count from. What only compares is not counted from.
    fn remember(&mut self, meaning: &Meaning, (point, anchor): Anchored, index: usize) {
        let compares = matches!(
            meaning,
            Meaning::Shift {
                unit: Unit::Year,
                count: -1,
                origin: Origin::Comparable | Origin::Mention
            } | Meaning::Quarter {
                year: Year::Shifted(_, Origin::Mention),
                ..
            }
        );
        let from_today = self.history && matches!(anchor, Some(Anchor::Published));
        if !compares && !from_today {
            self.mention = Some((point, index));
            if matches!(point, Point::Quarter(..)) {
                self.quarter = self.mention;
            }
        }
    }

    /// The stretch of the calendar that a meaning comes to.
    fn point(&self, meaning: &Meaning, tense: Option<Tense>) -> Option<Anchored> {
        match *meaning {
            Meaning::Date {
                year,
                month: Some(month),
                day,
                weekday,
            } => self.date(year, month, day, weekday, tense),
            Meaning::Date {
                year,
                month: None,
                day: None,
                ..
            } => {
                let (year, anchor) = self.fixed_year(year)?;
                Some((Point::Year(year), anchor))
            }
            Meaning::Date {
                day: Some(of_month),
                weekday,
                ..
            } => self.day_of_month(of_month, weekday),
            Meaning::Weekday { weekday, side } => self.weekday(weekday, side, tense),
            Meaning::Shift { unit, count, origin } => self.shift(unit, count, origin),
            Meaning::Beside { ref of, unit, count } => self.beside(of, unit, count, tense),
            Meaning::DayOf { day, ref of } => {
                let (point, anchor) = self.point(of, tense)?;
                Some((Point::Day(day_of(day, point.days()?)?), anchor))
            }
            Meaning::WeekOf(ref day) => {
                let (point, anchor) = self.point(day, tense)?;
                Some((Point::around(point.days()?.first, Unit::Week)?, anchor))
            }
            Meaning::Weekend { side, origin } => self.weekend(side, origin, tense),
            Meaning::Quarter { number, year, fiscal } => self.quarter(number, year, fiscal, tense),
            Meaning::Half { number, year } => {
                let (year, anchor) = self.fixed_year(year)?;
                Some((Point::Half(year, number), anchor))
            }
            Meaning::FiscalYear(year) => {
                let (year, anchor) = self.fixed_year(year)?;
                Some((Point::Year(year), anchor))
            }
            Meaning::Season { season, year } => self.season(season, year, tense),
            Meaning::Holiday { holiday, year } => self.holiday(holiday, year, tense),
            Meaning::Decade(year) => Some((Point::Decade(i16::try_from(year.div_euclid(10)).ok()?), None)),
            Meaning::Century(century) => Some((Point::Century(i16::try_from(century).ok()?), None)),
            Meaning::Within { ref day, .. } => self.day_at_hand(day.as_deref(), tense),
            Meaning::Figures { .. } | Meaning::Duration { .. } | Meaning::Set(_) | Meaning::Vague(_) => None,
        }
    }

    fn published(&self) -> Option<(Date, Anchor)> {
        self.published.map(|day| (day, Anchor::Published))
    }

    fn mentioned(&self) -> Option<(Point, Anchor)> {
        self.mention.map(|(point, index)| (point, Anchor::Expression(index)))
    }

    /// The day that open dates are looked for around: that of the publication, or in history that of the last mention.
    fn at_hand(&self) -> Option<(Date, Anchor)> {
        let mentioned = || {
            self.mentioned()
                .and_then(|(point, anchor)| Some((point.days()?.first, anchor)))
        };
        if self.history {
            mentioned().or_else(|| self.published())
        } else {
            self.published()
        }
    }

    /// A year that is stated or counted, or the one at hand.
    fn fixed_year(&self, year: Year) -> Option<(i16, Option<Anchor>)> {
        match year {
            Year::Stated(year) => Some((i16::try_from(year).ok()?, None)),
            Year::Shifted(count, Origin::Mention) => {
                let (point, anchor) = self.mentioned()?;
                Some((point.year()?.checked_add(i16::try_from(count).ok()?)?, Some(anchor)))
            }
            Year::Shifted(count, _) => {
                let (day, anchor) = self.published()?;
                Some((day.year().checked_add(i16::try_from(count).ok()?)?, Some(anchor)))
            }
            Year::Open(_) => {
                let (day, anchor) = self.at_hand()?;
                Some((day.year(), Some(anchor)))
            }
        }
    }

    /// In history an open date lies in the year at hand, or in the next where that is nearer.
    fn in_history(&self, on: Date, of: impl Fn(i16) -> Option<Point>) -> Option<Point> {
        let this = of(on.year());
        let whole_year = self.mention.is_some_and(|(point, _)| {
            point
                .days()
                .is_some_and(|days| days.first.month() == 1 && days.last.month() == 12)
        });
        if whole_year {
            return this;
        }
        let candidates: Vec<Point> = this.into_iter().chain(of(on.year() + 1)).collect();
        choose(&candidates, on, Side::Bare, None)
    }

    /// The stretch in the year that a side and the tense call for.
    fn in_year(&self, year: Year, tense: Option<Tense>, of: impl Fn(i16) -> Option<Point>) -> Option<Anchored> {
        let Year::Open(side) = year else {
            let (year, anchor) = self.fixed_year(year)?;
            return Some((of(year)?, anchor));
        };
        let (on, anchor) = self.at_hand()?;
        let point = if self.history && side == Side::Bare {
            self.in_history(on, of)?
        } else {
            let candidates: Vec<Point> = (on.year() - 2..=on.year() + 2).filter_map(of).collect();
            choose(&candidates, on, side, tense)?
        };
        Some((point, Some(anchor)))
    }

    fn date(
        &self,
        year: Year,
        month: u8,
        of_month: Option<u8>,
        weekday: Option<Weekday>,
        tense: Option<Tense>,
    ) -> Option<Anchored> {
        let Some(of_month) = of_month else {
            let month = i8::try_from(month).ok()?;
            return self.in_year(year, tense, |year| Some(Point::Month(year, month)));
        };
        let named = weekday.filter(|_| matches!(year, Year::Open(_)));
        let by_weekday = named.and_then(|weekday| self.by_weekday(month, of_month, weekday));
        by_weekday.or_else(|| self.in_year(year, tense, |year| day(year, month, of_month).map(Point::Day)))
    }

    /// The nearest year in which a day falls on the weekday that is named beside it.
    fn by_weekday(&self, month: u8, of_month: u8, weekday: Weekday) -> Option<Anchored> {
        let (on, anchor) = self.at_hand()?;
        let years = on.year() - WEEKDAY_REACH..=on.year() + WEEKDAY_REACH;
        let days: Vec<Point> = years
            .filter_map(|year| day(year, month, of_month))
            .filter(|day| day.weekday() == weekday)
            .map(Point::Day)
            .collect();
        Some((choose(&days, on, Side::Bare, None)?, Some(anchor)))
    }

    /// A day of the month at hand; with its weekday, the nearest such day.
    fn day_of_month(&self, of_month: u8, weekday: Option<Weekday>) -> Option<Anchored> {
        let (on, anchor) = self.at_hand()?;
        let in_month = |months: i32| {
            let first = on.first_of_month().checked_add(jiff::Span::new().months(months)).ok()?;
            day(first.year(), u8::try_from(first.month()).ok()?, of_month)
        };
        let Some(weekday) = weekday else {
            return Some((Point::Day(in_month(0)?), Some(anchor)));
        };
        let days: Vec<Point> = (-MONTH_REACH..=MONTH_REACH)
            .filter_map(in_month)
            .filter(|day| day.weekday() == weekday)
            .map(Point::Day)
            .collect();
        Some((choose(&days, on, Side::Bare, None)?, Some(anchor)))
    }

    fn weekday(&self, weekday: Weekday, side: Side, tense: Option<Tense>) -> Option<Anchored> {
        let (on, anchor) = self.at_hand()?;
        let future = matches!(tense, Some(Tense::Future | Tense::Present)) || self.history;
        let day = match side {
            Side::Last => weekday_near(on, weekday, false, true),
            Side::Next => weekday_near(on, weekday, true, true),
            Side::This => weekday_near(on, weekday, !matches!(tense, Some(Tense::Past)), false),
            Side::Bare => weekday_near(on, weekday, future, false),
        }?;
        Some((Point::Day(day), Some(anchor)))
    }

    fn shift(&self, unit: Unit, count: i32, origin: Origin) -> Option<Anchored> {
        let from_publication = || {
            let (day, anchor) = self.published()?;
            Some((Point::around(day, unit)?.shifted(count)?, Some(anchor)))
        };
        match origin {
            Origin::Published => from_publication(),
            Origin::Comparable => self.compared(count).or_else(from_publication),
            Origin::Mention => self.since_mention(unit, count),
        }
    }

    /// The quarter that was mentioned last, so many years away.
    fn compared(&self, years: i32) -> Option<Anchored> {
        let (quarter, index) = self.quarter?;
        Some((quarter.shifted(years.checked_mul(4)?)?, Some(Anchor::Expression(index))))
    }

    /// Counted from the last mention. A day can only be counted from a day; where none was mentioned, the day of the
    /// publication is at hand.
    fn since_mention(&self, unit: Unit, count: i32) -> Option<Anchored> {
        let mentioned = self.mentioned();
        if unit == Unit::Day {
            let day = mentioned.filter(|(point, _)| matches!(point, Point::Day(_)));
            if count == 0 && day.is_none() {
                return self.published().map(|(day, anchor)| (Point::Day(day), Some(anchor)));
            }
            let (point, anchor) = day?;
            return Some((point.shifted(count)?, Some(anchor)));
        }
        let (point, anchor) = mentioned?;
        if unit == Unit::Year && matches!(point, Point::Quarter(..)) && count != 0 {
            return self.compared(count);
        }
        Some((Point::around(point.days()?.first, unit)?.shifted(count)?, Some(anchor)))
    }

    fn beside(&self, of: &Meaning, unit: Unit, count: i32, tense: Option<Tense>) -> Option<Anchored> {
        let (point, anchor) = self.point(of, tense)?;
        let Point::Day(day) = point else { return None };
        let days = match unit {
            Unit::Day => count,
            Unit::Week => count.checked_mul(7)?,
            _ => return Some((Point::around(day, unit)?.shifted(count)?, anchor)),
        };
        Some((Point::Day(days_after(day, days)?), anchor))
    }

    fn weekend(&self, side: Side, origin: Origin, tense: Option<Tense>) -> Option<Anchored> {
        if let (Origin::Mention, Some((point, anchor))) = (origin, self.mentioned()) {
            return Some((Point::around(point.days()?.first, Unit::Weekend)?, Some(anchor)));
        }
        let (on, anchor) = self.published()?;
        let this = Point::around(on, Unit::Weekend)?;
        let past = matches!(tense, Some(Tense::Past)) && this.days()?.first > on;
        let count = match side {
            Side::Next => 1,
            Side::Last => -1,
            Side::Bare | Side::This => -i32::from(past),
        };
        Some((this.shifted(count)?, Some(anchor)))
    }

    fn quarter(&self, number: Option<u8>, year: Year, fiscal: bool, tense: Option<Tense>) -> Option<Anchored> {
        let Some(number) = number else {
            return self.quarter_at_hand(year);
        };
        if let Year::Open(side) = year {
            let (on, anchor) = self.at_hand()?;
            let quarters: Vec<Point> = (on.year() - 1..=on.year() + 1)
                .map(|year| Point::Quarter(year, number))
                .collect();
            let tense = if fiscal { Some(Tense::Past) } else { tense };
            return Some((choose(&quarters, on, side, tense)?, Some(anchor)));
        }
        if let Year::Shifted(count, Origin::Mention) = year {
            let (Point::Quarter(of, _), index) = self.quarter? else {
                return None;
            };
            return Some((
                Point::Quarter(of, number).shifted(count.checked_mul(4)?)?,
                Some(Anchor::Expression(index)),
            ));
        }
        let (year, anchor) = self.fixed_year(year)?;
        Some((Point::Quarter(year, number), anchor))
    }

    /// A quarter that is not numbered: the one mentioned last, in the year that is told; the one before the publication
    /// where none was.
    fn quarter_at_hand(&self, year: Year) -> Option<Anchored> {
        let Some((Point::Quarter(of, number), index)) = self.quarter else {
            return self.quarter_before(year);
        };
        let anchor = Some(Anchor::Expression(index));
        match year {
            Year::Open(_) => Some((Point::Quarter(of, number), anchor)),
            Year::Shifted(count, Origin::Mention) => {
                Some((Point::Quarter(of, number).shifted(count.checked_mul(4)?)?, anchor))
            }
            _ => {
                let (year, _) = self.fixed_year(year)?;
                Some((Point::Quarter(year, number), anchor))
            }
        }
    }

    fn quarter_before(&self, year: Year) -> Option<Anchored> {
        if matches!(year, Year::Stated(_)) {
            let (year, anchor) = self.fixed_year(year)?;
            return Some((Point::Year(year), anchor));
        }
        let (on, anchor) = self.published()?;
        let before = Point::Quarter(on.year(), quarter_of(on)).shifted(-1)?;
        match year {
            Year::Open(_) => Some((before, Some(anchor))),
            _ => Some((Point::Year(on.year() - 1), Some(anchor))),
        }
    }

    fn season(&self, season: Season, year: Year, tense: Option<Tense>) -> Option<Anchored> {
        self.in_year(year, tense, |year| Some(Point::Season(year, season)))
    }

    fn holiday(&self, holiday: Holiday, year: Year, tense: Option<Tense>) -> Option<Anchored> {
        self.in_year(year, tense, |year| holiday::in_year(holiday, year).map(Point::Day))
    }

    /// The day of a time within a day: the one named, the one mentioned last, or that of the publication.
    fn day_at_hand(&self, day: Option<&Meaning>, tense: Option<Tense>) -> Option<Anchored> {
        if let Some(meaning) = day {
            return self.point(meaning, tense);
        }
        let mentioned = self.mentioned().filter(|(point, _)| matches!(point, Point::Day(_)));
        let published = || self.published().map(|(day, anchor)| (Point::Day(day), anchor));
        let (point, anchor) = mentioned.or_else(published)?;
        Some((point, Some(anchor)))
    }
}
