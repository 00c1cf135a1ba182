"""Which pairs of tellings are compared at all.

Each telling is put under several keys; two that share a key are a candidate pair. A key that holds
very many is not compared all with all: its members are sorted by day and each meets its neighbours
only (sorted neighbourhood: Hernández and Stolfo 1995), so that the cost stays near-linear.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta

from dragoman.lexicon import Likeness
from dragoman.reconcile.press import Telling

FULL = 80
"""Members of a key that are compared all with all."""
NEIGHBOURS = 40
"""Neighbours on either side that a member of a larger key is compared with."""
MONTH_SPAN = 62
"""An event that can lie in more days than this is not filed by month."""

NEWS_DAYS = 10

Key = tuple[str, ...]


def candidate_pairs(
    tellings: Sequence[Telling], stories: Mapping[str, str], likeness: Likeness
) -> Iterator[tuple[int, int]]:
    """Pairs of indices into ``tellings`` (lower first), each once, in order."""
    filed: dict[Key, list[int]] = defaultdict(list)
    for index, telling in enumerate(tellings):
        for key in set(_keys(telling, stories, likeness)):
            filed[key].append(index)
    pairs: set[tuple[int, int]] = set()
    for members in filed.values():
        pairs.update(_within(members, tellings))
    yield from sorted(pairs)


def _within(members: list[int], tellings: Sequence[Telling]) -> Iterator[tuple[int, int]]:
    if len(members) <= FULL:
        reach = len(members)
    else:
        members = sorted(members, key=lambda i: (tellings[i].anchor, tellings[i].event.id))
        reach = NEIGHBOURS
    for at, one in enumerate(members):
        for other in members[at + 1 : at + 1 + reach]:
            yield (one, other) if one < other else (other, one)


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
