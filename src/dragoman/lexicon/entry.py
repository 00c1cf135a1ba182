"""One entry of the gazetteer, and the checks that every table of names shares."""

from __future__ import annotations

import re
import unicodedata
from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from dragoman.errors import LexiconError
from dragoman.model import ActorKind

SECTORS: Final = frozenset(
    {"GOV", "MIL", "REB", "OPP", "PTY", "COP", "JUD", "SPY", "MED", "EDU", "BUS", "CRM", "CVL"}
    | {"IGO", "NGO", "LEG", "REL", "LAB", "AGR", "REF", "ELI", "PRM", "UAF", "HLH", "PRE"}
)
"""PLOVER's actor sectors, as the tables may use them. MED is the press; HLH is health."""

PARTIAL_DATE: Final = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


@dataclass(frozen=True, slots=True)
class Entry:
    """What a name stands for.

    Attributes:
        id: stable ("RUS", "body:RUS:kremlin", "person:RUS:sergei-lavrov"). A person who held
            several offices has one entry for each, all under one id.
        name: canonical name.
        country: ISO 3166-1 alpha-3, "XKX" for Kosovo, empty where none.
        sector: PLOVER sector or empty.
        role: how this surface names it: ``name``, ``alias``, ``demonym``, ``capital``,
            ``metonym``, ``city``, ``region``, ``surname``.
        office: canonical office of a dated office holder ("foreign minister").
        start, end: first and last day in office (or of being what the sector says); a year
            or month in the table counts from its first to its last day. ``None`` is open.
    """

    id: str
    name: str
    kind: ActorKind
    country: str
    sector: str
    role: str
    office: str = ""
    start: date | None = None
    end: date | None = None

    def holds(self, when: date) -> bool:
        """Whether the tenure covers that day; an entry without dates always holds."""
        return (self.start is None or self.start <= when) and (self.end is None or when <= self.end)


def slug(name: str) -> str:
    """A name as part of an id: lower case, without accents, words joined by hyphens."""
    plain = fold(name).casefold().replace("+", " plus")
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def fold(text: str) -> str:
    """The text without accents ("Nausėda" becomes "Nauseda")."""
    plain = text.translate(_LETTERS)
    if plain.isascii():
        return plain
    return "".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c))


_LETTERS: Final = str.maketrans(
    {"ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "ð": "d", "ı": "i", "ß": "ss",
     "æ": "ae", "œ": "oe", "þ": "th", "’": "'", "‘": "'", "ʻ": "'", "ʼ": "'"}
)  # fmt: skip


def alternatives(cell: str) -> tuple[str, ...]:
    """The parts of a table's cell that are separated by ``|``."""
    return tuple(part.strip() for part in cell.split("|") if part.strip())


def check_sector(sector: str, place: str) -> str:
    """The sector, if it is one.

    Raises:
        LexiconError: where it is not.
    """
    if sector and sector not in SECTORS:
        raise LexiconError(
            f"{place}: unknown sector {sector!r}", f"one of {' '.join(sorted(SECTORS))}"
        )
    return sector


def check_kind(kind: str, place: str) -> ActorKind:
    """The actor kind of that name.

    Raises:
        LexiconError: where there is none.
    """
    try:
        return ActorKind(kind)
    except ValueError as error:
        known = " ".join(k.value for k in ActorKind)
        raise LexiconError(f"{place}: unknown kind {kind!r}", f"one of {known}") from error


def check_country(code: str, known: Sequence[str] | frozenset[str], place: str) -> str:
    """The country code, if it is one that we know or empty.

    Raises:
        LexiconError: where it is neither.
    """
    if code and code not in known:
        raise LexiconError(f"{place}: unknown country code {code!r}", "use ISO 3166 alpha-3")
    return code


def first_day(text: str, place: str) -> date | None:
    """The first day of a partial ISO date ("2018" is 1 January 2018), ``None`` of an empty one.

    Raises:
        LexiconError: where it is no date.
    """
    return _day(text, place, last=False)


def last_day(text: str, place: str) -> date | None:
    """The last day of a partial ISO date ("2018-02" is 28 February), ``None`` of an empty one.

    Raises:
        LexiconError: where it is no date.
    """
    return _day(text, place, last=True)


def _day(text: str, place: str, *, last: bool) -> date | None:
    if not text:
        return None
    found = PARTIAL_DATE.fullmatch(text)
    try:
        if found is None:
            raise ValueError(text)
        year, month, day = (int(part) if part else 0 for part in found.groups())
        month = month or (12 if last else 1)
        day = day or (monthrange(year, month)[1] if last else 1)
        return date(year, month, day)
    except ValueError as error:
        raise LexiconError(
            f"{place}: bad date {text!r}", "write YYYY, YYYY-MM or YYYY-MM-DD"
        ) from error


def check_order(start: date | None, end: date | None, place: str) -> None:
    """Refuse a tenure that ends before it starts.

    Raises:
        LexiconError: where it does.
    """
    if start is not None and end is not None and end < start:
        raise LexiconError(f"{place}: ends {end} before it starts {start}", "mend the dates")
