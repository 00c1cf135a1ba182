"""Promises held against what is told afterwards: caps on a count, truces of so many days."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from dragoman.analyse.stocks import DONE, Level, Step, figure_step, sentence_of
from dragoman.case.view import CaseView
from dragoman.lexicon import Likeness
from dragoman.model import Bound, Factuality, Happening, PartialDate, Quantity
from dragoman.reconcile.intervals import interval
from dragoman.reconcile.wording import stem, tokens

DAYS = {"day": 1, "week": 7, "month": 30, "year": 365}
UPPER = frozenset({Bound.AT_MOST, Bound.UNDER})
ARRANGED = DONE | {Factuality.PLANNED}


@dataclass(frozen=True, slots=True)
class PromiseRow:
    """A promise and what goes against it.

    Attributes:
        kind: ``cap`` or ``truce``.
        parties: countries or actor ids that it binds, where they are told.
        measure, unit: of a cap; empty for a truce.
        since, until: the days it holds for; a cap by the year holds for any.
        promised: the figure that sets it.
        against: what is told beyond it or within it, in order of time; empty where nothing is.
    """

    kind: str
    parties: tuple[str, ...]
    measure: str
    unit: str
    since: date | None
    until: date | None
    promised: Step
    against: tuple[Step, ...]


def promises(view: CaseView, likeness: Likeness) -> tuple[PromiseRow, ...]:
    """Every cap and truce of which figures are told, those with something against them first."""
    home = {key: h for h in view.happenings.values() for key in h.event_ids}
    rows = [*_caps(view, likeness, home), *_truces(view, likeness, home)]
    return tuple(
        sorted(rows, key=lambda r: (not r.against, r.kind, r.parties, r.promised.quantity_id))
    )


def _caps(view: CaseView, likeness: Likeness, home: dict[str, Happening]) -> Iterable[PromiseRow]:
    words = likeness.promises
    for quantity in view.quantities.values():
        told = set(tokens(sentence_of(quantity, view)))
        if not quantity.measure or quantity.measure in likeness.uncounted or quantity.best is None:
            continue
        if not told & words["caps"] or not (quantity.bound in UPPER or told & words["yearly"]):
            continue
        parties = parties_of(quantity, home)
        against = [
            step
            for other in view.quantities.values()
            if other.id != quantity.id and _over(other, quantity, view, likeness)
            if not parties or parties_of(other, home) & parties
            for step in [figure_step("told", other, home.get(other.event_id), view)]
        ]
        yield PromiseRow(
            "cap",
            tuple(sorted(parties)),
            quantity.measure,
            quantity.unit,
            None,
            None,
            figure_step("promised", quantity, home.get(quantity.event_id), view),
            tuple(sorted(against, key=lambda s: (str(s.day), s.quantity_id))),
        )


def _over(one: Quantity, cap: Quantity, view: CaseView, likeness: Likeness) -> bool:
    """Whether a figure of the same thing lies wholly beyond the cap, as told and done."""
    if (one.measure, stem(one.unit)) != (cap.measure, stem(cap.unit)) or cap.best is None:
        return False
    event = view.events.get(one.event_id)
    if event is not None and event.factuality not in DONE:
        return False
    if set(tokens(sentence_of(one, view))) & likeness.promises["caps"]:
        return False
    low, _ = interval(one)
    return low > (cap.high if cap.high is not None else cap.best)


def _truces(view: CaseView, likeness: Likeness, home: dict[str, Happening]) -> Iterable[PromiseRow]:
    words = likeness.promises
    for quantity in view.quantities.values():
        happening = home.get(quantity.event_id)
        days = DAYS.get(stem_unit(quantity.unit))
        if quantity.measure != "duration" or days is None or happening is None:
            continue
        if happening.type not in words["kept_by"] or happening.factuality not in ARRANGED:
            continue
        if not set(tokens(sentence_of(quantity, view))) & words["truces"]:
            continue
        since = _begun(happening, view)
        if since is None or quantity.best is None:
            continue
        until = since + timedelta(days=round(quantity.best * days))
        parties = _all_parties(happening)
        against = [
            Step("told", Level(1, 1), h.occurred_at.latest, h.id, "", h.report_ids[0], h.summary)
            for h in view.happenings.values()
            if h.type in words["broken_by"] and h.factuality in DONE
            if within(h.occurred_at, since, until) and len(_all_parties(h) & parties) >= 2
        ]
        yield PromiseRow(
            "truce",
            tuple(sorted(parties)),
            "",
            "",
            since,
            until,
            figure_step("promised", quantity, home.get(quantity.event_id), view),
            tuple(sorted(against, key=lambda s: (str(s.day), s.happening_id))),
        )


def within(when: PartialDate, since: date, until: date) -> bool:
    """Whether something was wholly after the first day and not after the last: what may have been
    on the day of the agreement, or before, proves nothing."""
    first, last = when.earliest, when.latest
    return first is not None and last is not None and since < first and last <= until


def stem_unit(unit: str) -> str:
    """A unit of time as `DAYS` names it."""
    return unit.casefold().removesuffix("s")


def _begun(happening: Happening, view: CaseView) -> date | None:
    if happening.occurred_at.earliest is not None:
        return happening.occurred_at.earliest
    told = [view.reports[key].published_at.earliest for key in happening.report_ids]
    return min((day for day in told if day is not None), default=None)


def _all_parties(happening: Happening) -> frozenset[str]:
    sides = (*happening.initiators, *happening.recipients)
    return frozenset(p.country or p.actor_id for p in sides) - {""}


def parties_of(quantity: Quantity, home: dict[str, Happening]) -> frozenset[str]:
    """Whose figure it is: its subject's, and the sides of its happening."""
    own = frozenset(p.country or p.actor_id for p in quantity.subject) - {""}
    happening = home.get(quantity.event_id)
    return own | (_all_parties(happening) if happening else frozenset())
