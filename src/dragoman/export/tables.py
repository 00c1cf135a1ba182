"""Flat tables of what stands across reports, and which tables there are."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from dragoman.case.view import CaseView
from dragoman.export.flat import (
    POSITION,
    Column,
    FlatTable,
    Part,
    countries,
    date,
    first_evidence,
    made,
    names,
    number,
    parts,
    place_in_text,
    records,
    second,
    speakers,
    text,
    texts,
    whole,
)
from dragoman.export.tables_report import (
    ACTORS,
    EVENTS,
    FORECASTS,
    ID,
    ITEMS,
    MENTIONS,
    PARTICIPANTS,
    PLACES,
    QUANTITIES,
    REPORTS,
    STATEMENT_SOURCES,
    STATEMENTS,
    TIMES,
    WHERE,
)


def _evidence(view: CaseView) -> Iterator[tuple[str, Part]]:
    for kind in ("statements", "events", "quantities", "times", "forecasts", "happenings"):
        for record in getattr(view, kind).values():
            for position, one in enumerate(record.evidence):
                yield kind, Part(record, position, one)


def _sentences(view: CaseView) -> Iterator[tuple[str, Any, str]]:
    for report_id, spans in view.sentences.items():
        body = view.reports[report_id].source_text
        for span in spans:
            yield report_id, span, body[span.start : span.end]


def _estimates(view: CaseView) -> Iterator[Part]:
    for happening in view.happenings.values():
        for position, estimate in enumerate(happening.estimates):
            yield Part(happening, position, estimate)


def _figures(view: CaseView) -> Iterator[tuple[Part, Part]]:
    for one in _estimates(view):
        for position, figure in enumerate(one.part.positions):
            yield one, Part(one.part, position, figure)


def _happening_events(view: CaseView) -> Iterator[tuple[str, str]]:
    for happening in view.happenings.values():
        for event_id in happening.event_ids:
            yield happening.id, event_id


HAPPENINGS: Final = FlatTable(
    "happenings",
    "What several events of one or more reports tell of.",
    (
        ID,
        text("summary", "in words"),
        text("type", "PLOVER type"),
        text("mode", "PLOVER mode"),
        texts("initiators", "", lambda one: names(one.initiators)),
        texts("initiator_countries", "ISO alpha-3", lambda one: countries(one.initiators)),
        texts("recipients", "", lambda one: names(one.recipients)),
        texts("recipient_countries", "ISO alpha-3", lambda one: countries(one.recipients)),
        texts("items", "", lambda one: [item.text for item in one.items]),
        *date("occurred", "occurred_at", "on which it can have happened"),
        text("factuality"),
        texts("origins", "bodies that could know", lambda one: [o.name for o in one.origins]),
        whole("origin_count", "independent origins; not the number of reports"),
        texts("report_ids"),
        *WHERE,
    ),
    records("happenings"),
)

HAPPENING_EVENTS: Final = FlatTable(
    "happening_events",
    "Which events tell of which happening.",
    (
        made("happening_id", "text", "", lambda row: row[0]),
        made("event_id", "text", "", lambda row: row[1]),
    ),
    _happening_events,
)

ESTIMATES: Final = FlatTable(
    "estimates",
    "What was counted of a happening: the hull of all figures, nothing averaged.",
    (
        text("happening_id", path="whole.id"),
        POSITION,
        text("measure", path="part.measure"),
        text("unit", path="part.unit"),
        number("low", path="part.low"),
        number("best", "the median of the figures' best", "part.best"),
        number("high", path="part.high"),
    ),
    _estimates,
)

ESTIMATE_POSITIONS: Final = FlatTable(
    "estimate_positions",
    "Whose figures the estimates come from.",
    (
        made("happening_id", "text", "", lambda row: row[0].whole.id),
        made("estimate", "whole", "position of the estimate", lambda row: row[0].position),
        *second(
            POSITION,
            texts(
                "speakers",
                "the chain, original speaker first",
                lambda row: speakers(row.part.sources),
            ),
            text("text", "the words of the figure", "part.text"),
            number("low", path="part.low"),
            number("best", path="part.best"),
            number("high", path="part.high"),
            *date("as_of", "part.as_of", "for which it holds"),
            text("report_id", path="part.report_id"),
            text("quantity_id", path="part.quantity_id"),
        ),
    ),
    _figures,
)

ACCOUNTS: Final = FlatTable(
    "accounts",
    "One source's version of a happening.",
    (
        ID,
        text("happening_id"),
        texts("speakers", "the chain, original speaker first", lambda one: speakers(one.sources)),
        text("factuality"),
        *date("occurred", "occurred_at", "on which it can have happened"),
        texts("event_ids"),
        texts("report_ids"),
    ),
    records("accounts"),
)

DIFFERENCES: Final = FlatTable(
    "differences",
    "On what the accounts of a happening differ.",
    (
        ID,
        text("happening_id"),
        text("slot", "figure:MEASURE, date, actor, happened …"),
        text("kind", "dispute, revision, scope or precision"),
    ),
    records("differences"),
)

DIFFERENCE_POSITIONS: Final = FlatTable(
    "difference_positions",
    "The sides of the differences.",
    (
        text("difference_id", path="whole.id"),
        POSITION,
        text("value", path="part.value"),
        texts(
            "speakers", "the chain, original speaker first", lambda row: speakers(row.part.sources)
        ),
        *date("stated", "part.stated_at", "on which it was said"),
        texts("report_ids", "", lambda row: row.part.report_ids),
        *place_in_text(lambda row: first_evidence(row.part)),
    ),
    parts("differences", "positions"),
)

COPIES: Final = FlatTable(
    "copies",
    "Reports that repeat another, wholly or in part.",
    (
        text("report_id"),
        text("copy_of"),
        text("kind"),
        number("share", "of its words, 0 to 1"),
        text("reason", "why the other is held to be the original"),
    ),
    lambda view: iter(view.copies),
)

SENTENCES: Final = FlatTable(
    "sentences",
    "The sentences of the bodies.",
    (
        made("report_id", "text", "", lambda row: row[0]),
        made("position", "whole", "number in the report, from 0", lambda row: row[1].index),
        made("start", "whole", "offset into the report's text", lambda row: row[1].start),
        made("end", "whole", "offset behind its last character", lambda row: row[1].end),
        made("text", "text", "its words", lambda row: row[2]),
    ),
    _sentences,
)

EVIDENCE: Final = FlatTable(
    "evidence",
    "Every piece of evidence of every record.",
    (
        made("record_kind", "text", "table of the record", lambda row: row[0]),
        made("record_id", "text", "", lambda row: row[1].whole.id),
        *second(
            POSITION,
            text("report_id", path="part.report_id"),
            *place_in_text(lambda row: row.part, "the evidence"),
        ),
    ),
    _evidence,
)

JUDGEMENTS: Final = FlatTable(
    "judgements",
    "Analysts' decisions that are in force.",
    (
        ID,
        text("record_id"),
        text("verb"),
        texts("other_ids"),
        text("note"),
        text("who"),
        Column("recorded_at", "moment", "UTC", lambda one: one.recorded_at),
    ),
    lambda view: iter(view.judgements),
)

FAILURES: Final = FlatTable(
    "failures",
    "Inputs that could not be read or coded.",
    (text("location"), text("code", "stable error code"), text("reason"), text("remedy")),
    lambda view: iter(view.failures),
)

FLAT_TABLES: Final = (
    REPORTS, ACTORS, MENTIONS, STATEMENTS, STATEMENT_SOURCES, EVENTS, PARTICIPANTS, ITEMS, PLACES,
    QUANTITIES, TIMES, FORECASTS, HAPPENINGS, HAPPENING_EVENTS, ESTIMATES, ESTIMATE_POSITIONS,
    ACCOUNTS, DIFFERENCES, DIFFERENCE_POSITIONS, COPIES, SENTENCES, EVIDENCE, JUDGEMENTS, FAILURES,
)  # fmt: skip
"""All of them, in the order in which they are written."""
