//! Texts, each kept once.

use std::collections::BTreeMap;

/// A heap of texts. Offset 0 is the empty one.
pub struct Heap {
    bytes: Vec<u8>,
    known: BTreeMap<String, u32>,
}

impl Heap {
    pub fn new() -> Self {
        Self {
            bytes: vec![0, 0],
            known: BTreeMap::from([(String::new(), 0)]),
        }
    }

    /// Where the text lies from now on. Texts beyond 65,535 bytes are cut by the reader of the tables, not here.
    pub fn put(&mut self, text: &str) -> u32 {
        if let Some(&at) = self.known.get(text) {
            return at;
        }
        let at = u32::try_from(self.bytes.len()).unwrap_or(0);
        let length = u16::try_from(text.len()).unwrap_or(0);
        self.bytes.extend(length.to_le_bytes());
        self.bytes.extend(&text.as_bytes()[..usize::from(length)]);
        self.known.insert(text.to_owned(), at);
        at
    }

    pub fn into_bytes(self) -> Vec<u8> {
        self.bytes
    }
}
