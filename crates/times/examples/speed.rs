//! Prints how many megabytes of text a second one core searches for time expressions: `cargo run --release -p demarche-times
//! --example speed -- FILE`.

use demarche_times::find;
use demarche_types::Text;
use std::io::Write as _;
use std::time::Instant;

/// At least so many bytes are searched.
const AT_LEAST: usize = 20_000_000;

fn main() -> std::io::Result<()> {
    let path = std::env::args()
        .nth(1)
        .ok_or_else(|| std::io::Error::other("name a text file to search"))?;
    let text = Text::new(std::fs::read_to_string(path)?);
    let once = find(&text).len();
    let rounds = AT_LEAST.div_ceil(text.as_str().len().max(1));
    let start = Instant::now();
    let found: usize = (0..rounds).map(|_| find(&text).len()).sum();
    let bytes = rounds * text.as_str().len();
    let rate = bytes as f64 / start.elapsed().as_secs_f64() / 1e6;
    writeln!(
        std::io::stdout(),
        "{rate:.1} MB/s, {once} expressions in the text, {found} in {rounds} rounds"
    )
}
