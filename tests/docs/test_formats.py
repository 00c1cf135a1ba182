"""The reference of the formats is what the code says, and tells every format and column."""

from __future__ import annotations

import pytest
from docs.generate.formats import FORMATS_PAGE, TABLES_PAGE, formats_page, tables_page

from dragoman.export.formats import FORMATS
from dragoman.export.tables import FLAT_TABLES

OWN_PAGES = {"jsonl", "csv", "parquet"}


def test_the_pages_in_the_repository_are_those_the_code_gives() -> None:
    assert TABLES_PAGE.read_text("utf-8") == tables_page(), "run `python -m docs.generate.formats`"
    assert FORMATS_PAGE.read_text("utf-8") == formats_page(), (
        "run `python -m docs.generate.formats`"
    )


def test_every_column_of_every_table_has_a_row() -> None:
    sections = {part.split("\n")[0]: part for part in tables_page().split("\n## ")[1:]}
    assert list(sections) == [table.name for table in FLAT_TABLES]
    for table in FLAT_TABLES:
        for column in table.columns:
            assert f"| `{column.name}` | {column.kind} | " in sections[table.name]


@pytest.mark.parametrize("name", sorted(set(FORMATS) - OWN_PAGES))
def test_every_format_has_a_section(name: str) -> None:
    assert f"\n## {name}\n" in formats_page()


def test_every_list_is_put_in() -> None:
    marks = [line for line in formats_page().splitlines() if line.startswith("<!-- ")]
    assert len(marks) == 1, marks
