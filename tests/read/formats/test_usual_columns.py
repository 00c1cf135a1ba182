"""Rows as interfaces, extractors and data sets write them, without a word from the user."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.read.formats.conftest import Read
from tests.read.formats.made import STORY

from dragoman.errors import MissingColumn
from dragoman.read import COLUMNS, Columns, Failure, Loaded, parse_columns
from dragoman.read.columns import FIELDS, settle, usual_names
from dragoman.read.rows import day_of

DAY, URL = "2026-03-03", "https://ridge.example/a"
PUBLISHER, TITLE = "Ridge Herald", "Talks resume"

ROWS: dict[str, dict[str, Any]] = {
    "of a news interface": {
        "source": {"id": None, "name": PUBLISHER},
        "author": "Ann Ox",
        "title": TITLE,
        "description": "Short.",
        "url": URL,
        "publishedAt": f"{DAY}T10:00:00Z",
        "content": STORY,
    },
    "of a media archive": {
        "id": "77",
        "media_name": PUBLISHER,
        "title": TITLE,
        "publish_date": f"{DAY} 10:00:00",
        "indexed_date": "2026-04-01",
        "url": URL,
        "text": STORY,
    },
    "of a set of summaries": {"id": "1", "article": STORY, "highlights": "Short."},
    "of an event registry": {
        "uri": "8123",
        "title": TITLE,
        "body": STORY,
        "dateTime": "2026-04-01T00:00:00Z",
        "date": DAY,
        "url": URL,
        "source": {"uri": "ridge.example", "title": PUBLISHER},
    },
    "of an extractor": {
        "title": TITLE,
        "maintext": STORY,
        "date_publish": f"{DAY} 10:00:00",
        "date_download": "2026-04-01 00:00:00",
        "source_domain": "ridge.example",
        "url": URL,
    },
    "of a spreadsheet": {
        "Headline": TITLE,
        "Body Text": STORY,
        "Publication": PUBLISHER,
        "Pub Date": "3 March 2026",
        "Link": URL,
    },
    "of a web archive's list": {"title": TITLE, "source": URL, "text": STORY, "url": URL},
}


@pytest.mark.parametrize("name", ROWS)
@pytest.mark.parametrize("suffix", ["jsonl", "json", "csv"])
def test_rows_of_others_are_read_without_a_mapping(name: str, suffix: str, read: Read) -> None:
    row = ROWS[name]
    raw = json.dumps([row]) if suffix == "json" else json.dumps(row)
    if suffix == "csv":
        if any(isinstance(value, dict) for value in row.values()):
            pytest.skip("no table holds objects")
        out = io.StringIO()
        table = csv.DictWriter(out, row)
        table.writeheader()
        table.writerow(row)
        raw = out.getvalue()
    (found,) = read(f"a.{suffix}", raw)
    assert isinstance(found, Loaded), found
    report = found.report
    assert report.source_text == STORY
    assert (report.title or TITLE, report.url or URL) == (TITLE, URL)
    assert str(report.published_at.earliest or DAY) == DAY
    # Where a row names nobody, its address may.
    assert (
        report.publisher == PUBLISHER if PUBLISHER in json.dumps(row) else report.publisher != URL
    )


def test_what_was_taken_is_told(read: Read) -> None:
    (found,) = read("a.json", json.dumps(ROWS["of a news interface"]))
    assert isinstance(found, Loaded)
    assert found.taken == "text=content, date=publishedAt, publisher=source.name"
    (plain,) = read("b.json", json.dumps({"text": STORY}))
    assert isinstance(plain, Loaded) and plain.taken == ""


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (
            {"title": "a", "url": "b", "seendate": "c"},
            "no column 'text' among: title, url, seendate",
        ),
        ({"body": "a", "content": "b"}, "several columns may hold the text: body, content"),
        ({"description": "a", "summary": "b"}, "no column 'text' among: description, summary"),
    ],
)
def test_what_is_ambiguous_is_asked(row: dict[str, str], said: str, read: Read) -> None:
    (found,) = read("a.jsonl", (json.dumps(row) + "\n") * 3)
    assert isinstance(found, Failure) and isinstance(found.error, MissingColumn)
    assert found.error.what == said
    assert "--map text=COLUMN" in found.error.remedy


def test_what_the_user_names_goes_before_what_is_usual() -> None:
    names = ("body", "content", "published", "when", "Title")
    settled = settle(parse_columns("text=CONTENT,date=when"), names)
    assert settled == Columns(text="content", date="when", title="Title")


@given(st.lists(st.text(max_size=8), max_size=8).map(tuple))
def test_any_names_are_settled_or_refused(names: tuple[str, ...]) -> None:
    try:
        settled = settle(COLUMNS, names)
    except MissingColumn as error:
        assert str(error).isprintable()
    else:
        assert settled.text in names


def test_each_usual_name_is_one_fields() -> None:
    names = [name for field in FIELDS for name in usual_names()[field]]
    assert len(names) == len(set(names))
    assert not set(names) & set(FIELDS)


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("1772532000", DAY),
        ("1772532000.0", DAY),
        ("1772532000000", DAY),
        ("1772532000000000", DAY),
        ("20260303101500", "20260303"),
        ("202603031015", "20260303"),
        ("20260303T101500Z", "20260303T101500Z"),
        ("2026-03-03", "2026-03-03"),
        ("", ""),
        ("2026", "2026"),
    ],
)
def test_moments_in_digits_are_days(written: str, day: str) -> None:
    assert day_of(written) == day


@pytest.mark.parametrize(
    "written",
    [
        1772532000,
        1772532000000,
        1772532000.5,
        "1772532000",
        "Tue, 03 Mar 2026 10:00:00 GMT",
        "Tue, 03 Mar 2026 23:59:00 -0500",
        "2026-03-03T23:59:00+09:00",
        "2026-03-03 10:00:00.123456",
        "20260303T101500Z",
        20260303,
        "March 3, 2026",
        "3.3.2026",
    ],
)
def test_a_date_is_read_however_it_is_written(written: str | float, read: Read) -> None:
    (found,) = read("a.json", json.dumps({"text": STORY, "date": written}))
    assert isinstance(found, Loaded)
    assert str(found.report.published_at.earliest) == DAY
    assert found.report.published_at.basis == "row:date"


@pytest.mark.parametrize("written", ["03/04/2026", 7, -1, True, None, "soon", 1e300, "9" * 40, [1]])
def test_what_is_no_date_leaves_it_open(written: Any, read: Read) -> None:
    (found,) = read("a.json", json.dumps({"text": STORY, "date": written}))
    assert isinstance(found, Loaded) and not found.report.published_at.known
