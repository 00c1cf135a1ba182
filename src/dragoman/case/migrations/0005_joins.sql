-- Why an event is held to tell of its happening: how like it is to the most like of the others.
CREATE TABLE joins (
    event_id TEXT PRIMARY KEY REFERENCES events (id) ON DELETE CASCADE,
    fellow_id TEXT NOT NULL REFERENCES events (id) ON DELETE CASCADE,
    happening_id TEXT NOT NULL REFERENCES happenings (id) ON DELETE CASCADE,
    score REAL NOT NULL,
    -- the reasons with their points, in words
    reasons TEXT NOT NULL,
    record TEXT NOT NULL
) STRICT;
CREATE INDEX joins_fellow ON joins (fellow_id);
CREATE INDEX joins_happening ON joins (happening_id);
