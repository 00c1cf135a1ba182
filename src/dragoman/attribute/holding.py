"""Which attributions' contents hold a character, looked up in one step.

Between two borders of contents nothing changes, so that each such stretch has one answer. What
that takes grows with how deep contents lie in each other, which is bounded in a sentence.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from dragoman.attribute.closing import Attribution

NONE: Final[tuple[int, ...]] = ()


class Holding:
    """The contents of a report's attributions, by character of ``source_text``."""

    __slots__ = ("_borders", "_holding")

    def __init__(self, found: Sequence[Attribution]) -> None:
        """Cut the text at the borders of all contents.

        Args:
            found: attributions; they are told by their places in this sequence.
        """
        opened: dict[int, list[int]] = {}
        closed: dict[int, list[int]] = {}
        for n, one in enumerate(found):
            for start, end in one.content:
                opened.setdefault(start, []).append(n)
                closed.setdefault(end, []).append(n)
        self._borders = sorted({*opened, *closed})
        self._holding: list[tuple[int, ...]] = []
        open_now: dict[int, int] = {}
        for border, _ in pairwise(self._borders):
            for n in opened.get(border, NONE):
                open_now[n] = open_now.get(n, 0) + 1
            for n in closed.get(border, NONE):
                open_now[n] -= 1
                if not open_now[n]:
                    del open_now[n]
            self._holding.append(tuple(sorted(open_now)))

    def at(self, place: int) -> tuple[int, ...]:
        """The numbers of the attributions whose content holds a character, in their order."""
        cell = bisect_right(self._borders, place) - 1
        return self._holding[cell] if 0 <= cell < len(self._holding) else NONE
