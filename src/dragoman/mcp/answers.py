"""What each tool answers: plain JSON out of the case, in pages, every line with its evidence."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any, Final, TypeVar

from dragoman.analyse.timeline import in_order
from dragoman.case.view import CaseView
from dragoman.errors import UsageError
from dragoman.mcp.quoting import MOST_QUOTES_SHOWN, Json, chain, name, quotes, when
from dragoman.model import (
    Difference,
    Estimate,
    Event,
    Forecast,
    Happening,
    PartialDate,
    Participant,
    Quantity,
    Statement,
)
from dragoman.show.source_rows import credited

Row = TypeVar("Row")

MOST_ROWS: Final = 50


def page(rows: Sequence[Row], limit: int, offset: int, tell: Callable[[Row], Json]) -> Json:
    """Some rows with their place among all.

    Raises:
        UsageError: where ``limit`` is not from 1 to `MOST_ROWS`, or ``offset`` is below 0.
    """
    if not 1 <= limit <= MOST_ROWS or offset < 0:
        raise UsageError(
            f"limit {limit} or offset {offset} is out of range",
            f"limit from 1 to {MOST_ROWS}, offset from 0",
        )
    shown = rows[offset : offset + limit]
    after = offset + len(shown)
    return {
        "total": len(rows),
        "offset": offset,
        "next_offset": after if after < len(rows) else None,
        "items": [tell(one) for one in shown],
    }


def parse_day(text: str, what: str) -> date | None:
    """An ISO day, or ``None`` for no text.

    Raises:
        UsageError: where it is no day.
    """
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise UsageError(f"{what} {text!r} is no day", "write YYYY-MM-DD") from error


def can_be_within(moment: PartialDate, since: date | None, until: date | None) -> bool:
    """Whether a date can lie between two days; what has no date cannot, if any is asked for."""
    if not (since or until):
        return True
    window = PartialDate.between(since, until, "asked for")
    return moment.known and moment.compatible(window)


def ledger(
    view: CaseView,
    *,
    party: str = "",
    other_party: str = "",
    type: str = "",
    factuality: str = "",
    since: str = "",
    until: str = "",
    words: Callable[[str], frozenset[str]] | None = None,
    text: str = "",
) -> list[Happening]:
    """The happenings that fit, those with most origins first.

    Args:
        words: finds the happenings told in a statement with the words of ``text``.
    """
    first, last = parse_day(since, "since"), parse_day(until, "until")
    told = words(text) if words and text.strip() else None
    kept = [
        one
        for one in view.happenings.values()
        if (not type or one.type == type.upper())
        and (not factuality or one.factuality.value == factuality.casefold())
        and _between(one, party, other_party)
        and can_be_within(one.occurred_at, first, last)
        and (told is None or one.id in told)
    ]
    return sorted(kept, key=lambda one: (-one.origin_count, -len(one.report_ids), one.id))


def _between(happening: Happening, party: str, other: str) -> bool:
    """Whether both parties take part; given two, on different sides."""
    sides = (happening.initiators, happening.recipients)
    if party and other:
        return any(_takes(a, party) and _takes(b, other) for a, b in (sides, sides[::-1]))
    wanted = party or other
    return not wanted or any(_takes(side, wanted) for side in sides)


def _takes(side: Iterable[Participant], party: str) -> bool:
    wanted = party.casefold().strip()
    return any(
        wanted in (one.country.casefold(), one.actor_id)
        or wanted in (one.name or one.text).casefold()
        for one in side
    )


def chronicle(view: CaseView, since: str, until: str) -> list[Happening]:
    """The dated happenings in order of time."""
    first, last = parse_day(since, "since"), parse_day(until, "until")
    dated = (one for one in view.happenings.values() if one.occurred_at.known)
    return in_order(one for one in dated if can_be_within(one.occurred_at, first, last))


def tell_happening(view: CaseView, happening: Happening) -> Json:
    """A happening in short: who to whom, when, how it is told, how many origins, its quotes."""
    return {
        "id": happening.id,
        "summary": name(happening.summary),
        "type": happening.type,
        "mode": happening.mode,
        "initiators": _parties(happening.initiators),
        "recipients": _parties(happening.recipients),
        "occurred": when(happening.occurred_at),
        "factuality": happening.factuality.value,
        "origin_count": happening.origin_count,
        "origins": [name(one.name) for one in happening.origins],
        "reports": list(happening.report_ids),
        "disputed": any(d.kind.value == "dispute" for d in view.differences_of(happening.id)),
        "evidence": quotes(happening.evidence, view),
    }


def tell_happening_whole(view: CaseView, happening: Happening) -> Json:
    """The same with its figures, accounts and differences."""
    told = tell_happening(view, happening)
    told["evidence"] = quotes(happening.evidence, view, MOST_QUOTES_SHOWN)
    told["figures"] = [tell_estimate(one) for one in happening.estimates]
    told["accounts"] = [
        {
            "id": one.id,
            "speakers": chain(one.sources),
            "factuality": one.factuality.value,
            "occurred": when(one.occurred_at),
            "event_ids": list(one.event_ids),
        }
        for one in view.accounts_of(happening.id)[:MOST_ROWS]
    ]
    told["differences"] = [
        tell_difference(view, one) for one in view.differences_of(happening.id)[:MOST_ROWS]
    ]
    return told


def _parties(side: Iterable[Participant]) -> list[Json]:
    return [
        {"name": name(one.name or one.text), "country": one.country, "actor_id": one.actor_id}
        for one in side
    ]


def tell_estimate(estimate: Estimate) -> Json:
    """The hull of all figures, and whose they are; nothing is averaged."""
    return {
        "measure": estimate.measure,
        "unit": estimate.unit,
        "low": estimate.low,
        "best": estimate.best,
        "high": estimate.high,
        "positions": [
            {
                "speakers": chain(one.sources),
                "quoted": name(one.text),
                "low": one.low,
                "best": one.best,
                "high": one.high,
                "as_of": when(one.as_of),
                "report_id": one.report_id,
                "quantity_id": one.quantity_id,
            }
            for one in estimate.positions[:MOST_ROWS]
        ],
    }


def tell_difference(view: CaseView, difference: Difference) -> Json:
    """On what accounts differ, and each side with its quotes."""
    return {
        "id": difference.id,
        "happening_id": difference.happening_id,
        "slot": difference.slot,
        "kind": difference.kind.value,
        "positions": [
            {
                "value": name(one.value),
                "speakers": chain(one.sources),
                "stated": when(one.stated_at),
                "evidence": quotes(one.evidence, view),
            }
            for one in difference.positions[:MOST_ROWS]
        ],
    }


def tell_forecast(view: CaseView, forecast: Forecast) -> Json:
    """Who expects what, under what condition, by when, and what became of it."""
    phrase = forecast.likelihood
    return {
        "id": forecast.id,
        "holders": chain(forecast.sources),
        "outcome": {"quoted": name(forecast.outcome.exact)},
        "condition": {"quoted": name(forecast.condition.exact)} if forecast.condition else None,
        "horizon": when(forecast.horizon),
        "likelihood": {
            "phrase": name(phrase.phrase),
            "low": phrase.low,
            "high": phrase.high,
            "scale": phrase.scale,
        },
        "status": forecast.status.value,
        "settled_by": list(forecast.settled_by),
        "evidence": quotes(forecast.evidence, view),
    }


def tell_figure(view: CaseView, quantity: Quantity) -> Json:
    """A figure, what it counts, and who gives it."""
    said = view.statements.get(quantity.statement_id)
    return {
        "id": quantity.id,
        "quoted": name(quantity.text),
        "low": quantity.low,
        "best": quantity.best,
        "high": quantity.high,
        "bound": quantity.bound.value,
        "unit": quantity.unit,
        "measure": quantity.measure,
        "subject": _parties(quantity.subject),
        "as_of": when(quantity.as_of),
        "speakers": chain(said.sources) if said else [],
        "event_id": quantity.event_id,
        "evidence": quotes(quantity.evidence, view),
    }


def tell_statement(view: CaseView, said: Statement) -> Json:
    """Who says what."""
    return {
        "id": said.id,
        "speakers": chain(said.sources),
        "stance": said.stance.value,
        "quotation": said.quotation.value,
        "about_event_ids": list(said.about_event_ids),
        "evidence": quotes(said.evidence, view),
    }


def tell_event(view: CaseView, event: Event) -> Json:
    """One clause's telling of an event, and the happenings that it tells of."""
    said = view.speakers_of(event)
    return {
        "id": event.id,
        "type": event.type,
        "mode": event.mode,
        "cameo": event.cameo,
        "initiators": _parties(event.initiators),
        "recipients": _parties(event.recipients),
        "occurred": when(event.occurred_at),
        "factuality": event.factuality.value,
        "speakers": chain(said.sources) if said else [],
        "happening_ids": [one.id for one in view.happenings_of_event(event.id)],
        "evidence": quotes(event.evidence, view),
    }


def figures(view: CaseView, measure: str, party: str) -> list[Quantity]:
    """The figures of a measure and a party, by measure and report."""
    kept = [
        one
        for one in view.quantities.values()
        if (not measure or one.measure == measure.casefold())
        and (not party or _takes(one.subject, party))
    ]
    return sorted(kept, key=lambda one: (one.measure, one.report_id, one.evidence[0].start, one.id))


def sources(view: CaseView) -> list[Any]:
    """Who is credited with statements, most often first."""
    return credited(view)
