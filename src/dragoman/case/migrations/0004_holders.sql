-- Whose a forecast is once analysts have had their say: the chain as reconciliation takes it, as a
-- JSON list; empty where it is that of the record.
ALTER TABLE forecasts ADD COLUMN sources TEXT NOT NULL DEFAULT '';
