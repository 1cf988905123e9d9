//! Verbs.

use super::list::{ByForm, by_form, lines};
use super::{is_vowel, last_two, undoubled};
use std::collections::HashSet;
use std::sync::LazyLock;

static VERBS: LazyLock<HashSet<&str>> = LazyLock::new(|| lines(include_str!("verbs.txt")).collect());
static IRREGULAR: LazyLock<ByForm> = LazyLock::new(|| by_form(include_str!("irregular_verbs.txt")));

/// What makes a verb of a verb: *relaunch*, *overfish*.
const PREFIXES: [&str; 7] = ["co", "mis", "out", "over", "pre", "re", "under"];

/// Whether features say that a verb's form has an ending, or is another by its vowel.
pub(super) fn is_inflected(has: impl Fn(&str) -> bool) -> bool {
    let third = || has("Person=3") && has("Number=Sing") && has("Tense=Pres");
    has("Tense=Past") || has("VerbForm=Part") || has("VerbForm=Ger") || third()
}

/// The lemma of a verb's form in lower case.
pub(super) fn lemma(form: &str, inflected: bool, proposal: &str) -> String {
    let mut verbs = known(form);
    if !inflected && verbs.iter().any(|verb| verb == form) {
        return form.to_owned();
    }
    if verbs.iter().any(|verb| verb != form) {
        verbs.retain(|verb| verb != form);
    }
    let proposed = verbs.iter().position(|verb| verb == proposal).unwrap_or_default();
    match verbs.len() {
        0 if inflected => by_shape(form),
        0 => form.to_owned(),
        _ => verbs.swap_remove(proposed),
    }
}

/// The verbs of the lists that have this form, the likelier first.
fn known(form: &str) -> Vec<String> {
    let irregular = IRREGULAR.get(form).into_iter().flatten().copied();
    let mut verbs: Vec<String> = irregular.map(str::to_owned).collect();
    let regular = stems(form).into_iter().chain([form.to_owned()]);
    for verb in regular.filter(|stem| is_verb(stem)) {
        if !verbs.contains(&verb) {
            verbs.push(verb);
        }
    }
    verbs
}

/// Whether a word is in the list, or made of one that is.
fn is_verb(word: &str) -> bool {
    VERBS.contains(word)
        || PREFIXES
            .iter()
            .filter_map(|prefix| word.strip_prefix(prefix))
            .any(|verb| verb.len() > 2 && VERBS.contains(verb))
}

/// What a form is made of where an ending was put to it by the rules.
fn stems(form: &str) -> Vec<String> {
    if let Some(stem) = form.strip_suffix("ies").or_else(|| form.strip_suffix("ied")) {
        return vec![format!("{stem}y"), format!("{stem}ie")];
    }
    if let Some(stem) = form.strip_suffix('s').filter(|stem| !stem.ends_with('s')) {
        let short = stem
            .strip_suffix('e')
            .filter(|short| hisses(short) || short.ends_with('o'));
        return [Some(stem), short].into_iter().flatten().map(str::to_owned).collect();
    }
    if let Some(stem) = form.strip_suffix("ying").filter(|stem| stem.len() == 1) {
        return vec![format!("{stem}ie"), format!("{stem}y")];
    }
    let Some(stem) = form.strip_suffix("ed").or_else(|| form.strip_suffix("ing")) else {
        return Vec::new();
    };
    let plain = Some(stem).filter(|stem| !doubles(stem)).map(str::to_owned);
    let single = undoubled(stem).or_else(|| stem.strip_suffix('k').filter(|stem| stem.ends_with('c')));
    let single = single.map(str::to_owned);
    [plain, Some(format!("{stem}e")), single]
        .into_iter()
        .flatten()
        .collect()
}

/// Whether a stem takes *-es*.
fn hisses(stem: &str) -> bool {
    ["s", "x", "z", "ch", "sh"].iter().any(|end| stem.ends_with(end))
}

/// Whether a stem doubles its last letter before an ending: one syllable of a consonant, a vowel and a consonant, as *plan*.
fn doubles(stem: &str) -> bool {
    let Some((vowel, last)) = last_two(stem) else {
        return false;
    };
    let before = &stem[..stem.len() - 2];
    let is_short = is_vowel(vowel) && !is_vowel(last) && !matches!(last, 'w' | 'x' | 'y' | 'h');
    is_short && (before.ends_with("qu") || !before.contains(is_vowel))
}

/// The stem of a verb that no list has, by its shape: *weaponised*, *retweeting*.
fn by_shape(form: &str) -> String {
    let Some(stem) = form.strip_suffix("ed").or_else(|| form.strip_suffix("ing")) else {
        return stems(form).into_iter().next().unwrap_or_else(|| form.to_owned());
    };
    let single = undoubled(stem).filter(|_| !["ll", "ss", "zz", "ff"].iter().any(|end| stem.ends_with(end)));
    if let Some(single) = single {
        single.to_owned()
    } else if is_open(stem) || doubles(stem) {
        format!("{stem}e")
    } else {
        stem.strip_suffix('i')
            .map_or_else(|| stem.to_owned(), |stem| format!("{stem}y"))
    }
}

/// Whether no verb ends in what this stem ends in, so that an *e* is gone.
fn is_open(stem: &str) -> bool {
    let Some((before, last)) = last_two(stem) else {
        return false;
    };
    match last {
        'v' | 'u' | 'c' => true,
        's' => !matches!(before, 's' | 'u'),
        'z' => before != 'z',
        'g' => !matches!(before, 'g' | 'n'),
        'l' => !is_vowel(before) && !matches!(before, 'l' | 'r' | 'w'),
        't' => stem.len() > 4 && before == 'a',
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(form: &str) -> String {
        lemma(form, true, form)
    }

    #[test]
    fn endings() {
        for (form, verb) in [
            ("added", "add"),
            ("agreed", "agree"),
            ("announced", "announce"),
            ("approves", "approve"),
            ("banned", "ban"),
            ("carries", "carry"),
            ("controlled", "control"),
            ("dying", "die"),
            ("expelling", "expel"),
            ("hoped", "hope"),
            ("hopping", "hop"),
            ("passes", "pass"),
            ("quitting", "quit"),
            ("staring", "stare"),
            ("sued", "sue"),
            ("threatened", "threaten"),
            ("travelling", "travel"),
            ("tied", "tie"),
            ("visited", "visit"),
            ("vetoes", "veto"),
        ] {
            assert_eq!(of(form), verb, "{form}");
        }
    }

    #[test]
    fn vowels() {
        for (form, verb) in [
            ("sought", "seek"),
            ("withdrew", "withdraw"),
            ("overthrown", "overthrow"),
            ("put", "put"),
        ] {
            assert_eq!(of(form), verb, "{form}");
        }
    }

    #[test]
    fn a_form_of_two_verbs() {
        assert_eq!(of("found"), "find");
        assert_eq!(lemma("found", false, "find"), "found", "to found");
        assert_eq!(lemma("lay", true, "lay"), "lie");
        assert_eq!(lemma("lay", false, "lie"), "lay");
        assert_eq!(lemma("bathing", true, "bathe"), "bathe", "the model may choose");
    }

    #[test]
    fn verbs_that_no_list_has() {
        for (form, verb) in [
            ("weaponised", "weaponise"),
            ("defenestrating", "defenestrate"),
            ("zlotted", "zlot"),
            ("blogified", "blogify"),
            ("overfishing", "overfish"),
            ("trafficked", "traffic"),
        ] {
            assert_eq!(of(form), verb, "{form}");
        }
        assert_eq!(lemma("formerly", false, "formerl"), "formerly");
    }
}
