from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.read.calendar_dates import find_written, read_date


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("April 10, 2025", date(2025, 4, 10)),
        ("Sept. 4, 2025", date(2025, 9, 4)),
        ("4th March 2026", date(2026, 3, 4)),
        ("Monday, 23 December 2024, 10:15", date(2024, 12, 23)),
        ("12 de marzo de 2026", date(2026, 3, 12)),
        ("12. März 2026", date(2026, 3, 12)),
        ("12 марта 2026 г.", date(2026, 3, 12)),
        ("2024-08-05T10:00:00+09:00", date(2024, 8, 5)),
        ("2024年8月5日", date(2024, 8, 5)),
        ("2024년 8월 5일", date(2024, 8, 5)),
        ("05.08.2024", date(2024, 8, 5)),
        ("25/08/2024", date(2024, 8, 25)),
        ("08/25/2024", date(2024, 8, 25)),
        ("20240805", date(2024, 8, 5)),
        ("令和6年8月5日", date(2024, 8, 5)),
        ("令和元年8月5日(月)", date(2019, 8, 5)),
        ("平成30年12月31日", date(2018, 12, 31)),
        ("2024年(令和6年)8月5日", date(2024, 8, 5)),
        ("民國113年8月5日", date(2024, 8, 5)),
        ("5 สิงหาคม พ.ศ. 2567", date(2024, 8, 5)),
        ("5 באוגוסט 2024", date(2024, 8, 5)),
        ("۵ اوت ۲۰۲۴", date(2024, 8, 5)),
        ("٥ أغسطس ٢٠٢٤", date(2024, 8, 5)),
    ],
)
def test_full_dates_are_read(text: str, day: date) -> None:
    assert [w.day for w in find_written(text)] == [day]


@pytest.mark.parametrize(
    "text",
    [
        "03/04/2024",
        "August 5",
        "in 2024",
        "May 2024",
        "2024-13-40",
        "Room 1203, 1755",
        "令和6年13月1日",
        "6年8月5日",
        "۱۵ مرداد ۱۴۰۳",
        "",
    ],
)
def test_what_is_no_full_date_or_two_is_left(text: str) -> None:
    assert find_written(text) == ()


@given(st.dates(min_value=date(1980, 1, 1), max_value=date(2099, 12, 31)))
def test_every_iso_day_comes_back(day: date) -> None:
    assert read_date(day.isoformat(), "x").earliest == day


@pytest.mark.parametrize(
    ("text", "precision"),
    [
        ("2024-08-05", 1),
        ("2024-08", 4),
        ("2024", 5),
        ("1 May 2024 or 2 May 2024", None),
        ("", None),
    ],
)
def test_a_field_gives_day_month_or_year_or_nothing(text: str, precision: int | None) -> None:
    found = read_date(text, "row:date")
    assert found.precision == precision
    assert found.basis == ("row:date" if precision else "")
