//! Passages to their roles: what is headline, by-line, furniture, and what is the story.
//!
//! Each pass gives roles to passages that have none yet and leaves the rest alone. What none of them claims is a paragraph of the
//! story: to read a line too many is a lesser fault than to lose a sentence.

use super::dateline::Standing;
use super::layout::{Hint, Passage};
use super::notes::Notes;
use super::words::{ends_sentence, has_words, is_within};
use super::{byline, credit, dateline, furniture, headline, publication};
use demarche_types::BlockKind;

/// How many passages over the story can belong to its head.
const HEAD: usize = 10;

/// How many passages under the story are searched for its by-line.
const FOOT: usize = 3;

/// How many words a summary under the headline can take.
const STANDFIRST_WORDS: usize = 60;

/// How many words must follow a dateline for the line to be the first of the story and no headline.
const LEAD_WORDS: usize = 8;

/// How many words a caption can take.
const CAPTION_WORDS: usize = 25;

/// How many words a line with author, day and more can take.
const SLUG_WORDS: usize = 25;

/// What parts the author from the day in one line.
const BARS: &[char] = &['|', '•', '·'];

/// How many lines without a full stop in a row are a list and no headings.
const LIST_RUN: usize = 3;

/// The role of each passage, and what those that are not the story say of the report.
pub(super) fn assign(text: &str, passages: &[Passage]) -> (Vec<BlockKind>, Notes) {
    let mut sheet = Sheet {
        text,
        passages,
        kinds: vec![None; passages.len()],
        notes: Notes::default(),
    };
    sheet.take_address();
    sheet.take_furniture();
    sheet.take_headline();
    sheet.take_head();
    sheet.take_links();
    sheet.take_foot();
    sheet.take_captions();
    sheet.take_list_items();
    sheet.take_hints();
    sheet.take_headings();
    let kinds = sheet
        .kinds
        .into_iter()
        .map(|kind| kind.unwrap_or(BlockKind::Paragraph))
        .collect();
    (kinds, sheet.notes)
}

struct Sheet<'a> {
    text: &'a str,
    passages: &'a [Passage],
    kinds: Vec<Option<BlockKind>>,
    notes: Notes,
}

impl<'a> Sheet<'a> {
    fn line(&self, index: usize) -> &'a str {
        &self.text[self.passages[index].range.clone()]
    }

    fn start(&self, index: usize) -> usize {
        self.passages[index].range.start
    }

    /// The first passage from an index on that has no role.
    fn open_from(&self, index: usize) -> Option<usize> {
        (index..self.passages.len()).find(|&at| self.kinds[at].is_none())
    }

    /// Whether a passage is a sentence or more of a story, by its looks.
    fn is_prose(&self, index: usize) -> bool {
        let line = self.line(index);
        has_words(line, 30) || (has_words(line, 6) && (ends_sentence(line) || line.ends_with(':')))
    }

    /// Whether any passage from an index on is prose.
    fn has_prose_from(&self, index: usize) -> bool {
        (index..self.passages.len()).any(|at| self.kinds[at].is_none() && self.is_prose(at))
    }

    /// An address over everything else is where the text comes from.
    fn take_address(&mut self) {
        if let Some(line) = self
            .passages
            .first()
            .map(|_| self.line(0))
            .filter(|line| furniture::is_link(line))
        {
            let page = line.split_whitespace().find(|word| word.starts_with("http"));
            self.notes.uri = page.map(str::to_owned);
        }
    }

    /// Lines that are no story wherever they stand.
    fn take_furniture(&mut self) {
        for index in 0..self.passages.len() {
            if self.passages[index].hint != Hint::Headline {
                self.kinds[index] = self.standalone(index);
            }
        }
    }

    fn standalone(&mut self, index: usize) -> Option<BlockKind> {
        let line = self.line(index);
        if let Some(credit) = credit::line(line) {
            let kind = credit.kind;
            if kind == BlockKind::Credit || !self.has_prose_from(index + 1) {
                self.notes.add_credit(credit);
            }
            return Some(kind);
        }
        if let Some(notice) = publication::read(line).filter(|notice| notice.is_labelled) {
            self.notes.add_notice(notice, self.start(index));
            return Some(BlockKind::DateLine);
        }
        if let Some(slugs) = slugs(line, false).filter(|_| byline::is_explicit(line)) {
            let start = self.start(index);
            slugs.note(&mut self.notes, start);
            return Some(BlockKind::Byline);
        }
        furniture::is_furniture(line).then_some(BlockKind::Furniture)
    }

    /// The headline that the container names.
    fn take_headline(&mut self) {
        if let Some(index) = self.passages.iter().position(|passage| passage.hint == Hint::Headline) {
            self.set_title(index);
        }
    }

    /// Headings and items of lists that the container names.
    fn take_hints(&mut self) {
        for index in 0..self.passages.len() {
            let kind = match self.passages[index].hint {
                Hint::Plain | Hint::Headline => None,
                Hint::Heading => Some(BlockKind::Heading).filter(|_| !ends_sentence(self.line(index))),
                Hint::Item => Some(BlockKind::ListItem),
            };
            self.kinds[index] = self.kinds[index].or(kind);
        }
    }

    fn set_title(&mut self, index: usize) {
        self.kinds[index] = Some(BlockKind::Title);
        let mut range = self.passages[index].range.clone();
        if let Some(len) = headline::glued_section(self.line(index)) {
            let section = self.line(index)[..len].trim_matches(|c: char| !c.is_alphanumeric());
            self.notes.section.get_or_insert(section.to_owned());
            range.start += len + leading_space(&self.line(index)[len..]);
        }
        self.notes.title.get_or_insert(range);
    }

    /// Everything over the first paragraph of the story.
    fn take_head(&mut self) {
        let mut from = 0;
        for _ in 0..HEAD {
            let Some(index) = self.open_from(from) else { return };
            let Some(kind) = self.head_kind(index) else { return };
            self.kinds[index] = Some(kind);
            if kind == BlockKind::Title {
                self.set_title(index);
            }
            from = index + 1;
        }
    }

    fn head_kind(&mut self, index: usize) -> Option<BlockKind> {
        if !self.has_prose_from(index + 1) || self.opens_story(index) {
            return None;
        }
        self.masthead_kind(index).or_else(|| match self.notes.title {
            None => self.title_kind(index),
            Some(_) => self.standfirst_kind(index),
        })
    }

    /// A line that says something of the report: its place and day, its section, its author.
    fn masthead_kind(&mut self, index: usize) -> Option<BlockKind> {
        let line = self.line(index);
        if let Some(dateline) = dateline::alone(line, self.notes.title.is_some()) {
            self.notes.add_dateline(dateline, self.passages[index].range.clone());
            return Some(BlockKind::Dateline);
        }
        if headline::is_section_line(line) {
            self.notes.section.get_or_insert(line.to_owned());
            return Some(BlockKind::Section);
        }
        let settled = self.notes.title.is_some() || self.notes.uri.is_some();
        slugs(line, settled).map(|slugs| {
            let start = self.start(index);
            let kind = slugs.kind();
            slugs.note(&mut self.notes, start);
            kind
        })
    }

    /// Whether a passage opens the story, since it opens with a dateline or is one.
    fn opens_story(&self, index: usize) -> bool {
        let line = self.line(index);
        let long =
            |dateline: &dateline::Dateline| dateline.len == line.len() || has_words(&line[dateline.len..], LEAD_WORDS);
        dateline::split(line, Standing::Early)
            .filter(long)
            .or_else(|| dateline::split(line, Standing::Later))
            .is_some()
    }

    fn title_kind(&self, index: usize) -> Option<BlockKind> {
        let line = self.line(index);
        let stopped = headline::is_stopped_headline(line)
            || (headline::is_short_title(line, 25) && self.opens_story_after(index));
        (headline::is_headline(line) || stopped).then_some(BlockKind::Title)
    }

    /// Whether the next passage can only stand over the first paragraph or be it: a by-line, a day, a dateline.
    fn opens_story_after(&self, index: usize) -> bool {
        let Some(next) = self.passages.get(index + 1).map(|_| self.line(index + 1)) else {
            return false;
        };
        let dated = self.kinds[index + 1] == Some(BlockKind::DateLine) || dateline::alone(next, true).is_some();
        dated || slugs(next, true).is_some() || self.opens_story(index + 1)
    }

    /// A summary under the headline: a line without a full stop, or one that something stands under which stands over stories.
    fn standfirst_kind(&self, index: usize) -> Option<BlockKind> {
        let line = self.line(index);
        let short = is_within(line, STANDFIRST_WORDS);
        let first = !self.kinds.contains(&Some(BlockKind::Standfirst));
        let bare = !self.is_prose(index) && has_words(line, 5) && !line.ends_with(':') && !ends_sentence(line);
        (short && first && (bare || self.opens_story_after(index))).then_some(BlockKind::Standfirst)
    }

    /// Links to other pages under the story: lines without a full stop behind a line that heads them.
    fn take_links(&mut self) {
        let head = (0..self.passages.len())
            .find(|&index| furniture::heads_links(self.line(index)) && !self.has_prose_from(index + 1));
        let Some(head) = head else { return };
        for index in head..self.passages.len() {
            self.kinds[index].get_or_insert(BlockKind::Furniture);
        }
    }

    /// A by-line, or another name, under the story.
    fn take_foot(&mut self) {
        let open: Vec<usize> = (0..self.passages.len())
            .filter(|&index| self.kinds[index].is_none())
            .collect();
        for &index in open.iter().rev().take(FOOT.min(open.len().saturating_sub(1))) {
            if let Some(authors) = byline::read(self.line(index)) {
                self.notes.add_authors(authors);
                self.kinds[index] = Some(BlockKind::Byline);
            }
        }
        self.take_signature(open.last().copied());
    }

    /// A name behind a dash that ends the report, unless other lines open with dashes as well.
    fn take_signature(&mut self, last: Option<usize>) {
        let Some((index, credit)) = last.and_then(|index| Some((index, credit::signature(self.line(index))?))) else {
            return;
        };
        let follows_item = index > 0 && is_marked_item(self.line(index - 1));
        if index > 0 && !follows_item && self.kinds[index].is_none() {
            self.kinds[index] = Some(credit.kind);
            self.notes.add_credit(credit);
        }
    }

    /// Short lines right before the credit of a picture are what the picture shows, and so is what repeats them.
    fn take_captions(&mut self) {
        for index in (1..self.passages.len()).rev() {
            let before = index - 1;
            let caption = self.is_caption_over(before, index) || self.repeats_furniture(before, index);
            if caption && self.kinds[before].is_none() && self.has_prose_from(index + 1) {
                self.kinds[before] = Some(BlockKind::Furniture);
            }
        }
    }

    fn is_caption_over(&self, index: usize, credit: usize) -> bool {
        let credited = self.kinds[credit] == Some(BlockKind::Copyright) && self.line(credit).starts_with('©');
        credited && !ends_sentence(self.line(index)) && is_within(self.line(index), CAPTION_WORDS)
    }

    fn repeats_furniture(&self, index: usize, next: usize) -> bool {
        self.kinds[next] == Some(BlockKind::Furniture) && self.line(index) == self.line(next)
    }

    fn take_list_items(&mut self) {
        for index in 0..self.passages.len() {
            if self.kinds[index].is_none() && is_marked_item(self.line(index)) {
                self.kinds[index] = Some(BlockKind::ListItem);
            }
        }
    }

    /// Short lines without a full stop: headings where one or two stand over prose, a list where many follow each other.
    fn take_headings(&mut self) {
        let mut index = 0;
        while index < self.passages.len() {
            let run = (index..self.passages.len())
                .take_while(|&at| self.is_open_heading(at))
                .count();
            let kind = if run >= LIST_RUN {
                Some(BlockKind::ListItem)
            } else {
                Some(BlockKind::Heading).filter(|_| self.stands_over(index + run))
            };
            for at in index..index + run {
                self.kinds[at] = kind;
            }
            index += run.max(1);
        }
    }

    fn is_open_heading(&self, index: usize) -> bool {
        let line = self.line(index);
        self.kinds[index].is_none()
            && headline::is_heading(line)
            && credit::tail(line).is_none()
            && !self.opens_story(index)
    }

    /// Whether a heading can stand over the passage at an index.
    fn stands_over(&self, index: usize) -> bool {
        self.kinds
            .get(index)
            .is_some_and(|kind| matches!(kind, None | Some(BlockKind::ListItem | BlockKind::Furniture)))
    }
}

fn leading_space(text: &str) -> usize {
    text.len() - text.trim_start().len()
}

/// What a line of the head says, which may hold an author, a day and more, with bars or nothing between them.
#[derive(Default)]
struct Slugs {
    authors: Option<Vec<String>>,
    notice: Option<(publication::Notice, usize)>,
    credit: Option<credit::Credit>,
}

impl Slugs {
    fn kind(&self) -> BlockKind {
        match (&self.authors, &self.notice) {
            (Some(_), _) => BlockKind::Byline,
            (None, Some(_)) => BlockKind::DateLine,
            (None, None) => BlockKind::Credit,
        }
    }

    fn is_empty(&self) -> bool {
        self.authors.is_none() && self.notice.is_none() && self.credit.is_none()
    }

    fn note(self, notes: &mut Notes, start: usize) {
        notes.add_authors(self.authors.unwrap_or_default());
        if let Some((notice, offset)) = self.notice {
            notes.add_notice(notice, start + offset);
        }
        if let Some(credit) = self.credit {
            notes.add_credit(credit);
        }
    }

    /// Adds what a part of the line says; false where it says nothing known.
    fn add(&mut self, part: &str, offset: usize, settled: bool) -> bool {
        if let Some(notice) = publication::read(part) {
            self.notice.get_or_insert((notice, offset));
        } else if let Some(authors) = byline::read(part).or_else(|| byline::signature(part).filter(|_| settled)) {
            self.authors.get_or_insert(authors);
        } else if let Some(credit) = credit::line(part) {
            self.credit.get_or_insert(credit);
        } else {
            return false;
        }
        true
    }
}

/// Reads a line of the head. `settled` is whether the headline has been found, so that a mere name can be the author's.
fn slugs(line: &str, settled: bool) -> Option<Slugs> {
    let mut slugs = Slugs::default();
    if slugs.add(line, 0, settled) || add_halves(&mut slugs, line) {
        return Some(slugs);
    }
    if !line.contains(BARS) || !is_within(line, SLUG_WORDS) {
        return None;
    }
    let (mut offset, mut others) = (0, 0);
    for piece in line.split_inclusive(BARS) {
        let part = piece.trim_end_matches(BARS).trim();
        if !part.is_empty() && !slugs.add(part, offset + leading_space(piece), settled) {
            others += 1;
        }
        offset += piece.len();
    }
    (!slugs.is_empty() && others <= 2).then_some(slugs)
}

/// An author and a day with nothing but space or a comma between them: *By Jane Doe, 12 March 2023*.
fn add_halves(slugs: &mut Slugs, line: &str) -> bool {
    if !is_within(line, SLUG_WORDS) {
        return false;
    }
    let cuts = line.match_indices(' ').map(|(at, _)| at);
    let found = cuts.into_iter().find_map(|at| {
        let (author, day) = (line[..at].trim_end_matches([',', '-', '–', '—', ' ']), &line[at + 1..]);
        Some((byline::read(author)?, publication::read(day)?, at + 1))
    });
    let Some((authors, notice, offset)) = found else {
        return false;
    };
    slugs.authors = Some(authors);
    slugs.notice = Some((notice, offset));
    true
}

/// Whether a line opens with a bullet or a number, as the items of a list do.
fn is_marked_item(line: &str) -> bool {
    let bullet = line.strip_prefix(['•', '◦', '▪', '‣', '*', '-', '–', '—', '·', '●', '■']);
    if bullet.is_some_and(|rest| rest.starts_with(char::is_whitespace)) {
        return true;
    }
    let number = line
        .trim_start_matches('(')
        .trim_start_matches(|c: char| c.is_ascii_digit());
    let numbered = number.len() < line.trim_start_matches('(').len() && line.len() - number.len() <= 3;
    numbered && number.starts_with(['.', ')']) && number[1..].starts_with(char::is_whitespace)
}
