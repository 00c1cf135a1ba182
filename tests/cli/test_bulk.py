from __future__ import annotations

from pathlib import Path

import orjson
import pytest
from tests.bulk.coders import code
from tests.bulk.conftest import CODER, story, write_rows
from tests.cli.conftest import Run

from dragoman.bulk import run as bulk_run
from dragoman.bulk.coding import Kit, Setup
from dragoman.lexicon import Lexicon, load_lexicon


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Workers with a quick coder instead of the language model."""
    tables = load_lexicon()

    def kit(setup: Setup, lexicon: Lexicon | None = None) -> Kit:
        return Kit(lexicon or tables, code, setup.coder)

    assert CODER.endswith("code")
    monkeypatch.setattr(bulk_run, "load_kit", kit)


def test_bulk_says_what_it_did_and_goes_on(tmp_path: Path, run: Run) -> None:
    given = write_rows(tmp_path / "in.jsonl", [story(1), story(2), story(3, "RAISE")])
    first = run("bulk", given, tmp_path / "out", "--workers", 1)
    assert first.code == 0
    assert "2 reports" in first.out and "D111 1" in first.out
    assert "refused:" in first.err and "no sense in it" in first.err
    second = run("bulk", given, tmp_path / "out", "--format", "json")
    told = orjson.loads(second.out)
    assert (told["coded"], told["skipped"], told["before"]) == (0, 3, 2)


def test_bulk_loads_a_case(tmp_path: Path, run: Run) -> None:
    given = write_rows(tmp_path / "in.jsonl", [story(n) for n in range(3)])
    case = tmp_path / "case.db"
    assert run("bulk", given, tmp_path / "out", "--case", case, "-q").code == 0
    listed = run("reports", case)
    assert listed.code == 0 and "Guns for Southland 2" in listed.out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["out"], "D601"),
        (["in", "out", "--workers", "2", "--scheduler", "tcp://x:1"], "D601"),
        (["in", "out", "--lexicon", "nowhere"], "D601"),
    ],
)
def test_words_that_do_not_go_together(run: Run, words: list[str], said: str) -> None:
    found = run("bulk", *words)
    assert found.code == 2 and said in found.err


def test_a_run_that_can_read_nothing_fails(tmp_path: Path, run: Run) -> None:
    found = run("bulk", tmp_path / "missing", tmp_path / "out")
    assert found.code == 1 and "D101" in found.err
