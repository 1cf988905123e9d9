//! Lists of words as text: a line a word, or a word, a colon and forms of it.

use std::collections::HashMap;

/// Lines that say something.
pub(super) fn lines(text: &'static str) -> impl Iterator<Item = &'static str> {
    text.lines()
        .map(str::trim)
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
}

/// The words of forms, by form; a form may be of several.
pub(super) type ByForm = HashMap<&'static str, Vec<&'static str>>;

/// Turns `word: form form` into words by form.
pub(super) fn by_form(text: &'static str) -> ByForm {
    let mut words = ByForm::new();
    for (word, forms) in lines(text).filter_map(|line| line.split_once(':')) {
        for form in forms.split_whitespace() {
            words.entry(form).or_default().push(word);
        }
    }
    words
}
