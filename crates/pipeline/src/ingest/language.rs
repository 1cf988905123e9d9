//! Which language a text is in.

use std::collections::BTreeMap;
use std::sync::LazyLock;
use whatlang::{Info, Lang};

/// How many characters of a text are looked at.
const SAMPLE: usize = 20_000;

/// How many words a text must have before another language than English is believed.
const LEAST_WORDS: usize = 12;

/// In how many words of an English text one is a common one at least: of a hundred words of newspapers, forty are.
const COMMON_SHARE: usize = 6;

/// The commonest words of English that are words of few other languages.
const COMMON: &[&str] = &[
    "the", "of", "and", "to", "that", "is", "was", "for", "on", "with", "as", "by", "at", "from", "has", "have", "had",
    "he", "his", "it", "its", "be", "been", "are", "were", "which", "who", "will", "would", "said", "this", "their",
    "they", "but", "not", "an", "after",
];

static ISO_639_1: LazyLock<BTreeMap<&'static str, &'static str>> = LazyLock::new(|| {
    let lines = include_str!("languages.txt")
        .lines()
        .filter(|line| !line.starts_with('#'));
    lines.filter_map(|line| line.split_once(' ')).collect()
});

/// What language a text is in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Language {
    /// English, by its common words or its letters.
    English,
    /// Certainly another one.
    Foreign {
        /// Its name in English.
        name: &'static str,
        /// Its code in ISO 639-1.
        code: Option<&'static str>,
    },
    /// There is too little of it to tell.
    Unknown,
}

impl Language {
    /// Its code in ISO 639-1.
    pub(super) const fn code(&self) -> Option<&'static str> {
        match self {
            Self::English => Some("en"),
            Self::Foreign { code, .. } => *code,
            Self::Unknown => None,
        }
    }
}

/// Tells the language of a text. Texts with the common words of English are English, and another language is believed of no
/// short text: quotations and names mislead.
pub(super) fn tell(text: &str) -> Language {
    let sample = text.char_indices().nth(SAMPLE).map_or(text, |(at, _)| &text[..at]);
    let likeliest = whatlang::detect(sample);
    if is_like_english(sample) || likeliest.as_ref().is_some_and(|info| info.lang() == Lang::Eng) {
        return Language::English;
    }
    match likeliest.filter(Info::is_reliable).filter(|_| is_long(sample)) {
        Some(info) => Language::Foreign {
            name: info.lang().eng_name(),
            code: ISO_639_1.get(info.lang().code()).copied(),
        },
        None => Language::Unknown,
    }
}

/// Whether a text has words enough to tell its language. Some scripts put no space between words.
fn is_long(text: &str) -> bool {
    let letters = text.chars().filter(|c| c.is_alphabetic());
    text.split_whitespace().nth(LEAST_WORDS - 1).is_some()
        || letters.filter(|c| !c.is_ascii()).nth(LEAST_WORDS - 1).is_some()
}

fn is_like_english(text: &str) -> bool {
    let words = || {
        text.split_whitespace()
            .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()))
    };
    let common = words()
        .filter(|word| COMMON.contains(&word.to_lowercase().as_str()))
        .count();
    common > 0 && common * COMMON_SHARE >= words().count()
}

#[cfg(test)]
mod tests {
    use super::*;

    const GERMAN: &str = "Die Minister der beiden Länder haben sich am Montag in der Hauptstadt getroffen und vereinbart, dass Schiffe mit \
        Getreide die Meerenge passieren dürfen, wie ein Sprecher am Abend sagte.";
    const RUSSIAN: &str = "Министры двух стран встретились в понедельник в столице и договорились, что суда с зерном смогут пройти через пролив.";
    const CHINESE: &str = "两国部长周一在首都会晤，同意让载有粮食的船只通过海峡，一位发言人晚上表示。";

    #[test]
    fn other_languages_are_told() {
        for (text, code) in [(GERMAN, "de"), (RUSSIAN, "ru"), (CHINESE, "zh")] {
            assert!(
                matches!(tell(text), Language::Foreign { code: Some(found), .. } if found == code),
                "{text}"
            );
        }
    }

    #[test]
    fn english_is_english() {
        for text in [
            "The ministers of the two countries met in the capital on Monday, a spokesman said in the evening.",
            "Zelenskiy met the mayors of Kharkiv and Dnipropetrovsk, said Volodymyr Oleksandrovych Kovalenko of the Verkhovna Rada.",
        ] {
            assert_eq!(tell(text), Language::English, "{text}");
        }
    }

    #[test]
    fn little_is_not_enough() {
        for text in ["Ja, sagte sie.", "", "42", "Да"] {
            assert_eq!(tell(text).code(), None, "{text}");
        }
    }

    #[test]
    fn a_quotation_does_not_make_a_text_foreign() {
        let text = "“Мы договорились обо всем”, the minister said to the reporters who were at the airport on Monday, and left.";
        assert_eq!(tell(text), Language::English);
    }

    #[test]
    fn every_language_that_can_be_told_has_a_name() {
        assert!(Lang::all().iter().all(|lang| !lang.eng_name().is_empty()));
        let unlisted: Vec<_> = Lang::all()
            .iter()
            .filter(|lang| !ISO_639_1.contains_key(lang.code()))
            .collect();
        assert!(unlisted.is_empty(), "{unlisted:?}");
    }
}
