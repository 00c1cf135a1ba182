"""Statements about a time after their own."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.model.dates import PartialDate
from dragoman.model.statement import Source
from dragoman.model.text import Evidence
from dragoman.model.words import ForecastStatus


@dataclass(frozen=True, slots=True)
class Clause:
    """The words of a condition or an outcome, with the event coded from it, if any."""

    exact: str
    event_id: str = ""


@dataclass(frozen=True, slots=True)
class Likelihood:
    """A likelihood phrase with its numeric range (``None`` where no scale gives one).

    Attributes:
        scale: the published scale that gives the range ("ICD 203"); empty where none does, or
            where the phrase counts the chance itself ("a 70 per cent chance").
    """

    phrase: str
    low: float | None = None
    high: float | None = None
    scale: str = ""


@dataclass(frozen=True, slots=True)
class Forecast:
    """A prediction, plan, threat or promise.

    Attributes:
        statement_id: the statement that carries it.
        sources: that statement's chain.
        condition: under what condition; ``None`` if unconditional.
        outcome: what is to come.
        horizon: by when or during when.
        settled_by: happenings that fulfilled or failed it or brought its condition about.
    """

    id: str
    report_id: str
    statement_id: str
    sources: tuple[Source, ...]
    condition: Clause | None
    outcome: Clause
    horizon: PartialDate
    likelihood: Likelihood
    status: ForecastStatus
    settled_by: tuple[str, ...]
    evidence: tuple[Evidence, ...]
