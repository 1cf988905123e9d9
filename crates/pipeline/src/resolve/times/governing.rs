//! Which time dates what a predicate tells: the one that hangs on it in the tree, not the nearest by distance.

use super::{Dated, Times};
use crate::resolve::tense::tense_of;
use crate::tree::Tree;
use demarche_types::TimeType;

/// The relations by which a time dates a verb or a noun.
const DATES: &[&str] = &["obl", "advmod", "nmod", "compound"];

/// Prepositions whose time bounds what is told, and does not date it.
const BOUNDS: &[&str] = &[
    "since", "until", "till", "by", "before", "after", "from", "through", "for", "within", "than", "about",
];

/// Where what words are put into hangs, or who hears them.
const TAKES: &[&str] = &["obl", "obj", "iobj"];

/// What words are put into, and who hears them: their day is that of the words, *told reporters on Monday*.
const OCCASIONS: &[&str] = &[
    "address",
    "briefing",
    "broadcast",
    "communique",
    "conference",
    "editorial",
    "hearing",
    "interview",
    "journalist",
    "lawmaker",
    "letter",
    "message",
    "news",
    "post",
    "press",
    "remark",
    "reporter",
    "report",
    "speech",
    "statement",
    "testimony",
    "tweet",
];

/// How far up a predicate inherits.
const REACH: usize = 4;

/// The time that dates a word: its own, or that of the verb whose complement or conjunct it is.
pub(crate) fn of<'a>(tree: &Tree<'_>, times: &'a Times, word: usize) -> Option<&'a Dated> {
    let mut predicate = word;
    for _ in 0..REACH {
        if let Some(dated) = own(tree, times, predicate) {
            return Some(dated);
        }
        predicate = tree.head(predicate).filter(|&above| inherits(tree, predicate, above))?;
    }
    None
}

/// The narrowest of the times that hang on a word.
pub(crate) fn own<'a>(tree: &Tree<'_>, times: &'a Times, predicate: usize) -> Option<&'a Dated> {
    let occasions = tree
        .children_by(predicate, TAKES)
        .filter(|&child| tree.lemma_in(child, OCCASIONS));
    let of_occasions = occasions.flat_map(|occasion| tree.children_by(occasion, DATES));
    let dates = tree.children_by(predicate, DATES).chain(of_occasions);
    let dated = dates.filter_map(|child| dating(tree, times, predicate, child));
    dated.min_by_key(|dated| {
        dated
            .days
            .map_or(i64::MAX, |days| days.last.duration_since(days.first).as_hours())
    })
}

/// The time that a child stands for, where it dates its head.
fn dating<'a>(tree: &Tree<'_>, times: &'a Times, predicate: usize, child: usize) -> Option<&'a Dated> {
    let dated = times.on(tree.segments.words.get(child)?.span)?;
    let own_word = times
        .on(tree.segments.words.get(predicate)?.span)
        .is_some_and(|other| other.time.id == dated.time.id);
    let bounded = tree
        .children_by(child, &["case", "mark"])
        .any(|case| tree.lemma_in(case, BOUNDS));
    let in_calendar = matches!(dated.time.kind, TimeType::Date | TimeType::Time) && dated.days.is_some();
    (in_calendar && !bounded && !own_word).then_some(dated)
}

/// Whether what a word tells happens when its head does: a bare complement, or a conjunct in the same tense.
fn inherits(tree: &Tree<'_>, word: usize, above: usize) -> bool {
    let conjunct = || tree.is(word, "conj") && tense_of(tree, word) == tense_of(tree, above);
    let noun = || tree.is(word, "obj") && tree.is_nominal(word);
    tree.is(word, "xcomp") || conjunct() || noun()
}

#[cfg(test)]
mod tests {
    use super::super::expressions;
    use super::*;
    use crate::tree::page::Page;
    use demarche_types::{DateBasis, Published};

    fn value_at(notation: &str, word: &str) -> Option<String> {
        let page = Page::new(notation);
        let published = Published {
            date: Some("2019-05-15".to_owned()),
            enddate: Some("2019-05-15".to_owned()),
            basis: DateBasis::Given,
            ..Published::default()
        };
        let found = expressions(&page.document);
        let times = Times::resolve(&page.tree(), &found, &published);
        of(&page.tree(), &times, page.find(word).start).and_then(|dated| dated.time.value.clone())
    }

    const SAID: &str = "She/PRON/2/nsubj said:say/VERB/0/root/Tense=Past|VerbForm=Fin on/ADP/4/case Tuesday/PROPN/2/obl \
        that/SCONJ/7/mark they/PRON/7/nsubj left:leave/VERB/2/ccomp/Tense=Past|VerbForm=Fin in/ADP/9/case March/PROPN/7/obl";

    #[test]
    fn each_clause_has_its_own() {
        assert_eq!(value_at(SAID, "said").as_deref(), Some("2019-05-14"));
        assert_eq!(value_at(SAID, "left").as_deref(), Some("2019-03"));
    }

    #[test]
    fn a_finite_clause_inherits_nothing() {
        let said = "She/PRON/2/nsubj said:say/VERB/0/root/Tense=Past|VerbForm=Fin on/ADP/4/case Tuesday/PROPN/2/obl \
            they/PRON/6/nsubj left:leave/VERB/2/ccomp/Tense=Past|VerbForm=Fin";
        assert_eq!(value_at(said, "left"), None);
    }

    #[test]
    fn a_bound_is_no_date() {
        let since = "They/PRON/3/nsubj have/AUX/3/aux/VerbForm=Fin waited:wait/VERB/0/root/Tense=Past|VerbForm=Part \
            since/ADP/5/case Monday/PROPN/3/obl";
        assert_eq!(value_at(since, "waited"), None);
    }

    #[test]
    fn conjuncts_of_one_tense_share_theirs() {
        let both = "They/PRON/2/nsubj met:meet/VERB/0/root/Tense=Past|VerbForm=Fin on/ADP/4/case Monday/PROPN/2/obl \
            and/CCONJ/6/cc talked:talk/VERB/2/conj/Tense=Past|VerbForm=Fin";
        assert_eq!(value_at(both, "talked").as_deref(), Some("2019-05-13"));
        let later = "They/PRON/2/nsubj met:meet/VERB/0/root/Tense=Past|VerbForm=Fin on/ADP/4/case Monday/PROPN/2/obl \
            and/CCONJ/7/cc will/AUX/7/aux/VerbForm=Fin return/VERB/2/conj/VerbForm=Inf";
        assert_eq!(value_at(later, "return"), None);
    }
}
