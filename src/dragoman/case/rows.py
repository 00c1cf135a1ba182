"""Records as rows: the columns made for reading, and the exact record beside them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any, Final, TypeVar

from dragoman.case.stored import loaded, restored
from dragoman.model import (
    Account,
    Actor,
    Copy,
    Difference,
    Event,
    Evidence,
    Forecast,
    Happening,
    Join,
    Judgement,
    PartialDate,
    Participant,
    Quantity,
    Report,
    Source,
    Statement,
    TimeExpression,
    to_json,
)

Row = dict[str, str | int | float | None]
"""Column names to values."""

Record = TypeVar("Record")

SEPARATOR: Final = "; "
"""Between names where one column lists several."""


def encode(data: Any) -> str:
    """A record, or its JSON form, as compact JSON text.

    Raises:
        ValueError: where a number is not finite, which JSON cannot say.
    """
    return json.dumps(to_json(data), ensure_ascii=False, allow_nan=False, separators=(",", ":"))


def decode(cls: type[Record], text: str) -> Record:
    """The record that `encode` wrote.

    Raises:
        Unreadable: where the text is none that `encode` writes.
    """
    return restored(cls, loaded(text))


def report_row(report: Report) -> Row:
    """`reports`, without number, coder, run and clock; the text stands in its own column only."""
    data = to_json(report)
    del data["source_text"]
    return {
        "id": report.id,
        "location": report.location,
        "title": report.title,
        "publisher": report.publisher,
        "relayed_by": report.relayed_by,
        "authors": SEPARATOR.join(report.authors),
        **_date("published", report.published_at),
        "language": report.language,
        "url": report.url,
        "content_hash": report.content_hash,
        "source_text": report.source_text,
        "record": json.dumps(data, ensure_ascii=False, allow_nan=False, separators=(",", ":")),
    }


def report_of(record: str, source_text: str) -> Report:
    """The report of a row of `reports`, as it was coded."""
    return restored(Report, loaded(record), source_text=source_text)


def actor_row(actor: Actor) -> Row:
    """`actors`: what is the same in every report."""
    return {
        "id": actor.id,
        "name": actor.name,
        "kind": actor.kind.value,
        "country": actor.country,
        "sector": actor.sector,
    }


def report_actor_row(position: int, actor: Actor, report_id: str) -> Row:
    """`report_actors`."""
    return {
        "report_id": report_id,
        "actor_id": actor.id,
        "position": position,
        "record": encode(actor),
    }


def mention_rows(actor: Actor, report_id: str) -> Iterable[Row]:
    """`mentions`."""
    for position, mention in enumerate(actor.mentions):
        yield {
            "report_id": report_id,
            "actor_id": actor.id,
            "position": position,
            "start": mention.start,
            "end": mention.end,
            "exact": mention.exact,
        }


def statement_row(position: int, statement: Statement) -> Row:
    """`statements`, without its number."""
    return {
        "id": statement.id,
        "report_id": statement.report_id,
        "position": position,
        "speakers": chain(statement.sources),
        "stance": statement.stance.value,
        "quotation": statement.quotation.value,
        "content": statement.content.exact,
        "start": statement.content.start,
        "end": statement.content.end,
        "record": encode(statement),
    }


def source_rows(statement: Statement) -> Iterable[Row]:
    """`statement_sources`."""
    for position, source in enumerate(statement.sources):
        yield {
            "statement_id": statement.id,
            "position": position,
            "name": source.name,
            "text": source.text,
            "actor_id": source.actor_id or None,
            "country": source.country,
            "kind": source.kind.value,
            "cue": source.cue,
            **_ends("stated", source.stated_at),
        }


def event_row(position: int, event: Event) -> Row:
    """`events`."""
    return {
        "id": event.id,
        "report_id": event.report_id,
        "position": position,
        "initiators": names(event.initiators),
        "recipients": names(event.recipients),
        "type": event.type,
        "mode": event.mode,
        "cameo": event.cameo,
        "items": SEPARATOR.join(item.text for item in event.items),
        "places": SEPARATOR.join(place.name for place in event.places),
        **_date("occurred", event.occurred_at),
        "factuality": event.factuality.value,
        "statement_id": event.statement_id or None,
        "rule": event.rule,
        "trigger": event.trigger.exact,
        **_first(event.evidence, exact=True),
        "record": encode(event),
    }


def participant_rows(event: Event) -> Iterable[Row]:
    """`event_participants`."""
    for role, participants in (("initiator", event.initiators), ("recipient", event.recipients)):
        for position, participant in enumerate(participants):
            yield {
                "event_id": event.id,
                "role": role,
                "position": position,
                "actor_id": participant.actor_id or None,
                "name": participant.name,
                "country": participant.country,
                "sector": participant.sector,
                "text": participant.text,
                "certain": int(participant.certain),
            }


def item_rows(event: Event) -> Iterable[Row]:
    """`event_items`."""
    for position, item in enumerate(event.items):
        yield {"event_id": event.id, "position": position, "text": item.text, "class": item.cls}


def place_rows(event: Event) -> Iterable[Row]:
    """`event_places`."""
    for position, place in enumerate(event.places):
        yield {
            "event_id": event.id,
            "position": position,
            "name": place.name,
            "country": place.country,
        }


def quantity_row(position: int, quantity: Quantity) -> Row:
    """`quantities`."""
    return {
        "id": quantity.id,
        "report_id": quantity.report_id,
        "position": position,
        "text": quantity.text,
        "low": quantity.low,
        "best": quantity.best,
        "high": quantity.high,
        "bound": quantity.bound.value,
        "unit": quantity.unit,
        "referent": quantity.referent,
        "measure": quantity.measure,
        "subject": names(quantity.subject),
        **_ends("as_of", quantity.as_of),
        "statement_id": quantity.statement_id or None,
        "event_id": quantity.event_id or None,
        **_first(quantity.evidence),
        "record": encode(quantity),
    }


def time_row(position: int, time: TimeExpression) -> Row:
    """`times`."""
    return {
        "id": time.id,
        "report_id": time.report_id,
        "position": position,
        "text": time.text,
        "timex_type": time.timex_type.value,
        "value": time.value,
        "mod": time.mod,
        **_date("resolved", time.resolved),
        **_first(time.evidence),
        "record": encode(time),
    }


def forecast_row(position: int, forecast: Forecast) -> Row:
    """`forecasts`."""
    condition = forecast.condition
    return {
        "id": forecast.id,
        "report_id": forecast.report_id,
        "position": position,
        "holder": speaker(forecast.sources),
        "condition": condition.exact if condition else "",
        "outcome": forecast.outcome.exact,
        **_ends("horizon", forecast.horizon),
        "likelihood": forecast.likelihood.phrase,
        "likelihood_low": forecast.likelihood.low,
        "likelihood_high": forecast.likelihood.high,
        "status": forecast.status.value,
        "settled_by": encode(forecast.settled_by),
        "statement_id": forecast.statement_id or None,
        "condition_event_id": (condition.event_id if condition else "") or None,
        "outcome_event_id": forecast.outcome.event_id or None,
        **_first(forecast.evidence),
        "record": encode(forecast),
    }


def happening_row(happening: Happening) -> Row:
    """`happenings`."""
    return {
        "id": happening.id,
        "summary": happening.summary,
        "initiators": names(happening.initiators),
        "recipients": names(happening.recipients),
        "type": happening.type,
        "mode": happening.mode,
        "items": SEPARATOR.join(item.text for item in happening.items),
        **_date("occurred", happening.occurred_at),
        "factuality": happening.factuality.value,
        "origins": SEPARATOR.join(origin.name for origin in happening.origins),
        "origin_count": happening.origin_count,
        "report_count": len(happening.report_ids),
        "record": encode(happening),
    }


def account_row(account: Account) -> Row:
    """`accounts`."""
    return {
        "id": account.id,
        "happening_id": account.happening_id,
        "speakers": chain(account.sources),
        "factuality": account.factuality.value,
        **_ends("occurred", account.occurred_at),
        "record": encode(account),
    }


def difference_row(difference: Difference) -> Row:
    """`differences`."""
    return {
        "id": difference.id,
        "happening_id": difference.happening_id or None,
        "slot": difference.slot,
        "kind": difference.kind.value,
        "record": encode(difference),
    }


def position_rows(difference: Difference) -> Iterable[Row]:
    """`difference_positions`."""
    for number, position in enumerate(difference.positions):
        yield {
            "difference_id": difference.id,
            "position": number,
            "value": position.value,
            "speakers": chain(position.sources),
            **_ends("stated", position.stated_at),
            "report_count": len(position.report_ids),
        }


def copy_row(copy: Copy) -> Row:
    """`copies`."""
    return {
        "report_id": copy.report_id,
        "copy_of": copy.copy_of,
        "kind": copy.kind,
        "share": copy.share,
        "record": encode(copy),
    }


def join_row(join: Join) -> Row:
    """`joins`."""
    return {
        "event_id": join.event_id,
        "fellow_id": join.fellow_id,
        "happening_id": join.happening_id,
        "score": join.score,
        "reasons": SEPARATOR.join(f"{one.name} {one.points:+g}" for one in join.reasons),
        "record": encode(join),
    }


def judgement_row(judgement: Judgement) -> Row:
    """`judgements`."""
    return {
        "id": judgement.id,
        "record_id": judgement.record_id,
        "verb": judgement.verb,
        "note": judgement.note,
        "who": judgement.who,
        "recorded_at": judgement.recorded_at.isoformat(),
        "record": encode(judgement),
    }


def speaker(sources: Sequence[Source]) -> str:
    """The first link of a chain, by name or by the words that stand for it."""
    return (sources[0].name or sources[0].text) if sources else ""


def chain(sources: Sequence[Source]) -> str:
    """A chain as names, original speaker first."""
    return " < ".join(source.name or source.text for source in sources)


def names(participants: Sequence[Participant]) -> str:
    """Participants by name, or by their words where they are unresolved."""
    return SEPARATOR.join(one.name or one.text for one in participants)


def _ends(prefix: str, when: PartialDate) -> Row:
    return {
        f"{prefix}_earliest": when.earliest.isoformat() if when.earliest else None,
        f"{prefix}_latest": when.latest.isoformat() if when.latest else None,
    }


def _date(prefix: str, when: PartialDate) -> Row:
    return {**_ends(prefix, when), f"{prefix}_precision": when.precision}


def _first(evidence: Sequence[Evidence], exact: bool = False) -> Row:
    one = evidence[0]
    return {"start": one.start, "end": one.end, **({"exact": one.exact} if exact else {})}
