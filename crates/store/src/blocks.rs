//! The blocks of a document as bytes: for each its kind, how far it begins after the end of the one before, and its length.

use demarche_types::{Block, BlockKind, Span};

/// The kinds in the order of their numbers. What is in a store never changes its number: new ones come last.
const KINDS: [BlockKind; 12] = [
    BlockKind::Section,
    BlockKind::Title,
    BlockKind::Standfirst,
    BlockKind::Heading,
    BlockKind::Byline,
    BlockKind::DateLine,
    BlockKind::Dateline,
    BlockKind::Paragraph,
    BlockKind::ListItem,
    BlockKind::Credit,
    BlockKind::Copyright,
    BlockKind::Furniture,
];

/// The bytes of blocks that are in order and do not overlap.
pub fn encode(blocks: &[Block]) -> Vec<u8> {
    let (mut bytes, mut end) = (Vec::with_capacity(3 * blocks.len()), 0);
    for block in blocks {
        let kind = KINDS.iter().position(|&kind| kind == block.kind).unwrap_or_default();
        for number in [kind, block.span.start.saturating_sub(end), block.span.len()] {
            push(&mut bytes, number);
        }
        end = block.span.end;
    }
    bytes
}

/// The blocks of these bytes; `None` where they are none.
pub fn decode(mut bytes: &[u8]) -> Option<Vec<Block>> {
    let (mut blocks, mut end) = (Vec::new(), 0_usize);
    while !bytes.is_empty() {
        let kind = *KINDS.get(pull(&mut bytes)?)?;
        let start = end.checked_add(pull(&mut bytes)?)?;
        end = start.checked_add(pull(&mut bytes)?)?;
        let span = Span::new(start, end);
        blocks.push(Block { span, kind });
    }
    Some(blocks)
}

/// Seven bits a byte, the lowest first; all but the last have the highest bit set (LEB128).
fn push(bytes: &mut Vec<u8>, mut number: usize) {
    while number >= 0x80 {
        bytes.push((number & 0x7f) as u8 | 0x80);
        number >>= 7;
    }
    bytes.push(number as u8);
}

fn pull(bytes: &mut &[u8]) -> Option<usize> {
    let mut number = 0_usize;
    for shift in (0..usize::BITS).step_by(7) {
        let (&byte, rest) = bytes.split_first()?;
        *bytes = rest;
        number |= usize::from(byte & 0x7f).checked_shl(shift)?;
        if byte < 0x80 {
            return Some(number);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn blocks_come_back(parts in prop::collection::vec((0..12_usize, 0..9_usize, 0..100_000_usize), 0..20)) {
            let mut end = 0;
            let blocks: Vec<Block> = parts.iter().map(|&(kind, gap, len)| {
                let span = Span::new(end + gap, end + gap + len);
                end = span.end;
                Block { span, kind: KINDS[kind] }
            }).collect();
            prop_assert_eq!(decode(&encode(&blocks)), Some(blocks));
        }

        #[test]
        fn other_bytes_do_no_harm(bytes in prop::collection::vec(any::<u8>(), 0..40)) {
            let _any = decode(&bytes);
        }
    }
}
