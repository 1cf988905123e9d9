//! Attributions in `PolNeAR`, from the text.

use super::Bench;
use crate::attribution::{Article, AttributionFigures, Kind, Level, Measure, Role, SpanAttribution};
use crate::calibration::Reliability;
use crate::report::{Part, Row, Table, prf, reliability};
use anyhow::{Context as _, Result};
use demarche::segment::segment;
use demarche_reader::{Reader as _, SentenceWords, Words};
use demarche_types::{Attribution, Block, BlockKind, Document, Masthead, Segments, Span, Text};
use rayon::prelude::*;
use std::ops::Range;

const NAME: &str = "PolNeAR dev";
const PATH: &str = "data/attribution/polnear_dev.jsonl";

/// Measures the corpus.
///
/// # Errors
/// Where the file is there and cannot be read, or the reader fails.
pub fn measure(bench: &Bench) -> Result<Part> {
    let Some(source) = bench.shared.read(PATH)? else {
        return Ok(Part {
            skipped: vec![format!("{NAME} ({PATH})")],
            ..Part::default()
        });
    };
    let articles: Vec<Article> = source
        .lines()
        .map(serde_json::from_str)
        .collect::<Result<_, _>>()
        .context(PATH)?;
    let predicted: Vec<Vec<SpanAttribution>> = articles
        .par_iter()
        .map(|article| attributions(bench, &article.text))
        .collect::<Result<_>>()?;
    let mut figures = AttributionFigures::default();
    for (article, predicted) in articles.iter().zip(&predicted) {
        figures.add(&article.text, &article.attributions, predicted);
    }
    let calibration = reliability(
        "Calibration of the attributions (rel-50), PolNeAR dev",
        &Reliability::new(&figures.judged),
    );
    Ok(Part {
        rows: rows(&figures),
        tables: vec![table(&figures), calibration],
        skipped: Vec::new(),
    })
}

/// What the reader attributes in a text, in spans.
fn attributions(bench: &Bench, text: &str) -> Result<Vec<SpanAttribution>> {
    let document = document(text);
    let segments = segment(&document);
    let reading = bench.reader.read(&words(&document, &segments))?;
    Ok(reading.attributions.iter().map(|a| in_spans(a, &segments)).collect())
}

/// The text as a report of which every line is a paragraph.
fn document(text: &str) -> Document {
    let text = Text::new(text);
    let mut start = 0;
    let mut blocks = Vec::new();
    for line in text.as_str().split('\n') {
        let end = start + line.chars().count();
        blocks.extend(text.trim(Span::new(start, end)).map(|span| Block {
            span,
            kind: BlockKind::Paragraph,
        }));
        start = end + 1;
    }
    Document {
        text,
        blocks,
        masthead: Masthead::default(),
    }
}

fn words<'a>(document: &'a Document, segments: &Segments) -> Words<'a> {
    Words {
        forms: segments.words.iter().map(|w| document.text.slice(w.span)).collect(),
        sentences: segments
            .sentences
            .iter()
            .map(|s| SentenceWords {
                words: s.words.clone(),
                opens_block: s.opens_block,
            })
            .collect(),
    }
}

fn in_spans(attribution: &Attribution, segments: &Segments) -> SpanAttribution {
    let span = |words: &Range<usize>| segments.span(words.clone());
    SpanAttribution {
        source: attribution.source.iter().map(span).collect(),
        cue: attribution.cue.iter().map(span).collect(),
        content: attribution.content.iter().map(span).collect(),
        score: f64::from(attribution.score),
    }
}

fn rows(figures: &AttributionFigures) -> Vec<Row> {
    let role = |role, measure| figures.roles[&(role, measure)].f1();
    let half = |kind| figures.relations[&(Level::Half, kind)].f1();
    vec![
        Row::new(
            "attribution: content, tokens: F1",
            NAME,
            role(Role::Content, Measure::Tokens),
            Some(90.0),
        )
        .beside("rules 71.6, first probe 87.9, human 91.9"),
        Row::new("attribution: relation, rel-50: F1", NAME, half(None), Some(69.0))
            .beside("rules 29.1, first probe 64.3, human 73.3"),
        Row::new("… direct", NAME, half(Some(Kind::Direct)), Some(90.0)).beside("first probe 85.1, human 94.9"),
        Row::new("… mixed", NAME, half(Some(Kind::Mixed)), Some(79.0)).beside("first probe 73.2, human 87.4"),
        Row::new("… indirect", NAME, half(Some(Kind::Indirect)), Some(61.0)).beside("first probe 56.4, human 64.9"),
        Row::new(
            "attribution: exact source: F1",
            NAME,
            role(Role::Source, Measure::Exact),
            Some(81.0),
        )
        .beside("first probe 77.5; CofeNet (BERT-base) on test 83.2"),
        Row::new(
            "attribution: exact cue: F1",
            NAME,
            role(Role::Cue, Measure::Exact),
            Some(72.0),
        )
        .beside("first probe 68.5; CofeNet 75.3"),
        Row::new(
            "attribution: exact content: F1",
            NAME,
            role(Role::Content, Measure::Exact),
            Some(62.0),
        )
        .beside("first probe 57.5; CofeNet 72.9"),
    ]
}

fn table(figures: &AttributionFigures) -> Table {
    let roles = figures
        .roles
        .iter()
        .map(|((role, measure), tally)| (format!("{}, {}", role.name(), measure.name()), tally));
    let relations = figures.relations.iter().map(|((level, kind), tally)| {
        let kind = kind.map_or("all", Kind::name);
        (format!("relation, {}, {kind}", level.name()), tally)
    });
    let rows = roles.chain(relations).map(|(what, tally)| {
        let [p, r, f] = prf(*tally);
        vec![what, p, r, f, tally.gold.to_string(), tally.predicted.to_string()]
    });
    Table {
        title: "Attributions, PolNeAR dev".to_owned(),
        note: String::new(),
        columns: vec!["what", "precision", "recall", "F1", "in gold", "predicted"],
        rows: rows.collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_paragraphs() {
        let document = document("Élan \n\n“Go.”\nEnd");
        let slices: Vec<&str> = document.blocks.iter().map(|b| document.text.slice(b.span)).collect();
        assert_eq!(slices, ["Élan", "“Go.”", "End"]);
    }
}
