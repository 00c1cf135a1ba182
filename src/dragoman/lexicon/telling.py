"""How each kind of happening is told: the table `telling.csv`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import takewhile
from typing import Final

from dragoman.errors import LexiconError
from dragoman.lexicon.tables import Tables

TABLE: Final = "telling.csv"
COLUMNS: Final = ("code", "one", "several", "thing", "link", "bare", "untold")
PLACES: Final = ("object", "about")
LEAST_CAMEO: Final = 3
"""Digits of the shortest CAMEO code that says more than the type: two of them are its root."""


@dataclass(frozen=True, slots=True)
class Telling:
    """The words for one PLOVER type or mode, or one CAMEO code.

    Attributes:
        one, several: the verb for one who acts and for several.
        things_are_object: whether the items stand right after the verb.
        link: before the other party; ``bare`` instead where the items are the object but none
            is named.
        untold: for items that no report names, empty where the verb does without.
    """

    one: str
    several: str
    things_are_object: bool
    link: str
    bare: str
    untold: str


@dataclass(frozen=True, slots=True)
class Tellings:
    """All of them, by ``TYPE``, ``TYPE/mode`` and CAMEO code."""

    by_code: Mapping[str, Telling]

    def of(self, type_: str, mode: str, cameo: Iterable[str] = ()) -> Telling:
        """The words for what CAMEO codes have in common, else for a mode, else for its type.

        A code's digits narrow it down from the left (Schrodt 2012): "0841" and "0842" share
        "084". The longest listed beginning of what is shared wins. A type without words is
        told by its name.

        Args:
            cameo: codes of the events that the words are to tell.
        """
        shared = _shared(cameo)
        codes = (shared[:length] for length in range(len(shared), LEAST_CAMEO - 1, -1))
        for code in (*codes, f"{type_}/{mode}", type_):
            if found := self.by_code.get(code):
                return found
        name = type_.lower()
        return Telling(name, name, False, "", "", "")


def _shared(codes: Iterable[str]) -> str:
    """The longest beginning that all codes have."""
    return "".join(digits[0] for digits in takewhile(_alike, zip(*codes, strict=False)))


def _alike(digits: tuple[str, ...]) -> bool:
    return len(set(digits)) == 1


def load_tellings(tables: Tables) -> Tellings:
    """Load and validate `telling.csv`; a user's copy adds to ours.

    Raises:
        LexiconError: with file and line where a row lacks a verb or names no place for items.
    """
    found: dict[str, Telling] = {}
    for place, row in tables.csv(TABLE, COLUMNS):
        if not (row["code"] and row["one"] and row["several"]):
            raise LexiconError(f"{place}: a code or verb is missing", "fill in the first columns")
        if row["thing"] not in PLACES:
            raise LexiconError(
                f"{place}: thing is {row['thing']!r}", f"write one of {', '.join(PLACES)}"
            )
        found[row["code"]] = Telling(
            one=row["one"],
            several=row["several"],
            things_are_object=row["thing"] == "object",
            link=row["link"],
            bare=row["bare"],
            untold=row["untold"],
        )
    return Tellings(found)
