//! What grammar says is one: appositions, predicates, relative pronouns.

use crate::resolve::entities::chains::Chains;
use crate::resolve::entities::mention::{Kind, Mention, Pronoun};
use crate::resolve::entities::scene::Scene;
use crate::tree::Tree;

/// Joins appositions, predicates and relative pronouns with what they belong to.
pub(super) fn join(scene: &Scene, chains: &mut Chains) {
    for (i, mention) in scene.mentions.iter() {
        let other = apposed(scene, mention)
            .or_else(|| subject(scene.tree, mention))
            .or_else(|| antecedent(scene.tree, mention));
        let Some(other) = other.and_then(|word| scene.mentions.at(word)) else {
            continue;
        };
        if other != i && chains.agree(i, other) {
            chains.join(other, i);
        }
    }
}

/// The word that an apposition between commas, dashes or brackets explains.
fn apposed(scene: &Scene, mention: &Mention) -> Option<usize> {
    let (tree, head) = (scene.tree, mention.head);
    let before = mention.words.start.checked_sub(1)?;
    let marked = tree.is_punctuation(before) && !matches!(tree.form(before), "“" | "\"" | "‘" | "``");
    let other = tree.head(head).filter(|_| tree.is(head, "appos") && marked)?;
    // In a list, what looks like an apposition is a member.
    let listed = tree.children_by(head, &["cc", "conj"]).next().is_some() || tree.child(other, &["conj"]).is_some();
    let a_being = mention.traits.being.is_some() || mention.kind != Kind::Nominal;
    (!listed && a_being).then_some(other)
}

/// The subject of which a noun with a copula is said.
fn subject(tree: &Tree, mention: &Mention) -> Option<usize> {
    let head = mention.head;
    let copula = tree.child(head, &["cop"])?;
    let denied = tree
        .children_by(head, &["advmod"])
        .any(|c| tree.lemma_in(c, &["not", "never", "n't"]));
    let open = tree
        .child(head, &["aux"])
        .is_some_and(|aux| !tree.lemma_in(aux, &["have", "will"]));
    let asserted = mention.kind == Kind::Nominal && tree.lemma_in(copula, &["be"]) && !denied && !open;
    tree.child(head, &["nsubj"]).filter(|_| asserted)
}

/// The noun whose clause a relative pronoun stands in.
fn antecedent(tree: &Tree, mention: &Mention) -> Option<usize> {
    if mention.kind != Kind::Pronoun(Pronoun::Relative) {
        return None;
    }
    let clause = std::iter::once(mention.head)
        .chain(tree.ancestors(mention.head))
        .find(|&w| tree.is(w, "acl:relcl"))?;
    tree.head(clause)
}
