//! Which words of a reading are toponyms.

use super::locate::Mention;
use super::surface;
use crate::clean::lexicon::entries;
use crate::tree::Tree;
use demarche_gazetteer::places::{Kind, Via};
use demarche_types::{Block, BlockKind, EntityKind, Span, Upos};
use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::LazyLock;

static PREPOSITIONS: LazyLock<BTreeSet<&'static str>> =
    LazyLock::new(|| entries(include_str!("prepositions.txt")).collect());

static HOLDERS: LazyLock<BTreeSet<&'static str>> = LazyLock::new(|| entries(include_str!("holders.txt")).collect());

/// How many words the name of a place has that stands in front of what it has.
const NAME_WORDS: usize = 4;

/// Of what the reader does not name, only places as large as this are taken for places.
const LARGE: u32 = 100_000;

/// A toponym with its words; none in a dateline, which is not read.
pub(super) struct Toponym {
    pub(super) mention: Mention,
    pub(super) words: Range<usize>,
}

/// The toponyms of the document in the order of the text.
pub(super) fn toponyms(tree: &Tree) -> Vec<Toponym> {
    let mut found: Vec<Toponym> = tree
        .document
        .blocks
        .iter()
        .filter(|b| b.kind == BlockKind::Dateline)
        .flat_map(|b| of_dateline(tree, b))
        .collect();
    let named = tree
        .reading
        .names
        .iter()
        .filter(|name| matches!(name.kind, EntityKind::State | EntityKind::Place))
        .filter(|name| !is_numbered(tree, &name.words));
    let named: Vec<Range<usize>> = named.flat_map(|name| parts(tree, name.words.clone())).collect();
    let inside: BTreeSet<usize> = named.iter().cloned().flatten().collect();
    let alone = unnamed(tree).chain(abbreviated(tree)).map(|words| (words, false));
    let others = alone.chain(attached(tree).map(|words| (words, true)));
    let others: Vec<(Range<usize>, bool)> = others
        .filter(|(words, _)| words.clone().all(|w| !inside.contains(&w)))
        .collect();
    let words = named.iter().map(|words| (words.clone(), false)).chain(others);
    found.extend(words.map(|(words, attached)| Toponym {
        mention: Mention {
            span: tree.segments.span(words.clone()),
            dateline: false,
            attached,
        },
        words,
    }));
    found.sort_by_key(|toponym| toponym.mention.span);
    found.dedup_by_key(|toponym| toponym.mention.span);
    found
}

/// Whether a name bears a Roman numeral: *Minsk II* is a pact, and *Apollo III* a craft.
fn is_numbered(tree: &Tree, words: &Range<usize>) -> bool {
    const NUMERALS: [&str; 6] = ["I", "II", "III", "IV", "V", "VI"];
    let numeral = |w: usize| NUMERALS.contains(&tree.form(w)) && !tree.is(w, "nsubj");
    words.len() > 1 && numeral(words.end - 1) || tree.sentence(words.start).contains(&words.end) && numeral(words.end)
}

/// A name, or its parts where it is a place and what it lies in: *Springfield, Illinois*.
fn parts(tree: &Tree, words: Range<usize>) -> Vec<Range<usize>> {
    let commas: Vec<usize> = words.clone().filter(|&w| tree.form(w) == ",").collect();
    let starts = std::iter::once(words.start).chain(commas.iter().map(|&comma| comma + 1));
    let ends = commas.iter().copied().chain([words.end]);
    starts
        .zip(ends)
        .map(|(start, end)| start..end)
        .filter(|part| !part.is_empty())
        .map(|part| without_ends(tree, part))
        .collect()
}

/// Without an article before the name and the genitive's ending behind it, which may be words of it.
fn without_ends(tree: &Tree, mut words: Range<usize>) -> Range<usize> {
    if words.len() > 1 && tree.form(words.start).eq_ignore_ascii_case("the") {
        words.start += 1;
    }
    if words.len() > 1 && matches!(tree.form(words.end - 1), "'s" | "’s" | "'" | "’") {
        words.end -= 1;
    }
    words
}

/// Proper nouns behind a preposition that the reader takes for no name of any kind and the tables know for a large place.
fn unnamed<'t>(tree: &'t Tree<'_>) -> impl Iterator<Item = Range<usize>> + 't {
    let covered: BTreeSet<usize> = tree.reading.names.iter().flat_map(|name| name.words.clone()).collect();
    let free = move |w: usize| w < tree.len() && tree.upos(w) == Upos::Propn && !covered.contains(&w);
    let starts = (1..tree.len()).filter(|&w| PREPOSITIONS.contains(tree.form(w - 1).to_lowercase().as_str()));
    let runs = starts.map(move |start| {
        let sentence = tree.sentence(start).end;
        start..(start..sentence).find(|&w| !free(w)).unwrap_or(sentence)
    });
    runs.filter(|run| !run.is_empty() && is_large(tree.document.text.slice(tree.segments.span(run.clone()))))
}

/// Places in front of what they have, whatever the reader takes the whole for: *Monroe Mayor Jane Doe*, *the Douglas County
/// Sheriff’s Office*.
fn attached<'t>(tree: &'t Tree<'_>) -> impl Iterator<Item = Range<usize>> + 't {
    (0..tree.len()).filter(|&w| opens(tree, w)).filter_map(|start| {
        let sentence = tree.sentence(start);
        let mut ends = (start + 1..=start + NAME_WORDS).rev();
        ends.find(|&end| sentence.contains(&end) && is_attached(tree, start..end))
            .map(|end| start..end)
    })
}

/// Whether a name can begin with a word: a proper noun that no capitalised word stands before, but an article.
fn opens(tree: &Tree, word: usize) -> bool {
    let goes_on = |before: usize| {
        let small = matches!(tree.upos(before), Upos::Det | Upos::Adp) || tree.is_punctuation(before);
        !small && tree.form(before).starts_with(char::is_uppercase)
    };
    let before = word.checked_sub(1).filter(|_| tree.sentence(word).start < word);
    tree.upos(word) == Upos::Propn && !before.is_some_and(goes_on)
}

/// Whether these words name a place and the next one what places have. A county is named with that word.
fn is_attached(tree: &Tree, words: Range<usize>) -> bool {
    let next = tree.form(words.end).to_lowercase();
    let name = tree.document.text.slice(tree.segments.span(words));
    let is_county = name.ends_with(" County") && next != "county";
    (is_county || HOLDERS.contains(next.as_str())) && surface::candidates(name).iter().any(|c| c.via == Via::Name)
}

/// Regions by their abbreviations behind a comma: *Fairfield, Conn.*
fn abbreviated<'t>(tree: &'t Tree<'_>) -> impl Iterator<Item = Range<usize>> + 't {
    let behind_comma = (1..tree.len()).filter(|&w| tree.form(w - 1) == "," && tree.form(w).ends_with('.'));
    let is_region = |w: &usize| {
        surface::candidates(tree.form(*w))
            .iter()
            .any(|c| c.via == Via::Letters && c.place.kind == Kind::Region)
    };
    behind_comma.filter(is_region).map(|w| w..w + 1)
}

fn is_large(surface: &str) -> bool {
    surface::candidates(surface).iter().any(|c| {
        c.via == Via::Name
            && (matches!(c.place.kind, Kind::Country | Kind::Region | Kind::Capital) || c.place.population >= LARGE)
    })
}

/// The places in a dateline, *NAIROBI, Kenya (AP) —*: before the agency and the dash, between commas.
fn of_dateline(tree: &Tree, block: &Block) -> Vec<Toponym> {
    let text = &tree.document.text;
    let line = text.slice(block.span);
    let places = line.split(['(', '—', '–', '_']).next().unwrap_or_default();
    let mut found = Vec::new();
    let mut at = text.byte(block.span.start);
    for part in places.split_inclusive(',') {
        let whole = Span::new(
            text.code_point(at),
            text.code_point(at + part.trim_end_matches(',').len()),
        );
        at += part.len();
        let Some(span) = text.trim(whole) else { continue };
        if !surface::candidates(text.slice(span)).is_empty() {
            found.push(Toponym {
                mention: Mention {
                    span,
                    dateline: true,
                    attached: false,
                },
                words: 0..0,
            });
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tree::page::Page;

    fn surfaces(page: &Page) -> Vec<&str> {
        let tree = page.tree();
        toponyms(&tree)
            .iter()
            .map(|t| page.document.text.slice(t.mention.span))
            .collect()
    }

    #[test]
    fn a_name_with_its_container_is_two_toponyms() {
        let page = Page::new(
            "She/PRON/2/nsubj left:leave/VERB/0/root Springfield/PROPN/2/obj ~,/PUNCT/5/punct Illinois/PROPN/3/appos",
        )
        .named("Springfield, Illinois", EntityKind::Place);
        assert_eq!(surfaces(&page), ["Springfield", "Illinois"]);
    }

    #[test]
    fn a_numbered_name_is_no_place() {
        let notation = "They/PRON/2/nsubj signed:sign/VERB/0/root Lomé/PROPN/2/obj II/PROPN/3/flat";
        assert_eq!(
            surfaces(&Page::new(notation).named("Lomé", EntityKind::Place)),
            Vec::<&str>::new()
        );
        assert_eq!(
            surfaces(&Page::new(notation).named("Lomé II", EntityKind::Place)),
            Vec::<&str>::new()
        );
    }

    #[test]
    fn large_places_behind_a_preposition_need_no_reader() {
        let page = Page::new("She/PRON/2/nsubj lives:live/VERB/0/root in/ADP/4/case Nairobi/PROPN/2/obl");
        assert_eq!(surfaces(&page), ["Nairobi"]);
        let page = Page::new("She/PRON/2/nsubj believes:believe/VERB/0/root in/ADP/4/case Hope/PROPN/2/obl");
        assert_eq!(surfaces(&page), Vec::<&str>::new());
    }

    #[test]
    fn persons_are_no_places() {
        let page = Page::new("Letters:letter/NOUN/0/root from/ADP/3/case Paris/PROPN/1/nmod")
            .named("Paris", EntityKind::Person);
        assert_eq!(surfaces(&page), Vec::<&str>::new());
    }

    #[test]
    fn places_in_front_of_what_they_have() {
        let page = Page::new(
            "Nairobi/PROPN/3/compound Mayor/PROPN/3/compound Otieno/PROPN/4/nsubj left:leave/VERB/0/root Paris/PROPN/4/obj",
        )
        .named("Nairobi Mayor Otieno", EntityKind::Person)
        .named("Paris", EntityKind::Person);
        assert_eq!(surfaces(&page), ["Nairobi"]);
    }

    #[test]
    fn regions_by_their_abbreviations() {
        let page = Page::new(
            "Fairview/PROPN/4/nsubj ~,/PUNCT/3/punct Conn./PROPN/1/appos sold:sell/VERB/0/root it/PRON/4/obj ~,/PUNCT/7/punct etc./X/5/dep",
        );
        assert_eq!(surfaces(&page), ["Conn."]);
    }

    #[test]
    fn the_dateline_names_places() {
        let mut page = Page::new("NAIROBI/PROPN/0/root ~,/PUNCT/3/punct Kenya/PROPN/1/appos (AP)/PROPN/1/dep");
        page.document.blocks[0].kind = BlockKind::Dateline;
        let tree = page.tree();
        let found = toponyms(&tree);
        let datelines: Vec<_> = found
            .iter()
            .filter(|t| t.mention.dateline)
            .map(|t| page.document.text.slice(t.mention.span))
            .collect();
        assert_eq!(datelines, ["NAIROBI", "Kenya"]);
    }
}
