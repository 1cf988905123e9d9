//! Acts, however many report them.

use super::{Field, Table, codes, document};

pub static JOINED_EVENTS: Table = Table {
    name: "joined_events",
    about: "One act, however many report it. What is said of it is what the report says that stands for all: the first \
            published, or that of the smallest digest.",
    fields: &[
        Field::text("id", "`document`, `#` and `event` of the report that stands for all"),
        Field::text("document", "the document of that report"),
        Field::text("event_id", "its id, `events.id`"),
        Field::date("day", "when it happened, or else was published"),
        Field::text("event", "PLOVER's category"),
        Field::text("mode", "PLOVER's modes, a JSON list"),
        Field::text("context", "PLOVER's contexts, a JSON list"),
        Field::text("actor", "codes of who does it, a JSON list"),
        Field::text("recipient", "codes of whom it is done to, a JSON list"),
        Field::text("place_name", "where"),
        Field::real("lat", "degrees north of that place"),
        Field::real("lon", "its degrees east"),
        Field::text("country_code", "its country, ISO 3166-1 alpha-3"),
        Field::text("status", "denied, possible, planned, historical, fact: as in `events`"),
        Field::integer("quad_code", "PLOVER's quad category"),
        Field::real("event_scale", "PLOVER's conflict-cooperation score"),
        Field::real(
            "confidence",
            "how likely the report that stands for all is right, 0 to 1",
        ),
        Field::integer("reports", "how many rows of `events` report it"),
        Field::integer("documents", "in how many documents"),
        Field::integer("publishers", "of how many publishers that are known"),
        Field::integer("wires", "of these, how many only by wire"),
        Field::date("first_seen", "the first day of publication that is known"),
        Field::date("last_seen", "the last"),
        Field::integer("claimed", "how many reports give it as somebody's claim"),
        Field::integer("denied", "how many say that it did not happen"),
    ],
    select: concat!(
        "SELECT ",
        document!("d"),
        " || '#E' || e.n AS id, ",
        document!("d"),
        " AS document, 'E' || e.n AS event_id, e.day, e.event,
             e.mode, e.context, ",
        codes!("actor"),
        " AS actor, ",
        codes!("recipient"),
        " AS recipient, l.name AS place_name,
             l.lat, l.lon, l.country_code, e.status, e.quad_code, e.event_scale, e.confidence, j.reports,
             j.documents, j.publishers, j.wires, j.first_seen, j.last_seen, j.claimed, j.denied
         FROM documents d CROSS JOIN events e ON e.document = d.id CROSS JOIN joined_events j ON j.id = e.joined
         LEFT JOIN places p ON p.document = d.id AND p.n = e.place LEFT JOIN locations l ON l.id = p.location
         WHERE j.event = e.id
         ORDER BY d.digest, e.n"
    ),
};

pub static JOINED_EXCHANGES: Table = Table {
    name: "joined_exchanges",
    about: "Which act answers which, however many report either.",
    fields: &[
        Field::text("reply", "the act that answers, `joined_events.id`"),
        Field::text("move", "the act that is answered, `joined_events.id`"),
        Field::text(
            "relation",
            "accepts, rejects, answers, defers, retaliates, carries_out, repeats",
        ),
        Field::integer("reports", "how many pairs of reports say so: rows of `exchanges`"),
    ],
    select: concat!(
        "SELECT ",
        document!("d"),
        " || '#E' || e.n AS reply, ",
        document!("md"),
        " || '#E' || m.n AS move, x.relation, x.reports
         FROM joined_exchanges x
         CROSS JOIN joined_events r ON r.id = x.reply CROSS JOIN events e ON e.id = r.event
         CROSS JOIN documents d ON d.id = e.document
         CROSS JOIN joined_events o ON o.id = x.move CROSS JOIN events m ON m.id = o.event
         CROSS JOIN documents md ON md.id = m.document
         ORDER BY d.digest, e.n, md.digest, m.n, x.relation"
    ),
};
