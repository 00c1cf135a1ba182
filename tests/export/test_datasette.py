"""Datasette itself serves a case with what it is told: labels, notes, search and every query."""

from __future__ import annotations

import asyncio
import copy
import json
from pathlib import Path
from typing import Any

import pytest
from datasette.app import Datasette

from dragoman.bulk.build import build_case
from dragoman.case import Case
from dragoman.case.asking import schemas
from dragoman.cli import main
from dragoman.export.datasette import column_notes, metadata
from dragoman.lexicon import load_lexicon

GIVEN = {
    "between": {"party": "Armenia", "other": "Azerbaijan"},
    "said_by": {"speaker": "Armenia"},
    "words": {"words": "soldiers"},
}
"""What the queries with parameters are asked."""


@pytest.fixture(scope="module")
def case(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("datasette") / "border.db"
    names = sorted(str(one) for one in (root / "samples" / "reports").iterdir())
    build_case(path, names, load_lexicon())
    return path


@pytest.fixture(scope="module")
def told(case: Path) -> dict[str, Any]:
    with Case.open(case, read_only=True) as opened:
        return metadata(case.stem, schemas(opened))


@pytest.fixture(scope="module")
def served(case: Path, told: dict[str, Any]) -> Datasette:
    return Datasette([str(case)], metadata=copy.deepcopy(told))


def get(served: Datasette, address: str, **query: str) -> Any:
    """One page or JSON answer of Datasette, in this process."""

    async def fetch() -> Any:
        await served.invoke_startup()
        return await served.client.get(address, params=query)

    answer = asyncio.run(fetch())
    assert answer.status_code == 200, (address, answer.text[:300])
    return answer


def test_every_table_is_told_and_there(served: Datasette, told: dict[str, Any]) -> None:
    listed = {one["name"]: one for one in get(served, "/border.json").json()["tables"]}
    shown = {name for name, one in listed.items() if "_fts" not in name}
    tables = told["databases"]["border"]["tables"]
    assert set(tables) == shown, "tell datasette.toml of each table of the schema"
    hidden = {name for name, one in listed.items() if one["hidden"]}
    assert {name for name, one in tables.items() if one.get("hidden")} <= hidden


def test_full_text_search_is_found_by_datasette(served: Datasette) -> None:
    tables = {one["name"]: one for one in get(served, "/border.json").json()["tables"]}
    assert tables["reports"]["fts_table"] == "reports_fts"
    assert tables["statements"]["fts_table"] == "statements_fts"
    found = get(served, "/border/reports.json", _search="truce", _shape="objects").json()
    whole = get(served, "/border/reports.json", _shape="objects").json()
    assert 0 < len(found["rows"]) < len(whole["rows"])


@pytest.mark.parametrize(
    ("table", "column"),
    [
        ("events", "report_id"),
        ("events", "statement_id"),
        ("event_participants", "event_id"),
        ("event_participants", "actor_id"),
        ("happening_events", "happening_id"),
        ("difference_positions", "difference_id"),
        ("quantities", "event_id"),
        ("forecasts", "statement_id"),
        ("statement_sources", "actor_id"),
    ],
)
def test_links_show_names_and_lead_to_pages(served: Datasette, table: str, column: str) -> None:
    query = {"_labels": "on", "_shape": "objects", f"{column}__notblank": "1", "_size": "5"}
    rows = get(served, f"/border/{table}.json", **query).json()["rows"]
    assert rows
    for row in rows:
        link = row[column]
        assert link["label"] and link["label"] != link["value"], column


def test_columns_have_their_notes_from_the_schema(told: dict[str, Any], served: Datasette) -> None:
    columns = told["databases"]["border"]["tables"]["events"]["columns"]
    assert columns["rule"] == "the pattern that fired"
    assert "the pattern that fired" in get(served, "/border/events").text


def queries() -> list[str]:
    return sorted(metadata("x", [])["databases"]["x"]["queries"])


@pytest.mark.parametrize("name", queries())
def test_every_query_answers_rows(served: Datasette, told: dict[str, Any], name: str) -> None:
    address = f"/border/{name}"
    given = GIVEN.get(name, {})
    found = get(served, f"{address}.json", **given).json()
    assert found["rows"], name
    assert all(column.islower() for column in found["columns"])
    page = get(served, address, **given).text
    assert told["databases"]["border"]["queries"][name]["title"].split(":")[0] in page


def test_the_title_stands_on_the_first_page(served: Datasette) -> None:
    assert "Dragoman case" in get(served, "/").text


def test_notes_are_read_from_sql() -> None:
    sql = (
        'CREATE TABLE t (\n  -- one\n  -- two\n  a TEXT,\n  b TEXT,\n  -- three\n  "end" INTEGER\n)'
    )
    assert column_notes(sql) == {"a": "one two", "end": "three"}


def test_the_command_writes_what_datasette_takes(
    case: Path, tmp_path: Path, told: dict[str, Any], capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "metadata.json"
    with pytest.raises(SystemExit, match="0"):
        main(["datasette", str(case), "-o", str(out)])
    assert json.loads(out.read_text("utf-8")) == told
    assert f"datasette {case} --metadata {out}" in capsys.readouterr().err
    with pytest.raises(SystemExit, match="0"):
        main(["datasette", str(case)])
    assert json.loads(capsys.readouterr().out) == told
