"""Which tellings are compared at all."""

from __future__ import annotations

from typing import Any

import pytest
from tests.reconcile.tellings import telling

from dragoman.lexicon import Lexicon
from dragoman.model import Factuality
from dragoman.reconcile.blocks import FULL, NEIGHBOURS, candidate_pairs


def meet(lexicon: Lexicon, one: dict[str, Any], other: dict[str, Any]) -> bool:
    tellings = [telling(lexicon, publisher="A", **one), telling(lexicon, publisher="B", **other)]
    stories = {t.report.id: t.report.id for t in tellings}
    return list(candidate_pairs(tellings, stories, lexicon.likeness)) == [(0, 1)]


def test_the_halves_of_a_pair_meet_within_a_story(lexicon: Lexicon) -> None:
    done = telling(lexicon, publisher="A", taker=None)
    suffered = telling(lexicon, publisher="B", giver="Southland", taker=None)
    one_story = {t.report.id: "one" for t in (done, suffered)}
    two = {t.report.id: t.report.id for t in (done, suffered)}
    pairs = [
        list(candidate_pairs([done, suffered], stories, lexicon.likeness))
        for stories in (one_story, two)
    ]
    assert pairs == [[(0, 1)], []]


DAY = {"occurred": "2024-05-01"}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (DAY, DAY),
        (DAY, {**DAY, "giver": "Southland", "taker": "Northland"}),
        (DAY, {**DAY, "taker": None}),
        (DAY, {**DAY, "type": "MOBILIZE"}),
        ({"occurred": "2024-04-30"}, {"occurred": "2024-05-01"}),
        (DAY, {"occurred": "2024-05-04"}),
        (DAY, {"occurred": None, "published": "2024-05-28"}),
        (DAY, {"published": "2024-05-03"}),
        ({"figure": ("guns", 500, "arms")}, {"figure": ("guns", 500, "arms"), "published": None}),
        (
            {"items": [("guns", "arms.small")]},
            {"items": [("rifle", "arms.small")], "published": None},
        ),
    ],
)
def test_these_meet(lexicon: Lexicon, one: dict[str, Any], other: dict[str, Any]) -> None:
    assert meet(lexicon, one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (DAY, {"occurred": "2024-09-01"}),
        (DAY, {"occurred": "2024-05-05"}),
        ({"occurred": "2024-05-05"}, {"occurred": None, "published": "2024-05-01"}),
        (DAY, {**DAY, "giver": "Eastland", "taker": "Westland"}),
        (DAY, {**DAY, "type": "PROTEST"}),
        (DAY, {**DAY, "factuality": Factuality.CONDITIONAL}),
    ],
)
def test_these_never_meet(lexicon: Lexicon, one: dict[str, Any], other: dict[str, Any]) -> None:
    assert not meet(lexicon, one, other)


def test_a_crowded_block_costs_neighbours_not_squares(lexicon: Lexicon) -> None:
    count = FULL * 3
    tellings = [telling(lexicon, publisher=f"P{n}", occurred="2024-05-01") for n in range(count)]
    stories = {t.report.id: t.report.id for t in tellings}
    pairs = list(candidate_pairs(tellings, stories, lexicon.likeness))
    assert len(pairs) <= count * NEIGHBOURS
    assert len(pairs) == len(set(pairs))
    assert all(a < b for a, b in pairs)
