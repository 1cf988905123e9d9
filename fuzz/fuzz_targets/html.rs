//! Any bytes through the HTML door.
#![no_main]

mod sound;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| sound::through("page.html", bytes));
