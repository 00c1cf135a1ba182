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
