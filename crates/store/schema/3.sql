-- Schema 3: what `demarche watch` has asked for, so that it is not asked for again.
CREATE TABLE IF NOT EXISTS visits (
    key           BLOB PRIMARY KEY,      -- SHA-256 of the address, without user and password
    address       TEXT NOT NULL,         -- without what is secret in it
    etag          TEXT,                  -- what its server gave to ask with whether it has changed; of feeds alone
    last_modified TEXT,
    failures      INTEGER NOT NULL,      -- how many times in a row it could not be had
    next          INTEGER                -- seconds since 1970-01-01 before which it is left alone; null for ever
) STRICT, WITHOUT ROWID;
