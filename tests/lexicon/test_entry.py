from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.errors import LexiconError
from dragoman.lexicon.entry import (
    Entry,
    check_country,
    check_kind,
    check_order,
    check_sector,
    first_day,
    fold,
    last_day,
    slug,
)
from dragoman.model import ActorKind


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2018", date(2018, 1, 1), date(2018, 12, 31)),
        ("2020-02", date(2020, 2, 1), date(2020, 2, 29)),
        ("2019-11-05", date(2019, 11, 5), date(2019, 11, 5)),
        ("", None, None),
    ],
)
def test_partial_dates_span_what_they_name(
    text: str, first: date | None, last: date | None
) -> None:
    assert (first_day(text, "t:1"), last_day(text, "t:1")) == (first, last)


@pytest.mark.parametrize("text", ["18", "2018-13", "2019-02-30", "5 May 2019", "2018-1"])
def test_a_bad_date_names_its_line(text: str) -> None:
    with pytest.raises(LexiconError, match=r"t\.csv:7"):
        first_day(text, "t.csv:7")


def test_unknown_words_of_a_table_name_their_line() -> None:
    for check in (
        lambda: check_sector("ARMY", "t.csv:2"),
        lambda: check_kind("planet", "t.csv:2"),
        lambda: check_country("XYZ", frozenset({"RUS"}), "t.csv:2"),
        lambda: check_order(date(2020, 1, 2), date(2020, 1, 1), "t.csv:2"),
    ):
        with pytest.raises(LexiconError, match=r"t\.csv:2"):
            check()


def test_holds_counts_both_ends() -> None:
    entry = Entry("p", "P", ActorKind.PERSON, "RUS", "GOV", "name", "president", date(2018, 5, 7))
    ended = Entry("p", "P", ActorKind.PERSON, "", "", "name", end=date(2018, 5, 7))
    assert entry.holds(date(2018, 5, 7)) and not entry.holds(date(2018, 5, 6))
    assert ended.holds(date(2018, 5, 7)) and not ended.holds(date(2018, 5, 8))


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Gitanas Nausėda", "gitanas-nauseda"),
        ("OPEC+", "opec-plus"),
        ("Jonas Gahr Støre", "jonas-gahr-store"),
    ],
)
def test_slug(name: str, expected: str) -> None:
    assert slug(name) == expected


@given(st.text())
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold(fold(text)) == fold(text)
