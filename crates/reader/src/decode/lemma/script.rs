//! Lemmas as edits of the form, as the model proposes them.

use std::str::FromStr;

/// How to make a lemma of a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LemmaScript {
    /// `=be`: the lemma whatever the form.
    Outright(String),
    /// `l3:y`: the form in lower case (`k`: as it is) without its last letters and with others instead.
    Edit {
        /// Whether to write the form in lower case first.
        lowers: bool,
        /// How many letters to drop.
        drops: usize,
        /// What to append.
        suffix: String,
    },
}

impl LemmaScript {
    /// The lemma of a form. A form that has fewer letters than are to be dropped is its own lemma.
    pub fn apply(&self, form: &str) -> String {
        match self {
            Self::Outright(lemma) => lemma.clone(),
            Self::Edit { lowers, drops, suffix } => {
                let form = if *lowers { form.to_lowercase() } else { form.to_owned() };
                match end_without(&form, *drops) {
                    Some(end) => format!("{}{suffix}", &form[..end]),
                    None => form,
                }
            }
        }
    }

    /// The form itself, in lower case where the script writes it so.
    pub fn without_edit(&self, form: &str) -> String {
        match self {
            Self::Edit { lowers: false, .. } => form.to_owned(),
            _ => form.to_lowercase(),
        }
    }
}

/// Where a text ends in bytes without its last letters; `None` where it has fewer.
fn end_without(text: &str, drops: usize) -> Option<usize> {
    if drops == 0 {
        Some(text.len())
    } else {
        text.char_indices().rev().nth(drops - 1).map(|(at, _)| at)
    }
}

impl FromStr for LemmaScript {
    type Err = String;

    fn from_str(script: &str) -> Result<Self, String> {
        if let Some(lemma) = script.strip_prefix('=') {
            return Ok(Self::Outright(lemma.to_owned()));
        }
        let parse = || {
            let (edit, suffix) = script.split_once(':')?;
            let (lowers, drops) = match edit.strip_prefix('l') {
                Some(drops) => (true, drops),
                None => (false, edit.strip_prefix('k')?),
            };
            Some(Self::Edit {
                lowers,
                drops: drops.parse().ok()?,
                suffix: suffix.to_owned(),
            })
        };
        parse().ok_or_else(|| format!("has the script `{script}`, which is neither `=lemma` nor like `l1:y` or `k0:`"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn edits() {
        let cases = [
            ("l0:", "Said", "said"),
            ("k0:", "Łódź", "Łódź"),
            ("l3:y", "Ministries", "ministry"),
            ("k1:", "Änderungé", "Änderung"),
            ("=be", "were", "be"),
            ("=", "x", ""),
            ("l2::", "ab", ":"),
            ("l3:y", "AB", "ab"),
        ];
        for (script, form, lemma) in cases {
            assert_eq!(
                script.parse::<LemmaScript>().unwrap().apply(form),
                lemma,
                "{script} of {form}"
            );
        }
    }

    #[test]
    fn refuses_other_scripts() {
        for script in ["", "l", "l1", "x1:y", "l-1:y", "lx:y"] {
            assert!(script.parse::<LemmaScript>().is_err(), "{script}");
        }
    }
}
