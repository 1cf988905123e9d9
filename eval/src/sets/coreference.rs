//! Coreference on GUM's news, where everything is annotated that is mentioned again, things among it.

use super::Bench;
use crate::conllu::{self, TreebankDocument};
use crate::coreference::{Chains, Coreference, Place, Score};
use crate::gum::{self, GumMention};
use crate::report::{Part, Row, Table, percent};
use anyhow::{Context as _, Result};
use demarche::coreference;
use demarche_types::{Block, BlockKind, Document, Masthead, Segments, Sentence, Span, Text, Word};
use std::collections::{BTreeMap, BTreeSet};

const NAME: &str = "GUM dev, news";
const PATH: &str = "data/ud/gum_dev.conllu";
const COMPARISON: &str = "Stanford’s sieves, rules too: 39.7 on OntoGUM (all genres, exact spans, fewer kinds of mention), 57.8 on OntoNotes";

/// Measures the articles of GUM's development part that are news.
///
/// # Errors
/// Where the file is there and cannot be read, or the reader fails.
pub fn measure(bench: &Bench) -> Result<Part> {
    let Some(source) = bench.shared.read(PATH)? else {
        return Ok(Part {
            skipped: vec![format!("coreference, {NAME} ({PATH})")],
            ..Part::default()
        });
    };
    let documents = conllu::parse(&source)?;
    let (mut all, mut again, mut actors) = <(Coreference, Coreference, Coreference)>::default();
    for document in documents.iter().filter(|d| d.id.starts_with("GUM_news")) {
        let gold = gum::mentions(&document.gold).with_context(|| document.id.clone())?;
        let predicted = aligned(&gold, &chains(bench, document)?);
        let key = in_gold(&gold);
        all.add(&key, &predicted);
        let (key, predicted) = (key.without_singletons(), predicted.without_singletons());
        again.add(&key, &predicted);
        let of_actors = actors_among(&gold);
        actors.add(&key.of_any(&of_actors), &predicted.of_any(&of_actors));
    }
    Ok(part(&all, &again, &actors))
}

fn part(all: &Coreference, again: &Coreference, actors: &Coreference) -> Part {
    let table = Table {
        title: "Coreference, GUM dev, news".to_owned(),
        note: "Two articles. Words and sentences as GUM has them, everything else predicted. A mention is found where its \
            head is, as in the shared tasks of CRAC; theirs and those of CoNLL leave out what is mentioned once."
            .to_owned(),
        columns: vec![
            "mentions",
            "MUC P",
            "R",
            "F1",
            "B-cubed P",
            "R",
            "F1",
            "CEAF-e P",
            "R",
            "F1",
            "CoNLL F1",
        ],
        rows: vec![
            cells("all", all),
            cells("mentioned again", again),
            cells("persons, organisations, places, mentioned again", actors),
        ],
    };
    Part {
        rows: vec![
            Row::new("coreference: CoNLL F1", NAME, again.conll(), None).beside(COMPARISON),
            Row::new("… with what is mentioned once", NAME, all.conll(), None),
            Row::new("… of persons, organisations, places", NAME, actors.conll(), None),
        ],
        tables: vec![table],
        skipped: Vec::new(),
    }
}

fn cells(name: &str, figures: &Coreference) -> Vec<String> {
    let cells = |score: Score| [score.precision(), score.recall(), score.f1()].map(percent).to_vec();
    let scores = [figures.muc, figures.b_cubed, figures.ceaf_e].map(cells).concat();
    [vec![name.to_owned()], scores, vec![percent(figures.conll())]].concat()
}

/// The gold standard's entities, each mention by its first word and one past its last.
fn in_gold(gold: &[GumMention]) -> Chains {
    let mut groups: BTreeMap<&str, BTreeSet<Place>> = BTreeMap::new();
    for mention in gold {
        groups.entry(&mention.group).or_default().insert(place(mention));
    }
    Chains::new(groups.into_values())
}

const fn place(mention: &GumMention) -> Place {
    (mention.words.start, mention.words.end)
}

fn actors_among(gold: &[GumMention]) -> BTreeSet<Place> {
    let is_actor = |m: &&GumMention| ["person", "organization", "place"].contains(&m.kind.as_str());
    gold.iter().filter(is_actor).map(place).collect()
}

/// The pipeline's chains on given words, each mention by its head.
fn chains(bench: &Bench, document: &TreebankDocument) -> Result<Vec<Vec<usize>>> {
    let (text, segments) = segmented(document);
    let reading = bench.read([&document.given])?.remove(0);
    let chains = coreference(&text, &segments, &reading);
    Ok(chains
        .iter()
        .map(|chain| chain.iter().map(|m| m.head).collect())
        .collect())
}

/// Predicted entities in the places of the gold standard: a mention is the smallest of its mentions, still free, among whose
/// heads its own is. One that is none of them stands at its head, with no word.
fn aligned(gold: &[GumMention], predicted: &[Vec<usize>]) -> Chains {
    let mut free = vec![true; gold.len()];
    let mut place_of = |head: usize| {
        let fitting = (0..gold.len()).filter(|&g| free[g] && gold[g].heads.contains(&head));
        let found = fitting.min_by_key(|&g| (gold[g].heads.len(), gold[g].words.len()));
        found.map_or((head, head), |g| {
            free[g] = false;
            place(&gold[g])
        })
    };
    Chains::new(
        predicted
            .iter()
            .map(|chain| chain.iter().map(|&head| place_of(head)).collect()),
    )
}

/// The given words as a document: a space between words, a paragraph where the treebank has one.
fn segmented(document: &TreebankDocument) -> (Document, Segments) {
    let (mut text, mut words, mut length) = (String::new(), Vec::new(), 0);
    for form in &document.given.forms {
        let start = length;
        text.push_str(form);
        text.push(' ');
        length += form.chars().count() + 1;
        words.push(Word {
            span: Span::new(start, length - 1),
            continues_token: false,
        });
    }
    let mut blocks: Vec<Block> = Vec::new();
    let mut sentences = Vec::new();
    for given in &document.given.sentences {
        let span = Span::new(words[given.start].span.start, words[given.end - 1].span.end);
        match blocks.last_mut() {
            Some(block) if !given.opens_block => block.span = block.span.cover(span),
            _ => blocks.push(Block {
                span,
                kind: BlockKind::Paragraph,
            }),
        }
        sentences.push(Sentence {
            span,
            words: given.start..given.end,
            block: blocks.len() - 1,
            opens_block: given.opens_block,
        });
    }
    let document = Document {
        text: Text::new(text),
        blocks,
        masthead: Masthead::default(),
    };
    (document, Segments { sentences, words })
}
