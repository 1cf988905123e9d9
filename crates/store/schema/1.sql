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
    day                INTEGER,              -- of publication, where the day is known
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
    text               TEXT NOT NULL
) STRICT;
CREATE INDEX documents_by_story ON documents (story);
CREATE INDEX documents_by_day ON documents (day, publisher);

-- Where and when a text was seen: each combination once, the one in `documents` among them.
CREATE TABLE sightings (
    document  INTEGER NOT NULL REFERENCES documents (id),
    publisher INTEGER NOT NULL,          -- publishers.id; 0 where none is named
    published TEXT NOT NULL,             -- '' where the day is not known
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

CREATE TABLE sentences (
    id       INTEGER PRIMARY KEY,        -- the rowid of sentence_search
    document INTEGER NOT NULL REFERENCES documents (id),
    start    INTEGER NOT NULL,
    "end"    INTEGER NOT NULL
) STRICT;
CREATE INDEX sentences_by_document ON sentences (document);

CREATE VIEW sentence_texts (id, text) AS
    SELECT s.id, substr(d.text, s.start + 1, s."end" - s.start) FROM sentences s JOIN documents d ON d.id = s.document;

-- Full-text search. It holds no words of its own: they are cut from the documents.
CREATE VIRTUAL TABLE sentence_search USING fts5 (
    text, content = 'sentence_texts', content_rowid = 'id', tokenize = "unicode61 remove_diacritics 2"
);

-- Who is named or described anywhere, once for each combination.
CREATE TABLE actors (
    id            INTEGER PRIMARY KEY,
    name          TEXT NOT NULL,
    kind          TEXT NOT NULL,         -- person, organization, government, state, group, place
    code          TEXT,                  -- ISO 3166-1 alpha-3, or PLOVER's code
    identifier_id TEXT                   -- Wikidata
) STRICT;
CREATE UNIQUE INDEX actors_by_name ON actors (name, kind, ifnull(code, ''), ifnull(identifier_id, ''));

-- Who is mentioned in a document.
CREATE TABLE entities (
    document INTEGER NOT NULL REFERENCES documents (id),
    n        INTEGER NOT NULL,
    actor    INTEGER NOT NULL REFERENCES actors (id),
    sector   TEXT,
    office   TEXT,
    basis    TEXT,
    PRIMARY KEY (document, n)
) STRICT, WITHOUT ROWID;
CREATE INDEX entities_by_actor ON entities (actor);

-- Where.
CREATE TABLE mentions (
    document INTEGER NOT NULL,
    entity   INTEGER NOT NULL,
    start    INTEGER NOT NULL,
    length   INTEGER NOT NULL,
    via      INTEGER NOT NULL,           -- 0 name, 1 nominal, 2 pronoun, 3 title, 4 demonym, 5 metonym
    PRIMARY KEY (document, entity, start, length, via)
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
    resolution TEXT,
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
    content          TEXT NOT NULL,      -- JSON list of [start, end]
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
CREATE INDEX statements_by_actor ON statements (actor, day);
CREATE INDEX statements_by_day ON statements (day, act);

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
    event      INTEGER NOT NULL,         -- events.id of the report that stands for all: the first of the smallest digest
    reports    INTEGER NOT NULL,         -- rows of events
    documents  INTEGER NOT NULL,
    publishers INTEGER NOT NULL,         -- different ones that are known
    wires      INTEGER NOT NULL,         -- of those, how many only by wire
    first_seen INTEGER,                  -- the first day of publication that is known
    last_seen  INTEGER,
    claimed    INTEGER NOT NULL,         -- reports that give it as somebody's claim
    denied     INTEGER NOT NULL          -- reports that say it did not happen
) STRICT;

-- Where candidates for joining and for exchanges are looked up; `words` is what a report tells, as hashes.
CREATE TABLE event_keys (
    key   INTEGER NOT NULL,              -- hash of category, party and day, or of the words of the evidence
    event INTEGER NOT NULL,
    PRIMARY KEY (key, event)
) STRICT, WITHOUT ROWID;
CREATE TABLE event_words (
    event INTEGER PRIMARY KEY,
    words BLOB NOT NULL                  -- hashes of its content words, 4 bytes each, ascending
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

-- What reading again changed: one row for each statement or event that one run has and the other has not.
CREATE TABLE changes (
    document INTEGER NOT NULL,
    old_run  INTEGER NOT NULL,
    new_run  INTEGER NOT NULL,
    kind     TEXT NOT NULL,              -- statement, event, exchange, published
    what     TEXT NOT NULL,              -- JSON: what identifies it in the text
    change   TEXT NOT NULL,              -- new, gone
    PRIMARY KEY (old_run, new_run, document, kind, what, change)
) STRICT, WITHOUT ROWID;
