"""Records across reports: happenings, accounts, differences."""

from __future__ import annotations

from collections.abc import Sequence

from tests.factories.within import make_participant

from dragoman.model import (
    Account,
    Difference,
    DifferenceKind,
    DifferencePosition,
    Event,
    Happening,
    Origin,
    Statement,
    content_id,
)


def make_happening(
    events: Sequence[Event], *, origins: Sequence[str] = ("Eastland",), summary: str = "it happened"
) -> Happening:
    """A happening that these events tell of, as the first of them tells it."""
    first = events[0]
    return Happening(
        id=content_id("happening", *sorted(event.id for event in events)),
        type=first.type,
        mode=first.mode,
        initiators=first.initiators,
        recipients=first.recipients,
        items=first.items,
        occurred_at=first.occurred_at,
        factuality=first.factuality,
        event_ids=tuple(event.id for event in events),
        report_ids=tuple(dict.fromkeys(event.report_id for event in events)),
        origins=tuple(Origin(name, make_participant(name).actor_id) for name in origins),
        origin_count=len(origins),
        estimates=(),
        summary=summary,
        evidence=tuple(event.evidence[0] for event in events),
    )


def make_account(happening: Happening, event: Event, statement: Statement) -> Account:
    """The account of a happening that one statement gives."""
    return Account(
        id=content_id("account", happening.id, event.id),
        happening_id=happening.id,
        sources=statement.sources,
        event_ids=(event.id,),
        report_ids=(event.report_id,),
        factuality=event.factuality,
        occurred_at=event.occurred_at,
    )


def make_difference(
    happening: Happening,
    sides: Sequence[tuple[str, Statement]],
    *,
    slot: str = "figure:troops",
    kind: DifferenceKind = DifferenceKind.DISPUTE,
) -> Difference:
    """A difference with (value, statement) sides."""
    return Difference(
        id=content_id("difference", happening.id, slot),
        happening_id=happening.id,
        slot=slot,
        kind=kind,
        positions=tuple(
            DifferencePosition(
                value, said.sources, (said.report_id,), said.sources[0].stated_at, said.evidence
            )
            for value, said in sides
        ),
    )
