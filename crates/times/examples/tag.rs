//! Tags texts: JSON objects with `id`, `dct` and `text` on standard input, one a line, come back with their `times`.

use demarche_times::{Days, cues, find, resolve};
use serde_json::{Value, json};
use std::io::{BufRead as _, Write as _};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut out = std::io::stdout().lock();
    for line in std::io::stdin().lock().lines() {
        let document: Value = serde_json::from_str(&line?)?;
        writeln!(out, "{}", json!({ "id": document["id"], "times": times(&document) }))?;
    }
    Ok(())
}

fn times(document: &Value) -> Vec<Value> {
    let text = document["text"].as_str().unwrap_or_default();
    let published = document["dct"]
        .as_str()
        .and_then(|dct| dct.get(..10)?.parse().ok())
        .map(Days::one);
    let found = find(text);
    let tenses = cues(text, &found);
    let resolved = resolve(&found, published, |index| tenses[index]);
    let time = |(e, r): (&demarche_times::Expression, demarche_times::Resolved)| json!({ "start": e.span.start, "end": e.span.end, "type": e.kind, "value": r.value, "meaning": format!("{:?}", e.meaning) });
    found.iter().zip(resolved).map(time).collect()
}
