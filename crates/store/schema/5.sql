-- Schema 5: an index of keys is in fewer pieces, in each of which a key must be looked for.

-- Two pieces of one size become one. The writer says when: `src/derived/index.rs`.
INSERT INTO event_keys (event_keys, rank) VALUES ('usermerge', 2);
INSERT INTO bands (bands, rank) VALUES ('usermerge', 2);
INSERT INTO event_keys (event_keys) VALUES ('optimize');
INSERT INTO bands (bands) VALUES ('optimize');
