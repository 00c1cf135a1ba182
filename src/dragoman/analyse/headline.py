"""The few happenings that a reader should know of first."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable

from dragoman.case.view import CaseView
from dragoman.model import Factuality, Happening

MOST = 7
A_PAIR_AND_TYPE = 2
"""No more than so many of the same type between the same parties: the list is to be broad."""

STANDING = frozenset({Factuality.ACTUAL, Factuality.ONGOING, Factuality.PLANNED})


def headline(
    view: CaseView, goldstein: Callable[[str], float], most: int = MOST
) -> tuple[Happening, ...]:
    """The weightiest happenings, the weightiest first.

    Args:
        goldstein: weight of a CAMEO code, -10 to 10 (`lexicon.coding.goldstein`).
        most: how many at most.
    """
    weighed = sorted(
        (-weight(h, view, goldstein), h.id) for h in view.happenings.values() if _eligible(h)
    )
    taken: list[Happening] = []
    seen: Counter[tuple[str, frozenset[str]]] = Counter()
    for _, key in weighed:
        happening = view.happenings[key]
        kind = (happening.type, _parties(happening))
        if seen[kind] < A_PAIR_AND_TYPE and len(taken) < most:
            seen[kind] += 1
            taken.append(happening)
    return tuple(taken)


def weight(happening: Happening, view: CaseView, goldstein: Callable[[str], float]) -> float:
    """How much a happening weighs: origins before reports, deeds before words, counts a little.

    log₂(1 + origins) + ½ log₂(1 + reports) + |Goldstein| / 5, and a quarter each for a figure,
    a date known to the month, and accounts that differ.
    """
    codes = [view.events[key].cameo for key in happening.event_ids if key in view.events]
    force = max((abs(goldstein(code)) for code in codes if code), default=0.0)
    extras = (
        bool(happening.estimates),
        (happening.occurred_at.precision or 5) <= 4,
        bool(view.differences_of(happening.id)),
    )
    return (
        math.log2(1 + happening.origin_count)
        + math.log2(1 + len(happening.report_ids)) / 2
        + force / 5
        + sum(extras) / 4
    )


def _eligible(happening: Happening) -> bool:
    if happening.factuality not in STANDING:
        return False
    return len(_parties(happening)) >= 2 or len(happening.report_ids) >= 2


def _parties(happening: Happening) -> frozenset[str]:
    both = (*happening.initiators, *happening.recipients)
    return frozenset(p.country or p.actor_id for p in both if p.country or p.actor_id)
