//! The categories, modes and rules as a page to read: what a coder would be handed, made from the data that the program codes
//! by, so that the two cannot part.

use super::super::plover::{Category, contexts};
use super::file::{Block, File, Named, Several};
use super::{EMBEDDED, Kind, RuleBook, RulesError, read_folder};
use std::fmt::Write as _;
use std::path::Path;
use toml::Spanned;

const PREFACE: &str = include_str!("codebook.md");

/// The codebook as Markdown: of the rules that are built in, and of those of a folder before them.
///
/// # Errors
/// Where a file of the folder cannot be read or is malformed; the error names file, line and remedy.
pub fn codebook(folder: Option<&Path>) -> Result<String, RulesError> {
    let own = folder.map(read_folder).transpose()?.unwrap_or_default();
    let own = own.iter().map(|(name, text)| (name.as_str(), text.as_str()));
    let files: Vec<(&str, &str)> = own.chain(EMBEDDED.iter().copied()).collect();
    RuleBook::of(files.iter().copied())?;
    let mut page = format!("{PREFACE}\n{}", glance());
    for &category in Category::ALL {
        page += &chapter(category, &files);
    }
    page += "\n## Lists of words\n\nRules call them by their names, with an `@` before them.\n";
    for (name, text) in files.iter().filter(|(name, _)| name.ends_with(".txt")) {
        page += &list(name, text);
    }
    Ok(page)
}

/// All categories with their quads and scores, then the contexts.
fn glance() -> String {
    let mut page = "## Categories\n\n| category | quad | score | covers |\n| --- | ---: | ---: | --- |\n".to_owned();
    for category in Category::ALL {
        let entry = category.entry();
        let name = category.as_str();
        let anchor = name.to_lowercase();
        _ = writeln!(
            page,
            "| [{name}](#{anchor}) | {} | {:.1} | {} |",
            entry.quad, entry.score, entry.about
        );
    }
    let contexts: Vec<String> = contexts().map(|context| format!("`{context}`")).collect();
    page + &format!("\nContexts, any number to an event: {}.\n", contexts.join(", "))
}

/// A category: what it covers, its modes, and its rules, a section a file.
fn chapter(category: Category, files: &[(&str, &str)]) -> String {
    let entry = category.entry();
    let name = category.as_str();
    let mut page = format!(
        "\n## {name}\n\nQuad {}, score {:.1}: {}.\n",
        entry.quad, entry.score, entry.about
    );
    if !entry.modes.is_empty() {
        let modes: Vec<String> = entry
            .modes
            .iter()
            .map(|(mode, score)| format!("`{mode}` {score:.1}"))
            .collect();
        page += &format!("\nModes and their scores: {}.\n", modes.join(", "));
    }
    let folder = format!("{name}/");
    for (path, text) in files.iter().filter(|(path, _)| path.starts_with(&folder)) {
        // Every file has been compiled before.
        if let Ok(file) = toml::from_str::<File>(text) {
            page += &section(path, &file);
        }
    }
    page
}

fn section(path: &str, file: &File) -> String {
    let mut page = format!("\n### {}\n\n{}\n\n", path.trim_end_matches(".toml"), file.about);
    let kinds = [
        (Kind::Verb, &file.verb),
        (Kind::Noun, &file.noun),
        (Kind::Adjective, &file.adjective),
        (Kind::Said, &file.said),
    ];
    for (kind, blocks) in kinds {
        for (number, block) in (1..).zip(blocks) {
            page += &rule(kind, number, block.get_ref());
        }
    }
    page += &named("Modes by words", &file.modes);
    page + &examples("Finds", &file.accepts) + &examples("Leaves", &file.declines)
}

/// A block: its words, then what it asks of their company.
fn rule(kind: Kind, number: usize, block: &Block) -> String {
    let words = if kind == Kind::Said { &block.acts } else { &block.lemmas };
    let words: Vec<&str> = words.iter().map(|word| word.get_ref().as_str()).collect();
    let mut page = format!("- **{} {number}**: {}\n", kind.name(), words.join(", "));
    let mut details = Vec::new();
    details.extend(
        block
            .actor
            .as_ref()
            .map(|places| format!("actor: {}", several(places.get_ref()))),
    );
    details.extend(
        block
            .recipient
            .as_ref()
            .map(|places| format!("recipient: {}", several(places.get_ref()))),
    );
    details.extend(block.reciprocal.then(|| "all parties are actors".to_owned()));
    details.extend(
        block
            .requires
            .as_ref()
            .map(|who| format!("must be there: {}", several(who.get_ref()))),
    );
    details.extend(
        block
            .needs
            .iter()
            .map(|(place, words)| format!("only if {} is: {}", place.get_ref(), several(words))),
    );
    details.extend(
        block
            .unless
            .iter()
            .map(|(place, words)| format!("not if {} is: {}", place.get_ref(), several(words))),
    );
    details.extend(block.negated.map(|only| {
        if only {
            "only where negated"
        } else {
            "never where negated"
        }
        .to_owned()
    }));
    details.extend(block.mode.as_ref().map(|mode| format!("mode: {}", mode.get_ref())));
    details.extend(
        block
            .modes
            .iter()
            .map(|(mode, words)| format!("mode {} if near: {}", mode.get_ref(), several(words))),
    );
    let contexts: Vec<&str> = block
        .contexts
        .iter()
        .map(|context| context.get_ref().as_str())
        .collect();
    details.extend((!contexts.is_empty()).then(|| format!("contexts: {}", contexts.join(", "))));
    details.extend(
        block
            .light
            .as_ref()
            .map(|verbs| format!("its subject stands with: {}", several(verbs.get_ref()))),
    );
    details.extend(block.beside.then(|| "coded beside others".to_owned()));
    for detail in details {
        _ = writeln!(page, "  - {detail}");
    }
    page
}

fn several(words: &Several) -> String {
    match words.as_slice() {
        [] => "nobody".to_owned(),
        words => words.join(", "),
    }
}

fn named(title: &str, lists: &Named) -> String {
    let mut page = String::new();
    for (name, words) in lists {
        _ = writeln!(page, "- {title}, `{}`: {}", name.get_ref(), several(words));
    }
    page
}

fn examples(title: &str, sentences: &[Spanned<String>]) -> String {
    if sentences.is_empty() {
        return String::new();
    }
    let lines: String = sentences
        .iter()
        .map(|sentence| format!("- {}\n", sentence.get_ref()))
        .collect();
    format!("\n{title}:\n\n{lines}")
}

/// A list of words with the comment at its top.
fn list(path: &str, text: &str) -> String {
    let name = path.trim_start_matches("words/").trim_end_matches(".txt");
    let about: Vec<&str> = text
        .lines()
        .map_while(|line| line.strip_prefix('#'))
        .map(str::trim)
        .collect();
    let words = text
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty() && !line.starts_with('#'));
    let words: Vec<&str> = words.collect();
    format!("\n### @{name}\n\n{}\n\n{}\n", about.join(" "), words.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_category_mode_rule_and_list_is_in_it() {
        let page = codebook(None).unwrap();
        for category in Category::ALL {
            assert!(page.contains(&format!("\n## {}\n", category.as_str())), "{category:?}");
            for (mode, _) in &category.entry().modes {
                assert!(page.contains(&format!("`{mode}` ")), "{mode}");
            }
        }
        for (path, _) in EMBEDDED {
            let name = path
                .trim_end_matches(".toml")
                .trim_start_matches("words/")
                .trim_end_matches(".txt");
            assert!(
                page.contains(&format!("\n### {name}\n")) || page.contains(&format!("\n### @{name}\n")),
                "{path}"
            );
        }
    }

    #[test]
    fn a_folder_of_ones_own_goes_before() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir(folder.path().join("REJECT")).unwrap();
        let own = "about = \"Our own.\"\n[[verb]]\nlemmas = [\"nix\"]\nunless = { object = [\"plan\"] }\n";
        std::fs::write(folder.path().join("REJECT/own.toml"), own).unwrap();
        let page = codebook(Some(folder.path())).unwrap();
        let (own, built_in) = (page.find("### REJECT/own"), page.find("### REJECT/refuse"));
        assert!(own.is_some() && own < built_in);
        assert!(page.contains("- **verb 1**: nix\n  - not if object is: plan\n"));
    }
}
