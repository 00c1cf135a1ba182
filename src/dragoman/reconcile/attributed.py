"""Statements that an analyst attributes to another: the press as it stands then.

The report's own words do not change, nor do the records of the statements: only what is derived
across reports goes by the analyst's speaker. So taking the judgement back restores all of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from dragoman.model import Actor, Source, Statement
from dragoman.reconcile.press import Press, Telling
from dragoman.reconcile.shelf import in_order


def attributed(press: Press, speakers: Mapping[str, str]) -> Press:
    """The press with some statements put in another mouth.

    Args:
        speakers: statement id to actor id. One whose statement or actor the case lacks rests.

    Returns:
        the press with the chains of these statements, of the tellings in them and of the forecasts
        that they carry beginning with the actor given.
    """
    changed: dict[str, Statement] = {}
    for statement in (
        one
        for coded in (press.coded.values() if speakers else ())
        for one in coded.statements
        if one.id in speakers
    ):
        if (actor := press.actors.get(speakers[statement.id])) is not None:
            changed[statement.id] = replace(statement, sources=_chain(statement, actor))
    if not changed:
        return press
    tellings = in_order(
        (_said(t, changed) for t in press.tellings), lambda t: t.event.id, press.room
    )
    forecasts = in_order(
        (
            replace(f, sources=changed[f.statement_id].sources) if f.statement_id in changed else f
            for f in press.forecasts
        ),
        lambda f: f.id,
        press.room,
    )
    return replace(
        press,
        restated=changed,
        tellings=tellings,
        forecasts=forecasts,
        attributed=frozenset(changed),
    )


def _said(telling: Telling, changed: Mapping[str, Statement]) -> Telling:
    said = telling.statement
    return replace(telling, statement=changed[said.id]) if said and said.id in changed else telling


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
