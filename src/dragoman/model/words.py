"""The closed vocabularies of the records. Values are the strings that an export writes."""

from __future__ import annotations

from enum import StrEnum


class Factuality(StrEnum):
    """How an event stands in the world, as its own clause tells it."""

    ACTUAL = "actual"
    ONGOING = "ongoing"
    PLANNED = "planned"
    POSSIBLE = "possible"
    CONDITIONAL = "conditional"
    REQUESTED = "requested"
    PREDICTED = "predicted"
    DENIED = "denied"
    NEGATED = "negated"
    UNSPECIFIED = "unspecified"


class Stance(StrEnum):
    """What the source does with the claim."""

    ASSERT = "assert"
    ESTIMATE = "estimate"
    DENY = "deny"
    CONFIRM = "confirm"
    DECLINE = "decline"
    ACCUSE = "accuse"
    PREDICT = "predict"
    PROMISE = "promise"
    THREATEN = "threaten"
    REQUEST = "request"
    PLAN = "plan"
    BELIEVE = "believe"
    DOUBT = "doubt"
    FEAR = "fear"
    PRAISE = "praise"
    CONDEMN = "condemn"
    ASK = "ask"


class Quotation(StrEnum):
    """Whether the content stands in the source's own words."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"


class CopyKind(StrEnum):
    """How a report repeats another."""

    EXACT = "exact"
    NEAR = "near"
    PARTIAL = "partial"
    QUOTED = "quoted"


class ActorKind(StrEnum):
    """What an actor is."""

    STATE = "state"
    GOVERNMENT = "government"
    ARMED_FORCE = "armed_force"
    OFFICE = "office"
    PERSON = "person"
    ORGANISATION = "organisation"
    IGO = "igo"
    MEDIUM = "medium"
    ARMED_GROUP = "armed_group"
    PARTY = "party"
    FIRM = "firm"
    GROUP = "group"
    PLACE = "place"
    UNNAMED = "unnamed"


class Bound(StrEnum):
    """How a figure limits what it counts."""

    EXACT = "exact"
    ABOUT = "about"
    AT_LEAST = "at_least"
    OVER = "over"
    AT_MOST = "at_most"
    UNDER = "under"
    RANGE = "range"
    VAGUE = "vague"


class DifferenceKind(StrEnum):
    """Why two accounts differ."""

    DISPUTE = "dispute"
    REVISION = "revision"
    SCOPE = "scope"
    PRECISION = "precision"


class ForecastStatus(StrEnum):
    """Where a forecast stands in the light of later reports."""

    OPEN = "open"
    DUE = "due"
    OVERDUE = "overdue"
    CONDITION_MET = "condition_met"
    FULFILLED = "fulfilled"
    FAILED = "failed"


class FurnitureKind(StrEnum):
    """What a passage is that does not belong to the report's body."""

    NAVIGATION = "navigation"
    TEASER = "teaser"
    SUBSCRIPTION = "subscription"
    SHARE = "share"
    CAPTION = "caption"
    TAGS = "tags"
    DATELINE = "dateline"
    BYLINE = "byline"
    STANDFIRST = "standfirst"
    TITLE = "title"
    EDITORS_NOTE = "editors_note"
    CLOCK = "clock"
    CREDIT = "credit"
    FOREIGN = "foreign"
    OTHER = "other"


class TimexType(StrEnum):
    """TIMEX3 types (TimeML 1.2.1)."""

    DATE = "DATE"
    TIME = "TIME"
    DURATION = "DURATION"
    SET = "SET"


class DateVerdict(StrEnum):
    """What became of a date that a report might have been published on."""

    CHOSEN = "chosen"
    AGREES = "agrees"
    BOUND = "bound"
    OUTWEIGHED = "outweighed"
    REJECTED = "rejected"
