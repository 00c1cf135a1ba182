"""Statements that an analyst attributes to another: the press as it stands then.

The report's own words do not change, nor do the records of the statements: only what is derived
across reports goes by the analyst's speaker. So taking the judgement back restores all of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from dragoman.model import Actor, Source, Statement
from dragoman.reconcile.press import Press


def attributed(press: Press, speakers: Mapping[str, str]) -> Press:
    """The press with some statements put in another mouth.

    Args:
        speakers: statement id to actor id. One whose statement or actor the case lacks rests.

    Returns:
        the press with the chains of these statements, of the tellings in them and of the forecasts
        that they carry beginning with the actor given.
    """
    changed = {
        key: replace(press.statements[key], sources=_chain(press.statements[key], actor))
        for key, actor_id in speakers.items()
        if key in press.statements and (actor := press.actors.get(actor_id)) is not None
    }
    if not changed:
        return press
    tellings = (
        replace(t, statement=changed.get(t.statement.id, t.statement)) if t.statement else t
        for t in press.tellings
    )
    forecasts = (
        replace(f, sources=changed[f.statement_id].sources) if f.statement_id in changed else f
        for f in press.forecasts
    )
    return replace(
        press,
        statements={**press.statements, **changed},
        tellings=tuple(tellings),
        forecasts=tuple(forecasts),
        attributed=frozenset(changed),
    )


def _chain(statement: Statement, actor: Actor) -> tuple[Source, ...]:
    """The chain with the actor as its original speaker, in place of whom the report names.

    One who stands in the chain already is its original now, and who stood before is out. What a
    report says in its own voice it says of somebody: the outlet stays behind the actor.
    """
    chain = statement.sources
    for at, link in enumerate(chain):
        if link.actor_id == actor.id:
            return chain[at:]
    first = Source(
        text=actor.name,
        start=None,
        end=None,
        actor_id=actor.id,
        name=actor.name,
        country=actor.country,
        kind=actor.kind,
        stated_at=chain[0].stated_at,
    )
    return (first, *(chain[1:] or chain))
