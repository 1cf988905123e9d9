//! Who, when and where is mentioned.

use super::{Field, Table, document};
use crate::words::words;

pub static ENTITIES: Table = Table {
    name: "entities",
    about: "Who and what a document mentions; each is one row in each document.",
    fields: &[
        Field::text("document", "`documents.id`"),
        Field::text("id", "N1, N2 … within the document"),
        Field::text("name", "its fullest name, or the words that describe it"),
        Field::text("kind", "person, organization, government, state, group, place"),
        Field::text("code", "ISO 3166-1 alpha-3, or PLOVER's code of an international actor"),
        Field::text("sector", "PLOVER's three letters"),
        Field::text("office", "the office held on the day of the report"),
        Field::text("identifier_id", "its Wikidata id"),
        Field::text("basis", "why it is this entity"),
    ],
    select: concat!(
        "SELECT ", document!("d"), " AS document, 'N' || e.n AS id, ifnull(a.name, ", words!("e.start", "(e.start + e.length)"), ") AS name,
             ifnull(a.kind, e.kind) AS kind, iif(a.id IS NULL, e.code, a.code) AS code, e.sector, e.office, a.identifier_id,
             r.name AS basis
         FROM documents d CROSS JOIN entities e ON e.document = d.id LEFT JOIN actors a ON a.id = e.actor
         LEFT JOIN reasons r ON r.id = e.basis
         ORDER BY d.digest, e.n"
    ),
};

pub static MENTIONS: Table = Table {
    name: "mentions",
    about: "Every mention of every entity.",
    fields: &[
        Field::text("document", "`documents.id`"),
        Field::text("entity", "`entities.id`"),
        Field::integer("n", "1, 2 … of the entity, in the order of the text"),
        Field::integer("start", "where it begins in the text"),
        Field::integer("end", "where it ends"),
        Field::text("text", "its words"),
        Field::text("via", "how they mention it: name, title, demonym, metonym, pronoun, nominal"),
    ],
    // The first mention has columns of its own; the others follow in a list, two numbers each.
    select: concat!(
        "SELECT ", document!("d"), " AS document, 'N' || e.n AS entity, m.key / 2 + 1 AS n, m.value AS start,
             m.value + (e.spans ->> (m.key + 1)) / 8 AS \"end\", ",
        words!("m.value", "m.value + (e.spans ->> (m.key + 1)) / 8"),
        " AS text,
             CASE (e.spans ->> (m.key + 1)) % 8 WHEN 0 THEN 'name' WHEN 1 THEN 'nominal' WHEN 2 THEN 'pronoun' WHEN 3 THEN 'title'
             WHEN 4 THEN 'demonym' ELSE 'metonym' END AS via
         FROM documents d CROSS JOIN (
             SELECT document, n, '[' || start || ',' || (8 * length + via)
                 || iif(others IS NULL, ']', ',' || substr(others, 2)) AS spans
             FROM entities WHERE start IS NOT NULL
         ) e ON e.document = d.id CROSS JOIN json_each(e.spans) m
         WHERE m.key % 2 = 0
         ORDER BY d.digest, e.n, m.key"
    ),
};

pub static TIMES: Table = Table {
    name: "times",
    about: "Time expressions, as TIMEX3.",
    fields: &[
        Field::text("document", "`documents.id`"),
        Field::text("id", "T1, T2 … within the document"),
        Field::integer("start", "where it begins in the text"),
        Field::integer("end", "where it ends"),
        Field::text("text", "its words"),
        Field::text("type", "DATE, TIME, DURATION, SET"),
        Field::text("value", "TIMEX3's value: 2022-01-26, 2022-W05, P3D"),
        Field::text("anchor", "what it was counted from: a `times.id`, or `published`"),
    ],
    select: concat!(
        "SELECT ",
        document!("d"),
        " AS document, 'T' || t.n AS id, t.start, t.\"end\", ",
        words!("t.start", "t.\"end\""),
        " AS text,
             t.type, t.value, t.anchor
         FROM documents d CROSS JOIN times t ON t.document = d.id
         ORDER BY d.digest, t.n"
    ),
};

pub static PLACES: Table = Table {
    name: "places",
    about: "Places, with their coordinates where the gazetteer knows them.",
    fields: &[
        Field::text("document", "`documents.id`"),
        Field::text("id", "P1, P2 … within the document"),
        Field::integer("start", "where it begins in the text"),
        Field::integer("end", "where it ends"),
        Field::text("text", "its words"),
        Field::text("name", "its name in the gazetteer"),
        Field::integer("geonameid", "its number in GeoNames"),
        Field::real("lat", "degrees north"),
        Field::real("lon", "degrees east"),
        Field::text("country_code", "ISO 3166-1 alpha-3"),
        Field::text("resolution", "how it was resolved"),
    ],
    select: concat!(
        "SELECT ",
        document!("d"),
        " AS document, 'P' || p.n AS id, p.start, p.\"end\", ",
        words!("p.start", "p.\"end\""),
        " AS text,
             l.name, l.geonameid, l.lat, l.lon, l.country_code, r.name AS resolution
         FROM documents d CROSS JOIN places p ON p.document = d.id CROSS JOIN locations l ON l.id = p.location
         LEFT JOIN reasons r ON r.id = p.resolution
         ORDER BY d.digest, p.n"
    ),
};
