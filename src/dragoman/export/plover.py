"""The case as PLOVER records: one JSON object a line, one line a coded mention.

Keys as the PLOVER codebook has them (Open Event Data Alliance). PLOVER tells of plans and
hypotheses by a context of the event, so nothing is left out: ``future`` and ``hypothetical`` come
first among the contexts; our own word for it stands in ``text_info``.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from dragoman.case.view import CaseView
from dragoman.export.citing import citation, day, web_address
from dragoman.export.files import File, Json, LeftOut, json_lines, text_file
from dragoman.lexicon.edges import Edges, load_edges
from dragoman.model import Event, Participant

PLOVER_KEYS: Final = (
    ("id", "id of the event in the case"),
    ("date", "first day on which it can have happened, ISO; null where open"),
    ("enddate", "last day on which it can have happened, ISO; null where open"),
    ("actor", "list of {actor_text, name, code, sector}: who acts; code is ISO alpha-3"),
    ("recipient", "list of the same: who is acted upon"),
    ("event", "list with the PLOVER type"),
    ("mode", "PLOVER mode, empty where none fits"),
    ("context", "list of PLOVER contexts; `future` and `hypothetical` say that it is no fact"),
    ("event_text", "the words of the clause"),
    ("event_loc", "list of {name, country, lat, lon}"),
    ("quad_code", "VCOOP, MCOOP, VCONF or MCONF"),
    ("text_info", "where it stands: {report_id, start, end, sentence, factuality, date_prec, "
                  "cameo, sources}; offsets are characters from 0, half-open"),
    ("cite_info", "the report: {title, publisher, date, url, citation, language}"),
)  # fmt: skip
"""The keys of a line, in order, with their meaning."""


def plover_files(view: CaseView, _left: LeftOut) -> Iterator[File]:
    """One file, a record a line, in order of report and place in it."""
    edges = load_edges()
    records = (record(event, view, edges) for event in view.events.values())
    yield text_file("events.plover.jsonl", json_lines(records))


def record(event: Event, view: CaseView, edges: Edges) -> Json:
    """One event as a PLOVER record."""
    when = event.occurred_at
    quad = edges.types.get(event.type)
    modal = edges.plover_contexts[event.factuality]
    return {
        "id": event.id,
        "date": when.earliest.isoformat() if when.earliest else None,
        "enddate": when.latest.isoformat() if when.latest else None,
        "actor": [_actor(one) for one in event.initiators],
        "recipient": [_actor(one) for one in event.recipients],
        "event": [event.type],
        "mode": event.mode,
        "context": [*([modal] if modal else []), *event.context],
        "event_text": event.evidence[0].exact if event.evidence else event.trigger.exact,
        "event_loc": [
            {
                "name": place.name,
                "country": place.country,
                "lat": place.latitude,
                "lon": place.longitude,
            }
            for place in event.places
        ],
        "quad_code": quad.plover if quad else "",
        "text_info": _text_info(event, view),
        "cite_info": _cite_info(event, view),
    }


def _actor(one: Participant) -> Json:
    return {
        "actor_text": one.text,
        "name": one.name,
        "code": one.country,
        "sector": one.sector,
    }


def _text_info(event: Event, view: CaseView) -> dict[str, Any]:
    sentence = view.sentence_at(event.report_id, event.trigger.start)
    said = view.speakers_of(event)
    return {
        "report_id": event.report_id,
        "start": event.evidence[0].start if event.evidence else event.trigger.start,
        "end": event.evidence[0].end if event.evidence else event.trigger.end,
        "sentence": sentence.index if sentence else None,
        "factuality": event.factuality.value,
        "date_prec": event.occurred_at.precision,
        "cameo": event.cameo,
        "sources": [one.name or one.text for one in said.sources] if said else [],
    }


def _cite_info(event: Event, view: CaseView) -> Json:
    report = view.reports[event.report_id]
    return {
        "title": report.title,
        "publisher": report.publisher,
        "date": day(report.published_at),
        "url": web_address(report.url),
        "citation": citation(report),
        "language": report.language,
    }
