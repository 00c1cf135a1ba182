"""Which kind of furniture a line is, once it is known to be furniture."""

from __future__ import annotations

import re
from typing import Final

from dragoman.model import FurnitureKind
from dragoman.read.calendar_dates import find_written
from dragoman.read.language import of_script
from dragoman.read.shape import is_sentence, word_count
from dragoman.read.words import Signs

WEEKDAYS: Final = (
    "mon(day)?|tue(s|sday)?|wed(nesday)?|thu(r|rs|rsday)?|fri(day)?|sat(urday)?|sun(day)?"
)
DATE_REST: Final = re.compile(
    rf"\b(?:{WEEKDAYS}|at|on|am|pm|gmt|utc|[ecmp][sd]?t|kst|ist|bst|updated|published|posted|last"
    r"|date|issued|hrs?|hours|local|time)\b|\d{1,2}[:.]\d\d(?::\d\d)?|[\W_]|[TZ]\b",
    re.IGNORECASE,
)
CAPITALS: Final = re.compile(r"[A-Z][A-Z/&'’ -]+")
DATED_WORDS: Final = 14
TAG_COMMAS: Final = 3
NAVIGATION_WORDS: Final = 3
GLUED_TITLE: Final = 20
GLUED_MORE: Final = 40
"""Characters: a shorter title inside a line is a coincidence, and a longer rest is a sentence."""


def is_date_line(text: str) -> bool:
    """Whether a line holds a full date and nothing else but weekday, hour and the like."""
    if len(text) > 80:
        return False
    found = find_written(text)
    if not found:
        return False
    rest = text
    for written in reversed(found):
        rest = rest[: written.start] + " " + rest[written.end :]
    return not DATE_REST.sub("", rest)


def is_dated_line(text: str) -> bool:
    """Whether a line is a date, or a short line with one full date, such as a byline."""
    return is_date_line(text) or (word_count(text) <= DATED_WORDS and len(find_written(text)) == 1)


def kind_of(
    text: str, signs: Signs, *, script: str, title: str, foreign: bool = False
) -> FurnitureKind:
    """Name the kind of a furniture line.

    Args:
        text: the line.
        script: Unicode script that most of the report's body is written in.
        title: the report's title, "" if unknown.
        foreign: whether the line's words are of another language than the report's.
    """
    if is_title_line(text, title):
        return FurnitureKind.TITLE
    if is_date_line(text):
        return FurnitureKind.CLOCK
    kind = signs.whole_kind(text) or signs.part_kind(text)
    if kind:
        return kind
    if foreign or (script and not of_script(text, script)):
        return FurnitureKind.FOREIGN
    return _by_shape(text)


def is_title_line(text: str, title: str) -> bool:
    """Whether a line repeats the title, alone or with a section or outlet glued to it."""
    if not title:
        return False
    bare, wanted = text.casefold().strip(), title.casefold().strip()
    return bare == wanted or (
        len(wanted) > GLUED_TITLE and wanted in bare and len(bare) < len(wanted) + GLUED_MORE
    )


def _by_shape(text: str) -> FurnitureKind:
    pieces = [p for p in re.split(r"[,|•·/]", text) if p.strip()]
    if len(pieces) > TAG_COMMAS and all(word_count(p) <= NAVIGATION_WORDS for p in pieces):
        return FurnitureKind.TAGS
    words = word_count(text)
    if is_sentence(text) or words > NAVIGATION_WORDS + 1:
        return FurnitureKind.TEASER
    if words <= NAVIGATION_WORDS:
        return FurnitureKind.NAVIGATION
    return FurnitureKind.OTHER
