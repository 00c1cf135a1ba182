"""The table of what damaged text is mended by."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from dragoman.errors import LexiconError
from dragoman.lexicon.tables import Tables

TABLE: Final = "mending.toml"


@dataclass(frozen=True, slots=True)
class MendingTable:
    """What is known of damage.

    Attributes:
        opening_words: words of the closed classes, casefolded.
        mojibake: sequences of wrongly decoded text, and what was meant.
        endings: what may follow a lost apostrophe.
    """

    opening_words: frozenset[str]
    mojibake: dict[str, str]
    endings: tuple[str, ...]


@cache
def load_mending(tables: Tables | None = None) -> MendingTable:
    """Load the table.

    Raises:
        LexiconError: where a key is unknown or a value is no text.
    """
    words: set[str] = set()
    mojibake: dict[str, str] = {}
    endings: dict[str, None] = {}
    for place, table in (tables or Tables()).toml(TABLE):
        if set(table) - {"opening_words", "mojibake", "contractions"}:
            raise LexiconError(f"{place}: no such table", "mend the name")
        words.update(w.casefold() for w in _texts(table, "opening_words", "words", place))
        endings.update(dict.fromkeys(_texts(table, "contractions", "endings", place)))
        for seen, meant in table.get("mojibake", {}).items():
            if not isinstance(meant, str) or len(seen) < 2 or seen.isascii():
                raise LexiconError(f"{place} mojibake: {seen!r}", "give two signs and a text")
            mojibake[seen] = meant
    return MendingTable(frozenset(words), mojibake, tuple(endings))


def _texts(table: dict[str, Any], name: str, key: str, place: str) -> list[str]:
    entry = table.get(name, {key: []})
    values = entry.get(key) if isinstance(entry, dict) and set(entry) == {key} else None
    if not isinstance(values, list) or not all(isinstance(v, str) and v.isalpha() for v in values):
        raise LexiconError(f"{place} [{name}]: {key} is not a list of words", "mend the list")
    return values
