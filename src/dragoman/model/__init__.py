"""The frozen records that every stage speaks in. Imports nothing else of ours."""

from dragoman.model.across import (
    Account,
    Copy,
    Difference,
    DifferencePosition,
    Estimate,
    Happening,
    Join,
    Judgement,
    Origin,
    Position,
    Reason,
    Reconciled,
    Reconciliation,
)
from dragoman.model.actor import Actor, Item, Leg, Office, Participant, Place
from dragoman.model.codec import from_json, to_json
from dragoman.model.coded import CodedReport, SentenceSpan
from dragoman.model.dates import OPEN, PartialDate
from dragoman.model.event import Event
from dragoman.model.forecast import Clause, Forecast, Likelihood
from dragoman.model.ids import content_id, text_hash
from dragoman.model.quantity import Quantity, TimeExpression
from dragoman.model.report import DateCandidate, Furniture, Report
from dragoman.model.statement import Source, Statement, Unnamed
from dragoman.model.text import Evidence, Span
from dragoman.model.words import (
    ActorKind,
    Bound,
    CopyKind,
    DateVerdict,
    DifferenceKind,
    Factuality,
    ForecastStatus,
    FurnitureKind,
    Quotation,
    Stance,
    TimexType,
)

__all__ = [
    "OPEN",
    "Account",
    "Actor",
    "ActorKind",
    "Bound",
    "Clause",
    "CodedReport",
    "Copy",
    "CopyKind",
    "DateCandidate",
    "DateVerdict",
    "Difference",
    "DifferenceKind",
    "DifferencePosition",
    "Estimate",
    "Event",
    "Evidence",
    "Factuality",
    "Forecast",
    "ForecastStatus",
    "Furniture",
    "FurnitureKind",
    "Happening",
    "Item",
    "Join",
    "Judgement",
    "Leg",
    "Likelihood",
    "Office",
    "Origin",
    "PartialDate",
    "Participant",
    "Place",
    "Position",
    "Quantity",
    "Quotation",
    "Reason",
    "Reconciled",
    "Reconciliation",
    "Report",
    "SentenceSpan",
    "Source",
    "Span",
    "Stance",
    "Statement",
    "TimeExpression",
    "TimexType",
    "Unnamed",
    "content_id",
    "from_json",
    "text_hash",
    "to_json",
]
