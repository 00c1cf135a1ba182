"""`show` takes an id or its start."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.conftest import Run


def test_the_start_of_an_id_is_enough(run: Run, story: Path) -> None:
    listed = run("ledger", story).out.splitlines()[2].split()[0]
    assert len(listed) < 20
    (whole,) = [
        row["id"]
        for row in json.loads(run("ledger", story, "-f", "json").out)
        if row["id"].startswith(listed)
    ]
    assert run("show", story, listed).out.startswith(f"happening {whole}\n")
    assert json.loads(run("show", story, listed, "-f", "json").out)["id"] == whole


def test_text_shows_the_sentence(run: Run, story: Path) -> None:
    listed = run("ledger", story).out.splitlines()[2].split()[0]
    assert "⟦sent 500 guns⟧" in run("show", story, listed).out


def test_json_of_a_report_carries_its_copies(run: Run, tmp_path: Path) -> None:
    told = (
        "France and Mali signed an agreement on Wednesday in Bamako, the French ministry said. " * 3
    )
    rows = [
        {"id": "a", "date": "2024-03-12", "publisher": "Ridge Herald", "text": told},
        {"id": "b", "date": "2024-03-13", "publisher": "Lake Post", "text": told},
        {"id": "c", "text": "El ministro dijo que las conversaciones seguirán el lunes en Bogotá."},
    ]
    path = tmp_path / "rows.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    case = tmp_path / "case.db"
    run("build", case, path)
    listed = {
        row["location"][-1]: row for row in json.loads(run("reports", case, "-f", "json").out)
    }
    shown = {n: json.loads(run("show", case, listed[n]["id"], "-f", "json").out) for n in listed}
    (mine,), (theirs,) = shown["b"]["copies"], shown["a"]["copies"]
    assert (mine["other"], mine["repeats"]) == (listed["a"]["id"], True)
    assert (theirs["other"], theirs["repeats"]) == (listed["b"]["id"], False)
    assert mine["passages"] and mine["reason"] and mine["share"] == theirs["share"]
    for copy, text in ((mine, shown["b"]), (theirs, shown["a"])):
        here = copy["passages"][0]["here"]
        assert text["source_text"][here["start"] : here["end"]] == here["exact"]
    assert shown["c"]["copies"] == []
    assert listed["c"]["uncoded"] == shown["c"]["uncoded"] == "language: es"
