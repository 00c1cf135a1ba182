"""When a report was published: candidates weighed, or left open."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from dragoman.model import OPEN, PartialDate
from dragoman.read.calendar_dates import find_written, read_date
from dragoman.read.kinds import is_date_line, is_dated_line
from dragoman.read.records import Line, Stated

EDITION: Final = re.compile(
    r"\b(?:version|edition|issue|ausgabe|édition|edición)\b|版|号|판|выпуск", re.IGNORECASE
)
UPDATED: Final = re.compile(
    r"\b(?:updated|modified|aktualisiert|mis à jour|actualizado)\b", re.IGNORECASE
)
PUBLISHED: Final = re.compile(
    r"\b(?:published|posted|issued|veröffentlicht|publié|publicado)\b", re.IGNORECASE
)
URL_DAY: Final = re.compile(r"(?<!\d)(20\d\d)[/-]?(0[1-9]|1[0-2])[/-]?(0[1-9]|[12]\d|3[01])(?!\d)")
URL_MONTH: Final = re.compile(r"/(20\d\d)/(0?[1-9]|1[0-2])/")
BELOW: Final = 4
ABOVE: Final = 2
"""Lines below and above the headline in which the report's own date stands."""

TOP: Final = 3
WEEKDAY: Final = re.compile(r"(?:mon|tues|wednes|thurs|fri|satur|sun)day\b", re.IGNORECASE)
SHOWN: Final = 80

SINCE: Final = re.compile(r"\b(?:since|ever since)\b[^.;]{0,40}$|\bsince\b[^.;,]{0,60}\bon $", re.I)
PAST: Final = re.compile(r"\b(?:was|were|had|did|began|\w{3,}ed)\b")
COMING: Final = re.compile(
    r"\b(?:will|would|shall|may|might|could|can|should|must|to be|going to|plan\w*|expect\w*|"
    r"scheduled|slated|due|until|till|by|before|deadline|expir\w*|next|upcoming|if|set to)\b",
    re.IGNORECASE,
)
SENTENCE_END: Final = re.compile(r"(?<=[.!?])[\"”’)]?\s+(?=[A-Z\"“])")


def published_at(
    stated: Stated, lines: Sequence[Line], body: Sequence[bool], title: str
) -> PartialDate:
    """Weigh what the row, the markup, the lines and the address say.

    In order of trust: what row or markup state, the report's own statement of its edition, a
    date line between headline and body, the address, a date that htmldate finds in the
    markup. Two header dates that disagree leave it open; a line that tells of an update only
    gives the last day that it can be. A page's clock, which stands above
    other headlines, and the dates of teasers are no candidates. Where there is none, the
    last day that the story tells of as past is the earliest that it can be.
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
            return _stated(days.pop(), texts[0], basis)
        if days:
            return OPEN
    address = date_of_address(stated.url)
    guess = read_date(stated.guessed_date, "htmldate")
    if guess.known and guess.compatible(address):
        return guess
    return address if address.known else earliest_possible(lines, body)


def _stated(day: date, text: str, basis: str) -> PartialDate:
    """The day; of a line that tells of an update only, the last day that it can be."""
    basis = f"{basis}: {text[:SHOWN]}"
    if UPDATED.search(text) and not PUBLISHED.search(text):
        return PartialDate.between(None, day, basis)
    return PartialDate.day(day, basis)


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


def earliest_possible(lines: Sequence[Line], body: Sequence[bool]) -> PartialDate:
    """The latest full date of which the story tells as past; the report is no older.

    A date counts after "since", or in a sentence in the past tense without a word of things
    to come. Open where there is none.
    """
    found: list[tuple[date, str]] = []
    for line, is_body in zip(lines, body, strict=True):
        if is_body:
            found.extend(_past_days(line.text))
    if not found:
        return OPEN
    day, words = max(found)
    return PartialDate.between(day, None, f"the text tells of {words}")


def _past_days(text: str) -> Iterator[tuple[date, str]]:
    for sentence in SENTENCE_END.split(text):
        for written in find_written(sentence):
            before = sentence[: written.start]
            past = PAST.search(sentence) and not COMING.search(sentence)
            if past or SINCE.search(before):
                yield written.day, sentence[written.start : written.end]


def _edition(lines: Sequence[Line], body: Sequence[bool]) -> list[str]:
    """Lines that are not body and name the edition that the report is from."""
    return [
        line.text
        for line, is_body in zip(lines, body, strict=True)
        if not is_body and EDITION.search(line.text) and len(find_written(line.text)) == 1
    ]


def _header(lines: Sequence[Line], body: Sequence[bool], title: str) -> list[str]:
    """Date lines and dated bylines below the headline, else right above it.

    A line of the date with its weekday at the very top is the clock of the page. Without a
    headline only lines right above the body count: one further up is the page's, too.
    """
    named = [n for n, line in enumerate(lines) if title and line.text == title]
    if not named and True not in body:
        return []
    if named:
        at = named[0]
        first = next((n for n in range(at, len(lines)) if body[n]), at)
        ranges = [range(at + 1, max(first, at + 1 + BELOW)), range(at - 1, at - 1 - ABOVE, -1)]
    else:
        first = body.index(True)
        ranges = [range(first - 1, first - 1 - ABOVE, -1)]
    for places in ranges:
        near = [n for n in places if 0 <= n < len(lines) and not _is_clock(lines, n, places)]
        dated = [lines[n].text for n in near if not body[n] and is_dated_line(lines[n].text)]
        fresh = [text for text in dated if not UPDATED.search(text)]
        if dated:
            return fresh or dated
    return []


def _is_clock(lines: Sequence[Line], n: int, places: range) -> bool:
    """Whether a line is the clock of the page: the full date at its top, above the headline."""
    text = lines[n].text
    return places.step < 0 and n < TOP and bool(WEEKDAY.match(text)) and is_date_line(text)
