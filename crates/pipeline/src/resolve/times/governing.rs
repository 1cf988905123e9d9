//! Which time dates what a predicate tells: the one that hangs on it in the tree, not the nearest by distance.

use super::{Dated, Times};
use crate::resolve::tense::tense_of;
use crate::tree::Tree;
use demarche_types::{TimeType, Upos};

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
    let narrowest = dated.min_by_key(|dated| {
        dated
            .days
            .map_or(i64::MAX, |days| days.last.duration_since(days.first).as_hours())
    });
    match narrowest {
        Some(dated) => {
            Some(dated).filter(|dated| !(is_news_day(dated) && is_object_of_undated(tree, times, predicate)))
        }
        None => day_of_object(tree, times, predicate),
    }
}

/// The day of the news that stands behind the object and that the tree gives to it: *condemned the raid on Monday* tells when
/// it was condemned. A date of the calendar is that of the raid.
fn day_of_object<'a>(tree: &Tree<'_>, times: &'a Times, verb: usize) -> Option<&'a Dated> {
    let objects = tree
        .children_by(verb, &["obj"])
        .filter(|&object| tree.upos(verb) == Upos::Verb && object > verb);
    let days = objects.flat_map(|object| tree.children_by(object, &["nmod"]).map(move |child| (object, child)));
    let mut dated = days.filter_map(|(object, child)| dating(tree, times, object, child));
    dated.find(|dated| is_news_day(dated))
}

/// Whether a noun is the object of a verb without a time of its own.
fn is_object_of_undated(tree: &Tree<'_>, times: &Times, noun: usize) -> bool {
    let verb = tree
        .head(noun)
        .filter(|&verb| tree.is(noun, "obj") && noun > verb && tree.upos(verb) == Upos::Verb);
    verb.is_some_and(|verb| {
        let mut dates = tree.children_by(verb, DATES);
        dates.all(|child| dating(tree, times, verb, child).is_none())
    })
}

/// Whether a time is told by its weekday or from the day of publication.
fn is_news_day(dated: &Dated) -> bool {
    let one = dated.days.is_some_and(|days| days.exact().is_some());
    one && dated.time.anchor.as_deref() == Some("published") && !dated.time.text.contains(|c: char| c.is_ascii_digit())
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

/// Whether what a word tells happens when its head does: a bare complement, a conjunct in the same tense, or a participle
/// beside it, *met them, urging restraint*.
fn inherits(tree: &Tree<'_>, word: usize, above: usize) -> bool {
    let form = tree.morphology(word).feature("VerbForm");
    let beside = || {
        let marks = tree.children_by(word, &["mark", "nsubj", "aux"]);
        let alone = marks
            .filter(|&mark| !tree.lemma_in(mark, &["by", "while"]))
            .next()
            .is_none();
        tree.is(word, "advcl") && alone && tree.form(word).ends_with("ing") && matches!(form, Some("Ger" | "Part"))
    };
    let conjunct = || tree.is(word, "conj") && tense_of(tree, word) == tense_of(tree, above);
    let noun = || tree.is(word, "obj") && tree.is_nominal(word);
    tree.is(word, "xcomp") || conjunct() || noun() || beside()
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
    fn the_day_of_the_news_is_that_of_the_verb() {
        let on = "They/PRON/2/nsubj condemned:condemn/VERB/0/root/Tense=Past|VerbForm=Fin the/DET/4/det raid/NOUN/2/obj \
            on/ADP/6/case Monday/PROPN/4/nmod";
        assert_eq!(value_at(on, "condemned").as_deref(), Some("2019-05-13"));
        assert_eq!(value_at(on, "raid").as_deref(), Some("2019-05-13"), "what it inherits");
        let of = on.replace("Monday/PROPN/4/nmod", "March/PROPN/4/nmod 3/NUM/6/nummod");
        assert_eq!(value_at(&of, "raid").as_deref(), Some("2019-03-03"));
        assert_eq!(value_at(&of, "condemned"), None);
    }

    #[test]
    fn participles_beside_a_verb_share_its_time() {
        let met = "They/PRON/2/nsubj met:meet/VERB/0/root/Tense=Past|VerbForm=Fin on/ADP/4/case Monday/PROPN/2/obl \
            ~,/PUNCT/6/punct urging:urge/VERB/2/advcl/Tense=Pres|VerbForm=Part restraint/NOUN/6/obj";
        assert_eq!(value_at(met, "urging").as_deref(), Some("2019-05-13"));
        let after = met.replace("~,/PUNCT/6/punct", "after/SCONJ/6/mark");
        assert_eq!(value_at(&after, "urging"), None);
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
