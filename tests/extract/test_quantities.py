"""`extract.quantities` against `specs/quantities.toml`, and what always holds of a figure."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.extract.specs_of import cases, parsed, quoted

from dragoman.extract.figure.bounds import interval
from dragoman.extract.figure.cardinal import Number
from dragoman.extract.figure.scan import Scanner
from dragoman.extract.quantities import find_quantities
from dragoman.extract.records import QuantityDraft
from dragoman.extract.times import find_times
from dragoman.lexicon.calendar import load_time_words
from dragoman.lexicon.figures import Bounding, Figures, load_figures
from dragoman.lexicon.tables import Tables
from dragoman.model import Bound
from dragoman.parse.sentence import Sentence, Token

CASES = cases("quantities")
ENDS = ("low", "best", "high")


@cache
def figures() -> Figures:
    return load_figures(Tables())


@cache
def sentences() -> dict[str, tuple[Sentence, ...]]:
    texts = [c["text"] for c in CASES]
    return dict(zip(texts, parsed(texts), strict=True))


def found_in(text: str) -> list[tuple[Sentence, QuantityDraft]]:
    words = load_time_words(Tables())
    return [
        (s, d)
        for s in sentences()[text]
        for d in find_quantities(s, figures(), find_times(s, words))
    ]


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["text"][:60])
def test_finds_what_the_spec_says(case: dict[str, Any]) -> None:
    text = case["text"]
    found = found_in(text)
    assert len(found) == len(case["figures"]), [quoted(text, s, d.start, d.end) for s, d in found]
    for (sentence, draft), expected in zip(found, case["figures"], strict=True):
        check(text, sentence, draft, dict(expected))


def check(text: str, sentence: Sentence, draft: QuantityDraft, expected: dict[str, Any]) -> None:
    for end in expected.pop("open", []):
        assert getattr(draft, end) is None, end
    for end in ENDS:
        if end in expected:
            assert getattr(draft, end) == pytest.approx(expected.pop(end), rel=1e-3), end
    got = {
        "text": quoted(text, sentence, draft.start, draft.end),
        "bound": draft.bound.value,
        "unit": draft.unit,
        "measure": draft.measure,
        "scope": draft.scope,
        "referent": quoted(text, sentence, *draft.referent),
        "subjects": [sentence.tokens[i].text for i in draft.subjects],
    }
    assert {key: got[key] for key in expected} == expected


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["text"][:60])
def test_ends_are_in_order_and_ranges_in_the_sentence(case: dict[str, Any]) -> None:
    for sentence, draft in found_in(case["text"]):
        known = [v for v in (draft.low, draft.best, draft.high) if v is not None]
        assert known
        assert known == sorted(known)
        assert 0 <= draft.start < draft.end <= len(sentence.tokens)
        assert 0 <= draft.referent[0] <= draft.referent[1] <= len(sentence.tokens)
        assert draft.noun < len(sentence.tokens)


@given(
    low=st.floats(min_value=0, max_value=1e12),
    width=st.floats(min_value=0, max_value=1e6),
    bound=st.sampled_from(list(Bound)),
    upper=st.booleans(),
    kind=st.sampled_from(["plain", "range", "vague", "few", "fraction"]),
)
def test_an_interval_is_in_order_whatever_the_bound(
    low: float, width: float, bound: Bound, upper: bool, kind: str
) -> None:
    high = low + width if kind == "range" else low
    number = Number(0, 1, low, high, kind)
    what, _ = interval(number, Bounding(bound, upper))
    known = [v for v in what if v is not None]
    assert known and known == sorted(known)


def row(text: str) -> list[Token]:
    """Tokens without a tree, to scan for numbers alone."""
    words, at, tokens = text.split(), 0, []
    for i, word in enumerate(words):
        tokens.append(Token(i, word, word.lower(), "X", "XX", "dep", i, at, at + len(word), ""))
        at += len(word) + 1
    return tokens


@given(st.integers(min_value=0, max_value=10**12))
def test_reads_back_a_grouped_numeral(n: int) -> None:
    (number,) = Scanner(row(f"{n:,}"), figures()).scan(frozenset())
    assert number.low == number.high == n


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("two hundred and ten", 210, 210),
        ("twenty - five thousand", 25_000, 25_000),
        ("half a million", 500_000, 500_000),
        ("two and a half million", 2.5e6, 2.5e6),
        ("$ 1.2 to 1.5 billion", 1.2e9, 1.5e9),
        ("3 crore", 3e7, 3e7),
        ("a dozen", 12, 12),
        ("several hundred", 300, 300),
        ("minus 40", -40, -40),
        ("10kW", 10, 10),
        ("4 400 houses", 4400, 4400),
        ("8 152 mm", 8, 8),
    ],
)
def test_reads_numbers_in_words(text: str, low: float, high: float) -> None:
    number = Scanner(row(text), figures()).scan(frozenset())[0]
    assert (number.low, number.high) == (low, high)


@pytest.mark.parametrize("text", ["a", "the", "9/11", "T-72", "2024-06", "x1"])
def test_reads_no_number_in_what_is_none(text: str) -> None:
    assert Scanner(row(text), figures()).scan(frozenset()) == []
