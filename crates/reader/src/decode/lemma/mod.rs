//! Lemmas: what the model proposes, held to how English words are inflected.
//!
//! The model proposes an edit of the form's letters, and on words that it has seldom seen the edit is often wrong by a letter
//! (*accused*: *accus*). The inflections of English are regular but for some hundred words, so its proposal stands only where it
//! is a word that the form can be of. The rules are those of Minnen, Carroll and Pearce, *Applied morphological processing of
//! English* (2001), in a short form; which stems are verbs says `verbs.txt`.

mod adjective;
mod list;
mod noun;
mod script;
mod verb;

pub use script::LemmaScript;

use demarche_types::Upos;

/// The lemma of a form with this part of speech and these universal features, for which the model proposes an edit.
pub fn lemma(form: &str, upos: Upos, features: &str, script: &LemmaScript) -> String {
    let proposed = script.apply(form);
    if matches!(script, LemmaScript::Outright(_)) || !is_word(form) {
        return proposed;
    }
    let lower = form.to_lowercase();
    let (before, last) = lower
        .rfind('-')
        .map_or(("", lower.as_str()), |at| lower.split_at(at + 1));
    let proposal = proposed.to_lowercase();
    let proposal = proposal.strip_prefix(before).unwrap_or(&proposal);
    let has = |feature: &str| features.split('|').any(|f| f == feature);
    let settled = match upos {
        Upos::Verb => verb::lemma(last, verb::is_inflected(has), proposal),
        Upos::Noun if has("Number=Plur") => noun::singular(last, proposal),
        Upos::Adj | Upos::Adv if has("Degree=Cmp") || has("Degree=Sup") => adjective::positive(last, proposal),
        Upos::Noun | Upos::Adj | Upos::Adv => return script.without_edit(form),
        _ => return proposed,
    };
    format!("{before}{settled}")
}

/// Whether a form is made of nothing but letters and hyphens between them: abbreviations and numbers have rules of their own.
fn is_word(form: &str) -> bool {
    let letters = |part: &str| !part.is_empty() && part.chars().all(|c| c.is_ascii_alphabetic());
    form.split('-').all(letters)
}

/// The letter but one from the end, and the last.
fn last_two(word: &str) -> Option<(char, char)> {
    let mut letters = word.chars().rev();
    let last = letters.next()?;
    Some((letters.next()?, last))
}

fn is_vowel(letter: char) -> bool {
    matches!(letter, 'a' | 'e' | 'i' | 'o' | 'u')
}

/// Less one of two like consonants at its end: *plann* without the second *n*.
fn undoubled(stem: &str) -> Option<&str> {
    let (before, last) = last_two(stem)?;
    (before == last && !is_vowel(last)).then(|| &stem[..stem.len() - 1])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settled(form: &str, upos: Upos, features: &str, script: &str) -> String {
        lemma(form, upos, features, &script.parse().unwrap())
    }

    #[test]
    fn a_proposal_that_is_no_word_gives_way() {
        let past = "Mood=Ind|Tense=Past|VerbForm=Fin";
        for (form, script, right) in [
            ("accused", "l2:", "accuse"),
            ("Denied", "l1:", "deny"),
            ("rejected", "l1:", "reject"),
            ("told", "l2:", "tell"),
            ("re-elected", "l1:", "re-elect"),
        ] {
            assert_eq!(settled(form, Upos::Verb, past, script), right, "{form}");
        }
        assert_eq!(settled("authorities", Upos::Noun, "Number=Plur", "l1:"), "authority");
        assert_eq!(settled("larger", Upos::Adj, "Degree=Cmp", "l2:"), "large");
    }

    #[test]
    fn what_is_not_inflected_keeps_its_letters() {
        assert_eq!(settled("criticism", Upos::Noun, "Number=Sing", "l1:"), "criticism");
        assert_eq!(settled("Arab", Upos::Adj, "Degree=Pos", "k0:"), "Arab");
        assert_eq!(settled("growing", Upos::Adj, "Degree=Pos", "l3:"), "growing");
    }

    #[test]
    fn what_rules_do_not_know_is_the_models() {
        assert_eq!(settled("pm", Upos::Noun, "Number=Sing", "=p.m."), "p.m.");
        assert_eq!(settled("U.S.", Upos::Noun, "Number=Plur", "k0:"), "U.S.");
        assert_eq!(settled("Nations", Upos::Propn, "Number=Plur", "k1:"), "Nation");
    }
}
