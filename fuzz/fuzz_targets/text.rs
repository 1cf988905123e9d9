//! Any bytes through the text door.
#![no_main]

mod sound;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| sound::through("report.txt", bytes));
