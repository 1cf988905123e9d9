-- Schema 5: the clauses that tell events can be searched, words are found whatever stands beside them, and indexes of keys are in fewer
-- pieces.

-- Which sentences hold a word, which events are told with it, which actors have it in their names. What is indexed are words that are
-- cut already (`src/tokens.rs`): small letters and digits, without the accents of Latin letters. The indexes keep neither the words
-- themselves nor where they stand: whoever looks for a phrase asks for its words and then looks at the sentence.
DROP TABLE sentence_search;
DROP TABLE actor_search;
CREATE VIRTUAL TABLE sentence_search USING fts5 (words, content = '', detail = none, columnsize = 0, tokenize = "ascii");
CREATE VIRTUAL TABLE event_search USING fts5 (words, content = '', detail = none, columnsize = 0, tokenize = "ascii");
CREATE VIRTUAL TABLE actor_search USING fts5 (words, content = '', detail = none, columnsize = 0, tokenize = "ascii");

-- A line of an event need not say in which sentences it is told.
DROP VIEW dyads;
DROP VIEW reckoned_event_lines;
CREATE VIEW reckoned_event_lines (
    day, event, joined, stands, claimed, publisher, confidence, location, category, mode, status, quad_code, scale,
    actor_code, actor_sector, actor, recipient_code, recipient_sector, recipient
) AS
    SELECT ifnull(e.day, -1000000), e.id, e.joined, e.stands, e.claimed_by IS NOT NULL, ifnull(d.publisher, 0),
        CAST(round(e.confidence * 10000) AS INTEGER), ifnull(p.location, 0), e.event, ifnull(e.mode, '[]'), e.status, e.quad_code,
        CAST(round(e.event_scale * 1000) AS INTEGER),
        ifnull(a.code, ''), ifnull(a.sector, ''), ifnull(a.actor, 0), ifnull(r.code, ''), ifnull(r.sector, ''), ifnull(r.actor, 0)
    FROM events e JOIN documents d ON d.id = e.document LEFT JOIN places p ON p.document = e.document AND p.n = e.place
    LEFT JOIN parties a ON a.event = e.id AND a.role = 'actor'
    LEFT JOIN parties r ON r.event = e.id AND (r.role, r.n) IS NOT (a.role, a.n)
        AND EXISTS (SELECT 1 FROM recipients o WHERE (o.event, o.role, o.n) = (r.event, r.role, r.n));
CREATE VIEW dyads (actor, recipient, event, day, id, stands, status, quad_code, scale) AS
    SELECT DISTINCT actor_code, recipient_code, category, day, event, stands, status, quad_code, scale FROM reckoned_event_lines;
DELETE FROM event_sheets;
DELETE FROM claim_sheets;
DELETE FROM statement_sheets;

-- Two pieces of one size become one. The writer says when: `src/derived/index.rs`.
INSERT INTO event_keys (event_keys, rank) VALUES ('usermerge', 2);
INSERT INTO bands (bands, rank) VALUES ('usermerge', 2);
INSERT INTO event_keys (event_keys) VALUES ('optimize');
INSERT INTO bands (bands) VALUES ('optimize');
