//! What needs no weights, because the treebanks have too few cases to learn it from.

use super::super::lexicon::Lexicon;
use super::chunk::Chunk;
use super::view::View;

/// Words of a speaker's name and title that are looked over for the verb after them.
const LONGEST_NAME: isize = 5;

/// Whether a sentence ends after the chunk at a place; `None` where it is not certain.
///
/// It ends where a word that takes a capital only there follows an abbreviation (*the U.S. The envoy*). It goes on
/// between a title and a name (*Gen. Ito*), between a label, a month or a day and a number (*No. 2*, *Aug. 7*), after
/// an editor's words in square brackets (*ask [the envoy] Ito*), and from a quotation to its speaker (*“Why?” asked
/// Ito*, *“No!” Ms Ito said*).
pub(super) fn end(view: &View, at: usize) -> Option<bool> {
    let (left, right) = (view.near(at, 0), view.near(at, 1));
    match left.tail.as_str() {
        "]" if left.core.ends_with(char::is_alphabetic) => Some(false),
        "." => after_stop(left, right),
        tail if closes_quotation(tail) && goes_on(view, at) => Some(false),
        _ => None,
    }
}

fn after_stop(left: &Chunk, right: &Chunk) -> Option<bool> {
    if left.stop == "may" && !right.opener.is_empty() && matches!(right.kind.as_str(), "C" | "\"C") {
        return Some(true);
    }
    let name = left.abbreviation == "title" && is_name(right);
    let number = matches!(left.abbreviation, "label" | "month" | "day") && right.kind == "d";
    (name || number).then_some(false)
}

fn is_name(chunk: &Chunk) -> bool {
    matches!(chunk.kind.as_str(), "C" | "U")
}

/// Whether the tail is a quotation's last mark after one that can end a sentence, once or over and over.
fn closes_quotation(tail: &str) -> bool {
    let before = tail.strip_suffix(['"', '\'']);
    before.is_some_and(|marks| marks.ends_with(['.', '!', '?', '+']))
}

/// Whether a small letter follows a quotation, or, after its question or exclamation, a name that says it.
fn goes_on(view: &View, at: usize) -> bool {
    let right = view.near(at, 1);
    if right.kind == "l" {
        return right.core.chars().all(char::is_alphabetic);
    }
    if !right.opener.is_empty() || view.near(at, 0).tail.contains('.') {
        return false;
    }
    let after_name = (1..=LONGEST_NAME)
        .map(|k| view.near(at, k))
        .find(|chunk| !is_name(chunk));
    after_name.is_some_and(|chunk| Lexicon::get().is_speech(&chunk.core))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decided(text: &str) -> Option<bool> {
        let chars: Vec<char> = text.chars().collect();
        end(&View::new(&chars), 0)
    }

    #[test]
    fn certain_cases() {
        for text in ["U.S. The", "a.m. “It", "Inc. He", "etc. But"] {
            assert_eq!(decided(text), Some(true), "{text}");
        }
        for text in [
            "Gen. Ito",
            "Sen. NASSER",
            "No. 2",
            "Aug. 7",
            "Sat. 12",
            "[envoy] Ito",
            "why?” asked",
            "no.” said",
            "no!’ he",
            "no?!” Ito said,",
            "why?” Prime Minister Ito asked",
        ] {
            assert_eq!(decided(text), Some(false), "{text}");
        }
    }

    #[test]
    fn all_else_is_weighed() {
        for text in [
            "U.S. President",
            "U.S. THE",
            "No. The",
            "Aug. the",
            "word. The",
            "St. The",
            "U.S.” The",
            "[7] Ito",
            "[sic.] Ito",
            "no.” Ito said",
            "no!” The man said",
            "no!” Ito ran",
            "no” said",
            "no!” http://x.y",
        ] {
            assert_eq!(decided(text), None, "{text}");
        }
    }
}
