"""The project's own sample reports, read and compared with what was written of them by hand."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from dragoman.lexicon import load_lexicon
from dragoman.model import Report
from dragoman.read import Loaded, read_paths

SAMPLES = Path(__file__).parents[2] / "samples"
GOLD: list[dict[str, Any]] = tomllib.loads((SAMPLES / "gold.toml").read_text(encoding="utf-8"))[
    "reports"
]


@pytest.fixture(scope="module")
def reports() -> dict[str, Report]:
    folder = SAMPLES / "reports"
    found = [r for r in read_paths([str(folder)], load_lexicon()) if isinstance(r, Loaded)]
    return {str(Path(r.report.location).relative_to(folder)): r.report for r in found}


@pytest.mark.parametrize("gold", GOLD, ids=lambda g: g["location"])
def test_a_sample_says_of_itself_what_it_should(
    gold: dict[str, Any], reports: dict[str, Report]
) -> None:
    report = reports[gold["location"]]
    when = report.published_at
    day = str(when.earliest) if when.precision == 1 else ""
    assert (report.title, report.publisher, day, report.language) == (
        gold["title"],
        gold["publisher"],
        gold["published_at"],
        gold["language"],
    )


@pytest.mark.parametrize("gold", GOLD, ids=lambda g: g["location"])
def test_body_and_furniture_are_told_apart(
    gold: dict[str, Any], reports: dict[str, Report]
) -> None:
    report = reports[gold["location"]]
    body = "\n".join(report.source_text[a:b].strip() for a, b in report.body_spans())
    assert body.startswith(gold["body_first"])
    assert body.endswith(gold["body_last"])
    for words in gold.get("furniture", ()):
        assert words in report.source_text
        assert words not in body
