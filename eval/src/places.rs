//! Places against gold coordinates: the distance between the two, and whether the country is the same.

use crate::figures::{median, share};
use demarche_gazetteer::places::{self, Place};

/// Within how many kilometres a place is right: a hundred miles, the field's custom (accuracy at 161 km).
pub const RIGHT: f64 = 161.0;

/// A toponym of the gold standard.
#[derive(Clone, Debug, PartialEq)]
pub struct GoldToponym {
    /// Its letters.
    pub surface: String,
    /// Degrees north.
    pub lat: f64,
    /// Degrees east.
    pub lon: f64,
}

impl GoldToponym {
    /// The place that the tables hold for it: of its name, nearest to its point and within reach of it.
    pub fn held(&self) -> Option<Place> {
        let distance = |place: &Place| place.distance(self.lat, self.lon);
        let called = places::named(&self.surface).into_iter().map(|c| c.place);
        called
            .filter(|place| distance(place) <= RIGHT)
            .min_by(|a, b| distance(a).total_cmp(&distance(b)))
    }
}

/// What a system makes of a toponym.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// Degrees north.
    pub lat: f64,
    /// Degrees east.
    pub lon: f64,
    /// ISO 3166-1 alpha-3.
    pub country_code: Option<String>,
}

/// Counts over toponyms.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PlaceFigures {
    /// All toponyms.
    pub toponyms: usize,
    /// Those for which the tables hold a place.
    pub held: usize,
    /// Of those held: with an answer.
    pub answered: usize,
    /// Of those held: answered within 161 km.
    pub near: usize,
    /// Of those answered: the gold's place lies in one country, and so does the answer's.
    pub with_country: usize,
    /// … and in the same.
    pub country: usize,
    /// Of all toponyms: answered within 161 km.
    pub near_of_all: usize,
    /// Of all toponyms: with an answer.
    pub answered_of_all: usize,
    /// Of those held and answered: kilometres off.
    pub errors: Vec<f64>,
}

impl PlaceFigures {
    /// Adds a toponym with the answer to it.
    pub fn add(&mut self, gold: &GoldToponym, answer: Option<&Answer>) {
        let held = gold.held();
        self.toponyms += 1;
        self.held += usize::from(held.is_some());
        let Some(answer) = answer else { return };
        let off = distance(gold, answer);
        self.answered_of_all += 1;
        self.near_of_all += usize::from(off <= RIGHT);
        let Some(held) = held else { return };
        self.answered += 1;
        self.near += usize::from(off <= RIGHT);
        self.errors.push(off);
        if let Some(code) = held.country_code() {
            self.with_country += 1;
            self.country += usize::from(answer.country_code.as_deref() == Some(code));
        }
    }

    /// Of the toponyms that the tables hold, the share answered within 161 km; an open one is wrong.
    pub fn accuracy(&self) -> f64 {
        share(self.near, self.held)
    }

    /// Of the answers to toponyms that the tables hold, the share within 161 km.
    pub fn precision(&self) -> f64 {
        share(self.near, self.answered)
    }

    /// Of those answers, the share in the right country.
    pub fn country_right(&self) -> f64 {
        share(self.country, self.with_country)
    }

    /// Of all toponyms, the share answered within 161 km, whether or not the tables hold them.
    pub fn recall(&self) -> f64 {
        share(self.near_of_all, self.toponyms)
    }

    /// Of the toponyms that the tables hold, the share left open.
    pub fn open(&self) -> f64 {
        share(self.held - self.answered, self.held)
    }

    /// The median of the kilometres off.
    pub fn median_error(&self) -> f64 {
        median(self.errors.clone())
    }
}

/// Kilometres between the two.
fn distance(gold: &GoldToponym, answer: &Answer) -> f64 {
    const RADIUS: f64 = 6371.0;
    let (a, b) = (gold.lat.to_radians(), answer.lat.to_radians());
    let east = (answer.lon - gold.lon).to_radians();
    let half = ((b - a) / 2.0).sin().powi(2) + a.cos() * b.cos() * (east / 2.0).sin().powi(2);
    2.0 * RADIUS * half.sqrt().min(1.0).asin()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn gold(surface: &str, lat: f64, lon: f64) -> GoldToponym {
        GoldToponym {
            surface: surface.to_owned(),
            lat,
            lon,
        }
    }

    fn answer(lat: f64, lon: f64, code: &str) -> Answer {
        Answer {
            lat,
            lon,
            country_code: Some(code.to_owned()),
        }
    }

    #[test]
    fn right_wrong_open_and_not_held() {
        let mut figures = PlaceFigures::default();
        figures.add(&gold("Paris", 48.9, 2.3), Some(&answer(48.85, 2.35, "FRA")));
        figures.add(&gold("Paris", 48.9, 2.3), Some(&answer(33.66, -95.56, "USA")));
        figures.add(&gold("Paris", 48.9, 2.3), None);
        figures.add(&gold("Nowhere at all", 48.9, 2.3), Some(&answer(48.9, 2.3, "FRA")));
        assert_eq!((figures.toponyms, figures.held, figures.answered), (4, 3, 2));
        assert_eq!((figures.near, figures.country, figures.near_of_all), (1, 1, 2));
        assert!((figures.open() - 1.0 / 3.0).abs() < 1e-12);
    }

    #[test]
    fn a_hundred_miles() {
        let london = gold("London", 51.5, -0.12);
        let off = distance(&london, &answer(48.85, 2.35, "FRA"));
        assert!((335.0..350.0).contains(&off), "{off}");
    }
}
