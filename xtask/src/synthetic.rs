//! `xtask synthetic`: a store of invented records, as large as is asked for, made by the store's own writing.
//!
//! The same number and seed give the same records. Actors, categories and days are spread as in the news: a few states and
//! persons are everywhere, most are rare (Zipf), some months are busier than others, one act in six is reported again.

use crate::clock::Times;
use anyhow::Result;
use demarche_store::{Entry, Run, RunId, Store};
use demarche_types::{
    Act, Block, BlockKind, DateBasis, Entity, EntityMention, Event, EventParty, Form, Party, Place, Published, Record,
    Span, Statement, Tense, Text, Via,
};
use std::fmt::Write as _;
use std::path::PathBuf;

/// Make a store of invented records
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The store, a file that is made where there is none; documents that are there already are passed over
    #[arg(value_name = "STORE")]
    store: PathBuf,

    /// How many statements, and as many events
    #[arg(long, value_name = "N", default_value = "1000000")]
    statements: usize,

    /// The first document; another than 0 adds to a store
    #[arg(long, value_name = "N", default_value = "0")]
    from: usize,

    /// Another seed gives other records
    #[arg(long, value_name = "N", default_value = "1")]
    seed: u64,
}

/// Statements a document, and events.
const EACH: usize = 10;
/// Documents a transaction.
const TOGETHER: usize = 64;

pub fn run(args: &Args) -> Result<()> {
    let mut store = Store::open_or_create(&args.store)?;
    let world = World::new(args.seed);
    let documents = args.statements.div_ceil(EACH);
    let tell = |done: usize, spent: Times| {
        let (passed, worked) = (spent.passed / done as f64, spent.worked / done as f64);
        eprint(&format!(
            "{done} of {documents} documents, {passed:.2} ms each to write, {worked:.2} of them on the processor\n"
        ));
    };
    let spent = fill(&mut store, &world, args.from..args.from + documents, tell)?;
    tell(documents, spent);
    Ok(())
}

/// Adds documents, and says how long the store has taken; the making of the records is not counted.
pub fn fill(
    store: &mut Store,
    world: &World,
    documents: std::ops::Range<usize>,
    mut told: impl FnMut(usize, Times),
) -> Result<Times> {
    let run = store.run(&Run {
        version: "synthetic".to_owned(),
        model: "none".to_owned(),
        rules: "none".to_owned(),
        options: "{}".to_owned(),
    })?;
    let (mut spent, mut done) = (Times::default(), 0);
    let all: Vec<usize> = documents.collect();
    for numbers in all.chunks(TOGETHER) {
        let entries: Vec<Entry> = numbers.iter().map(|&number| world.entry(number)).collect();
        let (written, times) = Times::of(|| write(store, run, &entries));
        written?;
        spent.passed += times.passed;
        spent.worked += times.worked;
        done += numbers.len();
        if done / 10_000 > (done - numbers.len()) / 10_000 {
            told(done, spent);
        }
    }
    Ok(spent)
}

fn write(store: &mut Store, run: RunId, entries: &[Entry]) -> Result<()> {
    let mut batch = store.begin(run)?;
    for entry in entries {
        batch.add(entry)?;
    }
    Ok(batch.commit()?)
}

fn eprint(line: &str) {
    use std::io::Write as _;
    let _lost = std::io::stderr().write_all(line.as_bytes());
}

/// Everybody and everything that is told of.
pub struct World {
    seed: u64,
    actors: Vec<Actor>,
    nouns: Vec<String>,
    cities: Vec<(String, &'static str)>,
}

#[derive(Clone)]
struct Actor {
    name: String,
    kind: &'static str,
    code: &'static str,
    sector: Option<&'static str>,
    identifier: Option<String>,
}

/// Numbers that look random (`SplitMix64`).
struct Dice(u64);

impl Dice {
    fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn below(&mut self, n: usize) -> usize {
        (self.roll() % n.max(1) as u64) as usize
    }

    fn share(&mut self) -> f64 {
        (self.roll() >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// Small numbers are common and large ones rare: the `k`-th as often as 1/k.
    fn zipf(&mut self, n: usize) -> usize {
        let rank = ((n as f64 + 1.0).ln() * self.share()).exp() - 1.0;
        (rank as usize).min(n - 1)
    }
}

const STATES: [(&str, &str); 40] = [
    ("Russia", "RUS"),
    ("Ukraine", "UKR"),
    ("United States", "USA"),
    ("China", "CHN"),
    ("Israel", "ISR"),
    ("Iran", "IRN"),
    ("United Kingdom", "GBR"),
    ("France", "FRA"),
    ("Germany", "DEU"),
    ("India", "IND"),
    ("Turkey", "TUR"),
    ("Poland", "POL"),
    ("Japan", "JPN"),
    ("Syria", "SYR"),
    ("Pakistan", "PAK"),
    ("Egypt", "EGY"),
    ("Belarus", "BLR"),
    ("Brazil", "BRA"),
    ("Saudi Arabia", "SAU"),
    ("South Korea", "KOR"),
    ("Nigeria", "NGA"),
    ("Ethiopia", "ETH"),
    ("Sudan", "SDN"),
    ("Venezuela", "VEN"),
    ("Mexico", "MEX"),
    ("Armenia", "ARM"),
    ("Azerbaijan", "AZE"),
    ("Georgia", "GEO"),
    ("Kenya", "KEN"),
    ("Ghana", "GHA"),
    ("Peru", "PER"),
    ("Norway", "NOR"),
    ("Chad", "TCD"),
    ("Nepal", "NPL"),
    ("Cuba", "CUB"),
    ("Fiji", "FJI"),
    ("Chile", "CHL"),
    ("Bolivia", "BOL"),
    ("Rwanda", "RWA"),
    ("Jordan", "JOR"),
];

/// A category with its weight, the word that tells it, its quad category and score.
const CATEGORIES: [(&str, usize, &str, u8, f64); 16] = [
    ("AGREE", 8, "agreed with", 1, 2.5),
    ("CONSULT", 16, "met", 1, 2.5),
    ("SUPPORT", 8, "praised", 1, 5.0),
    ("CONCEDE", 2, "eased terms for", 1, 4.5),
    ("COOPERATE", 4, "trained with", 2, 9.5),
    ("AID", 4, "sent relief to", 2, 10.0),
    ("RETREAT", 2, "withdrew from", 2, 6.5),
    ("REQUEST", 10, "urged", 3, 0.0),
    ("ACCUSE", 12, "accused", 3, -2.0),
    ("REJECT", 6, "rebuffed", 3, -2.0),
    ("THREATEN", 5, "threatened", 3, -3.5),
    ("PROTEST", 3, "demonstrated against", 4, -5.0),
    ("SANCTION", 4, "sanctioned", 4, -6.0),
    ("MOBILIZE", 3, "massed troops near", 4, -5.5),
    ("COERCE", 5, "detained men from", 4, -7.0),
    ("ASSAULT", 8, "shelled", 4, -9.0),
];

const ACTS: [(Act, &str, usize); 8] = [
    (Act::Assert, "said", 60),
    (Act::Deny, "denied", 6),
    (Act::Demand, "demanded", 8),
    (Act::Warn, "warned", 6),
    (Act::Accuse, "charged", 8),
    (Act::Promise, "promised", 4),
    (Act::Believe, "believed", 6),
    (Act::Threaten, "threatened", 2),
];

const PUBLISHERS: [&str; 12] = [
    "The Courier",
    "The Gazette",
    "The Herald",
    "The Post",
    "Daily Record",
    "Evening Star",
    "The Monitor",
    "Coast Weekly",
    "North Press",
    "The Ledger",
    "River Times",
    "The Almanac",
];

const MATTERS: [&str; 12] = [
    "NATO",
    "grain",
    "the border",
    "gas",
    "tariffs",
    "prisoners",
    "the ceasefire",
    "fishing",
    "the pipeline",
    "visas",
    "elections",
    "the strait",
];

/// From 2019-01-01, five years.
const FIRST_DAY: i64 = 17_897;
const DAYS: usize = 1_826;

impl World {
    pub fn new(seed: u64) -> Self {
        let mut dice = Dice(seed);
        let syllables = [
            "ka", "ro", "mi", "ten", "va", "lo", "sha", "der", "ni", "pol", "gar", "esh", "tu", "bri", "om", "zel",
        ];
        let mut word = |count: usize| -> String {
            let word: String = (0..count).map(|_| syllables[dice.below(syllables.len())]).collect();
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
        let mut dice = Dice(self.seed ^ (number as u64).wrapping_mul(0x2545_f491_4f6c_dd1d));
        // The last years are busier than the first.
        let day = FIRST_DAY + dice.below(DAYS).max(dice.below(DAYS)) as i64;
        let mut page = Page::default();
        for i in 0..EACH {
            let again = dice.below(6) == 0 && number > 0;
            let told = if again {
                number - 1 - dice.below(number.min(50))
            } else {
                number
            };
            // What another has told is made of his dice, in the same words.
            let mut of = Dice(self.seed ^ (told as u64 * 16 + i as u64).wrapping_mul(0x9e6c_63d0_876a_68ee));
            self.event(&mut page, &mut of, if again { None } else { Some(day) });
            self.statement(&mut page, &mut dice);
        }
        for _ in 0..EACH / 2 {
            self.filler(&mut page, &mut dice);
        }
        let _fits = write!(page.text, "Filed as number {number}.");
        page.finish(PUBLISHERS[dice.zipf(PUBLISHERS.len())], day, dice.below(4) == 0)
    }

    fn event(&self, page: &mut Page, dice: &mut Dice, day: Option<i64>) {
        let (actor, recipient) = (self.actor(dice), self.actor(dice));
        let weights: Vec<usize> = CATEGORIES.iter().map(|category| category.1).collect();
        let (category, _, verb, quad, scale) = CATEGORIES[pick(dice, &weights)];
        let start = page.len;
        let from = page.party(actor);
        page.say(" ");
        let trigger = page.say(verb);
        page.say(" ");
        let to = page.party(recipient);
        page.say(" over ");
        page.say(&self.nouns[dice.zipf(self.nouns.len())]);
        page.say(" and ");
        page.say(&self.nouns[dice.zipf(self.nouns.len())]);
        page.say(" in ");
        let city = dice.zipf(self.cities.len());
        let place = page.place(&self.cities[city], city);
        let evidence = (start, page.len);
        page.sentence(start);
        let (status, own_day) = (dice.below(100), dice.below(5) == 0);
        page.events.push(Told {
            category,
            quad,
            scale,
            actor: from,
            recipient: to,
            trigger,
            evidence,
            place: (dice.below(3) > 0).then_some(place),
            tense: match status {
                0..10 => Tense::Future,
                10..18 => Tense::Historical,
                _ => Tense::Past,
            },
            hypothetical: (18..30).contains(&status),
            negation: (30..36).contains(&status),
            claimed: dice.below(3) == 0,
            date: day.filter(|_| own_day),
            confidence: 0.3 + 0.7 * dice.share(),
        });
    }

    fn statement(&self, page: &mut Page, dice: &mut Dice) {
        let start = page.len;
        let source = page.party(self.actor(dice));
        let weights: Vec<usize> = ACTS.iter().map(|act| act.2).collect();
        let (act, verb, _) = ACTS[pick(dice, &weights)];
        page.say(" ");
        let cue = page.say(verb);
        page.say(" ");
        let from = page.len;
        page.say("that ");
        page.say(MATTERS[dice.zipf(MATTERS.len())]);
        for _ in 0..8 {
            page.say(" ");
            page.say(&self.nouns[dice.zipf(self.nouns.len())]);
        }
        let content = (from, page.len);
        page.sentence(start);
        page.said.push((source, cue, content, act, 0.4 + 0.6 * dice.share()));
    }

    fn filler(&self, page: &mut Page, dice: &mut Dice) {
        let start = page.len;
        page.say("The");
        for _ in 0..10 {
            page.say(" ");
            page.say(&self.nouns[dice.zipf(self.nouns.len())]);
        }
        page.sentence(start);
    }

    fn actor(&self, dice: &mut Dice) -> &Actor {
        match dice.below(10) {
            0..5 => &self.actors[dice.zipf(STATES.len())],
            _ => &self.actors[STATES.len() + dice.zipf(self.actors.len() - STATES.len())],
        }
    }
}

fn pick(dice: &mut Dice, weights: &[usize]) -> usize {
    let mut rest = dice.below(weights.iter().sum());
    for (i, &weight) in weights.iter().enumerate() {
        if rest < weight {
            return i;
        }
        rest -= weight;
    }
    0
}

type Range = (usize, usize);

/// A document as it is written. All its letters are ASCII, so that offsets are bytes.
#[derive(Default)]
struct Page {
    text: String,
    len: usize,
    sentences: Vec<Span>,
    entities: Vec<Entity>,
    places: Vec<Place>,
    events: Vec<Told>,
    said: Vec<(Named, Range, Range, Act, f64)>,
}

/// A mention of somebody: which entity, and where.
#[derive(Clone, Copy)]
struct Named {
    entity: usize,
    start: usize,
    end: usize,
}

struct Told {
    category: &'static str,
    quad: u8,
    scale: f64,
    actor: Named,
    recipient: Named,
    trigger: Range,
    evidence: Range,
    place: Option<usize>,
    tense: Tense,
    hypothetical: bool,
    negation: bool,
    claimed: bool,
    date: Option<i64>,
    confidence: f64,
}

impl Page {
    fn say(&mut self, words: &str) -> Range {
        let start = self.len;
        self.text.push_str(words);
        self.len = self.text.len();
        (start, self.len)
    }

    fn sentence(&mut self, start: usize) {
        self.say(".");
        self.sentences.push(Span::new(start, self.len));
        self.say(" ");
    }

    fn party(&mut self, actor: &Actor) -> Named {
        let (start, end) = self.say(&actor.name);
        let mention = EntityMention {
            start,
            end,
            text: actor.name.clone(),
            via: Via::Name,
        };
        let known = self.entities.iter().position(|entity| entity.name == actor.name);
        let entity = known.unwrap_or_else(|| {
            self.entities.push(Entity {
                id: format!("N{}", self.entities.len() + 1),
                name: actor.name.clone(),
                kind: actor.kind.to_owned(),
                code: Some(actor.code.to_owned()),
                sector: actor.sector.map(str::to_owned),
                office: None,
                identifier_id: actor.identifier.clone(),
                basis: Some("name".to_owned()),
                mentions: Vec::new(),
            });
            self.entities.len() - 1
        });
        self.entities[entity].mentions.push(mention);
        Named { entity, start, end }
    }

    fn place(&mut self, (name, country): &(String, &str), number: usize) -> usize {
        let (start, end) = self.say(name);
        self.places.push(Place {
            id: format!("P{}", self.places.len() + 1),
            start,
            end,
            text: name.clone(),
            name: Some(name.clone()),
            geonameid: Some(1_000 + number as u64),
            lat: Some(10.0),
            lon: Some(20.0),
            country_code: Some((*country).to_owned()),
            resolution: Some("alone".to_owned()),
        });
        self.places.len() - 1
    }

    fn finish(self, publisher: &str, day: i64, by_wire: bool) -> Entry {
        let text = Text::new(self.text.as_str());
        let mut record = Record {
            id: text.id(),
            sentences: self.sentences.clone(),
            ..Record::default()
        };
        record.document.publisher = Some(publisher.to_owned());
        record.document.credits = by_wire.then(|| "Allied Wire".to_owned()).into_iter().collect();
        record.document.uri = Some(format!("https://news.example/{}", &record.id[7..23]));
        let date = demarche_store::date_of(day);
        record.document.published = Published {
            date: Some(date.clone()),
            enddate: Some(date),
            basis: DateBasis::Given,
            ..Published::default()
        };
        record.statements = self
            .said
            .iter()
            .enumerate()
            .map(|(i, said)| self.statement(i, said, &text))
            .collect();
        record.events = self
            .events
            .iter()
            .enumerate()
            .map(|(i, told)| self.event(i, told, &text))
            .collect();
        record.entities = self.entities;
        record.places = self.places;
        record.text = Some(self.text);
        let blocks = vec![Block {
            span: text.span(),
            kind: BlockKind::Paragraph,
        }];
        Entry { record, blocks }
    }

    fn statement(&self, i: usize, said: &(Named, Range, Range, Act, f64), text: &Text) -> Statement {
        let (source, cue, content, act, confidence) = said;
        let words = text.quote(Span::new(source.start, source.end));
        Statement {
            id: format!("S{}", i + 1),
            source: Some(Party {
                entity: Some(self.entities[source.entity].id.clone()),
                ..Party::unresolved(words)
            }),
            cue: Some(text.quote(Span::new(cue.0, cue.1))),
            content: vec![Span::new(content.0, content.1)],
            form: Form::Indirect,
            act: *act,
            addressee: None,
            relay: Vec::new(),
            date: None,
            enddate: None,
            date_basis: None,
            within: None,
            confidence: *confidence,
        }
    }

    fn event(&self, i: usize, told: &Told, text: &Text) -> Event {
        let date = told.date.map(demarche_store::date_of);
        Event {
            id: format!("E{}", i + 1),
            event: told.category.to_owned(),
            mode: Vec::new(),
            context: Vec::new(),
            actor: vec![self.named(told.actor, text)],
            recipient: vec![self.named(told.recipient, text)],
            date: date.clone(),
            enddate: date,
            date_basis: None,
            event_loc: told.place.map(|place| self.places[place].id.clone()),
            tense: told.tense,
            hypothetical: told.hypothetical,
            negation: told.negation,
            claimed_by: told.claimed.then(|| format!("S{}", i + 1)).into_iter().collect(),
            trigger: Some(text.quote(Span::new(told.trigger.0, told.trigger.1))),
            evidence: Some(text.quote(Span::new(told.evidence.0, told.evidence.1))),
            mentions: Vec::new(),
            quad_code: told.quad,
            event_scale: told.scale,
            confidence: told.confidence,
            why: Some(format!("{}: {}", told.category, "synthetic")),
        }
    }

    fn named(&self, named: Named, text: &Text) -> EventParty {
        let entity = &self.entities[named.entity];
        EventParty {
            entity: Some(entity.id.clone()),
            code: entity.code.clone(),
            sector: entity.sector.clone(),
            entity_text: text.slice(Span::new(named.start, named.end)).to_owned(),
            start: named.start,
            end: named.end,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_number_gives_the_same_record() {
        let (one, other) = (World::new(1), World::new(1));
        assert_eq!(one.entry(77).record, other.entry(77).record);
        assert_ne!(one.entry(77).record, one.entry(78).record);
        assert_ne!(one.entry(77).record, World::new(2).entry(77).record);
    }

    #[test]
    fn a_store_of_them_is_sound_and_joins_what_is_told_again() {
        let folder = tempfile::TempDir::new().unwrap();
        let mut store = Store::create(&folder.path().join("a.db")).unwrap();
        fill(&mut store, &World::new(1), 0..120, |_, _| {}).unwrap();
        let mut flaws = Vec::new();
        store.check(|flaw| flaws.push(flaw)).unwrap();
        assert_eq!(flaws, []);
        let count = |sql: &str| {
            store
                .connection()
                .query_row(sql, [], |row| row.get::<_, i64>(0))
                .unwrap()
        };
        assert_eq!(count("SELECT count(*) FROM events"), 1200);
        let acts = count("SELECT count(*) FROM joined_events");
        assert!((900..1150).contains(&acts), "{acts}");
    }
}
