//! The trained reader: a document through windows, graph and decoders.

use crate::decode::attributions::{Attributions, Evidence};
use crate::decode::crf::Chain;
use crate::decode::ends::mended;
use crate::decode::lemma::{LemmaScript, lemma};
use crate::decode::names::Names;
use crate::decode::relations::Relations;
use crate::decode::subjects::{is_subject, spare};
use crate::decode::tree::tree;
use crate::decode::{Matrix, Rows};
use crate::encode::Encoded;
use crate::graph::{Graph, Scores, Source};
use crate::header::Header;
use crate::join::{join, moved_name};
use crate::layout::{self, Speaker};
use crate::model_file::ModelFile;
use crate::windows::Window;
use crate::wordpiece::WordPiece;
use crate::{LoadError, ReadError, Reader, SentenceWords, Words};
use demarche_types::{Arc, EntityName, Morphology, Reading, Upos};
use rayon::prelude::*;
use sha2::{Digest, Sha256};
use std::ops::Range;
use std::str::FromStr;

pub(crate) static EMBEDDED: &[u8] = include_bytes!("../../../model/reader.bin");

/// The trained model. Windows of one document are read side by side on the rayon pool of the calling thread; the
/// reading is the same, byte for byte, on any number of threads.
#[derive(Debug)]
pub struct NeuralReader {
    name: String,
    pub(crate) max_pieces: usize,
    pub(crate) vocabulary: WordPiece,
    pub(crate) graph: Graph,
    morphology: MorphologyLists,
    relations: Relations,
    names: Names,
    pub(crate) attributions: Attributions,
}

/// What the indices of the word-level outputs stand for.
#[derive(Debug)]
struct MorphologyLists {
    upos: Vec<Upos>,
    features: Vec<String>,
    lemmas: Vec<LemmaScript>,
}

impl NeuralReader {
    /// The model that is part of the program.
    ///
    /// # Errors
    /// Where the program was built with a file that is no model.
    pub fn embedded() -> Result<Self, LoadError> {
        let file = ModelFile::parse(EMBEDDED)?;
        let graph = Graph::load(Source::Embedded(file.graph), &file.header)?;
        Self::new(file.header, graph, &digest(EMBEDDED))
    }

    /// A model from the bytes of its file.
    ///
    /// # Errors
    /// Where it is no model, of another version, cut off, contradicts itself, or cannot read a single word.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, LoadError> {
        let file = ModelFile::parse(bytes)?;
        let graph = Graph::load(Source::Loaded(file.graph), &file.header)?;
        Self::new(file.header, graph, &digest(bytes))
    }

    fn new(header: Header, graph: Graph, digest: &str) -> Result<Self, LoadError> {
        let wrong = |key| move |problem| LoadError::Key { key, problem };
        let no_root = || wrong("relations")("has no `root`, or nothing else".to_owned());
        let chain = Chain::new(header.role_start, header.role_end, header.role_transitions);
        let ends = [header.no_source, header.no_cue];
        let reader = Self {
            name: format!("{} {digest}", header.name),
            max_pieces: header.max_pieces,
            vocabulary: WordPiece::new(header.pieces)?,
            graph,
            morphology: MorphologyLists {
                upos: parse_all(&header.upos).map_err(|p| wrong("upos")(format!("is wrong: {p}")))?,
                features: header
                    .features
                    .into_iter()
                    .map(|f| if f == "_" { String::new() } else { f })
                    .collect(),
                lemmas: parse_all(&header.lemma_scripts).map_err(wrong("lemma_scripts"))?,
            },
            relations: Relations::new(header.relations, &header.relation_weights, header.relation_bias)
                .ok_or_else(no_root)?,
            names: Names::new(&header.name_tags, header.name_temperature).map_err(wrong("name_tags"))?,
            attributions: Attributions::new(&header.role_tags, chain, ends, header.attribution_calibration)
                .map_err(wrong("role_tags"))?,
        };
        reader.try_out().map_err(LoadError::Trial)?;
        Ok(reader)
    }

    /// Reads two words, so that a graph that does not fit its header fails when it is loaded.
    fn try_out(&self) -> Result<(), ReadError> {
        let sentence = SentenceWords {
            words: 0..2,
            opens_block: true,
        };
        let words = Words {
            forms: vec!["They", "agreed"],
            sentences: vec![sentence],
        };
        let encoded = Encoded::new(&words, &self.vocabulary);
        self.read_window(
            &words,
            &encoded,
            &Window {
                sentences: 0..1,
                words: 0..2,
            },
            &[],
        )
        .map(drop)
    }

    /// The reading of one window without its names, its words counted from the window's first, and the scores of the names.
    /// `speakers`: whom the document's layout names.
    fn read_window(
        &self,
        words: &Words<'_>,
        encoded: &Encoded,
        window: &Window,
        speakers: &[Speaker],
    ) -> Result<(Reading, Matrix), ReadError> {
        let scores = self.graph.run(&encoded.inputs(window.words.clone()), &window.words)?;
        let forms = &words.forms[window.words.clone()];
        let speakers = layout::within(speakers, window);
        let mut reading = Reading {
            morphology: self.morphology.decode(&scores, forms),
            attributions: self.attributions.decode(forms, evidence(&scores), &speakers),
            ..Reading::default()
        };
        for sentence in &words.sentences[window.sentences.clone()] {
            reading.tree.extend(self.arcs(&scores, window.part_of(sentence)));
        }
        Ok((reading, scores.names))
    }

    /// The names of a document, from the scores of its windows. They are found last, because one window learns from another.
    fn named(&self, words: &Words<'_>, windows: &[Window], scores: Vec<Matrix>) -> Vec<EntityName> {
        let mut scores = Matrix::stacked(scores);
        self.names.agree(&mut scores, &words.forms);
        let parts: Vec<_> = windows
            .iter()
            .flat_map(|window| window.parts(&words.sentences))
            .collect();
        parts
            .into_par_iter()
            .flat_map_iter(|part| self.names_in(words, part.clone(), scores.rows().range(part)))
            .collect()
    }

    /// The names of a sentence, or of the part of one that stands in a window.
    fn names_in(&self, words: &Words<'_>, part: Range<usize>, scores: Rows<'_>) -> Vec<EntityName> {
        let forms = &words.forms[part.clone()];
        let names = mended(self.names.decode(scores), forms);
        names.into_iter().map(|name| moved_name(name, part.start)).collect()
    }

    /// The tree of a sentence, or of the part of one that stands in the window.
    fn arcs(&self, scores: &Scores, words: Range<usize>) -> Vec<Arc> {
        let (dependents, labels) = (scores.label_dep.rows(), scores.label_head.rows());
        let relation = |word: usize, head: usize, excluded: fn(&str) -> bool| {
            let (word, head) = (dependents.row(word + words.start), labels.row(head + words.start));
            self.relations.best(word, head, excluded).to_owned()
        };
        let heads = tree(scores.arcs.rows(), &scores.roots, words.clone());
        let arc = |(word, head): (usize, Option<usize>)| Arc {
            relation: head.map_or_else(
                || self.relations.root().to_owned(),
                |head| relation(word, head, |_| false),
            ),
            head,
        };
        let mut arcs: Vec<Arc> = heads.into_iter().enumerate().map(arc).collect();
        for word in spare(&arcs) {
            if let Some(head) = arcs[word].head {
                arcs[word].relation = relation(word, head, is_subject);
            }
        }
        arcs.iter_mut()
            .for_each(|arc| arc.head = arc.head.map(|head| head + words.start));
        arcs
    }
}

impl Reader for NeuralReader {
    fn read(&self, words: &Words<'_>) -> Result<Reading, ReadError> {
        words.check()?;
        let encoded = Encoded::new(words, &self.vocabulary);
        let windows = encoded.windows(&words.sentences, self.max_pieces);
        let speakers = layout::speakers(words);
        let read: Vec<_> = windows
            .par_iter()
            .map(|window| self.read_window(words, &encoded, window, &speakers))
            .collect();
        let read = read.into_iter().collect::<Result<Vec<_>, _>>()?;
        let (readings, scores) = read.into_iter().unzip();
        Ok(Reading {
            names: self.named(words, &windows, scores),
            ..join(&windows, readings, &words.sentences)
        })
    }

    fn name(&self) -> &str {
        &self.name
    }
}

impl MorphologyLists {
    fn decode(&self, scores: &Scores, forms: &[&str]) -> Vec<Morphology> {
        let word = |(at, form): (usize, &&str)| {
            let (upos, features) = (self.upos[scores.upos[at]], self.features[scores.features[at]].clone());
            Morphology {
                lemma: lemma(form, upos, &features, &self.lemmas[scores.lemma[at]]),
                upos,
                features,
            }
        };
        forms.iter().enumerate().map(word).collect()
    }
}

fn evidence(scores: &Scores) -> Evidence<'_> {
    Evidence {
        roles: scores.roles.rows(),
        cue_source_query: scores.cue_source_query.rows(),
        source_key: scores.source_key.rows(),
        content_cue_query: scores.content_cue_query.rows(),
        cue_key: scores.cue_key.rows(),
    }
}

fn parse_all<T: FromStr<Err: ToString>>(list: &[String]) -> Result<Vec<T>, String> {
    list.iter()
        .map(|entry| entry.parse().map_err(|error: T::Err| error.to_string()))
        .collect()
}

/// `sha256:` and the hex digest of a model file.
fn digest(bytes: &[u8]) -> String {
    Sha256::digest(bytes)
        .iter()
        .fold("sha256:".to_owned(), |text, byte| format!("{text}{byte:02x}"))
}
