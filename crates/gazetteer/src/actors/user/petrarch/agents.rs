//! Agents: common nouns and the sector that they stand for, `FISHER!PERSON! [~AGR]`.

use super::cameo;
use crate::actors::normal::normalise;
use std::collections::BTreeMap;

/// Sets of words by their name: `!PERSON! = MAN, MEN, WOMAN, WOMEN, PERSON`.
pub type Sets = BTreeMap<String, Vec<String>>;

/// Reads a set.
pub fn set(sets: &mut Sets, line: &str) -> Result<(), String> {
    let (name, words) = line.split_once('=').unwrap_or_default();
    let name = name.trim().trim_matches('!').to_owned();
    let words: Vec<String> = words
        .split(',')
        .map(|word| word.trim().to_owned())
        .filter(|word| !word.is_empty())
        .collect();
    if name.is_empty() || words.is_empty() {
        return Err("a set is written !NAME! = WORD, WORD".to_owned());
    }
    sets.insert(name, words);
    Ok(())
}

/// Reads an agent: its noun in the singular and the plural (`{…}`, or with an s) and in every word of a set that it names.
pub fn agent(agents: &mut BTreeMap<String, String>, sets: &Sets, line: &str) -> Result<(), String> {
    let (noun, code) = line.split_once("[~").unwrap_or_default();
    let code = code.trim().strip_suffix(']').ok_or("the code is not closed by “]”")?;
    let sector = code
        .as_bytes()
        .chunks(3)
        .find_map(|three| cameo::sector(std::str::from_utf8(three).ok()?));
    // A sector that PLOVER lacks is no fault of the line.
    let Some(sector) = sector else { return Ok(()) };
    let (noun, plural) = noun.split_once('{').unwrap_or((noun, ""));
    for form in expanded(noun.trim(), sets)? {
        let plural = plural.trim().trim_end_matches('}');
        let plural = if plural.is_empty() {
            format!("{}S", form.trim_end_matches('_'))
        } else {
            plural.to_owned()
        };
        for word in [form, plural] {
            agents.insert(normalise(&word.replace('_', " ")), sector.to_owned());
        }
    }
    Ok(())
}

/// The noun, once for every word of the set that it names.
fn expanded(noun: &str, sets: &Sets) -> Result<Vec<String>, String> {
    let mut parts = noun.splitn(3, '!');
    match (parts.next(), parts.next(), parts.next()) {
        (Some(before), Some(set), Some(after)) => {
            let words = sets
                .get(set)
                .ok_or_else(|| format!("the set !{set}! is not defined above"))?;
            Ok(words.iter().map(|word| format!("{before}{word}{after}")).collect())
        }
        (Some(whole), None, _) if !whole.is_empty() => Ok(vec![whole.to_owned()]),
        _ => Err(format!("“{noun}” is no noun")),
    }
}
