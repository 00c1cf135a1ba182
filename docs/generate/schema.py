"""Write the reference of the case file's schema from the schema itself.

``python -m docs.generate.schema`` writes docs/reference/case-schema.md.
"""

from __future__ import annotations

import re
import sqlite3
from pathlib import Path

from dragoman.case.schema import migrations, statements_of

PAGE = Path(__file__).resolve().parents[1] / "reference" / "case-schema.md"

HEAD = """\
# The case file

<!-- Written by docs/generate/schema.py from src/dragoman/case/migrations; do not edit. -->

A case is one SQLite file (application id `{application}`, schema version {version} in
`user_version`), and opens in any SQLite tool. Columns are made for reading; where a table has a
`record` column, that is the exact record as JSON. Dates are ISO 8601 and come in pairs, the
earliest and the latest day they can be; an open end is null. Offsets are half-open characters
into `reports.source_text`. Times of recording (`recorded_at`, `started_at`, …) are UTC.

`reports_fts` and `statements_fts` are full-text indexes (FTS5, English stemming); join them by
`number`:

```sql
SELECT r.published_earliest, r.publisher, snippet(reports_fts, 1, '[', ']', '…', 12)
FROM reports_fts JOIN reports AS r ON r.number = reports_fts.rowid
WHERE reports_fts MATCH 'shells AND trains' ORDER BY rank;
```
"""

REMARKED = re.compile(r"((?:^-- .*\n)+)CREATE (TABLE|VIEW|VIRTUAL TABLE) (\w+)", re.MULTILINE)
COLUMN_REMARK = re.compile(r"((?:^ *-- .*\n)+) *\"?(\w+)\"?", re.MULTILINE)


def page() -> str:
    """The whole page."""
    connection = sqlite3.connect(":memory:")
    source = "\n".join(step.sql for step in migrations())
    for statement in statements_of(source):
        connection.execute(statement)
    remarks = {name: _plain(remark) for remark, _, name in REMARKED.findall(source)}
    head = HEAD.format(application="DRGM", version=migrations()[-1].number)
    parts = [head]
    for name, kind, sql in connection.execute(
        "SELECT name, type, sql FROM sqlite_schema WHERE type IN ('table', 'view')"
        " AND name NOT LIKE '%\\_fts%' ESCAPE '\\' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"
    ).fetchall():
        parts.append(_table(connection, name, kind, sql, remarks.get(name, "")))
    connection.close()
    return "\n".join(parts)


def _table(connection: sqlite3.Connection, name: str, kind: str, sql: str, remark: str) -> str:
    told = {column: _plain(text) for text, column in COLUMN_REMARK.findall(sql)}
    links = {
        row[3]: f"→ [{row[2]}](#{row[2]})"
        for row in connection.execute(f"PRAGMA foreign_key_list('{name}')")
    }
    lines = [f"## {name}", "", _sentence(remark) + (" A view." if kind == "view" else ""), ""]
    lines += ["| column | type | |", "|---|---|---|"]
    for _, column, type_, required, _, key in connection.execute(f"PRAGMA table_info('{name}')"):
        notes = [
            "key" if key else "",
            "" if required or key or kind == "view" else "may be null",
            links.get(column, ""),
            told.get(column, ""),
        ]
        lines.append(f"| `{column}` | {type_.lower()} | {'; '.join(n for n in notes if n)} |")
    return "\n".join([*lines, ""])


def _plain(remark: str) -> str:
    return " ".join(line.strip().removeprefix("--").strip() for line in remark.splitlines())


def _sentence(remark: str) -> str:
    return remark if remark.endswith(".") else f"{remark}."


def main() -> None:
    """Write the page."""
    PAGE.parent.mkdir(parents=True, exist_ok=True)
    PAGE.write_text(page(), encoding="utf-8", newline="\n")
    print(f"wrote {PAGE.relative_to(PAGE.parents[2])}")


if __name__ == "__main__":
    main()
