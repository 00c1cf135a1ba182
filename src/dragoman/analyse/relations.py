"""The relation index: a pair's monthly balance of cooperation and conflict.

Goldstein's weights (Goldstein 1992, "A Conflict-Cooperation Scale for WEIS Events Data", as
carried over to CAMEO) are summed by happening, not by report: forty reports of one visit count
once. The band shows what hangs on weak ground. What is sure is told as done by two origins or more,
denied by none, and lies in the month for certain. What is possible is all that anyone tells, done
or planned or possible, that can lie in the month. Between the two lies the balance, in which what
is told as done counts in the middle of its dates.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from math import fsum
from statistics import median

from dragoman.analyse.changes import changes
from dragoman.case.view import CaseView
from dragoman.model import Factuality, Happening, PartialDate

DONE = frozenset({Factuality.ACTUAL, Factuality.ONGOING})
TOLD = DONE | {Factuality.PLANNED, Factuality.POSSIBLE}
MOVERS = 3
MATERIAL_ROOTS = frozenset({"06", "07", "08", "14", "15", "16", "17", "18", "19", "20"})
"""Root codes of CAMEO that are deeds: material cooperation and material conflict in the quad
classes of Schrodt 2012, "CAMEO: Conflict and Mediation Event Observations Codebook"."""
MONTHS_AT_MOST = 2
"""What can lie in more months than this is not placed at all."""


@dataclass(frozen=True, slots=True)
class Month:
    """One month of a pair.

    Attributes:
        month: ``YYYY-MM``.
        cooperation, conflict: sums of positive and of negative weights over what is told as done.
        sure_cooperation, sure_conflict: the same over what is sure.
        possible_cooperation, possible_conflict: the same over what is possible.
        count: happenings told as done.
        movers: those of most weight, the heaviest first.
        material_cooperation, material_conflict: what of the sums is deeds; the rest is words.
    """

    month: str
    cooperation: float
    conflict: float
    sure_cooperation: float
    sure_conflict: float
    count: int
    movers: tuple[str, ...]
    possible_cooperation: float = 0.0
    possible_conflict: float = 0.0
    material_cooperation: float = 0.0
    material_conflict: float = 0.0

    @property
    def balance(self) -> float:
        """Cooperation less conflict."""
        return self.cooperation + self.conflict

    @property
    def least(self) -> float:
        """The balance if of cooperation only what is sure came about, and of conflict all."""
        return self.sure_cooperation + self.possible_conflict

    @property
    def most(self) -> float:
        """The balance if of conflict only what is sure came about, and of cooperation all."""
        return self.possible_cooperation + self.sure_conflict


@dataclass(frozen=True, slots=True)
class Turn:
    """A month from which the balance stands at another level than before."""

    month: str
    before: float
    after: float
    gain: float


@dataclass(frozen=True, slots=True)
class Relation:
    """A pair of countries (in order of code) and its months; ``undated`` could not be placed.

    Attributes:
        months: those in which something is told; between them the balance is nought.
        turns: changes of level over all months from the first to the last (`changes.py`).
    """

    one: str
    other: str
    months: tuple[Month, ...]
    undated: int
    turns: tuple[Turn, ...] = ()

    @property
    def told(self) -> tuple[Month, ...]:
        """The months in which something is told as done."""
        return tuple(month for month in self.months if month.count)


def relations(view: CaseView, goldstein: Callable[[str], float]) -> tuple[Relation, ...]:
    """The relation of every pair with a happening that was told as done, the busiest first.

    Args:
        goldstein: weight of a CAMEO code, -10 to 10 (`lexicon.coding.goldstein`).
    """
    pairs: dict[tuple[str, str], list[Happening]] = {}
    for happening in view.happenings.values():
        if happening.factuality in TOLD:
            for pair in _pairs(happening):
                pairs.setdefault(pair, []).append(happening)
    made = [_relation(pair, members, view, goldstein) for pair, members in sorted(pairs.items())]
    kept = [r for r in made if r.undated or any(month.count for month in r.months)]
    return tuple(sorted(kept, key=lambda r: (-sum(m.count for m in r.months), -r.undated)))


def _pairs(happening: Happening) -> list[tuple[str, str]]:
    found = set()
    for giver in {p.country for p in happening.initiators}:
        for taker in {p.country for p in happening.recipients}:
            if giver and taker and giver != taker:
                low, high = sorted((giver, taker))
                found.add((low, high))
    return sorted(found)


@dataclass(frozen=True, slots=True)
class _Entry:
    weight: float
    happening: Happening
    done: bool
    sure: bool
    material: bool


def _relation(
    pair: tuple[str, str],
    happenings: Iterable[Happening],
    view: CaseView,
    goldstein: Callable[[str], float],
) -> Relation:
    months: dict[str, list[_Entry]] = {}
    undated = 0
    for happening in happenings:
        done, when = happening.factuality in DONE, happening.occurred_at
        if when.earliest is None or (when.precision or 5) > 4:
            undated += done
            continue
        middle = month_name(when.midpoint or when.earliest)
        touched = _touched(when)
        weight, material = _weight(happening, view, goldstein), _material(happening, view)
        firm = done and happening.origin_count >= 2 and not _denied(happening, view)
        for key in sorted({middle, *touched}):
            sure = firm and touched == [key]
            entry = _Entry(weight, happening, done and key == middle, sure, material)
            months.setdefault(key, []).append(entry)
    rows = tuple(_month(key, months[key]) for key in sorted(months))
    return Relation(pair[0], pair[1], rows, undated, turns(rows))


def month_name(day: date) -> str:
    """``YYYY-MM`` of a day."""
    return f"{day.year:04}-{day.month:02}"


def _touched(when: PartialDate) -> list[str]:
    """The months that something can lie in, none where they are too many to say."""
    if when.earliest is None or when.latest is None:
        return []
    found = list(_run(month_name(when.earliest), month_name(when.latest)))
    return found if len(found) <= MONTHS_AT_MOST else []


def _run(first: str, last: str) -> Iterable[str]:
    year, month = int(first[:4]), int(first[5:])
    while (key := f"{year:04}-{month:02}") <= last:
        yield key
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)


def _denied(happening: Happening, view: CaseView) -> bool:
    return any(d.slot == "happened" for d in view.differences_of(happening.id))


def _weight(happening: Happening, view: CaseView, goldstein: Callable[[str], float]) -> float:
    codes = [view.events[key].cameo for key in happening.event_ids if key in view.events]
    weights = [goldstein(code) for code in codes if code]
    return float(median(weights)) if weights else 0.0


def _material(happening: Happening, view: CaseView) -> bool:
    """Whether it is a deed, by most of its codes."""
    codes = [view.events[key].cameo for key in happening.event_ids if key in view.events]
    return 2 * sum(code[:2] in MATERIAL_ROOTS for code in codes) > len(codes)


def _month(key: str, entries: list[_Entry]) -> Month:
    done = [e for e in entries if e.done]
    sure = [e for e in entries if e.sure]
    deeds = [e for e in done if e.material]
    heaviest = sorted(done, key=lambda e: (-abs(e.weight), e.happening.id))
    return Month(
        month=key,
        cooperation=fsum(e.weight for e in done if e.weight > 0),
        conflict=fsum(e.weight for e in done if e.weight < 0),
        sure_cooperation=fsum(e.weight for e in sure if e.weight > 0),
        sure_conflict=fsum(e.weight for e in sure if e.weight < 0),
        count=len(done),
        movers=tuple(e.happening.id for e in heaviest[:MOVERS]),
        possible_cooperation=fsum(e.weight for e in entries if e.weight > 0),
        possible_conflict=fsum(e.weight for e in entries if e.weight < 0),
        material_cooperation=fsum(e.weight for e in deeds if e.weight > 0),
        material_conflict=fsum(e.weight for e in deeds if e.weight < 0),
    )


def turns(months: Sequence[Month]) -> tuple[Turn, ...]:
    """Where the monthly balance changes its level, months without a happening counting nought."""
    told = {month.month: month.balance for month in months if month.count}
    if not told:
        return ()
    names = list(_run(min(told), max(told)))
    return tuple(
        Turn(names[one.at], one.before, one.after, one.gain)
        for one in changes([told.get(name, 0.0) for name in names])
    )
