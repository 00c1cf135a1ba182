-- The times that the ledger was reconciled anew, in order: by a build or from the reader.
CREATE TABLE revisions (
    id INTEGER PRIMARY KEY,
    run_id INTEGER REFERENCES runs (id),
    recorded_at TEXT NOT NULL
) STRICT;
-- What each revision changed in the ledger: reports, happenings, differences and forecasts.
CREATE TABLE changes (
    revision_id INTEGER NOT NULL REFERENCES revisions (id) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    record_id TEXT NOT NULL,
    -- new, changed, withdrawn, or merged into another
    change TEXT NOT NULL,
    -- the id that it had before; a happening is named by the events it is made of
    previous_id TEXT NOT NULL,
    -- how it stood before, as JSON; empty where it is new
    before TEXT NOT NULL,
    -- how it stands since, as JSON; empty where it is withdrawn
    after TEXT NOT NULL,
    PRIMARY KEY (revision_id, kind, record_id, previous_id)
) STRICT, WITHOUT ROWID;
-- How the ledger stood when it was last reconciled, by which the next revision is told.
CREATE TABLE standings (
    kind TEXT NOT NULL,
    record_id TEXT NOT NULL,
    -- ids of what it is made of, by which it is known again; a JSON list
    members TEXT NOT NULL,
    told TEXT NOT NULL,
    PRIMARY KEY (kind, record_id)
) STRICT, WITHOUT ROWID;
