"""The case as GDELT 2.0 event and mention files, with a key to what those cannot hold.

A happening gives one row for each initiator with each recipient, as GDELT has dyads; its mentions
are the clauses that tell of it. Only what is told to have happened is written: GDELT has no column
that could say "denied" or "planned". Tone is not measured and stays empty; ``NumSources`` counts
outlets, never origins.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, Final
from urllib.parse import urlsplit

from dragoman.case.view import CaseView
from dragoman.export.citing import citation, web_address
from dragoman.export.dyads import (
    NOBODY,
    CameoActor,
    cameo_actor,
    cameo_of,
    events_of,
    number_of,
    one_day,
    pairs,
)
from dragoman.export.files import File, Frame, LeftOut, number, text_file, tsv_line
from dragoman.export.gdelt_columns import EVENT_COLUMNS, KEY_COLUMNS, MENTION_COLUMNS
from dragoman.lexicon.edges import WIDEST, Edges, load_edges
from dragoman.model import Event, Happening, Participant, Place, Report

WEB: Final = 1
CITATION_ONLY: Final = 2
"""GDELT's MentionType."""
COUNTRY, US_CITY, WORLD_CITY = 1, 3, 4
"""GDELT's Geo_Type."""
ROOT: Final = 2
"""Digits of a CAMEO root code."""

NOT_TOLD: Final = "happenings not told to have happened (planned, denied, conditional …)"
UNDATED: Final = "happenings without any date (SQLDATE needs one)"
UNCODED: Final = "pairs neither of whose actors has a CAMEO code"
NO_CODE: Final = "happenings without a CAMEO code"


@dataclass(frozen=True, slots=True)
class Dyad:
    """One row: a happening between two actors.

    Attributes:
        events: its mentions, the first first.
        day: what stands in SQLDATE.
    """

    number: int
    happening: Happening
    events: tuple[Event, ...]
    sides: tuple[Participant | None, Participant | None]
    actors: tuple[CameoActor, CameoActor]
    cameo: str
    day: date


def gdelt_files(view: CaseView, left: LeftOut) -> Iterator[File]:
    """The three files: events, mentions and the key."""
    edges = load_edges()
    rows = list(dyads(view, edges, left))
    yield text_file("events.tsv", (tsv_line(_event(row, view, edges)) for row in rows))
    yield text_file("mentions.tsv", _mentions(rows, view))
    yield text_file("key.tsv", _key(rows))


def dyads(view: CaseView, edges: Edges, left: LeftOut) -> Iterator[Dyad]:
    """The rows, in order of happening's id; what cannot be one is counted in ``left``."""
    for happening in view.happenings.values():
        events = tuple(events_of(view, happening))
        cameo = cameo_of(events)
        day = one_day(happening.occurred_at)
        if happening.factuality not in edges.happened:
            left.add(NOT_TOLD)
        elif day is None:
            left.add(UNDATED)
        elif not cameo:
            left.add(NO_CODE)
        else:
            for place, sides in enumerate(pairs(happening)):
                one, other = (cameo_actor(side, edges) for side in sides)
                if not (one.code or other.code):
                    left.add(UNCODED)
                    continue
                key = number_of(happening.id, place)
                yield Dyad(key, happening, events, sides, (one, other), cameo, day)


def _event(row: Dyad, view: CaseView, edges: Edges) -> list[Any]:
    first = view.reports[row.events[0].report_id]
    reports = {event.report_id for event in row.events}
    outlets = {view.reports[one].publisher for one in reports} - {""}
    quad = edges.quads.get(row.cameo[:ROOT])
    goldstein = edges.goldstein(row.cameo)
    return _checked(
        EVENT_COLUMNS,
        [
            row.number,
            row.day.strftime("%Y%m%d"),
            row.day.strftime("%Y%m"),
            row.day.strftime("%Y"),
            f"{row.day.year + fraction(row.day):.4f}",
            *_actor(row.actors[0]),
            *_actor(row.actors[1]),
            int(any(leads(event, view) for event in row.events if event.report_id == first.id)),
            row.cameo,
            row.cameo[:WIDEST],
            row.cameo[:ROOT],
            quad.number if quad else None,
            None if goldstein is None else f"{goldstein:.1f}",
            len(row.events),
            max(len(outlets), 1),
            len(reports),
            None,
            *_home(row.sides[0], edges),
            *_home(row.sides[1], edges),
            *_geo(_place(row.events), edges),
            _moment(_added(row, view)),
            web_address(first.url) or citation(first),
        ],
    )


def _checked(columns: Sequence[Any], cells: list[Any]) -> list[Any]:
    if len(cells) != len(columns):
        raise ValueError(f"{len(cells)} cells for {len(columns)} columns")
    return cells


def fraction(day: date) -> float:
    """The part of the year before a day as GDELT reckons it: months of thirty days."""
    return ((day.month - 1) * 30 + day.day) / 365


def leads(event: Event, view: CaseView) -> bool:
    """Whether an event stands in the first paragraph of its report's body."""
    spans = view.sentences.get(event.report_id, ())
    if not spans:
        return False
    text = view.reports[event.report_id].source_text
    return "\n" not in text[spans[0].start : event.trigger.start].strip()


def _actor(one: CameoActor) -> list[str]:
    return [one.code, one.name, one.country, one.group, "", "", "", one.role, "", ""]


def _home(side: Participant | None, edges: Edges) -> list[Any]:
    """The country of an actor: no text tells where the actor was."""
    country = side.country if side else ""
    return _geo(Place(edges.country_name(country), country), edges) if country else [None] * 8


def _place(events: Sequence[Event]) -> Place | None:
    """The first place that a mention tells, one with a country before others."""
    told = [place for event in events for place in event.places]
    return next((place for place in told if place.country), told[0] if told else None)


def _geo(place: Place | None, edges: Edges) -> list[Any]:
    if place is None or not place.country:
        return [None] * 8
    fips, country = edges.fips(place.country), edges.country_name(place.country)
    if place.latitude is None or place.longitude is None:
        return [COUNTRY, country, fips, fips, None, None, None, fips]
    kind = US_CITY if place.country == "USA" else WORLD_CITY
    name = f"{place.name}, {country}"
    return [kind, name, fips, None, None, number(place.latitude), number(place.longitude), None]


def _added(row: Dyad, view: CaseView) -> datetime | None:
    """When the first of its reports was stored."""
    moments = (view.recorded_at.get(event.report_id) for event in row.events)
    return min((one for one in moments if one), default=None)


def _moment(when: datetime | None) -> str:
    return when.astimezone(UTC).strftime("%Y%m%d%H%M%S") if when else ""


def _mentions(rows: Sequence[Dyad], view: CaseView) -> Iterator[str]:
    for row in rows:
        for event in row.events:
            yield tsv_line(_mention(row, event, view))


def _mention(row: Dyad, event: Event, view: CaseView) -> list[Any]:
    report = view.reports[event.report_id]
    url = web_address(report.url)
    sentence = view.sentence_at(report.id, event.trigger.start)
    return _checked(
        MENTION_COLUMNS,
        [
            row.number,
            _moment(_added(row, view)),
            _moment(view.recorded_at.get(report.id)),
            WEB if url else CITATION_ONLY,
            _source_name(report, url),
            url or citation(report),
            None if sentence is None else sentence.index + 1,
            _offset(row.sides[0], event.initiators, event, report),
            _offset(row.sides[1], event.recipients, event, report),
            event.trigger.start,
            1,
            None,
            len(report.source_text),
            None,
            "",
            f"dragoman:{event.id}",
        ],
    )


def _source_name(report: Report, url: str) -> str:
    """As GDELT: the domain of what is on the web, else the outlet's name."""
    return (urlsplit(url).hostname or "") if url else report.publisher


def _offset(
    side: Participant | None, told: Sequence[Participant], event: Event, report: Report
) -> int | None:
    """Where the clause names the actor; ``None`` where it stands elsewhere."""
    same = [one for one in told if side and (one.actor_id, one.name) == (side.actor_id, side.name)]
    for one in same:
        for evidence in event.evidence:
            at = report.source_text.find(one.text, evidence.start, evidence.end) if one.text else -1
            if at >= 0:
                return at
    return None


def _key(rows: Sequence[Dyad]) -> Iterator[str]:
    yield Frame(tsv_line([name for name, _ in KEY_COLUMNS]))
    for row in rows:
        when = row.happening.occurred_at
        names = [one.name or one.text if one else NOBODY.name for one in row.sides]
        yield tsv_line(
            [
                row.number,
                row.happening.id,
                *names,
                row.happening.factuality.value,
                when.earliest,
                when.latest,
                when.precision,
                row.happening.origin_count,
            ]
        )
