//! The dictionaries of the PETRARCH family: `NAME_ [CODE start-end]` with `+SYNONYM_`, and agents, `NOUN_ [~GOV]`.
//!
//! A name that has several dated codes becomes an actor for each of them, and the name is dated: who looks it up takes the one that
//! fits the day.

mod agents;
mod cameo;
mod code;

use super::UserActors;
use super::entry::own_key;
use crate::actors::compile::{ActorRow, NameRow};
use code::Code;

/// Whether a line has a code in brackets, as no table has.
pub fn is_coded(line: &str) -> bool {
    let line = strip_comment(line);
    line.rsplit_once('[').is_some_and(|(_, code)| {
        code.ends_with(']')
            && code
                .trim_end_matches(']')
                .chars()
                .all(|c| c.is_ascii_uppercase() || c.is_ascii_digit() || "~-<> ".contains(c))
    }) && !line.starts_with("[[")
}

/// What stands before a comment.
fn strip_comment(line: &str) -> &str {
    line.split(['#', ';']).next().unwrap_or_default().trim()
}

/// The names of the entry under way.
#[derive(Default)]
struct Block {
    names: Vec<String>,
    place: String,
    coded: bool,
}

/// Reads a dictionary of actors or of agents.
pub fn parse(file: &str, text: &str) -> UserActors {
    let mut actors = UserActors::default();
    let mut sets = agents::Sets::new();
    let mut block = Block::default();
    for (i, line) in text.lines().enumerate() {
        let (place, line) = (format!("{file}:{}", i + 1), strip_comment(line));
        if line.is_empty() {
            continue;
        }
        let fault = if line.starts_with('!') && line.contains('=') {
            agents::set(&mut sets, line)
        } else if line.contains("[~") {
            agents::agent(&mut actors.agents, &sets, line)
        } else {
            entry_line(&mut actors, &mut block, line, &place)
        };
        if let Err(fault) = fault {
            actors.warnings.push(format!("{place}: {fault}"));
        }
    }
    actors
}

/// A line of an actor's entry: its name, a synonym, or codes, which may stand behind either.
fn entry_line(actors: &mut UserActors, block: &mut Block, line: &str, place: &str) -> Result<(), String> {
    let (name, codes) = line.find('[').map_or((line, ""), |at| line.split_at(at));
    let name = name.trim();
    if let Some(synonym) = name.strip_prefix('+') {
        if block.names.is_empty() {
            return Err(format!("the synonym “{synonym}” follows no name"));
        }
        block.names.push(cased(synonym));
    } else if !name.is_empty() {
        *block = Block {
            names: vec![cased(name)],
            place: place.to_owned(),
            coded: false,
        };
    }
    if !codes.is_empty() {
        if block.names.is_empty() {
            return Err("a code that follows no name".to_owned());
        }
        for code in codes.split('[').map(str::trim).filter(|code| !code.is_empty()) {
            let code = code
                .strip_suffix(']')
                .ok_or_else(|| format!("“[{code}” is not closed by “]”"))?;
            add(actors, block, &Code::parse(code)?);
        }
        block.coded = true;
    }
    Ok(())
}

/// An actor for a code of the block, which names it for the code's time.
fn add(actors: &mut UserActors, block: &Block, code: &Code) {
    let Some(plover) = cameo::plover(&code.code) else {
        return;
    };
    let Some(name) = block.names.first() else { return };
    let key = format!("{}/{}", own_key(name), code.code.to_lowercase());
    if !actors.rows.actors.iter().rev().take(8).any(|row| row.key == key) {
        actors.rows.actors.push(ActorRow {
            key: key.clone(),
            name: name.clone(),
            kind: kind(&plover, code).to_owned(),
            code: plover.code,
            sector: plover.sector,
            source: "user".to_owned(),
            place: block.place.clone(),
            ..ActorRow::default()
        });
    }
    let dated = code.from.is_some() || code.to.is_some();
    let names = block.names.iter().skip(usize::from(!dated));
    actors.rows.names.extend(names.map(|name| NameRow {
        actor: key.clone(),
        name: name.clone(),
        how: "name".to_owned(),
        from: code.from.clone().unwrap_or_default(),
        to: code.to.clone().unwrap_or_default(),
        place: block.place.clone(),
    }));
}

/// The dictionaries do not say what an entry is: a bare country's code is a state's, a dated one a person's.
fn kind(plover: &cameo::Plover, code: &Code) -> &'static str {
    match () {
        () if code.from.is_some() || code.to.is_some() => "person",
        () if code.code.len() == 3 && !plover.international => "state",
        () if plover.sector == "GOV" => "government",
        () => "organization",
    }
}

/// The dictionaries write all letters large: words begin with a capital again, and short names stay acronyms.
fn cased(name: &str) -> String {
    let words: Vec<&str> = name.split(['_', ' ']).filter(|word| !word.is_empty()).collect();
    if let [word] = words[..]
        && word.len() <= 4
    {
        return word.to_owned();
    }
    words.into_iter().map(capitalised).collect::<Vec<_>>().join(" ")
}

fn capitalised(word: &str) -> String {
    let mut start = true;
    let letters = word.chars().map(|c| {
        let letter = if start { c } else { c.to_ascii_lowercase() };
        start = !c.is_alphanumeric();
        letter
    });
    letters.collect()
}
