//! The line that signs off a quotation: a dash, and who said it ("… for ever.” ― Jane Roe, in June").

use std::ops::Range;

/// Marks that may stand between a quotation's last word and the dash.
const MARKS_BETWEEN: usize = 2;

/// Whether these words are a dash alone.
pub fn is_dash(forms: &[&str]) -> bool {
    matches!(forms, ["―" | "—" | "–" | "-" | "--"])
}

/// Whether a dash comes right after a content, but for closing marks.
pub fn follows(dash: &Range<usize>, content: &Range<usize>) -> bool {
    (content.end..=content.end + MARKS_BETWEEN).contains(&dash.start)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dash_stands_alone() {
        assert!(is_dash(&["―"]) && is_dash(&["--"]));
        assert!(!is_dash(&["said"]) && !is_dash(&["—", "—"]) && !is_dash(&[]));
    }

    #[test]
    fn it_comes_after_at_most_two_marks() {
        assert!(follows(&(5..6), &(0..5)) && follows(&(7..8), &(0..5)));
        assert!(!follows(&(8..9), &(0..5)) && !follows(&(4..5), &(5..9)));
    }
}
