//! Numbers in few bytes that are read without branches: two bits a number say how many bytes it takes (0, 1, 2 or 4, the lowest first),
//! and these bits come before the bytes, so that the length of none has to be guessed. After Stream `VByte` (Lemire, Kurz, Rupp 2018).

/// Bytes that a number of each length takes.
const LENGTHS: [usize; 4] = [0, 1, 2, 4];
const MASKS: [u32; 4] = [0, 0xff, 0xffff, 0xffff_ffff];

/// Writes numbers, up to 16.
pub fn put<const N: usize>(bytes: &mut Vec<u8>, numbers: [u32; N]) {
    let lengths = numbers.map(|number| MASKS.iter().position(|mask| number & !mask == 0).unwrap_or(3));
    let control = (0..)
        .zip(lengths)
        .fold(0, |control, (i, length)| control | (length as u32) << (2 * i));
    bytes.extend_from_slice(&control.to_le_bytes()[..N.div_ceil(4)]);
    for (number, length) in numbers.into_iter().zip(lengths) {
        bytes.extend_from_slice(&number.to_le_bytes()[..LENGTHS[length]]);
    }
}

/// Bytes that are looked at without asking whether they are there: 16 numbers take no more, and four for the last.
const WINDOW: usize = 72;

/// Reads as many numbers as were written. What is cut off reads as noughts.
#[inline(always)]
pub fn get<const N: usize>(bytes: &mut &[u8]) -> [u32; N] {
    if let Some(window) = bytes.first_chunk() {
        let (numbers, length) = unpack(window);
        *bytes = bytes.get(length..).unwrap_or_default();
        return numbers;
    }
    let mut window = [0; WINDOW];
    window[..bytes.len()].copy_from_slice(bytes);
    let (numbers, length) = unpack(&window);
    *bytes = bytes.get(length..).unwrap_or_default();
    numbers
}

/// The numbers, and how many bytes they take.
#[inline(always)]
fn unpack<const N: usize>(window: &[u8; WINDOW]) -> ([u32; N], usize) {
    let mut at = N.div_ceil(4);
    let control = word(window, 0);
    let mut numbers = [0; N];
    for (i, number) in numbers.iter_mut().enumerate() {
        let length = (control >> (2 * i) & 3) as usize;
        *number = word(window, at) & MASKS[length];
        at += LENGTHS[length];
    }
    (numbers, at)
}

/// Four bytes; the compiler sees that they are within the window.
#[inline(always)]
fn word(window: &[u8; WINDOW], at: usize) -> u32 {
    let at = at.min(WINDOW - 4);
    u32::from_le_bytes([window[at], window[at + 1], window[at + 2], window[at + 3]])
}

/// How far a number is from another, in either direction, as a number that is small where they are near (zigzag).
pub const fn step(from: u32, to: u32) -> u32 {
    let step = to.wrapping_sub(from).cast_signed();
    (step << 1 ^ step >> 31).cast_unsigned()
}

/// The number that is so far from another.
#[inline]
pub const fn after(from: u32, step: u32) -> u32 {
    from.wrapping_add(step >> 1 ^ (step & 1).wrapping_neg())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn numbers_come_back(all in prop::collection::vec(prop::array::uniform12(0..33_u32), 0..20), odd in any::<u32>()) {
            let all: Vec<[u32; 12]> = all.into_iter().map(|bits| bits.map(|bits| odd.checked_shr(bits).unwrap_or(0))).collect();
            let mut bytes = Vec::new();
            all.iter().for_each(|&numbers| put(&mut bytes, numbers));
            let mut rest = bytes.as_slice();
            for numbers in all {
                prop_assert_eq!(get::<12>(&mut rest), numbers);
            }
            prop_assert!(rest.is_empty());
        }

        #[test]
        fn steps_come_back(from in any::<u32>(), to in any::<u32>()) {
            prop_assert_eq!(after(from, step(from, to)), to);
        }

        #[test]
        fn other_bytes_do_no_harm(bytes in prop::collection::vec(any::<u8>(), 1..100)) {
            let mut rest = bytes.as_slice();
            let _any = get::<12>(&mut rest);
            prop_assert!(rest.len() < bytes.len());
        }
    }

    #[test]
    fn what_is_near_takes_a_byte() {
        let mut bytes = Vec::new();
        put(&mut bytes, [step(1_000_000, 1_000_100), step(7, 0), 0, 255]);
        assert_eq!(bytes.len(), 4);
    }
}
