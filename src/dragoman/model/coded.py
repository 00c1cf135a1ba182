"""One report with all that was read out of it."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.model.actor import Actor
from dragoman.model.event import Event
from dragoman.model.forecast import Forecast
from dragoman.model.quantity import Quantity, TimeExpression
from dragoman.model.report import Report
from dragoman.model.statement import Statement


@dataclass(frozen=True, slots=True)
class SentenceSpan:
    """A sentence of the body: its number in the report from 0, and half-open offsets."""

    index: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class CodedReport:
    """What one report gives: the input of reconciliation and the unit of storage."""

    report: Report
    sentences: tuple[SentenceSpan, ...]
    actors: tuple[Actor, ...]
    statements: tuple[Statement, ...]
    events: tuple[Event, ...]
    quantities: tuple[Quantity, ...]
    times: tuple[TimeExpression, ...]
    forecasts: tuple[Forecast, ...]
    uncoded: str = ""
    """Why the body was not coded ("language: ko"), empty if it was."""
