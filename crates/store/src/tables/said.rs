//! Who is reported to have said what, to whom, through whom.

use super::{Field, Table, document};
use crate::words::words;

pub static STATEMENTS: Table = Table {
    name: "statements",
    about: "Somebody is reported to say, write, think or want something.",
    fields: &[
        Field::text("document", "`documents.id`"),
        Field::text("id", "S1, S2 … within the document"),
        Field::date(
            "day",
            "when it was said, where that is known to the day, or else published",
        ),
        Field::text(
            "act",
            "what the source does by saying it: assert, deny, demand, threaten, warn …",
        ),
        Field::text("form", "direct, mixed, indirect: whether it stands in quotation marks"),
        Field::text(
            "source_text",
            "the words that name the source; null where none is named",
        ),
        Field::integer("source_start", "where they begin"),
        Field::integer("source_end", "where they end"),
        Field::text("source_entity", "who that is, `entities.id`"),
        Field::text("source_name", "his name"),
        Field::text("source_code", "his code"),
        Field::text("source_sector", "his sector"),
        Field::text("cue_text", "the words that attribute"),
        Field::integer("cue_start", "where they begin"),
        Field::integer("cue_end", "where they end"),
        Field::text("content", "what is attributed, a JSON list of [start, end]"),
        Field::text("content_text", "its words, the pieces parted by ` … `"),
        Field::text("addressee_text", "to whom it was said"),
        Field::integer("addressee_start", "where these words begin"),
        Field::integer("addressee_end", "where they end"),
        Field::text("addressee_entity", "who that is, `entities.id`"),
        Field::date("date", "the first day on which it can have been said"),
        Field::date("enddate", "the last such day"),
        Field::text("date_basis", "what the date rests on: a `times.id`, or `published`"),
        Field::text("within", "the statement that it is part of, `statements.id`"),
        Field::real("confidence", "how likely these words belong together, 0 to 1"),
    ],
    select: concat!(
        "SELECT ",
        document!("d"),
        " AS document, 'S' || s.n AS id, s.day, s.act, s.form, ",
        words!("s.source_start", "s.source_end"),
        " AS source_text, s.source_start, s.source_end,
             'N' || s.source_entity AS source_entity,
             ifnull(a.name, ",
        words!("n.start", "(n.start + n.length)"),
        ") AS source_name,
             iif(a.id IS NULL, n.code, a.code) AS source_code, n.sector AS source_sector, ",
        words!("s.cue_start", "s.cue_end"),
        " AS cue_text, s.cue_start, s.cue_end,
             iif(s.content_start IS NULL, NULL, '[' || json_array(s.content_start, s.content_end)
                 || iif(s.others IS NULL, ']', ',' || substr(s.others, 2))) AS content, ",
        words!("s.content_start", "s.content_end"),
        " || ifnull((
                 SELECT group_concat(' … ' || ",
        words!("(o.value ->> 0)", "(o.value ->> 1)"),
        ", '' ORDER BY o.key)
                 FROM json_each(s.others) o), '') AS content_text, ",
        words!("s.addressee_start", "s.addressee_end"),
        " AS addressee_text, s.addressee_start, s.addressee_end,
             'N' || s.addressee_entity AS addressee_entity, s.date, s.enddate, s.date_basis, 'S' || s.within AS within,
             s.confidence
         FROM documents d CROSS JOIN statements s ON s.document = d.id
         LEFT JOIN entities n ON n.document = d.id AND n.n = s.source_entity LEFT JOIN actors a ON a.id = n.actor
         ORDER BY d.digest, s.n"
    ),
};

pub static RELAYS: Table = Table {
    name: "relays",
    about: "Through whom the words of a statement came, nearest first: *according to Interfax*, *his ministry said*.",
    fields: &[
        Field::text("document", "`documents.id`"),
        Field::text("statement", "`statements.id`"),
        Field::integer("n", "1, 2 … of the statement"),
        Field::text("entity", "who it is, `entities.id`"),
        Field::integer("start", "where its words begin in the text"),
        Field::integer("end", "where they end"),
        Field::text("text", "its words"),
    ],
    select: concat!(
        "SELECT ",
        document!("d"),
        " AS document, 'S' || s.n AS statement, r.key + 1 AS n, 'N' || (r.value ->> 2) AS entity,
             r.value ->> 0 AS start, r.value ->> 1 AS \"end\", ",
        words!("(r.value ->> 0)", "(r.value ->> 1)"),
        " AS text
         FROM documents d CROSS JOIN statements s ON s.document = d.id CROSS JOIN json_each(s.relay) r
         ORDER BY d.digest, s.n, r.key"
    ),
};
