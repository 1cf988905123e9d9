//! Toponyms with coordinates: local news from everywhere (LGL), Wikinews (`GeoVirus`).

use super::Bench;
use crate::places::{Answer, GoldToponym, PlaceFigures};
use crate::report::{Part, Row, Table, percent};
use anyhow::{Context as _, Result};
use demarche::{Given, Origin, locate, take};
use demarche_types::{Document, Masthead, Place, Span, Text};
use rayon::prelude::*;
use serde::Deserialize;

/// A corpus of toponyms.
struct Corpus {
    name: &'static str,
    path: &'static str,
    /// Within 161 km, of the toponyms that the tables hold.
    floor: f64,
    comparison: &'static str,
}

const CORPORA: [Corpus; 2] = [
    Corpus {
        name: "LGL",
        path: "data/places/geo_lgl.jsonl",
        floor: 75.0,
        comparison: "Mordecai 3 83 (87 on TR-News)",
    },
    Corpus {
        name: "GeoVirus",
        path: "data/places/geo_geovirus.jsonl",
        floor: 90.0,
        comparison: "",
    },
];
const COUNTRY: f64 = 95.0;

#[derive(Deserialize)]
struct Article {
    id: String,
    text: String,
    toponyms: Vec<Toponym>,
}

#[derive(Deserialize)]
struct Toponym {
    start: usize,
    end: usize,
    surface: String,
    lat: Option<f64>,
    lon: Option<f64>,
}

impl Toponym {
    /// The gold standard leaves some without a point.
    fn gold(&self) -> Option<GoldToponym> {
        Some(GoldToponym {
            surface: self.surface.clone(),
            lat: self.lat?,
            lon: self.lon?,
        })
    }

    const fn span(&self) -> Span {
        Span::new(self.start, self.end)
    }
}

/// Measures the corpora: with the gold standard's toponyms given, and from nothing but the text.
///
/// # Errors
/// Where a file that is there cannot be read, or the pipeline fails.
pub fn measure(bench: &Bench) -> Result<Part> {
    let mut part = Part::default();
    let mut rows = Vec::new();
    for corpus in &CORPORA {
        let Some(source) = bench.shared.read(corpus.path)? else {
            part.skipped.push(format!("{} ({})", corpus.name, corpus.path));
            continue;
        };
        let articles = parse(&source).with_context(|| format!("in {}", corpus.path))?;
        let given = given(&articles);
        let read = read(bench, &articles)?;
        part.rows.extend(figures(corpus, &given, &read));
        rows.push(cells(corpus.name, "given", &given));
        rows.push(cells(corpus.name, "found by the reader", &read));
    }
    part.tables.push(table(rows));
    Ok(part)
}

fn parse(source: &str) -> Result<Vec<Article>> {
    source.lines().map(|line| Ok(serde_json::from_str(line)?)).collect()
}

/// The gold standard's toponyms, located.
fn given(articles: &[Article]) -> PlaceFigures {
    let mut figures = PlaceFigures::default();
    for article in articles {
        let document = Document {
            text: Text::new(article.text.as_str()),
            blocks: Vec::new(),
            masthead: Masthead::default(),
        };
        let spans: Vec<Span> = article.toponyms.iter().map(Toponym::span).collect();
        add(&mut figures, article, &locate(&document, &spans));
    }
    figures
}

/// The articles read from their text. A toponym that was not found has no answer.
fn read(bench: &Bench, articles: &[Article]) -> Result<PlaceFigures> {
    let places = |article: &Article| -> Result<Vec<Place>> {
        let taken =
            take(article.text.as_bytes(), &Origin::Stdin, &Given::default()).with_context(|| article.id.clone())?;
        Ok(bench.demarche.read(&taken.document)?.places)
    };
    let places: Vec<Vec<Place>> = articles.par_iter().map(places).collect::<Result<_>>()?;
    let mut figures = PlaceFigures::default();
    for (article, places) in articles.iter().zip(&places) {
        add(&mut figures, article, places);
    }
    Ok(figures)
}

/// Each toponym of an article with the place that overlaps it, in the same letters but for an article or a direction.
fn add(figures: &mut PlaceFigures, article: &Article, places: &[Place]) {
    for toponym in &article.toponyms {
        let Some(gold) = toponym.gold() else { continue };
        let place = places
            .iter()
            .find(|p| Span::new(p.start, p.end).overlaps(toponym.span()));
        figures.add(&gold, place.and_then(answer).as_ref());
    }
}

fn answer(place: &Place) -> Option<Answer> {
    Some(Answer {
        lat: place.lat?,
        lon: place.lon?,
        country_code: place.country_code.clone(),
    })
}

fn figures(corpus: &Corpus, given: &PlaceFigures, read: &PlaceFigures) -> Vec<Row> {
    vec![
        Row::new(
            "places: within 161 km, of those in the tables",
            corpus.name,
            given.accuracy(),
            Some(corpus.floor),
        )
        .beside(corpus.comparison),
        Row::new(
            "places: country right, of those located",
            corpus.name,
            given.country_right(),
            Some(COUNTRY),
        ),
        Row::new(
            "places, from raw text: within 161 km, of those located",
            corpus.name,
            read.precision(),
            None,
        ),
        Row::new(
            "places, from raw text: country right, of those located",
            corpus.name,
            read.country_right(),
            None,
        ),
    ]
}

fn cells(name: &str, toponyms: &str, figures: &PlaceFigures) -> Vec<String> {
    vec![
        name.to_owned(),
        toponyms.to_owned(),
        figures.toponyms.to_string(),
        figures.held.to_string(),
        percent(figures.accuracy()),
        percent(figures.precision()),
        percent(figures.country_right()),
        percent(figures.open()),
        format!("{:.1}", figures.median_error()),
        percent(figures.recall()),
    ]
}

fn table(rows: Vec<Vec<String>>) -> Table {
    Table {
        title: "Places".to_owned(),
        note: "Shares in percent. The tables hold a toponym if a place of its name lies within 161 km of its point; of those \
               held, an open one counts as wrong, but in the columns of those located."
            .to_owned(),
        columns: vec![
            "set",
            "toponyms",
            "with a point",
            "held",
            "within 161 km",
            "of those located",
            "country right, of those located",
            "left open",
            "median error, km",
            "of all, held or not",
        ],
        rows,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_answers_the_toponym_that_it_overlaps() {
        let line = r#"{"id": "x", "text": "the Kenya", "toponyms": [{"start": 4, "end": 9, "surface": "Kenya", "lat": 1.0, "lon": 38.0}]}"#;
        let articles = parse(line).unwrap();
        let figures = given(&articles);
        assert_eq!((figures.toponyms, figures.near, figures.country), (1, 1, 1));
    }
}
