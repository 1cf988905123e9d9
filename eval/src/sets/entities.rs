//! Who is who: the annotated article’s entities, and whose the statements of news are.

use super::Bench;
use crate::coreference::{Chains, Coreference, Place};
use crate::figures::share;
use crate::report::{Part, Row};
use anyhow::{Context as _, Result};
use demarche::{Given, Origin, take};
use demarche_types::{Entity, Record, Statement, Text, Via};
use rayon::prelude::*;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};

const NAME: &str = "first article";
const GOLD: &str = "gold/seed.json";
const TEXT: &str = "gold/text/seed.txt";
const NEWS_NAME: &str = "PolNeAR dev";
const NEWS: &str = "data/attribution/polnear_dev.jsonl";

#[derive(Deserialize)]
struct Gold {
    published: String,
    entities: Vec<GoldEntity>,
}

#[derive(Deserialize)]
struct GoldEntity {
    code: Option<String>,
    mentions: Vec<Place>,
}

#[derive(Deserialize)]
struct Article {
    text: String,
    date: Option<String>,
}

/// Measures both.
///
/// # Errors
/// Where a file that is there cannot be read, or the pipeline fails.
pub fn measure(bench: &Bench) -> Result<Part> {
    let mut part = Part::default();
    match (bench.shared.read(GOLD)?, bench.shared.read(TEXT)?) {
        (Some(gold), Some(text)) => part.rows.extend(article(bench, &gold, &text)?),
        _ => part.skipped.push(format!("{NAME} ({GOLD})")),
    }
    match bench.shared.read(NEWS)? {
        Some(source) => part.rows.extend(sources(bench, &source)?),
        None => part.skipped.push(format!("{NEWS_NAME} ({NEWS})")),
    }
    Ok(part)
}

/// The record of a text of a day.
pub(super) fn read(bench: &Bench, text: &str, published: Option<String>) -> Result<Record> {
    let given = Given {
        published,
        ..Given::default()
    };
    let taken = take(text.as_bytes(), &Origin::Stdin, &given)?;
    Ok(bench.demarche.read(&taken.document)?)
}

fn article(bench: &Bench, gold: &str, text: &str) -> Result<Vec<Row>> {
    let gold: Gold = serde_json::from_str(gold).context(GOLD)?;
    let record = read(bench, text, Some(gold.published.clone()))?;
    let text = Text::new(text);
    let in_gold = Chains::new(
        gold.entities
            .iter()
            .map(|e| e.mentions.iter().map(|&m| bare(&text, m)).collect()),
    );
    let predicted = Chains::new(
        record
            .entities
            .iter()
            .map(|e| e.mentions.iter().map(|m| bare(&text, (m.start, m.end))).collect()),
    );
    let (mut all, mut shared) = (Coreference::default(), Coreference::default());
    all.add(&in_gold, &predicted);
    shared.add(&in_gold, &predicted.among(&in_gold.mentions()));
    Ok(vec![
        Row::new("entities: B-cubed F1", NAME, all.b_cubed.f1(), Some(85.0)),
        Row::new(
            "… of the mentions that the gold has",
            NAME,
            shared.b_cubed.f1(),
            Some(85.0),
        ),
        Row::new(
            "entities: code right, of the mentions found",
            NAME,
            codes(&text, &gold.entities, &record.entities),
            Some(95.0),
        ),
    ])
}

/// A mention without its article and the ending of its genitive.
fn bare(text: &Text, (start, end): Place) -> Place {
    let words = text.slice(demarche_types::Span::new(start, end));
    let article = if words.starts_with("the ") || words.starts_with("The ") {
        4
    } else {
        0
    };
    let genitive = if words.ends_with("’s") || words.ends_with("'s") {
        2
    } else {
        0
    };
    (start + article, end - genitive)
}

/// The share of the mentions found whose codes are those of the gold.
fn codes(text: &Text, gold: &[GoldEntity], predicted: &[Entity]) -> f64 {
    let mut ours: BTreeMap<Place, BTreeSet<Option<&str>>> = BTreeMap::new();
    let mut theirs = ours.clone();
    for entity in predicted {
        for mention in &entity.mentions {
            ours.entry(bare(text, (mention.start, mention.end)))
                .or_default()
                .insert(entity.code.as_deref());
        }
    }
    for entity in gold {
        for &mention in &entity.mentions {
            theirs
                .entry(bare(text, mention))
                .or_default()
                .insert(entity.code.as_deref());
        }
    }
    let found: Vec<bool> = theirs
        .iter()
        .filter_map(|(m, codes)| Some(ours.get(m)? == codes))
        .collect();
    share(found.iter().filter(|right| **right).count(), found.len())
}

/// How often the source of a statement is somebody with a name or a code.
fn sources(bench: &Bench, source: &str) -> Result<Vec<Row>> {
    let articles: Vec<Article> = source
        .lines()
        .map(serde_json::from_str)
        .collect::<Result<_, _>>()
        .context(NEWS)?;
    let records: Vec<Record> = articles
        .par_iter()
        .map(|a| read(bench, &a.text, a.date.clone()))
        .collect::<Result<_>>()?;
    let mut by_via: BTreeMap<Via, (usize, usize)> = BTreeMap::new();
    for (record, statement) in records.iter().flat_map(|r| r.statements.iter().map(move |s| (r, s))) {
        if let Some((via, named)) = source_of(record, statement) {
            let (resolved, count) = by_via.entry(via).or_default();
            *resolved += usize::from(named);
            *count += 1;
        }
    }
    let sum = |of: fn(&(usize, usize)) -> usize| by_via.values().map(of).sum();
    let all = Row::new(
        "statements: source is a named entity",
        NEWS_NAME,
        share(sum(|v| v.0), sum(|v| v.1)),
        None,
    );
    let rows = [Via::Name, Via::Pronoun, Via::Nominal, Via::Title].map(|via| {
        let (resolved, count) = by_via.get(&via).copied().unwrap_or_default();
        let what = format!("… source by {} ({count} statements)", word(via));
        Row::new(what, NEWS_NAME, share(resolved, count), None)
    });
    Ok([all].into_iter().chain(rows).collect())
}

const fn word(via: Via) -> &'static str {
    match via {
        Via::Name => "name",
        Via::Title => "office",
        Via::Demonym => "people",
        Via::Metonym => "metonym",
        Via::Pronoun => "pronoun",
        Via::Nominal => "description",
    }
}

/// How a statement’s source is mentioned, and whether it is somebody who is named.
fn source_of(record: &Record, statement: &Statement) -> Option<(Via, bool)> {
    let party = statement.source.as_ref()?;
    let entity = record.entities.iter().find(|e| Some(&e.id) == party.entity.as_ref());
    let Some(entity) = entity else {
        let pronouns = ["he", "she", "they", "it", "i", "we", "who"];
        let via = if pronouns.contains(&party.text.to_lowercase().as_str()) {
            Via::Pronoun
        } else {
            Via::Nominal
        };
        return Some((via, false));
    };
    let mention = entity
        .mentions
        .iter()
        .filter(|m| m.start < party.end && party.start < m.end)
        .min_by_key(|m| m.start)?;
    let named =
        entity.mentions.iter().any(|m| m.via == Via::Name) || entity.basis.as_deref().is_some_and(|b| b != "described");
    Some((mention.via, named))
}
