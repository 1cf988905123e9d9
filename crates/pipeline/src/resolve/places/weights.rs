//! How much each sign counts when one of several places is chosen. Natural logarithms throughout.

use demarche_gazetteer::places::{Candidate, Kind, Via};

/// What a place's population counts, as a factor of its logarithm.
const POPULATION: f64 = 0.5;
/// Places without population, such as seas, count as if so many lived there.
const AREA: f64 = 3_000_000.0;
/// A state is what its name means unless much speaks against it.
const COUNTRY: f64 = 3.0;
/// The news is full of capitals.
const CAPITAL: f64 = 2.0;
/// Regions are named more often than towns of their population, counties less.
const REGION: f64 = 0.5;
const COUNTY: f64 = -1.0;
/// Other names are those of other languages, too.
const OTHER: f64 = -1.5;
/// What speaks for a place in the region, in the state, close to the other places of the article.
const IN_REGION: f64 = 3.0;
const IN_COUNTRY: f64 = 2.0;
const NEAR: f64 = 1.5;
/// What speaks for no place in the tables: as much as for a town of this population that nothing else supports.
const UNLISTED: f64 = 40_000.0;

/// What speaks for a candidate before the article is looked at.
pub(super) fn prior(candidate: &Candidate) -> f64 {
    let place = &candidate.place;
    let kind = match place.kind {
        Kind::Country => COUNTRY,
        Kind::Capital => CAPITAL,
        Kind::Region => REGION,
        Kind::County => COUNTY,
        Kind::Area | Kind::City => 0.0,
    };
    let population = if place.kind == Kind::Area {
        AREA
    } else {
        f64::from(place.population)
    };
    let via = if candidate.via == Via::Other { OTHER } else { 0.0 };
    POPULATION * population.max(200.0).ln() + kind + via
}

/// What speaks for a place that the tables do not hold.
pub(super) fn unlisted() -> f64 {
    POPULATION * UNLISTED.ln()
}

/// What the other names of the article add, given how many of them lie in the candidate's region, in its state, and near.
pub(super) fn support(region: f64, country: f64, near: f64) -> f64 {
    IN_REGION * region.ln_1p() + IN_COUNTRY * country.ln_1p() + NEAR * near.ln_1p()
}
