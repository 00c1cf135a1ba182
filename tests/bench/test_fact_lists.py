"""The fact lists of `bench/facts/own`: readable, in our words, and of the texts beside them."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import dragoman.lexicon
from dragoman.model import Bound, DifferenceKind, Factuality, ForecastStatus, Stance

OWN = Path(__file__).resolve().parents[2] / "bench" / "facts" / "own"
STORIES = sorted(p.name for p in OWN.iterdir())
ROWS = {"event", "optional", "absent"}
KINDS = {*ROWS, "report", "figure", "said", "forecast", "returned", "one", "apart", "origin",
         "difference", "settled"}  # fmt: skip
FACTS = {name: tomllib.loads((OWN / name / "facts.toml").read_text("utf-8")) for name in STORIES}
DATA = Path(dragoman.lexicon.__file__).parent / "data"
SIDE = r"(?:\?|ANY|[A-Z0-9]{2,4}(?:\+[A-Z0-9]{2,4})*)"


def lists(story: str) -> Iterator[tuple[str, dict[str, Any]]]:
    for kind, rows in FACTS[story].items():
        if isinstance(rows, list):
            yield from ((kind, row) for row in rows)


def cited(row: dict[str, Any]) -> Iterator[tuple[int, str]]:
    """The words that a row takes from a text, with the number of the text."""
    for value in row.values():
        if isinstance(value, dict):
            yield from cited(value)
    for name in ("sentence", "give", "back", "has"):
        for words in str(row.get(name, "")).split("|"):
            if words:
                yield row["report"], words


def values(story: str, name: str) -> set[str]:
    rows = [row for _, row in lists(story)]
    sides = [v for row in rows for v in row.values() if isinstance(v, dict)]
    found = [row[name] for row in [*rows, *sides] if name in row]
    return {v for f in found for v in (f if isinstance(f, list) else f.split("|"))}


def types() -> set[str]:
    return set(tomllib.loads((DATA / "coding" / "plover.toml").read_text("utf-8"))["types"])


def test_half_of_the_stories_are_kept_unread() -> None:
    parts = [FACTS[s]["part"] for s in STORIES]
    assert set(parts) <= {"dev", "dev2", "dev3", "check"}
    assert parts.count("dev") == parts.count("check") == 5


@pytest.mark.parametrize("story", STORIES)
def test_each_row_is_of_a_known_kind_and_report(story: str) -> None:
    texts = {int(p.stem) for p in (OWN / story).glob("*.txt")}
    assert texts == set(range(1, len(texts) + 1))
    assert {r["report"] for r in FACTS[story]["report"]} == texts
    assert {kind for kind, _ in lists(story)} <= KINDS
    assert {n for _, row in lists(story) for n in [row.get("report", 1)]} <= texts


@pytest.mark.parametrize("story", STORIES)
def test_cited_words_stand_once_in_the_text(story: str) -> None:
    for kind, row in lists(story):
        for number, words in cited(row):
            text = (OWN / story / f"{number}.txt").read_text("utf-8")
            assert text.count(words) >= 1, (kind, number, words)
            if kind != "said":
                assert text.count(words) == 1, (kind, number, words)


@pytest.mark.parametrize("story", STORIES)
def test_forecasts_cite_their_text(story: str) -> None:
    for kind, row in lists(story):
        if kind in ("forecast", "settled"):
            text = (OWN / story / f"{row['report']}.txt").read_text("utf-8").lower()
            assert row["outcome"].lower() in text, row
            assert row.get("condition", "").lower() in text, row


@pytest.mark.parametrize("story", STORIES)
def test_words_are_those_of_the_records(story: str) -> None:
    known = types()
    assert values(story, "factuality") <= {f.value for f in Factuality}
    assert values(story, "stance") <= {s.value for s in Stance}
    assert values(story, "bound") <= {b.value for b in Bound}
    assert values(story, "type") <= known
    kinds = {k.value for k in DifferenceKind}
    assert {k for kind, r in lists(story) if kind == "difference" for k in r["kind"]} <= kinds
    statuses = {s.value for s in ForecastStatus}
    assert {s for kind, r in lists(story) if kind == "settled" for s in r["status"]} <= statuses
    for kind, row in lists(story):
        for told in (row[k] for k in ("is", "also") if k in row):
            names, _, pairs = told.partition(" ")
            assert set(names.split("|")) <= known, told
            for pair in pairs.split("|"):
                assert re.fullmatch(f"{SIDE}<?>{SIDE}", pair), (kind, told)


@pytest.mark.parametrize("story", STORIES)
def test_items_and_measures_are_classes_of_the_lexicon(story: str) -> None:
    classes = tomllib.loads((DATA / "coding" / "items.toml").read_text("utf-8"))["classes"]
    roots = {*classes, *(c.partition(".")[0] for c in classes)}
    assert {c for i in values(story, "items") for c in i.split("|")} <= roots
    measures = tomllib.loads((DATA / "figures" / "measures.toml").read_text("utf-8"))["measure"]
    known = {m["name"] for m in measures} | {"money", "share", "duration", "weight"}
    assert values(story, "measure") <= known


@pytest.mark.parametrize("story", STORIES)
def test_what_is_asked_for_stands_in_the_body(story: str) -> None:
    for kind, row in lists(story):
        if kind == "event":
            text = (OWN / story / f"{row['report']}.txt").read_text("utf-8")
            assert text.index(row["sentence"]) > text.index("\n"), row
