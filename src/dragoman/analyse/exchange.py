"""The exchange ledger: what went which way between two states, and in return for what."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from dragoman.case.view import CaseView
from dragoman.lexicon import Likeness
from dragoman.model import ActorKind, Estimate, Evidence, Factuality, Happening, Origin, PartialDate

UNREAL = frozenset(
    {
        Factuality.CONDITIONAL,
        Factuality.REQUESTED,
        Factuality.PREDICTED,
        Factuality.UNSPECIFIED,
    }
)
"""What has not been told as done, under way or decided is no entry of a ledger."""


@dataclass(frozen=True, slots=True)
class ExchangeRow:
    """One class of items of one happening, going one way.

    Attributes:
        giver, taker: ISO alpha-3, or the actor's id where it has no country.
        in_return_for: happenings that this one was told to be given for.
        returned_by: happenings told to be given for this one.
    """

    happening_id: str
    giver: str
    taker: str
    item_class: str
    items: tuple[str, ...]
    estimates: tuple[Estimate, ...]
    occurred_at: PartialDate
    factuality: Factuality
    origins: tuple[Origin, ...]
    origin_count: int
    report_ids: tuple[str, ...]
    in_return_for: tuple[str, ...]
    returned_by: tuple[str, ...]
    disputed: bool
    evidence: tuple[Evidence, ...]
    summary: str


@dataclass(frozen=True, slots=True)
class Exchange:
    """The dealings of two parties: ``outward`` goes from ``one`` to ``other``."""

    one: str
    one_name: str
    other: str
    other_name: str
    outward: tuple[ExchangeRow, ...]
    homeward: tuple[ExchangeRow, ...]


def exchanges(view: CaseView, likeness: Likeness, *, unreal: bool = False) -> tuple[Exchange, ...]:
    """One ledger for each pair between which something passed, the fullest first.

    Args:
        unreal: whether what is only asked for, foreseen or conditional is listed too.
    """
    returned: dict[str, list[str]] = {}
    for happening in view.happenings.values():
        for key in happening.in_return_for:
            returned.setdefault(key, []).append(happening.id)
    rows = [
        row
        for happening in view.happenings.values()
        if unreal or happening.factuality not in UNREAL
        for row in _rows(happening, view, likeness, returned)
    ]
    names = _names(view)
    pairs: dict[tuple[str, str], list[ExchangeRow]] = {}
    for row in rows:
        low, high = sorted((row.giver, row.taker))
        pairs.setdefault((low, high), []).append(row)
    made = [_exchange(pair, members, names) for pair, members in sorted(pairs.items())]
    return tuple(sorted(made, key=lambda e: -len(e.outward) - len(e.homeward)))


def _rows(
    happening: Happening, view: CaseView, likeness: Likeness, returned: dict[str, list[str]]
) -> Iterable[ExchangeRow]:
    if happening.type not in likeness.transfer:
        return
    classes: dict[str, list[str]] = {}
    for item in happening.items:
        classes.setdefault(item.cls, []).append(item.text)
    if not classes and happening.type == "AID":
        classes = {"": []}
    disputed = any(d.kind.value == "dispute" for d in view.differences_of(happening.id))
    partners = [*happening.in_return_for, *returned.get(happening.id, ())]
    for giver in _parties(happening, giving=True):
        for taker in _parties(happening, giving=False) or _givers_of(partners, view):
            if giver == taker:
                continue
            for cls, texts in sorted(classes.items()):
                yield ExchangeRow(
                    happening_id=happening.id,
                    giver=giver,
                    taker=taker,
                    item_class=cls,
                    items=tuple(dict.fromkeys(texts)),
                    estimates=_estimates_of(happening, cls, len(classes), likeness),
                    occurred_at=happening.occurred_at,
                    factuality=happening.factuality,
                    origins=happening.origins,
                    origin_count=happening.origin_count,
                    report_ids=happening.report_ids,
                    in_return_for=happening.in_return_for,
                    returned_by=tuple(sorted(returned.get(happening.id, ()))),
                    disputed=disputed,
                    evidence=happening.evidence,
                    summary=happening.summary,
                )


def _givers_of(happening_ids: Iterable[str], view: CaseView) -> list[str]:
    """Who gave the other half of an exchange: where a report leaves open who took this half, it
    was they."""
    found = {p for key in happening_ids for p in _parties(view.happenings[key], giving=True)}
    return sorted(found)


def _estimates_of(
    happening: Happening, cls: str, classes: int, likeness: Likeness
) -> tuple[Estimate, ...]:
    """The figures that count this class; all of them where the happening has no other class."""
    if classes == 1:
        return happening.estimates
    return tuple(e for e in happening.estimates if likeness.same_class(e.measure, cls))


def _parties(happening: Happening, *, giving: bool) -> list[str]:
    side = happening.initiators if giving else happening.recipients
    return sorted({p.country or p.actor_id for p in side if p.country or p.actor_id})


def _names(view: CaseView) -> dict[str, str]:
    """A name for each party: that of its state if the case has it, else the most told."""
    found: dict[str, Counter[str]] = {}
    for happening in view.happenings.values():
        for p in (*happening.initiators, *happening.recipients):
            found.setdefault(p.country or p.actor_id, Counter())[p.name] += 1
    names = {key: min(told, key=lambda n: (-told[n], n)) for key, told in found.items()}
    states = (a for a in view.actors.values() if a.kind is ActorKind.STATE and a.country)
    return names | {actor.country: actor.name for actor in states}


def _exchange(pair: tuple[str, str], rows: list[ExchangeRow], names: dict[str, str]) -> Exchange:
    def order(row: ExchangeRow) -> tuple[int, int, str, str]:
        return (-row.origin_count, -len(row.report_ids), row.item_class, row.happening_id)

    one, other = pair
    return Exchange(
        one=one,
        one_name=names.get(one, one),
        other=other,
        other_name=names.get(other, other),
        outward=tuple(sorted((r for r in rows if r.giver == one), key=order)),
        homeward=tuple(sorted((r for r in rows if r.giver == other), key=order)),
    )
