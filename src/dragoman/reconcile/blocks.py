"""Which pairs of tellings are compared at all.

Each telling is put under several keys; two that share a key are a candidate pair. A key that holds
very many is not compared all with all: its members are sorted by day and each meets its neighbours
only (sorted neighbourhood: Hernández and Stolfo 1995), so that the cost stays near-linear.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from hashlib import blake2b
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from dragoman.lexicon import Likeness
from dragoman.reconcile.features import SLACK_DAYS
from dragoman.reconcile.press import Telling
from dragoman.reconcile.shelf import ROOM, Room, Rows, each, packed, unpacked

FULL = 80
"""Members of a key that are compared all with all."""
NEIGHBOURS = 40
"""Neighbours on either side that a member of a larger key is compared with."""
MONTH_SPAN = 62
"""An event that can lie in more days than this is not filed by month."""

NEWS_DAYS = 10

PARTS = 64
"""Parts in which keys and pairs are gone through, one in memory at a time."""

AT_ONCE = 50_000
"""Keys that are filed together."""

Key = tuple[str, ...]
Days: Final = np.dtype([("anchor", "i8"), ("first", "i8"), ("last", "i8")])
Filed: Final = np.dtype([("key", "u8"), ("telling", "u4"), ("anchor", "i4")])


def candidate_pairs(
    tellings: Sequence[Telling], stories: Mapping[str, str], likeness: Likeness
) -> Iterator[tuple[int, int]]:
    """Pairs of indices into ``tellings`` (lower first), each once, in order."""
    yield from sorted(p for pairs in near_pairs(tellings, stories, likeness) for p in pairs)


def near_pairs(
    tellings: Sequence[Telling], stories: Mapping[str, str], likeness: Likeness, room: Room = ROOM
) -> Iterator[Iterator[tuple[int, int]]]:
    """The same pairs, a part of them at a time and each once, in an order that goes by days.

    Most of what is compared was told within weeks: whoever holds the tellings of some weeks in
    memory seldom has to fetch one.

    Args:
        tellings: in order of event id.
    """
    days, rows = _filed(tellings, stories, likeness, room)
    order = np.argsort(days["anchor"], kind="stable")
    rank = np.empty(len(order), np.int64)
    rank[order] = np.arange(len(order))
    pairs = Rows("u8", PARTS, room)
    for part in rows:
        for some in _met(part):
            by_day = np.sort(rank[_in_time(some, days)], axis=1)
            pairs.add(packed(by_day[:, 0], by_day[:, 1]), by_day[:, 0] * PARTS // len(rank))
    block = max(room.records // 2, 1)
    for part in pairs:
        one, other = unpacked(np.unique(part))
        near = np.lexsort((other, one, other // block))
        both = np.stack((order[one[near]], order[other[near]]), axis=1)
        both = np.sort(both, axis=1)
        yield zip(both[:, 0].tolist(), both[:, 1].tolist(), strict=True)


def _filed(
    tellings: Sequence[Telling], stories: Mapping[str, str], likeness: Likeness, room: Room
) -> tuple[npt.NDArray[Any], Rows]:
    """The days of each telling, and each under its keys."""
    days = np.zeros(len(tellings), Days)
    rows = Rows(Filed, PARTS, room)
    waiting: list[tuple[int, int, int]] = []
    for index, telling in each(tellings):
        first, last = telling.when.earliest, telling.when.latest
        days[index] = (
            telling.anchor,
            first.toordinal() if first is not None else 0,
            last.toordinal() if last is not None else date.max.toordinal(),
        )
        waiting += [
            (_number(key), index, telling.anchor) for key in set(_keys(telling, stories, likeness))
        ]
        if len(waiting) >= AT_ONCE:
            _file(waiting, rows)
            waiting = []
    _file(waiting, rows)
    return days, rows


def _in_time(pairs: npt.NDArray[np.int64], days: npt.NDArray[Any]) -> npt.NDArray[np.int64]:
    """The pairs that can be of one day: no other is ever one happening (`Scorer.never`)."""
    one, other = days[pairs[:, 0]], days[pairs[:, 1]]
    gap = np.maximum(one["first"] - other["last"], other["first"] - one["last"])
    near: npt.NDArray[np.int64] = pairs[gap <= SLACK_DAYS]
    return near


def _file(waiting: list[tuple[int, int, int]], rows: Rows) -> None:
    made = np.array(waiting, Filed)
    rows.add(made, (made["key"] % np.uint64(PARTS)).astype(np.int64))


def _number(key: Key) -> int:
    """A key as 64 bits."""
    raw = "\x1f".join(key).encode("utf-8", "surrogatepass")
    return int.from_bytes(blake2b(raw, digest_size=8).digest(), "big")


def _met(rows: npt.NDArray[Any]) -> Iterator[npt.NDArray[np.int64]]:
    """Pairs of indices of tellings that share a key, some of them more than once."""
    # By day within a key, and by index (that is, by event id) within a day.
    rows = rows[np.lexsort((rows["telling"], rows["anchor"], rows["key"]))]
    keys, tellings = rows["key"], rows["telling"].astype(np.int64)
    sizes = np.unique(keys, return_counts=True)[1]
    # How many follow in the same key; a member of a full key meets its neighbours only.
    behind = np.repeat(np.cumsum(sizes), sizes) - np.arange(len(keys)) - 1
    reach = np.where(np.repeat(sizes, sizes) <= FULL, behind, np.minimum(behind, NEIGHBOURS))
    for step in range(1, int(reach.max(initial=0)) + 1):
        at = np.flatnonzero(reach >= step)
        yield np.stack((tellings[at], tellings[at + step]), axis=1)


def _keys(telling: Telling, stories: Mapping[str, str], likeness: Likeness) -> Iterator[Key]:
    """Family and parties, with one more thing that tellings of one happening tend to share.

    Parties are an unordered pair, so that accounts which swap who gave to whom meet; each party
    alone is a key too, for accounts that leave one side out.
    """
    world = "hyp" if telling.hypothetical else "told"
    families = likeness.families.get(telling.event.type, (telling.event.type,))
    for family in families:
        if not (telling.givers and telling.takers):
            # The other telling may name the other side alone, or nobody.
            yield (world, family, "story", stories.get(telling.report.id, ""))
        for parties in _party_keys(telling.parties):
            base = (world, family, *parties)
            yield (*base, "story", stories.get(telling.report.id, ""))
            for month in _months(telling):
                yield (*base, "month", month)
            for figure in telling.figures:
                if figure.best is not None and figure.best >= 10:
                    yield (*base, "figure", figure.measure, str(figure.best))
            if len(parties) == 2 or len(telling.parties) == 1:
                for cls in telling.classes:
                    yield (*base, "class", cls)
                for _, name in telling.persons:
                    yield (*base, "person", name)


def _party_keys(parties: frozenset[str]) -> Iterator[tuple[str, ...]]:
    ordered = sorted(parties)
    for party in ordered:
        yield (party,)
    for at, one in enumerate(ordered):
        for other in ordered[at + 1 :]:
            yield (one, other)


def _months(telling: Telling) -> Iterator[str]:
    when = telling.when
    if when.earliest is None or when.latest is None:
        # News without a date is mostly of the days before: file it by its report.
        if telling.anchor >= 0:
            told = date.fromordinal(telling.anchor)
            yield from sorted({_month(told), _month(told - timedelta(days=NEWS_DAYS))})
        return
    if (when.latest - when.earliest).days > MONTH_SPAN:
        yield _month(when.earliest)
        return
    day = when.earliest - timedelta(days=3)
    while day <= when.latest + timedelta(days=3):
        yield _month(day)
        day = (day.replace(day=1) + timedelta(days=32)).replace(day=1)


def _month(day: date) -> str:
    return f"{day.year}-{day.month:02}"
