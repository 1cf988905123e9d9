//! People who are named by their offices: who writes *President Clinton said* writes while he is President; who writes of a
//! former president writes later.

use super::clue::{Clue, Strength};
use super::days::{DaySet, shifted};
use super::mentions::Mention;
use super::stated::stated;
use crate::resolve::tense::predicate_above;
use crate::tree::Tree;
use demarche_gazetteer::{ActorId, Gazetteer, How, Kind, Tenure};
use demarche_times::{Meaning, Tense, Unit};
use demarche_types::EntityKind;
use jiff::civil::Date;
use std::ops::Range;

/// How many words a title takes at most.
const TITLE_WORDS: usize = 5;

/// How many days a title stays with a name in the news of its loss.
const GRACE: i32 = 14;

/// Words before a title that say its holder has it no more.
const FORMER: &[&str] = &[
    "deposed", "ex", "former", "late", "ousted", "onetime", "then", "toppled",
];

/// The clues of all persons who are named with their titles.
pub(super) fn clues(tree: &Tree<'_>, mentions: &[Mention<'_>], gazetteer: &Gazetteer) -> Vec<Clue> {
    let persons = tree.reading.names.iter().filter(|name| name.kind == EntityKind::Person);
    persons
        .filter_map(|name| Titled::at(tree, name.words.clone(), gazetteer))
        .map(|titled| titled.clue(tree, mentions))
        .collect()
}

/// A person with a title before the name, and the times in which somebody of this name had it.
struct Titled<'g> {
    name: Range<usize>,
    title: Range<usize>,
    tenures: Vec<Tenure<'g>>,
}

impl<'g> Titled<'g> {
    fn at(tree: &Tree<'_>, name: Range<usize>, gazetteer: &'g Gazetteer) -> Option<Self> {
        let title = title_before(tree, name.start, gazetteer).or_else(|| title_apposed(tree, &name, gazetteer))?;
        let roles = gazetteer.roles(phrase(tree, title.clone()));
        let means = |tenure: &Tenure<'_>| {
            let mut roles = roles.iter();
            roles.any(|(role, of)| *role == tenure.office.role() && of.is_none_or(|of| of == tenure.office.of()))
        };
        let persons = namesakes(tree, name.clone(), gazetteer).into_iter();
        let mut tenures: Vec<Tenure<'_>> = persons.flat_map(|person| gazetteer.tenures(person)).collect();
        tenures.retain(means);
        let titled = Self { name, title, tenures };
        (!titled.tenures.is_empty() && !titled.is_put_in(tree)).then_some(titled)
    }

    /// Of somebody in the news, that he had the title then; of others, that nobody had it before somebody got it.
    fn clue(&self, tree: &Tree<'_>, mentions: &[Mention<'_>]) -> Clue {
        let after = self.days_after(tree, mentions);
        let mut days = DaySet::none();
        for tenure in &self.tenures {
            let end = tenure.to.zip(after).map(|(to, after)| shifted(to.latest(), after));
            days.insert(begin(tenure), end.unwrap_or(Date::MAX));
        }
        Clue::new(Strength::Office, tree.segments.span(self.words()), days)
    }

    /// How many days after the person's last one in office the news may still be; `None` for any number of days.
    ///
    /// Who is the subject acts in office, and leaves the last day to the successor, so that two tenures which share but that
    /// day contradict each other. Of others the news may be that they leave: *the resignation of Foreign Minister Doe*.
    fn days_after(&self, tree: &Tree<'_>, mentions: &[Mention<'_>]) -> Option<i32> {
        let words = self.words();
        let outside = |word: usize| tree.head(word).is_none_or(|head| !words.contains(&head));
        let top = words.clone().find(|&word| outside(word))?;
        let predicate = predicate_above(tree, top)?;
        let dated = |mention: &Mention<'_>| mention.predicate == Some(predicate) && is_distant(mention);
        let in_news = tells_news(tree, predicate) && !mentions.iter().any(dated) && !self.is_former(tree);
        let acts = tree.is(top, "nsubj") && !self.possesses(tree);
        in_news.then_some(if acts { -1 } else { GRACE })
    }

    /// Whether the news is of something that is the person's: *Foreign Minister Doe's resignation*.
    fn possesses(&self, tree: &Tree<'_>) -> bool {
        let after = tree.sentence(self.name.start).find(|&word| word == self.name.end);
        let last = self.name.end - 1;
        let marks = |word: usize| matches!(tree.form(word), "'s" | "’s" | "'" | "’");
        after.is_some_and(marks) || marks(last)
    }

    /// Whether somebody has put the name into another's words: *we were betrayed by (President) Doe*.
    fn is_put_in(&self, tree: &Tree<'_>) -> bool {
        let brackets = |word: usize| matches!(tree.form(word), "(" | ")" | "[" | "]");
        self.words().any(brackets)
    }

    /// The name with its title.
    fn words(&self) -> Range<usize> {
        self.title.start.min(self.name.start)..self.title.end.max(self.name.end)
    }

    fn is_former(&self, tree: &Tree<'_>) -> bool {
        let before = tree.sentence(self.name.start).start..self.title.start;
        let mut nearest = before.rev().take(3);
        nearest.any(|word| FORMER.iter().any(|former| tree.form(word).eq_ignore_ascii_case(former)))
    }
}

/// The longest title that ends right before a name.
fn title_before(tree: &Tree<'_>, name: usize, gazetteer: &Gazetteer) -> Option<Range<usize>> {
    let first = tree.sentence(name).start.max(name.saturating_sub(TITLE_WORDS));
    let mut titles = (first..name).map(|start| start..name);
    titles.find(|title| is_title(tree, title, gazetteer))
}

/// The longest title at the head of a name's apposition: *Jane Doe, the foreign minister of Ruritania*.
fn title_apposed(tree: &Tree<'_>, name: &Range<usize>, gazetteer: &Gazetteer) -> Option<Range<usize>> {
    let head = name
        .clone()
        .find_map(|word| tree.child(word, &["appos"]))
        .filter(|head| *head >= name.end)?;
    let first = name.end.max(head.saturating_sub(TITLE_WORDS));
    let mut titles = (first..=head).map(|start| start..head + 1);
    titles.find(|title| is_title(tree, title, gazetteer))
}

fn is_title(tree: &Tree<'_>, words: &Range<usize>, gazetteer: &Gazetteer) -> bool {
    !gazetteer.roles(phrase(tree, words.clone())).is_empty()
}

/// Whether a mention may be years away from the day of writing.
fn is_distant(mention: &Mention<'_>) -> bool {
    let years_ago = matches!(
        mention.meaning,
        Meaning::Shift {
            unit: Unit::Year | Unit::Decade | Unit::Century,
            ..
        } | Meaning::Decade(_)
    );
    mention.tense != Some(Tense::Future) && (years_ago || stated(mention.meaning).is_some())
}

/// The persons of this name: of a name of one word, all with that surname.
fn namesakes(tree: &Tree<'_>, words: Range<usize>, gazetteer: &Gazetteer) -> Vec<ActorId> {
    let name = phrase(tree, words.clone());
    let mut found = gazetteer.named(name);
    found.retain(|candidate| candidate.actor.kind() == Kind::Person);
    if words.len() > 1 {
        found.retain(|candidate| candidate.how != How::Surname);
    }
    found.iter().map(|candidate| candidate.actor.id()).collect()
}

fn begin(tenure: &Tenure<'_>) -> Date {
    tenure.from.map_or(Date::MIN, |from| from.earliest())
}

/// Whether a clause tells the news: a main one, what somebody says, or what happens beside it. Others look back, *since the
/// king fled*, *the war that he led*.
fn tells_news(tree: &Tree<'_>, predicate: usize) -> bool {
    let main = |word: usize| {
        ["root", "conj", "parataxis", "ccomp"]
            .iter()
            .any(|relation| tree.is(word, relation))
    };
    let beside = |word: usize| tree.is(word, "advcl") && tree.has_child(word, &["mark"], &["after", "as", "while"]);
    let mut above = std::iter::once(predicate).chain(tree.ancestors(predicate));
    above.all(|word| main(word) || beside(word))
}

/// The letters of some words.
fn phrase<'a>(tree: &Tree<'a>, words: Range<usize>) -> &'a str {
    tree.document.text.slice(tree.segments.span(words))
}

#[cfg(test)]
mod tests {
    use super::super::story::{inferred, interval};
    use crate::tree::page::Page;
    use demarche_types::{EntityKind, Published};

    fn dated(notation: &str) -> Published {
        let page = Page::new(notation).named("Clinton", EntityKind::Person);
        inferred(&page, &[])
    }

    #[test]
    fn who_acts_is_in_office() {
        let acts = "President/PROPN/3/nsubj Clinton/PROPN/1/flat left:leave/VERB/0/root/Tense=Past|VerbForm=Fin";
        assert_eq!(interval(&dated(acts)), ("1993-01-20", "2001-01-19"));
        let former = "Former/ADJ/2/amod President/PROPN/4/nsubj Clinton/PROPN/2/flat left:leave/VERB/0/root/Tense=Past|VerbForm=Fin";
        assert_eq!(dated(former), Published::default(), "later, for all one knows");
        let object =
            "They/PRON/2/nsubj met:meet/VERB/0/root/Tense=Past|VerbForm=Fin President/PROPN/2/obj Clinton/PROPN/3/flat";
        assert_eq!(
            interval(&dated(object)),
            ("1993-01-20", "2001-02-03"),
            "he may be leaving"
        );
    }

    #[test]
    fn what_a_sentence_looks_back_on_is_no_news() {
        let since = "Nobody/PRON/2/nsubj came:come/VERB/0/root/Tense=Past|VerbForm=Fin since/SCONJ/6/mark \
            President/PROPN/6/nsubj Clinton/PROPN/4/flat left:leave/VERB/2/advcl/Tense=Past|VerbForm=Fin";
        assert_eq!(dated(since), Published::default());
        let after = since.replace("since", "after");
        assert_eq!(interval(&dated(&after)), ("1993-01-20", "2001-01-19"));
    }
}
