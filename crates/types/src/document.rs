//! What came through a door: a text, what its parts are, and what is known about it.

use crate::{Span, Text};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A report as it was taken in: the untouched text, its blocks and its masthead.
#[derive(Clone, Debug)]
pub struct Document {
    /// The text that every offset indexes.
    pub text: Text,
    /// The parts of the text in order, not overlapping. What no block covers is white space.
    pub blocks: Vec<Block>,
    /// What the text or its container says about the report.
    pub masthead: Masthead,
}

/// A part of the text and its role. The span holds no white space at its ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Block {
    /// Where it stands.
    pub span: Span,
    /// What it is.
    pub kind: BlockKind,
}

/// What a block of a report is. Only headlines, headings and paragraphs are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum BlockKind {
    /// The section a report stands in: *Ukraine*, *World*.
    Section,
    /// The headline.
    Title,
    /// A summary under the headline.
    Standfirst,
    /// A heading between paragraphs.
    Heading,
    /// Who wrote it: *By Jane Doe in Nairobi*.
    Byline,
    /// When, and where, it was published: *over 3 years in The Irish Times*, *August 13, 1998*.
    DateLine,
    /// The place, agency and day before the first sentence: *NAIROBI, Kenya (AP) _*.
    Dateline,
    /// A paragraph of the story, or what is left of one after its dateline.
    Paragraph,
    /// An item of a list.
    ListItem,
    /// Who supplied it: *– Reuters*, *Additional reporting by …*.
    Credit,
    /// A copyright line.
    Copyright,
    /// Anything else that is not the story: a link, a prompt to subscribe, a caption.
    Furniture,
}

impl BlockKind {
    /// Whether its sentences belong to the story.
    #[must_use]
    pub const fn is_story(self) -> bool {
        matches!(self, Self::Paragraph | Self::ListItem | Self::Standfirst)
    }

    /// Whether it is read: the story, and what stands over it.
    #[must_use]
    pub const fn is_read(self) -> bool {
        self.is_story() || matches!(self, Self::Title | Self::Heading)
    }
}

/// What is known about a report beside its story.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Masthead {
    /// Where it came from.
    pub uri: Option<String>,
    /// The headline, where it stands in the text.
    pub title: Option<Span>,
    /// The section.
    pub section: Option<String>,
    /// The authors.
    pub byline: Vec<String>,
    /// The publisher.
    pub publisher: Option<String>,
    /// Agencies and syndicators.
    pub credits: Vec<String>,
    /// ISO 639-1.
    pub language: Option<String>,
    /// When it was published.
    pub published: Published,
}

/// What the file, archive or feed that a report lay in says of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Container {
    /// The headline.
    pub title: Option<String>,
    /// When it was published, as the container writes it: *2023-03-12T10:00:00Z*, *Sun, 12 Mar 2023 10:00:00 GMT*.
    pub published: Option<String>,
    /// Who published it.
    pub publisher: Option<String>,
    /// Where it came from.
    pub uri: Option<String>,
    /// The encoding that its server named.
    pub charset: Option<String>,
    /// The day on which it was fetched, `YYYY-MM-DD`: not the one of its publication, which can be no later.
    pub fetched: Option<String>,
}

/// When a report was published, and how that is known.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Published {
    /// The first day that fits, `YYYY-MM-DD`.
    pub date: Option<String>,
    /// The last day that fits; equal to `date` where the day is known.
    pub enddate: Option<String>,
    /// What the date rests on.
    pub basis: DateBasis,
    /// How far the source of the date is to be trusted, where `basis` is `metadata`: declared by the page, or found by
    /// searching it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub trust: Option<DateTrust>,
    /// The spans of the text that decided it.
    pub evidence: Vec<Span>,
}

/// What a date of publication rests on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum DateBasis {
    /// Given on the command line.
    Given,
    /// Declared by, or found in, the container: HTML, a feed.
    Metadata,
    /// A date line in the text.
    Stated,
    /// Solved from the text.
    Inferred,
    /// Nothing says.
    #[default]
    Unknown,
}

/// How a container says the date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum DateTrust {
    /// The page declares it as its date of publication.
    Declared,
    /// It was found by searching the page and its address.
    Searched,
}
