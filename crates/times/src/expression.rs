//! What a time expression says, before anybody knows from which day it counts.

use demarche_types::{Span, TimeType};
use jiff::civil::Weekday;

/// A time expression as it stands in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Expression {
    /// Its words, by the habits of the TimeBank: determiners and modifiers inside, prepositions outside.
    pub span: Span,
    /// TIMEX3's type.
    pub kind: TimeType,
    /// What it says.
    pub meaning: Meaning,
    /// What it says of a part of that: *early 1990*, *the end of the month*, *about two years*.
    pub modifier: Option<Modifier>,
}

/// What a time expression says, in the terms of the calendar. No value is known yet where it counts from a day that the
/// expression does not name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Meaning {
    /// A year, a month or a day of the calendar: *4 February 2022*, *March 1996*, *1987*, *Feb. 4th*, *last April*. One
    /// of `month` and `day` may be missing, and both where the year is not open.
    Date {
        /// The year, or how to come by it.
        year: Year,
        /// 1 to 12.
        month: Option<u8>,
        /// 1 to 31. Without a month it is a day of the month at hand: *the 4th*.
        day: Option<u8>,
        /// The day of the week that is named beside it: *Friday, Oct. 23*. Evidence for the year, and for nothing else.
        weekday: Option<Weekday>,
    },
    /// A date in figures whose order nothing in the text decides: *4/2/2022*.
    Figures {
        /// The first number, 1 to 12.
        first: u8,
        /// The second number, 1 to 12.
        second: u8,
        /// The year, or how to come by it.
        year: Year,
    },
    /// A day of the week: *Thursday*, *last Friday*, *next Monday*.
    Weekday {
        /// Which.
        weekday: Weekday,
        /// In which direction to look for it.
        side: Side,
    },
    /// So many units before or after a day, or the unit that the day lies in: *yesterday* (a day, -1), *this week* (a
    /// week, 0), *next month* (a month, 1), *two years ago* (a year, -2), *the following day* (a day, 1, from a mention).
    Shift {
        /// The unit that is counted, and the precision of the value.
        unit: Unit,
        /// How many, negative before.
        count: i32,
        /// Which day it counts from.
        origin: Origin,
    },
    /// So many units before or after a time that is part of the expression: *the day after Christmas*, *two weeks from
    /// Friday*.
    Beside {
        /// The time that it counts from.
        of: Box<Meaning>,
        /// The unit that is counted.
        unit: Unit,
        /// How many, negative before.
        count: i32,
    },
    /// A day of a longer time that is part of the expression: *Wednesday of next week*, *the last Monday of March*, *the 20th
    /// of next month*.
    DayOf {
        /// Which of its days.
        day: DayOf,
        /// The longer time.
        of: Box<Meaning>,
    },
    /// A week that is told by a day in it: *the week of March 6*.
    WeekOf(Box<Meaning>),
    /// A weekend.
    Weekend {
        /// In which direction to look for it.
        side: Side,
        /// Which day it counts from.
        origin: Origin,
    },
    /// A quarter of a year: *the third quarter of 1990*; without a number *the quarter*.
    Quarter {
        /// 1 to 4, where it is known.
        number: Option<u8>,
        /// The year, or how to come by it.
        year: Year,
        /// Whether the year is an accounting year, whose quarters only the company knows.
        fiscal: bool,
    },
    /// A half of a year: *the last half of 1989*.
    Half {
        /// 1 or 2.
        number: u8,
        /// The year, or how to come by it.
        year: Year,
    },
    /// An accounting year: *fiscal 1989*.
    FiscalYear(Year),
    /// A season of a year: *last spring*, *the summer of 2014*.
    Season {
        /// Which.
        season: Season,
        /// The year, or how to come by it.
        year: Year,
    },
    /// A holiday of the news calendar: *Christmas Eve*, *last Thanksgiving*, *Easter 2005*.
    Holiday {
        /// Which.
        holiday: Holiday,
        /// The year, or how to come by it.
        year: Year,
    },
    /// Ten years, by the first of them: *the 1990s* is 1990.
    Decade(i32),
    /// A century, by its first two digits: *the 20th century* is 19.
    Century(i32),
    /// A time within a day: *10:30 a.m. EST*, *late on Wednesday*, *tonight*, *noon Saturday*.
    Within {
        /// The day; where none is named, the last one mentioned, or the day of publication.
        day: Option<Box<Meaning>>,
        /// The time.
        clock: Clock,
    },
    /// A length of time: *three days*, *a decade*, *several months*.
    Duration {
        /// How many.
        amount: Amount,
        /// Of what.
        unit: Unit,
    },
    /// A recurring time: *every Friday*, *annually*.
    Set(Recurrence),
    /// Some time in the past, the present or the future: *recently*, *now*, *soon*.
    Vague(Reference),
}

/// The year of a date, or how to come by it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Year {
    /// It is stated: *1998*.
    Stated(i32),
    /// It is counted from the year of the day of publication, or of a mention: *July last year* is -1.
    Shifted(i32, Origin),
    /// It is to be found: the nearest that fits the side, the tense of the sentence and, where it is named, the weekday.
    Open(Side),
}

/// In which direction to look for a recurring time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Side {
    /// Nothing says: the tense of the sentence decides.
    #[default]
    Bare,
    /// Before: *last Friday*, *this past spring*.
    Last,
    /// In the unit at hand: *this Friday*, *this September*.
    This,
    /// After: *next Friday*, *this coming Sunday*.
    Next,
}

/// Which day a time counts from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Origin {
    /// The day of publication.
    #[default]
    Published,
    /// The time that the text mentioned last: *the same day*, *a year earlier*, *that year*.
    Mention,
    /// The day of publication, or the quarter that the text mentioned last: *a year ago*, in a report of accounts, is the
    /// same quarter of the year before.
    Comparable,
}

/// A unit of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Unit {
    /// A second.
    Second,
    /// A minute.
    Minute,
    /// An hour.
    Hour,
    /// A day.
    Day,
    /// A week, Monday to Sunday.
    Week,
    /// A weekend.
    Weekend,
    /// A month.
    Month,
    /// A quarter of a year.
    Quarter,
    /// A year.
    Year,
    /// Ten years.
    Decade,
    /// A hundred years.
    Century,
    /// A thousand years.
    Millennium,
    /// A length that has no name: *a period*, *a while*.
    Indefinite,
}

/// One of the days of a longer time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DayOf {
    /// The day of so high a number, from 1.
    Number(u8),
    /// One of its days of a weekday.
    Weekday {
        /// Which weekday.
        weekday: Weekday,
        /// The first is 1, the last is -1.
        nth: i8,
    },
}

/// How many units.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Amount {
    /// So many, and so many sixtieths of one: *two and a half years* is 2 and 30.
    Exact {
        /// Whole ones.
        whole: u32,
        /// Sixtieths of one.
        sixtieths: u8,
    },
    /// Several.
    Several,
}

impl Amount {
    /// A whole number of units.
    #[must_use]
    pub const fn whole(whole: u32) -> Self {
        Self::Exact { whole, sixtieths: 0 }
    }
}

/// A season, as the northern half of the world has them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Season {
    /// Spring.
    Spring,
    /// Summer.
    Summer,
    /// Autumn.
    Autumn,
    /// Winter; it belongs to the year that it begins in.
    Winter,
}

/// When a holiday falls.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Holiday {
    /// On a day of the year.
    Fixed {
        /// 1 to 12.
        month: u8,
        /// 1 to 31.
        day: u8,
    },
    /// On a weekday of a month.
    Nth {
        /// 1 to 12.
        month: u8,
        /// Which weekday.
        weekday: Weekday,
        /// The first is 1, the last is -1.
        nth: i8,
    },
    /// So many days after the Easter Sunday of the western churches.
    Easter(i16),
}

/// A time within a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Clock {
    /// A part of the day: *morning*.
    Part(DayPart),
    /// A time of the clock.
    At {
        /// 0 to 24.
        hour: u8,
        /// 0 to 59, where they are named.
        minute: Option<u8>,
        /// 0 to 59, where they are named.
        second: Option<u8>,
        /// Whether the time is Greenwich Mean Time, or what equals it.
        utc: bool,
    },
}

/// A part of a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DayPart {
    /// Dawn and what follows until noon.
    Morning,
    /// The middle of the day.
    Midday,
    /// From noon to the evening.
    Afternoon,
    /// The evening; what is late on a day.
    Evening,
    /// The night.
    Night,
    /// The daylight hours.
    Daytime,
}

/// What recurs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Recurrence {
    /// Every so many units: *annually*, *every two weeks*.
    Every {
        /// How many.
        amount: Amount,
        /// Of what.
        unit: Unit,
    },
    /// Every time that answers to this: *each July*, *on Fridays*, *Tuesday nights*, *every spring*.
    On(Box<Meaning>),
}

/// Where a vague time lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Reference {
    /// Before now.
    Past,
    /// Now.
    Present,
    /// After now.
    Future,
}

/// What an expression says of a part of its time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Modifier {
    /// Its first part: *early*, *the beginning of*.
    Start,
    /// Its middle: *mid*.
    Middle,
    /// Its last part: *late*, *the end of*.
    End,
    /// Some time before in it: *earlier this month*.
    Earlier,
    /// Some time after in it: *later this year*.
    Later,
    /// About: *nearly*, *around*.
    About,
}
