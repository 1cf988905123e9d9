//! What ties a reply to a move.

use super::Site;
use demarche_types::{Event, EventParty, ExchangeRelation, Span, Text};

/// A tie between two events.
#[derive(Clone, Copy, Debug)]
pub(super) struct Tie {
    pub(super) relation: ExchangeRelation,
    /// The words that connect.
    pub(super) evidence: Option<Span>,
    /// The lower, the surer.
    pub(super) rank: u8,
}

/// How many sentences after a move a refusal may stand that nothing but the parties ties to it.
const REACH: usize = 6;
/// Characters between a verb and the noun that it governs.
const CLOSE: usize = 80;

/// Moves that can be taken up or turned down.
const OFFERED: &[&str] = &["REQUEST", "AGREE", "CONCEDE", "THREATEN", "SANCTION"];
/// Moves by force or pressure, and what can be done in return.
const HARD: &[&str] = &["SANCTION", "COERCE", "ASSAULT", "MOBILIZE"];

/// The surest tie of the two.
pub(super) fn tie(text: &Text, mv: &Site, reply: &Site) -> Option<Tie> {
    governed(mv, reply)
        .or_else(|| returned(text, mv, reply))
        .or_else(|| connected(text, mv, reply))
        .or_else(|| refused(mv, reply))
        .or_else(|| repeated(mv, reply))
}

/// *Rejected Moscow's demands*, *accepted the offer*, *condemned the bombings*: the move is named after the reply's verb.
fn governed(mv: &Site, reply: &Site) -> Option<Tie> {
    let gap = mv.trigger.start.checked_sub(reply.trigger.end)?;
    if gap > CLOSE || !is_one_sentence(mv, reply) || share(&mv.event.actor, &reply.event.actor) {
        return None;
    }
    let takes = mv.is(OFFERED) && share(&mv.event.actor, &reply.event.recipient);
    let relation = match reply.event.event.as_str() {
        "REJECT" if takes => ExchangeRelation::Rejects,
        "AGREE" | "CONCEDE" | "SUPPORT" if takes && mv.is(&["REQUEST", "AGREE", "CONCEDE"]) => {
            ExchangeRelation::Accepts
        }
        "ACCUSE" if mv.is(HARD) && mv.is_fact() => ExchangeRelation::Answers,
        _ => return None,
    };
    let evidence = Some(reply.trigger.cover(mv.trigger));
    Some(Tie {
        relation,
        evidence,
        rank: 0,
    })
}

/// *In retaliation*, *in return*: a hard move against whom the other was made by.
fn returned(text: &Text, mv: &Site, reply: &Site) -> Option<Tie> {
    let crossed =
        share(&mv.event.actor, &reply.event.recipient) || mv.event.actor.is_empty() && is_one_sentence(mv, reply);
    let hard = mv.is(HARD) && mv.is_fact() && reply.is(HARD) && !share(&mv.event.actor, &reply.event.actor);
    let near = mv.sentence?.abs_diff(reply.sentence?) <= 2;
    let words = (crossed && hard && near).then(|| find(text, reply.bounds, RETURNS))??;
    Some(Tie {
        relation: ExchangeRelation::Retaliates,
        evidence: Some(words),
        rank: 1,
    })
}

/// *Offered talks after the US rejected …*: a connective right before the clause of the move.
fn connected(text: &Text, mv: &Site, reply: &Site) -> Option<Tie> {
    let crossed = share(&mv.event.actor, &reply.event.recipient) || share(&mv.event.recipient, &reply.event.actor);
    let apart = !share(&mv.event.actor, &reply.event.actor);
    if !is_one_sentence(mv, reply) || !crossed || !apart || !mv.is_fact() {
        return None;
    }
    let between = Span::new(reply.trigger.end, mv.trigger.start);
    let words = (between.start < between.end && between.len() <= CLOSE).then(|| find(text, between, CONNECTIVES))??;
    Some(Tie {
        relation: ExchangeRelation::Answers,
        evidence: Some(words),
        rank: 2,
    })
}

/// Who was asked, or was hit by a sanction, refuses within a few sentences.
fn refused(mv: &Site, reply: &Site) -> Option<Tie> {
    let asked = share(&mv.event.recipient, &reply.event.actor) && !share(&mv.event.actor, &reply.event.actor);
    let fits = reply.event.recipient.is_empty() || share(&mv.event.actor, &reply.event.recipient);
    let after = reply.sentence?.checked_sub(mv.sentence?)?;
    let later = after <= REACH && reply.trigger.start > mv.trigger.start;
    let turned_down = reply.is(&["REJECT"]) && mv.is(&["REQUEST", "SANCTION"]) && mv.is_fact();
    (asked && fits && later && turned_down).then_some(Tie {
        relation: ExchangeRelation::Rejects,
        evidence: None,
        rank: 3,
    })
}

/// The same said again by the same to the same, in another sentence.
fn repeated(mv: &Site, reply: &Site) -> Option<Tie> {
    let again = mv.event.event == reply.event.event && reply.is(&["REJECT", "THREATEN"]) && mv.is_fact();
    let same = |a: &Event, b: &Event| {
        a.mode == b.mode && codes(&a.actor) == codes(&b.actor) && codes(&a.recipient) == codes(&b.recipient)
    };
    let known = !codes(&mv.event.actor).is_empty() && !codes(&mv.event.recipient).is_empty();
    let later = reply.sentence? > mv.sentence?;
    (again && later && known && same(mv.event, reply.event)).then_some(Tie {
        relation: ExchangeRelation::Repeats,
        evidence: None,
        rank: 4,
    })
}

const RETURNS: &[&str] = &[
    "in retaliation",
    "retaliated",
    "retaliating",
    "retaliatory",
    "in return",
    "in response",
    "in reprisal",
    "tit-for-tat",
];
const CONNECTIVES: &[&str] = &["after", "in response to", "following", "in reply to", "in answer to"];

fn is_one_sentence(mv: &Site, reply: &Site) -> bool {
    mv.sentence == reply.sentence && mv.sentence.is_some()
}

/// The first of the phrases within a span, as whole words.
fn find(text: &Text, within: Span, phrases: &[&str]) -> Option<Span> {
    let letters: Vec<char> = text.slice(within).chars().map(|c| c.to_ascii_lowercase()).collect();
    let is_letter = |i: usize| letters.get(i).is_some_and(|c| c.is_alphanumeric());
    phrases.iter().find_map(|phrase| {
        let phrase: Vec<char> = phrase.chars().collect();
        let at = letters
            .windows(phrase.len())
            .enumerate()
            .position(|(i, w)| w == phrase && !(i > 0 && is_letter(i - 1)) && !is_letter(i + phrase.len()))?;
        Some(Span::new(within.start + at, within.start + at + phrase.len()))
    })
}

fn codes(parties: &[EventParty]) -> Vec<&str> {
    let mut codes: Vec<&str> = parties.iter().filter_map(|party| party.code.as_deref()).collect();
    codes.sort_unstable();
    codes
}

fn share(a: &[EventParty], b: &[EventParty]) -> bool {
    let b = codes(b);
    codes(a).iter().any(|code| b.contains(code))
}
