//! What there is to tell of.

use demarche_types::Act;

pub const STATES: [(&str, &str); 40] = [
    ("Russia", "RUS"),
    ("Ukraine", "UKR"),
    ("United States", "USA"),
    ("China", "CHN"),
    ("Israel", "ISR"),
    ("Iran", "IRN"),
    ("United Kingdom", "GBR"),
    ("France", "FRA"),
    ("Germany", "DEU"),
    ("India", "IND"),
    ("Turkey", "TUR"),
    ("Poland", "POL"),
    ("Japan", "JPN"),
    ("Syria", "SYR"),
    ("Pakistan", "PAK"),
    ("Egypt", "EGY"),
    ("Belarus", "BLR"),
    ("Brazil", "BRA"),
    ("Saudi Arabia", "SAU"),
    ("South Korea", "KOR"),
    ("Nigeria", "NGA"),
    ("Ethiopia", "ETH"),
    ("Sudan", "SDN"),
    ("Venezuela", "VEN"),
    ("Mexico", "MEX"),
    ("Armenia", "ARM"),
    ("Azerbaijan", "AZE"),
    ("Georgia", "GEO"),
    ("Kenya", "KEN"),
    ("Ghana", "GHA"),
    ("Peru", "PER"),
    ("Norway", "NOR"),
    ("Chad", "TCD"),
    ("Nepal", "NPL"),
    ("Cuba", "CUB"),
    ("Fiji", "FJI"),
    ("Chile", "CHL"),
    ("Bolivia", "BOL"),
    ("Rwanda", "RWA"),
    ("Jordan", "JOR"),
];

/// A category with its weight, the word that tells it, its quad category and score.
pub const CATEGORIES: [(&str, usize, &str, u8, f64); 16] = [
    ("AGREE", 8, "agreed with", 1, 2.5),
    ("CONSULT", 16, "met", 1, 2.5),
    ("SUPPORT", 8, "praised", 1, 5.0),
    ("CONCEDE", 2, "eased terms for", 1, 4.5),
    ("COOPERATE", 4, "trained with", 2, 9.5),
    ("AID", 4, "sent relief to", 2, 10.0),
    ("RETREAT", 2, "withdrew from", 2, 6.5),
    ("REQUEST", 10, "urged", 3, 0.0),
    ("ACCUSE", 12, "accused", 3, -2.0),
    ("REJECT", 6, "rebuffed", 3, -2.0),
    ("THREATEN", 5, "threatened", 3, -3.5),
    ("PROTEST", 3, "demonstrated against", 4, -5.0),
    ("SANCTION", 4, "sanctioned", 4, -6.0),
    ("MOBILIZE", 3, "massed troops near", 4, -5.5),
    ("COERCE", 5, "detained men from", 4, -7.0),
    ("ASSAULT", 8, "shelled", 4, -9.0),
];

pub const ACTS: [(Act, &str, usize); 8] = [
    (Act::Assert, "said", 60),
    (Act::Deny, "denied", 6),
    (Act::Demand, "demanded", 8),
    (Act::Warn, "warned", 6),
    (Act::Accuse, "charged", 8),
    (Act::Promise, "promised", 4),
    (Act::Believe, "believed", 6),
    (Act::Threaten, "threatened", 2),
];

pub const PUBLISHERS: [&str; 12] = [
    "The Courier",
    "The Gazette",
    "The Herald",
    "The Post",
    "Daily Record",
    "Evening Star",
    "The Monitor",
    "Coast Weekly",
    "North Press",
    "The Ledger",
    "River Times",
    "The Almanac",
];

pub const MATTERS: [&str; 12] = [
    "NATO",
    "grain",
    "the border",
    "gas",
    "tariffs",
    "prisoners",
    "the ceasefire",
    "fishing",
    "the pipeline",
    "visas",
    "elections",
    "the strait",
];

/// From 2019-01-01, five years.
pub const FIRST_DAY: i64 = 17_897;
pub const DAYS: usize = 1_826;
