"""Passages that stand in many reports without being copied from one: background and set phrases.

An agency's paragraph of background, a house's note on itself, a state's titles in full come back
week after week. What reprints of one text have in common does not: it lies within days.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt

from dragoman.reconcile.alignment import Alignment, Match
from dragoman.reconcile.bodies import Body
from dragoman.reconcile.meetings import Prints

FEW = 3
"""Texts that must have a run of words, over more than `DAYS`, for it to be standing."""
DAYS = 7
MANY = 8
"""Texts that make it standing whenever they came out."""


@dataclass(frozen=True, slots=True)
class Standing:
    """The fingerprints that are standing, in order."""

    prints: npt.NDArray[np.uint64]

    @classmethod
    def of(cls, prints: Prints, days: Sequence[date | None], texts: Sequence[int]) -> Standing:
        """Count how many different texts have each fingerprint.

        Args:
            days: when each body came out, by its number.
            texts: which text each body is: a group of copies is one.
        """
        found = []
        for value, holders in prints.holders(FEW):
            told: dict[int, list[date | None]] = {}
            for number in holders:
                told.setdefault(texts[number], []).append(days[number])
            if _is_standing(told):
                found.append(value)
        return cls(np.array(sorted(found), np.uint64))

    def without(self, body: Body, alignment: Alignment) -> Alignment:
        """An alignment of a body without the matches that consist of standing words."""
        if not len(self.prints) or not alignment.matches:
            return alignment
        # By number of word where each fingerprint of the body stands.
        places = [body.at[n] for n in body.print_at.tolist()]
        at = np.minimum(np.searchsorted(self.prints, body.prints), len(self.prints) - 1)
        flags = (self.prints[at] == body.prints).tolist()
        kept = tuple(m for m in alignment.matches if not _stands(m, places, flags))
        return alignment if len(kept) == len(alignment.matches) else Alignment(kept)


def _stands(match: Match, places: Sequence[int], flags: Sequence[bool]) -> bool:
    within = flags[bisect_left(places, match.start) : bisect_left(places, match.end)]
    return bool(within) and sum(within) * 2 >= len(within)


def _is_standing(texts: Mapping[int, Sequence[date | None]]) -> bool:
    if len(texts) >= MANY:
        return True
    days = [min(known) for one in texts.values() if (known := [d for d in one if d])]
    return len(texts) >= FEW and len(days) >= FEW and (max(days) - min(days)).days > DAYS
