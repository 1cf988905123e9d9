-- The store of demarche, schema 1.
--
-- Conventions
--   * Offsets (`start`, `end`) count Unicode code points of `documents.text`, half open. SQLite's substr() counts the same:
--     substr(text, start + 1, end - start).
--   * `document` is `documents.id`. `n` numbers things within their document as the record does: statement 3 is its S3, event 2
--     its E2, entity 4 its N4, place 1 its P1, time 5 its T5.
--   * Dates are texts, YYYY-MM-DD. `day` is the same as a number, days since 1970-01-01, for comparing and for indexes:
--     date(day * 86400, 'unixepoch').
--   * Lists are JSON texts; null where empty.
--   * Numbers that only this file gives (ids) depend on the order of arrival. No export shows them: documents go by digest.
--   * Absent is null, never a guess.

-- What made a row: one row for each way of reading. The same settings are the same run, however often they are started.
CREATE TABLE runs (
    id      INTEGER PRIMARY KEY,
    version TEXT NOT NULL,              -- of the program
    model   TEXT NOT NULL,              -- digest of the model
    rules   TEXT NOT NULL,              -- digest of the rules and actors, the program's own and the user's
    options TEXT NOT NULL,              -- JSON of the options that change what is read
    UNIQUE (version, model, rules, options)
) STRICT;

CREATE TABLE publishers (
    id   INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE
) STRICT;

-- One row a text. The same text seen twice is one document with two sightings.
CREATE TABLE documents (
    id                 INTEGER PRIMARY KEY,
    digest             BLOB NOT NULL UNIQUE, -- SHA-256 of the text: 'sha256:' || lower(hex(digest)) is the record's id
    story              INTEGER NOT NULL,     -- stories.id: the near-duplicates it belongs with, itself alone at least
    run                INTEGER NOT NULL REFERENCES runs (id),
    words              INTEGER NOT NULL,     -- parted by white space
    day                INTEGER,              -- of publication, where it is known to within a day: the first that fits
    publisher          INTEGER REFERENCES publishers (id),
    uri                TEXT,
    title_start        INTEGER,
    title_end          INTEGER,
    section            TEXT,
    byline             TEXT,                 -- JSON list of names
    credits            TEXT,                 -- JSON list of agencies and syndicators: by wire, where there are any
    language           TEXT,                 -- ISO 639-1
    published          TEXT,                 -- the first day that fits
    published_end      TEXT,                 -- the last
    published_basis    TEXT NOT NULL,        -- given, metadata, stated, inferred, unknown
    published_trust    TEXT,                 -- declared, searched
    published_evidence TEXT,                 -- JSON list of [start, end]
    blocks             BLOB NOT NULL,        -- the parts of the text and their roles, for reading it again
    first_sentence     INTEGER NOT NULL,     -- sentences.id of the first and of the last; the last is one less where it has none
    last_sentence      INTEGER NOT NULL,
    text               TEXT NOT NULL
) STRICT;
CREATE INDEX documents_by_story ON documents (story);
CREATE INDEX documents_by_day ON documents (day, publisher);
CREATE INDEX documents_by_run ON documents (run);

-- Where and when else a text was seen than `documents` says.
CREATE TABLE sightings (
    document  INTEGER NOT NULL REFERENCES documents (id),
    publisher INTEGER NOT NULL,          -- publishers.id; 0 where none is named
    published TEXT NOT NULL,             -- '' where the day is not given
    uri       TEXT NOT NULL,             -- '' where there is none
    PRIMARY KEY (document, publisher, published, uri)
) STRICT, WITHOUT ROWID;

-- Texts that are nearly the same: a wire story in forty papers, a new edition.
CREATE TABLE stories (
    id        INTEGER PRIMARY KEY,
    document  INTEGER NOT NULL,          -- the one that stands for all: the one with the smallest digest
    documents INTEGER NOT NULL,          -- how many
    first_day INTEGER,                   -- the first and the last day of publication that is known
    last_day  INTEGER
) STRICT;

-- MinHash: who shares one key with another document is in its story.
CREATE TABLE bands (
    key      INTEGER PRIMARY KEY,        -- hash of one band of the signature and of its number
    document INTEGER NOT NULL            -- a document that has it
) STRICT;

-- The sentences of a document have ids in a row: between documents.first_sentence and last_sentence.
CREATE TABLE sentences (
    id       INTEGER PRIMARY KEY,        -- the rowid of sentence_search
    document INTEGER NOT NULL REFERENCES documents (id),
    start    INTEGER NOT NULL,
    "end"    INTEGER NOT NULL
) STRICT;

CREATE VIEW sentence_texts (id, text) AS
    SELECT s.id, substr(d.text, s.start + 1, s."end" - s.start) FROM sentences s JOIN documents d ON d.id = s.document;

-- Full-text search: which sentences hold these words. It keeps neither the words themselves, which are cut from the documents,
-- nor where in a sentence they stand: whoever looks for a phrase asks for its words and then looks at the sentence.
CREATE VIRTUAL TABLE sentence_search USING fts5 (
    text, content = 'sentence_texts', content_rowid = 'id', detail = none, columnsize = 0,
    tokenize = "unicode61 remove_diacritics 2"
);

-- Who is named anywhere, once for each combination.
CREATE TABLE actors (
    id            INTEGER PRIMARY KEY,
    name          TEXT NOT NULL,
    kind          TEXT NOT NULL,         -- person, organization, government, state, group, place
    code          TEXT,                  -- ISO 3166-1 alpha-3, or PLOVER's code
    identifier_id TEXT,                  -- Wikidata
    hash          INTEGER NOT NULL       -- of the four above, 32 bits, by which one is found again
) STRICT;
CREATE INDEX actors_by_hash ON actors (hash);

-- Which actors have these words in their names.
CREATE VIRTUAL TABLE actor_search USING fts5 (
    name, content = 'actors', content_rowid = 'id', detail = none, columnsize = 0,
    tokenize = "unicode61 remove_diacritics 2"
);

-- Words for why something is what it is taken for.
CREATE TABLE reasons (
    id   INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE
) STRICT;

-- Who is mentioned in a document, with the first mention.
CREATE TABLE entities (
    document INTEGER NOT NULL REFERENCES documents (id),
    n        INTEGER NOT NULL,
    actor    INTEGER REFERENCES actors (id), -- null where it is only described: its first mention is its name then
    kind     TEXT,                       -- of who is only described; of others it is the actor's
    code     TEXT,
    sector   TEXT,
    office   TEXT,
    basis    INTEGER REFERENCES reasons (id),
    start    INTEGER,
    length   INTEGER,
    via      INTEGER,                    -- 0 name, 1 nominal, 2 pronoun, 3 title, 4 demonym, 5 metonym
    others   TEXT,                       -- the other mentions, JSON list: start, length, via, start, length, via …
    PRIMARY KEY (document, n)
) STRICT, WITHOUT ROWID;

CREATE TABLE times (
    document INTEGER NOT NULL,
    n        INTEGER NOT NULL,
    start    INTEGER NOT NULL,
    "end"    INTEGER NOT NULL,
    type     TEXT NOT NULL,              -- DATE, TIME, DURATION, SET
    value    TEXT,                       -- TIMEX3
    anchor   TEXT,
    PRIMARY KEY (document, n)
) STRICT, WITHOUT ROWID;

-- A place of the gazetteer, or a name that it does not know.
CREATE TABLE locations (
    id           INTEGER PRIMARY KEY,
    name         TEXT,
    geonameid    INTEGER,
    lat          REAL,
    lon          REAL,
    country_code TEXT
) STRICT;
CREATE UNIQUE INDEX locations_by_name ON locations (
    ifnull(name, ''), ifnull(geonameid, 0), ifnull(lat, 999), ifnull(lon, 999), ifnull(country_code, '')
);

CREATE TABLE places (
    document   INTEGER NOT NULL,
    n          INTEGER NOT NULL,
    start      INTEGER NOT NULL,
    "end"      INTEGER NOT NULL,
    location   INTEGER NOT NULL REFERENCES locations (id),
    resolution INTEGER REFERENCES reasons (id),
    PRIMARY KEY (document, n)
) STRICT, WITHOUT ROWID;

CREATE TABLE statements (
    document         INTEGER NOT NULL REFERENCES documents (id),
    n                INTEGER NOT NULL,
    actor            INTEGER,            -- actors.id of the source, where it is resolved
    day              INTEGER,            -- when it was said, or else published
    act              TEXT NOT NULL,
    form             TEXT NOT NULL,
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
    confidence       REAL NOT NULL,
    PRIMARY KEY (document, n)
) STRICT, WITHOUT ROWID;
CREATE INDEX statements_by_actor ON statements (actor, day) WHERE actor IS NOT NULL;
CREATE INDEX statements_by_day ON statements (day);

-- What one document reports of an act.
CREATE TABLE events (
    id             INTEGER PRIMARY KEY,
    document       INTEGER NOT NULL REFERENCES documents (id),
    n              INTEGER NOT NULL,
    joined         INTEGER NOT NULL,     -- joined_events.id: the reports of the same act, itself alone at least
    day            INTEGER,              -- when it happened, or else when it was published
    event          TEXT NOT NULL,        -- PLOVER's category
    mode           TEXT,                 -- JSON list
    context        TEXT,                 -- JSON list
    date           TEXT,
    enddate        TEXT,
    date_basis     TEXT,
    place          INTEGER,              -- places.n
    tense          TEXT NOT NULL,        -- past, historical, future
    hypothetical   INTEGER NOT NULL,     -- 0, 1
    negation       INTEGER NOT NULL,     -- 0, 1
    claimed_by     TEXT,                 -- JSON list of statements.n, outermost first
    trigger_start  INTEGER,
    trigger_end    INTEGER,
    evidence_start INTEGER,
    evidence_end   INTEGER,
    mentions       TEXT,                 -- JSON list of [start, end]: the words that tell it elsewhere in the document
    quad_code      INTEGER NOT NULL,
    event_scale    REAL NOT NULL,
    confidence     REAL NOT NULL,
    why            TEXT,
    UNIQUE (document, n)
) STRICT;
CREATE INDEX events_by_joined ON events (joined);
CREATE INDEX events_by_day ON events (day, event);
CREATE INDEX events_by_category ON events (event, day);

CREATE TABLE parties (
    event   INTEGER NOT NULL REFERENCES events (id),
    role    TEXT NOT NULL,               -- actor, recipient
    n       INTEGER NOT NULL,            -- 1, 2 … within the role
    entity  INTEGER,                     -- entities.n
    actor   INTEGER,                     -- actors.id, where it is resolved
    code    TEXT,
    sector  TEXT,
    start   INTEGER NOT NULL,
    "end"   INTEGER NOT NULL,
    PRIMARY KEY (event, role, n)
) STRICT, WITHOUT ROWID;
CREATE INDEX parties_by_code ON parties (code, role);
CREATE INDEX parties_by_actor ON parties (actor, role);

-- One act, however many report it. Nothing is lost by joining: each report keeps its row in `events`.
CREATE TABLE joined_events (
    id         INTEGER PRIMARY KEY,
    event      INTEGER NOT NULL,         -- events.id of the report that stands for all: the first published, or the smallest digest
    reports    INTEGER NOT NULL,         -- rows of events
    documents  INTEGER NOT NULL,
    publishers INTEGER NOT NULL,         -- different ones that are known
    wires      INTEGER NOT NULL,         -- of those, how many only by wire
    first_seen INTEGER,                  -- the first day of publication that is known
    last_seen  INTEGER,
    claimed    INTEGER NOT NULL,         -- reports that give it as somebody's claim
    denied     INTEGER NOT NULL          -- reports that say it did not happen
) STRICT;

-- Every mention of everybody.
CREATE VIEW mentions (document, entity, start, "end", via) AS
    SELECT document, n, start, start + length,
           CASE via WHEN 0 THEN 'name' WHEN 1 THEN 'nominal' WHEN 2 THEN 'pronoun' WHEN 3 THEN 'title' WHEN 4 THEN 'demonym'
           ELSE 'metonym' END
    FROM (SELECT document, n, start, length, via FROM entities WHERE start IS NOT NULL
          UNION ALL
          SELECT document, n, o.value, others ->> (o.key + 1), others ->> (o.key + 2)
          FROM entities, json_each(others) o WHERE o.key % 3 = 0);

-- Everybody with his name.
CREATE VIEW named_entities (document, n, actor, name, kind, code, sector, office, identifier_id, basis) AS
    SELECT e.document, e.n, e.actor, ifnull(a.name, substr(d.text, e.start + 1, e.length)), ifnull(a.kind, e.kind),
           CASE WHEN a.id IS NULL THEN e.code ELSE a.code END, e.sector, e.office, a.identifier_id, r.name
    FROM entities e JOIN documents d ON d.id = e.document
    LEFT JOIN actors a ON a.id = e.actor LEFT JOIN reasons r ON r.id = e.basis;

-- Every place and day that a text was seen.
CREATE VIEW all_sightings (document, publisher, published, uri) AS
    SELECT id, publisher, published, uri FROM documents
    UNION ALL SELECT document, nullif(publisher, 0), nullif(published, ''), nullif(uri, '') FROM sightings;

-- Where candidates for joining and for exchanges are looked up, and what is compared.
CREATE TABLE event_keys (
    key   INTEGER NOT NULL,              -- hash; two bits say of what
    event INTEGER NOT NULL,
    PRIMARY KEY (key, event)
) STRICT, WITHOUT ROWID;
CREATE TABLE event_sketches (
    event INTEGER PRIMARY KEY,
    words BLOB NOT NULL,                 -- hashes of its content words, 4 bytes each, ascending
    keys  BLOB NOT NULL                  -- its keys, 8 bytes each
) STRICT;

-- Which report of a move answers which.
CREATE TABLE exchanges (
    reply          INTEGER NOT NULL REFERENCES events (id),
    move           INTEGER NOT NULL REFERENCES events (id),
    relation       TEXT NOT NULL,        -- accepts, rejects, answers, defers, retaliates, carries_out, repeats
    n              INTEGER,              -- its number in the record; null where it reaches over documents
    evidence_start INTEGER,
    evidence_end   INTEGER,
    score          REAL,                 -- over documents: how near the two are in their words, 0 to 1
    PRIMARY KEY (reply, move, relation)
) STRICT, WITHOUT ROWID;
CREATE INDEX exchanges_by_move ON exchanges (move);

-- Which act answers which, however many report either.
CREATE VIEW joined_exchanges (reply, move, relation, reports) AS
    SELECT r.joined, m.joined, x.relation, count(*)
    FROM exchanges x JOIN events r ON r.id = x.reply JOIN events m ON m.id = x.move
    GROUP BY r.joined, m.joined, x.relation;

-- What reading again changed: one row for each thing that one run found in a document and the other did not.
CREATE TABLE changes (
    old_run  INTEGER NOT NULL REFERENCES runs (id),
    new_run  INTEGER NOT NULL REFERENCES runs (id),
    document INTEGER NOT NULL REFERENCES documents (id),
    kind     TEXT NOT NULL,              -- published, statement, event, exchange
    what     TEXT NOT NULL,              -- JSON: the thing, as far as two runs are compared
    change   INTEGER NOT NULL,           -- 1: the new run alone has it, -1: the old run alone had it
    PRIMARY KEY (old_run, new_run, document, kind, what)
) STRICT, WITHOUT ROWID;
