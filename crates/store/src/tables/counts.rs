//! Counts: what happens between whom on which day, how much each publisher printed, and who there is.

use super::{Field, Table};

pub static EVENT_COUNTS: Table = Table {
    name: "event_counts",
    about: "How often something happens between two codes on a day: acts, each counted once where the report is that stands for \
            all, beside reports, each counted. An event of several actors or recipients is counted for every pair of them; an \
            agreement, a meeting or a joint deed without a recipient both ways. To normalise, divide by `publishers_daily`.",
    fields: &[
        Field::date(
            "day",
            "when it happened, or else was published; null where neither is known",
        ),
        Field::text("actor", "code of who does it; null where it has none"),
        Field::text("recipient", "code of whom it is done to; null where it has none"),
        Field::text("event", "PLOVER's category"),
        Field::integer("quad_code", "PLOVER's quad category"),
        Field::text("status", "denied, possible, planned, historical, fact: as in `events`"),
        Field::integer("reports", "rows of `events`"),
        Field::integer("acts", "rows of `joined_events`"),
    ],
    select: "SELECT nullif(day, -1000000) AS day, nullif(actor, '') AS actor, nullif(recipient, '') AS recipient, event, quad_code,
             status, count(*) AS reports, sum(stands) AS acts
         FROM dyads GROUP BY 1, 2, 3, 4, 5, 6 ORDER BY 1, 2, 3, 4, 5, 6",
};

pub static PUBLISHERS_DAILY: Table = Table {
    name: "publishers_daily",
    about: "How much each publisher printed on each day, to divide counts by. A text that several printed is counted for each of \
            them, once a day.",
    fields: &[
        Field::text("publisher", "who; null where it is not known"),
        Field::date("day", "day of publication; null where it is not known to within a day"),
        Field::integer("documents", "texts"),
        Field::integer("words", "their words, parted by white space"),
        Field::integer("statements", "statements in them"),
        Field::integer("events", "reports of events in them"),
    ],
    select: "WITH printed (document, publisher, day) AS (
             SELECT id, publisher, day FROM documents
             UNION SELECT document, nullif(publisher, 0), unixepoch(nullif(published, '')) / 86400 FROM sightings
         )
         SELECT p.name AS publisher, s.day, count(*) AS documents, sum(d.words) AS words,
             sum((SELECT count(*) FROM statements t WHERE t.document = d.id)) AS statements,
             sum((SELECT count(*) FROM events e WHERE e.document = d.id)) AS events
         FROM printed s CROSS JOIN documents d ON d.id = s.document LEFT JOIN publishers p ON p.id = s.publisher
         GROUP BY 1, 2 ORDER BY 1, 2",
};

pub static ACTORS: Table = Table {
    name: "actors",
    about: "Everybody who is named anywhere, and how often.",
    fields: &[
        Field::text("name", "his fullest name"),
        Field::text("kind", "person, organization, government, state, group, place"),
        Field::text("code", "ISO 3166-1 alpha-3, or PLOVER's code of an international actor"),
        Field::text("identifier_id", "his Wikidata id"),
        Field::integer("documents", "how many documents mention him"),
        Field::integer("statements", "how many statements are his"),
        Field::integer("as_actor", "in how many reports of events he acts"),
        Field::integer("as_recipient", "in how many he is acted upon"),
    ],
    select: "WITH counted (actor, documents, statements, as_actor, as_recipient) AS (
             SELECT actor, count(DISTINCT document), 0, 0, 0 FROM entities WHERE actor IS NOT NULL GROUP BY actor
             UNION ALL SELECT actor, 0, count(*), 0, 0 FROM statements WHERE actor IS NOT NULL GROUP BY actor
             UNION ALL SELECT actor, 0, 0, count(DISTINCT event) FILTER (WHERE role = 'actor'),
                 count(DISTINCT event) FILTER (WHERE role = 'recipient') FROM parties WHERE actor IS NOT NULL GROUP BY actor
         )
         SELECT a.name, a.kind, a.code, a.identifier_id, sum(c.documents) AS documents, sum(c.statements) AS statements,
             sum(c.as_actor) AS as_actor, sum(c.as_recipient) AS as_recipient
         FROM counted c CROSS JOIN actors a ON a.id = c.actor
         GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4",
};
