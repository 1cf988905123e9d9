//! Documents, where and when they were seen, what they are nearly the same as, their sentences, and what read them.

use super::{Field, Table, document};
use crate::words::words;

pub static DOCUMENTS: Table = Table {
    name: "documents",
    about: "One row a text. The same text seen in several places is one document with several rows in `sightings`, and goes by \
            the sighting that says its day first.",
    fields: &[
        Field::text("id", "`sha256:` and the digest of the text"),
        Field::text(
            "story",
            "the story it belongs to, `stories.id`: itself where nothing is nearly the same",
        ),
        Field::integer("run", "what read it, `runs.run`"),
        Field::integer("words", "words, parted by white space"),
        Field::date(
            "day",
            "day of publication, where it is known to within a day: the first that fits",
        ),
        Field::text("publisher", "who published it"),
        Field::text("uri", "where it came from"),
        Field::text("title", "the headline"),
        Field::integer("title_start", "where the headline begins in the text"),
        Field::integer("title_end", "where it ends"),
        Field::text("section", "the section it stood in"),
        Field::text("byline", "its authors, a JSON list"),
        Field::text("credits", "agencies and syndicators, a JSON list"),
        Field::text("language", "ISO 639-1"),
        Field::date("published", "the first day on which it can have been published"),
        Field::date("published_enddate", "the last such day"),
        Field::text(
            "published_basis",
            "how that is known: given, metadata, stated, inferred, unknown",
        ),
        Field::text(
            "published_trust",
            "how a date outside the text was found: declared, searched (in the page or its address)",
        ),
        Field::text(
            "published_evidence",
            "the words that decided it, a JSON list of [start, end]",
        ),
        Field::text("text", "the text that all offsets count in"),
    ],
    select: concat!(
        "WITH used (id, n) AS (SELECT id, row_number() OVER (ORDER BY version, model, rules, options) FROM runs
             WHERE id IN (SELECT run FROM documents))
         SELECT ",
        document!("d"),
        " AS id, ",
        document!("f"),
        " AS story,
             u.n AS run, d.words, d.day, p.name AS publisher, d.uri, ",
        words!("d.title_start", "d.title_end"),
        " AS title, d.title_start, d.title_end, d.section, d.byline, d.credits,
             d.language, d.published, d.published_end AS published_enddate, d.published_basis, d.published_trust,
             d.published_evidence, CAST(sqlar_uncompress(d.packed, d.size) AS TEXT) AS text
         FROM documents d CROSS JOIN stories s ON s.id = d.story CROSS JOIN documents f ON f.id = s.document
         CROSS JOIN used u ON u.id = d.run LEFT JOIN publishers p ON p.id = d.publisher
         ORDER BY d.digest"
    ),
};

pub static STORIES: Table = Table {
    name: "stories",
    about: "Texts that are nearly the same: a wire story in many papers, a new edition. A text that is like no other is a story \
            alone.",
    fields: &[
        Field::text(
            "id",
            "the document that stands for all, the one with the smallest digest",
        ),
        Field::integer("documents", "how many there are"),
        Field::date("first_day", "the first day of publication that is known"),
        Field::date("last_day", "the last"),
    ],
    select: concat!(
        "SELECT ",
        document!("d"),
        " AS id, s.documents, s.first_day, s.last_day
         FROM documents d CROSS JOIN stories s ON s.id = d.story WHERE s.document = d.id ORDER BY d.digest"
    ),
};

pub static SIGHTINGS: Table = Table {
    name: "sightings",
    about: "Where and when a text was seen: a row for each publisher, day and address. A day that was inferred from the text is \
            none.",
    fields: &[
        Field::text("document", "`documents.id`"),
        Field::text("publisher", "who published it"),
        Field::date(
            "published",
            "the first day on which it can have been published, by this sighting",
        ),
        Field::text("uri", "where it came from"),
    ],
    select: concat!(
        "SELECT ",
        document!("d"),
        " AS document, p.name AS publisher, s.published, s.uri
         FROM (
             SELECT id AS document, publisher, iif(published_basis = 'inferred', NULL, published) AS published, uri
             FROM documents
             UNION ALL SELECT document, nullif(publisher, 0), nullif(published, ''), nullif(uri, '') FROM sightings
         ) s CROSS JOIN documents d ON d.id = s.document LEFT JOIN publishers p ON p.id = s.publisher
         ORDER BY d.digest, p.name, s.published, s.uri"
    ),
};

pub static SENTENCES: Table = Table {
    name: "sentences",
    about: "The sentences of the story. The headline is none of them.",
    fields: &[
        Field::text("document", "`documents.id`"),
        Field::integer("n", "1, 2 … within the document"),
        Field::integer("start", "where it begins in the text"),
        Field::integer("end", "where it ends"),
        Field::text("text", "its words"),
    ],
    select: concat!(
        "SELECT ",
        document!("d"),
        " AS document, s.id - d.first_sentence + 1 AS n, s.start, s.\"end\", ",
        words!("s.start", "s.\"end\""),
        " AS text
         FROM documents d CROSS JOIN sentences s ON s.id BETWEEN d.first_sentence AND d.last_sentence
         ORDER BY d.digest, s.id"
    ),
};

pub static RUNS: Table = Table {
    name: "runs",
    about: "What read the documents: a row for each way of reading that a document of the export was read in. The same settings \
            are the same run, however often they were started.",
    fields: &[
        Field::integer("run", "1, 2 … in the order of the settings"),
        Field::text("version", "of the program"),
        Field::text("model", "digest of the model"),
        Field::text("rules", "digest of the rules and of the tables of actors"),
        Field::text("options", "the options that change what is read, a JSON object"),
        Field::integer("documents", "how many documents it read"),
    ],
    select: "SELECT row_number() OVER (ORDER BY version, model, rules, options) AS run, version, model, rules, options,
             (SELECT count(*) FROM documents d WHERE d.run = r.id) AS documents
         FROM runs r WHERE id IN (SELECT run FROM documents) ORDER BY 1",
};
