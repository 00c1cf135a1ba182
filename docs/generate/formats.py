"""Write the reference of the flat tables and of the other formats from what writes them.

``python -m docs.generate.formats`` writes docs/reference/export-tables.md and export-formats.md.
"""

from __future__ import annotations

from pathlib import Path

from dragoman.export.flat import FlatTable
from dragoman.export.formats import FORMATS
from dragoman.export.gdelt_columns import EVENT_COLUMNS, KEY_COLUMNS, MENTION_COLUMNS
from dragoman.export.plover import PLOVER_KEYS
from dragoman.export.tables import FLAT_TABLES
from dragoman.export.ucdp import UCDP_COLUMNS

REFERENCE = Path(__file__).resolve().parents[1] / "reference"
TABLES_PAGE = REFERENCE / "export-tables.md"
FORMATS_PAGE = REFERENCE / "export-formats.md"
WORDS = Path(__file__).with_name("formats.txt")
"""What is written by hand about each format, with a mark where a list is put in."""

TABLES_HEAD = """\
# The CSV and Parquet exports

<!-- Written by docs/generate/formats.py from the tables themselves; do not edit. -->

`dragoman export CASE.db --format csv -o FOLDER` and `--format parquet` write these tables, one file
each. Rows are in order of report and place in it, then of id; the same case gives the same bytes.

- CSV is RFC 4180 in UTF-8: a header, CRLF, quotes where needed. A text that a spreadsheet would run
  as a formula (it begins with `=`, `+`, `-`, `@`, a tab, or the wide form of one of the signs) has
  an apostrophe before it; lists are joined by `; `; what is not known is empty.
- Parquet has the texts as they are, lists as lists, days as days and null for what is not known.
- Offsets are characters into `reports.source_text`, from 0, half-open.

Types: `text`, `list` of texts, `whole` number, `number`, `truth` (true or false), `day`,
`moment` (UTC).
"""


def tables_page() -> str:
    """The page of the flat tables."""
    return "\n".join([TABLES_HEAD, *map(_table, FLAT_TABLES)])


def _table(table: FlatTable) -> str:
    rows = [f"| `{one.name}` | {one.kind} | {one.told} |" for one in table.columns]
    return "\n".join(
        [f"## {table.name}", "", table.told, "", "| column | type | |", "|---|---|---|", *rows, ""]
    )


def formats_page() -> str:
    """The page of the other formats: what is written by hand, with lists from the code."""
    text = WORDS.read_text(encoding="utf-8")
    for mark, rows in LISTS.items():
        text = text.replace(f"<!-- {mark} -->", rows)
    return text


def _pairs(pairs: object) -> str:
    return "\n".join(["| | |", "|---|---|", *(f"| `{name}` | {told} |" for name, told in pairs)])


LISTS = {
    "formats": _pairs((one.name, one.told) for one in FORMATS.values()),
    "gdelt events": ", ".join(f"`{name}`" for name, _ in EVENT_COLUMNS),
    "gdelt mentions": ", ".join(f"`{name}`" for name, _ in MENTION_COLUMNS),
    "gdelt key": _pairs(KEY_COLUMNS),
    "plover keys": _pairs(PLOVER_KEYS),
    "ucdp columns": ", ".join(f"`{name}`" for name in UCDP_COLUMNS),
}


def main() -> None:
    """Write both pages."""
    for path, text in ((TABLES_PAGE, tables_page()), (FORMATS_PAGE, formats_page())):
        path.write_text(text, encoding="utf-8", newline="\n")
        print(f"wrote {path.relative_to(path.parents[2])}")


if __name__ == "__main__":
    main()
