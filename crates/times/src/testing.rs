//! What tests ask: the expressions of a sentence with their values, on a day.

use crate::{Days, find, resolve, tenses};
use demarche_types::Text;

/// The expressions of a text published on a day, each as `words = value`; without a value, `words = ?`.
pub(crate) fn read(text: &str, day: &str) -> Vec<String> {
    let text = Text::new(text);
    let expressions = find(&text);
    let tenses = tenses(&text, &expressions);
    let day = day.parse().ok().map(Days::one);
    let resolved = resolve(&expressions, day, |index| tenses[index]);
    expressions
        .iter()
        .zip(resolved)
        .map(|(e, r)| format!("{} = {}", text.slice(e.span), r.value.as_deref().unwrap_or("?")))
        .collect()
}

/// Asserts what is read in each text published on Wednesday, 9 June 2021: the expressions are joined by `; `.
pub(crate) fn assert_read(cases: &[(&str, &str)]) {
    for (text, expected) in cases {
        assert_eq!(read(text, "2021-06-09").join("; "), *expected, "{text}");
    }
}
