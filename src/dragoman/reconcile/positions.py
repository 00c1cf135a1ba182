"""Positions in a difference: what each side holds, folded and worded."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from dragoman.model import (
    Difference,
    DifferenceKind,
    DifferencePosition,
    Evidence,
    PartialDate,
    Source,
    content_id,
)
from dragoman.reconcile.figures import Figure, day_number
from dragoman.reconcile.origins import Voice


@dataclass(frozen=True, slots=True)
class Side:
    """One account's value in a slot."""

    value: str
    sort: tuple[object, ...]
    voice: Voice
    source: Source | None
    report_id: str
    stated_at: PartialDate
    evidence: tuple[Evidence, ...]


def figure_side(one: Figure) -> Side:
    """A figure as what an account holds."""
    q = one.quantity
    low, high = q.low if q.low is not None else -1.0, q.high if q.high is not None else -1.0
    return Side(
        value=q.text,
        sort=(q.measure, low, high),
        voice=one.voice,
        source=one.sources[0] if one.sources else None,
        report_id=q.report_id,
        stated_at=one.stated_at,
        evidence=q.evidence,
    )


def begins(when: PartialDate, published: PartialDate) -> bool:
    """Whether an interval tells when something began that was not over when it was told."""
    if when.earliest is None or (when.precision or 0) < 5:
        return False
    if when.latest is None:
        return True
    return published.earliest is not None and when.latest >= published.earliest


def show_date(when: PartialDate, published: PartialDate) -> str:
    """A partial date in words: "2024-10-18", "2024-10", "since 2024-10", "2024-10-01 to …"."""
    if when.earliest is None:
        return f"by {when.latest.isoformat()}" if when.latest is not None else "undated"
    if begins(when, published):
        whole_month = when.earliest.day == 1
        return f"since {when.earliest.isoformat()[: 7 if whole_month else 10]}"
    if when.latest is None:
        return f"from {when.earliest.isoformat()}"
    if when.earliest == when.latest:
        return when.earliest.isoformat()
    if _whole_month(when.earliest, when.latest):
        return when.earliest.isoformat()[:7]
    if (when.earliest.month, when.earliest.day) == (1, 1) and when.latest == date(
        when.earliest.year, 12, 31
    ):
        return str(when.earliest.year)
    return f"{when.earliest.isoformat()} to {when.latest.isoformat()}"


def _whole_month(first: date, last: date) -> bool:
    same = (first.year, first.month) == (last.year, last.month)
    return same and first.day == 1 and last.day >= 28 and (last.day - first.day) >= 27


def difference(
    happening_id: str, slot: str, kind: DifferenceKind, sides: Iterable[Side]
) -> Difference:
    """Fold sides with the same value into positions; the id hashes what makes it up."""
    groups: dict[tuple[str, tuple[object, ...]], list[Side]] = {}
    for side in sides:
        mates = groups.setdefault(_fold(kind, side), [])
        if side not in mates:
            mates.append(side)
    folded = [_fold_position(groups[key]) for key in groups]
    positions = tuple(sorted(folded, key=lambda p: (day_number(p.stated_at), p.value)))
    told = sorted(f"{p.value}|{','.join(p.report_ids)}" for p in positions)
    spans = sorted(f"{e.report_id}:{e.start}" for p in positions for e in p.evidence)
    made = content_id("difference", happening_id, slot, kind.value, *told, *spans)
    return Difference(made, happening_id, slot, kind, positions)


def _fold(kind: DifferenceKind, side: Side) -> tuple[str, tuple[object, ...]]:
    # In a revision each source's own ladder is shown; else all who hold a value stand together.
    return (side.voice.key if kind is DifferenceKind.REVISION else "", side.sort)


def _fold_position(sides: Sequence[Side]) -> DifferencePosition:
    ordered = sorted(sides, key=lambda s: (day_number(s.stated_at), s.report_id, s.value))
    sources: dict[str, Source] = {}
    for side in ordered:
        if side.source is not None:
            sources.setdefault(side.voice.key, side.source)
    return DifferencePosition(
        value=ordered[0].value,
        sources=tuple(sources.values()),
        report_ids=tuple(sorted({side.report_id for side in ordered})),
        stated_at=ordered[0].stated_at,
        evidence=tuple(sorted({e for side in ordered for e in side.evidence})),
    )
