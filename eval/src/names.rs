//! Named entities: exact words and class, on gold words.

use crate::calibration::Judged;
use crate::figures::Tally;
use crate::tagged::TaggedDocument;
use demarche_types::{EntityKind, Reading};
use std::collections::BTreeMap;
use std::ops::Range;

/// The classes that the corpora share.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Class {
    /// A person.
    Person,
    /// A company, a party, an alliance, a government body.
    Organisation,
    /// A state, a city, a building.
    Place,
    /// A nationality, a religious or a political group.
    Nationality,
    /// A date.
    Date,
    /// A named event, an election.
    Event,
}

impl Class {
    /// Its name in the tables.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Organisation => "organisation",
            Self::Place => "place",
            Self::Nationality => "nationality",
            Self::Date => "date",
            Self::Event => "event",
        }
    }

    /// The class of a corpus's own type; `None` for types that are not compared (`Misc`, `Money`, `Product`).
    fn of_gold(tag: &str) -> Option<Self> {
        Some(match tag {
            "Person" | "PER" | "person" | "politician" => Self::Person,
            "Organization" | "ORG" | "organisation" | "politicalparty" => Self::Organisation,
            "Location" | "Facility" | "LOC" | "location" | "country" => Self::Place,
            "NORP" => Self::Nationality,
            "Date" => Self::Date,
            "event" | "election" => Self::Event,
            _ => return None,
        })
    }

    /// The class of what the reader finds; `None` for laws, which no corpus marks.
    const fn of_kind(kind: EntityKind) -> Option<Self> {
        Some(match kind {
            EntityKind::Person => Self::Person,
            EntityKind::Organization | EntityKind::Government => Self::Organisation,
            EntityKind::State | EntityKind::Place => Self::Place,
            EntityKind::Nationality => Self::Nationality,
            EntityKind::Date => Self::Date,
            EntityKind::Event => Self::Event,
            EntityKind::Law => return None,
        })
    }
}

/// A name's words and class.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Name {
    words: Range<usize>,
    class: Class,
}

/// What a comparison gives: counts by class, and each prediction judged.
#[derive(Clone, Debug, Default)]
pub struct NameFigures {
    /// By class.
    pub by_class: BTreeMap<Class, Tally>,
    /// Every prediction of the classes compared.
    pub judged: Vec<Judged>,
}

impl NameFigures {
    /// All classes together, without those in `except`.
    pub fn micro(&self, except: &[Class]) -> Tally {
        let mut total = Tally::default();
        self.by_class
            .iter()
            .filter(|(class, _)| !except.contains(class))
            .for_each(|(_, tally)| total += *tally);
        total
    }
}

/// Compares readings with tagged documents in the given classes; what is of another class counts on neither side.
pub fn compare<'a>(
    documents: impl IntoIterator<Item = (&'a TaggedDocument, &'a Reading)>,
    classes: &[Class],
) -> NameFigures {
    let mut figures = NameFigures::default();
    for (document, reading) in documents {
        let gold: Vec<Name> = gold_names(document)
            .into_iter()
            .filter(|n| classes.contains(&n.class))
            .collect();
        for name in &gold {
            figures.by_class.entry(name.class).or_default().gold += 1;
        }
        for entity in &reading.names {
            let Some(class) = Class::of_kind(entity.kind).filter(|c| classes.contains(c)) else {
                continue;
            };
            let right = gold.contains(&Name {
                words: entity.words.clone(),
                class,
            });
            let hit = usize::from(right);
            *figures.by_class.entry(class).or_default() += Tally {
                right: hit,
                predicted: 1,
                found: hit,
                gold: 0,
            };
            figures.judged.push(Judged {
                score: f64::from(entity.score),
                right,
            });
        }
    }
    figures
}

fn gold_names(document: &TaggedDocument) -> Vec<Name> {
    let sentences = document.given.sentences.iter();
    sentences
        .flat_map(|s| names_in(&document.tags, s.start..s.end))
        .collect()
}

/// The names of a sentence. A name begins at `B-x`, and at an `I-x` that continues nothing.
fn names_in(tags: &[String], sentence: Range<usize>) -> Vec<Name> {
    let mut names = Vec::new();
    let mut at = sentence.start;
    while at < sentence.end {
        let tag = tags[at].as_str();
        let mut end = at + 1;
        if let Some(kind) = tag.strip_prefix("B-").or_else(|| tag.strip_prefix("I-")) {
            while end < sentence.end && tags[end].strip_prefix("I-") == Some(kind) {
                end += 1;
            }
            names.extend(Class::of_gold(kind).map(|class| Name { words: at..end, class }));
        }
        at = end;
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tagged::{Layout, parse};
    use demarche_types::EntityName;

    fn entity(words: Range<usize>, kind: EntityKind) -> EntityName {
        EntityName {
            words,
            kind,
            score: 0.5,
        }
    }

    #[test]
    fn spans_and_classes_must_both_be_right() {
        let source = "Ann\tB-Person\nLee\tI-Person\nof\tO\nPeru\tB-Location\nFriday\tB-Date\n$\tB-Money\n5\tI-Money\n";
        let documents = parse(source, Layout::Articles);
        let reading = Reading {
            names: vec![
                entity(0..1, EntityKind::Person),
                entity(3..4, EntityKind::State),
                entity(4..5, EntityKind::Nationality),
                entity(5..7, EntityKind::Law),
            ],
            ..Reading::default()
        };
        let classes = [Class::Person, Class::Place, Class::Nationality, Class::Date];
        let figures = compare([(&documents[0], &reading)], &classes);
        assert_eq!(
            figures.micro(&[]),
            Tally {
                right: 1,
                predicted: 3,
                found: 1,
                gold: 3
            }
        );
        assert_eq!(
            figures.micro(&[Class::Date]),
            Tally {
                right: 1,
                predicted: 3,
                found: 1,
                gold: 2
            }
        );
        assert_eq!(figures.by_class[&Class::Place], Tally::matched(1, 1, 1));
        assert_eq!(figures.judged.iter().filter(|j| j.right).count(), 1);
    }

    #[test]
    fn a_sentence_ends_a_name() {
        let documents = parse("# article a\nAnn\tB-PER\n\nLee\tI-PER\n", Layout::Articles);
        assert_eq!(gold_names(&documents[0]).len(), 2);
    }

    #[test]
    fn neighbours_of_one_class_stay_apart() {
        let documents = parse("Ann\tB-PER\nLee\tB-PER\n", Layout::Articles);
        assert_eq!(gold_names(&documents[0]).len(), 2);
    }
}
