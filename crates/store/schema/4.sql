-- Schema 4: questions are answered from sheets.

-- Questions.
--
-- A sheet holds what is asked of many things at once: a hundred lines or so of one day (`src/derived/lines.rs` says how they are written),
-- in the order of the rows that they are of. Together they say again what the views `reckoned_…` say; `demarche store check`
-- compares. They take the place of the tables of counts and of the indexes that questions began with.
DROP VIEW reckoned_dyads;
DROP VIEW reckoned_day_counts;
DROP VIEW reckoned_dyad_counts;
DROP VIEW reckoned_actor_counts;
DROP VIEW periods_of_days;
DROP TABLE dyads;
DROP TABLE day_counts;
DROP TABLE dyad_counts;
DROP TABLE actor_counts;
DROP INDEX parties_by_actor;
DROP INDEX events_by_day;
DROP INDEX events_by_category;
DROP INDEX events_denied;
DROP INDEX events_by_place;
DROP INDEX places_by_location;
DROP INDEX statements_by_actor;
DROP INDEX statements_by_day;
DROP INDEX statements_by_act;
DROP INDEX entities_by_actor;
DROP INDEX entities_by_code;

-- What an event is: of these there are few. Lines name them by number.
CREATE TABLE kinds (
    id        INTEGER PRIMARY KEY,
    event     TEXT NOT NULL,             -- PLOVER's category
    mode      TEXT NOT NULL,             -- JSON list, '[]' where there is none
    status    TEXT NOT NULL,
    quad_code INTEGER NOT NULL,
    scale     INTEGER NOT NULL,          -- event_scale in thousandths, so that sums do not depend on the order of adding
    UNIQUE (event, mode, status, quad_code, scale)
) STRICT;
-- What a statement is.
CREATE TABLE statement_kinds (
    id   INTEGER PRIMARY KEY,
    act  TEXT NOT NULL,
    form TEXT NOT NULL,
    UNIQUE (act, form)
) STRICT;
-- Codes with their sectors, '' where there is none.
CREATE TABLE labels (
    id     INTEGER PRIMARY KEY,
    code   TEXT NOT NULL,
    sector TEXT NOT NULL,
    UNIQUE (code, sector)
) STRICT;

-- `key` is the day, -1000000 where it is not known, times 2^40, and the number of the first event or document that the sheet was made for.
CREATE TABLE event_sheets (key INTEGER PRIMARY KEY, lines BLOB NOT NULL) STRICT;
CREATE TABLE claim_sheets (key INTEGER PRIMARY KEY, lines BLOB NOT NULL) STRICT;
CREATE TABLE statement_sheets (key INTEGER PRIMARY KEY, lines BLOB NOT NULL) STRICT;

-- Who does it to whom: a line for each actor and recipient of an event, who are two parties, or for either alone; what the event is
-- besides stands in each. The sentences are null where it does not begin or end in one.
CREATE VIEW reckoned_event_lines (
    day, event, joined, stands, claimed, publisher, confidence, location, category, mode, status, quad_code, scale,
    actor_code, actor_sector, actor, recipient_code, recipient_sector, recipient, sentence, last_sentence
) AS
    SELECT ifnull(e.day, -1000000), e.id, e.joined, e.stands, e.claimed_by IS NOT NULL, ifnull(d.publisher, 0),
        CAST(round(e.confidence * 10000) AS INTEGER), ifnull(p.location, 0), e.event, ifnull(e.mode, '[]'), e.status, e.quad_code,
        CAST(round(e.event_scale * 1000) AS INTEGER),
        ifnull(a.code, ''), ifnull(a.sector, ''), ifnull(a.actor, 0), ifnull(r.code, ''), ifnull(r.sector, ''), ifnull(r.actor, 0),
        (SELECT CASE WHEN s."end" > e.evidence_start THEN s.id END FROM sentences s
         WHERE s.id BETWEEN d.first_sentence AND d.last_sentence AND s.start <= e.evidence_start ORDER BY s.id DESC LIMIT 1),
        (SELECT CASE WHEN s."end" >= e.evidence_end THEN s.id END FROM sentences s
         WHERE s.id BETWEEN d.first_sentence AND d.last_sentence AND s.start < e.evidence_end ORDER BY s.id DESC LIMIT 1)
    FROM events e JOIN documents d ON d.id = e.document LEFT JOIN places p ON p.document = e.document AND p.n = e.place
    LEFT JOIN parties a ON a.event = e.id AND a.role = 'actor'
    LEFT JOIN parties r ON r.event = e.id AND (r.role, r.n) IS NOT (a.role, a.n)
        AND EXISTS (SELECT 1 FROM recipients o WHERE (o.event, o.role, o.n) = (r.event, r.role, r.n));
-- On whose word a report stands, and whether it says that it did not happen.
CREATE VIEW reckoned_claim_lines (day, event, denies, code, sector, actor) AS
    SELECT ifnull(e.day, -1000000), e.id, e.negation, ifnull(x.code, ''), ifnull(x.sector, ''), ifnull(x.actor, 0)
    FROM events e CROSS JOIN json_each(e.claimed_by) c CROSS JOIN statements s ON s.document = e.document AND s.n = c.value
    CROSS JOIN named_entities x ON x.document = s.document AND x.n = s.source_entity;
-- Who says what to whom, and in which sentences: null where it does not begin or end in one, as what stands between two.
CREATE VIEW reckoned_statement_lines (
    day, document, n, act, form, confidence, source_code, source_sector, source, addressee_code, addressee_sector, addressee,
    sentence, last_sentence
) AS
    SELECT ifnull(t.day, -1000000), t.document, t.n, t.act, t.form, CAST(round(t.confidence * 10000) AS INTEGER),
        ifnull(CASE WHEN a.id IS NULL THEN x.code ELSE a.code END, ''), ifnull(x.sector, ''), ifnull(t.actor, 0),
        ifnull(CASE WHEN b.id IS NULL THEN y.code ELSE b.code END, ''), ifnull(y.sector, ''), ifnull(y.actor, 0),
        (SELECT CASE WHEN s."end" > t.first THEN s.id END FROM sentences s
         WHERE s.id BETWEEN d.first_sentence AND d.last_sentence AND s.start <= t.first ORDER BY s.id DESC LIMIT 1),
        (SELECT CASE WHEN s."end" >= t.last THEN s.id END FROM sentences s
         WHERE s.id BETWEEN d.first_sentence AND d.last_sentence AND s.start < t.last ORDER BY s.id DESC LIMIT 1)
    FROM (SELECT *,
            min(ifnull(source_start, content_start), ifnull(cue_start, content_start), content_start) AS first,
            max(ifnull(source_end, 0), ifnull(cue_end, 0), content_end,
                ifnull((SELECT max(o.value ->> 1) FROM json_each(others) o), 0)) AS last
        FROM statements) t JOIN documents d ON d.id = t.document
    LEFT JOIN entities x ON x.document = t.document AND x.n = t.source_entity LEFT JOIN actors a ON a.id = x.actor
    LEFT JOIN entities y ON y.document = t.document AND y.n = t.addressee_entity LEFT JOIN actors b ON b.id = y.actor;

-- Which code does what to which, report by report; '' where it is not known. Mutual acts have both directions, and two parties of
-- one code do it to each other.
CREATE VIEW dyads (actor, recipient, event, day, id, stands, status, quad_code, scale) AS
    SELECT DISTINCT actor_code, recipient_code, category, day, event, stands, status, quad_code, scale FROM reckoned_event_lines;
