"""One SQLite file. The one place that holds SQL."""
