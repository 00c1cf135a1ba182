-- Who tells of which happening, out of indexes alone: rows of events are wide, for they hold the
-- whole record.
DROP INDEX events_statement;
CREATE INDEX events_statement ON events (statement_id, id);
CREATE INDEX events_said ON events (id, statement_id);
