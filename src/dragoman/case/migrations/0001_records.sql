-- The records of one case. Beside the columns made for reading, each table keeps the exact
-- record as JSON in "record"; the columns are derived from it and never the other way round.
-- Times of recording are UTC. Offsets are half-open characters into reports.source_text.

-- One row a build: which version ran when, and what it did.
CREATE TABLE runs (
    id INTEGER PRIMARY KEY,
    dragoman_version TEXT NOT NULL,
    started_at TEXT NOT NULL,
    -- empty while the build runs, and for ever if it was killed
    finished_at TEXT NOT NULL DEFAULT '',
    -- the build's counts as a JSON object
    counts TEXT NOT NULL DEFAULT '{}'
) STRICT;

-- Facts about the case as a whole, such as whether its reconciliation is up to date.
CREATE TABLE case_state (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- One document as published.
CREATE TABLE reports (
    id TEXT PRIMARY KEY,
    -- row number for the full-text index
    number INTEGER NOT NULL UNIQUE,
    location TEXT NOT NULL,
    title TEXT NOT NULL,
    publisher TEXT NOT NULL,
    relayed_by TEXT NOT NULL,
    -- names, separated by "; "
    authors TEXT NOT NULL,
    published_earliest TEXT,
    published_latest TEXT,
    -- UCDP class 1 (day) to 5
    published_precision INTEGER,
    language TEXT NOT NULL,
    url TEXT NOT NULL,
    -- the report that this one repeats, as reconciliation found
    copy_of TEXT REFERENCES reports (id) ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED,
    -- reports with the same value tell the same story
    story_id TEXT NOT NULL DEFAULT '',
    -- why the body was not coded, empty if it was
    uncoded TEXT NOT NULL,
    content_hash TEXT NOT NULL,
    -- the version that coded it
    coder TEXT NOT NULL,
    run_id INTEGER REFERENCES runs (id),
    recorded_at TEXT NOT NULL,
    source_text TEXT NOT NULL,
    -- source_text without signs that nobody sees inside words (soft hyphen, joiners), for the index
    indexed TEXT GENERATED ALWAYS AS (
        replace(replace(replace(replace(replace(
            source_text, char(173), ''), char(8203), ''), char(8204), ''), char(8205), ''), char(65279), '')
    ) VIRTUAL,
    -- the exact record, without source_text
    record TEXT NOT NULL
) STRICT;
CREATE INDEX reports_publisher ON reports (publisher);
CREATE INDEX reports_story ON reports (story_id);
CREATE INDEX reports_copy_of ON reports (copy_of);

-- One row a place where an input was read: raw bytes of a file, or a row of a JSON Lines file.
CREATE TABLE inputs (
    -- hash of the raw input
    digest TEXT NOT NULL,
    location TEXT NOT NULL,
    report_id TEXT NOT NULL REFERENCES reports (id) ON DELETE CASCADE,
    run_id INTEGER REFERENCES runs (id),
    recorded_at TEXT NOT NULL,
    PRIMARY KEY (digest, location)
) STRICT;
CREATE INDEX inputs_report ON inputs (report_id);

-- Inputs that could not be read or coded, with the reason.
CREATE TABLE failures (
    location TEXT PRIMARY KEY,
    -- stable error code, such as D103
    code TEXT NOT NULL,
    reason TEXT NOT NULL,
    remedy TEXT NOT NULL,
    run_id INTEGER REFERENCES runs (id),
    recorded_at TEXT NOT NULL
) STRICT;

-- The sentences of the bodies.
CREATE TABLE sentences (
    report_id TEXT NOT NULL REFERENCES reports (id) ON DELETE CASCADE,
    -- number of the sentence in its report, from 0
    position INTEGER NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    PRIMARY KEY (report_id, position)
) STRICT, WITHOUT ROWID;

-- The sentences with their words.
CREATE VIEW sentence_texts AS
SELECT s.report_id, s.position, substr(r.source_text, s.start + 1, s."end" - s.start) AS text
FROM sentences AS s JOIN reports AS r ON r.id = s.report_id;

-- Canonical actors, each once for the whole case.
CREATE TABLE actors (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    -- ISO 3166-1 alpha-3
    country TEXT NOT NULL,
    -- PLOVER sector
    sector TEXT NOT NULL
) STRICT;
CREATE INDEX actors_country ON actors (country);

-- Which report names which actor; the record is the actor as that report gives it.
CREATE TABLE report_actors (
    report_id TEXT NOT NULL REFERENCES reports (id) ON DELETE CASCADE,
    actor_id TEXT NOT NULL REFERENCES actors (id),
    position INTEGER NOT NULL,
    record TEXT NOT NULL,
    PRIMARY KEY (report_id, actor_id)
) STRICT;
CREATE INDEX report_actors_actor ON report_actors (actor_id);

-- Where a report names an actor.
CREATE TABLE mentions (
    report_id TEXT NOT NULL REFERENCES reports (id) ON DELETE CASCADE,
    actor_id TEXT NOT NULL REFERENCES actors (id),
    position INTEGER NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    exact TEXT NOT NULL,
    PRIMARY KEY (report_id, actor_id, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX mentions_actor ON mentions (actor_id);

-- Attributed assertions: who says what.
CREATE TABLE statements (
    id TEXT PRIMARY KEY,
    number INTEGER NOT NULL UNIQUE,
    report_id TEXT NOT NULL REFERENCES reports (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    -- the chain of sources, original speaker first
    speakers TEXT NOT NULL,
    stance TEXT NOT NULL,
    quotation TEXT NOT NULL,
    content TEXT NOT NULL,
    -- content without signs that nobody sees inside words (soft hyphen, joiners), for the index
    indexed TEXT GENERATED ALWAYS AS (
        replace(replace(replace(replace(replace(
            content, char(173), ''), char(8203), ''), char(8204), ''), char(8205), ''), char(65279), '')
    ) VIRTUAL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    record TEXT NOT NULL
) STRICT;
CREATE INDEX statements_report ON statements (report_id, position);

-- The links of the speaker chains; position 0 is the original speaker, the last the outlet.
CREATE TABLE statement_sources (
    statement_id TEXT NOT NULL REFERENCES statements (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    name TEXT NOT NULL,
    -- the words that name the source
    text TEXT NOT NULL,
    actor_id TEXT REFERENCES actors (id),
    country TEXT NOT NULL,
    kind TEXT NOT NULL,
    cue TEXT NOT NULL,
    stated_earliest TEXT,
    stated_latest TEXT,
    PRIMARY KEY (statement_id, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX statement_sources_actor ON statement_sources (actor_id);

-- Coded mentions of events: who did what to whom, as one clause tells it.
CREATE TABLE events (
    id TEXT PRIMARY KEY,
    report_id TEXT NOT NULL REFERENCES reports (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    initiators TEXT NOT NULL,
    recipients TEXT NOT NULL,
    -- PLOVER type and mode
    type TEXT NOT NULL,
    mode TEXT NOT NULL,
    cameo TEXT NOT NULL,
    items TEXT NOT NULL,
    places TEXT NOT NULL,
    occurred_earliest TEXT,
    occurred_latest TEXT,
    occurred_precision INTEGER,
    factuality TEXT NOT NULL,
    statement_id TEXT REFERENCES statements (id) ON DELETE CASCADE,
    -- the pattern that fired
    rule TEXT NOT NULL,
    "trigger" TEXT NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    -- the words that the event was coded from
    exact TEXT NOT NULL,
    record TEXT NOT NULL
) STRICT;
CREATE INDEX events_report ON events (report_id, position);
CREATE INDEX events_statement ON events (statement_id);
CREATE INDEX events_type ON events (type, mode);
CREATE INDEX events_occurred ON events (occurred_earliest);

-- Initiators and recipients of events.
CREATE TABLE event_participants (
    event_id TEXT NOT NULL REFERENCES events (id) ON DELETE CASCADE,
    role TEXT NOT NULL CHECK (role IN ('initiator', 'recipient')),
    position INTEGER NOT NULL,
    actor_id TEXT REFERENCES actors (id),
    name TEXT NOT NULL,
    country TEXT NOT NULL,
    sector TEXT NOT NULL,
    text TEXT NOT NULL,
    -- 0 where the link rests on a pronoun or an epithet
    certain INTEGER NOT NULL,
    PRIMARY KEY (event_id, role, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX event_participants_actor ON event_participants (actor_id);
CREATE INDEX event_participants_country ON event_participants (country, role);

-- What was given, moved or used.
CREATE TABLE event_items (
    event_id TEXT NOT NULL REFERENCES events (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    text TEXT NOT NULL,
    class TEXT NOT NULL,
    PRIMARY KEY (event_id, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX event_items_class ON event_items (class);

-- Where events took place.
CREATE TABLE event_places (
    event_id TEXT NOT NULL REFERENCES events (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    name TEXT NOT NULL,
    country TEXT NOT NULL,
    PRIMARY KEY (event_id, position)
) STRICT, WITHOUT ROWID;

-- Which event was told to be given in return for which.
CREATE TABLE event_exchanges (
    event_id TEXT NOT NULL REFERENCES events (id) ON DELETE CASCADE,
    in_return_for TEXT NOT NULL REFERENCES events (id) ON DELETE CASCADE,
    PRIMARY KEY (event_id, in_return_for)
) STRICT, WITHOUT ROWID;
CREATE INDEX event_exchanges_other ON event_exchanges (in_return_for);

-- Figures and what they count.
CREATE TABLE quantities (
    id TEXT PRIMARY KEY,
    report_id TEXT NOT NULL REFERENCES reports (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    text TEXT NOT NULL,
    low REAL,
    best REAL,
    high REAL,
    bound TEXT NOT NULL,
    unit TEXT NOT NULL,
    referent TEXT NOT NULL,
    measure TEXT NOT NULL,
    subject TEXT NOT NULL,
    as_of_earliest TEXT,
    as_of_latest TEXT,
    statement_id TEXT REFERENCES statements (id) ON DELETE CASCADE,
    event_id TEXT REFERENCES events (id) ON DELETE CASCADE,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    record TEXT NOT NULL
) STRICT;
CREATE INDEX quantities_report ON quantities (report_id, position);
CREATE INDEX quantities_statement ON quantities (statement_id);
CREATE INDEX quantities_event ON quantities (event_id);
CREATE INDEX quantities_measure ON quantities (measure);

-- Time expressions with their TIMEX3 values.
CREATE TABLE times (
    id TEXT PRIMARY KEY,
    report_id TEXT NOT NULL REFERENCES reports (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    text TEXT NOT NULL,
    timex_type TEXT NOT NULL,
    value TEXT NOT NULL,
    mod TEXT NOT NULL,
    resolved_earliest TEXT,
    resolved_latest TEXT,
    resolved_precision INTEGER,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    record TEXT NOT NULL
) STRICT;
CREATE INDEX times_report ON times (report_id, position);

-- Statements about a time after their own.
CREATE TABLE forecasts (
    id TEXT PRIMARY KEY,
    report_id TEXT NOT NULL REFERENCES reports (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    holder TEXT NOT NULL,
    condition TEXT NOT NULL,
    outcome TEXT NOT NULL,
    horizon_earliest TEXT,
    horizon_latest TEXT,
    likelihood TEXT NOT NULL,
    likelihood_low REAL,
    likelihood_high REAL,
    -- as reconciliation found; the record keeps the status as coded
    status TEXT NOT NULL,
    -- ids of happenings, a JSON list
    settled_by TEXT NOT NULL,
    statement_id TEXT REFERENCES statements (id) ON DELETE CASCADE,
    condition_event_id TEXT REFERENCES events (id) ON DELETE SET NULL,
    outcome_event_id TEXT REFERENCES events (id) ON DELETE SET NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    record TEXT NOT NULL
) STRICT;
CREATE INDEX forecasts_report ON forecasts (report_id, position);
CREATE INDEX forecasts_statement ON forecasts (statement_id);
CREATE INDEX forecasts_condition_event ON forecasts (condition_event_id);
CREATE INDEX forecasts_outcome_event ON forecasts (outcome_event_id);

-- What several events of one or more reports tell of.
CREATE TABLE happenings (
    id TEXT PRIMARY KEY,
    summary TEXT NOT NULL,
    initiators TEXT NOT NULL,
    recipients TEXT NOT NULL,
    type TEXT NOT NULL,
    mode TEXT NOT NULL,
    items TEXT NOT NULL,
    occurred_earliest TEXT,
    occurred_latest TEXT,
    occurred_precision INTEGER,
    factuality TEXT NOT NULL,
    origins TEXT NOT NULL,
    origin_count INTEGER NOT NULL,
    report_count INTEGER NOT NULL,
    record TEXT NOT NULL
) STRICT;
CREATE INDEX happenings_type ON happenings (type, mode);
CREATE INDEX happenings_occurred ON happenings (occurred_earliest);

-- Which events tell of which happening.
CREATE TABLE happening_events (
    happening_id TEXT NOT NULL REFERENCES happenings (id) ON DELETE CASCADE,
    event_id TEXT NOT NULL REFERENCES events (id) ON DELETE CASCADE,
    PRIMARY KEY (happening_id, event_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX happening_events_event ON happening_events (event_id);

-- One source's version of a happening.
CREATE TABLE accounts (
    id TEXT PRIMARY KEY,
    happening_id TEXT NOT NULL REFERENCES happenings (id) ON DELETE CASCADE,
    speakers TEXT NOT NULL,
    factuality TEXT NOT NULL,
    occurred_earliest TEXT,
    occurred_latest TEXT,
    record TEXT NOT NULL
) STRICT;
CREATE INDEX accounts_happening ON accounts (happening_id);

-- Slots on which the accounts of a happening differ.
CREATE TABLE differences (
    id TEXT PRIMARY KEY,
    happening_id TEXT REFERENCES happenings (id) ON DELETE CASCADE,
    slot TEXT NOT NULL,
    kind TEXT NOT NULL,
    record TEXT NOT NULL
) STRICT;
CREATE INDEX differences_happening ON differences (happening_id);

-- The sides of a difference.
CREATE TABLE difference_positions (
    difference_id TEXT NOT NULL REFERENCES differences (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    value TEXT NOT NULL,
    speakers TEXT NOT NULL,
    stated_earliest TEXT,
    stated_latest TEXT,
    report_count INTEGER NOT NULL,
    PRIMARY KEY (difference_id, position)
) STRICT, WITHOUT ROWID;

-- Reports that repeat another, wholly or in part; share is 0 to 1.
CREATE TABLE copies (
    report_id TEXT NOT NULL REFERENCES reports (id) ON DELETE CASCADE,
    copy_of TEXT NOT NULL REFERENCES reports (id) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    share REAL NOT NULL,
    record TEXT NOT NULL,
    PRIMARY KEY (report_id, copy_of)
) STRICT;
CREATE INDEX copies_copy_of ON copies (copy_of);

-- Analysts' decisions. No foreign key: they outlive the rebuild of what they speak of.
CREATE TABLE judgements (
    id TEXT PRIMARY KEY,
    record_id TEXT NOT NULL,
    verb TEXT NOT NULL,
    note TEXT NOT NULL,
    who TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    -- when it was taken back, empty while it holds
    undone_at TEXT NOT NULL DEFAULT '',
    record TEXT NOT NULL
) STRICT;
CREATE INDEX judgements_record ON judgements (record_id);

-- Full text of titles and bodies. Datasette knows the index by content="…" written just so.
CREATE VIRTUAL TABLE reports_fts USING fts5 (
    title, indexed,
    content="reports", content_rowid="number", tokenize = 'porter unicode61 remove_diacritics 2'
);
CREATE TRIGGER reports_fts_insert AFTER INSERT ON reports BEGIN
    INSERT INTO reports_fts (rowid, title, indexed)
    VALUES (new.number, new.title, new.indexed);
END;
CREATE TRIGGER reports_fts_delete AFTER DELETE ON reports BEGIN
    INSERT INTO reports_fts (reports_fts, rowid, title, indexed)
    VALUES ('delete', old.number, old.title, old.indexed);
END;

-- Full text of the contents of statements.
CREATE VIRTUAL TABLE statements_fts USING fts5 (
    indexed,
    content="statements", content_rowid="number", tokenize = 'porter unicode61 remove_diacritics 2'
);
CREATE TRIGGER statements_fts_insert AFTER INSERT ON statements BEGIN
    INSERT INTO statements_fts (rowid, indexed) VALUES (new.number, new.indexed);
END;
CREATE TRIGGER statements_fts_delete AFTER DELETE ON statements BEGIN
    INSERT INTO statements_fts (statements_fts, rowid, indexed)
    VALUES ('delete', old.number, old.indexed);
END;
