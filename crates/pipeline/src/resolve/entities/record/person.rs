//! The office that a person held on the day.

use crate::resolve::entities::actors::office::{self, Term};
use crate::resolve::entities::mention::Mention;
use crate::resolve::entities::scene::Scene;
use demarche_gazetteer::{ActorId, Held, Office, Tenure};

/// The office that the text calls him by, else the first that the tables list, of those he surely held on all of the days.
/// Where the days are not known, only what the text says of the present tells.
pub(super) fn office<'g>(scene: &Scene<'g>, person: ActorId, mentions: &[&Mention]) -> Option<Office<'g>> {
    let tenures = scene.gazetteer.tenures(person);
    let called = || {
        let titles = mentions
            .iter()
            .filter_map(|m| office::title(scene, m))
            .filter(|t| t.term == Term::Now);
        titles.collect::<Vec<_>>()
    };
    let is_called = |tenure: &Tenure| {
        called().iter().any(|title| {
            let offices = office::offices(scene, title, tenure.office.of());
            offices.iter().any(|o| o.id() == tenure.office.id())
        })
    };
    let Some(days) = scene.days else {
        return tenures.iter().find(|t| is_called(t)).map(|t| t.office);
    };
    let holding: Vec<&Tenure> = tenures.iter().filter(|t| days.throughout(t) == Held::Yes).collect();
    let called = holding.iter().find(|t| holding.len() > 1 && is_called(t));
    called.or(holding.first()).map(|t| t.office)
}
