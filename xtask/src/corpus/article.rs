//! An article, composed of the paragraphs of others.

use super::days;
use super::names::Names;
use super::templates::Template;
use crate::random::Random;
use jiff::ToSpan;
use jiff::civil::{Date, date};

/// Paragraphs that are drawn, at least and one more than at most: between some 190 and 520 words with those of the head.
const PARAGRAPHS: (usize, usize) = (6, 15);
/// The days on which articles are published: so many from this one on.
const FIRST_DAY: Date = date(1995, 1, 2);
const DAYS: usize = 30 * 365;

const PAPERS: [&str; 12] = [
    "The Courier",
    "The Gazette",
    "The Herald",
    "The Post",
    "The Observer of the Lakes",
    "Daily Lantern",
    "Evening Register",
    "The Harbour Times",
    "Northern Press",
    "Plains Tribune",
    "The Sentinel",
    "Valley News",
];

/// What editors add.
const NOTES: [&str; 6] = [
    "The report could not be confirmed independently.",
    "Markets were little changed after the news.",
    "Officials in the region declined to comment on the matter.",
    "The two sides have met four times since the spring.",
    "More details were expected in the course of the week.",
    "Heavy rain delayed the arrival of several delegations.",
];

/// An article as it stood in a paper.
#[derive(Clone, Debug)]
pub struct Article {
    head: String,
    body: Vec<String>,
    /// The day on which it was printed.
    pub day: Date,
    /// Who printed it.
    pub paper: &'static str,
}

impl Article {
    /// Its whole text.
    pub fn text(&self) -> String {
        let parts = [self.head.as_str()]
            .into_iter()
            .chain(self.body.iter().map(String::as_str));
        parts.collect::<Vec<_>>().join("\n\n") + "\n"
    }

    /// Its headline.
    pub fn title(&self) -> &str {
        self.head.lines().next().unwrap_or_default()
    }

    /// The same text in another paper, a day later perhaps.
    pub fn printed_elsewhere(mut self, random: &mut Random) -> Self {
        self.paper = *random.pick(&PAPERS);
        let later = self
            .day
            .checked_add(i64::try_from(random.below(2)).unwrap_or_default().days());
        self.day = later.unwrap_or(self.day);
        self
    }

    /// Nearly the same text in another paper: without its last paragraph, or with a sentence more, or both.
    pub fn edited(mut self, random: &mut Random) -> Self {
        let (cut, noted) = *random.pick(&[(true, false), (false, true), (true, true)]);
        if cut {
            self.body.pop();
        }
        if noted {
            let place = random.below(self.body.len() + 1);
            self.body.insert(place, (*random.pick(&NOTES)).to_owned());
        }
        self.printed_elsewhere(random)
    }
}

/// Composes articles.
pub struct Maker {
    templates: Vec<Template>,
    seed: u64,
}

impl Maker {
    pub const fn new(templates: Vec<Template>, seed: u64) -> Self {
        Self { templates, seed }
    }

    /// The `i`-th article that is like no other.
    pub fn original(&self, i: usize) -> Article {
        let mut random = Random::nth(self.seed ^ 0x0061_7274_6963_6c65, i as u64);
        let days = i64::try_from(random.below(DAYS)).unwrap_or_default();
        let day = FIRST_DAY.checked_add(days.days()).unwrap_or(FIRST_DAY);
        let names = Names::drawn(&mut random);
        let first = random.pick(&self.templates);
        let mut body = self.drawn(&mut random);
        let mut finish = |text: &str, from: Date| names.exchanged(&days::moved(text, from, day, &mut random));
        let head = finish(&first.head, first.day);
        let body = body.drain(..).map(|(text, from)| finish(text, from)).collect();
        let paper = *random.pick(&PAPERS);
        Article { head, body, day, paper }
    }

    /// Paragraphs of all articles, each with the day that it was of.
    fn drawn(&self, random: &mut Random) -> Vec<(&str, Date)> {
        let paragraphs = |template: &'_ Template| template.body.len();
        let mut all: Vec<(&str, Date)> = Vec::with_capacity(self.templates.iter().map(paragraphs).sum());
        for template in &self.templates {
            all.extend(template.body.iter().map(|text| (text.as_str(), template.day)));
        }
        random.shuffle(&mut all);
        let (least, most) = PARAGRAPHS;
        all.truncate(least + random.below(most - least));
        all
    }
}
