//! Exchanges: which moves of a document answer which.
//!
//! A reply is linked to a move only where words or parties tie them: its verb governs the move (*rejected the demand*), a
//! connective stands between them in one sentence (*after the US rejected …*), who was asked refuses, or the same is said again
//! to the same. Every tie is tried in this order; what none holds stays unlinked.

mod ties;

use demarche_types::{Event, Exchange, ExchangeRelation, Quoted, Span, Text};
use ties::{Tie, tie};

/// The exchanges among the events, in the order of the replies: `X1`, `X2` …
///
/// `events` are those of one document in the order of their triggers, `sentences` its sentences. A reply has one move at most
/// for each relation, the nearest; what has not happened replies to nothing.
pub(crate) fn exchanges(text: &Text, sentences: &[Span], events: &[Event]) -> Vec<Exchange> {
    let sites: Vec<Site> = events.iter().filter_map(|event| Site::of(event, sentences)).collect();
    let mut found = Vec::new();
    for reply in sites.iter().filter(|site| site.is_fact()) {
        let ties = sites.iter().filter(|&mv| mv.event.id != reply.event.id);
        let ties: Vec<(&Site, Tie)> = ties.filter_map(|mv| Some((mv, tie(text, mv, reply)?))).collect();
        let best = ties
            .iter()
            .min_by_key(|(mv, tie)| (tie.rank, mv.trigger.start.abs_diff(reply.trigger.start)));
        found.extend(best.map(|(mv, tie)| (mv.event, reply.event, tie.relation, tie.evidence)));
    }
    found
        .into_iter()
        .enumerate()
        .map(|(i, (opening, reply, relation, evidence))| exchange(text, i, opening, reply, relation, evidence))
        .collect()
}

fn exchange(
    text: &Text,
    i: usize,
    opening: &Event,
    reply: &Event,
    relation: ExchangeRelation,
    evidence: Option<Span>,
) -> Exchange {
    Exchange {
        id: format!("X{}", i + 1),
        opening: opening.id.clone(),
        reply: reply.id.clone(),
        relation,
        evidence: evidence.map(|span| -> Quoted { text.quote(span) }),
    }
}

/// An event with where it stands.
pub(super) struct Site<'a> {
    event: &'a Event,
    trigger: Span,
    /// Index of the sentence that holds the trigger; headlines stand in none.
    sentence: Option<usize>,
    /// That sentence's words, or the trigger's alone.
    bounds: Span,
}

impl<'a> Site<'a> {
    fn of(event: &'a Event, sentences: &[Span]) -> Option<Self> {
        let trigger = event.trigger.as_ref()?.span();
        let sentence = sentences.iter().position(|s| s.contains(trigger));
        Some(Self {
            event,
            trigger,
            sentence,
            bounds: sentence.map_or(trigger, |i| sentences[i]),
        })
    }

    fn is_fact(&self) -> bool {
        !self.event.hypothetical && !self.event.negation
    }

    fn is(&self, categories: &[&str]) -> bool {
        categories.contains(&self.event.event.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use demarche_types::{EventParty, Tense};

    struct Page {
        text: Text,
        sentences: Vec<Span>,
        events: Vec<Event>,
    }

    impl Page {
        fn new(text: &str) -> Self {
            let mut sentences = Vec::new();
            let mut start = 0;
            for sentence in text.split_inclusive(". ") {
                let length = sentence.chars().count();
                sentences.push(Span::new(start, start + sentence.trim_end().chars().count()));
                start += length;
            }
            Self {
                text: Text::new(text),
                sentences,
                events: Vec::new(),
            }
        }

        fn event(mut self, category: &str, trigger: &str, actor: &[&str], recipient: &[&str]) -> Self {
            let byte = self.text.as_str().find(trigger).expect("the words stand in the text");
            let start = self.text.code_point(byte);
            let trigger = self.text.quote(Span::new(start, start + trigger.chars().count()));
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
            let found = exchanges(&self.text, &self.sentences, &self.events);
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
        let page = Page::new("Kenya offered talks after Ghana rejected its plan. ")
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
}
