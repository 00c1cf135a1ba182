"""Factuality of single predicates in our own sentences."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.attribute import factuality_of
from dragoman.lexicon import Lexicon, load_lexicon
from dragoman.model import Factuality, Report
from dragoman.parse import Sentence, parse_many

SPECS = tomllib.loads((Path(__file__).parent / "specs/factuality.toml").read_text("utf-8"))
CASES = [(value, marked) for value, sentences in SPECS.items() for marked in sentences]


@pytest.fixture(scope="module")
def parsed() -> list[tuple[Sentence, int]]:
    reports = [
        Report.make(location=marked, source_text=marked.replace("[", "").replace("]", ""))
        for _, marked in CASES
    ]
    found = []
    for (_, marked), report in zip(CASES, parse_many(reports), strict=True):
        at = marked.index("[")
        sentence, token = next((s, t) for s in report.sentences for t in s.tokens if t.start == at)
        found.append((sentence, token.i))
    return found


@pytest.mark.parametrize("n", range(len(CASES)), ids=[f"{v}: {m}" for v, m in CASES])
def test_factuality_of(n: int, parsed: list[tuple[Sentence, int]], lexicon: Lexicon) -> None:
    assert factuality_of(*parsed[n], lexicon.cues) == CASES[n][0]


def test_every_value_has_a_case() -> None:
    assert {value for value, _ in CASES} == {f.value for f in Factuality}


@given(n=st.integers(0, len(CASES) - 1), data=st.data())
def test_any_token_has_a_value(
    n: int, data: st.DataObject, parsed: list[tuple[Sentence, int]]
) -> None:
    sentence = parsed[n][0]
    token = data.draw(st.integers(0, len(sentence.tokens) - 1))
    assert factuality_of(sentence, token, load_lexicon().cues) in set(Factuality)
