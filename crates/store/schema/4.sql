-- Schema 4: texts take half the room, and statements, mentions and reasons less.
--
-- What stays in the file, tables, views and indexes, is written as SQLite 3.38 understands it, or older programs could not open it.

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
CREATE TEMP TABLE kept_statements AS SELECT * FROM statements;
DROP TABLE statements;
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
CREATE INDEX statements_by_actor ON statements (actor, day) WHERE actor IS NOT NULL;
CREATE INDEX statements_by_day ON statements (day);
CREATE INDEX statements_by_act ON statements (act_number, day);
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
