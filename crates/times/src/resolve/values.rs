//! The values of meanings, one expression after another.

use super::calendar::{
    Stretch, around, holiday, moved, of_year, plus, quarter, quarter_of, weekday_from, weekday_until, years,
};
use super::{Anchor, Resolved, Tense, lengths};
use crate::days::Days;
use crate::expression::{Clock, Meaning, Modifier, Origin, Reference, Season, Side, Unit, Year};
use jiff::civil::{Date, Weekday};

/// What a reader has in mind at a place of the text.
pub(super) struct Context {
    /// The day of publication.
    pub(super) published: Option<Date>,
    /// The stretch of the calendar that was mentioned last, and by which expression.
    mention: Option<(usize, Stretch)>,
    /// The quarter that was mentioned last, by its year and number.
    quarter: Option<(i32, u8)>,
    /// The day that was mentioned last.
    day: Option<(usize, Date)>,
    /// The tense around the expression at hand.
    tense: Option<Tense>,
    modifier: Option<Modifier>,
}

/// A stretch and what it was counted from.
type Counted = (Stretch, Option<Anchor>);

impl Context {
    pub(super) const fn new(published: Option<Date>) -> Self {
        Self {
            published,
            mention: None,
            quarter: None,
            day: None,
            tense: None,
            modifier: None,
        }
    }

    /// The value of the expression of this index, which is kept in mind.
    pub(super) fn resolve(
        &mut self,
        index: usize,
        meaning: &Meaning,
        modifier: Option<Modifier>,
        tense: Option<Tense>,
    ) -> Resolved {
        self.tense = tense;
        self.modifier = modifier;
        match meaning {
            Meaning::Duration { amount, unit } => unanchored(lengths::duration(*amount, *unit)),
            Meaning::Set(recurrence) => Resolved {
                value: lengths::recurrence(recurrence),
                ..Resolved::default()
            },
            Meaning::Vague(reference) => self.vague(*reference),
            Meaning::Within { day, clock } => self.within(index, day.as_deref(), *clock),
            _ => self
                .stretch(meaning)
                .map_or_else(Resolved::default, |counted| self.keep(index, meaning, counted)),
        }
    }

    fn keep(&mut self, index: usize, meaning: &Meaning, (stretch, anchor): Counted) -> Resolved {
        let stays = matches!(
            meaning,
            Meaning::Quarter {
                year: Year::Stated(_) | Year::Shifted(_, Origin::Mention),
                ..
            }
        );
        if stretch.unit == Unit::Quarter && !stays {
            self.quarter = Some((i32::from(stretch.days.first.year()), quarter_of(stretch.days.first)));
        }
        if let Some(day) = stretch.days.exact() {
            self.day = Some((index, day));
        }
        let resolved = Resolved {
            value: Some(stretch.value.clone()),
            anchor,
            days: Some(stretch.days),
        };
        self.mention = Some((index, stretch));
        resolved
    }

    fn vague(&self, reference: Reference) -> Resolved {
        let value = match reference {
            Reference::Past => "PAST_REF",
            Reference::Present => "PRESENT_REF",
            Reference::Future => "FUTURE_REF",
        };
        Resolved {
            anchor: self.published.map(|_| Anchor::Published),
            ..unanchored(value.to_owned())
        }
    }

    /// A time of a day: of the one that is named, or mentioned last, or of the day of publication.
    fn within(&mut self, index: usize, day: Option<&Meaning>, clock: Clock) -> Resolved {
        let counted = match day {
            Some(day) => self.stretch(day),
            None => self.day_at_hand(),
        };
        let time = lengths::clock(clock);
        let Some((stretch, anchor)) = counted else {
            return Resolved {
                value: day.is_none().then_some(time),
                ..Resolved::default()
            };
        };
        let value = format!("{}{time}", stretch.value);
        let kept = self.keep(
            index,
            day.unwrap_or(&Meaning::Vague(Reference::Present)),
            (stretch, anchor),
        );
        Resolved {
            value: Some(value),
            ..kept
        }
    }

    fn day_at_hand(&self) -> Option<Counted> {
        let mentioned = self.day.map(|(index, day)| (day, Anchor::Expression(index)));
        let (day, anchor) = mentioned.or_else(|| self.published.map(|day| (day, Anchor::Published)))?;
        Some((around(day, Unit::Day)?, Some(anchor)))
    }

    fn stretch(&self, meaning: &Meaning) -> Option<Counted> {
        match meaning {
            Meaning::Date {
                year,
                month: None,
                day: None,
                ..
            } => self
                .year(*year)
                .and_then(|(year, anchor)| Some((years(year, 1, Unit::Year, 4)?, anchor))),
            Meaning::Date {
                month: None,
                day: Some(day),
                ..
            } => {
                let published = self.published?;
                anchored(of_year(
                    i32::from(published.year()),
                    u8::try_from(published.month()).ok()?,
                    Some(*day),
                ))
            }
            Meaning::Date {
                year,
                month: Some(month),
                day,
                weekday,
            } => self.yearly(*year, *weekday, |year| of_year(year, *month, *day)),
            Meaning::Figures { first, second, year } => {
                self.yearly(*year, None, |year| of_year(year, *first, Some(*second)))
            }
            Meaning::Weekday { weekday, side } => anchored(around(self.weekday(*weekday, *side)?, Unit::Day)),
            Meaning::Shift { unit, count, origin } => self.shift(*unit, *count, *origin),
            Meaning::Beside { of, unit, count } => {
                let (stretch, anchor) = self.stretch(of)?;
                Some((
                    around(
                        moved(stretch.days.first, *unit, *count)?,
                        if *unit == Unit::Week { Unit::Day } else { *unit },
                    )?,
                    anchor,
                ))
            }
            Meaning::WeekOf(day) => {
                let (stretch, anchor) = self.stretch(day)?;
                Some((around(stretch.days.first, Unit::Week)?, anchor))
            }
            Meaning::Weekend { side, origin } => self.weekend(*side, *origin),
            Meaning::Quarter { number, year, .. } => self.quarter(*number, *year),
            Meaning::Half { number, year } => self.half(*number, *year),
            Meaning::FiscalYear(year) => self
                .year(*year)
                .and_then(|(year, anchor)| Some((years(year, 1, Unit::Year, 4)?, anchor))),
            Meaning::Season { season, year } => self.season(*season, *year),
            Meaning::Holiday { holiday: which, year } => {
                self.yearly(*year, None, |year| around(holiday(*which, year)?, Unit::Day))
            }
            Meaning::Decade(first) => Some((years(*first, 10, Unit::Decade, 3)?, None)),
            Meaning::Century(first) => Some((years(first.checked_mul(100)?, 100, Unit::Century, 2)?, None)),
            Meaning::Within { .. } | Meaning::Duration { .. } | Meaning::Set(_) | Meaning::Vague(_) => None,
        }
    }

    /// The day that an origin stands for, and what it is.
    fn origin(&self, origin: Origin) -> Option<(Date, Anchor)> {
        let published = || self.published.map(|day| (day, Anchor::Published));
        match (origin, &self.mention) {
            (Origin::Mention, Some((index, stretch))) => Some((stretch.days.first, Anchor::Expression(*index))),
            _ => published(),
        }
    }

    fn year(&self, year: Year) -> Option<(i32, Option<Anchor>)> {
        match year {
            Year::Stated(year) => Some((year, None)),
            Year::Shifted(count, origin) => {
                let (day, anchor) = self.origin(origin)?;
                Some((i32::from(day.year()) + count, Some(anchor)))
            }
            Year::Open(_) => self
                .published
                .map(|day| (i32::from(day.year()), Some(Anchor::Published))),
        }
    }

    /// What recurs every year, in the year that fits.
    fn yearly(&self, year: Year, weekday: Option<Weekday>, of: impl Fn(i32) -> Option<Stretch>) -> Option<Counted> {
        let Year::Open(side) = year else {
            let (year, anchor) = self.year(year)?;
            return Some((of(year)?, anchor));
        };
        let published = self.published?;
        let this = i32::from(published.year());
        let fits = |stretch: &Stretch| weekday.is_none_or(|weekday| stretch.days.first.weekday() == weekday);
        let near: Vec<Stretch> = (this - 1..=this + 1).filter_map(&of).collect();
        let named: Vec<Stretch> = (this - 6..=this + 6)
            .filter_map(&of)
            .filter(|stretch| weekday.is_some() && fits(stretch))
            .collect();
        if !named.is_empty() {
            return anchored(choose(named, published, side, None));
        }
        anchored(choose(near, published, side, self.tense))
    }

    fn weekday(&self, weekday: Weekday, side: Side) -> Option<Date> {
        let published = self.published?;
        let future = matches!(self.tense, Some(Tense::Future | Tense::Present));
        Some(match side {
            Side::Last => weekday_until(plus(published, -1), weekday),
            Side::Next => weekday_from(plus(published, 1), weekday),
            Side::This if self.tense != Some(Tense::Past) => weekday_from(published, weekday),
            Side::Bare if future => weekday_from(published, weekday),
            Side::Bare | Side::This => weekday_until(published, weekday),
        })
    }

    fn shift(&self, unit: Unit, count: i32, origin: Origin) -> Option<Counted> {
        let (day, anchor) = self.origin(origin)?;
        Some((around(moved(day, unit, count)?, unit)?, Some(anchor)))
    }

    /// The weekend at hand is the last one in the first half of the week.
    fn weekend(&self, side: Side, origin: Origin) -> Option<Counted> {
        let (day, anchor) = self.origin(origin)?;
        let early = day.weekday().to_monday_zero_offset() < 3;
        let weeks = match side {
            Side::Last => -1,
            Side::Next => 1,
            Side::Bare if early && !matches!(self.tense, Some(Tense::Future)) => -1,
            Side::Bare | Side::This => 0,
        };
        Some((around(moved(day, Unit::Week, weeks)?, Unit::Weekend)?, Some(anchor)))
    }

    fn quarter(&self, number: Option<u8>, year: Year) -> Option<Counted> {
        if let (Some(number), Year::Stated(year)) = (number, year) {
            return Some((quarter(year, number)?, None));
        }
        let base = self.quarter_at_hand(number);
        let anchor = self.published.map(|_| Anchor::Published);
        match year {
            Year::Stated(year) => Some((
                base.map_or_else(|| years(year, 1, Unit::Year, 4), |(_, base)| quarter(year, base))?,
                None,
            )),
            Year::Shifted(count, Origin::Published) => {
                let published = self.published?;
                Some((
                    quarter(
                        i32::from(published.year()) + count,
                        number.or(base.map(|(_, base)| base))?,
                    )?,
                    anchor,
                ))
            }
            Year::Shifted(count, Origin::Mention) => {
                let (year, base) = base?;
                Some((quarter(year + count, number.unwrap_or(base))?, anchor))
            }
            Year::Open(_) => {
                let (year, number) = base?;
                Some((quarter(year, number)?, anchor))
            }
        }
    }

    /// The quarter of this number that ended last or runs; without a number the one mentioned last, or the last that ended.
    fn quarter_at_hand(&self, number: Option<u8>) -> Option<(i32, u8)> {
        let current = self.published.map(|day| (i32::from(day.year()), quarter_of(day)));
        match number {
            None => self.quarter.or_else(|| {
                current.map(|(year, quarter)| {
                    if quarter == 1 {
                        (year - 1, 4)
                    } else {
                        (year, quarter - 1)
                    }
                })
            }),
            Some(number) => {
                let (year, now) = current?;
                let past = number > now && self.tense != Some(Tense::Future);
                Some((if past { year - 1 } else { year }, number))
            }
        }
    }

    fn half(&self, number: u8, year: Year) -> Option<Counted> {
        let (year, anchor) = self.year(year)?;
        let (first, last) = (quarter(year, number * 2 - 1)?, quarter(year, number * 2)?);
        let days = Days::new(first.days.first, last.days.last)?;
        Some((
            Stretch {
                unit: Unit::Quarter,
                value: format!("{year:04}-H{number}"),
                days,
            },
            anchor,
        ))
    }

    fn season(&self, season: Season, year: Year) -> Option<Counted> {
        if let Year::Open(Side::This | Side::Bare) = year {
            let published = self.published?;
            let winter_goes_on = season == Season::Winter && published.month() < 4;
            let past = year == Year::Open(Side::Bare)
                && self.tense == Some(Tense::Past)
                && of_season(season, i32::from(published.year()))?.days.first > published;
            return anchored(of_season(
                season,
                i32::from(published.year()) - i32::from(winter_goes_on || past),
            ));
        }
        self.yearly(year, None, |year| of_season(season, year))
    }
}

fn of_season(season: Season, year: i32) -> Option<Stretch> {
    let month = match season {
        Season::Spring => 3,
        Season::Summer => 6,
        Season::Autumn => 9,
        Season::Winter => 12,
    };
    let first = of_year(year, month, None)?.days.first;
    let days = Days::new(first, moved(first, Unit::Month, 2)?.last_of_month())?;
    Some(Stretch {
        unit: Unit::Month,
        value: format!("{year:04}-{}", lengths::season(season)),
        days,
    })
}

const fn unanchored(value: String) -> Resolved {
    Resolved {
        value: Some(value),
        anchor: None,
        days: None,
    }
}

fn anchored(stretch: Option<Stretch>) -> Option<Counted> {
    stretch.map(|stretch| (stretch, Some(Anchor::Published)))
}

/// How many days ahead a date may lie that a clause in the past tense names: *a fair was set for June 3*.
const SLIP: i32 = 100;

/// Of the years in which a time recurs, the nearest on the side that the words or the tense say.
fn choose(all: Vec<Stretch>, published: Date, side: Side, tense: Option<Tense>) -> Option<Stretch> {
    let distance = |stretch: &Stretch| {
        let away = |day: Date| published.duration_since(day).as_hours().abs();
        if stretch.days.first <= published && published <= stretch.days.last {
            0
        } else {
            away(stretch.days.first).min(away(stretch.days.last))
        }
    };
    let this_year = |stretch: &Stretch| stretch.days.first.year() == published.year();
    let allowed = |stretch: &Stretch| match (side, tense) {
        (Side::Last, _) => stretch.days.last < published,
        (Side::Next, _) => stretch.days.first > published,
        (Side::This, _) => this_year(stretch),
        (Side::Bare, Some(Tense::Past)) => stretch.days.first <= plus(published, SLIP),
        (Side::Bare, Some(Tense::Future)) => stretch.days.last >= published,
        (Side::Bare, _) => true,
    };
    let nearest = |stretches: &mut dyn Iterator<Item = Stretch>| stretches.min_by_key(distance);
    nearest(&mut all.iter().filter(|stretch| allowed(stretch)).cloned()).or_else(|| nearest(&mut all.into_iter()))
}
