//! Everybody and everything that is told of, and what is told.

use super::page::{Page, Told};
use super::tables::{ACTS, CATEGORIES, DAYS, FIRST_DAY, MATTERS, PUBLISHERS, STATES};
use crate::random::Random;
use demarche_store::Entry;
use demarche_types::Tense;
use std::fmt::Write as _;

/// Statements a document, and events.
pub const EACH: usize = 10;

/// Everybody and everything.
pub struct World {
    seed: u64,
    actors: Vec<Actor>,
    nouns: Vec<String>,
    cities: Vec<(String, &'static str)>,
}

#[derive(Clone)]
pub struct Actor {
    pub name: String,
    pub kind: &'static str,
    pub code: &'static str,
    pub sector: Option<&'static str>,
    pub identifier: Option<String>,
}
impl World {
    pub fn new(seed: u64) -> Self {
        let mut random = Random::of(seed);
        let syllables = [
            "ka", "ro", "mi", "ten", "va", "lo", "sha", "der", "ni", "pol", "gar", "esh", "tu", "bri", "om", "zel",
        ];
        let mut word = |count: usize| -> String {
            let word: String = (0..count).map(|_| syllables[random.below(syllables.len())]).collect();
            word[..1].to_uppercase() + &word[1..]
        };
        let mut actors = Vec::new();
        for (i, (state, code)) in STATES.iter().enumerate() {
            let identifier = Some(format!("Q{}", 100 + i));
            actors.push(Actor {
                name: (*state).to_owned(),
                kind: "state",
                code,
                sector: None,
                identifier,
            });
        }
        actors.push(Actor {
            name: "Sergei Lavrov".to_owned(),
            kind: "person",
            code: "RUS",
            sector: Some("GOV"),
            identifier: Some("Q58217".to_owned()),
        });
        let sectors = ["GOV", "GOV", "GOV", "MIL", "LEG", "OPP", "CVL", "BUS", "JRN", "REB"];
        for i in 0..20_000 {
            let (_, code) = STATES[i * 7 % 40 * (i % 3) / 2 % 40];
            let identifier = (i % 3 == 0).then(|| format!("Q{}", 1_000_000 + i));
            let kind = if i % 5 == 4 { "organization" } else { "person" };
            let name = format!("{} {}", word(2), word(3));
            actors.push(Actor {
                name,
                kind,
                code,
                sector: Some(sectors[i % 10]),
                identifier,
            });
        }
        let nouns = (0..30_000).map(|i| word(2 + i % 3).to_lowercase()).collect();
        let cities = (0..3_000).map(|i| (word(3), STATES[i % 40].1)).collect();
        Self {
            seed,
            actors,
            nouns,
            cities,
        }
    }

    /// The document of a number. One in six tells again what another near it has told.
    pub fn entry(&self, number: usize) -> Entry {
        let mut random = Random::of(self.seed ^ (number as u64).wrapping_mul(0x2545_f491_4f6c_dd1d));
        // The last years are busier than the first.
        let day = FIRST_DAY + random.below(DAYS).max(random.below(DAYS)) as i64;
        let mut page = Page::default();
        for i in 0..EACH {
            let again = random.below(6) == 0 && number > 0;
            let told = if again {
                number - 1 - random.below(number.min(50))
            } else {
                number
            };
            // What another has told is made of his random, in the same words.
            let mut of = Random::of(self.seed ^ (told as u64 * 16 + i as u64).wrapping_mul(0x9e6c_63d0_876a_68ee));
            self.event(&mut page, &mut of, if again { None } else { Some(day) });
            self.statement(&mut page, &mut random);
        }
        for _ in 0..EACH / 2 {
            self.filler(&mut page, &mut random);
        }
        let _fits = write!(page.text, "Filed as number {number}.");
        page.finish(PUBLISHERS[random.zipf(PUBLISHERS.len())], day, random.below(4) == 0)
    }

    fn event(&self, page: &mut Page, random: &mut Random, day: Option<i64>) {
        let (actor, recipient) = (self.actor(random), self.actor(random));
        let weights: Vec<usize> = CATEGORIES.iter().map(|category| category.1).collect();
        let (category, _, verb, quad, scale) = CATEGORIES[random.weighted(&weights)];
        let start = page.len;
        let from = page.party(actor);
        page.say(" ");
        let trigger = page.say(verb);
        page.say(" ");
        let to = page.party(recipient);
        page.say(" over ");
        page.say(&self.nouns[random.zipf(self.nouns.len())]);
        page.say(" and ");
        page.say(&self.nouns[random.zipf(self.nouns.len())]);
        page.say(" in ");
        let city = random.zipf(self.cities.len());
        let place = page.place(&self.cities[city], city);
        let evidence = (start, page.len);
        page.sentence(start);
        let (status, own_day) = (random.below(100), random.below(5) == 0);
        page.events.push(Told {
            category,
            quad,
            scale,
            actor: from,
            recipient: to,
            trigger,
            evidence,
            place: (random.below(3) > 0).then_some(place),
            tense: match status {
                0..10 => Tense::Future,
                10..18 => Tense::Historical,
                _ => Tense::Past,
            },
            hypothetical: (18..30).contains(&status),
            negation: (30..36).contains(&status),
            claimed: random.below(3) == 0,
            date: day.filter(|_| own_day),
            confidence: 0.3 + 0.7 * random.share(),
        });
    }

    fn statement(&self, page: &mut Page, random: &mut Random) {
        let start = page.len;
        let source = page.party(self.actor(random));
        let weights: Vec<usize> = ACTS.iter().map(|act| act.2).collect();
        let (act, verb, _) = ACTS[random.weighted(&weights)];
        page.say(" ");
        let cue = page.say(verb);
        page.say(" ");
        let from = page.len;
        page.say("that ");
        page.say(MATTERS[random.zipf(MATTERS.len())]);
        for _ in 0..8 {
            page.say(" ");
            page.say(&self.nouns[random.zipf(self.nouns.len())]);
        }
        let content = (from, page.len);
        page.sentence(start);
        page.said.push((source, cue, content, act, 0.4 + 0.6 * random.share()));
    }

    fn filler(&self, page: &mut Page, random: &mut Random) {
        let start = page.len;
        page.say("The");
        for _ in 0..10 {
            page.say(" ");
            page.say(&self.nouns[random.zipf(self.nouns.len())]);
        }
        page.sentence(start);
    }

    fn actor(&self, random: &mut Random) -> &Actor {
        match random.below(10) {
            0..5 => &self.actors[random.zipf(STATES.len())],
            _ => &self.actors[STATES.len() + random.zipf(self.actors.len() - STATES.len())],
        }
    }
}
