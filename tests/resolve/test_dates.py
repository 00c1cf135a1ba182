"""`resolve.dates`: what clocks tell, and what stays open without them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.extract.records import TimeDraft
from dragoman.model import OPEN, PartialDate, TimexType
from dragoman.resolve.dates import Clock, clock_after, occurred, resolve_time, resolve_value

DAY = date(2024, 6, 21)
"""A Friday."""
KNOWN = Clock(PartialDate.day(DAY, "test"))


def draft(
    value: str, relative: str = "", mod: str = "", kind: TimexType = TimexType.DATE
) -> TimeDraft:
    return TimeDraft(0, 0, 0, 1, kind, value, mod, relative, -1, "")


def days(when: PartialDate) -> tuple[str, str]:
    return (str(when.earliest), str(when.latest))


@pytest.mark.parametrize(
    ("value", "relative", "tense", "first", "last"),
    [
        ("2025-04-10", "", "", "2025-04-10", "2025-04-10"),
        ("2022-02", "", "", "2022-02-01", "2022-02-28"),
        ("2024-XX-XX", "", "", "2024-01-01", "2024-12-31"),
        ("XXXX-07", "near:future", "past", "2024-07-01", "2024-07-31"),
        ("199", "", "", "1990-01-01", "1999-12-31"),
        ("2024-Q3", "", "", "2024-07-01", "2024-09-30"),
        ("2025-H2", "", "", "2025-07-01", "2025-12-31"),
        ("2023-WI", "", "", "2023-12-01", "2024-02-29"),
        ("XXXX-XX-18", "near", "past", "2024-06-18", "2024-06-18"),
        ("XXXX-XX-28", "near", "past", "2024-05-28", "2024-05-28"),
        ("XXXX-XX-28", "near", "future", "2024-06-28", "2024-06-28"),
        ("XXXX-09", "last", "", "2023-09-01", "2023-09-30"),
        ("XXXX-09", "next", "", "2024-09-01", "2024-09-30"),
        ("XXXX-09", "this", "", "2024-09-01", "2024-09-30"),
        ("XXXX-06", "near", "past", "2024-06-01", "2024-06-30"),
        ("XXXX-07", "near", "past", "2023-07-01", "2023-07-31"),
        ("XXXX-07", "near", "future", "2024-07-01", "2024-07-31"),
        ("XXXX-07", "near:before", "", "2024-07-01", "2024-07-31"),
        ("XXXX-09", "near:before", "", "2023-09-01", "2023-09-30"),
        ("XXXX-05", "near:before", "", "2024-05-01", "2024-05-31"),
        ("XXXX-05", "near:future", "", "2025-05-01", "2025-05-31"),
        ("XXXX-WXX-5", "near", "past", "2024-06-21", "2024-06-21"),
        ("XXXX-WXX-5", "last", "", "2024-06-14", "2024-06-14"),
        ("XXXX-WXX-1", "near", "future", "2024-06-24", "2024-06-24"),
        ("XXXX-WXX-3", "in:-1W", "", "2024-06-12", "2024-06-12"),
        ("XXXX-06", "in:-1Y", "", "2023-06-01", "2023-06-30"),
        ("XXXX-WXX", "-1W", "", "2024-06-10", "2024-06-16"),
        ("XXXX-WXX-WE", "near", "past", "2024-06-15", "2024-06-16"),
        ("XXXX-XX", "-1M", "", "2024-05-01", "2024-05-31"),
        ("XXXX", "+1Y", "", "2025-01-01", "2025-12-31"),
        ("XXXX-02-29", "last", "", "2024-02-29", "2024-02-29"),
        ("XXXX", "near@nth=11/4/4", "past", "2023-11-23", "2023-11-23"),
        ("XXXX", "near@easter+0", "past", "2024-03-31", "2024-03-31"),
        ("XXXX", "near@orthodox+0", "past", "2024-05-05", "2024-05-05"),
        ("XXXX", "last@hijri=09", "", "2024-03-10", "2024-04-10"),
        ("2025", "@hijri=10/01", "", "2025-03-30", "2025-04-01"),
        ("XXXX-XX-18", "in:-1M", "", "2024-05-18", "2024-05-18"),
        ("XXXX-03-06", "week:near", "", "2024-03-04", "2024-03-10"),
        ("XXX", "-1.5DE", "", "2009-01-01", "2009-12-31"),
        ("P9M", "first:+0Y", "", "2024-01-01", "2024-09-30"),
        ("P3M", "final:-1Y", "", "2023-10-01", "2023-12-31"),
        ("P3M", "first:2023", "", "2023-01-01", "2023-03-31"),
        ("XXXX-06-14", "near:future", "", "2024-06-14", "2024-06-14"),
        ("XXXX-05-14", "near:future", "", "2025-05-14", "2025-05-14"),
        ("XXXX-Q3", "fiscal:near", "", "2023-08-01", "2025-03-30"),
        ("2024", "fiscal:", "", "2023-02-01", "2025-06-30"),
    ],
)
def test_resolves_against_a_known_day(
    value: str, relative: str, tense: str, first: str, last: str
) -> None:
    assert days(resolve_time(draft(value, relative), KNOWN, tense)) == (first, last)


@pytest.mark.parametrize(
    ("value", "relative", "basis"),
    [
        ("XXXX-06", "near", "XXXX-06 without a year"),
        ("XXXX-09", "last", "XXXX-09 without a year"),
        ("XXXX-WXX-5", "near", "XXXX-WXX-5 without a date"),
        ("XXXX-XX-18", "near", "XXXX-XX-18 without a month"),
        ("XXXX", "-1Y", "XXXX without a clock"),
    ],
)
def test_stays_open_without_a_clock(value: str, relative: str, basis: str) -> None:
    when = resolve_time(draft(value, relative), Clock())
    assert not when.known
    assert when.basis == basis


def test_absolute_dates_need_no_clock() -> None:
    assert days(resolve_time(draft("2024-06-16"), Clock())) == ("2024-06-16", "2024-06-16")


def test_bounds_of_a_month_long_clock_propagate() -> None:
    clock = Clock(PartialDate.month(2024, 6, "test"))
    assert days(resolve_time(draft("XXXX-XX-XX", "-1D"), clock)) == ("2024-05-31", "2024-06-29")
    assert days(resolve_time(draft("XXXX-XX", "-1M"), clock)) == ("2024-05-01", "2024-05-31")
    assert days(resolve_time(draft("XXXX-09", "last"), clock)) == ("2023-09-01", "2023-09-30")


def test_a_half_open_clock_leaves_one_end_open() -> None:
    clock = Clock(PartialDate.between(None, DAY, "test"))
    assert days(resolve_time(draft("XXXX-XX", "-1M"), clock)) == ("None", "2024-05-31")


def test_a_clock_over_new_year_widens_in_june() -> None:
    clock = Clock(PartialDate.between(date(2024, 3, 1), date(2024, 9, 1), "test"))
    assert days(resolve_time(draft("XXXX-06", "near"), clock, "past")) == (
        "2023-06-01",
        "2024-06-30",
    )


@pytest.mark.parametrize(
    ("mod", "first", "last"),
    [
        ("START", "2024-06-01", "2024-06-10"),
        ("MID", "2024-06-11", "2024-06-20"),
        ("END", "2024-06-21", "2024-06-30"),
        ("APPROX", "2024-06-01", "2024-06-30"),
    ],
)
def test_early_mid_and_late_are_thirds(mod: str, first: str, last: str) -> None:
    assert days(resolve_time(draft("2024-06", mod=mod), Clock())) == (first, last)


def test_durations_reach_back_and_ahead() -> None:
    back = draft("P8M", "ending", kind=TimexType.DURATION)
    ahead = draft("P2Y6M", "beginning", kind=TimexType.DURATION)
    assert days(resolve_time(back, KNOWN)) == ("2023-10-21", "2024-06-21")
    assert days(resolve_time(ahead, KNOWN)) == ("2024-06-21", "2026-12-21")
    plain = resolve_time(draft("P30D", kind=TimexType.DURATION), KNOWN)
    assert not plain.known and "P30D" in plain.basis


def test_references_lean_on_the_clock() -> None:
    assert days(resolve_time(draft("PRESENT_REF"), KNOWN)) == ("2024-06-21", "2024-06-21")
    assert days(resolve_time(draft("PAST_REF"), KNOWN)) == ("None", "2024-06-21")
    assert days(resolve_time(draft("FUTURE_REF"), KNOWN)) == ("2024-06-21", "None")
    assert not resolve_time(draft("PAST_REF"), Clock()).known


def test_the_narrative_has_its_own_clock() -> None:
    later = draft("XXXX-XX-XX", "narrative:+2D")
    assert not resolve_time(later, KNOWN).known
    told = clock_after(KNOWN, draft("2023-01-30"), PartialDate.day(date(2023, 1, 30), "told"))
    assert days(resolve_time(later, told)) == ("2023-02-01", "2023-02-01")
    assert clock_after(told, draft("PAST_REF"), PartialDate.day(DAY, "x")) == told


def test_what_ends_a_stretch_comes_after_what_begins_it() -> None:
    monday = draft("XXXX-WXX-1", "near:past")
    began = resolve_time(monday, KNOWN)
    friday = draft("XXXX-WXX-5", "narrative:near:future")
    ended = resolve_time(friday, clock_after(KNOWN, monday, began))
    assert (days(began), days(ended)) == (("2024-06-17",) * 2, ("2024-06-21",) * 2)


def test_a_year_earlier_than_a_quarter_is_a_quarter() -> None:
    second = draft("XXXX-Q2", "near")
    clock = clock_after(KNOWN, second, resolve_time(second, KNOWN))
    assert resolve_value(draft("XXXX", "narrative:-1Y"), clock) == "2023-Q2"
    # "A year ago", where a quarter is told of, is that quarter's; elsewhere the year.
    assert resolve_value(draft("XXXX", "ago:-1Y"), clock) == "2023-Q2"
    assert resolve_value(draft("XXXX", "ago:-1Y"), Clock(KNOWN.published_at)) == "2023"
    assert resolve_value(draft("XXXX", "narrative:-1Y"), Clock(KNOWN.published_at)) == "XXXX"


def test_a_bare_clock_time_is_of_the_storys_day_else_of_the_reports() -> None:
    noon = draft("XXXX-XX-XXT12:00", "narrative:+0D", kind=TimexType.TIME)
    story = replace(KNOWN, narrative=PartialDate.day(date(2024, 6, 3), "told"))
    wide = replace(KNOWN, narrative=PartialDate.between(date(2023, 1, 1), date(2023, 12, 31), ""))
    assert resolve_value(noon, story) == "2024-06-03T12:00"
    assert resolve_value(noon, wide) == resolve_value(noon, KNOWN) == "2024-06-21T12:00"
    assert resolve_value(noon, Clock()) == "XXXX-XX-XXT12:00"


def test_what_hangs_from_an_event_stays_open() -> None:
    after = draft("P1Y", "event:+1Y", kind=TimexType.DURATION)
    assert resolve_time(after, KNOWN) == PartialDate(basis="P1Y from an event")


@pytest.mark.parametrize(
    ("role", "first", "last"),
    [
        ("on", "2024-05-01", "2024-05-31"),
        ("since", "2024-05-01", "2024-06-21"),
        ("until", "None", "2024-05-31"),
        ("by", "None", "2024-05-31"),
        ("before", "None", "2024-05-01"),
        ("after", "2024-05-31", "None"),
    ],
)
def test_a_role_turns_the_time_into_when_it_happened(role: str, first: str, last: str) -> None:
    may = PartialDate.month(2024, 5, "test")
    assert days(occurred(role, may, KNOWN.published_at)) == (first, last)
    assert occurred(role, OPEN, KNOWN.published_at) == OPEN


def test_the_value_is_filled_and_keeps_its_clock_time() -> None:
    night = replace(draft("XXXX-WXX-1TNI", "near:past"), timex_type=TimexType.TIME)
    assert resolve_value(night, KNOWN) == "2024-06-17TNI"
    assert resolve_value(night, Clock()) == "XXXX-WXX-1TNI"


RELATIVES = st.sampled_from(
    [
        ("XXXX-06", "near"),
        ("XXXX-06", "near:past"),
        ("XXXX-06", "near:future"),
        ("XXXX-02-29", "near"),
        ("XXXX-XX-31", "last"),
        ("XXXX-WXX-7", "next"),
        ("XXXX-WXX", "-3W"),
        ("XXXX-QX", "+5Q"),
        ("XXX", "-1DE"),
        ("XXXX-SU", "last"),
        ("XXXX", "near@hijri=12/10"),
    ]
)
DATES = st.dates(min_value=date(1950, 1, 1), max_value=date(2090, 12, 31))


@given(RELATIVES, DATES, st.integers(min_value=0, max_value=400))
def test_a_wider_clock_never_gives_a_narrower_date(
    what: tuple[str, str], day: date, width: int
) -> None:
    time = draft(*what)
    wide = Clock(PartialDate.between(day, day + timedelta(width), "wide"))
    inner = resolve_time(time, Clock(PartialDate.day(day, "narrow")))
    outer = resolve_time(time, wide)
    if inner.known and outer.known:
        assert outer.earliest is None or inner.earliest is None or outer.earliest <= inner.earliest
        assert outer.latest is None or inner.latest is None or outer.latest >= inner.latest


@given(DATES)
def test_last_lies_before_and_next_after(day: date) -> None:
    clock = Clock(PartialDate.day(day, "test"))
    last = resolve_time(draft("XXXX-06", "last"), clock)
    following = resolve_time(draft("XXXX-06", "next"), clock)
    assert last.latest is not None and last.latest < day
    assert following.earliest is not None and following.earliest > day
