"""Names on lines of their own: outlets and authors between headline and body."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from dragoman.model import FurnitureKind
from dragoman.read.calendar_dates import find_written
from dragoman.read.kinds import is_date_line
from dragoman.read.records import Line
from dragoman.read.shape import WORD
from dragoman.read.words import Signs

ABOVE: Final = 3
BELOW: Final = 8
LONGEST: Final = 6
PERSON_WORDS: Final = (2, 4)
LONGEST_LINE: Final = 12
"""Words of a line that names an outlet among other things, its dates left out."""
SEPARATORS: Final = " ,;:|/•·–—-()[]"
PIECES: Final = re.compile(r"[,;|/•·()\[\]]|\s[–—-]+\s")
ISSUE: Final = re.compile(r"\b(?:no|nr|issue|vol|edition)\b\.?\s*\d+", re.IGNORECASE)

NAME: Final = re.compile(
    r"[A-ZÀ-ÞА-ЯŁŚŠČŽ][\w.’'-]*(?: (?:of|de|del|la|the|and|al-?|[A-ZÀ-ÞА-Я0-9][\w.’'-]*))*"
)
BY: Final = re.compile(
    r"^(?:(?:written|story|report|words) )?(?:by|von|par|por|di|автор):? (?P<names>.+)$",
    re.IGNORECASE,
)
NAME_END: Final = re.compile(r"\s+(?:in|for|at|of|from)\s.*$|\s*[|•/(].*$|,\s*(?=[A-Z]\w+$).*$")
AND: Final = re.compile(r"\s+(?:and|und|et|y|e|&)\s+|,\s*")


def header_lines(
    lines: Sequence[Line], body: Sequence[bool], title: str, *, keep_title: bool = False
) -> list[Line]:
    """Lines around the headline and above the body, where outlet, date and author stand.

    Without a headline, the few lines right above the body. The headline itself is among them
    only with ``keep_title``.
    """
    if True not in body:
        return []
    first = body.index(True)
    titles = [n for n in range(first) if title and lines[n].text == title]
    low = titles[-1] - ABOVE if titles else first - ABOVE
    near = lines[max(0, low, first - BELOW) : first]
    return [line for line in near if keep_title or line.text != title]


def name_of(line: Line) -> str:
    """The line if it is a name and nothing else, in capitalised words; else ""."""
    text = line.text.strip("|•- ")
    words = WORD.findall(text)
    if 0 < len(words) <= LONGEST and NAME.fullmatch(text) and not find_written(text):
        return text
    return ""


def name_pieces(line: Line) -> tuple[str, ...]:
    """The names that share a short line with dates, places and numbers, in order.

    "Desert Wire, 15 Feb 2026", "Harbour Gazette no. 12 | Tuesday 3 May 2024".
    """
    text = line.text
    for written in reversed(find_written(text)):
        text = f"{text[: written.start]}|{text[written.end :]}"
    if len(WORD.findall(text)) > LONGEST_LINE:
        return ()
    pieces = (p.strip(SEPARATORS) for p in PIECES.split(ISSUE.sub("|", text)))
    return tuple(p for p in pieces if NAME.fullmatch(p) and len(WORD.findall(p)) <= LONGEST)


def bylined_name(line: Line) -> str:
    """What stands behind the author of a byline ("By Ann Lee, Harbour Gazette"); else ""."""
    match = BY.match(line.text)
    author, comma, behind = match["names"].rpartition(",") if match else ("", "", "")
    name = behind.strip(SEPARATORS)
    if not comma or not author.strip() or len(WORD.findall(name)) > LONGEST:
        return ""
    return name if NAME.fullmatch(name) else ""


def is_outlet_name(name: str, signs: Signs) -> bool:
    """Whether a name holds a word that outlets call themselves by."""
    return any(w.casefold() in signs.outlet_words for w in WORD.findall(name))


def find_authors(header: Sequence[Line], text: str, signs: Signs) -> tuple[str, ...]:
    """Authors by their bylines, or by a short name beside a date or a count of comments.

    Args:
        header: as from `header_lines`.
        text: of the whole page: a word that it also writes in small letters is no name.
    """
    for line in header:
        match = BY.match(line.text)
        if match and signs.whole_kind(line.text) is FurnitureKind.BYLINE:
            people = tuple(_people(match["names"]))
            return tuple(p for p in people if not _has_common_word(p, text))
    for n, line in enumerate(header):
        name = name_of(line)
        if not name or not PERSON_WORDS[0] <= len(WORD.findall(name)) <= PERSON_WORDS[1]:
            continue
        if name.isupper() or is_outlet_name(name, signs) or signs.whole_kind(name):
            continue
        beside = any(_is_beside(other, signs) for other in header[max(0, n - 1) : n + 2])
        if beside and not _has_common_word(name, text):
            return (name,)
    return ()


def _has_common_word(name: str, text: str) -> bool:
    words = {w for w in WORD.findall(name) if len(w) > 1}
    return any(re.search(rf"\b{re.escape(w.lower())}\b", text) for w in words if w[0].isupper())


def _people(names: str) -> Iterator[str]:
    for piece in AND.split(NAME_END.sub("", names)):
        person = piece.strip(" .,-")
        if person and person[0].isupper() and len(WORD.findall(person)) <= PERSON_WORDS[1]:
            yield person


def _is_beside(line: Line, signs: Signs) -> bool:
    kinds = {FurnitureKind.CLOCK, FurnitureKind.SHARE}
    return is_date_line(line.text) or signs.whole_kind(line.text) in kinds
