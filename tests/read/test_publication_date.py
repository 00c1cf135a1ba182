"""Dates weighed: which is chosen, which only bound, which are left, and why."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

import pytest

from dragoman.model import DateVerdict, PartialDate
from dragoman.read.lines import split_lines
from dragoman.read.publication_date import weigh_dates
from dragoman.read.records import Stated

TITLE = "Ministers sign an agreement on the border"
BODY = "The two ministers signed the agreement on Monday, officials of both sides said."
MAY_8 = date(2025, 5, 8)


@dataclass(frozen=True)
class Case:
    above: list[str] = field(default_factory=list)
    below: list[str] = field(default_factory=list)
    after: list[str] = field(default_factory=list)
    body: str = BODY
    stated: Stated = field(default_factory=Stated)
    earliest: date | None = MAY_8
    latest: date | None = MAY_8
    basis: str = ""


def stated(text: str, basis: str = "json-ld:datePublished", **more: str) -> Stated:
    return Stated(dates=((basis, text),), **more)  # type: ignore[arg-type]


CASES = {
    "markup first": Case(stated=stated("2025-05-08"), below=["May 12, 2025"], basis="json-ld"),
    "the page's own day beside a moment in UTC": Case(
        stated=stated("2025-05-09T01:10:00Z"), below=["May 8, 2025"], basis="date line"
    ),
    "a moment with its zone keeps its day": Case(
        stated=stated("2025-05-08T23:10:00-05:00"), below=["May 9, 2025"], basis="json-ld"
    ),
    "published and updated in one line": Case(
        below=["PUBLISHED: May 8, 2025 at 3:17 p.m. | UPDATED: May 9, 2025 at 5 p.m."]
    ),
    "label below the story": Case(
        below=["Updated May 9, 2025"], after=["This story was originally published May 8, 2025."]
    ),
    "the address against a line": Case(
        stated=Stated(url="https://example.org/2025/05/08/a"), below=["June 3, 2025"], basis="url"
    ),
    "an archive's own stamp is not the day": Case(
        stated=Stated(url="https://web.archive.org/web/20260101/https://example.org/2025/05/08/a")
    ),
    "two days that disagree": Case(
        below=["May 8, 2025", "May 12, 2025"], latest=date(2025, 5, 12), basis="two days"
    ),
    "an update is the last day": Case(
        stated=Stated(changed=(("meta:article:modified_time", "2025-05-08"),)), earliest=None
    ),
    "htmldate's find of the change": Case(
        stated=Stated(
            changed=(("meta:article:modified_time", "2025-05-08"),), guessed_date="2025-05-08"
        ),
        earliest=None,
    ),
    "between a told day and an update": Case(
        body="The ministers signed it on 2 May 2025. " + BODY,
        below=["Updated May 8, 2025"],
        earliest=date(2025, 5, 2),
    ),
    "a caption": Case(
        below=["Soldiers of both sides at the crossing near the old mill, May 8, 2025"],
        earliest=None,
        latest=None,
    ),
    "a clock that counts from now": Case(below=["2 hours ago"], earliest=None, latest=None),
    "yesterday": Case(below=["Published yesterday"], earliest=None, latest=None),
    "the page's clock": Case(above=["Friday, May 9, 2025"], earliest=None, latest=None),
    "copyright and teasers": Case(
        after=["© 2025 Hill Gazette", "Most read", "Rain at last", "May 1, 2025", "May 3, 2025"],
        earliest=None,
        latest=None,
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_dates_are_weighed(name: str) -> None:
    case = CASES[name]
    texts = [*case.above, TITLE, *case.below, case.body, *case.after]
    lines = split_lines("\n".join(texts))
    body = [line.text == case.body for line in lines]
    found, told = weigh_dates(case.stated, lines, body, TITLE)
    assert (found.earliest, found.latest) == (case.earliest, case.latest)
    assert case.basis in found.basis
    chosen = [one for one in told if one.verdict is DateVerdict.CHOSEN]
    assert [one.date for one in chosen] == ([found] if found.precision == 1 else [])
    assert all(one.reason and one.date.basis for one in told)


def test_what_is_left_is_told() -> None:
    lines = split_lines("\n".join([TITLE, "2 hours ago", BODY, "Most read", "May 1, 2025"]))
    _, told = weigh_dates(Stated(), lines, [False, False, True, False, False], TITLE)
    assert [one.verdict for one in told] == [DateVerdict.REJECTED] * 2
    assert {one.date.earliest for one in told} == {date(2025, 5, 1), None}


def test_nothing_is_made_of_nothing() -> None:
    assert weigh_dates(Stated(), (), (), "") == (PartialDate(), ())
