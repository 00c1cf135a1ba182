"""What a story's own dates say about the day it was published: no earlier, no later than."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from dragoman.model import OPEN, PartialDate
from dragoman.read.calendar_dates import find_written
from dragoman.read.records import Line

SINCE: Final = re.compile(r"\b(?:since|ever since)\b[^.;]{0,40}$|\bsince\b[^.;,]{0,60}\bon $", re.I)
PAST: Final = re.compile(r"\b(?:was|were|had|did|began|\w{3,}ed)\b")
COMING: Final = re.compile(
    r"\b(?:will|would|shall|may|might|could|can|should|must|to be|going to|plan\w*|expect\w*|"
    r"scheduled|slated|due|until|till|by|before|deadline|expir\w*|next|upcoming|if|set to)\b",
    re.IGNORECASE,
)
SENTENCE_END: Final = re.compile(r"(?<=[.!?])[\"”’)]?\s+(?=[A-Z\"“])")


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
            before, after = sentence[: written.start], sentence[written.end :]
            # Without the date itself, whose month may be May.
            past = PAST.search(sentence) and not COMING.search(f"{before} - {after}")
            if past or SINCE.search(before):
                yield written.day, sentence[written.start : written.end]
