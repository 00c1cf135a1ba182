"""What can have come about since a forecast was made."""

from __future__ import annotations

from datetime import date

import pytest
from tests.reconcile.tellings import scorer_of, telling

from dragoman.lexicon import Lexicon
from dragoman.model import OPEN, Factuality, PartialDate
from dragoman.reconcile.since import Days, not_done, told_anew
from dragoman.reconcile.wording import content_stems


@pytest.mark.parametrize(
    ("sentence", "open_"),
    [
        ("Northland will never attack Southland.", True),
        ("Any attack on Southland would be answered.", True),
        ("Northland began the attack on Southland.", False),
        ("After the rain that would not end came at last the attack on Southland.", False),
    ],
)
def test_words_before_a_deed_may_leave_it_open(
    lexicon: Lexicon, sentence: str, open_: bool
) -> None:
    one = telling(lexicon, sentence, trigger="attack", type="ASSAULT")
    assert not_done(one, lexicon.likeness) is open_


def test_a_long_sentence_said_again_settles_nothing(lexicon: Lexicon) -> None:
    words = "Northland will send forty old howitzers to Southland before the autumn rains begin"
    one = telling(lexicon, f"{words}.", trigger="send")
    sentence = frozenset(content_stems(words, lexicon.likeness))
    assert told_anew(sentence, one, scorer_of(lexicon, one))
    short = telling(lexicon, "Northland will send guns.", trigger="send")
    assert not told_anew(short.stems, short, scorer_of(lexicon, short))


@pytest.mark.parametrize(
    ("told", "horizon", "follows"),
    [
        ("2024-05-02", OPEN, True),
        ("2024-04-02", OPEN, False),
        ("2026-04-02", OPEN, True),
        ("2026-06-02", OPEN, False),
        ("2026-06-02", PartialDate.between(date(2024, 5, 1), date(2027, 1, 1), "told"), True),
        ("2024-07-02", PartialDate.between(date(2024, 5, 1), date(2024, 6, 1), "told"), False),
        (None, OPEN, True),
    ],
)
def test_a_forecast_without_a_day_is_open_for_two_years(
    lexicon: Lexicon, told: str | None, horizon: PartialDate, follows: bool
) -> None:
    made = PartialDate.day(date(2024, 5, 1), "told")
    one = telling(lexicon, occurred=told, published=told)
    assert Days.of([one]).may_follow(made, horizon) is follows


def test_what_was_told_before_a_forecast_is_no_news(lexicon: Lexicon) -> None:
    made = PartialDate.day(date(2024, 5, 1), "told")
    before, since = (telling(lexicon, published=day) for day in ("2024-04-20", "2024-05-20"))
    assert not Days.of([before, since]).may_follow(made, OPEN)
    assert Days.of([since]).may_follow(made, OPEN)
    denied = telling(lexicon, published="2024-04-20", factuality=Factuality.DENIED)
    assert Days.of([denied, since]).may_follow(made, OPEN)
    assert not Days.of([denied]).may_follow(made, OPEN)
