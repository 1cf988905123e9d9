//! From files as they are written to rules as they are looked up.

use super::super::plover::{Category, contexts};
use super::error::{Problem, RulesError};
use super::example::{self, Example, Expected};
use super::file::{Block, File, Named, Several};
use super::{Entry, Kind, Place, Rule, RuleBook, Words};
use demarche_types::Act;
use std::collections::BTreeMap;
use toml::Spanned;

/// A file in the making: what its errors say of where they are.
struct Source<'a> {
    name: &'a str,
    text: &'a str,
    category: Category,
}

/// Makes the book of rules.
#[derive(Default)]
pub(super) struct Compiler {
    book: RuleBook,
}

/// Where a problem is: its byte in the file.
type Located<T> = Result<T, (usize, Problem)>;

impl Compiler {
    pub(super) fn of<'a>(files: impl Iterator<Item = (&'a str, &'a str)>) -> Result<RuleBook, RulesError> {
        let (lists, rules): (Vec<_>, Vec<_>) = files.partition(|(name, _)| name.ends_with(".txt"));
        let mut compiler = Self::default();
        for (name, text) in lists {
            let list = name.trim_start_matches("words/").trim_end_matches(".txt");
            compiler
                .book
                .lists
                .entry(list.to_owned())
                .or_insert_with(|| Words::of_list(text));
        }
        for (name, text) in rules {
            compiler.file(name, text)?;
        }
        let book = &mut compiler.book;
        for map in [&mut book.verbs, &mut book.nouns, &mut book.adjectives] {
            map.values_mut()
                .for_each(|entries| entries.sort_by_key(|e| e.partner.is_none()));
        }
        Ok(compiler.book)
    }

    fn file(&mut self, name: &str, text: &str) -> Result<(), RulesError> {
        let folder = name.split('/').next().unwrap_or_default();
        let error = |at: usize, problem| RulesError {
            file: name.to_owned(),
            line: line_of(text, at),
            problem,
        };
        let category = Category::named(folder).ok_or_else(|| error(0, Problem::Category(folder.to_owned())))?;
        let source = Source { name, text, category };
        let file: File = toml::from_str(text).map_err(|e| {
            let at = e.span().map_or(0, |s| s.start);
            error(at, Problem::Toml(e.message().to_owned()))
        })?;
        self.blocks(&source, &file).map_err(|(at, problem)| error(at, problem))
    }

    fn blocks(&mut self, source: &Source, file: &File) -> Located<()> {
        if file.about.trim().is_empty() {
            return Err((0, Problem::Empty("about")));
        }
        let kinds = [
            (Kind::Verb, &file.verb),
            (Kind::Noun, &file.noun),
            (Kind::Adjective, &file.adjective),
            (Kind::Said, &file.said),
        ];
        for (kind, blocks) in kinds {
            for (i, block) in blocks.iter().enumerate() {
                let name = format!("{} {} {}", source.name.trim_end_matches(".toml"), kind.name(), i + 1);
                self.block(source, file, kind, name, block)?;
            }
        }
        self.examples(source, file)
    }

    fn block(
        &mut self,
        source: &Source,
        file: &File,
        kind: Kind,
        name: String,
        spanned: &Spanned<Block>,
    ) -> Located<()> {
        let block = spanned.get_ref();
        let rule = self.rule(source.category, file, kind, name, block)?;
        let index = self.book.rules.len();
        self.book.rules.push(rule);
        if kind == Kind::Said {
            return self.said(spanned, index);
        }
        if block.lemmas.is_empty() {
            return Err((spanned.span().start, Problem::Empty("lemmas")));
        }
        for lemma in &block.lemmas {
            self.enter(kind, lemma.get_ref(), index);
        }
        Ok(())
    }

    /// Puts a rule where its lemma finds it: a verb by its first word, a compound noun by its last.
    fn enter(&mut self, kind: Kind, lemma: &str, rule: usize) {
        let lemma = lemma.to_lowercase();
        let split = if kind == Kind::Noun {
            lemma.rsplit_once(' ')
        } else {
            lemma.split_once(' ')
        };
        let (main, partner) = match split {
            None => (lemma.as_str(), None),
            Some((first, last)) if kind == Kind::Noun => (last, Some(first.to_owned())),
            Some((first, last)) => (first, Some(last.to_owned())),
        };
        let map = match kind {
            Kind::Noun => &mut self.book.nouns,
            Kind::Adjective => &mut self.book.adjectives,
            Kind::Verb | Kind::Said => &mut self.book.verbs,
        };
        map.entry(main.to_owned()).or_default().push(Entry { partner, rule });
    }

    fn said(&mut self, block: &Spanned<Block>, rule: usize) -> Located<()> {
        let acts = &block.get_ref().acts;
        if acts.is_empty() {
            return Err((block.span().start, Problem::Empty("acts")));
        }
        for name in acts {
            let act = act(name.get_ref()).ok_or_else(|| (name.span().start, Problem::Act(name.get_ref().clone())))?;
            self.book.said.entry(act).or_default().push(rule);
        }
        Ok(())
    }

    fn rule(&self, category: Category, file: &File, kind: Kind, name: String, block: &Block) -> Located<Rule> {
        let (requires_actor, requires_recipient) = requires(block.requires.as_ref())?;
        let modes = if block.modes.is_empty() {
            &file.modes
        } else {
            &block.modes
        };
        let places = |given: Option<&Spanned<Several>>, default: &[&str]| places(given, default);
        Ok(Rule {
            name,
            category,
            kind,
            actor: places(block.actor.as_ref(), kind.default_actor())?,
            recipient: places(block.recipient.as_ref(), &[])?,
            reciprocal: block.reciprocal,
            requires_actor,
            requires_recipient,
            needs: self.constraints(&block.needs)?,
            unless: self.constraints(&block.unless)?,
            negated: block.negated,
            mode: block.mode.as_ref().map(|m| mode(category, m)).transpose()?,
            modes: self.modes(category, modes)?,
            contexts: block.contexts.iter().map(context).collect::<Located<_>>()?,
            light: self.light(block.light.as_ref())?,
            beside: block.beside,
        })
    }

    fn light(&self, given: Option<&Spanned<Several>>) -> Located<Words> {
        match given {
            None => Ok(self.book.list("light").cloned().unwrap_or_default()),
            Some(several) => self
                .words(several.get_ref())
                .map_err(|problem| (several.span().start, problem)),
        }
    }

    fn constraints(&self, named: &Named) -> Located<Vec<(Place, Words)>> {
        let constraint = |(place, words): (&Spanned<String>, &Several)| {
            let place_parsed = place.get_ref().parse()?;
            Ok((place_parsed, self.words(words)?))
        };
        let located = |pair: (&Spanned<String>, &Several)| constraint(pair).map_err(|p| (pair.0.span().start, p));
        named.iter().map(located).collect()
    }

    fn modes(&self, category: Category, named: &Named) -> Located<Vec<(&'static str, Words)>> {
        let modes = named.iter().map(|(name, words)| {
            let words = self.words(words).map_err(|p| (name.span().start, p))?;
            Ok((name.span().start, mode(category, name)?, words))
        });
        let mut modes = modes.collect::<Located<Vec<_>>>()?;
        modes.sort_by_key(|(at, ..)| *at);
        Ok(modes.into_iter().map(|(_, mode, words)| (mode, words)).collect())
    }

    fn words(&self, several: &Several) -> Result<Words, Problem> {
        let mut words = Words::default();
        for word in several.as_slice() {
            match word.strip_prefix('@') {
                None => words.add(word),
                Some("actor") => words.actor = true,
                Some("state") => words.state = true,
                Some("any") => words.any = true,
                Some("number") => words.number = true,
                Some("infinitive") => words.infinitive = true,
                Some(name) => words.extend(self.book.list(name).ok_or_else(|| Problem::List(name.to_owned()))?),
            }
        }
        Ok(words)
    }

    fn examples(&mut self, source: &Source, file: &File) -> Located<()> {
        let example = |text: &Spanned<String>, sentence, expected| Example {
            file: source.name.to_owned(),
            line: line_of(source.text, text.span().start),
            sentence,
            expected,
        };
        for text in &file.accepts {
            let (sentence, expected) = example::accepted(text.get_ref()).map_err(|p| (text.span().start, p))?;
            self.book.examples.push(example(text, sentence, expected));
        }
        for text in &file.declines {
            let none = Expected::None(source.category);
            self.book.examples.push(example(text, text.get_ref().clone(), none));
        }
        Ok(())
    }
}

impl Kind {
    /// How a block of it is called in a file.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Verb => "verb",
            Self::Noun => "noun",
            Self::Adjective => "adjective",
            Self::Said => "said",
        }
    }

    /// Where the actor stands unless a rule says it.
    const fn default_actor(self) -> &'static [&'static str] {
        match self {
            Self::Verb | Self::Adjective => &["subject"],
            Self::Noun => &["owner", "subject"],
            Self::Said => &["speaker"],
        }
    }
}

fn line_of(text: &str, byte: usize) -> usize {
    text.bytes().take(byte).filter(|b| *b == b'\n').count() + 1
}

fn places(given: Option<&Spanned<Several>>, default: &[&str]) -> Located<Vec<Place>> {
    let Some(given) = given else {
        return default.iter().map(|p| p.parse().map_err(|e| (0, e))).collect();
    };
    let parsed = given.get_ref().as_slice().iter().map(|p| p.parse());
    parsed.collect::<Result<_, _>>().map_err(|e| (given.span().start, e))
}

/// Whether actor and recipient are required.
fn requires(given: Option<&Spanned<Several>>) -> Located<(bool, bool)> {
    let Some(given) = given else { return Ok((true, false)) };
    let roles = given.get_ref().as_slice();
    if let Some(wrong) = roles.iter().find(|r| !["actor", "recipient"].contains(&r.as_str())) {
        return Err((given.span().start, Problem::Role(wrong.clone())));
    }
    let has = |role: &str| roles.iter().any(|r| r == role);
    Ok((has("actor"), has("recipient")))
}

fn mode(category: Category, name: &Spanned<String>) -> Located<&'static str> {
    let known = || {
        category
            .entry()
            .modes
            .iter()
            .map(|(m, _)| *m)
            .collect::<Vec<_>>()
            .join(", ")
    };
    let problem = || Problem::Mode {
        category: category.as_str(),
        mode: name.get_ref().clone(),
        known: known(),
    };
    category
        .mode(name.get_ref())
        .ok_or_else(|| (name.span().start, problem()))
}

fn context(name: &Spanned<String>) -> Located<&'static str> {
    let found = contexts().find(|c| c == name.get_ref());
    found.ok_or_else(|| (name.span().start, Problem::Context(name.get_ref().clone())))
}

/// An act by its name in the record.
fn act(name: &str) -> Option<Act> {
    static ACTS: std::sync::LazyLock<BTreeMap<String, Act>> = std::sync::LazyLock::new(|| {
        let all = [
            Act::Assert,
            Act::Deny,
            Act::Demand,
            Act::Threaten,
            Act::Warn,
            Act::Promise,
            Act::Offer,
            Act::Accept,
            Act::Reject,
            Act::Accuse,
            Act::Praise,
            Act::Apologise,
            Act::Ask,
            Act::Announce,
            Act::Believe,
            Act::Intend,
        ];
        all.into_iter()
            .map(|act| (format!("{act:?}").to_lowercase(), act))
            .collect()
    });
    ACTS.get(name).copied()
}
