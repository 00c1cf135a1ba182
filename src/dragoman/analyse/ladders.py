"""Figure ladders: how the count of one thing moved over time, source by source."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from dragoman.case.view import CaseView
from dragoman.lexicon import Likeness
from dragoman.model import Bound, Difference, PartialDate, Quantity, Source
from dragoman.reconcile.figures import scope_key, unit_key


@dataclass(frozen=True, slots=True)
class Rung:
    """One figure of one source; ``stated_at`` is the report's date where no other is told."""

    quantity: Quantity
    stated_at: PartialDate
    vague: bool


@dataclass(frozen=True, slots=True)
class SourceLadder:
    """All figures of one original speaker, in order of telling, reprints left out."""

    source: Source
    rungs: tuple[Rung, ...]


@dataclass(frozen=True, slots=True)
class FigureLadder:
    """All figures for one counted thing of one party.

    Attributes:
        happening_id: the happening they belong to, empty for standing counts.
        parties: whose is counted: countries or actor ids.
        beside: figures that are no level of it ("3,000 more", "nearly half of the 11,000") and
            so no points of a line: a source that gives one revises nothing.
    """

    happening_id: str
    measure: str
    unit: str
    parties: tuple[str, ...]
    lines: tuple[SourceLadder, ...]
    differences: tuple[Difference, ...]
    beside: tuple[SourceLadder, ...] = ()


_Key = tuple[str, str, str, tuple[str, ...]]
"""Happening, measure, unit and parties."""


def ladders(view: CaseView, likeness: Likeness) -> tuple[FigureLadder, ...]:
    """Ladders with two figures or more, those with most sources first."""
    groups: dict[_Key, list[Quantity]] = {}
    partial: dict[_Key, list[Quantity]] = {}
    home = {e: h.id for h in view.happenings.values() for e in h.event_ids}
    # A figure of no event may yet be counted for one: it stands in the same sentence.
    counted = {
        position.quantity_id: happening.id
        for happening in view.happenings.values()
        for estimate in happening.estimates
        for position in estimate.positions
    }
    whose = _whose(view, counted)
    for quantity in view.quantities.values():
        if not quantity.measure:
            continue
        happening = home.get(quantity.event_id) or counted.get(quantity.id, "")
        parties = _parties(quantity) or whose.get((happening, quantity.measure), ())
        measure = quantity.measure
        if likeness.whole_of(measure) in likeness.standing and parties:
            happening = ""
        if happening or parties:
            key = (happening, measure, unit_key(quantity), () if happening else parties)
            (partial if scope_key(quantity) else groups).setdefault(key, []).append(quantity)
    made = [
        _ladder(key, members, partial.get(key, []), view) for key, members in sorted(groups.items())
    ]
    kept = [one for one in made if sum(len(line.rungs) for line in one.lines) > 1]
    return tuple(sorted(kept, key=lambda one: (-len(one.lines), one.measure, one.happening_id)))


def _parties(quantity: Quantity) -> tuple[str, ...]:
    return tuple(sorted({p.country or p.actor_id for p in quantity.subject} - {""}))


def _whose(view: CaseView, counted: Mapping[str, str]) -> dict[tuple[str, str], tuple[str, ...]]:
    """Whose a measure of a happening counts, where all of its figures that tell agree.

    "Three wounded" of a shelling that wounded "two Ecuadorian soldiers" by another's count.
    """
    told: dict[tuple[str, str], set[tuple[str, ...]]] = {}
    for quantity_id, happening in counted.items():
        quantity = view.quantities.get(quantity_id)
        if quantity is not None and (parties := _parties(quantity)):
            told.setdefault((happening, quantity.measure), set()).add(parties)
    return {key: next(iter(sides)) for key, sides in told.items() if len(sides) == 1}


def _ladder(
    key: _Key, quantities: list[Quantity], partial: list[Quantity], view: CaseView
) -> FigureLadder:
    happening, measure, unit, parties = key
    ids = {q.report_id for q in quantities}
    differences = [
        d
        for d in view.differences.values()
        if d.slot.startswith("figure:")
        and (
            any(set(p.report_ids) & ids for p in d.positions)
            if d.happening_id == happening
            else not happening and _between(d, quantities)
        )
    ]
    return FigureLadder(
        happening_id=happening,
        measure=measure,
        unit=unit or quantities[0].unit,
        parties=parties,
        lines=_lines(quantities, view),
        differences=tuple(differences),
        beside=_lines(partial, view),
    )


def _between(difference: Difference, quantities: list[Quantity]) -> bool:
    """Whether two of the figures or more are positions of a difference."""
    told = {evidence for q in quantities for evidence in q.evidence}
    return sum(bool(told & set(p.evidence)) for p in difference.positions) > 1


def _lines(quantities: list[Quantity], view: CaseView) -> tuple[SourceLadder, ...]:
    lines: dict[str, dict[tuple[object, ...], tuple[Source, Rung]]] = {}
    for quantity in sorted(quantities, key=lambda q: (_day(_stated(q, view)), q.id)):
        statement = view.statements.get(quantity.statement_id)
        if statement is None:
            continue
        source = statement.sources[0]
        name = source.actor_id or source.name.casefold() or source.text.casefold()
        rung = Rung(quantity, _stated(quantity, view), quantity.bound is Bound.VAGUE)
        value = (quantity.low, quantity.best, quantity.high)
        lines.setdefault(name, {}).setdefault(value, (source, rung))
    return tuple(_line(list(lines[name].values())) for name in sorted(lines))


def _line(entries: list[tuple[Source, Rung]]) -> SourceLadder:
    return SourceLadder(entries[0][0], tuple(rung for _, rung in entries))


def _stated(quantity: Quantity, view: CaseView) -> PartialDate:
    statement = view.statements.get(quantity.statement_id)
    if statement is not None and statement.sources[0].stated_at.known:
        return statement.sources[0].stated_at
    return view.reports[quantity.report_id].published_at


def _day(when: PartialDate) -> int:
    day = when.earliest or when.latest
    return day.toordinal() if day else 10**7
