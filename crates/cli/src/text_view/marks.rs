//! The marks of statements in the text: ⟦3 before a content, 3⟧ after it.

use demarche::types::Statement;

/// A mark and the code point before which it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    pub at: usize,
    pub text: String,
}

/// A statement's number, as the view shows it: its id without the letter.
pub fn number(statement: &Statement) -> &str {
    statement.id.strip_prefix('S').unwrap_or(&statement.id)
}

/// All marks in the order of the text. What opens first at a place closes last; at one place marks close before others open.
pub fn marks(statements: &[Statement]) -> Vec<Mark> {
    let mut keyed = Vec::new();
    for (rank, statement) in statements.iter().enumerate() {
        let (rank, number) = (rank.cast_signed(), number(statement));
        for piece in &statement.content {
            let (start, end) = (piece.start, piece.end);
            keyed.push((
                (start, true, -end.cast_signed(), rank),
                Mark {
                    at: start,
                    text: format!("⟦{number} "),
                },
            ));
            keyed.push((
                (end, false, -start.cast_signed(), -rank),
                Mark {
                    at: end,
                    text: format!(" {number}⟧"),
                },
            ));
        }
    }
    keyed.sort_by_key(|(key, _)| *key);
    keyed.into_iter().map(|(_, mark)| mark).collect()
}

#[cfg(test)]
mod tests {
    use super::super::fixture;
    use super::*;
    use demarche::types::Span;

    #[test]
    fn nested_marks_close_in_reverse() {
        let mut statements = fixture::record().statements;
        statements.truncate(3);
        for (statement, (start, end)) in statements.iter_mut().zip([(0, 9), (0, 5), (5, 9)]) {
            statement.content = vec![Span::new(start, end)];
        }
        let shown: Vec<String> = marks(&statements)
            .into_iter()
            .map(|mark| format!("{}{}", mark.at, mark.text))
            .collect();
        assert_eq!(shown, ["0⟦1 ", "0⟦2 ", "5 2⟧", "5⟦3 ", "9 3⟧", "9 1⟧"]);
    }
}
