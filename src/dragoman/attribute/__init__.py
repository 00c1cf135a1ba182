"""Who says so, and how sure: statements, factuality, forecasts."""

from dragoman.attribute.attribution import attribute
from dragoman.attribute.factuality import factuality_of
from dragoman.attribute.records import (
    AttributedReport,
    ClauseDraft,
    ForecastDraft,
    SourceDraft,
    StatementDraft,
)

__all__ = [
    "AttributedReport",
    "ClauseDraft",
    "ForecastDraft",
    "SourceDraft",
    "StatementDraft",
    "attribute",
    "factuality_of",
]
