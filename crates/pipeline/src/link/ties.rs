//! What ties a reply to a move.

use super::Scene;
use super::joined::connective;
use super::named::{Name, names_other};
use super::parties::{codes, share};
use super::site::Site;
use demarche_types::{Event, ExchangeRelation, Span, Tense, Text, Upos};

/// A tie between two events.
#[derive(Clone, Copy, Debug)]
pub(super) struct Tie {
    pub(super) relation: ExchangeRelation,
    /// The words that connect.
    pub(super) evidence: Option<Span>,
    /// The lower, the surer.
    pub(super) rank: u8,
}

impl Tie {
    const fn new(rank: u8, relation: ExchangeRelation, evidence: Option<Span>) -> Self {
        Self {
            relation,
            evidence,
            rank,
        }
    }
}

/// How many sentences after a move a refusal may stand that nothing but the parties ties to it.
const REACH: usize = 6;
/// How many sentences after a charge its denial may, or a refusal that does not say whose move it turns down.
const NEAR: usize = 3;
/// Characters between a verb and the noun that it governs.
const CLOSE: usize = 80;

/// Moves that can be taken up or turned down.
const OFFERED: &[&str] = &["REQUEST", "AGREE", "CONCEDE", "THREATEN", "SANCTION"];
/// Moves by force or pressure, and what can be done in return.
const HARD: &[&str] = &["SANCTION", "COERCE", "ASSAULT", "MOBILIZE"];

/// The surest tie of the two; `name` is the noun by which the reply names the move, if it does.
pub(super) fn tie(scene: &Scene, opening: &Site, reply: &Site, name: Option<Name>) -> Option<Tie> {
    governed(scene, opening, reply)
        .or_else(|| returned(scene, opening, reply))
        .or_else(|| joined(scene, opening, reply))
        .or_else(|| {
            let later = opening.shares_sentence(reply) && connective(scene, reply, opening).is_some();
            (!later).then(|| loose(scene, opening, reply, name))?
        })
}

/// The surest tie of two moves that no clause puts in order.
fn loose(scene: &Scene, opening: &Site, reply: &Site, name: Option<Name>) -> Option<Tie> {
    repeated(scene, opening, reply)
        .or_else(|| name.and_then(|name| named(scene, reply, name)))
        .or_else(|| carried_out(opening, reply))
        .or_else(|| denied(&scene.tree.document.text, opening, reply))
        .or_else(|| refused(opening, reply).filter(|_| !names_other(scene, opening, reply)))
}

/// *Rejected Moscow's demands*, *accepted the offer*, *condemned the bombings*: the move is told after the reply's verb. Of what
/// somebody is accused by a verb is no move, but what the accusation says.
fn governed(scene: &Scene, opening: &Site, reply: &Site) -> Option<Tie> {
    let gap = opening.trigger.start.checked_sub(reply.trigger.end)?;
    let apart = !share(&opening.event.actor, &reply.event.actor);
    if gap > CLOSE || !opening.shares_sentence(reply) || !apart {
        return None;
    }
    let takes = opening.is(OFFERED) && share(&opening.event.actor, &reply.event.recipient);
    let is_deed = opening.is(HARD) && opening.is_fact() && scene.tree.is_nominal(opening.word);
    let relation = match reply.event.event.as_str() {
        "REJECT" if takes => ExchangeRelation::Rejects,
        "AGREE" | "CONCEDE" | "SUPPORT" if takes && opening.is(&["REQUEST", "AGREE", "CONCEDE"]) => {
            ExchangeRelation::Accepts
        }
        "ACCUSE" if is_deed && !reply.event.mode.iter().any(|mode| mode == "investigate") => ExchangeRelation::Answers,
        _ => return None,
    };
    Some(Tie::new(0, relation, Some(reply.trigger.cover(opening.trigger))))
}

/// *In retaliation*, *in return*: a hard move against whom the other was made by, or by those whom somebody unknown had hit.
fn returned(scene: &Scene, opening: &Site, reply: &Site) -> Option<Tie> {
    let nobody = opening.event.actor.iter().all(|a| a.code.is_none());
    let hit = share(&opening.event.recipient, &reply.event.actor) || opening.shares_sentence(reply);
    let crossed = share(&opening.event.actor, &reply.event.recipient) || nobody && hit;
    let hard = opening.is(HARD) && opening.is_fact() && reply.is(HARD) && apart(opening, reply);
    let told = opening.shares_sentence(reply) || opening.trigger.start < reply.trigger.start || nobody;
    let near = told && opening.sentence?.abs_diff(reply.sentence?) <= 2;
    let bounds = scene.tree.segments.sentences[reply.sentence?].span;
    let words = (crossed && hard && near).then(|| find(&scene.tree.document.text, bounds, RETURNS))??;
    Some(Tie::new(1, ExchangeRelation::Retaliates, Some(words)))
}

/// *Offered talks after Ghana rejected …*, *following Ghana's threat, Kenya …*: a connective opens the clause of the move.
fn joined(scene: &Scene, opening: &Site, reply: &Site) -> Option<Tie> {
    if !opening.shares_sentence(reply) || !crossed(opening, reply) || !apart(opening, reply) || !opening.is_fact() {
        return None;
    }
    let words = connective(scene, opening, reply)?;
    let hit = share(&opening.event.recipient, &reply.event.actor);
    if reply.is(&["SUPPORT"]) && !hit {
        return None; // Who backs a deed answers nobody.
    }
    let asked = opening.is(&["REQUEST", "AGREE", "SANCTION"]) && hit;
    let relation = match reply.event.event.as_str() {
        "REJECT" if asked => ExchangeRelation::Rejects,
        _ if reply.is(HARD) && opening.is(HARD) => ExchangeRelation::Retaliates,
        _ => ExchangeRelation::Answers,
    };
    Some(Tie::new(2, relation, Some(words)))
}

/// *Dismissed the charge*, *will reply to the proposal*, *vowed to find the killers*: a noun after the reply's verb names the move.
fn named(scene: &Scene, reply: &Site, name: Name) -> Option<Tie> {
    let noun = scene.tree.segments.words[name.noun].span;
    Some(Tie::new(4, name.relation(reply)?, Some(reply.trigger.cover(noun))))
}

/// The same said again by the same to the same, in another sentence.
fn repeated(scene: &Scene, opening: &Site, reply: &Site) -> Option<Tie> {
    let again = opening.event.event == reply.event.event && reply.is(&["REJECT", "THREATEN"]) && opening.is_fact();
    // What is threatened may differ; who turns down the same party twice turns down the same.
    let alike = |a: &Event, b: &Event| a.mode == b.mode || reply.is(&["REJECT"]) && is_verdict(scene, reply);
    let same = |a: &Event, b: &Event| {
        alike(a, b) && codes(&a.actor) == codes(&b.actor) && codes(&a.recipient) == codes(&b.recipient)
    };
    let known = !codes(&opening.event.actor).is_empty() && !codes(&opening.event.recipient).is_empty();
    let later = reply.sentence? > opening.sentence?;
    (again && later && known && same(opening.event, reply.event)).then_some(Tie::new(
        3,
        ExchangeRelation::Repeats,
        None,
    ))
}

/// *Is unacceptable*: what it is said of has been turned down before.
fn is_verdict(scene: &Scene, reply: &Site) -> bool {
    scene.tree.upos(reply.word) == Upos::Adj
}

/// What was threatened or promised is told as done, by the same to the same, in another sentence.
fn carried_out(opening: &Site, reply: &Site) -> Option<Tie> {
    let deeds: &[&str] = match (
        opening.event.event.as_str(),
        opening.event.mode.first().map(String::as_str),
    ) {
        ("THREATEN", Some("violence")) => &["ASSAULT"],
        ("THREATEN", Some("relations" | "restrict" | "expel")) => &["SANCTION", "COERCE"],
        ("THREATEN", Some("arrest")) => &["COERCE"],
        ("CONCEDE", _) => &["RETREAT"],
        _ => return None,
    };
    let same = codes(&opening.event.actor) == codes(&reply.event.actor)
        && share(&opening.event.recipient, &reply.event.recipient);
    let done = reply.is(deeds) && reply.event.tense == Tense::Past && opening.is_fact();
    let elsewhere = opening.sentence? != reply.sentence?;
    (same && done && elsewhere && is_before(opening, reply)).then_some(Tie::new(5, ExchangeRelation::CarriesOut, None))
}

/// Whether the move is earlier by its date, or where dates are silent by its place in the story.
fn is_before(opening: &Site, reply: &Site) -> bool {
    match (&opening.event.enddate, &reply.event.date) {
        (Some(opening), Some(reply)) if opening != reply => opening < reply,
        _ => opening.event.tense == Tense::Historical || opening.trigger.start < reply.trigger.start,
    }
}

/// Who was accused denies within a few sentences.
fn denied(text: &Text, opening: &Site, reply: &Site) -> Option<Tie> {
    let near = reply.sentence?.checked_sub(opening.sentence?)? <= NEAR && reply.trigger.start > opening.trigger.start;
    let charged = opening.is(&["ACCUSE"]) && opening.is_fact() && reply.is(&["REJECT"]);
    let denies = find(text, reply.trigger, DENIALS).is_some();
    (near && charged && denies && is_asked(opening, reply)).then_some(Tie::new(6, ExchangeRelation::Rejects, None))
}

/// Who was asked, or was hit by a sanction, refuses within a few sentences.
fn refused(opening: &Site, reply: &Site) -> Option<Tie> {
    let after = reply.sentence?.checked_sub(opening.sentence?)?;
    let reach = if reply.event.recipient.is_empty() { NEAR } else { REACH };
    let later = after <= reach && reply.trigger.start > opening.trigger.start;
    let turned_down = reply.is(&["REJECT"]) && opening.is(&["REQUEST", "SANCTION"]) && opening.is_fact();
    (later && turned_down && is_asked(opening, reply)).then_some(Tie::new(7, ExchangeRelation::Rejects, None))
}

/// Whether the reply is by whom the move was made to, and to nobody else than whom it was made by.
fn is_asked(opening: &Site, reply: &Site) -> bool {
    let fits = reply.event.recipient.is_empty() || share(&opening.event.actor, &reply.event.recipient);
    share(&opening.event.recipient, &reply.event.actor) && apart(opening, reply) && fits
}

fn apart(opening: &Site, reply: &Site) -> bool {
    !share(&opening.event.actor, &reply.event.actor)
}

fn crossed(opening: &Site, reply: &Site) -> bool {
    share(&opening.event.actor, &reply.event.recipient) || share(&opening.event.recipient, &reply.event.actor)
}

const RETURNS: &[&str] = &[
    "in retaliation",
    "retaliated",
    "retaliating",
    "retaliatory",
    "in return",
    "in response",
    "in reprisal",
    "in revenge",
    "as punishment",
    "tit-for-tat",
];
const DENIALS: &[&str] = &["denied", "denies", "deny", "denying", "refuted"];

/// The first of the phrases within a span, as whole words.
pub(super) fn find(text: &Text, within: Span, phrases: &[&str]) -> Option<Span> {
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
