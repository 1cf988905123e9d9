//! The places of an article's toponyms, from nothing but its text and where they stand in it.

use super::cluster::{Choice, Name, settle};
use super::container::{Container, Held};
use super::surface;
use demarche_gazetteer::places::{Candidate, Kind, Place, Via, named};
use demarche_types::{Span, Text};
use std::collections::BTreeMap;

/// A place whose chance is below this stays open.
const ENOUGH: f64 = 0.5;
/// What the article adds to a chance, from which on the article decided.
const TELLING: f64 = 0.1;
/// What the publisher's name counts beside names in the text.
const PUBLISHER: f64 = 0.5;
/// Cities in publishers' names count from this population on.
const PUBLISHING: u32 = 100_000;

/// A toponym.
#[derive(Clone, Copy)]
pub(super) struct Mention {
    pub(super) span: Span,
    /// Whether it stands in the dateline.
    pub(super) dateline: bool,
    /// Whether it stands in front of what a place has, *Athens police*: then it is no better known place far away.
    pub(super) attached: bool,
}

impl Mention {
    /// One in the text.
    pub(super) const fn in_text(span: Span) -> Self {
        Self {
            span,
            dateline: false,
            attached: false,
        }
    }
}

/// What decided which place a name means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Resolution {
    /// What the text says that it lies in: *Springfield, Illinois*.
    Container,
    /// It is where the report was filed from.
    Dateline,
    /// It is a state.
    Country,
    /// One place in the tables is called so.
    Unique,
    /// The other places of the article.
    Article,
    /// It is the best known of its name.
    Population,
}

impl Resolution {
    /// As the record has it.
    pub(super) const fn as_str(self) -> &'static str {
        match self {
            Self::Container => "container",
            Self::Dateline => "dateline",
            Self::Country => "country",
            Self::Unique => "unique",
            Self::Article => "article",
            Self::Population => "population",
        }
    }
}

/// A name of the article: the same letters with the same container are the same place.
struct Group {
    candidates: Vec<Candidate>,
    contained: bool,
    dateline: bool,
    /// Whether all its mentions stand in front of what a place has.
    attached: bool,
}

/// The places of the mentions, each its own or none, with what decided.
pub(super) fn locate(text: &Text, mentions: &[Mention], publisher: Option<&str>) -> Vec<Option<(Place, Resolution)>> {
    let (groups, group_of) = group(text, mentions);
    let mut names: Vec<Name> = groups.iter().map(Group::name).collect();
    names.extend(publisher.and_then(of_publisher));
    settle(&mut names);
    let places: Vec<Option<(Place, Resolution)>> = groups
        .iter()
        .zip(&names)
        .map(|(group, name)| group.decide(name.choice()?))
        .collect();
    group_of.into_iter().map(|group| places[group]).collect()
}

/// The groups, and the group of each mention. A mention without a container joins the first of its name that has one.
fn group(text: &Text, mentions: &[Mention]) -> (Vec<Group>, Vec<usize>) {
    let held: Vec<(String, Option<Vec<Candidate>>)> = mentions.iter().map(|mention| held(text, mention.span)).collect();
    let mut groups: Vec<Group> = Vec::new();
    let mut known: BTreeMap<(&str, Vec<_>), usize> = BTreeMap::new();
    let mut first: BTreeMap<&str, usize> = BTreeMap::new();
    let mut group_of = vec![usize::MAX; mentions.len()];
    for (i, (key, inside)) in held.iter().enumerate() {
        let Some(inside) = inside else { continue };
        let ids = inside.iter().map(|c| c.place.id).collect();
        group_of[i] = *known.entry((key, ids)).or_insert_with(|| {
            groups.push(Group {
                candidates: inside.clone(),
                contained: true,
                dateline: false,
                attached: true,
            });
            groups.len() - 1
        });
        first.entry(key).or_insert(group_of[i]);
    }
    for (i, (key, _)) in held.iter().enumerate().filter(|(_, (_, inside))| inside.is_none()) {
        group_of[i] = *first.entry(key).or_insert_with(|| {
            let candidates = candidates(text, mentions[i].span);
            groups.push(Group {
                candidates,
                contained: false,
                dateline: false,
                attached: true,
            });
            groups.len() - 1
        });
    }
    for (mention, &group) in mentions.iter().zip(&group_of) {
        groups[group].dateline |= mention.dateline;
        groups[group].attached &= mention.attached;
    }
    (groups, group_of)
}

/// A mention's key, and the candidates that its container leaves; `None` where no container says anything.
fn held(text: &Text, span: Span) -> (String, Option<Vec<Candidate>>) {
    let inside = Container::of(text, span).and_then(|container| match container.holds(&candidates(text, span)) {
        Held::Some(inside) => Some(inside),
        Held::None => Some(Vec::new()),
        Held::Open => None,
    });
    (surface::key(text.slice(span)), inside)
}

/// The candidates of a mention. The post's two letters for a state are its name only behind a comma.
fn candidates(text: &Text, span: Span) -> Vec<Candidate> {
    let mut found = surface::candidates(text.slice(span));
    let postal = |c: &Candidate| c.via == Via::Letters && c.place.kind == Kind::Region && span.len() == 2;
    if !text.as_str()[..text.byte(span.start)].ends_with(", ") {
        found.retain(|c| !postal(c));
    }
    found
}

impl Group {
    fn name(&self) -> Name {
        if self.contained {
            Name::certain(self.candidates.clone(), 1.0)
        } else {
            Name::new(self.candidates.clone(), 1.0)
        }
    }

    fn decide(&self, choice: Choice) -> Option<(Place, Resolution)> {
        let resolution = self.resolution(&choice);
        let far = self.attached && matches!(resolution, Resolution::Population | Resolution::Country);
        (choice.chance >= ENOUGH && !far).then_some((choice.place.place, resolution))
    }

    fn resolution(&self, choice: &Choice) -> Resolution {
        match choice.place.place.kind {
            _ if self.contained => Resolution::Container,
            Kind::Country => Resolution::Country,
            _ if self.dateline => Resolution::Dateline,
            _ if self.candidates.len() == 1 => Resolution::Unique,
            _ if choice.chance - choice.alone > TELLING => Resolution::Article,
            _ => Resolution::Population,
        }
    }
}

/// The place that a newspaper's name holds: *The Toronto Courier*.
fn of_publisher(publisher: &str) -> Option<Name> {
    let words: Vec<&str> = publisher.split_whitespace().collect();
    let runs = (1..=words.len()).rev().flat_map(|length| words.windows(length));
    let known = |c: &Candidate| c.place.population >= PUBLISHING && c.via == Via::Name;
    let found = runs.map(|run| named(&run.join(" ")).into_iter().filter(known).collect::<Vec<_>>());
    found
        .into_iter()
        .find(|found| !found.is_empty())
        .map(|found| Name::new(found, PUBLISHER))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mentions(text: &Text, names: &[&str]) -> Vec<Mention> {
        let span = |name: &&str| {
            let start = text.code_point(text.as_str().find(name).expect("the name"));
            Span::new(start, start + name.chars().count())
        };
        names.iter().map(|name| Mention::in_text(span(name))).collect()
    }

    fn found(string: &str, names: &[&str]) -> Vec<Option<(&'static str, Resolution)>> {
        let text = Text::new(string);
        let places = locate(&text, &mentions(&text, names), None);
        places
            .into_iter()
            .map(|p| p.map(|(place, how)| (place.country_code().unwrap_or("-"), how)))
            .collect()
    }

    #[test]
    fn what_decided() {
        let places = found(
            "Envoys from Peru met in Tripoli, Lebanon; others were in Lima and Ulan Bator.",
            &["Peru", "Tripoli", "Lima"],
        );
        assert_eq!(places[0], Some(("PER", Resolution::Country)));
        assert_eq!(places[1], Some(("LBN", Resolution::Container)));
        assert_eq!(places[2].map(|p| p.0), Some("PER"));
    }

    #[test]
    fn two_containers_are_two_places() {
        let text = Text::new("Paris, Texas, is smaller than Paris, France, by far.");
        let second = text.as_str().rfind("Paris").expect("the second");
        let spans = [Span::new(0, 5), Span::new(second, second + 5)];
        let places = locate(&text, &spans.map(Mention::in_text), None);
        let codes: Vec<_> = places
            .iter()
            .map(|p| p.and_then(|(place, _)| place.country_code()))
            .collect();
        assert_eq!(codes, [Some("USA"), Some("FRA")]);
    }

    #[test]
    fn a_container_holds_for_the_whole_article() {
        let text = Text::new("The mill in Athens, Ga., closed. Athens mourns.");
        let second = text.as_str().rfind("Athens").expect("the second");
        let spans = [Span::new(12, 18), Span::new(second, second + 6)];
        let places = locate(&text, &spans.map(Mention::in_text), None);
        assert_eq!(places[0], places[1]);
        assert_eq!(places[1].map(|p| p.1), Some(Resolution::Container));
    }

    #[test]
    fn postal_codes_are_no_names() {
        assert_eq!(found("OR so they say", &["OR"]), [None]);
    }

    #[test]
    fn the_publisher_counts() {
        let text = Text::new("The mayor of Kingston resigned.");
        let at = mentions(&text, &["Kingston"]);
        let place = |publisher| locate(&text, &at, publisher)[0].and_then(|(place, _)| place.country_code());
        assert_eq!(place(None), Some("JAM"));
        assert!(of_publisher("The Toronto Courier").is_some() && of_publisher("The Daily Courier").is_none());
    }
}
