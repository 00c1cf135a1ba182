"""What is specific about a likeness."""

from __future__ import annotations

from typing import Any

import pytest
from tests.reconcile.tellings import scorer_of, telling

from dragoman.lexicon import Lexicon
from dragoman.model import Place
from dragoman.reconcile.support import needed, support, supported

ITEM = {"items": [("howitzer shells", "arms.ammunition")]}
FORD = {"places": [Place("Ford", "SOU")]}
OTHER_TEXT = "Quite apart from trade, Northland sent something southwards."


@pytest.mark.parametrize(
    ("shared", "enough"),
    [
        ({}, False),
        ({"occurred": "2024-05-01"}, True),
        ({"figure": ("Northland", 500, "arms")}, True),
        (FORD, True),
        ({**ITEM, "occurred": "2024-05-01"}, True),
    ],
)
def test_two_reports_need_something_specific(
    lexicon: Lexicon, shared: dict[str, Any], enough: bool
) -> None:
    one = telling(lexicon, publisher="A", published="2024-05-02", **shared)
    other = telling(
        lexicon, OTHER_TEXT, publisher="B", taker="Southland", published="2024-05-20", **shared
    )
    scorer = scorer_of(lexicon, one, other, telling(lexicon, "Hail fell.", trigger="fell"))
    assert supported(one, other, scorer) is enough


def test_more_is_needed_where_less_is_told(lexicon: Lexicon) -> None:
    day = {"occurred": "2024-05-01"}
    whole = needed(telling(lexicon, **day), telling(lexicon, **day))
    part = needed(telling(lexicon, **day), telling(lexicon, taker=None, **day))
    undated = needed(telling(lexicon), telling(lexicon))
    assert whole < undated < part < needed(telling(lexicon), telling(lexicon, taker=None))


def test_within_one_report_nothing_is_needed(lexicon: Lexicon) -> None:
    one = telling(lexicon)
    assert supported(one, one, scorer_of(lexicon, one))


def test_what_speaks_against_a_pair_supports_nothing(lexicon: Lexicon) -> None:
    one = telling(lexicon, publisher="A", places=[Place("Ford", "SOU")])
    other = telling(lexicon, OTHER_TEXT, publisher="B", places=[Place("Mill", "SOU")])
    near = telling(lexicon, OTHER_TEXT, publisher="B", places=[Place("Ford", "SOU")])
    scorer = scorer_of(lexicon, one, other, near)
    assert support(one, other, scorer) < support(one, near, scorer)


def test_undated_deeds_of_war_need_a_place_or_words_of_their_own(lexicon: Lexicon) -> None:
    shelled = {"type": "ASSAULT", "trigger": "shelled"}
    one = telling(lexicon, "Northland shelled a depot of Southland.", publisher="A", **shelled)
    other = telling(
        lexicon,
        "Officers spoke of barges, flour and rain when Northland shelled Southland on its rim.",
        publisher="B",
        **shelled,
    )
    scorer = scorer_of(lexicon, one, other, telling(lexicon, "Hail fell.", trigger="fell"))
    assert not supported(one, other, scorer)
    assert supported(one, one, scorer)
