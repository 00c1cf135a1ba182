"""Values of time expressions as seen from several report days (`specs/seen_from.toml`)."""

from __future__ import annotations

import tomllib
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from dragoman.extract.times import find_times
from dragoman.lexicon.calendar import load_time_words
from dragoman.lexicon.tables import Tables
from dragoman.model import OPEN, PartialDate, Report
from dragoman.parse import parse_many
from dragoman.parse.sentence import Sentence
from dragoman.resolve.dates import Clock, clock_after, resolve_time, resolve_value

SPECS = Path(__file__).with_name("specs") / "seen_from.toml"
CASES: list[dict[str, Any]] = tomllib.loads(SPECS.read_text(encoding="utf-8"))["case"]
SEEN = [(c["text"], day, values) for c in CASES for day, values in c["seen"].items()]


@cache
def sentences() -> dict[str, tuple[Sentence, ...]]:
    texts = [c["text"] for c in CASES]
    reports = [Report.make(location=str(n), source_text=t) for n, t in enumerate(texts)]
    return {t: p.sentences for t, p in zip(texts, parse_many(reports), strict=True)}


def values_seen(text: str, day: str) -> list[str]:
    published = PartialDate.day(date.fromisoformat(day), "spec") if day else OPEN
    clock = Clock(published, published if day else None)
    words = load_time_words(Tables())
    values: list[str] = []
    for sentence in sentences()[text]:
        for draft in find_times(sentence, words):
            values.append(resolve_value(draft, clock))
            clock = clock_after(clock, draft, resolve_time(draft, clock))
    return values


@pytest.mark.parametrize(
    ("text", "day", "values"), SEEN, ids=[f"{d}: {t[:40]}" for t, d, _ in SEEN]
)
def test_an_expression_means_what_its_day_and_tense_tell(text: str, day: str, values: str) -> None:
    assert values_seen(text, day) == values.split()
