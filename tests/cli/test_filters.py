"""Filters: windows of days and pairs of countries."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.factories import make_participant

from dragoman.cli.filters import Pair, Window, at_most, parse_window
from dragoman.model import OPEN, PartialDate


@pytest.mark.parametrize(
    ("since", "until", "first", "last"),
    [
        ("", "", None, None),
        ("2024", "2024", date(2024, 1, 1), date(2024, 12, 31)),
        ("2024-02", "2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2024-02-03", "", date(2024, 2, 3), None),
    ],
)
def test_a_year_or_month_means_its_first_and_last_day(
    since: str, until: str, first: date | None, last: date | None
) -> None:
    assert parse_window(since, until) == Window(first, last)


@given(st.dates(), st.dates(), st.dates(), st.dates())
def test_a_window_keeps_what_can_lie_in_it(a: date, b: date, c: date, d: date) -> None:
    moment = PartialDate.between(min(a, b), max(a, b), "a test")
    window = Window(min(c, d), max(c, d))
    meets = max(min(a, b), min(c, d)) <= min(max(a, b), max(c, d))
    assert window.keeps(moment) == meets


def test_what_has_no_date_is_only_in_the_open_window() -> None:
    assert Window().keeps(OPEN)
    assert not Window(since=date(2024, 1, 1)).keeps(OPEN)


@pytest.mark.parametrize(
    ("countries", "kept"),
    [(("NOR",), True), (("NOR", "SOU"), True), (("SOU", "NOR"), True), (("NOR", "EAS"), False)],
)
def test_a_pair_is_kept_whichever_way(countries: tuple[str, ...], kept: bool) -> None:
    given_, taken = [make_participant("Northland")], [make_participant("Southland")]
    assert Pair(countries).keeps(given_, taken) is kept


@given(st.lists(st.integers()), st.integers(0, 20))
def test_rows_shown_and_rows_left_out_are_all_rows(rows: list[int], limit: int) -> None:
    shown, note = at_most(rows, limit)
    left = int(note.split()[0]) if note else 0
    assert len(shown) + left == len(rows)
