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

/// The entry under way: codes may stand before or behind synonyms.
#[derive(Default)]
struct Entry {
    names: Vec<String>,
    codes: Vec<Code>,
    place: String,
}

/// Reads a dictionary of actors or of agents.
pub fn parse(file: &str, text: &str) -> UserActors {
    let mut actors = UserActors::default();
    let (mut sets, mut entry) = (agents::Sets::new(), Entry::default());
    for (i, line) in text.lines().enumerate() {
        let (place, line) = (format!("{file}:{}", i + 1), strip_comment(line));
        let fault = match () {
            () if line.is_empty() => continue,
            () if line.starts_with('!') && line.contains('=') => agents::set(&mut sets, line),
            () if line.contains("[~") => agents::agent(&mut actors.agents, &sets, line),
            () => {
                let (name, codes) = line.find('[').map_or((line, ""), |at| line.split_at(at));
                named(&mut actors, &mut entry, name.trim(), &place).and_then(|()| coded(&mut entry, codes))
            }
        };
        actors
            .warnings
            .extend(fault.err().map(|fault| format!("{place}: {fault}")));
    }
    finish(&mut actors, &entry);
    actors
}

/// A name begins an entry, a synonym belongs to the one under way.
fn named(actors: &mut UserActors, entry: &mut Entry, name: &str, place: &str) -> Result<(), String> {
    if let Some(synonym) = name.strip_prefix('+') {
        if entry.names.is_empty() {
            return Err(format!("the synonym “{synonym}” follows no name"));
        }
        entry.names.push(cased(synonym));
    } else if !name.is_empty() {
        finish(actors, entry);
        *entry = Entry {
            names: vec![cased(name)],
            codes: Vec::new(),
            place: place.to_owned(),
        };
    }
    Ok(())
}

/// The codes of a line: `[AFGGOV 030101-060531] [AFGELI]`.
fn coded(entry: &mut Entry, codes: &str) -> Result<(), String> {
    for code in codes.split('[').map(str::trim).filter(|code| !code.is_empty()) {
        if entry.names.is_empty() {
            return Err(format!("the code “{code}” follows no name"));
        }
        let code = code
            .strip_suffix(']')
            .ok_or_else(|| format!("“[{code}” is not closed by “]”"))?;
        entry.codes.push(Code::parse(code)?);
    }
    Ok(())
}

fn finish(actors: &mut UserActors, entry: &Entry) {
    for code in &entry.codes {
        add(actors, entry, code);
    }
}

/// An actor for a code of the entry, whose names it bears for the code's time.
fn add(actors: &mut UserActors, entry: &Entry, code: &Code) {
    let Some(plover) = cameo::plover(&code.code) else {
        return;
    };
    let Some(name) = entry.names.first() else { return };
    // A bare state's code is the state that our tables know.
    let state = code.code.len() == 3 && !plover.international;
    let key = if state {
        plover.code.clone()
    } else {
        format!("{}/{}", own_key(name), code.code.to_lowercase())
    };
    if !actors.rows.actors.iter().rev().take(8).any(|row| row.key == key) {
        actors.rows.actors.push(ActorRow {
            key: key.clone(),
            name: name.clone(),
            kind: kind(&plover, code).to_owned(),
            code: plover.code,
            sector: plover.sector,
            source: "user".to_owned(),
            place: entry.place.clone(),
            ..ActorRow::default()
        });
    }
    let dated = code.from.is_some() || code.to.is_some();
    let names = entry.names.iter().skip(usize::from(!dated));
    actors.rows.names.extend(names.map(|name| NameRow {
        actor: key.clone(),
        name: name.clone(),
        how: "name".to_owned(),
        from: code.from.clone().unwrap_or_default(),
        to: code.to.clone().unwrap_or_default(),
        place: entry.place.clone(),
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
