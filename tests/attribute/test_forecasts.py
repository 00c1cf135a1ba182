"""Forecasts of our own sentences."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from dragoman.attribute import AttributedReport

CASES = tomllib.loads((Path(__file__).parent / "specs/forecasts.toml").read_text("utf-8"))["case"]


@pytest.fixture(scope="module")
def read(attributed: Any) -> list[AttributedReport]:
    return attributed([case["text"] for case in CASES])  # type: ignore[no-any-return]


@pytest.mark.parametrize("n", range(len(CASES)), ids=[c["text"][:60] for c in CASES])
def test_forecast_of_a_sentence(n: int, read: list[AttributedReport]) -> None:
    case, report = CASES[n], read[n]
    text = report.extracted.parsed.report.source_text
    if case.get("never"):
        assert report.forecasts == ()
        return
    wanted = case["outcome"]
    found = [f for f in report.forecasts if wanted in text[f.outcome.start : f.outcome.end]]
    told = [text[f.outcome.start : f.outcome.end] for f in report.forecasts]
    assert found, told
    forecast = found[0]
    assert forecast.kind == case["kind"]
    if "condition" in case:
        assert forecast.condition is not None
        assert case["condition"] in text[forecast.condition.start : forecast.condition.end]
        between = text[forecast.outcome.start : forecast.outcome.end]
        assert case["condition"] not in between
    if "source" in case:
        first = report.statements[forecast.statement].sources[0]
        assert case["source"] in text[first.start : first.end]
    if "likelihood" in case:
        phrase, low, high = case["likelihood"]
        assert forecast.likelihood.phrase == phrase
        assert (forecast.likelihood.low, forecast.likelihood.high) == (low or None, high or None)
        counted = phrase.split()[0].isdigit()
        assert bool(forecast.likelihood.scale) == (bool(high) and not counted)
    if "horizon" in case:
        time = report.extracted.times[forecast.horizon]
        tokens = report.extracted.parsed.sentences[time.sentence].tokens
        assert case["horizon"] in text[tokens[time.start].start : tokens[time.end - 1].end]


def test_no_two_forecasts_share_their_outcome(read: list[AttributedReport]) -> None:
    for report in read:
        spans = [(f.outcome.start, f.outcome.end) for f in report.forecasts]
        assert len(spans) == len(set(spans))
