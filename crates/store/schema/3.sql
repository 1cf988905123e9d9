-- Schema 3: what questions are answered from, and what was fetched.
--
-- All of the former says again what other tables say, and is kept up to date in the transaction that changes them: each table equals the
-- view `reckoned_…` of the same shape, which `demarche store check` compares. An act is what joined_events counts: one, however
-- many report it, and it is counted where the report that stands for it is.

-- Whether the report stands for its joined event: events.id = joined_events.event.
ALTER TABLE events ADD COLUMN stands INTEGER NOT NULL DEFAULT 0;
-- Whether it happened. A denial outweighs a doubt, and a doubt a plan.
ALTER TABLE events ADD COLUMN status TEXT GENERATED ALWAYS AS (
    CASE WHEN negation THEN 'denied' WHEN hypothetical THEN 'possible' WHEN tense = 'future' THEN 'planned'
    WHEN tense = 'historical' THEN 'historical' ELSE 'fact' END
) VIRTUAL;
UPDATE events SET stands = 1 WHERE id IN (SELECT event FROM joined_events);

-- Who an act is directed at: the recipients, and where it is mutual and has none, as a meeting, each of the actors.
-- Nobody does anything to himself: an actor a and a recipient r of one act are two parties, (r.role, r.n) <> (a.role, a.n).
CREATE VIEW recipients (event, role, n, entity, actor, code, sector, start, "end") AS
    SELECT event, role, n, entity, actor, code, sector, start, "end" FROM parties p
    WHERE role = 'recipient' OR role = 'actor'
    AND (SELECT e.event IN ('AGREE', 'CONSULT', 'COOPERATE') FROM events e WHERE e.id = p.event)
    AND EXISTS (SELECT 1 FROM parties o WHERE o.event = p.event AND o.role = 'actor' AND o.n <> p.n)
    AND NOT EXISTS (SELECT 1 FROM parties o WHERE o.event = p.event AND o.role = 'recipient');

-- Which code does what to which, report by report; '' where it is not known. Mutual acts have both directions, and two parties of
-- one code do it to each other. It holds all that is asked for by codes, so that no other table need be looked at.
CREATE TABLE dyads (
    actor     TEXT NOT NULL,
    recipient TEXT NOT NULL,
    event     TEXT NOT NULL,             -- PLOVER's category
    day       INTEGER NOT NULL,          -- -1000000 where it is not known
    id        INTEGER NOT NULL,          -- events.id
    stands    INTEGER NOT NULL,
    status    TEXT NOT NULL,
    quad_code INTEGER NOT NULL,
    scale     INTEGER NOT NULL,          -- event_scale in thousandths, so that sums do not depend on the order of adding
    PRIMARY KEY (actor, event, day, id, recipient)
) STRICT, WITHOUT ROWID;
CREATE VIEW reckoned_dyads (actor, recipient, event, day, id, stands, status, quad_code, scale) AS
    SELECT DISTINCT ifnull(a.code, ''), ifnull(r.code, ''), e.event, ifnull(e.day, -1000000), e.id, e.stands, e.status,
        e.quad_code, CAST(round(e.event_scale * 1000) AS INTEGER)
    FROM events e LEFT JOIN parties a ON a.event = e.id AND a.role = 'actor'
    LEFT JOIN parties r ON r.event = e.id AND (r.role, r.n) IS NOT (a.role, a.n)
        AND EXISTS (SELECT 1 FROM recipients o WHERE (o.event, o.role, o.n) = (r.event, r.role, r.n));
INSERT INTO dyads SELECT * FROM reckoned_dyads;
CREATE INDEX dyads_by_recipient ON dyads (recipient, event, day, actor, status, stands);
-- It answers what this index was for.
DROP INDEX parties_by_code;

-- How many acts there are of a category on a day, and how many reports of such.
CREATE TABLE day_counts (
    day     INTEGER NOT NULL,            -- -1000000 where it is not known
    event   TEXT NOT NULL,
    status  TEXT NOT NULL,
    acts    INTEGER NOT NULL,
    reports INTEGER NOT NULL,
    PRIMARY KEY (day, event, status)
) STRICT, WITHOUT ROWID;
CREATE VIEW reckoned_day_counts (day, event, status, acts, reports) AS
    SELECT ifnull(day, -1000000), event, status, sum(stands), count(*) FROM events GROUP BY 1, 2, 3;
INSERT INTO day_counts SELECT * FROM reckoned_day_counts;

-- The periods that a day is counted in: all time (0), its year (2022), its month (202201). Days before the year 1000 (-354285) are
-- in none but all time: their years and months would be called as others are.
CREATE VIEW periods_of_days (day, period) AS
    SELECT day, 0 FROM day_counts GROUP BY day
    UNION ALL SELECT day, CAST(strftime('%Y', day * 86400, 'unixepoch') AS INTEGER) FROM day_counts
        WHERE day >= -354285 GROUP BY day
    UNION ALL SELECT day, CAST(strftime('%Y%m', day * 86400, 'unixepoch') AS INTEGER) FROM day_counts
        WHERE day >= -354285 GROUP BY day;

-- The dyads of a period, counted.
CREATE TABLE dyad_counts (
    period        INTEGER NOT NULL,
    actor         TEXT NOT NULL,
    recipient     TEXT NOT NULL,
    quad_code     INTEGER NOT NULL,
    event         TEXT NOT NULL,
    status        TEXT NOT NULL,
    acts          INTEGER NOT NULL,
    reports       INTEGER NOT NULL,
    acts_scale    INTEGER NOT NULL,      -- sum of the scales of the acts
    reports_scale INTEGER NOT NULL,      -- and of the reports
    PRIMARY KEY (period, actor, recipient, quad_code, event, status)
) STRICT, WITHOUT ROWID;
CREATE VIEW reckoned_dyad_counts (
    period, actor, recipient, quad_code, event, status, acts, reports, acts_scale, reports_scale
) AS
    SELECT p.period, y.actor, y.recipient, y.quad_code, y.event, y.status, sum(y.stands), count(*),
        sum(y.stands * y.scale), sum(y.scale)
    FROM dyads y JOIN periods_of_days p ON p.day = y.day
    GROUP BY 1, 2, 3, 4, 5, 6;
INSERT INTO dyad_counts SELECT * FROM reckoned_dyad_counts;

-- How often somebody appears in a period: with statements of his own, and in acts and reports of acts.
CREATE TABLE actor_counts (
    period            INTEGER NOT NULL,
    actor             INTEGER NOT NULL,  -- actors.id
    statements        INTEGER NOT NULL,
    actor_acts        INTEGER NOT NULL,
    actor_reports     INTEGER NOT NULL,
    recipient_acts    INTEGER NOT NULL,
    recipient_reports INTEGER NOT NULL,
    PRIMARY KEY (period, actor)
) STRICT, WITHOUT ROWID;
CREATE VIEW reckoned_actor_counts (
    period, actor, statements, actor_acts, actor_reports, recipient_acts, recipient_reports
) AS
    WITH appearances (day, actor, statements, actor_acts, actor_reports, recipient_acts, recipient_reports) AS (
        SELECT ifnull(day, -1000000), actor, count(*), 0, 0, 0, 0 FROM statements WHERE actor IS NOT NULL GROUP BY 1, 2
        UNION ALL
        SELECT ifnull(e.day, -1000000), p.actor, 0, sum(e.stands), count(*), 0, 0
            FROM (SELECT DISTINCT event, actor FROM parties WHERE role = 'actor' AND actor IS NOT NULL) p
            JOIN events e ON e.id = p.event GROUP BY 1, 2
        UNION ALL
        SELECT ifnull(e.day, -1000000), p.actor, 0, 0, 0, sum(e.stands), count(*)
            FROM (SELECT DISTINCT event, actor FROM recipients WHERE actor IS NOT NULL) p
            JOIN events e ON e.id = p.event GROUP BY 1, 2
    ), counted (period, actor, statements, actor_acts, actor_reports, recipient_acts, recipient_reports) AS (
        SELECT 0, actor, statements, actor_acts, actor_reports, recipient_acts, recipient_reports FROM appearances
        UNION ALL
        SELECT CAST(strftime('%Y', day * 86400, 'unixepoch') AS INTEGER), actor, statements, actor_acts, actor_reports,
            recipient_acts, recipient_reports FROM appearances WHERE day >= -354285
        UNION ALL
        SELECT CAST(strftime('%Y%m', day * 86400, 'unixepoch') AS INTEGER), actor, statements, actor_acts, actor_reports,
            recipient_acts, recipient_reports FROM appearances WHERE day >= -354285
    )
    SELECT period, actor, sum(statements), sum(actor_acts), sum(actor_reports), sum(recipient_acts), sum(recipient_reports)
    FROM counted GROUP BY 1, 2;
INSERT INTO actor_counts SELECT * FROM reckoned_actor_counts;

-- Where questions begin that are narrow in one respect.
CREATE INDEX statements_by_act ON statements (act, day);
-- What is dated to a month or a week has no day.
CREATE INDEX statements_by_span ON statements (date) WHERE day IS NULL AND date IS NOT NULL;
CREATE INDEX events_by_span ON events (date) WHERE day IS NULL AND date IS NOT NULL;
-- Denials are few among what somebody says.
CREATE INDEX events_denied ON events (document) WHERE negation = 1 AND claimed_by IS NOT NULL;
CREATE INDEX documents_by_publisher ON documents (publisher) WHERE publisher IS NOT NULL;
CREATE INDEX sightings_by_publisher ON sightings (publisher);
CREATE INDEX places_by_location ON places (location);
CREATE INDEX events_by_place ON events (document, place) WHERE place IS NOT NULL;
CREATE INDEX entities_by_actor ON entities (actor) WHERE actor IS NOT NULL;
CREATE INDEX entities_by_code ON entities (code) WHERE code IS NOT NULL;

-- What `demarche watch` has asked for, so that it is not asked for again.
CREATE TABLE visits (
    key           BLOB PRIMARY KEY,      -- SHA-256 of the address, without user and password
    address       TEXT NOT NULL,         -- without what is secret in it
    etag          TEXT,                  -- what its server gave to ask with whether it has changed; of feeds alone
    last_modified TEXT,
    failures      INTEGER NOT NULL,      -- how many times in a row it could not be had
    next          INTEGER                -- seconds since 1970-01-01 before which it is left alone; null for ever
) STRICT, WITHOUT ROWID;
