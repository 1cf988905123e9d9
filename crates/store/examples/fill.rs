//! Fills a store from records: `fill STORE < records.jsonl`.
use demarche_store::{Entry, Run, Store};
use std::io::{BufRead, stdin};
use std::path::Path;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let path = std::env::args().nth(1).ok_or("give the name of a store")?;
    let mut store = Store::open_or_create(Path::new(&path))?;
    let run = store.run(&Run {
        version: "0".into(),
        model: "m".into(),
        rules: "r".into(),
        options: "{}".into(),
    })?;
    let mut batch = store.begin(run)?;
    let mut records = Vec::new();
    for line in stdin().lock().lines() {
        let record: demarche_types::Record = serde_json::from_str(&line?)?;
        let entry = Entry {
            record,
            blocks: Vec::new(),
        };
        batch.add(&entry)?;
        records.push(entry.record);
    }
    batch.commit()?;
    let mut differing = 0;
    for record in &records {
        let mut record = record.clone();
        record.entities.iter_mut().for_each(|e| e.mentions.dedup());
        let id = store.find(&record.id)?.ok_or("lost")?;
        let back = store.record(id)?;
        if back != record {
            differing += 1;
            if differing < 3 {
                let (a, b) = (
                    serde_json::to_string_pretty(&back)?,
                    serde_json::to_string_pretty(&record)?,
                );
                for (a, b) in a.lines().zip(b.lines()).filter(|(a, b)| a != b).take(5) {
                    eprintln!("{a}  |  {b}");
                }
            }
        }
    }
    eprintln!("{differing} differ");
    Ok(())
}
