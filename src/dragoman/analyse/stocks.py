"""Stocks and flows: what was sent, less what was lost and what came back, against what is claimed.

Everything is reckoned in intervals, and no figure is believed over another. Two happenings that
tell of something sent may be one sending told in two ways, so what was sent is at least the
greatest of them and at most their sum. Losses are counts so far: of several as of the day asked for
the greatest holds. The wounded may be back in the ranks, so they take from the lower end alone.
Where no loss or return is told, none is taken off, and the steps say so by their absence.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import inf

from dragoman.case.view import CaseView
from dragoman.lexicon import Likeness
from dragoman.model import Factuality, Happening, Quantity
from dragoman.reconcile.figures import hull
from dragoman.reconcile.intervals import interval
from dragoman.reconcile.wording import tokens

DONE = frozenset({Factuality.ACTUAL, Factuality.ONGOING})


@dataclass(frozen=True, slots=True)
class Level:
    """A closed interval of counts; ``high`` is infinite where nobody closes it."""

    low: float
    high: float

    def meets(self, other: Level) -> bool:
        """Whether the two share a number."""
        return self.low <= other.high and other.low <= self.high


NOTHING = Level(0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Step:
    """One figure or happening that a computation rests on.

    Attributes:
        role: ``sent``, ``lost``, ``perhaps lost``, ``returned``, ``present``; in promises
            ``promised`` and ``told``.
        day: the last day that it can hold for, ``None`` where nothing tells.
        happening_id, quantity_id: empty where there is none.
        more: told as coming on top of what was sent before.
    """

    role: str
    level: Level
    day: date | None
    happening_id: str
    quantity_id: str
    report_id: str
    text: str
    more: bool = False


@dataclass(frozen=True, slots=True)
class StockRow:
    """What of one party's can be present somewhere on a day.

    Attributes:
        owner: country or actor id of whose are counted.
        where: the country that they were sent to, empty where none or several are told.
        day: the day it is reckoned for, ``None`` where no figure has one.
        computed: sent less lost less returned.
        claim: the figure held against it, ``None`` where nobody gives one.
    """

    owner: str
    where: str
    measure: str
    day: date | None
    sent: Level
    lost: Level
    returned: Level
    computed: Level
    claim: Step | None
    steps: tuple[Step, ...]

    @property
    def agrees(self) -> bool | None:
        """Whether the claim can be right by the figures told; ``None`` without a claim."""
        return None if self.claim is None else self.claim.level.meets(self.computed)


def stocks(view: CaseView, likeness: Likeness) -> tuple[StockRow, ...]:
    """A row for each claim of what is present, and one for the last day told where there is none.

    Claims that no computation allows come first.
    """
    steps = _steps(view, likeness)
    rows: list[StockRow] = []
    for (owner, measure), members in sorted(steps.items()):
        places = {where for where, _ in members if where}
        for where in sorted(places) or [""]:
            # What was told without a place belongs to the only place there is, else to none.
            mine = [s for at, s in members if at == where or (not at and len(places) <= 1)]
            rows += _rows(owner, where, measure, mine)
    return tuple(sorted(rows, key=_order))


def _order(row: StockRow) -> tuple[bool, bool, str, str, str, str]:
    claim = row.claim.quantity_id if row.claim else ""
    return (row.agrees is not False, row.claim is None, row.owner, row.where, str(row.day), claim)


def _rows(owner: str, where: str, measure: str, steps: Sequence[Step]) -> list[StockRow]:
    flows = sorted((s for s in steps if s.role != "present"), key=_told_order)
    if not any(s.role == "sent" for s in flows):
        return []
    claims = sorted((s for s in steps if s.role == "present"), key=_told_order)
    if claims:
        return [reckon(owner, where, measure, flows, claim.day, claim) for claim in claims]
    last = max((s.day for s in flows if s.day is not None), default=None)
    return [reckon(owner, where, measure, flows, last, None)]


def _told_order(step: Step) -> tuple[str, str, str]:
    return (str(step.day), step.happening_id, step.quantity_id)


def reckon(
    owner: str,
    where: str,
    measure: str,
    flows: Sequence[Step],
    day: date | None,
    claim: Step | None,
) -> StockRow:
    """Sent less lost less returned as of a day, as intervals."""
    used = [s for s in flows if day is None or s.day is None or s.day <= day]
    sent = summed([s for s in used if s.role == "sent"])
    returned = summed([s for s in used if s.role == "returned"])
    losses = [s.level for s in used if s.role == "lost"]
    perhaps = [s.level for s in used if s.role == "perhaps lost"]
    low = max((level.low for level in losses), default=0.0)
    high = max((level.high for level in (*losses, *perhaps)), default=0.0)
    lost = Level(low, min(high, sent.high))
    computed = Level(
        max(0.0, sent.low - lost.high - returned.high),
        max(0.0, sent.high - lost.low - returned.low),
    )
    return StockRow(owner, where, measure, day, sent, lost, returned, computed, claim, tuple(used))


def summed(steps: Sequence[Step]) -> Level:
    """What several tellings come to: the greatest of them at least, all of them at most; those
    told as coming on top of others are added at both ends."""
    if not steps:
        return NOTHING
    first = [s.level.low for s in steps if not s.more]
    on_top = [s.level.low for s in steps if s.more]
    return Level(max(first, default=0.0) + sum(on_top), sum(s.level.high for s in steps))


Where = tuple[str, Step]


def _steps(view: CaseView, likeness: Likeness) -> dict[tuple[str, str], list[Where]]:
    """Every step by owner and measure, each with the place it tells."""
    found: dict[tuple[str, str], list[Where]] = {}
    table = likeness.stocks
    home = {key: h for h in view.happenings.values() for key in h.event_ids}
    flowing: dict[tuple[str, str, str], list[Quantity]] = {}
    for quantity in view.quantities.values():
        happening = home.get(quantity.event_id)
        role = _role(quantity, happening, view, likeness)
        if role in ("sent", "returned") and happening is not None:
            flowing.setdefault((happening.id, quantity.measure, role), []).append(quantity)
        elif role:
            for owner in _owners(quantity, happening):
                for measure in _measures(quantity, table):
                    step = figure_step(role, quantity, happening, view)
                    found.setdefault((owner, measure), []).append(("", step))
    for (key, measure, role), quantities in sorted(flowing.items()):
        happening = view.happenings[key]
        for owner in _owners(quantities[0], happening):
            step = _flow_step(role, quantities, happening, view, table["more"])
            where = _where(happening, owner) if role == "sent" else ""
            found.setdefault((owner, measure), []).append((where, step))
    return found


def _role(
    quantity: Quantity, happening: Happening | None, view: CaseView, likeness: Likeness
) -> str:
    """What a figure is in the computation, empty where it is nothing."""
    table = likeness.stocks
    event = view.events.get(quantity.event_id)
    if event is not None and event.factuality not in DONE:
        return ""
    if quantity.measure in table["lost"]:
        return "lost"
    if quantity.measure in table["perhaps_lost"]:
        return "perhaps lost"
    if quantity.measure not in table["counted"] or quantity.scope in ("rise", "fall"):
        return ""
    if happening is not None and event is not None:
        if event.type in table["returned"]:
            return "returned"
        if event.type in table["sent"] and event.factuality is Factuality.ACTUAL:
            return "sent"
        if event.factuality is Factuality.ONGOING:
            return "present"
    return "present" if table["present"] & set(tokens(sentence_of(quantity, view))) else ""


def sentence_of(quantity: Quantity, view: CaseView) -> str:
    """The sentence in which a figure stands; its own words where there is none."""
    for evidence in quantity.evidence:
        span = view.sentence_of(evidence)
        if span is not None:
            return view.sentence_text(evidence.report_id, span.index)
    return quantity.text


def _measures(quantity: Quantity, table: Mapping[str, frozenset[str]]) -> Iterable[str]:
    """What a loss takes from: losses are told of troops, unless they are civilians'."""
    return [quantity.measure] if quantity.measure in table["counted"] else ["troops"]


def _owners(quantity: Quantity, happening: Happening | None) -> list[str]:
    """Whose are counted: the figure's own subject, else who sent them."""
    own = sorted({p.country or p.actor_id for p in quantity.subject} - {""})
    if own or happening is None:
        return own
    return sorted({p.country or p.actor_id for p in happening.initiators} - {""})


def _where(happening: Happening, owner: str) -> str:
    takers = {p.country for p in happening.recipients} - {"", owner}
    return takers.pop() if len(takers) == 1 else ""


def figure_step(role: str, quantity: Quantity, happening: Happening | None, view: CaseView) -> Step:
    """A figure as a step, as of its own day, else the report's."""
    low, high = interval(quantity)
    day = quantity.as_of.latest or view.reports[quantity.report_id].published_at.latest
    key = happening.id if happening else ""
    level = Level(max(low, 0.0), high)
    return Step(role, level, day, key, quantity.id, quantity.report_id, quantity.text)


def _flow_step(
    role: str,
    quantities: Sequence[Quantity],
    happening: Happening,
    view: CaseView,
    more: frozenset[str],
) -> Step:
    """One happening's figures, as the hull that its estimate shows."""
    ordered = sorted(quantities, key=lambda q: q.id)
    low, _, high = hull(ordered)
    told = Counter(q.text for q in ordered)
    reports = [view.reports[key].published_at.latest for key in happening.report_ids]
    known = [day for day in reports if day is not None]
    begun = happening.occurred_at.latest or happening.occurred_at.earliest
    return Step(
        role=role,
        level=Level(low if low is not None else 0.0, high if high is not None else inf),
        day=begun or min(known, default=None),
        happening_id=happening.id,
        quantity_id=ordered[0].id,
        report_id=ordered[0].report_id,
        text=", ".join(sorted(told)),
        more=any(q.scope in more for q in ordered),
    )
