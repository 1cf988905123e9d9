//! The terminal that standard output goes to, if it does.

use crate::text_view::DEFAULT_WIDTH;
use std::env;
use std::io::{IsTerminal, stdout};

/// Wider lines are hard to read.
const WIDEST: usize = 100;
/// Narrower ones fall apart.
const NARROWEST: usize = 30;

/// Whether standard output is one.
pub fn is_one() -> bool {
    stdout().is_terminal()
}

/// As wide as the terminal, within reason.
pub fn width() -> usize {
    terminal_size::terminal_size_of(stdout()).map_or(DEFAULT_WIDTH, |(width, _)| {
        usize::from(width.0).clamp(NARROWEST, WIDEST)
    })
}

/// Whether the person wants bold and faint letters (<https://no-color.org>), and the terminal has them.
pub fn is_styled() -> bool {
    let refused = env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    is_one() && !refused && env::var_os("TERM").is_none_or(|term| term != "dumb")
}
