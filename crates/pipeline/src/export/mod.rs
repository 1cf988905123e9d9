//! Export: a record's events in the forms that users of event data load.

mod cameo;
mod plover;

pub use cameo::cameo;
pub use plover::plover;

use demarche_types::{Event, EventParty};

/// Every pair of an actor and a recipient that have a code; of an event whose parties all act on each other, every party
/// with every other.
fn dyads(event: &Event) -> Vec<(&EventParty, &EventParty)> {
    let coded = |parties: &'_ [EventParty]| -> Vec<usize> {
        (0..parties.len()).filter(|&i| parties[i].code.is_some()).collect()
    };
    let actors = coded(&event.actor);
    if event.recipient.is_empty() {
        let others = |i: usize| actors.iter().filter(move |&&j| j != i).map(move |&j| (i, j));
        return actors
            .iter()
            .flat_map(|&i| others(i))
            .map(|(i, j)| (&event.actor[i], &event.actor[j]))
            .collect();
    }
    let recipients = coded(&event.recipient);
    actors
        .iter()
        .flat_map(|&i| recipients.iter().map(move |&j| (i, j)))
        .map(|(i, j)| (&event.actor[i], &event.recipient[j]))
        .collect()
}

#[cfg(test)]
pub(crate) mod fixture;
