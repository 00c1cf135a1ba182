"""When a report was published: candidates weighed, or left open."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from dragoman.model import OPEN, PartialDate
from dragoman.read.calendar_dates import find_written, read_date
from dragoman.read.kinds import is_date_line
from dragoman.read.records import Line, Stated
from dragoman.read.shape import word_count

EDITION: Final = re.compile(
    r"\b(?:version|edition|issue|ausgabe|édition|edición)\b|版|号|판|выпуск", re.I
)
UPDATED: Final = re.compile(r"\b(?:updated|modified|aktualisiert|mis à jour|actualizado)\b", re.I)
URL_DAY: Final = re.compile(r"(?<!\d)(20\d\d)[/-]?(0[1-9]|1[0-2])[/-]?(0[1-9]|[12]\d|3[01])(?!\d)")
URL_MONTH: Final = re.compile(r"/(20\d\d)/(0?[1-9]|1[0-2])/")
HEADER: Final = 6
"""Lines above the body in which the report's own date stands."""

BYLINE_WORDS: Final = 14


def published_at(
    stated: Stated, lines: Sequence[Line], body: Sequence[bool], title: str
) -> PartialDate:
    """Weigh what the row, the markup, the lines and the address say.

    In order of trust: what row or markup state, the report's own statement of its edition, a
    date line between headline and body, the address. Two edition or header dates that
    disagree leave it open.
    """
    for basis, text in stated.dates:
        found = read_date(text, basis)
        if found.known:
            return found
    for basis, texts in (
        ("edition statement", _edition(lines, body)),
        ("date line by the headline", _header(lines, body, title)),
    ):
        days = {w.day for text in texts for w in find_written(text)}
        if len(days) == 1:
            return PartialDate.day(days.pop(), f"{basis}: {texts[0][:80]}")
        if days:
            return OPEN
    return date_of_address(stated.url)


def date_of_address(url: str) -> PartialDate:
    """The day or month in a path such as ``/2024/06/21/``; open if there is none."""
    path = url.split("?", 1)[0]
    if match := URL_DAY.search(path):
        found = read_date("-".join(match.groups()), f"url: {match.group()}")
        if found.known:
            return found
    if match := URL_MONTH.search(path):
        return PartialDate.month(int(match[1]), int(match[2]), f"url: {match.group()}")
    return OPEN


def _edition(lines: Sequence[Line], body: Sequence[bool]) -> list[str]:
    """Lines that are not body and name the edition that the report is from."""
    return [
        line.text
        for line, is_body in zip(lines, body, strict=True)
        if not is_body and EDITION.search(line.text) and len(find_written(line.text)) == 1
    ]


def _header(lines: Sequence[Line], body: Sequence[bool], title: str) -> list[str]:
    """Date lines and bylines with a date, between the headline and the body.

    Without a headline only a line right above the body counts: one further up is the clock
    of the page.
    """
    if True not in body:
        return []
    first = body.index(True)
    above = [n for n in range(first) if title and lines[n].text == title]
    start = above[-1] + 1 if above else first - 1
    span = range(max(0, start, first - HEADER), first)
    dated = [lines[n].text for n in span if _is_dated(lines[n].text)]
    fresh = [text for text in dated if not UPDATED.search(text)]
    return fresh or dated


def _is_dated(text: str) -> bool:
    return is_date_line(text) or (word_count(text) <= BYLINE_WORDS and len(find_written(text)) == 1)
