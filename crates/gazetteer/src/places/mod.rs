//! Where things are: states, regions, counties, towns, seas and islands with their coordinates.
//!
//! The tables in `/gazetteer/places` are compiled into flat arrays and a map from names, which are read where they lie.

mod fold;
#[allow(dead_code, reason = "the build writes what is only read here")]
mod layout;

pub use fold::fold;
pub use layout::{Kind, Via};
use layout::{NO_COUNTRY, NO_REGION, Posting, Row};
use std::sync::LazyLock;

macro_rules! compiled {
    ($file:literal) => {
        include_bytes!(concat!(env!("OUT_DIR"), "/", $file))
    };
}

static ROWS: &[u8] = compiled!("places.rows");
static STRINGS: &[u8] = compiled!("places.strings");
static CODES: &[u8] = compiled!("places.codes");
static POSTINGS: &[u8] = compiled!("places.postings");
static NAMES: LazyLock<Option<fst::Map<&'static [u8]>>> =
    LazyLock::new(|| fst::Map::new(compiled!("places.fst").as_slice()).ok());

/// The compiled tables, but for the names, which are as the rows have them.
pub(crate) const fn tables() -> [&'static [u8]; 4] {
    [ROWS, STRINGS, CODES, POSTINGS]
}

/// A place in the tables: its number among them, the same for one version of the tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PlaceId(u32);

/// What the tables know of a place.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Place {
    /// Itself.
    pub id: PlaceId,
    /// Its name.
    pub name: &'static str,
    /// Its number in `GeoNames`, where that is known.
    pub geonameid: Option<u32>,
    /// Degrees north.
    pub lat: f64,
    /// Degrees east.
    pub lon: f64,
    /// What it is.
    pub kind: Kind,
    /// How many live there; 0 where that is not known.
    pub population: u32,
    /// The state it lies in, or is; `None` where it lies in several or in none.
    pub country: Option<PlaceId>,
    /// The first-level region it lies in, or is.
    pub region: Option<PlaceId>,
}

/// A place that a name may mean.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Candidate {
    /// The place.
    pub place: Place,
    /// Which of its names it was found by.
    pub via: Via,
}

impl Place {
    /// A place by its number.
    #[must_use]
    pub fn get(id: PlaceId) -> Option<Self> {
        let start = id.0 as usize * Row::SIZE;
        let row = Row::from_bytes(ROWS.get(start..start + Row::SIZE)?)?;
        Some(Self {
            id,
            name: string(row.name_at as usize)?,
            geonameid: (row.id != 0).then_some(row.id),
            lat: f64::from(row.lat) / layout::DEGREE,
            lon: f64::from(row.lon) / layout::DEGREE,
            kind: row.kind,
            population: row.population,
            country: (row.country != NO_COUNTRY).then_some(PlaceId(row.country.into())),
            region: (row.region != NO_REGION).then_some(PlaceId(row.region.into())),
        })
    }

    /// The ISO 3166-1 alpha-3 code of the state it lies in, or is. Kosovo, which has none, is `XKX`.
    #[must_use]
    pub fn country_code(&self) -> Option<&'static str> {
        let start = self.country?.0 as usize * 3;
        std::str::from_utf8(CODES.get(start..start + 3)?).ok()
    }

    /// Kilometres to a point, along the earth's surface (haversine formula, radius 6371 km).
    #[must_use]
    pub fn distance(&self, lat: f64, lon: f64) -> f64 {
        const RADIUS: f64 = 6371.0;
        let (north, east) = ((lat - self.lat).to_radians(), (lon - self.lon).to_radians());
        let across = self.lat.to_radians().cos() * lat.to_radians().cos();
        let half = (north / 2.0).sin().powi(2) + across * (east / 2.0).sin().powi(2);
        2.0 * RADIUS * half.sqrt().min(1.0).asin()
    }
}

/// The places that may be called so, in the order of the tables: states, areas, regions, counties, cities. Case, accents
/// and points do not count, but in abbreviations, which are found only as they stand: *U.S.*, *Ill.*
#[must_use]
pub fn named(name: &str) -> Vec<Candidate> {
    let mut found = look_up(&layout::letters_key(name.trim()));
    if found.is_empty() {
        found = look_up(&fold(name));
    }
    found
}

fn look_up(key: &str) -> Vec<Candidate> {
    let pointer = NAMES.as_ref().and_then(|names| names.get(key));
    let (first, count) = pointer.map_or((0, 0), layout::postings_at);
    let bytes = POSTINGS.get(first * Posting::SIZE..(first + count) * Posting::SIZE);
    let (postings, _) = bytes.unwrap_or_default().as_chunks();
    let candidate = |posting: &[u8; Posting::SIZE]| {
        let posting = Posting::from_bytes(*posting)?;
        let place = Place::get(PlaceId(posting.row))?;
        Some(Candidate {
            place,
            via: posting.via,
        })
    };
    postings.iter().filter_map(candidate).collect()
}

fn string(at: usize) -> Option<&'static str> {
    let length = usize::from(*STRINGS.get(at)?);
    std::str::from_utf8(STRINGS.get(at + 1..at + 1 + length)?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn codes(name: &str) -> Vec<&'static str> {
        named(name).iter().filter_map(|c| c.place.country_code()).collect()
    }

    fn first(name: &str) -> Place {
        named(name).first().expect("a place of the name").place
    }

    #[test]
    fn every_row_can_be_read() {
        let count = u32::try_from(ROWS.len() / Row::SIZE).unwrap();
        assert!(count > 90_000);
        for row in 0..count {
            let place = Place::get(PlaceId(row)).expect("a row");
            assert!(place.lat.abs() <= 90.0 && place.lon.abs() <= 180.0, "{place:?}");
            assert!(named(place.name).iter().any(|c| c.place.id == place.id), "{place:?}");
        }
        assert_eq!(Place::get(PlaceId(count)), None);
    }

    #[test]
    fn states_have_codes_and_points() {
        for (name, code) in [
            ("Ukraine", "UKR"),
            ("the United Kingdom", "GBR"),
            ("Burma", "MMR"),
            ("Kosovo", "XKX"),
        ] {
            let place = first(name);
            assert_eq!(
                (place.kind, place.country_code()),
                (Kind::Country, Some(code)),
                "{name}"
            );
        }
        assert!(first("Japan").distance(36.0, 138.0) < 1.0);
    }

    #[test]
    fn other_names_and_spellings() {
        for (name, own) in [
            ("Kiev", "Kyiv"),
            ("Bombay", "Mumbai"),
            ("FALLUJAH", "Al Fallūjah"),
            ("Sao Paulo", "São Paulo"),
        ] {
            assert!(named(name).iter().any(|c| c.place.name == own), "{name}");
        }
    }

    #[test]
    fn abbreviations_count_letter_by_letter() {
        assert_eq!(first("U.S.").country_code(), Some("USA"));
        assert_eq!(first("Ill.").name, "Illinois");
        assert!(named("ill").is_empty() && named("us").is_empty());
    }

    #[test]
    fn homonyms_are_all_there() {
        let found = codes("Georgia");
        assert!(found.contains(&"GEO") && found.contains(&"USA"));
        assert!(named("Springfield").len() > 5);
    }

    #[test]
    fn towns_stand_in_their_regions() {
        let paris = named("Paris");
        let texan = paris
            .iter()
            .filter_map(|c| Place::get(c.place.region?))
            .any(|r| r.name == "Texas");
        assert!(texan);
    }

    #[test]
    fn distances() {
        let rome = named("Rome")
            .into_iter()
            .find(|c| c.place.population > 1_000_000)
            .unwrap()
            .place;
        let distance = rome.distance(48.8566, 2.3522);
        assert!((1090.0..1120.0).contains(&distance), "{distance}");
    }

    proptest! {
        #[test]
        fn any_text_may_be_looked_up(name in "\\PC{0,30}") {
            let found = named(&name);
            prop_assert!(found.iter().all(|c| Place::get(c.place.id) == Some(c.place)));
        }

        #[test]
        fn folding_twice_is_folding_once(name in "\\PC{0,30}") {
            // An article behind an article is no article, and lower case of a few letters is two characters.
            prop_assume!(!fold(&name).starts_with("the"));
            prop_assert_eq!(fold(&fold(&name)), fold(&name));
        }
    }
}
