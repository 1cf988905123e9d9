//! The reader against the training code: both read the same documents with the same model file.

use crate::decode::lemma::LemmaScript;
use crate::encode::Encoded;
use crate::graph::Scores;
use crate::header::Header;
use crate::model_file::ModelFile;
use crate::windows::Window;
use crate::{NeuralReader, Reader, SentenceWords, Words};
use demarche_types::{EntityName, Reading};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
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

/// How far two readings of one layer are apart, over all documents.
#[derive(Default)]
struct Apart {
    different: usize,
    of: usize,
    examples: Vec<String>,
}

impl Apart {
    /// Takes in two lists of one entry a word.
    fn lists<T: PartialEq + Debug>(&mut self, ours: &[T], theirs: &[T]) {
        assert_eq!(ours.len(), theirs.len(), "entries");
        self.of += ours.len();
        for (at, (our, their)) in ours.iter().zip(theirs).enumerate().filter(|(_, (a, b))| a != b) {
            self.different += 1;
            self.examples.push(format!("at {at}: {our:?}, not {their:?}"));
        }
    }

    /// Takes in what one side may find and the other not, in a document of so many words.
    fn sets<T: Ord + Debug>(&mut self, ours: &BTreeSet<T>, theirs: &BTreeSet<T>, words: usize) {
        self.of += words;
        for found in ours.symmetric_difference(theirs) {
            self.different += 1;
            self.examples.push(format!("on one side only: {found:?}"));
        }
    }

    fn tolerable(&self) -> bool {
        self.different * 100 <= self.of * TOLERATED_PERCENT
    }
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
    let mut layers = BTreeMap::<&str, Apart>::new();
    for document in reference() {
        compare(&reader, &header, &document, &mut layers);
    }
    let failures: Vec<String> = layers
        .iter()
        .filter(|(_, apart)| !apart.tolerable())
        .map(|(layer, apart)| format!("{layer}: {} of {}, {:?}", apart.different, apart.of, apart.examples))
        .collect();
    assert!(failures.is_empty(), "\n{}\n", failures.join("\n"));
}

fn compare(reader: &NeuralReader, header: &Header, document: &Document, layers: &mut BTreeMap<&'static str, Apart>) {
    let words = document.words();
    let reading = reader.read(&words).unwrap();
    let count = words.forms.len();
    let mut strings = |layer, get: fn(&Reading, usize) -> String, theirs: &[String]| {
        let ours: Vec<_> = (0..count).map(|word| get(&reading, word)).collect();
        layers.entry(layer).or_default().lists(&ours, theirs);
    };
    strings("upos", |r, word| r.morphology[word].upos.to_string(), &document.upos);
    let features: Vec<_> = document.features.iter().map(|f| f.replace('_', "")).collect();
    strings("features", |r, word| r.morphology[word].features.clone(), &features);
    let head = |&head: &i64| format!("{:?}", usize::try_from(head).ok());
    let heads: Vec<_> = document.heads.iter().map(head).collect();
    strings("heads", |r, word| format!("{:?}", r.tree[word].head), &heads);
    strings(
        "relations",
        |r, word| r.tree[word].relation.clone(),
        &document.relations,
    );
    let lemmas = proposed_lemmas(reader, header, &words);
    layers.entry("lemma").or_default().lists(&lemmas, &document.lemma);
    let tags = role_tags(reader, header, &words);
    layers.entry("role tags").or_default().lists(&tags, &document.role_tags);
    let name = |n: &EntityName| (n.words.start, n.words.end, n.kind.to_string());
    let names = reading.names.iter().map(name).collect();
    let named = document.names.iter().cloned().collect();
    layers.entry("names").or_default().sets(&names, &named, count);
    let attributed = document.attributions.iter().cloned().collect();
    let attributions = layers.entry("attributions").or_default();
    attributions.sets(&rows(&reading), &attributed, count);
}

fn role_tags(reader: &NeuralReader, header: &Header, words: &Words<'_>) -> Vec<String> {
    let speakers = crate::layout::speakers(words);
    let tags = scores(reader, words).into_iter().flat_map(|(window, scores)| {
        let speakers = crate::layout::within(&speakers, &window);
        reader.attributions.tags(scores.roles.rows(), &speakers)
    });
    tags.map(|tag| header.role_tags[tag].clone()).collect()
}

/// What the model proposes as lemmas, before they are held to English inflection, which the training code knows nothing of.
fn proposed_lemmas(reader: &NeuralReader, header: &Header, words: &Words<'_>) -> Vec<String> {
    let scripts = scores(reader, words).into_iter().flat_map(|(_, scores)| scores.lemma);
    let script = |index: usize| header.lemma_scripts[index].parse::<LemmaScript>().unwrap();
    let proposed = scripts.zip(&words.forms).map(|(index, form)| script(index).apply(form));
    proposed.collect()
}

fn scores(reader: &NeuralReader, words: &Words<'_>) -> Vec<(Window, Scores)> {
    let encoded = Encoded::new(words, &reader.vocabulary);
    let windows = encoded.windows(&words.sentences, reader.max_pieces).into_iter();
    let run = |window: Window| {
        let scores = reader
            .graph
            .run(&encoded.inputs(window.words.clone()), &window.words)
            .unwrap();
        (window, scores)
    };
    windows.map(run).collect()
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
