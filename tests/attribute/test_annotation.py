"""The annotation in bench/voices: every phrase stands in its text, every value is one of ours."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest

from dragoman.model import Factuality, Stance

BENCH = Path(__file__).parents[2] / "bench"
sys.path.insert(0, str(BENCH))

from voices import settled  # noqa: E402
from voices_records import annotation_of, span_of  # noqa: E402

KINDS = {"predict", "plan", "promise", "threaten"}


def rows(name: str) -> dict[str, dict[str, Any]]:
    lines = (BENCH / "voices" / name).read_text(encoding="utf-8").splitlines()
    return {row["id"]: row for row in map(json.loads, lines)}


TEXTS = rows("texts.jsonl")
ANNOTATIONS = ("first.jsonl", "second.jsonl")


def test_there_are_at_least_three_hundred_passages() -> None:
    assert len(TEXTS) >= 300
    assert len({row["text"] for row in TEXTS.values()}) == len(TEXTS)


def gold() -> dict[str, dict[str, Any]]:
    return settled(rows("first.jsonl"), BENCH / "voices" / "adjudicated.jsonl")


@pytest.mark.parametrize("name", [*ANNOTATIONS, "gold"])
def test_an_annotation_fits_the_texts(name: str) -> None:
    annotation = gold() if name == "gold" else rows(name)
    assert set(annotation) == set(TEXTS)
    for key, row in annotation.items():
        text = TEXTS[key]["text"]
        annotation_of(text, row)  # raises where a phrase does not stand in the text
        assert [e["word"] for e in row["events"]] == TEXTS[key]["events"], key
        for event in row["events"]:
            assert {event["source"], event["publisher"]} <= set(Factuality), key
        assert {s["stance"] for s in row["statements"]} <= set(Stance), key
        assert {f["kind"] for f in row["forecasts"]} <= KINDS, key


def test_the_passages_of_forecasts_hold_what_is_annotated() -> None:
    passages = rows("forecast_texts.jsonl")
    assert len({row["text"] for row in passages.values()}) == len(passages) == 120
    assert sum(bool(row["forecasts"]) for row in passages.values()) == 80
    for key, row in passages.items():
        annotation_of(row["text"], {"statements": [], "events": [], "unnamed": [], **row})
        assert {f["kind"] for f in row["forecasts"]} <= KINDS, key


def test_what_was_adjudicated_has_a_reason_and_changes_the_first_annotation() -> None:
    first, settled_on = rows("first.jsonl"), gold()
    for key, row in rows("adjudicated.jsonl").items():
        assert row["reason"], key
        layers = set(row) - {"id", "reason"}
        assert layers
        assert layers <= {"statements", "events", "forecasts", "unnamed"}, key
        for layer in layers:
            assert settled_on[key][layer] == row[layer] != first[key][layer], (key, layer)
    untouched = set(first) - set(rows("adjudicated.jsonl"))
    assert all(settled_on[key] == first[key] for key in untouched)


def test_a_phrase_is_found_in_whole_words_by_place_and_in_parts() -> None:
    text = "She said: closed, he said, is not lost. We lose."
    assert span_of(text, "said#2") == ((21, 25),)
    assert span_of(text, "lose") == ((43, 47),)
    assert span_of(text, "She // lost") == ((0, 3), (34, 38))
    assert span_of(text, "?") == ()
    with pytest.raises(ValueError, match="does not stand"):
        span_of(text, "lost#2")
