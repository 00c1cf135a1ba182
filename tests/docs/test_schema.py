"""The reference of the case file tells every table and column, and does not drift."""

from __future__ import annotations

import sqlite3

from docs.generate.schema import PAGE, page

from dragoman.case.schema import migrations, statements_of


def test_the_page_in_the_repository_is_the_one_the_schema_gives() -> None:
    assert PAGE.read_text("utf-8") == page(), "run `python -m docs.generate.schema`"


def test_every_table_has_a_section_with_a_sentence_and_every_column_a_row() -> None:
    connection = sqlite3.connect(":memory:")
    for step in migrations():
        for statement in statements_of(step.sql):
            connection.execute(statement)
    sections = {part.split("\n")[0]: part for part in page().split("\n## ")[1:]}
    tables = [
        name
        for (name,) in connection.execute(
            "SELECT name FROM sqlite_schema WHERE type IN ('table', 'view')"
        )
        if "_fts" not in name
    ]
    assert set(sections) == set(tables)
    for table in tables:
        assert sections[table].split("\n")[2][0].isupper(), f"{table} has no sentence"
        for row in connection.execute(f"PRAGMA table_info('{table}')"):
            assert f"| `{row[1]}` |" in sections[table]
