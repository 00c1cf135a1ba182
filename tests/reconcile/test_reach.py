"""How far a count of losses reaches."""

from __future__ import annotations

import pytest

from dragoman.lexicon import Lexicon
from dragoman.reconcile.reach import clause_at, reach_of


@pytest.mark.parametrize(
    ("clause", "reach"),
    [
        ("at least 138 have been killed since Wednesday", "so far"),
        ("the toll has risen to seven", "so far"),
        ("eight days of shelling left 40 dead", "so far"),
        ("three villagers were killed on Tuesday", "of a day"),
        ("two died when a rocket hit their house", "of a day"),
        ("four guards were killed", ""),
        ("the ministry said on Saturday that four guards were killed", ""),
        ("the ministry said late Saturday that six have been killed", "so far"),
    ],
)
def test_the_words_beside_a_count_tell_how_far_it_reaches(
    lexicon: Lexicon, clause: str, reach: str
) -> None:
    assert reach_of(clause, lexicon.likeness) == reach


def test_each_clause_counts_for_itself() -> None:
    sentence = "27 were killed on Tuesday, and 137 have been killed since the war began."
    assert clause_at(sentence, 0) == "27 were killed on Tuesday"
    assert clause_at(sentence, sentence.index("137")).startswith("and 137")
    assert clause_at("Nobody died.", 3) == "Nobody died."
