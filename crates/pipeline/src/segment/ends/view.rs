//! A block's chunks with what each knows of its neighbourhood.

use super::chunk::{Chunk, chunks};
use super::features::{OF_CHUNK, of_chunk};
use super::weights::digest;

/// No chunk that ends in a mark follows within this many.
const FAR: usize = 99;

/// A block as the classifier sees it. All lists are as long as `chunks`.
pub(super) struct View {
    /// The chunks in order.
    pub chunks: Vec<Chunk>,
    /// Whether each leaves a quotation open.
    pub quoted: Vec<bool>,
    /// How many capitalised chunks in a row each ends.
    pub capitals: Vec<usize>,
    /// How many capitalised chunks in a row each opens.
    pub capitals_after: Vec<usize>,
    /// How many chunks stand between each and the next that ends in a mark.
    pub distance: Vec<usize>,
    digests: Vec<Digests>,
    edge: Chunk,
    edge_digests: Digests,
}

/// The digests of what is known of a chunk.
type Digests = [u64; OF_CHUNK.len()];

impl View {
    /// Looks over a block.
    pub(super) fn new(text: &[char]) -> Self {
        let chunks = chunks(text);
        let backwards = |mut list: Vec<usize>| {
            list.reverse();
            list
        };
        let edge = Chunk::edge();
        Self {
            digests: chunks.iter().map(|chunk| of_chunk(chunk).map(digest)).collect(),
            edge_digests: of_chunk(&edge).map(digest),
            quoted: quoted(&chunks),
            capitals: streaks(chunks.iter()),
            capitals_after: backwards(streaks(chunks.iter().rev())),
            distance: backwards(distances(chunks.iter().rev())),
            edge,
            chunks,
        }
    }

    /// The chunk so many places from another, or the edge where there is none.
    pub(super) fn near(&self, at: usize, offset: isize) -> &Chunk {
        at.checked_add_signed(offset)
            .and_then(|i| self.chunks.get(i))
            .unwrap_or(&self.edge)
    }

    /// The digests of what is known of that chunk.
    pub(super) fn digests(&self, at: usize, offset: isize) -> &Digests {
        at.checked_add_signed(offset)
            .and_then(|i| self.digests.get(i))
            .unwrap_or(&self.edge_digests)
    }
}

fn quoted(chunks: &[Chunk]) -> Vec<bool> {
    let mut inside = false;
    let step = |c: &Chunk| {
        inside = match c {
            _ if c.core.is_empty() && c.tail == "\"" => !inside,
            _ if c.tail.contains('"') => false,
            _ => inside || c.lead.contains('"'),
        };
        inside
    };
    chunks.iter().map(step).collect()
}

fn streaks<'a>(chunks: impl Iterator<Item = &'a Chunk>) -> Vec<usize> {
    let mut streak = 0;
    let step = |c: &Chunk| {
        streak = if c.is_capitalised() { streak + 1 } else { 0 };
        streak
    };
    chunks.map(step).collect()
}

fn distances<'a>(backwards: impl Iterator<Item = &'a Chunk>) -> Vec<usize> {
    let mut distance = FAR;
    let step = |c: &Chunk| {
        let here = distance;
        distance = if c.can_end() { 0 } else { FAR.min(distance + 1) };
        here
    };
    backwards.map(step).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_chunk_knows_its_neighbourhood() {
        let text: Vec<char> = "“Prime Minister Ito left. We” stayed".chars().collect();
        let view = View::new(&text);
        assert_eq!(view.quoted, [true, true, true, true, false, false]);
        assert_eq!(view.capitals, [1, 2, 3, 0, 1, 0]);
        assert_eq!(view.capitals_after, [3, 2, 1, 0, 1, 0]);
        assert_eq!(view.distance, [2, 1, 0, 99, 99, 99]);
        assert_eq!(view.near(0, -1).core, "^");
        assert_eq!(view.near(0, 3).core, "left");
    }
}
