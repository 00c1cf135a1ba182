"""How each kind of happening is told: the table `telling.csv`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from dragoman.errors import LexiconError
from dragoman.lexicon.tables import Tables

TABLE: Final = "telling.csv"
COLUMNS: Final = ("code", "one", "several", "thing", "link", "bare", "untold")
PLACES: Final = ("object", "about")


@dataclass(frozen=True, slots=True)
class Telling:
    """The words for one PLOVER type or mode.

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
    """All of them, by ``TYPE`` and ``TYPE/mode``."""

    by_code: Mapping[str, Telling]

    def of(self, type_: str, mode: str) -> Telling:
        """The words for a mode, else for its type, else the type's name as a verb."""
        found = self.by_code.get(f"{type_}/{mode}") or self.by_code.get(type_)
        name = type_.lower()
        return found or Telling(name, name, False, "", "", "")


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
