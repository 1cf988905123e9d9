//! Values of durations and of recurring times.

use crate::expression::{Amount, Clock, DayPart, Meaning, Recurrence, Season, Unit};

/// `P3D`, `PT2H30M`, `PXM`.
pub(super) fn duration(amount: Amount, unit: Unit) -> String {
    match (amount, unit) {
        (_, Unit::Indefinite) => "PXX".to_owned(),
        (Amount::Several, _) => several(unit),
        (Amount::Exact { whole, sixtieths: 0 }, _) => exact(whole, unit),
        (Amount::Exact { whole, sixtieths }, _) => with_part(whole, sixtieths, unit),
    }
}

fn several(unit: Unit) -> String {
    format!("{}X{}", if is_clock(unit) { "PT" } else { "P" }, letter(unit))
}

fn exact(count: u32, unit: Unit) -> String {
    match unit {
        Unit::Decade => format!("P{}Y", count.saturating_mul(10)),
        Unit::Century => format!("P{}Y", count.saturating_mul(100)),
        _ => format!("{}{count}{}", if is_clock(unit) { "PT" } else { "P" }, letter(unit)),
    }
}

/// A part of a unit is told in the unit below.
fn with_part(whole: u32, sixtieths: u8, unit: Unit) -> String {
    let part = |of: u32| u32::from(sixtieths) * of / 60;
    let whole_part = |text: String| if whole == 0 { String::new() } else { text };
    match unit {
        Unit::Year => format!("P{}{}M", whole_part(format!("{whole}Y")), part(12)),
        Unit::Month => format!("P{}{}D", whole_part(format!("{whole}M")), part(30)),
        Unit::Day => format!("P{}T{}H", whole_part(format!("{whole}D")), part(24)),
        Unit::Hour => format!("PT{}{}M", whole_part(format!("{whole}H")), part(60)),
        Unit::Minute => format!("PT{}{}S", whole_part(format!("{whole}M")), part(60)),
        Unit::Decade => format!("P{}Y", whole * 10 + part(10)),
        Unit::Century => format!("P{}Y", whole * 100 + part(100)),
        _ => format!("P{whole}.{}{}", part(10), letter(unit)),
    }
}

const fn is_clock(unit: Unit) -> bool {
    matches!(unit, Unit::Second | Unit::Minute | Unit::Hour)
}

const fn letter(unit: Unit) -> &'static str {
    match unit {
        Unit::Second => "S",
        Unit::Minute | Unit::Month => "M",
        Unit::Hour => "H",
        Unit::Day => "D",
        Unit::Week => "W",
        Unit::Weekend => "WE",
        Unit::Quarter => "Q",
        Unit::Year => "Y",
        Unit::Decade => "E",
        Unit::Century => "C",
        Unit::Millennium => "L",
        Unit::Indefinite => "X",
    }
}

/// `P1W`, `XXXX-WXX-4`, `XXXX-07`; `None` for what recurs by no habit of the calendar.
pub(super) fn recurrence(recurrence: &Recurrence) -> Option<String> {
    match recurrence {
        Recurrence::Every { amount, unit } => Some(duration(*amount, *unit)),
        Recurrence::On(meaning) => open(meaning),
    }
}

fn open(meaning: &Meaning) -> Option<String> {
    Some(match meaning {
        Meaning::Weekday { weekday, .. } => format!("XXXX-WXX-{}", weekday.to_monday_one_offset()),
        Meaning::Date {
            month: Some(month),
            day: None,
            ..
        } => format!("XXXX-{month:02}"),
        Meaning::Date {
            month: Some(month),
            day: Some(day),
            ..
        } => format!("XXXX-{month:02}-{day:02}"),
        Meaning::Season { season, .. } => format!("XXXX-{}", self::season(*season)),
        Meaning::Within { day, clock } => {
            let day = day.as_deref().map_or_else(|| Some("XXXX-XX-XX".to_owned()), open)?;
            format!("{day}{}", self::clock(*clock))
        }
        _ => return None,
    })
}

pub(super) const fn season(season: Season) -> &'static str {
    match season {
        Season::Spring => "SP",
        Season::Summer => "SU",
        Season::Autumn => "FA",
        Season::Winter => "WI",
    }
}

/// `TEV`, `T17:00`, `T24`.
pub(super) fn clock(clock: Clock) -> String {
    match clock {
        Clock::Part(part) => format!("T{}", self::part(part)),
        Clock::At {
            hour,
            minute,
            second,
            utc,
        } => {
            let minute = minute.map_or_else(String::new, |minute| format!(":{minute:02}"));
            let second = second.map_or_else(String::new, |second| format!(":{second:02}"));
            format!("T{hour:02}{minute}{second}{}", if utc { "Z" } else { "" })
        }
    }
}

const fn part(part: DayPart) -> &'static str {
    match part {
        DayPart::Morning => "MO",
        DayPart::Midday => "MI",
        DayPart::Afternoon => "AF",
        DayPart::Evening => "EV",
        DayPart::Night => "NI",
        DayPart::Daytime => "DT",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths() {
        let half = Amount::Exact {
            whole: 2,
            sixtieths: 30,
        };
        assert_eq!(duration(half, Unit::Year), "P2Y6M");
        assert_eq!(duration(half, Unit::Hour), "PT2H30M");
        assert_eq!(duration(Amount::whole(3), Unit::Decade), "P30Y");
        assert_eq!(duration(Amount::Several, Unit::Minute), "PTXM");
    }
}
