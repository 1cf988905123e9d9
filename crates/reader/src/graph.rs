//! The network itself: numbers in, scores out.

use crate::decode::Matrix;
use crate::encode::Inputs;
use crate::header::Header;
use crate::lanes::Lanes;
use crate::{LoadError, ReadError};
use rten::{Model, ModelOptions, NodeId, RunOptions, Value, ValueOrView};
use rten_tensor::{NdTensor, NdTensorView};
use std::ops::Range;

const INPUTS: [&str; 6] = ["pieces", "case", "quote", "start", "first", "last"];

const OUTPUTS: [&str; 13] = [
    "upos",
    "features",
    "lemma",
    "arcs",
    "roots",
    "label_dep",
    "label_head",
    "names",
    "roles",
    "cue_source_query",
    "source_key",
    "content_cue_query",
    "cue_key",
];

/// A loaded graph. It reads one window a run: windows of their own need no padding and no mask, are no slower than
/// batches, and the scales that dynamic quantisation takes from each run cannot carry from one window to another.
#[derive(Debug)]
pub struct Graph {
    model: Model,
    inputs: [NodeId; 6],
    outputs: [NodeId; 13],
    sizes: Sizes,
    lanes: Lanes,
}

/// How many values the outputs have a word.
#[derive(Debug)]
struct Sizes {
    upos: usize,
    features: usize,
    lemmas: usize,
    label: usize,
    names: usize,
    roles: usize,
    link: usize,
}

/// The graph's outputs for one window of W words. Nothing in them is masked.
pub struct Scores {
    /// `[W]`: indices into the header's `upos`.
    pub upos: Vec<usize>,
    /// `[W]`: indices into `features`.
    pub features: Vec<usize>,
    /// `[W]`: indices into `lemma_scripts`.
    pub lemma: Vec<usize>,
    /// `[W, W]`: how well each word (column) serves as the head of each (row).
    pub arcs: Matrix,
    /// `[W]`: how well each serves as a root.
    pub roots: Vec<f32>,
    /// `[W, relation_root]`: the dependent's half of a relation.
    pub label_dep: Matrix,
    /// `[W, relation_root]`: the head's half.
    pub label_head: Matrix,
    /// `[W, name_tags]`.
    pub names: Matrix,
    /// `[W, role_tags]`.
    pub roles: Matrix,
    /// `[W, no_source]`: what a cue looks for in a source.
    pub cue_source_query: Matrix,
    /// `[W, no_source]`: what a source offers.
    pub source_key: Matrix,
    /// `[W, no_source]`: what a content looks for in a cue.
    pub content_cue_query: Matrix,
    /// `[W, no_source]`: what a cue offers.
    pub cue_key: Matrix,
}

/// Where a graph comes from.
pub enum Source<'a> {
    /// Bytes of the program.
    Embedded(&'static [u8]),
    /// Bytes from elsewhere, copied.
    Loaded(&'a [u8]),
}

impl Graph {
    /// A graph that has all inputs and outputs.
    ///
    /// # Errors
    /// Where it is no ONNX, or lacks one.
    pub fn load(source: Source<'_>, header: &Header) -> Result<Self, LoadError> {
        let mut options = ModelOptions::with_all_ops();
        options.prepack_weights(true);
        let model = match source {
            Source::Embedded(bytes) => options.load_static_slice(bytes)?,
            Source::Loaded(bytes) => options.load(bytes.to_vec())?,
        };
        let inputs = find(&model, "input", INPUTS, model.input_ids())?;
        let outputs = find(&model, "output", OUTPUTS, model.output_ids())?;
        let sizes = Sizes {
            upos: header.upos.len(),
            features: header.features.len(),
            lemmas: header.lemma_scripts.len(),
            label: header.relation_root.len(),
            names: header.name_tags.len(),
            roles: header.role_tags.len(),
            link: header.no_source.len(),
        };
        Ok(Self {
            model,
            inputs,
            outputs,
            sizes,
            lanes: Lanes::default(),
        })
    }

    /// The scores of one window. `words` is where it stands in its document, for messages.
    ///
    /// # Errors
    /// Where the runtime fails, or an output is not as the header has it.
    pub fn run(&self, inputs: &Inputs, words: &Range<usize>) -> Result<Scores, ReadError> {
        let pieces = [&inputs.pieces, &inputs.case, &inputs.quote, &inputs.start];
        let positions = [&inputs.first, &inputs.last];
        let values = pieces.into_iter().chain(positions).map(|list| row(list));
        let feed: Vec<_> = self.inputs.into_iter().zip(values).collect();
        let result = self.lanes.run(|lane| {
            let options = RunOptions::default().with_thread_pool(Some(lane));
            self.model.run_n(feed, self.outputs, Some(options))
        });
        let values = result.ok_or_else(|| ReadError::Panic { words: words.clone() })?;
        let values = values.map_err(|source| ReadError::Run {
            words: words.clone(),
            source,
        })?;
        self.scores(values, words.len())
    }

    fn scores(&self, values: [Value; 13], words: usize) -> Result<Scores, ReadError> {
        let sizes = &self.sizes;
        let [
            upos,
            features,
            lemma,
            arcs,
            roots,
            label_dep,
            label_head,
            names,
            roles,
            query,
            key,
            cue_query,
            cue_key,
        ] = values;
        Ok(Scores {
            upos: ids("upos", upos, words, sizes.upos)?,
            features: ids("features", features, words, sizes.features)?,
            lemma: ids("lemma", lemma, words, sizes.lemmas)?,
            arcs: matrix("arcs", arcs, words, words)?,
            roots: tensor::<f32, 2>("roots", roots, [1, words])?,
            label_dep: matrix("label_dep", label_dep, words, sizes.label)?,
            label_head: matrix("label_head", label_head, words, sizes.label)?,
            names: matrix("names", names, words, sizes.names)?,
            roles: matrix("roles", roles, words, sizes.roles)?,
            cue_source_query: matrix("cue_source_query", query, words, sizes.link)?,
            source_key: matrix("source_key", key, words, sizes.link)?,
            content_cue_query: matrix("content_cue_query", cue_query, words, sizes.link)?,
            cue_key: matrix("cue_key", cue_key, words, sizes.link)?,
        })
    }
}

/// The nodes of these names, all of them among `present`.
fn find<const N: usize>(
    model: &Model,
    what: &'static str,
    names: [&'static str; N],
    present: &[NodeId],
) -> Result<[NodeId; N], LoadError> {
    let mut ids = [NodeId::from_u32(0); N];
    for (id, name) in ids.iter_mut().zip(names) {
        let found = model.find_node(name).filter(|found| present.contains(found));
        *id = found.ok_or(LoadError::Node { what, name })?;
    }
    Ok(ids)
}

/// A batch of one.
fn row(list: &[i32]) -> ValueOrView<'_> {
    NdTensorView::from_data([1, list.len()], list).into()
}

/// Indices of one window, all below `limit`.
fn ids(name: &'static str, value: Value, words: usize, limit: usize) -> Result<Vec<usize>, ReadError> {
    let ids = tensor::<i32, 2>(name, value, [1, words])?.into_iter();
    ids.map(|id| usize::try_from(id).ok().filter(|&id| id < limit))
        .collect::<Option<_>>()
        .ok_or_else(|| ReadError::Output {
            name,
            problem: format!("not between 0 and {limit}"),
        })
}

fn matrix(name: &'static str, value: Value, words: usize, width: usize) -> Result<Matrix, ReadError> {
    Ok(Matrix::new(tensor::<f32, 3>(name, value, [1, words, width])?, width))
}

/// The numbers of an output that has this type and shape.
fn tensor<T: Clone, const N: usize>(name: &'static str, value: Value, shape: [usize; N]) -> Result<Vec<T>, ReadError>
where
    NdTensor<T, N>: TryFrom<Value, Error = rten::TryFromValueError>,
{
    let (found, data) = value.into_shape_vec::<T, N>().map_err(|error| ReadError::Output {
        name,
        problem: error.to_string(),
    })?;
    if found == shape {
        return Ok(data);
    }
    Err(ReadError::Output {
        name,
        problem: format!("{found:?} instead of {shape:?}"),
    })
}
