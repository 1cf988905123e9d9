//! Adjectives and adverbs.

use super::{is_vowel, last_two, undoubled};

/// Those whose degrees have nothing of them.
const IRREGULAR: [(&str, &[&str]); 5] = [
    ("better", &["good", "well"]),
    ("best", &["good", "well"]),
    ("worse", &["bad", "badly"]),
    ("worst", &["bad", "badly"]),
    ("elder", &["old"]),
];

/// The positive of a comparative or superlative in lower case.
pub(super) fn positive(form: &str, proposal: &str) -> String {
    if let Some((_, positives)) = IRREGULAR.iter().find(|(degree, _)| *degree == form) {
        let proposed = positives.iter().find(|positive| **positive == proposal);
        return (*proposed.unwrap_or(&positives[0])).to_owned();
    }
    let Some(stem) = form.strip_suffix("est").or_else(|| form.strip_suffix("er")) else {
        return proposal.to_owned();
    };
    if let Some(stem) = stem.strip_suffix('i') {
        return format!("{stem}y");
    }
    // *bigger* has an own letter too many, *smaller* has not.
    let single = undoubled(stem).filter(|_| !["ll", "ss", "ff"].iter().any(|end| stem.ends_with(end)));
    match single {
        Some(single) => single.to_owned(),
        None if lost_e(stem) => format!("{stem}e"),
        None => stem.to_owned(),
    }
}

/// Whether an *e* is gone from the end: one letter with a vowel before it that would be doubled otherwise (*lat*, *wid*), or what
/// no adjective ends in (*larg*, *simpl*, *brav*).
fn lost_e(stem: &str) -> bool {
    let Some((before, last)) = last_two(stem) else {
        return false;
    };
    let rest = &stem[..stem.len() - 2];
    let short = is_vowel(before) && !is_vowel(last) && !matches!(last, 'w' | 'x' | 'y') && !rest.contains(is_vowel);
    let never = match last {
        'c' | 'v' | 'u' => true,
        'g' => before != 'n',
        'l' => !is_vowel(before) && before != 'l',
        's' => before != 's',
        _ => ["strang", "sever", "polit", "obscur", "secur", "matur"].contains(&stem),
    };
    short || never
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn degrees() {
        for (degree, word) in [
            ("bigger", "big"),
            ("smaller", "small"),
            ("closest", "close"),
            ("deadliest", "deadly"),
            ("harder", "hard"),
            ("larger", "large"),
            ("latest", "late"),
            ("longest", "long"),
            ("newer", "new"),
            ("severest", "severe"),
            ("simpler", "simple"),
            ("strongest", "strong"),
            ("wider", "wide"),
            ("worst", "bad"),
        ] {
            assert_eq!(positive(degree, degree), word, "{degree}");
        }
        assert_eq!(positive("better", "well"), "well");
        assert_eq!(positive("more", "much"), "much", "none of ours");
    }
}
