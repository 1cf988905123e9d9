//! Whether everything that a record points at lies in its text: what does not could not be shown later.

use demarche_types::{Quoted, Record, Span};

/// The first thing of a record that points out of a text of so many code points, with where it points.
pub fn astray(record: &Record, len: usize) -> Option<(String, Span)> {
    let lies_in = |span: Span| span.start <= span.end && span.end <= len;
    all(record)
        .into_iter()
        .find(|&(_, span)| !lies_in(span))
        .map(|(what, span)| (what.to_owned(), span))
}

fn all(record: &Record) -> Vec<(&str, Span)> {
    let quoted = |what, words: &Option<Quoted>| words.as_ref().map(|words| (what, words.span()));
    let mut all: Vec<(&str, Span)> = record.sentences.iter().map(|&span| ("a sentence", span)).collect();
    all.extend(quoted("the headline", &record.document.title));
    all.extend(
        record
            .document
            .published
            .evidence
            .iter()
            .map(|&span| ("the day of publication", span)),
    );
    all.extend(
        record
            .times
            .iter()
            .map(|time| (time.id.as_str(), Span::new(time.start, time.end))),
    );
    all.extend(
        record
            .places
            .iter()
            .map(|place| (place.id.as_str(), Span::new(place.start, place.end))),
    );
    for entity in &record.entities {
        let mentions = entity
            .mentions
            .iter()
            .map(|mention| Span::new(mention.start, mention.end));
        all.extend(mentions.map(|span| (entity.id.as_str(), span)));
    }
    for statement in &record.statements {
        let id = statement.id.as_str();
        let parties = statement
            .source
            .iter()
            .chain(&statement.addressee)
            .chain(&statement.relay);
        all.extend(parties.map(|party| (id, party.span())));
        all.extend(quoted(id, &statement.cue));
        all.extend(statement.content.iter().map(|&span| (id, span)));
    }
    for event in &record.events {
        let id = event.id.as_str();
        let parties = event.actor.iter().chain(&event.recipient);
        all.extend(parties.map(|party| (id, Span::new(party.start, party.end))));
        all.extend(
            [&event.trigger, &event.evidence]
                .into_iter()
                .filter_map(|words| quoted(id, words)),
        );
        all.extend(event.mentions.iter().map(|&span| (id, span)));
    }
    all.extend(
        record
            .exchanges
            .iter()
            .filter_map(|exchange| quoted(exchange.id.as_str(), &exchange.evidence)),
    );
    all
}
