-- Schema 2: actors by their code and id, which questions ask for.
CREATE INDEX IF NOT EXISTS actors_by_code ON actors (code) WHERE code IS NOT NULL;
CREATE INDEX IF NOT EXISTS actors_by_identifier ON actors (identifier_id) WHERE identifier_id IS NOT NULL;
