from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import orjson
import pytest
from tests.bulk.coders import code
from tests.bulk.stages import exported

from dragoman.bulk.build import Stages, build_case
from dragoman.lexicon import Lexicon, load_lexicon
from dragoman.read import read_paths
from dragoman.reconcile import reconcile

STAGES = Stages(read_paths, code, reconcile)

CODER = "tests.bulk.coders:code"

Ledger = Callable[[Sequence[str]], dict[str, bytes]]


@pytest.fixture(scope="session")
def lexicon() -> Lexicon:
    return load_lexicon()


@pytest.fixture
def ledger(tmp_path: Path, lexicon: Lexicon) -> Ledger:
    """The ledger that `build` makes of inputs or of a bulk run's folder."""
    made = 0

    def make(paths: Sequence[str]) -> dict[str, bytes]:
        nonlocal made
        made += 1
        case = tmp_path / f"case{made}.db"
        build_case(case, paths, lexicon, stages=STAGES)
        return exported(case, tmp_path / f"export{made}")

    return make


def story(number: int, words: str = "") -> dict[str, str]:
    return {
        "id": f"r{number}",
        "title": f"Guns for Southland {number}",
        "date": f"2024-03-{1 + number % 28:02}",
        "publisher": "Ridge Herald",
        "text": f"Northland sent {number} guns to Southland. {words} It was a quiet day in town.",
    }


def write_rows(path: Path, rows: Sequence[dict[str, str]]) -> str:
    path.write_bytes(b"".join(orjson.dumps(row) + b"\n" for row in rows))
    return str(path)
