//! TIMEX3's notation for what is no stretch of the calendar: lengths, recurring times, times of the clock.

use super::point::season_code;
use crate::expression::{Amount, Clock, DayPart, Meaning, Recurrence, Reference, Unit};

/// The value of a length of time: `P3D`, `PT5H30M`, `PXY`.
pub(super) fn length(amount: Amount, unit: Unit) -> String {
    match amount {
        Amount::Several => several(unit),
        Amount::Exact { .. } if unit == Unit::Indefinite => several(unit),
        Amount::Exact { whole, sixtieths: 0 } => whole_units(whole, unit),
        Amount::Exact { whole, sixtieths } => broken_units(whole, sixtieths, unit),
    }
}

fn several(unit: Unit) -> String {
    let (time, letter) = letter(unit);
    format!("P{time}X{letter}")
}

/// `T` before units of the clock, and the unit's letter.
const fn letter(unit: Unit) -> (&'static str, &'static str) {
    match unit {
        Unit::Second => ("T", "S"),
        Unit::Minute => ("T", "M"),
        Unit::Hour => ("T", "H"),
        Unit::Day => ("", "D"),
        Unit::Week => ("", "W"),
        Unit::Weekend => ("", "WE"),
        Unit::Month => ("", "M"),
        Unit::Quarter => ("", "Q"),
        Unit::Year => ("", "Y"),
        Unit::Decade => ("", "E"),
        Unit::Century => ("", "C"),
        Unit::Millennium => ("", "L"),
        Unit::Indefinite => ("", "X"),
    }
}

/// Decades, centuries and millennia are counted in years.
fn whole_units(whole: u32, unit: Unit) -> String {
    if let Some(years) = years_of(unit) {
        return format!("P{}Y", u64::from(whole) * years);
    }
    let (time, letter) = letter(unit);
    format!("P{time}{whole}{letter}")
}

const fn years_of(unit: Unit) -> Option<u64> {
    match unit {
        Unit::Decade => Some(10),
        Unit::Century => Some(100),
        Unit::Millennium => Some(1000),
        _ => None,
    }
}

/// Parts of a unit are given in the next smaller one where that comes out even, as decimals where not.
fn broken_units(whole: u32, sixtieths: u8, unit: Unit) -> String {
    let part = |of: u32| u32::from(sixtieths) * of / 60;
    let whole_part = |number: u32, letter: &str| {
        if number == 0 {
            String::new()
        } else {
            format!("{number}{letter}")
        }
    };
    if let Some(years) = years_of(unit) {
        return format!("P{}Y", u64::from(whole) * years + u64::from(sixtieths) * years / 60);
    }
    match unit {
        Unit::Year => format!("P{}{}M", whole_part(whole, "Y"), part(12)),
        Unit::Hour => format!("PT{}{}M", whole_part(whole, "H"), part(60)),
        Unit::Minute => format!("PT{}{}S", whole_part(whole, "M"), part(60)),
        Unit::Day => format!("P{}T{}H", whole_part(whole, "D"), part(24)),
        _ => {
            let (time, letter) = letter(unit);
            format!("P{time}{whole}.{}{letter}", u32::from(sixtieths) * 10 / 60)
        }
    }
}

/// The value of a vague time.
pub(super) const fn reference(reference: Reference) -> &'static str {
    match reference {
        Reference::Past => "PAST_REF",
        Reference::Present => "PRESENT_REF",
        Reference::Future => "FUTURE_REF",
    }
}

/// What a time within a day adds to the value of the day.
pub(super) fn clock(clock: Clock) -> String {
    match clock {
        Clock::Part(part) => format!("T{}", part_code(part)),
        Clock::At {
            hour,
            minute,
            second,
            utc,
        } => {
            let minute = minute
                .or((hour < 24).then_some(0))
                .map_or_else(String::new, |minute| format!(":{minute:02}"));
            let second = second.map_or_else(String::new, |second| format!(":{second:02}"));
            format!("T{hour:02}{minute}{second}{}", if utc { "Z" } else { "" })
        }
    }
}

const fn part_code(part: DayPart) -> &'static str {
    match part {
        DayPart::Morning => "MO",
        DayPart::Midday => "MI",
        DayPart::Afternoon => "AF",
        DayPart::Evening => "EV",
        DayPart::Night => "NI",
        DayPart::Daytime => "DT",
    }
}

/// The value of a recurring time; `None` for what has no notation.
pub(super) fn recurrence(recurrence: &Recurrence) -> Option<String> {
    match recurrence {
        Recurrence::Every {
            unit: Unit::Weekend, ..
        } => Some("XXXX-WXX-WE".to_owned()),
        Recurrence::Every { amount, unit } => Some(length(*amount, *unit)),
        Recurrence::On(meaning) => recurring(meaning),
    }
}

/// A time of every year, week or day, with `X` for what is open.
fn recurring(meaning: &Meaning) -> Option<String> {
    match meaning {
        Meaning::Weekday { weekday, .. } => Some(format!("XXXX-WXX-{}", weekday.to_monday_one_offset())),
        Meaning::Date {
            month: Some(month),
            day,
            ..
        } => {
            let day = day.map_or_else(String::new, |day| format!("-{day:02}"));
            Some(format!("XXXX-{month:02}{day}"))
        }
        Meaning::Season { season, .. } => Some(format!("XXXX-{}", season_code(*season))),
        Meaning::Within { day, clock: at } => {
            let day = match day {
                Some(day) => recurring(day)?,
                None => "XXXX-XX-XX".to_owned(),
            };
            Some(format!("{day}{}", clock(*at)))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths() {
        let half = |whole| Amount::Exact { whole, sixtieths: 30 };
        assert_eq!(length(Amount::whole(3), Unit::Day), "P3D");
        assert_eq!(length(Amount::whole(2), Unit::Decade), "P20Y");
        assert_eq!(length(half(2), Unit::Year), "P2Y6M");
        assert_eq!(length(half(0), Unit::Hour), "PT30M");
        assert_eq!(length(half(1), Unit::Month), "P1.5M");
        assert_eq!(length(Amount::Several, Unit::Hour), "PTXH");
    }

    #[test]
    fn midnight_is_the_end_of_its_day() {
        let at = |hour, minute| {
            clock(Clock::At {
                hour,
                minute,
                second: None,
                utc: false,
            })
        };
        assert_eq!(
            (at(24, None), at(9, None), at(9, Some(5))),
            ("T24".into(), "T09:00".into(), "T09:05".into())
        );
    }
}
