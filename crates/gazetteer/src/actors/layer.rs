//! Compiled tables, read where they lie.

use super::compile::{MAGIC, SECTIONS, Section};
use std::borrow::Cow;

/// Bytes of the program, or bytes compiled when it ran.
type Part = Cow<'static, [u8]>;

/// One set of compiled tables. Its numbers count on from those of the sets below it.
pub struct Layer {
    sections: [Part; SECTIONS],
    keys: fst::Map<Part>,
    names: fst::Map<Part>,
    titles: fst::Map<Part>,
    /// The number of its first actor.
    pub first_actor: u32,
    /// The number of its first office.
    pub first_office: u32,
}

impl Layer {
    /// Finds the sections; `None` for bytes that this program did not write.
    pub fn open(bytes: Part, first_actor: u32, first_office: u32) -> Option<Self> {
        let sections = sections(&bytes)?;
        let map = |section: Section| fst::Map::new(sections[section as usize].clone()).ok();
        Some(Self {
            keys: map(Section::Keys)?,
            names: map(Section::Names)?,
            titles: map(Section::Titles)?,
            sections,
            first_actor,
            first_office,
        })
    }

    /// The text that begins at an offset of the heap.
    pub fn text(&self, at: u32) -> &str {
        let (heap, at) = (self.section(Section::Heap), at as usize);
        let length = heap
            .get(at..at + 2)
            .map_or(0, |l| usize::from(u16::from_le_bytes([l[0], l[1]])));
        let bytes = heap.get(at + 2..at + 2 + length).unwrap_or_default();
        std::str::from_utf8(bytes).unwrap_or_default()
    }

    /// The `i`th row of a section whose rows have `N` numbers.
    pub fn row<const N: usize>(&self, section: Section, i: usize) -> Option<[u32; N]> {
        let bytes = self.section(section).get(i * N * 4..(i + 1) * N * 4)?;
        let mut row = [0; N];
        for (number, four) in row.iter_mut().zip(bytes.chunks_exact(4)) {
            *number = u32::from_le_bytes([four[0], four[1], four[2], four[3]]);
        }
        Some(row)
    }

    /// How many rows of `N` numbers a section has.
    pub fn rows<const N: usize>(&self, section: Section) -> usize {
        self.section(section).len() / (N * 4)
    }

    /// The value of an actor's key (`a KEY`) or an office's (`o KEY`).
    pub fn key(&self, key: &str) -> Option<u64> {
        self.keys.get(key)
    }

    /// The map of names.
    pub const fn names(&self) -> &fst::Map<Part> {
        &self.names
    }

    /// The map of titles.
    pub const fn titles(&self) -> &fst::Map<Part> {
        &self.titles
    }

    /// The first row, of those sorted, for which `before` no longer holds.
    pub fn partition<const N: usize>(&self, section: Section, rows: usize, before: impl Fn([u32; N]) -> bool) -> usize {
        let (mut low, mut high) = (0, rows);
        while low < high {
            let middle = low.midpoint(high);
            if self.row(section, middle).is_some_and(&before) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        low
    }

    /// The rows whose places and number a map's value packs.
    pub fn packed<const N: usize>(&self, section: Section, value: u64) -> impl Iterator<Item = [u32; N]> {
        let (start, length) = ((value >> 16) as usize, (value & 0xffff) as usize);
        (start..start + length).filter_map(move |i| self.row(section, i))
    }

    fn section(&self, section: Section) -> &[u8] {
        &self.sections[section as usize]
    }
}

/// Cuts compiled bytes into their sections.
fn sections(bytes: &Part) -> Option<[Part; SECTIONS]> {
    let mut at = MAGIC.len() + 4 * SECTIONS;
    let head = bytes.get(..at)?.strip_prefix(MAGIC.as_slice())?;
    let mut sections = [const { Cow::Borrowed(&[] as &[u8]) }; SECTIONS];
    for (section, four) in sections.iter_mut().zip(head.chunks_exact(4)) {
        let end = at + u32::from_le_bytes([four[0], four[1], four[2], four[3]]) as usize;
        *section = slice(bytes, at, end)?;
        at = end;
    }
    Some(sections)
}

/// A part of the bytes, copied only where they are not the program's own.
fn slice(bytes: &Part, start: usize, end: usize) -> Option<Part> {
    match bytes {
        Cow::Borrowed(bytes) => bytes.get(start..end).map(Cow::Borrowed),
        Cow::Owned(bytes) => bytes.get(start..end).map(|part| Cow::Owned(part.to_vec())),
    }
}
