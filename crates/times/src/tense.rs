//! The tense of the clause that an expression stands in, from the nearest verb that the word lists know. Whoever has a
//! syntactic tree knows better.

use crate::expression::Expression;
use crate::lexicon::{Context, Cue, Sense};
use crate::resolve::Tense;
use crate::token::{Token, TokenKind, tokens};
use demarche_types::Text;

/// How far a verb may stand from the expression, in tokens.
const REACH: usize = 30;

/// How far before an infinitive the word may stand that makes it a plan.
const PLAN_REACH: usize = 4;

/// The tense of each expression's clause; `None` where no verb of its sentence is known.
#[must_use]
pub fn tenses(text: &Text, expressions: &[Expression]) -> Vec<Option<Tense>> {
    let tokens = tokens(text.as_str());
    let tense = |expression: &Expression| {
        let (start, end) = (text.byte(expression.span.start), text.byte(expression.span.end));
        let before = &tokens[..tokens.partition_point(|token| token.start < start)];
        let after = &tokens[tokens.partition_point(|token| token.start < end)..];
        if owns(after) {
            return None;
        }
        if lies_ahead(before) {
            return Some(Tense::Future);
        }
        before_it(before).or_else(|| after_it(after))
    };
    expressions.iter().map(tense).collect()
}

/// Whether a genitive follows: *Wednesday's ruling* stands in clauses of any tense.
fn owns(after: &[Token<'_>]) -> bool {
    let is = |at: usize, words: &[&str]| {
        after
            .get(at)
            .is_some_and(|token| token.glued && words.iter().any(|word| token.is(word)))
    };
    is(0, &["'", "’"]) && is(1, &["s"])
}

/// Whether the words right before say that the time lies ahead: *until*, *as early as*.
fn lies_ahead(before: &[Token<'_>]) -> bool {
    let is = |back: usize, words: &[&str]| {
        let token = before.len().checked_sub(back).and_then(|at| before.get(at));
        token.is_some_and(|token| words.contains(&token.text))
    };
    let ahead = before
        .last()
        .is_some_and(|token| token.stands_as(Context::Ahead) && !token.is_capitalised());
    ahead || is(1, &["as"]) && is(2, &["early", "soon"]) && is(3, &["as"])
}

/// The tense of the nearest verb before, in the sentence.
fn before_it(before: &[Token<'_>]) -> Option<Tense> {
    let reach = before.len().min(REACH);
    let sentence = before
        .iter()
        .enumerate()
        .rev()
        .take(reach)
        .take_while(|(at, _)| !ends_sentence(before, *at));
    sentence.map(|(at, _)| at).find_map(|at| tense_at(before, at))
}

/// The tense of the first verb after, in the sentence.
fn after_it(after: &[Token<'_>]) -> Option<Tense> {
    let reach = after.len().min(REACH);
    let end = (0..reach).find(|&at| ends_sentence(after, at)).unwrap_or(reach);
    (0..end).find_map(|at| tense_at(after, at))
}

/// Whether a sentence ends with a token: a full stop before a capital that ends no abbreviation, or a new paragraph.
fn ends_sentence(tokens: &[Token<'_>], at: usize) -> bool {
    let next = tokens.get(at + 1);
    let full = match tokens[at].kind {
        TokenKind::Mark('!' | '?') => true,
        TokenKind::Mark('.') => {
            let word = at.checked_sub(1).map_or("", |before| tokens[before].text);
            word.len() > 4 || word.chars().all(char::is_lowercase) && word.len() > 1
        }
        _ => false,
    };
    full && next.is_none_or(|next| !next.glued) || next.is_some_and(|next| next.opens_paragraph)
}

/// What a token shows of the tense.
fn tense_at(tokens: &[Token<'_>], at: usize) -> Option<Tense> {
    let token = &tokens[at];
    if token.kind != TokenKind::Word {
        return None;
    }
    match cue(token) {
        Some(Cue::Future) => Some(Tense::Future),
        Some(Cue::Past) => Some(participle(tokens, at)),
        Some(Cue::Present) => present(tokens, at),
        Some(Cue::Plan) if tells_plan(tokens, at) => Some(Tense::Future),
        None if token.is("to") => planned(tokens, at).then_some(Tense::Future),
        _ => is_past(token).then(|| participle(tokens, at)),
    }
}

fn is_past(token: &Token<'_>) -> bool {
    let regular = token.text.len() > 4 && token.text.ends_with("ed") && !token.is_capitalised();
    regular || token.senses.contains(&Sense::Cue(Cue::Past))
}

/// Whether a word for a plan is followed by what is planned, *planned a march*, *set for Friday*, or by the time itself:
/// *due Friday*. *Set Friday as the deadline* and *dropped his plans* tell of the past.
fn tells_plan(tokens: &[Token<'_>], at: usize) -> bool {
    let next = tokens.get(at + 1);
    let leads = |next: &Token<'_>| {
        ["to", "for", "a", "an", "another", "on"]
            .iter()
            .any(|word| next.is(word))
    };
    next.map_or_else(|| !tokens[at].is("set") && !tokens[at].is("plans"), leads)
}

fn cue(token: &Token<'_>) -> Option<Cue> {
    token.senses.iter().find_map(|sense| match sense {
        Sense::Cue(cue) => Some(*cue),
        _ => None,
    })
}

/// *has met* is past, *is to meet* is future; *is* alone says nothing of when the time lies.
fn present(tokens: &[Token<'_>], at: usize) -> Option<Tense> {
    let next = tokens.get(at + 1)?;
    let perfect = ["has", "have"].iter().any(|word| tokens[at].is(word)) && !next.is("to");
    if perfect {
        return Some(Tense::Past);
    }
    next.is("to").then_some(Tense::Future)
}

/// A form of the past is past, unless *will be* or *to be* stands before it.
fn participle(tokens: &[Token<'_>], at: usize) -> Tense {
    let before = &tokens[at.saturating_sub(3)..at];
    let be = before.iter().any(|token| token.is("be"));
    let future = before
        .iter()
        .any(|token| cue(token) == Some(Cue::Future) || token.is("to"));
    if be && future { Tense::Future } else { Tense::Past }
}

/// Whether a word for a plan stands shortly before the *to* of an infinitive.
fn planned(tokens: &[Token<'_>], at: usize) -> bool {
    let before = &tokens[at.saturating_sub(PLAN_REACH)..at];
    before.iter().any(|token| cue(token) == Some(Cue::Plan))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::find;

    fn tense(text: &str) -> Option<Tense> {
        let text = Text::new(text);
        tenses(&text, &find(&text))[0]
    }

    #[test]
    fn the_nearest_verb() {
        assert_eq!(tense("The board voted on Monday."), Some(Tense::Past));
        assert_eq!(tense("On Monday the board will vote."), Some(Tense::Future));
        assert_eq!(tense("He said it was expected to vote on Monday."), Some(Tense::Future));
        assert_eq!(tense("The vote is to be held on Monday."), Some(Tense::Future));
        assert_eq!(tense("The vote has been held on Monday."), Some(Tense::Past));
        assert_eq!(tense("A quiet Monday."), None);
    }

    #[test]
    fn plans_and_timetables() {
        assert_eq!(
            tense("The two presidents meet separately on Monday."),
            Some(Tense::Future)
        );
        assert_eq!(
            tense("Unions planned a march through Lagos on Saturday."),
            Some(Tense::Future)
        );
        assert_eq!(
            tense("He announced that she would be travelling home on Friday."),
            Some(Tense::Future)
        );
        assert_eq!(tense("The verdict is due Friday."), Some(Tense::Future));
        assert_eq!(tense("The envoy set Friday as the deadline."), Some(Tense::Past));
        assert_eq!(
            tense("On Friday, when he dropped his plans, nobody asked."),
            Some(Tense::Past)
        );
    }

    #[test]
    fn sentences_are_apart() {
        assert_eq!(tense("The board will vote. On Monday it rained."), Some(Tense::Past));
    }

    #[test]
    fn limits_and_genitives() {
        assert_eq!(tense("The council gave them until Monday."), Some(Tense::Future));
        assert_eq!(tense("The board will discuss Monday's vote."), None);
    }
}
