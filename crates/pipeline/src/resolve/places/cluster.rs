//! One place for each name of an article, chosen together: what one name means is evidence for the others.
//!
//! Each name holds a probability for each of its candidates and for none of them. These start from what is known without
//! the article and are renewed, a few times, from those of the other names: their weight in a candidate's region and
//! state, and their nearness (a mean-field approximation of the joint choice).

use super::weights::{prior, support, unlisted};
use demarche_gazetteer::places::{Candidate, Place, PlaceId};
use std::collections::BTreeMap;

/// How often the probabilities are renewed.
const ROUNDS: usize = 4;
/// Nearness falls by a factor of e over so many kilometres.
const REACH: f64 = 60.0;
/// Candidates so close together, in kilometres, are one answer: a city and the district around it.
const SAME: f64 = 40.0;
/// No name has more candidates than this that count; the others are the smallest.
const MOST: usize = 48;

/// A name of the article with what it may mean.
pub(super) struct Name {
    candidates: Vec<Candidate>,
    priors: Vec<f64>,
    chances: Vec<f64>,
    weight: f64,
}

/// The candidate chosen for a name.
pub(super) struct Choice {
    pub(super) place: Candidate,
    /// Its probability.
    pub(super) chance: f64,
    /// Its probability had the article said nothing else.
    pub(super) alone: f64,
}

impl Name {
    /// A name with its candidates; `weight` is what it counts as evidence for other names.
    pub(super) fn new(mut candidates: Vec<Candidate>, weight: f64) -> Self {
        candidates.sort_by(|a, b| prior(b).total_cmp(&prior(a)));
        candidates.truncate(MOST);
        let priors: Vec<f64> = candidates.iter().map(prior).collect();
        let chances = chances(&priors, unlisted());
        Self {
            candidates,
            priors,
            chances,
            weight,
        }
    }

    /// A name whose candidates leave no doubt that one of them is meant.
    pub(super) fn certain(candidates: Vec<Candidate>, weight: f64) -> Self {
        let mut name = Self::new(candidates, weight);
        name.priors.iter_mut().for_each(|prior| *prior += CERTAIN);
        name.chances = chances(&name.priors, unlisted());
        name
    }

    /// The most probable candidate, with the probability of all that lie where it lies.
    pub(super) fn choice(&self) -> Option<Choice> {
        let best =
            (0..self.chances.len()).max_by(|&a, &b| self.chances[a].total_cmp(&self.chances[b]).then(b.cmp(&a)))?;
        let alone = chances(&self.priors, unlisted());
        let place = self.candidates[best];
        let same = |c: &Candidate| {
            c.place.country == place.place.country && c.place.distance(place.place.lat, place.place.lon) < SAME
        };
        let sum = |chances: &[f64]| {
            self.candidates
                .iter()
                .zip(chances)
                .filter(|(c, _)| same(c))
                .map(|(_, p)| p)
                .sum()
        };
        Some(Choice {
            place,
            chance: sum(&self.chances),
            alone: sum(&alone),
        })
    }

    fn likeliest(&self) -> Option<(Place, f64)> {
        let (best, chance) = self
            .candidates
            .iter()
            .zip(&self.chances)
            .max_by(|a, b| a.1.total_cmp(b.1))?;
        Some((best.place, chance * self.weight))
    }
}

/// What certainty adds to a candidate.
const CERTAIN: f64 = 20.0;

/// The probabilities of scores, with a rest for what is in no table.
fn chances(scores: &[f64], rest: f64) -> Vec<f64> {
    let highest = scores.iter().copied().fold(rest, f64::max);
    let weights: Vec<f64> = scores.iter().map(|score| (score - highest).exp()).collect();
    let sum = weights.iter().sum::<f64>() + (rest - highest).exp();
    weights.into_iter().map(|weight| weight / sum).collect()
}

/// Renews the probabilities of all names from each other.
pub(super) fn settle(names: &mut [Name]) {
    for _ in 0..ROUNDS {
        let evidence = Evidence::of(names);
        for (i, name) in names.iter_mut().enumerate() {
            let scores: Vec<f64> = name
                .candidates
                .iter()
                .zip(&name.priors)
                .map(|(c, prior)| prior + evidence.speaks_for(&c.place, i))
                .collect();
            name.chances = chances(&scores, unlisted());
        }
    }
}

/// Where the names of an article lie.
struct Evidence {
    /// By place, a region or a state: the weight of each name in it.
    inside: BTreeMap<PlaceId, Vec<(usize, f64)>>,
    total: BTreeMap<PlaceId, f64>,
    /// The likeliest place of each name.
    points: Vec<Option<(Place, f64)>>,
}

impl Evidence {
    fn of(names: &[Name]) -> Self {
        let mut inside: BTreeMap<PlaceId, Vec<(usize, f64)>> = BTreeMap::new();
        for (i, name) in names.iter().enumerate() {
            for (candidate, chance) in name.candidates.iter().zip(&name.chances) {
                let outer = [candidate.place.region, candidate.place.country];
                for id in outer.into_iter().flatten() {
                    let weights = inside.entry(id).or_default();
                    let weight = chance * name.weight;
                    match weights.last_mut() {
                        Some((last, sum)) if *last == i => *sum += weight,
                        _ => weights.push((i, weight)),
                    }
                }
            }
        }
        let total = inside
            .iter()
            .map(|(&id, weights)| (id, weights.iter().map(|w| w.1).sum()))
            .collect();
        Self {
            inside,
            total,
            points: names.iter().map(Name::likeliest).collect(),
        }
    }

    /// What the names other than this one say for a place.
    fn speaks_for(&self, place: &Place, name: usize) -> f64 {
        let weight = |id: Option<PlaceId>| id.map_or(0.0, |id| self.others(id, name));
        support(weight(place.region), weight(place.country), self.near(place, name))
    }

    fn others(&self, id: PlaceId, name: usize) -> f64 {
        let total = self.total.get(&id).copied().unwrap_or_default();
        let weights = self.inside.get(&id).map(Vec::as_slice).unwrap_or_default();
        let own = weights
            .binary_search_by_key(&name, |w| w.0)
            .map_or(0.0, |at| weights[at].1);
        (total - own).max(0.0)
    }

    fn near(&self, place: &Place, name: usize) -> f64 {
        let others = self
            .points
            .iter()
            .enumerate()
            .filter(|(i, _)| *i != name)
            .filter_map(|(_, point)| *point);
        let close = others.filter(|(other, _)| (other.lat - place.lat).abs() < 3.0);
        close
            .map(|(other, chance)| chance * (-other.distance(place.lat, place.lon) / REACH).exp())
            .sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use demarche_gazetteer::places::named;
    use proptest::prelude::*;

    fn chosen(names: &[&str]) -> Vec<(Option<&'static str>, f64)> {
        let mut all: Vec<Name> = names.iter().map(|name| Name::new(named(name), 1.0)).collect();
        settle(&mut all);
        let code = |c: &Choice| (c.place.place.country_code(), c.chance);
        all.iter()
            .map(|name| name.choice().as_ref().map_or((None, 0.0), code))
            .collect()
    }

    #[test]
    fn alone_the_largest_is_meant() {
        let [(code, chance)] = chosen(&["Paris"])[..] else {
            unreachable!("one name")
        };
        assert!(code == Some("FRA") && chance > 0.9);
    }

    #[test]
    fn in_company_the_neighbour_is_meant() {
        let found = chosen(&["Paris", "Texas", "Dallas", "Sulphur Springs", "Clarksville"]);
        assert_eq!(found[0].0, Some("USA"));
    }

    #[test]
    fn a_village_by_itself_stays_open() {
        let [(_, chance)] = chosen(&["Cottonport"])[..] else {
            unreachable!("one name")
        };
        assert!(chance < 0.5, "{chance}");
    }

    #[test]
    fn no_candidates_no_choice() {
        assert!(Name::new(Vec::new(), 1.0).choice().is_none());
    }

    proptest! {
        #[test]
        fn chances_are_shares(scores in prop::collection::vec(-50.0_f64..50.0, 0..20), rest in -50.0_f64..50.0) {
            let found = chances(&scores, rest);
            prop_assert!(found.iter().all(|p| (0.0..=1.0).contains(p)));
            prop_assert!(found.iter().sum::<f64>() <= 1.0 + 1e-9);
        }
    }
}
