//! Exchanges: which moves of a document answer which.
//!
//! A reply is linked to a move only where words or parties tie them: its verb governs the move (*rejected the demand*) or a noun
//! that names it (*dismissed the charge*), a connective joins their clauses (*after the US rejected …*), who was asked refuses,
//! what was threatened is done, or the same is said again to the same. Every tie is tried in the order of `ties.rs`; what none
//! holds stays unlinked.

mod contrast;
mod joined;
mod named;
mod parties;
mod site;
mod ties;

use crate::resolve::entities::Entities;
use crate::tree::Tree;
use demarche_types::{Event, Exchange};
use named::name;
use parties::codes;
use site::Site;
use std::collections::BTreeMap;
use ties::{Tie, tie};

/// What ties are read off.
#[derive(Clone, Copy)]
struct Scene<'a> {
    tree: &'a Tree<'a>,
    entities: &'a Entities,
}

/// A tie with the move that it leads to, as an index into the events.
#[derive(Clone, Copy, Debug)]
struct Answer {
    opening: usize,
    tie: Tie,
}

/// The exchanges among the events, in the order of the replies: `X1`, `X2` …
///
/// `events` are those of one document in the order of their triggers. A reply has one move at most, by the surest tie, and of
/// equals the nearest; what has not happened replies to nothing.
pub(crate) fn exchanges(tree: &Tree, entities: &Entities, events: &[Event]) -> Vec<Exchange> {
    let scene = Scene { tree, entities };
    let sites: Vec<Site> = events
        .iter()
        .enumerate()
        .flat_map(|(i, event)| Site::all(tree, i, event))
        .collect();
    let mut answers = answers(&scene, &sites);
    contrast::add(&scene, &sites, &mut answers);
    once(events, &mut answers);
    answers
        .iter()
        .enumerate()
        .map(|(i, (&reply, answer))| exchange(tree, i, &events[answer.opening], &events[reply], &answer.tie))
        .collect()
}

/// Keeps the first of the replies that are one deed told twice: the same from the same to the same, to the same move. Words may be
/// said twice.
fn once(events: &[Event], answers: &mut BTreeMap<usize, Answer>) {
    let mut told: Vec<(usize, Answer)> = Vec::new();
    answers.retain(|&reply, answer| {
        let again = told.iter().any(|(first, known)| {
            known.opening == answer.opening
                && known.tie.relation == answer.tie.relation
                && is_one_act(&events[*first], &events[reply])
        });
        if !again {
            told.push((reply, *answer));
        }
        !again
    });
}

/// PLOVER's quad of material conflict.
const DEEDS: u8 = 4;

fn is_one_act(a: &Event, b: &Event) -> bool {
    a.quad_code == DEEDS
        && a.event == b.event
        && codes(&a.actor) == codes(&b.actor)
        && codes(&a.recipient) == codes(&b.recipient)
}

/// For each reply, as an index into the events, the move that it answers.
fn answers(scene: &Scene, sites: &[Site]) -> BTreeMap<usize, Answer> {
    let mut best: BTreeMap<usize, ((u8, usize), Answer)> = BTreeMap::new();
    for reply in sites.iter().filter(|site| site.is_fact()) {
        let named = name(scene, sites, reply);
        for opening in sites.iter().filter(|opening| opening.index != reply.index) {
            let name = named.filter(|(index, _)| *index == opening.index).map(|(_, name)| name);
            let Some(tie) = tie(scene, opening, reply, name) else {
                continue;
            };
            let cost = (tie.rank, opening.trigger.start.abs_diff(reply.trigger.start));
            let answer = Answer {
                opening: opening.index,
                tie,
            };
            if best.get(&reply.index).is_none_or(|(known, _)| cost < *known) {
                best.insert(reply.index, (cost, answer));
            }
        }
    }
    best.into_iter().map(|(reply, (_, answer))| (reply, answer)).collect()
}

fn exchange(tree: &Tree, i: usize, opening: &Event, reply: &Event, tie: &Tie) -> Exchange {
    Exchange {
        id: format!("X{}", i + 1),
        opening: opening.id.clone(),
        reply: reply.id.clone(),
        relation: tie.relation,
        evidence: tie.evidence.map(|span| tree.document.text.quote(span)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tree::page;
    use demarche_types::{EventParty, Span, Tense};

    /// A page with events.
    struct Page {
        page: page::Page,
        events: Vec<Event>,
    }

    impl Page {
        /// Sentences without a tree to speak of.
        fn new(text: &str) -> Self {
            let word = |(i, word): (usize, &str)| {
                let (word, stop) = word
                    .strip_suffix('.')
                    .map_or((word, ""), |word| (word, " ~./PUNCT/1/punct"));
                let (head, relation) = if i == 0 { (0, "root") } else { (1, "dep") };
                format!("{word}/NOUN/{head}/{relation}{stop}")
            };
            let line = |sentence: &str| {
                let words: Vec<String> = sentence.split_whitespace().enumerate().map(word).collect();
                words.join(" ")
            };
            let lines: Vec<String> = text.split_inclusive(". ").map(line).collect();
            Self::parsed(&lines.join("\n"))
        }

        fn parsed(notation: &str) -> Self {
            Self {
                page: page::Page::new(notation),
                events: Vec::new(),
            }
        }

        fn event(mut self, category: &str, trigger: &str, actor: &[&str], recipient: &[&str]) -> Self {
            let text = &self.page.document.text;
            let byte = text.as_str().find(trigger).expect("the words stand in the text");
            let start = text.code_point(byte);
            let trigger = text.quote(Span::new(start, start + trigger.chars().count()));
            let party = |code: &&str| EventParty {
                entity: None,
                code: Some((*code).to_owned()),
                sector: None,
                entity_text: (*code).to_owned(),
                start: 0,
                end: 1,
            };
            self.events.push(Event {
                id: format!("E{}", self.events.len() + 1),
                event: category.to_owned(),
                mode: Vec::new(),
                context: Vec::new(),
                actor: actor.iter().map(party).collect(),
                recipient: recipient.iter().map(party).collect(),
                date: None,
                enddate: None,
                date_basis: None,
                event_loc: None,
                tense: Tense::Past,
                hypothetical: false,
                negation: false,
                claimed_by: Vec::new(),
                trigger: Some(trigger),
                evidence: None,
                mentions: Vec::new(),
                quad_code: 3,
                event_scale: 0.0,
                confidence: 0.9,
                why: None,
            });
            self
        }

        fn exchanges(&self) -> Vec<String> {
            let entities = Entities::default();
            let found = exchanges(&self.page.tree(), &entities, &self.events);
            let show = |x: &Exchange| {
                let words = x.evidence.as_ref().map_or("-", |e| e.text.as_str());
                format!("{} {:?} {}: {words}", x.reply, x.relation, x.opening)
            };
            found.iter().map(show).collect()
        }
    }

    #[test]
    fn a_verb_rejects_the_demand_that_it_governs() {
        let page = Page::new("Kenya rejected Ghana's demands on Monday. ")
            .event("REJECT", "rejected", &["KEN"], &["GHA"])
            .event("REQUEST", "demands", &["GHA"], &["KEN"]);
        assert_eq!(page.exchanges(), ["E1 Rejects E2: rejected Ghana's demands"]);
    }

    #[test]
    fn nobody_rejects_his_own_demand() {
        let page = Page::new("Kenya rejected talks on its demands. ")
            .event("REJECT", "rejected", &["KEN"], &["GHA"])
            .event("REQUEST", "demands", &["KEN"], &["GHA"]);
        assert!(page.exchanges().is_empty());
    }

    #[test]
    fn who_was_asked_refuses_later() {
        let page = Page::new("Ghana urged Kenya to open the port. The rain went on. Kenya refused. ")
            .event("REQUEST", "urged", &["GHA"], &["KEN"])
            .event("REJECT", "refused", &["KEN"], &[]);
        assert_eq!(page.exchanges(), ["E2 Rejects E1: -"]);
    }

    #[test]
    fn a_third_party_refuses_nothing_of_theirs() {
        let page = Page::new("Ghana urged Kenya to open the port. Chad refused. ")
            .event("REQUEST", "urged", &["GHA"], &["KEN"])
            .event("REJECT", "refused", &["TCD"], &[]);
        assert!(page.exchanges().is_empty());
    }

    #[test]
    fn after_ties_two_moves_of_one_sentence() {
        let page = Page::parsed(
            "Kenya/PROPN/2/nsubj offered:offer/VERB/0/root talks:talk/NOUN/2/obj after/SCONJ/6/mark Ghana/PROPN/6/nsubj \
             rejected:reject/VERB/2/advcl its/PRON/8/nmod:poss plan/NOUN/6/obj",
        )
        .event("AGREE", "offered", &["KEN"], &["GHA"])
        .event("REJECT", "rejected", &["GHA"], &["KEN"]);
        assert_eq!(page.exchanges(), ["E1 Answers E2: after"]);
    }

    #[test]
    fn retaliation_names_itself() {
        let page = Page::new("Ghana expelled two envoys. Kenya expelled four in retaliation. ")
            .event("SANCTION", "expelled two", &["GHA"], &["KEN"])
            .event("SANCTION", "expelled four", &["KEN"], &["GHA"]);
        assert_eq!(page.exchanges(), ["E2 Retaliates E1: in retaliation"]);
    }

    #[test]
    fn condemning_answers_what_is_condemned() {
        let page = Page::new("Kenya condemned the bombings in Accra. ")
            .event("ACCUSE", "condemned", &["KEN"], &[])
            .event("ASSAULT", "bombings", &[], &["GHA"]);
        assert_eq!(page.exchanges(), ["E1 Answers E2: condemned the bombings"]);
    }

    #[test]
    fn the_same_said_again_is_repeated() {
        let page = Page::new("Kenya rejected the plan. A day went by. Kenya called it unacceptable. ")
            .event("REJECT", "rejected", &["KEN"], &["GHA"])
            .event("REJECT", "unacceptable", &["KEN"], &["GHA"]);
        assert_eq!(page.exchanges(), ["E2 Repeats E1: -"]);
    }

    #[test]
    fn a_verdict_on_what_was_turned_down_repeats_it() {
        let page = |predicate: &str| {
            let mut page = Page::parsed(&format!(
                "Kenya/PROPN/2/nsubj rejected:reject/VERB/0/root the/DET/4/det demands:demand/NOUN/2/obj\n\
                 the/DET/2/det demands:demand/NOUN/4/nsubj are:be/AUX/4/cop {predicate}/0/root"
            ))
            .event("REQUEST", "demands", &["GHA"], &["KEN"])
            .event("REJECT", "rejected", &["KEN"], &["GHA"])
            .event(
                "REJECT",
                predicate.split('/').next().unwrap_or_default(),
                &["KEN"],
                &["GHA"],
            );
            page.events[1].mode = vec!["yield".to_owned()];
            page.exchanges()
        };
        assert_eq!(
            page("unacceptable/ADJ"),
            ["E2 Rejects E1: rejected the demands", "E3 Repeats E2: -"]
        );
        assert_eq!(page("refused/VERB")[0], "E2 Rejects E1: rejected the demands");
        assert!(!page("refused/VERB").contains(&"E3 Repeats E2: -".to_owned()));
    }

    #[test]
    fn a_deed_told_twice_answers_once() {
        let page = |category: &str| {
            Page::new("Ghana expelled envoys. Kenya seized boats in retaliation and took ships. ")
                .event("SANCTION", "expelled", &["GHA"], &["KEN"])
                .event(category, "seized", &["KEN"], &["GHA"])
                .event(category, "took", &["KEN"], &["GHA"])
        };
        let mut deeds = page("COERCE");
        deeds.events.iter_mut().for_each(|event| event.quad_code = 4);
        assert_eq!(deeds.exchanges(), ["E2 Retaliates E1: in retaliation"]);
    }

    #[test]
    fn who_backs_a_deed_answers_nobody() {
        let page = |actor: &str| {
            Page::parsed(
                "Chad/PROPN/2/nsubj spoke:speak/VERB/0/root after/SCONJ/5/mark Ghana/PROPN/5/nsubj raided:raid/VERB/2/advcl \
                 Kenya/PROPN/5/obj",
            )
            .event("SUPPORT", "spoke", &[actor], &["GHA"])
            .event("ASSAULT", "raided", &["GHA"], &["KEN"])
        };
        assert!(page("TCD").exchanges().is_empty());
        assert_eq!(page("KEN").exchanges(), ["E1 Answers E2: after"]);
    }

    #[test]
    fn another_threat_repeats_none() {
        let mut page = Page::new("Kenya threatened war. A day went by. Kenya warned of sanctions. ")
            .event("THREATEN", "threatened", &["KEN"], &["GHA"])
            .event("THREATEN", "warned", &["KEN"], &["GHA"]);
        page.events[0].mode = vec!["violence".to_owned()];
        assert!(page.exchanges().is_empty());
    }

    #[test]
    fn what_did_not_happen_answers_nothing() {
        let mut page = Page::new("Kenya rejected Ghana's demands on Monday. ")
            .event("REJECT", "rejected", &["KEN"], &["GHA"])
            .event("REQUEST", "demands", &["GHA"], &["KEN"]);
        page.events[0].negation = true;
        assert!(page.exchanges().is_empty());
    }

    #[test]
    fn a_reply_may_follow_the_clause_of_the_move() {
        let page = Page::parsed(
            "After/SCONJ/3/mark Ghana/PROPN/3/nsubj expelled:expel/VERB/6/advcl envoys:envoy/NOUN/3/obj Kenya/PROPN/6/nsubj \
             demanded:demand/VERB/0/root talks:talk/NOUN/6/obj and/CCONJ/9/cc recalled:recall/VERB/6/conj its/PRON/11/nmod:poss \
             consul/NOUN/9/obj",
        )
        .event("SANCTION", "expelled", &["GHA"], &["KEN"])
        .event("REQUEST", "demanded", &["KEN"], &["GHA"])
        .event("SANCTION", "recalled", &["KEN"], &["GHA"]);
        assert_eq!(page.exchanges(), ["E2 Answers E1: After", "E3 Retaliates E1: After"]);
    }

    #[test]
    fn a_connective_of_another_clause_ties_nothing() {
        let page = Page::parsed(
            "Kenya/PROPN/2/nsubj pleaded:plead/VERB/0/root and/CCONJ/5/cc Ghana/PROPN/5/nsubj voted:vote/VERB/2/conj \
             after/SCONJ/8/mark Ghana/PROPN/8/nsubj seized:seize/VERB/5/advcl boats:boat/NOUN/8/obj",
        )
        .event("REQUEST", "pleaded", &["KEN"], &["GHA"])
        .event("COERCE", "seized", &["GHA"], &["KEN"]);
        assert!(page.exchanges().is_empty());
    }

    #[test]
    fn a_noun_names_the_move() {
        let page = || {
            Page::parsed(
                "Ghana/PROPN/2/nsubj offered:offer/VERB/0/root Kenya/PROPN/2/iobj rice/NOUN/2/obj\n\
                 Kenya/PROPN/3/nsubj will/AUX/3/aux study/VERB/0/root the/DET/5/det offer/NOUN/3/obj\n\
                 later/ADV/3/advmod Kenya/PROPN/3/nsubj spurned:spurn/VERB/0/root that/DET/5/det offer/NOUN/3/obj",
            )
            .event("AGREE", "offered", &["GHA"], &["KEN"])
        };
        let turned_down = page().event("REJECT", "spurned", &["KEN"], &[]);
        assert_eq!(turned_down.exchanges(), ["E2 Rejects E1: spurned that offer"]);
        let mut put_off = page().event("AGREE", "study", &["KEN"], &[]);
        put_off.events[1].tense = Tense::Future;
        assert_eq!(put_off.exchanges(), ["E2 Defers E1: study the offer"]);
        let third = page().event("REJECT", "spurned", &["TCD"], &[]);
        assert!(third.exchanges().is_empty());
    }

    #[test]
    fn third_parties_speak_of_deeds_and_not_of_demands() {
        let page = |noun: &str| {
            Page::parsed(&format!(
                "Ghana/PROPN/2/nsubj expelled:expel/VERB/0/root envoys:envoy/NOUN/2/obj\n\
                 Chad/PROPN/2/nsubj condemned:condemn/VERB/0/root the/DET/4/det {noun}/NOUN/2/obj"
            ))
            .event("SANCTION", "expelled", &["GHA"], &["KEN"])
            .event("ACCUSE", "condemned", &["TCD"], &[])
        };
        assert_eq!(
            page("expulsion").exchanges(),
            ["E2 Answers E1: condemned the expulsion"]
        );
        assert!(page("demand").exchanges().is_empty());
    }

    #[test]
    fn killers_name_the_killing() {
        let page = Page::parsed(
            "a/DET/2/det bombing/NOUN/3/nsubj shook:shake/VERB/0/root Accra/PROPN/3/obj\n\
             Ghana/PROPN/2/nsubj vowed:vow/VERB/0/root to/PART/4/mark hunt/VERB/2/xcomp the/DET/6/det bombers:bomber/NOUN/4/obj",
        )
        .event("ASSAULT", "bombing", &[], &["GHA"])
        .event("THREATEN", "vowed", &["GHA"], &[]);
        assert_eq!(page.exchanges(), ["E2 Answers E1: vowed to hunt the bombers"]);
    }

    #[test]
    fn what_was_threatened_is_done() {
        let mut page = Page::new("Kenya threatened an invasion. A day went by. Kenya invaded. ")
            .event("THREATEN", "threatened", &["KEN"], &["GHA"])
            .event("ASSAULT", "invaded", &["KEN"], &["GHA"]);
        page.events[0].mode = vec!["violence".to_owned()];
        assert_eq!(page.exchanges(), ["E2 CarriesOut E1: -"]);
        page.events[1].tense = Tense::Future;
        assert!(page.exchanges().is_empty());
    }

    #[test]
    fn the_accused_denies() {
        let page = |denier| {
            Page::new("Ghana accused Kenya of spying. Nairobi denied the report. ")
                .event("ACCUSE", "accused", &["GHA"], &["KEN"])
                .event("REJECT", "denied", &[denier], &[])
        };
        assert_eq!(page("KEN").exchanges(), ["E2 Rejects E1: -"]);
        assert!(page("TCD").exchanges().is_empty());
    }

    #[test]
    fn an_offer_beside_a_refusal_answers_what_is_refused() {
        let page = |joint: &str| {
            Page::new(&format!(
                "Ghana urged Kenya to leave. Kenya offered talks {joint} it rejected that. "
            ))
            .event("REQUEST", "urged", &["GHA"], &["KEN"])
            .event("AGREE", "offered", &["KEN"], &["GHA"])
            .event("REJECT", "rejected", &["KEN"], &["GHA"])
        };
        assert_eq!(page("but").exchanges(), ["E2 Answers E1: but", "E3 Rejects E1: -"]);
        assert_eq!(page("because").exchanges(), ["E3 Rejects E1: -"]);
    }
}
