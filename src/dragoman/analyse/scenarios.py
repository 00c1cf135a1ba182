"""The scenario board: forecasts gathered under the condition that they depend on."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.case.view import CaseView
from dragoman.lexicon import Likeness
from dragoman.model import Forecast
from dragoman.reconcile.union import Union
from dragoman.reconcile.wording import content_stems, ideas

ALIKE = 0.5
"""Share of the words in common from which two conditions without known ideas are one."""


@dataclass(frozen=True, slots=True)
class Scenario:
    """Forecasts under one condition.

    Attributes:
        condition: the commonest wording of it, empty for forecasts without one.
        wordings: all its wordings, in order.
        forecasts: the earliest stated first.
        holders: original speakers, each once, in that order.
    """

    condition: str
    wordings: tuple[str, ...]
    forecasts: tuple[Forecast, ...]
    holders: tuple[str, ...]
    report_ids: tuple[str, ...]


def scenarios(view: CaseView, likeness: Likeness) -> tuple[Scenario, ...]:
    """Group forecasts by condition; those on which most reports hang first, the unconditional last.

    Two conditions are one where they name the same two or more ideas ("if the war ends", "after
    a truce"), or share half of their words.
    """
    conditional = sorted((f for f in view.forecasts.values() if f.condition), key=lambda f: f.id)
    union = Union(f.id for f in conditional)
    known = {f.id: _condition(f, likeness) for f in conditional}
    for at, one in enumerate(conditional):
        for other in conditional[at + 1 :]:
            if _same(known[one.id], known[other.id]):
                union.join(one.id, other.id)
    board = [_scenario([view.forecasts[key] for key in group], view) for group in union.groups()]
    board.sort(key=lambda s: (-len(s.report_ids), -len(s.forecasts), s.condition))
    free = [f for f in view.forecasts.values() if not f.condition]
    return tuple(board + ([_scenario(free, view)] if free else []))


Words = tuple[frozenset[str], frozenset[str]]


def _condition(forecast: Forecast, likeness: Likeness) -> Words:
    text = forecast.condition.exact if forecast.condition else ""
    return ideas(text, likeness), frozenset(content_stems(text, likeness))


def _same(one: Words, other: Words) -> bool:
    shared_ideas = one[0] & other[0]
    if len(shared_ideas) >= 2:
        return True
    both = one[1] | other[1]
    return bool(both) and len(one[1] & other[1]) / len(both) >= ALIKE


def _scenario(forecasts: list[Forecast], view: CaseView) -> Scenario:
    ordered = sorted(forecasts, key=lambda f: (_stated(f, view), f.id))
    wordings = [f.condition.exact for f in ordered if f.condition]
    shortest = min(wordings, key=lambda w: (-wordings.count(w), len(w), w), default="")
    holders = [f.sources[0].name or f.sources[0].text for f in ordered if f.sources]
    return Scenario(
        condition=shortest,
        wordings=tuple(dict.fromkeys(wordings)),
        forecasts=tuple(ordered),
        holders=tuple(dict.fromkeys(holders)),
        report_ids=tuple(sorted({f.report_id for f in ordered})),
    )


def _stated(forecast: Forecast, view: CaseView) -> int:
    said = forecast.sources[0].stated_at if forecast.sources else None
    report = view.reports.get(forecast.report_id)
    for when in (said, report.published_at if report else None):
        if when is not None and when.earliest is not None:
            return when.earliest.toordinal()
    return 10**7
