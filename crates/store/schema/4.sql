-- Schema 4: texts take half the room, and statements, mentions and reasons less; questions are answered from sheets.
--
-- What stays in the file, tables, views and indexes, is written as SQLite 3.38 understands it, or older programs could not open it.

-- No view may look at a table that is put in the place of another.
DROP VIEW reckoned_dyads;
DROP VIEW reckoned_day_counts;
DROP VIEW reckoned_dyad_counts;
DROP VIEW reckoned_actor_counts;
DROP VIEW periods_of_days;

-- A text is kept as SQLite's own archives keep a file: by zlib, or as it is where that would not make it smaller. The command line of
-- SQLite has sqlar_uncompress(), as has `demarche sql`; elsewhere zlib's inflate does it.
DROP VIEW sentence_texts;
DROP VIEW named_entities;
ALTER TABLE documents ADD COLUMN size INTEGER NOT NULL DEFAULT 0;        -- of the text, in bytes of UTF-8
ALTER TABLE documents ADD COLUMN packed BLOB NOT NULL DEFAULT x'';       -- the text
UPDATE documents SET size = octet_length(text), packed = sqlar_compress(CAST(text AS BLOB));
ALTER TABLE documents DROP COLUMN text;

-- Every document with its text.
CREATE VIEW texts (
    id, digest, story, run, words, day, publisher, uri, title_start, title_end, section, byline, credits, language, published,
    published_end, published_basis, published_trust, published_evidence, blocks, first_sentence, last_sentence, text
) AS
    SELECT id, digest, story, run, words, day, publisher, uri, title_start, title_end, section, byline, credits, language, published,
        published_end, published_basis, published_trust, published_evidence, blocks, first_sentence, last_sentence,
        CAST(sqlar_uncompress(packed, size) AS TEXT)
    FROM documents;

CREATE VIEW sentence_texts (id, text) AS
    SELECT s.id, substr(t.text, s.start + 1, s."end" - s.start) FROM sentences s JOIN texts t ON t.id = s.document;

CREATE VIEW named_entities (document, n, actor, name, kind, code, sector, office, identifier_id, basis) AS
    SELECT e.document, e.n, e.actor, ifnull(a.name, substr(t.text, e.start + 1, e.length)), ifnull(a.kind, e.kind),
           CASE WHEN a.id IS NULL THEN e.code ELSE a.code END, e.sector, e.office, a.identifier_id, r.name
    FROM entities e JOIN texts t ON t.id = e.document
    LEFT JOIN actors a ON a.id = e.actor LEFT JOIN reasons r ON r.id = e.basis;

-- What a statement does and how it is put are numbers with names, and the confidence is kept in thousandths.
ALTER TABLE statements RENAME TO kept_statements;
CREATE TABLE statements (
    document         INTEGER NOT NULL REFERENCES documents (id),
    n                INTEGER NOT NULL,
    actor            INTEGER,            -- actors.id of the source, where it is resolved
    day              INTEGER,            -- when it was said, or else published
    act_number       INTEGER NOT NULL,
    form_number      INTEGER NOT NULL,
    source_entity    INTEGER,            -- entities.n
    source_start     INTEGER,
    source_end       INTEGER,
    cue_start        INTEGER,
    cue_end          INTEGER,
    content_start    INTEGER,            -- what is attributed: its first piece
    content_end      INTEGER,
    others           TEXT,               -- its other pieces, JSON list of [start, end]
    addressee_entity INTEGER,
    addressee_start  INTEGER,
    addressee_end    INTEGER,
    relay            TEXT,               -- JSON list of [start, end, entity or null]
    date             TEXT,
    enddate          TEXT,
    date_basis       TEXT,
    within           INTEGER,            -- statements.n
    thousandths      INTEGER NOT NULL,   -- of confidence
    act TEXT NOT NULL GENERATED ALWAYS AS (
        CASE act_number WHEN 0 THEN 'assert' WHEN 1 THEN 'deny' WHEN 2 THEN 'demand' WHEN 3 THEN 'threaten' WHEN 4 THEN 'warn'
        WHEN 5 THEN 'promise' WHEN 6 THEN 'offer' WHEN 7 THEN 'accept' WHEN 8 THEN 'reject' WHEN 9 THEN 'accuse' WHEN 10 THEN 'praise'
        WHEN 11 THEN 'apologise' WHEN 12 THEN 'ask' WHEN 13 THEN 'announce' WHEN 14 THEN 'believe' WHEN 15 THEN 'intend' END
    ) VIRTUAL,
    form TEXT NOT NULL GENERATED ALWAYS AS (
        CASE form_number WHEN 0 THEN 'direct' WHEN 1 THEN 'mixed' WHEN 2 THEN 'indirect' END
    ) VIRTUAL,
    confidence REAL NOT NULL GENERATED ALWAYS AS (thousandths / 1000.0) VIRTUAL,
    PRIMARY KEY (document, n)
) STRICT, WITHOUT ROWID;
INSERT INTO statements (document, n, actor, day, act_number, form_number, source_entity, source_start, source_end, cue_start, cue_end,
    content_start, content_end, others, addressee_entity, addressee_start, addressee_end, relay, date, enddate, date_basis, within,
    thousandths)
    SELECT document, n, actor, day,
        CASE act WHEN 'assert' THEN 0 WHEN 'deny' THEN 1 WHEN 'demand' THEN 2 WHEN 'threaten' THEN 3 WHEN 'warn' THEN 4
        WHEN 'promise' THEN 5 WHEN 'offer' THEN 6 WHEN 'accept' THEN 7 WHEN 'reject' THEN 8 WHEN 'accuse' THEN 9 WHEN 'praise' THEN 10
        WHEN 'apologise' THEN 11 WHEN 'ask' THEN 12 WHEN 'announce' THEN 13 WHEN 'believe' THEN 14 WHEN 'intend' THEN 15 END,
        CASE form WHEN 'direct' THEN 0 WHEN 'mixed' THEN 1 WHEN 'indirect' THEN 2 END,
        source_entity, source_start, source_end, cue_start, cue_end, content_start, content_end, others, addressee_entity,
        addressee_start, addressee_end, relay, date, enddate, date_basis, within, CAST(round(confidence * 1000) AS INTEGER)
    FROM kept_statements;
DROP TABLE kept_statements;
-- What is dated to a month or a week has no day.
CREATE INDEX statements_by_span ON statements (date) WHERE day IS NULL AND date IS NOT NULL;

-- The other mentions of an entity are two numbers each: start, and eight times the length with the number of its kind, `via`.
DROP VIEW mentions;
UPDATE entities SET others = (
    SELECT json_group_array(iif(o.key % 3 = 0, o.value, 8 * o.value + (others ->> (o.key + 1))) ORDER BY o.key)
    FROM json_each(others) o WHERE o.key % 3 < 2
) WHERE others IS NOT NULL;
CREATE VIEW mentions (document, entity, start, "end", via) AS
    SELECT document, n, start, start + length,
           CASE via WHEN 0 THEN 'name' WHEN 1 THEN 'nominal' WHEN 2 THEN 'pronoun' WHEN 3 THEN 'title' WHEN 4 THEN 'demonym'
           ELSE 'metonym' END
    FROM (SELECT document, n, start, length, via FROM entities WHERE start IS NOT NULL
          UNION ALL
          SELECT document, n, o.value, (others ->> (o.key + 1)) / 8, (others ->> (o.key + 1)) % 8
          FROM entities, json_each(others) o WHERE o.key % 2 = 0);

-- Why an event is one: the name of its reason is a JSON list of the pieces between which words of the text stand.
ALTER TABLE events ADD COLUMN reason INTEGER REFERENCES reasons (id);
ALTER TABLE events ADD COLUMN reason_words TEXT;       -- where these stand, JSON list: start, length, start, length …
INSERT OR IGNORE INTO reasons (name) SELECT DISTINCT json_array(why) FROM events WHERE why IS NOT NULL;
UPDATE events SET reason = (SELECT id FROM reasons WHERE name = json_array(why)) WHERE why IS NOT NULL;
ALTER TABLE events DROP COLUMN why;
CREATE VIEW event_reasons (event, why) AS
    SELECT e.id, (
        SELECT group_concat(
            p.value || ifnull(substr(t.text, (e.reason_words ->> (2 * p.key)) + 1, e.reason_words ->> (2 * p.key + 1)), ''), '')
        FROM json_each(r.name) p)
    FROM events e JOIN reasons r ON r.id = e.reason JOIN texts t ON t.id = e.document;

-- A sheet holds what is asked of many things at once: a hundred lines or so of one day (`src/derived/lines.rs` says how they are written),
-- in the order of the rows that they are of. Together they say again what the views `reckoned_…` say; `demarche store check`
-- compares. They take the place of the tables of counts and of the indexes that questions began with.
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
    SELECT ifnull(e.day, -1000000), e.id, e.negation, ifnull(CASE WHEN a.id IS NULL THEN x.code ELSE a.code END, ''),
        ifnull(x.sector, ''), ifnull(x.actor, 0)
    FROM events e CROSS JOIN json_each(e.claimed_by) c CROSS JOIN statements s ON s.document = e.document AND s.n = c.value
    CROSS JOIN entities x ON x.document = s.document AND x.n = s.source_entity LEFT JOIN actors a ON a.id = x.actor;
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

-- Keys are hashes, and each in a row of its own would change a page of its own in a large store. A full-text index writes what comes in
-- together and merges it later: a key is a word of it, in hexadecimal. Whose key it is, is the rowid: `events.id` and `documents.id`.
CREATE TABLE kept_keys AS SELECT event AS id, group_concat(printf('%x', key), ' ') AS keys FROM event_keys GROUP BY event;
DROP TABLE event_keys;
CREATE VIRTUAL TABLE event_keys USING fts5 (keys, content = '', detail = none, columnsize = 0, tokenize = "ascii");
INSERT INTO event_keys (rowid, keys) SELECT id, keys FROM kept_keys;
DROP TABLE kept_keys;
CREATE TABLE kept_keys AS SELECT document AS id, group_concat(printf('%x', key), ' ') AS keys FROM bands GROUP BY document;
DROP TABLE bands;
CREATE VIRTUAL TABLE bands USING fts5 (keys, content = '', detail = none, columnsize = 0, tokenize = "ascii");
INSERT INTO bands (rowid, keys) SELECT id, keys FROM kept_keys;
DROP TABLE kept_keys;
