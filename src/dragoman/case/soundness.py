"""What a coded report must keep to before the case takes it in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Protocol, TypeVar

from dragoman.model import CodedReport, Evidence


class Identified(Protocol):
    """Any record with an id."""

    @property
    def id(self) -> str:
        """Content hash."""
        ...


class Cited(Identified, Protocol):
    """Any record of one report with its evidence."""

    @property
    def report_id(self) -> str:
        """The report it was read from."""
        ...

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """The words it was read from."""
        ...


One = TypeVar("One", bound=Identified)


def sound(coded: CodedReport) -> CodedReport:
    """Check a coded report and drop records that stand in it twice over.

    Every offset gives back its quote, every record has evidence in this report, every link
    inside the report leads somewhere, and an id stands for one record.

    Returns:
        the same report, with each record once.

    Raises:
        ValueError: naming the record that breaks one of these.
    """
    once = replace(
        coded,
        actors=_once(coded.actors),
        statements=_once(coded.statements),
        events=_once(coded.events),
        quantities=_once(coded.quantities),
        times=_once(coded.times),
        forecasts=_once(coded.forecasts),
    )
    _check_evidence(once)
    _check_spans(once)
    _check_links(once)
    return once


def _once(records: Sequence[One]) -> tuple[One, ...]:
    seen: dict[str, One] = {}
    for record in records:
        if seen.setdefault(record.id, record) != record:
            raise ValueError(f"two different records have the id {record.id}")
    return tuple(seen.values())


def _check_evidence(coded: CodedReport) -> None:
    text, report_id = coded.report.source_text, coded.report.id
    kinds: tuple[Iterable[Cited], ...] = (
        coded.statements,
        coded.events,
        coded.quantities,
        coded.times,
        coded.forecasts,
    )
    for record in (record for kind in kinds for record in kind):
        if record.report_id != report_id:
            raise ValueError(f"{record.id} belongs to {record.report_id}, not to {report_id}")
        if not record.evidence:
            raise ValueError(f"{record.id} has no evidence")
        _check_quotes(record.id, record.evidence, text, report_id)
    for actor in coded.actors:
        _check_quotes(actor.id, actor.mentions, text, report_id)


def _check_quotes(record_id: str, quotes: Iterable[Evidence], text: str, report_id: str) -> None:
    for quote in quotes:
        if quote.report_id != report_id:
            raise ValueError(f"{record_id} cites {quote.report_id}, not {report_id}")
        _check_quote(record_id, text, quote.start, quote.end, quote.exact)


def _check_quote(record_id: str, text: str, start: int, end: int, exact: str) -> None:
    if not 0 <= start <= end <= len(text) or text[start:end] != exact:
        raise ValueError(f"{record_id}: offsets {start} to {end} do not give back {exact[:60]!r}")


def _check_spans(coded: CodedReport) -> None:
    text = coded.report.source_text
    for statement in coded.statements:
        if not statement.sources:
            raise ValueError(f"{statement.id} has no source")
        content = statement.content
        _check_quote(statement.id, text, content.start, content.end, content.exact)
        for source in statement.sources:
            if source.start is not None and source.end is not None:
                _check_quote(statement.id, text, source.start, source.end, source.text)
            if source.cue_start is not None and source.cue_end is not None:
                _check_quote(statement.id, text, source.cue_start, source.cue_end, source.cue)
    for event in coded.events:
        trigger = event.trigger
        _check_quote(event.id, text, trigger.start, trigger.end, trigger.exact)
    at = 0
    for place, sentence in enumerate(coded.sentences):
        if sentence.index != place or not at <= sentence.start <= sentence.end <= len(text):
            raise ValueError(f"sentence {place} is out of order or outside the text")
        at = sentence.end


def _check_links(coded: CodedReport) -> None:
    statements = {statement.id for statement in coded.statements}
    events = {event.id for event in coded.events}
    for event in coded.events:
        _check_known(event.id, (event.statement_id,), statements)
        _check_known(event.id, event.in_return_for, events)
    for statement in coded.statements:
        _check_known(statement.id, statement.about_event_ids, events)
        _check_known(statement.id, (statement.answers,), statements)
    for quantity in coded.quantities:
        _check_known(quantity.id, (quantity.statement_id,), statements)
        _check_known(quantity.id, (quantity.event_id,), events)
    for time in coded.times:
        _check_known(time.id, time.event_ids, events)
    for forecast in coded.forecasts:
        _check_known(forecast.id, (forecast.statement_id,), statements)
        _check_known(forecast.id, (forecast.outcome.event_id,), events)
        if forecast.condition:
            _check_known(forecast.id, (forecast.condition.event_id,), events)


def _check_known(record_id: str, others: Iterable[str], known: set[str]) -> None:
    for other in others:
        if other and other not in known:
            raise ValueError(f"{record_id} points to {other}, which the report does not hold")
