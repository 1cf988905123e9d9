//! Which clause a connective joins to which: *offered talks after Ghana rejected …*.

use super::Scene;
use super::site::Site;
use crate::tree::Tree;
use demarche_types::Span;

/// What introduces the move that a clause replies to.
const CONNECTIVES: &[&str] = &["after", "following", "despite", "since", "once"];
/// Nouns that make a connective with *in … to*.
const REACTIONS: &[&str] = &["response", "reply", "answer", "reaction"];
/// Further up than this the words above a move no longer tell of it.
const REACH: usize = 4;

/// The words that join the clause of the move to that of the reply: the move stands under a connective, the reply in the clause
/// that this modifies or in one that governs or continues it.
pub(super) fn connective(scene: &Scene, opening: &Site, reply: &Site) -> Option<Span> {
    let tree = scene.tree;
    let (branch, words) = branch(tree, opening.word)?;
    let host = tree.head(branch)?;
    let told_in = tree.continued(reply.word).unwrap_or(reply.word);
    let inside = tree.is_under(told_in, branch);
    (!inside && (tree.is_under(reply.word, host) || governs(tree, reply.word, host))).then_some(words)
}

/// The topmost word of the phrase or clause that a connective opens above a word, and the connective's own span.
fn branch(tree: &Tree, word: usize) -> Option<(usize, Span)> {
    let mut last = None;
    for above in std::iter::once(word).chain(tree.ancestors(word)).take(REACH) {
        let found = opened(tree, above);
        if found.is_some() || matches!(tree.relation(above), "acl:relcl" | "ccomp" | "parataxis" | "conj") {
            last = found;
            break;
        }
    }
    last
}

fn opened(tree: &Tree, word: usize) -> Option<(usize, Span)> {
    let span = |w: usize| tree.segments.words[w].span;
    let is_connective = |&c: &usize| CONNECTIVES.iter().any(|f| tree.form(c).eq_ignore_ascii_case(f));
    if let Some(mark) = tree.children_by(word, &["mark", "case"]).find(is_connective) {
        return Some((word, span(mark)));
    }
    let to = tree.children_by(word, &["case"]).find(|&c| tree.lemma_in(c, &["to"]))?;
    let noun = tree.head(word).filter(|&h| tree.lemma_in(h, REACTIONS))?;
    let within = tree.children_by(noun, &["case"]).find(|&c| tree.lemma_in(c, &["in"]))?;
    Some((noun, span(within).cover(span(to))))
}

/// Whether a word is the verb whose complement the other is: *offered* of *offered to talk*.
fn governs(tree: &Tree, above: usize, word: usize) -> bool {
    let complement = matches!(tree.relation(word), "xcomp" | "ccomp");
    complement && tree.head(word) == Some(above)
}
