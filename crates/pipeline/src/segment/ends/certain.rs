//! What needs no weights, because the treebanks have too few cases to learn it from.

use super::chunk::Chunk;

/// Whether a sentence ends between two chunks; `None` where it is not certain.
///
/// It ends where a word that takes a capital only there follows an abbreviation (*the U.S. The envoy*); it goes on between a
/// title and a name (*Gen. Ito*), and between a label, a month or a day and a number (*No. 2*, *Aug. 7*).
pub(super) fn end(left: &Chunk, right: &Chunk) -> Option<bool> {
    if left.tail != "." {
        return None;
    }
    if left.stop == "may" && !right.opener.is_empty() && matches!(right.kind.as_str(), "C" | "\"C") {
        return Some(true);
    }
    let name = left.abbreviation == "title" && matches!(right.kind.as_str(), "C" | "U");
    let number = matches!(left.abbreviation, "label" | "month" | "day") && right.kind == "d";
    (name || number).then_some(false)
}

#[cfg(test)]
mod tests {
    use super::super::chunk::chunks;
    use super::*;

    fn decided(text: &str) -> Option<bool> {
        let chars: Vec<char> = text.chars().collect();
        let chunks = chunks(&chars);
        end(&chunks[0], &chunks[1])
    }

    #[test]
    fn certain_cases() {
        for text in ["U.S. The", "a.m. “It", "Inc. He", "etc. But"] {
            assert_eq!(decided(text), Some(true), "{text}");
        }
        for text in ["Gen. Ito", "Sen. NASSER", "No. 2", "Aug. 7", "Sat. 12"] {
            assert_eq!(decided(text), Some(false), "{text}");
        }
    }

    #[test]
    fn all_else_is_weighed() {
        for text in ["U.S. President", "U.S. THE", "No. The", "Aug. the", "word. The", "St. The", "U.S.” The"] {
            assert_eq!(decided(text), None, "{text}");
        }
    }
}
