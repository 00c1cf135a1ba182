-- When an archive's page was fetched, or a saved page was saved: a clock of its own, never the
-- report's. ISO 8601 in UTC; NULL where the input does not tell.
ALTER TABLE inputs ADD COLUMN retrieved_at TEXT;
