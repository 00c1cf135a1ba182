"""The relation index: a pair's monthly balance of cooperation and conflict.

Goldstein's weights (Goldstein 1992, "A Conflict-Cooperation Scale for WEIS Events Data", as
carried over to CAMEO) are summed by happening, not by report: forty reports of one visit count
once. The band shows what hangs on weak ground: its inner edge counts only what two origins or more
tell as done, its outer edge all that anyone tells.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from statistics import median

from dragoman.case.view import CaseView
from dragoman.model import Factuality, Happening

DONE = frozenset({Factuality.ACTUAL, Factuality.ONGOING})
MOVERS = 3


@dataclass(frozen=True, slots=True)
class Month:
    """One month of a pair.

    Attributes:
        month: ``YYYY-MM``.
        cooperation, conflict: sums of positive and of negative weights over all happenings.
        sure_cooperation, sure_conflict: the same over those with two origins or more.
        movers: the happenings of most weight, the heaviest first.
    """

    month: str
    cooperation: float
    conflict: float
    sure_cooperation: float
    sure_conflict: float
    count: int
    movers: tuple[str, ...]

    @property
    def balance(self) -> float:
        """Cooperation less conflict."""
        return self.cooperation + self.conflict


@dataclass(frozen=True, slots=True)
class Relation:
    """A pair of countries (in order of code) and its months; ``undated`` could not be placed."""

    one: str
    other: str
    months: tuple[Month, ...]
    undated: int


def relations(view: CaseView, goldstein: Callable[[str], float]) -> tuple[Relation, ...]:
    """The relation of every pair with a happening that was told as done, the busiest first.

    Args:
        goldstein: weight of a CAMEO code, -10 to 10 (`lexicon.coding.goldstein`).
    """
    pairs: dict[tuple[str, str], list[Happening]] = {}
    for happening in view.happenings.values():
        if happening.factuality in DONE:
            for pair in _pairs(happening):
                pairs.setdefault(pair, []).append(happening)
    made = [_relation(pair, members, view, goldstein) for pair, members in sorted(pairs.items())]
    return tuple(sorted(made, key=lambda r: (-sum(m.count for m in r.months), -r.undated)))


def _pairs(happening: Happening) -> list[tuple[str, str]]:
    found = set()
    for giver in {p.country for p in happening.initiators}:
        for taker in {p.country for p in happening.recipients}:
            if giver and taker and giver != taker:
                low, high = sorted((giver, taker))
                found.add((low, high))
    return sorted(found)


def _relation(
    pair: tuple[str, str],
    happenings: Iterable[Happening],
    view: CaseView,
    goldstein: Callable[[str], float],
) -> Relation:
    months: dict[str, list[tuple[float, Happening]]] = {}
    undated = 0
    for happening in happenings:
        when = happening.occurred_at
        if when.earliest is None or (when.precision or 5) > 4:
            undated += 1
            continue
        middle = when.midpoint or when.earliest
        entry = (_weight(happening, view, goldstein), happening)
        months.setdefault(f"{middle.year}-{middle.month:02}", []).append(entry)
    rows = tuple(_month(key, months[key]) for key in sorted(months))
    return Relation(pair[0], pair[1], rows, undated)


def _weight(happening: Happening, view: CaseView, goldstein: Callable[[str], float]) -> float:
    codes = [view.events[key].cameo for key in happening.event_ids if key in view.events]
    weights = [goldstein(code) for code in codes if code]
    return float(median(weights)) if weights else 0.0


def _month(key: str, entries: list[tuple[float, Happening]]) -> Month:
    sure = [(w, h) for w, h in entries if h.origin_count >= 2]
    heaviest = sorted(entries, key=lambda e: (-abs(e[0]), e[1].id))
    return Month(
        month=key,
        cooperation=sum(w for w, _ in entries if w > 0),
        conflict=sum(w for w, _ in entries if w < 0),
        sure_cooperation=sum(w for w, _ in sure if w > 0),
        sure_conflict=sum(w for w, _ in sure if w < 0),
        count=len(entries),
        movers=tuple(h.id for _, h in heaviest[:MOVERS]),
    )
