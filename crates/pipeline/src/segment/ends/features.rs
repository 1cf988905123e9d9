//! What the classifier knows of a candidate, and the features it makes of that: those of `data/features.txt`.

use super::chunk::Chunk;
use super::view::View;
use super::weights::{self, Weights};
use std::sync::LazyLock;

/// The chunks around a candidate, by name and by their place from the one on its left.
const ROLES: [(&str, isize); 6] = [
    ("before2", -2),
    ("before", -1),
    ("left", 0),
    ("right", 1),
    ("after", 2),
    ("after2", 3),
];

/// What is known of each.
pub(super) const OF_CHUNK: [&str; 12] = [
    "core", "head3", "end2", "end3", "lead", "tail", "shape", "kind", "class", "stop", "opener", "mark",
];

/// What is known of the place.
const OF_PLACE: [&str; 11] = [
    "gap",
    "size",
    "quote",
    "depth",
    "length",
    "place",
    "remaining",
    "distance",
    "capitals",
    "capitals-after",
    "first",
];

const KNOWN: usize = ROLES.len() * OF_CHUNK.len() + OF_PLACE.len();

/// What is known of the sentence so far.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct State {
    /// Its chunks.
    length: usize,
    /// The brackets that it left open.
    open: usize,
}

impl State {
    /// Adds a chunk.
    pub(super) fn take(&mut self, chunk: &Chunk) {
        self.length += 1;
        for bracket in chunk.brackets.chars() {
            let opens = matches!(bracket, '(' | '[');
            self.open = if opens {
                self.open + 1
            } else {
                self.open.saturating_sub(1)
            };
        }
    }
}

/// A line of `data/features.txt`: the digest of its name, and places in what is known.
struct Template {
    name: u64,
    fields: Vec<usize>,
}

/// The weights of all features of the candidate after chunk `at`, in hundredths. There is a chunk after it.
pub(super) fn score(view: &View, at: usize, state: State, weights: &Weights) -> i32 {
    static TEMPLATES: LazyLock<Vec<Template>> =
        LazyLock::new(|| lines(include_str!("../data/features.txt")).map(template).collect());
    let known = digests(view, at, state);
    let weight = |t: &Template| {
        weights.of(t
            .fields
            .iter()
            .fold(t.name, |key, &field| weights::mix(key, known[field])))
    };
    TEMPLATES.iter().map(weight).sum()
}

fn lines(file: &'static str) -> impl Iterator<Item = &'static str> {
    file.lines().filter(|line| !line.starts_with("# "))
}

fn template(line: &'static str) -> Template {
    let mut parts = line.split(' ');
    Template {
        name: weights::digest(parts.next().unwrap_or(line)),
        fields: parts.filter_map(field).collect(),
    }
}

/// The place of a field in what is known.
fn field(name: &str) -> Option<usize> {
    let of_place = || {
        OF_PLACE
            .iter()
            .position(|&n| n == name)
            .map(|at| ROLES.len() * OF_CHUNK.len() + at)
    };
    let Some((role, what)) = name.split_once('.') else {
        return of_place();
    };
    let role = ROLES.iter().position(|&(n, _)| n == role)?;
    let what = OF_CHUNK.iter().position(|&n| n == what)?;
    Some(role * OF_CHUNK.len() + what)
}

/// The digests of all that is known: of the chunks, then of the place.
fn digests(view: &View, at: usize, state: State) -> [u64; KNOWN] {
    let mut out = [0; KNOWN];
    let (of_chunks, of_this_place) = out.split_at_mut(ROLES.len() * OF_CHUNK.len());
    for (slots, (_, offset)) in of_chunks.chunks_exact_mut(OF_CHUNK.len()).zip(ROLES) {
        slots.copy_from_slice(view.digests(at, offset));
    }
    of_this_place.copy_from_slice(&of_place(view, at, state).map(weights::digest));
    out
}

/// In the order of [`OF_CHUNK`].
pub(super) fn of_chunk(chunk: &Chunk) -> [&str; OF_CHUNK.len()] {
    [
        &chunk.core,
        head(&chunk.core, 3),
        end(&chunk.core, 2),
        end(&chunk.core, 3),
        &chunk.lead,
        &chunk.tail,
        &chunk.shape,
        &chunk.kind,
        chunk.abbreviation,
        chunk.stop,
        chunk.opener,
        chunk.end_mark,
    ]
}

/// In the order of [`OF_PLACE`].
fn of_place(view: &View, at: usize, state: State) -> [&str; OF_PLACE.len()] {
    let (left, right) = (view.near(at, 0), view.near(at, 1));
    [
        if left.span.end == right.span.start {
            "glued"
        } else {
            "gap"
        },
        bucket(left.core.chars().count().min(5), &SIZES),
        if view.quoted[at] { "in" } else { "out" },
        if state.open > 0 { "open" } else { "shut" },
        bucket(state.length, &BUCKETS),
        bucket(at, &BUCKETS),
        bucket(view.chunks.len() - 1 - at, &BUCKETS),
        bucket(view.distance[at], &BUCKETS),
        bucket(view.capitals[at], &BUCKETS),
        bucket(view.capitals_after[at + 1], &BUCKETS),
        &view.chunks[0].core,
    ]
}

const BUCKETS: [(usize, &str); 8] = [
    (1, "1"),
    (2, "2"),
    (3, "3"),
    (4, "4"),
    (7, "7"),
    (12, "12"),
    (20, "20"),
    (40, "40"),
];
const SIZES: [(usize, &str); 5] = [(1, "1"), (2, "2"), (3, "3"), (4, "4"), (5, "5")];

/// The largest bound that does not exceed the number.
fn bucket(n: usize, bounds: &[(usize, &'static str)]) -> &'static str {
    bounds
        .iter()
        .rev()
        .find(|&&(bound, _)| bound <= n)
        .map_or("0", |&(_, name)| name)
}

fn head(core: &str, n: usize) -> &str {
    core.char_indices().nth(n).map_or(core, |(at, _)| &core[..at])
}

fn end(core: &str, n: usize) -> &str {
    core.char_indices().nth_back(n - 1).map_or(core, |(at, _)| &core[at..])
}

#[cfg(test)]
mod tests {
    use super::*;

    /// All that is known, in words.
    fn values(view: &View, at: usize, state: State) -> Vec<&str> {
        let of_chunks = ROLES.iter().flat_map(|&(_, offset)| of_chunk(view.near(at, offset)));
        let values: Vec<_> = of_chunks.chain(of_place(view, at, state)).collect();
        assert_eq!(
            values.iter().map(|v| weights::digest(v)).collect::<Vec<_>>(),
            digests(view, at, state)
        );
        values
    }

    /// Every feature of every candidate, as the trainer writes them to the reference file.
    fn written(sentence: &str) -> Vec<String> {
        let text: Vec<char> = sentence.chars().collect();
        let view = View::new(&text);
        let mut state = State::default();
        let mut out = Vec::new();
        for at in 0..view.chunks.len().saturating_sub(1) {
            state.take(&view.chunks[at]);
            let known = values(&view, at, state);
            let shown = |place: usize| if known[place].is_empty() { "_" } else { known[place] };
            let feature = |line: &'static str| {
                let name = line.split(' ').next();
                name.into_iter()
                    .chain(template(line).fields.into_iter().map(shown))
                    .collect::<Vec<_>>()
                    .join(" ")
            };
            out.push(
                lines(include_str!("../data/features.txt"))
                    .map(feature)
                    .collect::<Vec<_>>()
                    .join("\t"),
            );
        }
        out
    }

    #[test]
    fn the_trainer_computes_the_same() {
        let mut expected = Vec::new();
        let mut sentence = None;
        for line in lines(include_str!("../testdata/features.txt")) {
            match line.strip_prefix("> ") {
                Some(next) => {
                    assert_eq!(sentence.map_or(Vec::new(), written), expected, "{sentence:?}");
                    sentence = Some(next);
                    expected.clear();
                }
                None => expected.push(line.to_owned()),
            }
        }
        assert_eq!(sentence.map_or(Vec::new(), written), expected, "{sentence:?}");
        assert!(expected.len() > 2);
    }

    #[test]
    fn every_field_of_the_file_is_known() {
        for line in lines(include_str!("../data/features.txt")) {
            let named = line.split(' ').skip(1).count();
            assert!(named > 0 && template(line).fields.len() == named, "{line}");
        }
    }

    #[test]
    fn parts_of_a_core_count_letters() {
        assert_eq!(
            (head("éèà!", 3), end("éèà", 2), end("é", 3), head("é", 3)),
            ("éèà", "èà", "é", "é")
        );
    }

    #[test]
    fn numbers_fall_into_buckets() {
        assert_eq!(
            [0, 1, 5, 39, 99].map(|n| bucket(n, &BUCKETS)),
            ["0", "1", "4", "20", "40"]
        );
    }
}
