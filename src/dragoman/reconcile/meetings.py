"""Which bodies are worth comparing: those that share fingerprints."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from dragoman.reconcile.bodies import Body
from dragoman.reconcile.shelf import Room, Rows, packed, unpacked

MEETINGS = 2
"""Fingerprints that two bodies must share."""
CROWD = 40
"""In a crowd of more holders of a fingerprint each meets only its neighbours by id: reprints of one
wire are so still one chain, and what everybody has brings no two together by itself."""
NEIGHBOURS = 3
PARTS: Final = 64
"""Parts in which fingerprints and meetings are gone through, one in memory at a time."""
AT_ONCE: Final = 200_000
"""Fingerprints that are filed, and meetings that are counted, together."""

Print: Final = np.dtype([("value", "u8"), ("body", "u4")])
Meeting: Final = np.dtype([("pair", "u8"), ("count", "u4")])
Met: Final = np.dtype([("one", "i8"), ("other", "i8"), ("count", "i8")])


class Prints:
    """The fingerprints of many bodies, each told once of a body."""

    def __init__(self, room: Room) -> None:
        self._room = room
        self._rows = Rows(Print, PARTS, room)
        self._waiting: list[npt.NDArray[Any]] = []
        self._held = 0

    def add(self, number: int, body: Body) -> None:
        """File those of a body; bodies come in order of number."""
        values = np.unique(body.prints)
        made = np.empty(len(values), Print)
        made["value"], made["body"] = values, number
        self._waiting.append(made)
        self._held += len(made)
        if self._held >= AT_ONCE:
            self._file()

    def _file(self) -> None:
        if self._waiting:
            made = np.concatenate(self._waiting)
            self._rows.add(made, (made["value"] % np.uint64(PARTS)).astype(np.int64))
            self._waiting, self._held = [], 0

    def holders(self, least: int) -> Iterator[tuple[int, list[int]]]:
        """Each fingerprint that so many bodies have, with their numbers in order."""
        self._file()
        for rows in self._rows:
            rows = rows[np.lexsort((rows["body"], rows["value"]))]
            values, starts, counts = np.unique(rows["value"], return_index=True, return_counts=True)
            for at in np.flatnonzero(counts >= least).tolist():
                some = rows["body"][starts[at] : starts[at] + counts[at]]
                yield int(values[at]), some.tolist()


def meetings(prints: Prints, bodies: int, room: Room) -> npt.NDArray[Any]:
    """Pairs of bodies by number, the smaller first and in order, with how many they share."""
    counted = Rows(Meeting, PARTS, room)
    waiting: list[tuple[int, int]] = []
    for _, holders in prints.holders(2):
        if len(holders) <= CROWD:
            waiting += combinations(holders, 2)
        else:
            for step in range(1, NEIGHBOURS + 1):
                waiting += zip(holders, holders[step:], strict=False)
        if len(waiting) >= AT_ONCE:
            _count(waiting, bodies, counted)
            waiting = []
    _count(waiting, bodies, counted)
    found = [np.zeros(0, Met)]
    for rows in counted:
        pairs, where = np.unique(rows["pair"], return_inverse=True)
        counts = np.bincount(where, rows["count"], len(pairs)).astype(np.int64)
        kept = counts >= MEETINGS
        met = np.empty(int(kept.sum()), Met)
        met["one"], met["other"] = unpacked(pairs[kept])
        met["count"] = counts[kept]
        found.append(met)
    return np.concatenate(found)


def _count(pairs: Sequence[tuple[int, int]], bodies: int, counted: Rows) -> None:
    listed = np.array(pairs, np.int64).reshape(-1, 2)
    met, counts = np.unique(packed(listed[:, 0], listed[:, 1]), return_counts=True)
    rows = np.empty(len(met), Meeting)
    rows["pair"], rows["count"] = met, counts
    counted.add(rows, unpacked(met)[0] * PARTS // max(bodies, 1))
