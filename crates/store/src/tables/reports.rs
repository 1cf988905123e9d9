//! What single reports say was done: events, their parties, and which answers which.

use super::{Field, Table, codes, document};
use crate::words::words;

pub static EVENTS: Table = Table {
    name: "events",
    about: "What one document reports of an act: a row for each report. To count acts rather than reports, count different \
            values of `joined`, or take `joined_events`.",
    fields: &[
        Field::text("document", "`documents.id`"),
        Field::text("id", "E1, E2 … within the document"),
        Field::text("joined", "the act that it reports, `joined_events.id`"),
        Field::date(
            "day",
            "when it happened, where that is known to the day, or else published",
        ),
        Field::text("event", "PLOVER's category"),
        Field::text("mode", "PLOVER's modes, a JSON list"),
        Field::text("context", "PLOVER's contexts, a JSON list"),
        Field::text("actor", "codes of who does it, a JSON list; `parties` has more of them"),
        Field::text("recipient", "codes of whom it is done to, a JSON list"),
        Field::date("date", "the first day on which it can have happened, or is to happen"),
        Field::date("enddate", "the last such day"),
        Field::text("date_basis", "what the date rests on: a `times.id`, or `published`"),
        Field::text("event_loc", "where, `places.id`"),
        Field::text("place_name", "the name of that place"),
        Field::real("lat", "its degrees north"),
        Field::real("lon", "its degrees east"),
        Field::text("country_code", "its country, ISO 3166-1 alpha-3"),
        Field::text(
            "status",
            "`denied` where negation, or else `possible` where hypothetical, `planned` where future, \
                     `historical`, `fact`",
        ),
        Field::text("tense", "past, historical (background), future"),
        Field::boolean(
            "hypothetical",
            "whether it is conditional, possible, feared or merely wanted",
        ),
        Field::boolean("negation", "whether it is reported not to have happened, or is denied"),
        Field::text(
            "claimed_by",
            "the statements that assert it, outermost first, a JSON list of `statements.id`; null where \
                     the report does itself",
        ),
        Field::text("trigger_text", "the words that carry it"),
        Field::integer("trigger_start", "where they begin"),
        Field::integer("trigger_end", "where they end"),
        Field::text("evidence_text", "the clause that proves it"),
        Field::integer("evidence_start", "where it begins"),
        Field::integer("evidence_end", "where it ends"),
        Field::text(
            "mentions",
            "words that tell it elsewhere in the document, a JSON list of [start, end]",
        ),
        Field::integer(
            "quad_code",
            "PLOVER's quad category: 1 verbal and 2 material cooperation, 3 verbal and 4 material conflict",
        ),
        Field::real("event_scale", "PLOVER's conflict-cooperation score"),
        Field::real("confidence", "how likely it is right, 0 to 1"),
        Field::text("why", "the rule that found it, and its words"),
    ],
    select: concat!(
        "SELECT ",
        document!("d"),
        " AS document, 'E' || e.n AS id, ",
        document!("jd"),
        " || '#E' || s.n AS joined, e.day, e.event,
             e.mode, e.context, ",
        codes!("actor"),
        " AS actor, ",
        codes!("recipient"),
        " AS recipient, e.date, e.enddate,
             e.date_basis, 'P' || e.place AS event_loc, l.name AS place_name, l.lat, l.lon, l.country_code,
             e.status, e.tense, e.hypothetical, e.negation,
             nullif((SELECT json_group_array('S' || c.value ORDER BY c.key) FROM json_each(e.claimed_by) c), '[]')
                 AS claimed_by, ",
        words!("e.trigger_start", "e.trigger_end"),
        " AS trigger_text, e.trigger_start, e.trigger_end, ",
        words!("e.evidence_start", "e.evidence_end"),
        " AS evidence_text, e.evidence_start, e.evidence_end, e.mentions,
             e.quad_code, e.event_scale, e.confidence, (
                 SELECT group_concat(w.value || ifnull(",
        words!(
            "(e.reason_words ->> (2 * w.key))",
            "(e.reason_words ->> (2 * w.key)) + (e.reason_words ->> (2 * w.key + 1))"
        ),
        ", ''), '') FROM json_each(r.name) w) AS why
         FROM documents d CROSS JOIN events e ON e.document = d.id LEFT JOIN reasons r ON r.id = e.reason
         CROSS JOIN joined_events j ON j.id = e.joined CROSS JOIN events s ON s.id = j.event
         CROSS JOIN documents jd ON jd.id = s.document
         LEFT JOIN places p ON p.document = d.id AND p.n = e.place LEFT JOIN locations l ON l.id = p.location
         ORDER BY d.digest, e.n"
    ),
};

pub static PARTIES: Table = Table {
    name: "parties",
    about: "Who does it, and to whom: a row for each party of each event. Of a meeting all are actors.",
    fields: &[
        Field::text("document", "`documents.id`"),
        Field::text("event", "`events.id`"),
        Field::text("role", "actor, recipient"),
        Field::integer("n", "1, 2 … within the role"),
        Field::text("entity", "who it is, `entities.id`"),
        Field::text("name", "the name of that entity"),
        Field::text("code", "its code in this event"),
        Field::text("sector", "its sector in this event"),
        Field::text("identifier_id", "its Wikidata id"),
        Field::text("entity_text", "its words"),
        Field::integer("start", "where they begin in the text"),
        Field::integer("end", "where they end"),
    ],
    select: concat!(
        "SELECT ",
        document!("d"),
        " AS document, 'E' || e.n AS event, p.role, p.n, 'N' || p.entity AS entity,
             ifnull(a.name, ",
        words!("n.start", "(n.start + n.length)"),
        ") AS name, p.code, p.sector, a.identifier_id, ",
        words!("p.start", "p.\"end\""),
        " AS entity_text, p.start, p.\"end\"
         FROM documents d CROSS JOIN events e ON e.document = d.id CROSS JOIN parties p ON p.event = e.id
         LEFT JOIN entities n ON n.document = d.id AND n.n = p.entity LEFT JOIN actors a ON a.id = n.actor
         ORDER BY d.digest, e.n, p.role, p.n"
    ),
};

pub static EXCHANGES: Table = Table {
    name: "exchanges",
    about: "Which report answers which: a demand and its refusal, a threat and its carrying out. Within one document `id` is the \
            record's; over documents it is null, and `score` says how near the two are.",
    fields: &[
        Field::text("reply_document", "the document of the reply, `documents.id`"),
        Field::text("reply", "the event that answers, `events.id`"),
        Field::text("move_document", "the document of the move"),
        Field::text("move", "the event that is answered"),
        Field::text(
            "relation",
            "accepts, rejects, answers, defers, retaliates, carries_out, repeats",
        ),
        Field::text("id", "X1, X2 … within the document"),
        Field::text(
            "evidence_text",
            "the words of the reply's document that connect the two",
        ),
        Field::integer("evidence_start", "where they begin"),
        Field::integer("evidence_end", "where they end"),
        Field::real("score", "over documents: how near the two are in their words, 0 to 1"),
    ],
    select: concat!(
        "SELECT ",
        document!("d"),
        " AS reply_document, 'E' || e.n AS reply, ",
        document!("md"),
        " AS move_document,
             'E' || m.n AS move, x.relation, 'X' || x.n AS id, ",
        words!("x.evidence_start", "x.evidence_end"),
        " AS evidence_text, x.evidence_start, x.evidence_end, x.score
         FROM documents d CROSS JOIN events e ON e.document = d.id CROSS JOIN exchanges x ON x.reply = e.id
         CROSS JOIN events m ON m.id = x.move CROSS JOIN documents md ON md.id = m.document
         ORDER BY d.digest, e.n, md.digest, m.n, x.relation"
    ),
};
