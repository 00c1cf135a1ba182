"""The reference of the export tells every table and key, and does not drift."""

from __future__ import annotations

from docs.generate.export import PAGE, page

from dragoman.export.jsonl import TABLES


def test_the_page_in_the_repository_is_the_one_the_records_give() -> None:
    assert PAGE.read_text("utf-8") == page(), "run `python -m docs.generate.export`"


def test_every_key_of_every_table_has_a_row() -> None:
    sections = {part.split("\n")[0]: part for part in page().split("\n## ")[1:]}
    for table in TABLES:
        for key in table.keys:
            assert f"| `{key}` | " in sections[table.name]


def test_every_link_leads_to_a_section() -> None:
    text = page()
    wanted = {part.split(")")[0] for part in text.split("](#")[1:]}
    given = {line[4:].lower() for line in text.splitlines() if line.startswith("### ")}
    assert wanted == given
