"""What can have come about since a forecast was made."""

from __future__ import annotations

import pytest
from tests.reconcile.tellings import scorer_of, telling

from dragoman.lexicon import Lexicon
from dragoman.reconcile.since import not_done, told_anew
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
