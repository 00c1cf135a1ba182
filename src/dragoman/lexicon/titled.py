"""People named by office and surname, or by office and a spelling that the tables do not have.

"President Ford" is known by his title though "Ford" alone is not. Names of other scripts reach
English in many spellings ("Bouteflika", "Bouteflicka"): behind the title of an office a name that
nearly is that of one of its holders, and of no second one, is taken for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from dragoman.lexicon.entry import Entry, fold
from dragoman.lexicon.holders import Holder

HEADS: Final = ("president", "supreme leader", "general secretary", "military ruler",
                "de facto leader", "acting president")  # fmt: skip
"""Offices whose holders the press calls president."""
LONG: Final = 6
"""Letters from which a family's name may differ by one, and still be another spelling of it."""
LONGER: Final = 9
"""Letters from which it may differ by two."""
SHORT: Final = 4
"""Letters from which it may differ by one where the given name is the same."""


@dataclass(frozen=True, slots=True)
class _Bearer:
    family: tuple[str, ...]
    given: str
    entry: Entry


@dataclass(frozen=True, slots=True)
class Titled:
    """Holders by office; see `find`.

    Attributes:
        bearers: by canonical title and first letter, each once for every spelling of the name.
    """

    bearers: Mapping[tuple[str, str], tuple[_Bearer, ...]]

    def find(self, office: str, name: str, country: str, when: date | None) -> Entry | None:
        """The holder of an office whom a name behind its title means, ``None`` if in doubt.

        Args:
            office: canonical title; who rules under another one may be called president.
            name: the name without its title ("Ford", "Gerald Ford").
            country: ISO alpha-3 where the phrase tells it, else empty.
            when: the report's day; those who hold the office then come before others.
        """
        words = _words(name)
        asked = [
            b
            for title in (HEADS if office in HEADS else (office,))
            for letter in dict.fromkeys(word[0] for word in words)
            for b in self.bearers.get((title, letter), ())
            if (not country or b.entry.country == country) and len(words) >= len(b.family)
        ]
        for near in (False, True):
            found = [b.entry for b in asked if _fits(words, b, near=near)]
            if found:
                return _only(found, office, when)
        return None


def _only(found: Sequence[Entry], office: str, when: date | None) -> Entry | None:
    """The one person among the entries, told apart by office and day if need be."""
    for kept in (
        found,
        [e for e in found if e.office == office],
        [e for e in found if when is not None and e.holds(when)],
    ):
        if len({e.id for e in kept}) == 1:
            return kept[0]
    return None


def _fits(words: Sequence[str], bearer: _Bearer, *, near: bool) -> bool:
    """Whether a name's words end in the family's name, and begin with the given one if at all."""
    count = len(bearer.family)
    last, rest = words[-count:], words[:-count]
    given = bool(rest) and rest[0] == bearer.given
    if not near:
        family = tuple(last) == bearer.family
    else:
        family = _alike("".join(last), "".join(bearer.family), SHORT if given else LONG)
    return family and (not rest or given or _alike(rest[0], bearer.given, LONG))


def _alike(one: str, other: str, long: int) -> bool:
    """Whether two words differ as spellings of one name do; the first letter is the same.

    Args:
        long: letters from which they may differ by one.
    """
    if one == other:
        return True
    shorter = min(len(one), len(other))
    allowed = 2 if shorter >= LONGER else 1 if shorter >= long else 0
    if one[:1] != other[:1] or abs(len(one) - len(other)) > allowed:
        return False
    return allowed > 0 and _distance(one, other) <= allowed


def _distance(one: str, other: str) -> int:
    """The restricted edit distance of Damerau and Levenshtein."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        earlier, before, row = before, row, [i]
        for j, b in enumerate(other, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                cost = min(cost, earlier[j - 2] + 1)
            row.append(cost)
    return row[-1]


def titled(holders: Iterable[Holder]) -> Titled:
    """The holders by office, each under all spellings of the name."""
    found: dict[tuple[str, str], dict[_Bearer, None]] = {}
    for holder in holders:
        for given in dict.fromkeys(_words(name)[0] for name in holder.names):
            for family in map(_words, holder.titled):
                table = found.setdefault((holder.entry.office, family[0][0]), {})
                table.setdefault(_Bearer(family, given, holder.entry))
    return Titled({key: tuple(table) for key, table in found.items()})


def _words(name: str) -> tuple[str, ...]:
    return tuple(fold(name).casefold().replace("-", " ").split())
