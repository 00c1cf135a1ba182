"""Dates, figures and chains in few words."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.model import OPEN, ActorKind, Bound, PartialDate, Participant, Quantity, Source
from dragoman.show import phrases

D = date


@pytest.mark.parametrize(
    ("first", "last", "short", "long"),
    [
        (None, None, "—", "undated"),
        (D(2024, 6, 19), D(2024, 6, 19), "2024-06-19", "19 Jun 2024"),
        (D(2024, 6, 1), D(2024, 6, 30), "2024-06", "Jun 2024"),
        (D(2024, 1, 1), D(2024, 12, 31), "2024", "2024"),
        (D(2024, 6, 1), D(2024, 7, 31), "2024-06/07", "Jun 2024 – Jul 2024"),
        (D(2022, 1, 1), D(2024, 12, 31), "2022/2024", "2022 – 2024"),
        (D(2024, 6, 3), D(2024, 6, 15), "2024-06-03/15", "3 Jun 2024 – 15 Jun 2024"),
        (D(2023, 12, 30), D(2024, 1, 2), "2023-12-30/2024-01-02", "30 Dec 2023 – 2 Jan 2024"),
        (None, D(2024, 6, 19), "≤2024-06-19", "by 19 Jun 2024"),
        (D(2024, 6, 19), None, "≥2024-06-19", "from 19 Jun 2024"),
    ],
)
def test_dates(first: date | None, last: date | None, short: str, long: str) -> None:
    moment = PartialDate.between(first, last, "a test")
    assert phrases.when(moment) == short
    assert phrases.when_long(moment) == long


@given(st.dates(), st.dates())
def test_every_interval_has_words(one: date, other: date) -> None:
    moment = PartialDate.between(min(one, other), max(one, other), "a test")
    assert phrases.when(moment).startswith(str(moment.earliest)[:4])
    assert phrases.when_long(moment)


@pytest.mark.parametrize(
    ("low", "high", "best", "expected"),
    [
        (11000, 11000, 11000, "11,000"),
        (10000, 12000, 11000, "10,000–12,000"),
        (10000, None, 10000, "≥10,000"),
        (None, 60, 60, "≤60"),
        (None, None, 4.56, "4.56"),
        (20e9, 20e9, 20e9, "20 billion"),
        (5_800_000, None, None, "≥5.8 million"),
        (1_234_567, 1_234_567, None, "1,234,567"),
        (None, None, None, "?"),
    ],
)
def test_intervals(
    low: float | None, high: float | None, best: float | None, expected: str
) -> None:
    assert phrases.interval(low, high, best) == expected


def quantity(bound: Bound, low: float | None, best: float | None, high: float | None) -> Quantity:
    return Quantity(
        id="qty_0",
        report_id="rep_0",
        text="dozens of shells",
        low=low,
        best=best,
        high=high,
        bound=bound,
        unit="shell",
        referent="shells",
        measure="ammunition",
        subject=(),
        as_of=OPEN,
        statement_id="sta_0",
        event_id="",
        evidence=(),
    )


@pytest.mark.parametrize(
    ("given_quantity", "expected"),
    [
        (quantity(Bound.EXACT, 43, 43, 43), "43 shells"),
        (quantity(Bound.ABOUT, 3900, 4000, 4100), "about 4,000 shells"),
        (quantity(Bound.OVER, 5000, 5000, None), "over 5,000 shells"),
        (quantity(Bound.AT_LEAST, 3, 3, None), "at least 3 shells"),
        (quantity(Bound.UNDER, None, 9, 9), "under 9 shells"),
        (quantity(Bound.RANGE, 10000, 11000, 12000), "10,000–12,000 shells"),
        (quantity(Bound.VAGUE, 12, None, None), "dozens of shells"),
    ],
)
def test_a_figure_keeps_its_bound(given_quantity: Quantity, expected: str) -> None:
    assert phrases.figure(given_quantity) == expected


def participant(name: str, country: str, text: str = "") -> Participant:
    return Participant(actor_id="", name=name, country=country, sector="", text=text or name)


def test_direction_by_name_and_by_code() -> None:
    russia, korea = participant("Russia", "RUS"), participant("North Korea", "PRK")
    assert phrases.direction([russia], [korea]) == "Russia → North Korea"
    assert phrases.direction([russia, russia], [korea], short=True) == "RUS → PRK"
    assert phrases.direction([], [korea]) == "— → North Korea"
    # A pronoun of which nothing tells whom it means is the report's word, and no name.
    assert phrases.direction([participant("", "", "it")], []) == "“it” → —"


def test_a_chain_reads_from_the_speaker_to_the_outlet() -> None:
    def source(text: str, name: str = "") -> Source:
        return Source(text, None, None, "", name, "", ActorKind.UNNAMED)

    chain = [source("a senior official"), source("TASS", "TASS"), source("", "The Herald")]
    assert phrases.chain(chain) == "a senior official ← TASS ← The Herald"
    assert phrases.chain([*chain, chain[-1]]) == phrases.chain(chain)
    assert phrases.original(chain) == "a senior official"
    assert phrases.original([]) == "—"
