//! The tense of a clause by the verb forms near an expression, where no tree is at hand.

use super::Tense;
use crate::expression::Expression;
use crate::tokens::{Token, tokens};
use std::collections::HashMap;
use std::sync::LazyLock;

/// How many words away a verb may stand.
const REACH: usize = 20;

/// How many words before a participle its auxiliary may stand.
const AUXILIARY: usize = 4;

static FORMS: LazyLock<HashMap<&'static str, Tense>> = LazyLock::new(|| {
    let rows = include_str!("../../data/tenses.tsv")
        .lines()
        .filter(|line| !line.starts_with('#'));
    rows.filter_map(|row| row.split_once('\t'))
        .map(|(form, tense)| (form, if tense == "future" { Tense::Future } else { Tense::Past }))
        .collect()
});

/// The tense around each expression: that of the nearest verb before it in its sentence, or else of the first after it; `None`
/// where there is none.
#[must_use]
pub fn cues(text: &str, expressions: &[Expression]) -> Vec<Option<Tense>> {
    let tokens = tokens(text);
    expressions.iter().map(|expression| cue(&tokens, expression)).collect()
}

fn cue(tokens: &[Token<'_>], expression: &Expression) -> Option<Tense> {
    let first = tokens.partition_point(|token| token.start < expression.span.start);
    let next = tokens.partition_point(|token| token.start < expression.span.end);
    let before = (first.saturating_sub(REACH)..first)
        .rev()
        .take_while(|&at| !ends_sentence(tokens, at));
    let after = (next..tokens.len().min(next + REACH)).take_while(|&at| !ends_sentence(tokens, at));
    before.chain(after).find_map(|at| tense(tokens, at))
}

/// Whether a sentence ends with a token: a full stop after a word that is no abbreviation, a capital letter after it and the
/// quotation marks that close.
fn ends_sentence(tokens: &[Token<'_>], at: usize) -> bool {
    let stop = matches!(tokens[at].lower.as_ref(), "." | "?" | "!");
    let closes = |token: &&Token<'_>| matches!(token.lower.as_ref(), "'" | "\"" | "”" | ")");
    let closing = tokens[at + 1..].iter().take(CLOSING).take_while(closes).count();
    let next = tokens.get(at + 1 + closing);
    let long = at
        .checked_sub(1)
        .is_some_and(|word| tokens[word].end - tokens[word].start > 3);
    stop && next.is_none_or(|next| next.apart || next.spaced && next.capital && (long || closing > 0))
}

/// How many quotation marks and brackets close a sentence at most.
const CLOSING: usize = 4;

/// Words whose infinitive tells a plan: *set to resume*. So do *is to resume* and *as soon as Tuesday*, and *planned a
/// march*.
const PLANS: &[&str] = &[
    "plan",
    "plans",
    "planned",
    "planning",
    "scheduled",
    "expected",
    "set",
    "due",
    "slated",
    "going",
    "hoped",
    "intended",
    "agreed",
    "supposed",
];

fn is_plan(tokens: &[Token<'_>], at: usize) -> bool {
    let is = |at: usize, words: &[&str]| {
        tokens
            .get(at)
            .is_some_and(|token| words.contains(&token.lower.as_ref()))
    };
    let soon = is(at, &["soon", "early"]) && is(at + 1, &["as"]);
    let something = is(at, &["planned", "planning"]) && is(at + 1, &["a", "an", "another"]);
    soon || something
        || (PLANS.contains(&tokens[at].lower.as_ref()) || is(at, &["is", "are"]))
            && tokens
                .get(at + 1)
                .is_some_and(|next| next.lower == "to" || next.lower == "for" && !is(at, &["is", "are"]))
}

fn tense(tokens: &[Token<'_>], at: usize) -> Option<Tense> {
    let word = tokens[at].lower.as_ref();
    let participle = || (word.len() > 4 && word.ends_with("ed") && !tokens[at].capital).then_some(Tense::Past);
    let planned = || is_plan(tokens, at).then_some(Tense::Future);
    let tense = FORMS.get(word).copied().or_else(participle).or_else(planned)?;
    let will = |at: usize| FORMS.get(tokens[at].lower.as_ref()) == Some(&Tense::Future);
    if is_plan(tokens, at) {
        return Some(Tense::Future);
    }
    let planned = (at.saturating_sub(AUXILIARY)..at).any(will);
    Some(if planned && word != "said" {
        Tense::Future
    } else {
        tense
    })
}
