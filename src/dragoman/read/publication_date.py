"""When a report was published: candidates weighed, or left open."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from dragoman.model import OPEN, PartialDate
from dragoman.read.calendar_dates import find_written, read_date
from dragoman.read.kinds import is_date_line
from dragoman.read.names import header_lines
from dragoman.read.records import Line, Stated
from dragoman.read.shape import word_count

EDITION: Final = re.compile(
    r"\b(?:version|edition|issue|ausgabe|édition|edición)\b|版|号|판|выпуск", re.IGNORECASE
)
UPDATED: Final = re.compile(
    r"\b(?:updated|modified|aktualisiert|mis à jour|actualizado)\b", re.IGNORECASE
)
URL_DAY: Final = re.compile(r"(?<!\d)(20\d\d)[/-]?(0[1-9]|1[0-2])[/-]?(0[1-9]|[12]\d|3[01])(?!\d)")
URL_MONTH: Final = re.compile(r"/(20\d\d)/(0?[1-9]|1[0-2])/")
BYLINE_WORDS: Final = 14
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
    markup. Two header dates that disagree leave it open. A page's clock, which stands above
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
            return PartialDate.day(days.pop(), f"{basis}: {texts[0][:SHOWN]}")
        if days:
            return OPEN
    address = date_of_address(stated.url)
    guess = read_date(stated.guessed_date, "htmldate")
    if guess.known and guess.compatible(address):
        return guess
    return address if address.known else earliest_possible(lines, body)


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
    """Date lines and bylines with a date, between headline and body.

    Without a headline only a line right above the body counts: one further up is the clock
    of the page.
    """
    if True not in body:
        return []
    first = body.index(True)
    named = [n for n in range(first) if title and lines[n].text == title]
    below = lines[named[-1] + 1 : first] if named else lines[max(0, first - 1) : first]
    near = set(header_lines(lines, body, title))
    dated = [line.text for line in below if line in near and _is_dated(line.text)]
    fresh = [text for text in dated if not UPDATED.search(text)]
    return fresh or dated


def _is_dated(text: str) -> bool:
    return is_date_line(text) or (word_count(text) <= BYLINE_WORDS and len(find_written(text)) == 1)
