//! Stretches in quotation marks, of every school, and those that run over paragraphs.

use crate::tree::Pieces;
use crate::tree::Tree;
use demarche_types::Upos;
use std::ops::Range;

/// A stretch in quotation marks, with its marks. It never crosses a paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Quotation {
    /// Its words, the marks among them.
    pub(super) words: Range<usize>,
    /// Whether a mark closes it.
    pub(super) closed: bool,
    /// Whether it takes up a quotation that the paragraph before left open.
    pub(super) continues: bool,
}

impl Quotation {
    /// Its words without the marks.
    pub(super) const fn inner(&self) -> Range<usize> {
        let end = if self.closed {
            self.words.end - 1
        } else {
            self.words.end
        };
        self.words.start + 1..end
    }
}

/// The outermost quotations of a document in reading order.
pub(super) struct Quotations(Vec<Quotation>);

impl Quotations {
    pub(super) fn find(tree: &Tree) -> Self {
        let blocks = blocks(tree);
        let mut found: Vec<Quotation> = Vec::new();
        for (i, block) in blocks.iter().enumerate() {
            let reopens = blocks.get(i + 1).and_then(|next| opener(tree, next.start, next.end));
            let left_open = i > 0
                && found
                    .last()
                    .is_some_and(|q| !q.closed && q.words.end == blocks[i - 1].end);
            let first = found.len();
            scan(tree, block, reopens, &mut found);
            if let Some(q) = found.get_mut(first) {
                q.continues = left_open && q.words.start == block.start;
            }
        }
        Self(found)
    }

    pub(super) fn iter(&self) -> impl DoubleEndedIterator<Item = &Quotation> {
        self.0.iter()
    }

    /// The quotations that share a word with a range.
    pub(super) fn within(&self, words: &Range<usize>) -> &[Quotation] {
        let first = self.0.partition_point(|q| q.words.end <= words.start);
        let end = self.0.partition_point(|q| q.words.start < words.end);
        self.0.get(first..end).unwrap_or_default()
    }

    /// The quotation that a word stands in, or is a mark of.
    pub(super) fn at(&self, word: usize) -> Option<&Quotation> {
        let index = self.0.partition_point(|q| q.words.end <= word);
        self.0.get(index).filter(|q| q.words.contains(&word))
    }

    /// Whether both words stand in the same quotation, or both in none.
    pub(super) fn same_side(&self, a: usize, b: usize) -> bool {
        self.at(a) == self.at(b)
    }

    /// The quotation that holds all of these words.
    pub(super) fn around(&self, words: &Pieces) -> Option<&Quotation> {
        let quotation = self.at(words.first()?)?;
        words.words().all(|w| quotation.words.contains(&w)).then_some(quotation)
    }
}

/// The words of each block that holds any.
fn blocks(tree: &Tree) -> Vec<Range<usize>> {
    let mut blocks: Vec<(usize, Range<usize>)> = Vec::new();
    for sentence in &tree.segments.sentences {
        match blocks.last_mut() {
            Some((block, words)) if *block == sentence.block => words.end = sentence.words.end,
            _ => blocks.push((sentence.block, sentence.words.clone())),
        }
    }
    blocks.into_iter().map(|(_, words)| words).collect()
}

/// The quotations of a block. One that is left open ends with it where the next block reopens it, or where its mark is no
/// apostrophe and no inch sign.
fn scan(tree: &Tree, block: &Range<usize>, reopens: Option<School>, found: &mut Vec<Quotation>) {
    let mut word = block.start;
    while word < block.end {
        let Some(school) = opener(tree, word, block.end) else {
            word += 1;
            continue;
        };
        let quotation = match closer(tree, school, word, block.end) {
            Some(close) => Some(Quotation {
                words: word..close + 1,
                closed: true,
                continues: false,
            }),
            None if reopens == Some(school) || school == School::Double => Some(Quotation {
                words: word..block.end,
                closed: false,
                continues: false,
            }),
            None => None,
        };
        word = quotation.as_ref().map_or(word + 1, |q| q.words.end);
        found.extend(quotation);
    }
}

/// Which marks belong together.
#[derive(Clone, Copy, PartialEq, Eq)]
enum School {
    /// “ ”, « », „ “, `` ''.
    Double,
    /// ‘ ’, and ' '.
    Single,
    /// " ".
    Straight,
}

/// The school of an opening mark. Straight single marks open only where they touch the word after them.
fn opener(tree: &Tree, word: usize, end: usize) -> Option<School> {
    match tree.form(word) {
        "“" | "„" | "«" | "``" => Some(School::Double),
        "\"" => Some(School::Straight),
        "''" => (word + 1 < end && touches(tree, word) && !touches_before(tree, word)).then_some(School::Double),
        "‘" | "`" => (word + 1 < end && touches(tree, word)).then_some(School::Single),
        "'" if tree.upos(word) == Upos::Punct && word + 1 < end && touches(tree, word) => Some(School::Single),
        _ => None,
    }
}

fn closer(tree: &Tree, school: School, open: usize, end: usize) -> Option<usize> {
    let close = (open + 1..end).find(|&w| closes(tree, school, w))?;
    let between = |marks: [&str; 2]| (open + 1..close).any(|w| marks.contains(&tree.form(w)));
    let crosses = school == School::Single && between(["”", "''"]) && !between(["“", "``"]);
    (!crosses).then_some(close)
}

/// Whether the word closes a quotation of the school; the apostrophe of a genitive closes none. Careless texts mix “ and
/// ", so either closes the other where it touches the word before it alone.
fn closes(tree: &Tree, school: School, word: usize) -> bool {
    let ends =
        touches_before(tree, word) && !(word + 1 < tree.len() && touches(tree, word) && opens_word(tree, word + 1));
    match (school, tree.form(word)) {
        (School::Double, "”" | "»" | "''") | (School::Straight, "\"") => true,
        (School::Double, "\"" | "“") | (School::Straight, "”") => ends,
        (School::Single, "’" | "'") => tree.upos(word) == Upos::Punct,
        _ => false,
    }
}

/// Whether a word is letters, which a closing mark never touches.
fn opens_word(tree: &Tree, word: usize) -> bool {
    !tree.is_punctuation(word)
}

/// Whether no white space stands between the word and the next.
fn touches(tree: &Tree, word: usize) -> bool {
    let words = &tree.segments.words;
    words[word].span.end == words[word + 1].span.start
}

/// Whether no white space stands between the word and the one before.
fn touches_before(tree: &Tree, word: usize) -> bool {
    word > 0 && touches(tree, word - 1)
}

/// Whether a quotation says at least a clause: a predicate with its subject, or sentences of their own.
pub(super) fn is_clause(tree: &Tree, quotation: &Quotation) -> bool {
    let inner = quotation.inner();
    let predicate = |w: usize| {
        tree.children_by(w, &["nsubj", "csubj", "expl"])
            .any(|c| inner.contains(&c))
            && inner.contains(&w)
    };
    inner.clone().any(predicate) || (is_sentences(tree, quotation) && inner.len() > 1)
}

/// Whether nothing but the quotation stands in the sentences that it runs over.
pub(super) fn is_sentences(tree: &Tree, quotation: &Quotation) -> bool {
    let (first, last) = (quotation.words.start, quotation.words.end - 1);
    let covered = tree.sentence(first).start..tree.sentence(last).end;
    covered
        .filter(|w| !quotation.words.contains(w))
        .all(|w| tree.is_punctuation(w))
}

#[cfg(test)]
#[allow(clippy::single_range_in_vec_init, reason = "one range is one piece")]
mod tests {
    use super::*;
    use crate::tree::page::Page;

    fn found(page: &Page) -> Vec<Range<usize>> {
        Quotations::find(&page.tree()).iter().map(|q| q.words.clone()).collect()
    }

    #[test]
    fn british_marks_and_genitives() {
        let page = Page::new(
            "‘/PUNCT/4/punct ~The/DET/2/det states:state/NOUN/4/nmod:poss ~’/PART/2/case rights:right/NOUN/0/root \
             ~’/PUNCT/5/punct matter/VERB/5/acl",
        );
        assert_eq!(found(&page), [0..6]);
    }

    #[test]
    fn an_open_quotation_is_taken_up() {
        let page = Page::new(
            "“/PUNCT/2/punct ~Go/VERB/0/root ~./PUNCT/2/punct\n\n“/PUNCT/2/punct ~Now/ADV/0/root ~./PUNCT/2/punct \
             ~”/PUNCT/2/punct",
        );
        let quotations = Quotations::find(&page.tree());
        let seen: Vec<_> = quotations
            .iter()
            .map(|q| (q.words.clone(), q.closed, q.continues))
            .collect();
        assert_eq!(seen, [(0..3, false, false), (3..7, true, true)]);
    }

    #[test]
    fn a_stray_apostrophe_opens_nothing() {
        let page = Page::new("the/DET/3/det ‘/PUNCT/3/punct ~90s/NOUN/0/root ~./PUNCT/3/punct");
        assert!(found(&page).is_empty());
    }

    #[test]
    fn a_clause_is_more_than_scare_quotes() {
        let page = Page::new(
            "A/DET/5/det \"/PUNCT/3/punct ~historic/ADJ/5/amod ~\"/PUNCT/3/punct day/NOUN/0/root ~./PUNCT/5/punct\n\
             \"/PUNCT/3/punct ~We/PRON/3/nsubj won:win/VERB/0/root ~\"/PUNCT/3/punct",
        );
        let tree = page.tree();
        let clauses: Vec<bool> = Quotations::find(&tree).iter().map(|q| is_clause(&tree, q)).collect();
        assert_eq!(clauses, [false, true]);
    }
}
