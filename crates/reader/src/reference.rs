//! The reader against the training code: both read the same documents with the same model file.

use crate::encode::Encoded;
use crate::header::Header;
use crate::model_file::ModelFile;
use crate::{NeuralReader, Reader, SentenceWords, Words};
use demarche_types::Reading;
use serde::Deserialize;
use std::collections::BTreeSet;
use std::fmt::Debug;
use std::path::Path;

/// Of a hundred words, as many may be read differently: both runtimes compute in int8, and round their own way.
const TOLERATED_PERCENT: usize = 1;

#[derive(Deserialize)]
struct Reference {
    documents: Vec<Document>,
}

#[derive(Deserialize)]
struct Document {
    forms: Vec<String>,
    sentences: Vec<(usize, usize)>,
    opens_block: Vec<bool>,
    pieces: Vec<Vec<i32>>,
    case: Vec<i32>,
    quote: Vec<i32>,
    start: Vec<i32>,
    windows: Vec<(usize, usize)>,
    upos: Vec<String>,
    lemma: Vec<String>,
    features: Vec<String>,
    heads: Vec<i64>,
    relations: Vec<String>,
    names: Vec<(usize, usize, String)>,
    role_tags: Vec<String>,
    attributions: Vec<Row>,
}

type Pair = (usize, usize);

#[derive(Deserialize, PartialEq, Eq, PartialOrd, Ord, Clone, Debug)]
struct Row {
    source: Option<Pair>,
    cue: Vec<Pair>,
    content: Vec<Pair>,
}

impl Document {
    fn words(&self) -> Words<'_> {
        let sentences = self.sentences.iter().zip(&self.opens_block);
        Words {
            forms: self.forms.iter().map(String::as_str).collect(),
            sentences: sentences
                .map(|(&(a, b), &opens_block)| SentenceWords {
                    words: a..b,
                    opens_block,
                })
                .collect(),
        }
    }
}

fn reference() -> Vec<Document> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../model/reference.json");
    let text = std::fs::read_to_string(&path);
    let text = text.unwrap_or_else(|error| panic!("{}: {error}; training/reference.py writes it", path.display()));
    serde_json::from_str::<Reference>(&text).unwrap().documents
}

/// Where two lists differ, and by how much.
fn differences<T: PartialEq + Debug>(what: &str, ours: &[T], theirs: &[T]) -> Option<String> {
    assert_eq!(ours.len(), theirs.len(), "{what}: entries");
    let different: Vec<usize> = (0..ours.len()).filter(|&i| ours[i] != theirs[i]).collect();
    let example = different
        .first()
        .map(|&i| format!("first at {i}: {:?}, not {:?}", ours[i], theirs[i]))?;
    let message = format!("{what}: {} of {} differ, {example}", different.len(), ours.len());
    (different.len() * 100 > ours.len() * TOLERATED_PERCENT).then_some(message)
}

/// As `differences`, for what one side may find and the other not; `words` is what the tolerance is counted from.
fn unshared<T: Ord + Debug>(what: &str, ours: &BTreeSet<T>, theirs: &BTreeSet<T>, words: usize) -> Option<String> {
    let different: Vec<_> = ours.symmetric_difference(theirs).collect();
    let message = format!(
        "{what}: {} on one side only, of {}: {different:?}",
        different.len(),
        theirs.len()
    );
    (different.len() * 100 > words * TOLERATED_PERCENT).then_some(message)
}

#[test]
fn takes_the_same_inputs() {
    let reader = NeuralReader::embedded().unwrap();
    for document in reference() {
        let words = document.words();
        let encoded = Encoded::new(&words, &reader.vocabulary);
        let pieces: Vec<_> = (0..words.forms.len())
            .map(|word| encoded.pieces(word).to_vec())
            .collect();
        for (ours, (theirs, form)) in pieces.iter().zip(document.pieces.iter().zip(&document.forms)) {
            assert_eq!(ours, theirs, "pieces of {form}");
        }
        let classes = |list: fn(&Encoded, usize) -> i32| {
            (0..words.forms.len())
                .map(|word| list(&encoded, word))
                .collect::<Vec<_>>()
        };
        assert_eq!(classes(|e, word| e.classes(word)[0]), document.case, "case");
        assert_eq!(classes(|e, word| e.classes(word)[1]), document.quote, "quote");
        assert_eq!(classes(|e, word| e.classes(word)[2]), document.start, "start");
        let windows = encoded.windows(&words.sentences, reader.max_pieces);
        let windows: Vec<_> = windows.iter().map(|w| (w.sentences.start, w.sentences.end)).collect();
        assert_eq!(windows, document.windows, "windows");
    }
}

#[test]
fn reads_as_the_training_code_does() {
    let reader = NeuralReader::embedded().unwrap();
    let header = ModelFile::parse(crate::neural::EMBEDDED).unwrap().header;
    let failures: Vec<String> = reference()
        .iter()
        .flat_map(|document| compare(&reader, &header, document))
        .collect();
    assert!(failures.is_empty(), "\n{}\n", failures.join("\n"));
}

fn compare(reader: &NeuralReader, header: &Header, document: &Document) -> Vec<String> {
    let words = document.words();
    let reading = reader.read(&words).unwrap();
    let strings = |get: fn(&Reading, usize) -> String| {
        (0..words.forms.len())
            .map(|word| get(&reading, word))
            .collect::<Vec<_>>()
    };
    let features: Vec<_> = document.features.iter().map(|f| f.replace('_', "")).collect();
    let heads: Vec<_> = document
        .heads
        .iter()
        .map(|&head| format!("{:?}", usize::try_from(head).ok()))
        .collect();
    let names = reading
        .names
        .iter()
        .map(|n| (n.words.start, n.words.end, n.kind.to_string()))
        .collect();
    let count = words.forms.len();
    [
        differences(
            "upos",
            &strings(|r, word| r.morphology[word].upos.to_string()),
            &document.upos,
        ),
        differences(
            "lemma",
            &strings(|r, word| r.morphology[word].lemma.clone()),
            &document.lemma,
        ),
        differences(
            "features",
            &strings(|r, word| r.morphology[word].features.clone()),
            &features,
        ),
        differences("heads", &strings(|r, word| format!("{:?}", r.tree[word].head)), &heads),
        differences(
            "relations",
            &strings(|r, word| r.tree[word].relation.clone()),
            &document.relations,
        ),
        differences("role tags", &role_tags(reader, header, &words), &document.role_tags),
        unshared("names", &names, &document.names.iter().cloned().collect(), count),
        unshared(
            "attributions",
            &rows(&reading),
            &document.attributions.iter().cloned().collect(),
            count,
        ),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn role_tags(reader: &NeuralReader, header: &Header, words: &Words<'_>) -> Vec<String> {
    let encoded = Encoded::new(words, &reader.vocabulary);
    let windows = encoded.windows(&words.sentences, reader.max_pieces);
    let tags = windows.iter().flat_map(|window| {
        let scores = reader
            .graph
            .run(&encoded.inputs(window.words.clone()), &window.words)
            .unwrap();
        reader.attributions.tags(scores.roles.rows())
    });
    tags.map(|tag| header.role_tags[tag].clone()).collect()
}

fn rows(reading: &Reading) -> BTreeSet<Row> {
    let pair = |span: &std::ops::Range<usize>| (span.start, span.end);
    let row = |a: &demarche_types::Attribution| Row {
        source: a.source.as_ref().map(pair),
        cue: a.cue.iter().map(pair).collect(),
        content: a.content.iter().map(pair).collect(),
    };
    reading.attributions.iter().map(row).collect()
}
