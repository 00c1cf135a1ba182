"""Changes of level in a series."""

from __future__ import annotations

from itertools import pairwise
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.analyse.test_analyse import attack, goldstein
from tests.analyse.views import view_of

from dragoman.analyse import relations
from dragoman.analyse.changes import SHORTEST, changes
from dragoman.lexicon import Lexicon
from dragoman.model import Factuality


def noise(seed: int, levels: list[float], each: int) -> list[float]:
    random = Random(seed)
    return [level + random.gauss(0, 1) for level in levels for _ in range(each)]


def test_a_step_is_found_where_it_is() -> None:
    (found,) = changes([1.0] * 10 + [7.0] * 10)
    assert (found.at, found.before, found.after) == (10, 1.0, 7.0)


@pytest.mark.parametrize("seed", range(5))
def test_two_steps_in_noise(seed: int) -> None:
    assert [one.at for one in changes(noise(seed, [0, 6, -4], 12))] == [12, 24]


def test_noise_alone_seldom_changes() -> None:
    assert sum(bool(changes(noise(seed, [0], 24))) for seed in range(100)) <= 5


@given(st.lists(st.floats(-50, 50), max_size=30))
def test_parts_are_long_enough_and_cover_the_series(values: list[float]) -> None:
    found = changes(values)
    assert not found or len(values) >= SHORTEST
    cuts = [0, *(one.at for one in found), len(values)]
    assert cuts == sorted(cuts)
    assert all(b - a >= 3 for a, b in pairwise(cuts)) or not found


def test_the_level_of_a_pair_turns(lexicon: Lexicon) -> None:
    quiet = [attack(f"2023-{month:02}-20") for month in (1,)]
    loud = [
        attack(f"2023-{month:02}-{day:02}") for month in (8, 9, 10, 11, 12) for day in (5, 12, 20)
    ]
    (pair,) = relations(view_of([*quiet, *loud], lexicon), goldstein)
    assert [turn.month for turn in pair.turns] == ["2023-08"]
    assert pair.turns[0].after < pair.turns[0].before


def test_what_is_only_possible_widens_the_band(lexicon: Lexicon) -> None:
    view = view_of([attack("2024-05-20"), attack("2024-05-02", Factuality.PLANNED)], lexicon)
    (pair,) = relations(view, goldstein)
    (month,) = pair.months
    assert (month.balance, month.least, month.most, month.count) == (-10.0, -20.0, 0.0, 1)
