//! CAMEO's codes as PLOVER's: who it is and what sector he belongs to.

/// A code and a sector of PLOVER; either may be empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plover {
    /// ISO 3166-1 alpha-3, or an international actor's code.
    pub code: String,
    /// Three letters.
    pub sector: String,
    /// Whether the code is not a state's.
    pub international: bool,
}

/// CAMEO's international actors and PLOVER's.
const INTERNATIONAL: [(&str, &str); 8] = [
    ("IGO", "IGO"),
    ("IMG", "IMG"),
    ("INT", ""),
    ("MNC", "MNC"),
    ("NGM", "NGO"),
    ("NGO", "NGO"),
    ("UIS", ""),
    ("UNO", "UNO"),
];
/// CAMEO's regions, for which PLOVER has no code.
const REGIONS: [&str; 14] = [
    "AFR", "ASA", "BLK", "CAS", "CFR", "CRB", "EEU", "EUR", "LAM", "MEA", "NAF", "SAS", "SEA", "WST",
];
/// Codes of states that CAMEO keeps and ISO 3166-1 has changed.
const CHANGED: [(&str, &str); 10] = [
    ("KSV", "KOS"),
    ("PAL", "PSE"),
    ("ROM", "ROU"),
    ("TMP", "TLS"),
    ("ZAR", "COD"),
    ("SUN", "RUS"),
    ("CSK", "CZE"),
    ("DDR", "DEU"),
    ("SCG", "SRB"),
    ("YUG", "SRB"),
];
/// Sectors with the same letters in both.
const SAME: [&str; 25] = [
    "AGR", "BUS", "COP", "CRM", "CVL", "EDU", "ELI", "GOV", "JRN", "JUD", "LAB", "LEG", "MED", "MIL", "OPP", "PRE",
    "PRM", "PTY", "REB", "REF", "REL", "SOC", "SPY", "UAF", "UNK",
];
/// Sectors of CAMEO that are another's in PLOVER.
const OTHER: [(&str, &str); 12] = [
    ("BUD", "REL"),
    ("CHR", "REL"),
    ("CTH", "REL"),
    ("HIN", "REL"),
    ("INS", "REB"),
    ("JEW", "REL"),
    ("MOS", "REL"),
    ("MUS", "REL"),
    ("SEP", "REB"),
    ("HRI", "CVL"),
    ("ENV", "CVL"),
    ("DEV", "CVL"),
];

/// Translates a code; none for CAMEO's `---`, which says that a name is nobody's.
pub fn plover(cameo: &str) -> Option<Plover> {
    let mut parts = cameo
        .as_bytes()
        .chunks(3)
        .map(|three| std::str::from_utf8(three).unwrap_or_default());
    let first = parts
        .next()
        .filter(|first| first.chars().all(|c| c.is_ascii_uppercase()))?;
    let rest: Vec<&str> = parts.collect();
    if let (Some(sector), true) = (sector(first), rest.is_empty()) {
        // `[ELI]` on its own: somebody of no state.
        return Some(Plover {
            code: String::new(),
            sector: sector.to_owned(),
            international: true,
        });
    }
    let (code, international) = match translated(&INTERNATIONAL, first) {
        Some("IGO") if rest.contains(&"UNO") => ("UNO", true),
        Some("IGO") if rest.iter().any(|part| matches!(*part, "EUR" | "EEC")) => ("EUR", true),
        Some(code) => (code, true),
        None if REGIONS.contains(&first) => ("", true),
        None => (translated(&CHANGED, first).unwrap_or(first), false),
    };
    Some(Plover {
        code: code.to_owned(),
        sector: rest.iter().find_map(|part| sector(part)).unwrap_or_default().to_owned(),
        international,
    })
}

/// A sector of CAMEO as PLOVER's.
pub fn sector(cameo: &str) -> Option<&'static str> {
    SAME.into_iter()
        .find(|same| *same == cameo)
        .or_else(|| translated(&OTHER, cameo))
}

fn translated(table: &[(&str, &'static str)], code: &str) -> Option<&'static str> {
    table.iter().find_map(|(from, to)| (*from == code).then_some(*to))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_of_states_and_of_others() {
        let translated = |code| plover(code).map(|p| (p.code, p.sector));
        assert_eq!(translated("RUSGOV"), Some(("RUS".into(), "GOV".into())));
        assert_eq!(translated("IGOUNOREFHCR"), Some(("UNO".into(), "REF".into())));
        assert_eq!(translated("IMGMUSALQ"), Some(("IMG".into(), "REL".into())));
        assert_eq!(translated("COD"), Some(("COD".into(), String::new())));
        assert_eq!(translated("WST"), Some((String::new(), String::new())));
        assert_eq!(translated("ELI"), Some((String::new(), "ELI".into())));
        assert_eq!(translated("---"), None);
    }
}
