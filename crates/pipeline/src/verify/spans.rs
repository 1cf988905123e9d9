//! Every span in range and on its words; lists of spans in the order of the text; the inner statement inside the outer.

use super::claims::{Claim, claims};
use super::{Fault, quoted};
use demarche_types::{Record, Span, Statement, Text};
use std::collections::BTreeMap;

/// Checks all spans of a record against its text.
pub(super) fn check(record: &Record, text: &Text, faults: &mut Vec<Fault>) {
    faults.extend(claims(record).iter().filter_map(|claim| fault_of(claim, text)));
    check_order("sentences", &record.sentences, faults);
    for (i, statement) in record.statements.iter().enumerate() {
        check_content(i, statement, faults);
    }
    for (i, event) in record.events.iter().enumerate() {
        check_order(&format!("events[{i}].mentions"), &event.mentions, faults);
    }
    check_nesting(&record.statements, faults);
}

fn fault_of(claim: &Claim<'_>, text: &Text) -> Option<Fault> {
    let span = claim.span;
    if span.is_empty() || span.end > text.len() {
        return Some(Fault::new(
            &claim.path,
            shown(span),
            format!("a span of one code point or more that ends by {}", text.len()),
        ));
    }
    let (field, words) = claim.words?;
    let slice = text.slice(span);
    (words != slice).then(|| {
        let expected = format!("{}, the words at {}", quoted(slice), shown(span));
        Fault::new(format!("{}.{field}", claim.path), quoted(words), expected)
    })
}

/// Spans of one list follow each other in the text and share nothing.
fn check_order(path: &str, spans: &[Span], faults: &mut Vec<Fault>) {
    for (i, pair) in spans.windows(2).enumerate() {
        if pair[1].start < pair[0].end {
            faults.push(Fault::new(
                format!("{path}[{}]", i + 1),
                shown(pair[1]),
                format!("after {}", shown(pair[0])),
            ));
        }
    }
}

fn check_content(i: usize, statement: &Statement, faults: &mut Vec<Fault>) {
    let path = format!("statements[{i}].content");
    if statement.content.is_empty() {
        faults.push(Fault::new(
            &path,
            "empty",
            "what is attributed, in one piece or several",
        ));
    }
    check_order(&path, &statement.content, faults);
}

/// What a statement within another says is part of what the outer one says.
fn check_nesting(statements: &[Statement], faults: &mut Vec<Fault>) {
    let by_id: BTreeMap<&str, &Statement> = statements
        .iter()
        .map(|statement| (statement.id.as_str(), statement))
        .collect();
    for (i, inner) in statements.iter().enumerate() {
        let Some(outer) = inner.within.as_deref().and_then(|id| by_id.get(id)) else {
            continue;
        };
        for (j, &piece) in inner.content.iter().enumerate() {
            if !outer.content.iter().any(|whole| whole.contains(piece)) {
                let expected = format!("inside the content of {}, within which it is said", outer.id);
                faults.push(Fault::new(
                    format!("statements[{i}].content[{j}]"),
                    shown(piece),
                    expected,
                ));
            }
        }
    }
}

fn shown(span: Span) -> String {
    format!("[{}, {})", span.start, span.end)
}

#[cfg(test)]
mod tests {
    use super::super::fixture;
    use super::*;

    fn paths(record: &Record) -> Vec<String> {
        let text = Text::new(record.text.clone().unwrap());
        let mut faults = Vec::new();
        check(record, &text, &mut faults);
        faults.into_iter().map(|fault| fault.path).collect()
    }

    #[test]
    fn overlapping_sentences() {
        let mut record = fixture::record();
        record.sentences[1].start = record.sentences[0].end - 1;
        assert_eq!(paths(&record), ["sentences[1]"]);
    }

    #[test]
    fn a_statement_without_content() {
        let mut record = fixture::record();
        record.statements[1].content.clear();
        assert_eq!(paths(&record), ["statements[1].content"]);
    }

    #[test]
    fn an_inner_statement_that_sticks_out() {
        let mut record = fixture::record();
        record.statements[1].content[0].end += 1;
        assert_eq!(paths(&record), ["statements[1].content[0]"]);
    }

    #[test]
    fn an_empty_span() {
        let mut record = fixture::record();
        record.sentences[0].end = record.sentences[0].start;
        assert_eq!(paths(&record), ["sentences[0]"]);
    }
}
