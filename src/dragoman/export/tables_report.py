"""Flat tables of what stands in one report: the columns of the CSV and Parquet exports."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from dragoman.case.view import CaseView
from dragoman.export.flat import (
    POSITION,
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

WHERE: Final = place_in_text(first_evidence)
ID: Final = text("id", "content hash: the same on every machine")
REPORT_ID: Final = text("report_id", "the report it stands in")


def _reports(view: CaseView) -> Iterator[tuple[CaseView, Any]]:
    return ((view, report) for report in view.reports.values())


def _mentions(view: CaseView) -> Iterator[Part]:
    for actors in view.report_actors.values():
        for actor in actors:
            for position, one in enumerate(actor.mentions):
                yield Part(actor, position, one)


def _participants(view: CaseView) -> Iterator[tuple[str, Part]]:
    for event in view.events.values():
        for role in ("initiator", "recipient"):
            for position, one in enumerate(getattr(event, f"{role}s")):
                yield role, Part(event, position, one)


REPORTS: Final = FlatTable(
    "reports",
    "One row a report. Its text is whole here; offsets everywhere point into it.",
    (
        *second(
            ID,
            text("location", "where it was read"),
            text("title"),
            text("publisher", "canonical name of the outlet"),
            text("relayed_by", "aggregator that carries the publisher's copy"),
            texts("authors"),
            *date("published", "published_at", "of publication"),
            text("language", "ISO 639-1"),
            text("url"),
            texts("credits", "agencies whose copy it says it carries"),
            text("copy_of", "the report that it repeats"),
            text("story_id", "reports of one story have the same"),
            text("content_hash", "SHA-256 of the text"),
        ),
        made(
            "uncoded",
            "text",
            "why it was not coded, empty if it was",
            lambda row: row[0].uncoded.get(row[1].id, ""),
        ),
        *second(text("source_text", "all its visible text")),
    ),
    _reports,
)

ACTORS: Final = FlatTable(
    "actors",
    "Canonical actors, each once for the whole case.",
    (
        ID,
        text("name"),
        text("kind"),
        text("country", "ISO 3166-1 alpha-3, XKX for Kosovo"),
        text("sector", "PLOVER sector"),
        texts("offices", "titles held", lambda one: (office.title for office in one.offices)),
        made("mentions", "whole", "how often the reports name it", lambda one: len(one.mentions)),
    ),
    records("actors"),
)

MENTIONS: Final = FlatTable(
    "mentions",
    "Where reports name actors.",
    (
        text("actor_id", path="whole.id"),
        text("report_id", path="part.report_id"),
        POSITION,
        *place_in_text(lambda row: row.part, "the mention"),
    ),
    _mentions,
)

STATEMENTS: Final = FlatTable(
    "statements",
    "Who says what: one row an attributed assertion.",
    (
        ID,
        REPORT_ID,
        texts("speakers", "the chain, original speaker first", lambda one: speakers(one.sources)),
        text("stance", "what the source does with the claim"),
        text("quotation", "direct, indirect or mixed"),
        texts("about_event_ids", "events coded from its content"),
        text("answers", "the statement that it answers, empty for none"),
        *place_in_text(lambda one: one.content, "the content"),
    ),
    records("statements"),
)

STATEMENT_SOURCES: Final = FlatTable(
    "statement_sources",
    "The links of the speaker chains; position 0 is the original speaker, the last the outlet.",
    (
        text("statement_id", path="whole.id"),
        text("report_id", path="whole.report_id"),
        POSITION,
        text("text", "the words that name the source", "part.text"),
        text("name", path="part.name"),
        text("actor_id", path="part.actor_id"),
        text("country", path="part.country"),
        text("kind", path="part.kind"),
        text("cue", "the words that mark the attribution", "part.cue"),
        whole("start", "offset of the words; empty where the source is no span", "part.start"),
        whole("end", path="part.end"),
        *date("stated", "part.stated_at", "on which this source spoke"),
    ),
    parts("statements", "sources"),
)

EVENTS: Final = FlatTable(
    "events",
    "Coded mentions of events: one row a clause that tells of one.",
    (
        ID,
        REPORT_ID,
        text("type", "PLOVER type"),
        text("mode", "PLOVER mode"),
        texts("context", "PLOVER contexts"),
        text("cameo", "CAMEO code; digits, not a number"),
        texts("initiators", "", lambda one: names(one.initiators)),
        texts("initiator_countries", "ISO alpha-3", lambda one: countries(one.initiators)),
        texts("recipients", "", lambda one: names(one.recipients)),
        texts("recipient_countries", "ISO alpha-3", lambda one: countries(one.recipients)),
        texts("items", "what was given, moved or used", lambda one: [i.text for i in one.items]),
        texts("places", "", lambda one: [place.name for place in one.places]),
        *date("occurred", "occurred_at", "on which it can have happened"),
        text("factuality", "how it stands for its source"),
        made(
            "publisher_factuality",
            "text",
            "how it stands for the publisher",
            lambda one: one.publisher_factuality or "",
        ),
        text("statement_id", "the statement that carries it"),
        texts("in_return_for", "events that it was told to be given for"),
        text("rule", "the pattern that fired"),
        *WHERE,
    ),
    records("events"),
)

PARTICIPANTS: Final = FlatTable(
    "event_participants",
    "Initiators and recipients of events.",
    (
        made("event_id", "text", "", lambda row: row[1].whole.id),
        made("role", "text", "initiator or recipient", lambda row: row[0]),
        *second(
            POSITION,
            text("actor_id", path="part.actor_id"),
            text("name", path="part.name"),
            text("country", path="part.country"),
            text("sector", path="part.sector"),
            text("text", "the words of the report", "part.text"),
            made(
                "certain",
                "truth",
                "false where the link rests on a pronoun or an epithet",
                lambda row: row.part.certain,
            ),
        ),
    ),
    _participants,
)

ITEMS: Final = FlatTable(
    "event_items",
    "What was given, moved or used in events.",
    (
        text("event_id", path="whole.id"),
        POSITION,
        text("text", path="part.text"),
        text("class", "item class", "part.cls"),
    ),
    parts("events", "items"),
)

PLACES: Final = FlatTable(
    "event_places",
    "Where events took place.",
    (
        text("event_id", path="whole.id"),
        POSITION,
        text("name", path="part.name"),
        text("country", "ISO alpha-3", "part.country"),
        text("basis", "what told it", "part.basis"),
        number("latitude", "degrees north of the town", "part.latitude"),
        number("longitude", "degrees east of the town", "part.longitude"),
    ),
    parts("events", "places"),
)

QUANTITIES: Final = FlatTable(
    "quantities",
    "Figures and what they count.",
    (
        ID,
        REPORT_ID,
        text("text", "the words of the figure"),
        number("low", "empty where the bound leaves it open"),
        number("best"),
        number("high", "empty where the bound leaves it open"),
        text("bound"),
        text("unit"),
        text("referent", "the words for what is counted"),
        text("measure", "class of what is counted"),
        text("scope", "new, total, part …, where the text says so"),
        texts("subject", "whose", lambda one: names(one.subject)),
        *date("as_of", "as_of", "for which it holds"),
        text("statement_id"),
        text("event_id"),
        *WHERE,
    ),
    records("quantities"),
)

TIMES: Final = FlatTable(
    "times",
    "Time expressions.",
    (
        ID,
        REPORT_ID,
        text("text"),
        text("timex_type"),
        text("value", "TIMEX3"),
        text("mod"),
        *date("resolved", "resolved", "that it can mean"),
        texts("event_ids"),
        *WHERE,
    ),
    records("times"),
)

FORECASTS: Final = FlatTable(
    "forecasts",
    "Statements about a time after their own.",
    (
        ID,
        REPORT_ID,
        text("statement_id"),
        texts("holders", "whose it is, original speaker first", lambda one: speakers(one.sources)),
        made("condition", "text", "", lambda one: one.condition.exact if one.condition else ""),
        made(
            "condition_event_id",
            "text",
            "",
            lambda one: one.condition.event_id if one.condition else "",
        ),
        text("outcome", path="outcome.exact"),
        text("outcome_event_id", path="outcome.event_id"),
        *date("horizon", "horizon", "of the time it speaks of"),
        text("likelihood", "its words for how likely", "likelihood.phrase"),
        number("likelihood_low", "0 to 1", "likelihood.low"),
        number("likelihood_high", "0 to 1", "likelihood.high"),
        text("likelihood_scale", "the published scale of that range", "likelihood.scale"),
        text("status"),
        texts("settled_by", "happenings that settled it"),
        *WHERE,
    ),
    records("forecasts"),
)
