"""Passages that stand in many reports without being copied from one: background and set phrases.

An agency's paragraph of background, a house's note on itself, a state's titles in full come back
week after week. What reprints of one text have in common does not: it lies within days.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt

from dragoman.reconcile.alignment import Alignment, Match
from dragoman.reconcile.bodies import Body

FEW = 3
"""Texts that must have a run of words, over more than `DAYS`, for it to be standing."""
DAYS = 7
MANY = 8
"""Texts that make it standing whenever they came out."""


@dataclass(frozen=True, slots=True)
class Standing:
    """For each body the words where its fingerprints stand, and which of these are standing."""

    rows: Mapping[str, tuple[Sequence[int], Sequence[bool]]]

    @classmethod
    def of(cls, bodies: Mapping[str, Body], groups: Iterable[Sequence[str]]) -> Standing:
        """Count how many different texts have each fingerprint; a group of copies is one text."""
        text_of = {key: group[0] for group in groups for key in group}
        holders: dict[int, dict[str, list[date | None]]] = {}
        often = _often(bodies.values())
        for key, body in bodies.items():
            text = text_of.get(key, key)
            day = body.report.published_at.earliest
            for value in np.intersect1d(body.prints, often).tolist():
                holders.setdefault(value, {}).setdefault(text, []).append(day)
        prints = {value for value, texts in holders.items() if _is_standing(texts)}
        return cls({key: _row(body, prints) for key, body in bodies.items()})

    def without(self, one: str, alignment: Alignment) -> Alignment:
        """An alignment of that body without the matches that consist of standing words."""
        kept = tuple(match for match in alignment.matches if not self._stands(one, match))
        return alignment if len(kept) == len(alignment.matches) else Alignment(kept)

    def _stands(self, key: str, match: Match) -> bool:
        places, flags = self.rows[key]
        within = flags[bisect_left(places, match.start) : bisect_left(places, match.end)]
        return bool(within) and sum(within) * 2 >= len(within)


def _often(bodies: Iterable[Body]) -> npt.NDArray[np.uint64]:
    """Fingerprints of at least `FEW` bodies: most have one, and are not worth a table's row."""
    rows = [np.unique(body.prints) for body in bodies]
    if not rows:
        return np.zeros(0, dtype=np.uint64)
    values, counts = np.unique(np.concatenate(rows), return_counts=True)
    return values[counts >= FEW]


def _row(body: Body, prints: set[int]) -> tuple[list[int], list[bool]]:
    places = [body.at[n] for n in body.print_at.tolist()]
    return places, [value in prints for value in body.prints.tolist()]


def _is_standing(texts: Mapping[str, Sequence[date | None]]) -> bool:
    if len(texts) >= MANY:
        return True
    days = [min(known) for one in texts.values() if (known := [d for d in one if d])]
    return len(texts) >= FEW and len(days) >= FEW and (max(days) - min(days)).days > DAYS
