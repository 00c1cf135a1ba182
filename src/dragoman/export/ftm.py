"""The case as FollowTheMoney entities and as statement rows with a data set for each publisher.

A report is an Article, an actor a Person, PublicBody or Organization, a happening an Event; who did
it to whom an UnknownLink, who is told of where a Documentation. A statement row says which
publisher's report each value comes from, so that one publisher's values can be taken or left.
"""

from __future__ import annotations

import csv
import hashlib
import io
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from dragoman.case.view import CaseView
from dragoman.export.citing import file_name, title, web_address
from dragoman.export.dyads import events_of, pairs
from dragoman.export.files import File, Frame, Json, LeftOut, json_lines, text_file
from dragoman.lexicon.edges import Edges, load_edges
from dragoman.model import Actor, Happening, PartialDate, Participant, Report, content_id

STATEMENT_COLUMNS: Final = (
    "canonical_id", "entity_id", "prop", "prop_type", "schema", "value", "dataset", "origin",
    "lang", "original_value", "external", "first_seen", "last_seen", "id",
)  # fmt: skip
"""The columns of FollowTheMoney 4's statement CSV, in its order."""
NO_OUTLET: Final = "outlet_not_told"
ORIGIN: Final = "dragoman"
QUOTES: Final = 5
"""Quotes that an event or a link carries at most."""

TYPES: Final = {
    "name": "name",
    "title": "string",
    "fileName": "string",
    "publisher": "string",
    "author": "string",
    "keywords": "string",
    "role": "string",
    "recordId": "string",
    "sector": "string",
    "sourceUrl": "url",
    "publishedAt": "date",
    "startDate": "date",
    "endDate": "date",
    "language": "language",
    "contentHash": "checksum",
    "country": "country",
    "location": "address",
    "bodyText": "text",
    "summary": "text",
    "description": "text",
    "involved": "entity",
    "proof": "entity",
    "subject": "entity",
    "object": "entity",
    "document": "entity",
    "entity": "entity",
}
"""FollowTheMoney's type of each property that is written."""

Values = dict[str, list[str]]


@dataclass(frozen=True, slots=True)
class Entity:
    """An entity with the data sets (publishers) that its values come from."""

    id: str
    schema: str
    properties: Values
    datasets: tuple[str, ...]


def ftm_files(view: CaseView, _left: LeftOut) -> Iterator[File]:
    """``entities.ftm.json``, an entity a line, and ``statements.csv``."""
    yield text_file("entities.ftm.json", json_lines(map(_proxy, entities(view))))
    yield text_file("statements.csv", _statements(entities(view), view))


def entities(view: CaseView) -> Iterator[Entity]:
    """All entities: reports, actors, happenings, links, documentation; each kind by id."""
    edges = load_edges()
    slugs = {one.id: dataset(one.publisher) for one in view.reports.values()}
    for report in view.reports.values():
        yield Entity(report.id, "Article", _article(report, edges), (slugs[report.id],))
    named: dict[str, tuple[str, ...]] = {}
    for actor in view.actors.values():
        reports = _reports_of(actor, view)
        named[actor.id] = _distinct(slugs[one] for one in reports)
        schema = edges.schemas[actor.kind].ftm
        yield Entity(actor.id, schema, _actor(actor, edges), named[actor.id])
        for report_id in reports:
            yield _documentation(report_id, actor.id, "names", slugs)
    for happening in view.happenings.values():
        sets = _distinct(slugs[one] for one in happening.report_ids if one in slugs)
        yield Entity(happening.id, "Event", _event(happening, view, edges), sets)
        for report_id in happening.report_ids:
            if report_id in slugs:
                yield _documentation(report_id, happening.id, "tells of", slugs)
        yield from _links(happening, view, sets)


def dataset(publisher: str) -> str:
    """A publisher's name as the name of a data set: small letters, digits and underscores.

    Names in other scripts, of which nothing would be left, get a hash.
    """
    if not publisher:
        return NO_OUTLET
    plain = unicodedata.normalize("NFKD", publisher).encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9]+", "_", plain).strip("_")
    return slug or "outlet_" + hashlib.sha1(publisher.encode()).hexdigest()[:10]


def ftm_id(record_id: str) -> str:
    """Our id as FollowTheMoney takes it: letters, digits and hyphens."""
    return record_id.replace("_", "-")


def _distinct(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values)) or (NO_OUTLET,)


def _told(**values: str | Iterable[str]) -> Values:
    """Properties without the empty ones; every value once."""
    found: Values = {}
    for name, value in values.items():
        several = [value] if isinstance(value, str) else list(value)
        kept = [one for one in dict.fromkeys(several) if one.strip()]
        if kept:
            found[name] = kept
    return found


def _article(report: Report, edges: Edges) -> Values:
    return _told(
        title=report.title,
        name=title(report),
        fileName=file_name(report),
        publisher=report.publisher,
        author=report.authors,
        sourceUrl=web_address(report.url),
        publishedAt=_day(report.published_at),
        language=edges.languages.get(report.language, ""),
        contentHash=hashlib.sha1(report.source_text.encode("utf-8", "replace")).hexdigest(),
        bodyText=report.source_text,
    )


def _day(when: PartialDate) -> str:
    return when.earliest.isoformat() if when.precision == 1 and when.earliest else ""


def _span(when: PartialDate) -> dict[str, str]:
    return {
        "startDate": when.earliest.isoformat() if when.earliest else "",
        "endDate": when.latest.isoformat() if when.latest else "",
    }


def _country(iso3: str, edges: Edges) -> str:
    country = edges.countries.get(iso3)
    return country.iso2.lower() if country else ""


def _actor(actor: Actor, edges: Edges) -> Values:
    country = _country(actor.country, edges)
    return _told(name=actor.name, country=country, sector=actor.sector)


def _reports_of(actor: Actor, view: CaseView) -> list[str]:
    return [
        report_id
        for report_id in dict.fromkeys(one.report_id for one in actor.mentions)
        if report_id in view.reports
    ]


def _event(happening: Happening, view: CaseView, edges: Edges) -> Values:
    events = events_of(view, happening)
    roles = (*happening.initiators, *happening.recipients)
    places = [place for event in events for place in event.places]
    return _told(
        name=happening.summary,
        keywords=(happening.type, happening.mode, happening.factuality.value),
        summary=f"told as {happening.factuality.value}; origins: {happening.origin_count}",
        description=_quotes(happening),
        location=[place.name for place in places],
        country=[_country(place.country, edges) for place in places],
        involved=[ftm_id(one.actor_id) for one in roles if one.actor_id in view.actors],
        proof=[ftm_id(one) for one in happening.report_ids if one in view.reports],
        recordId=happening.id,
        **_span(happening.occurred_at),
    )


def _quotes(happening: Happening) -> list[str]:
    return [one.exact for one in happening.evidence[:QUOTES]]


def _links(happening: Happening, view: CaseView, sets: tuple[str, ...]) -> Iterator[Entity]:
    for one, other in pairs(happening):
        if _known(one, view) and _known(other, view) and one is not None and other is not None:
            mode = f"/{happening.mode}" if happening.mode else ""
            properties = _told(
                subject=ftm_id(one.actor_id),
                object=ftm_id(other.actor_id),
                role=f"{happening.type}{mode} ({happening.factuality.value})",
                summary=happening.summary,
                description=_quotes(happening),
                recordId=happening.id,
                **_span(happening.occurred_at),
            )
            key = content_id("event", "link", happening.id, one.actor_id, other.actor_id)
            yield Entity(key, "UnknownLink", properties, sets)


def _known(one: Participant | None, view: CaseView) -> bool:
    return one is not None and one.actor_id in view.actors


def _documentation(report_id: str, entity_id: str, role: str, slugs: dict[str, str]) -> Entity:
    key = content_id("event", "documentation", report_id, entity_id)
    properties = _told(document=ftm_id(report_id), entity=ftm_id(entity_id), role=role)
    return Entity(key, "Documentation", properties, (slugs[report_id],))


def _proxy(entity: Entity) -> Json:
    return {
        "id": ftm_id(entity.id),
        "schema": entity.schema,
        "caption": (entity.properties.get("name") or [entity.id])[0],
        "properties": entity.properties,
        "datasets": list(entity.datasets),
    }


def _statements(found: Iterable[Entity], view: CaseView) -> Iterator[str]:
    """Rows for every value of every entity in every data set that it comes from.

    Cells are as they are: this file is read by programs, and an apostrophe would change a value.
    """
    yield Frame(_row(STATEMENT_COLUMNS))
    seen = _seen(view)
    for entity in found:
        for name, values in entity.properties.items():
            for value in values:
                for one in entity.datasets:
                    yield _row(_statement(entity, name, value, one, seen.get(one, "")))


def _statement(entity: Entity, name: str, value: str, source: str, seen: str) -> list[str]:
    own = ftm_id(entity.id)
    key = hashlib.sha1(f"{source}.{own}.{name}.{value}".encode("utf-8", "replace"))
    return [
        own, own, name, TYPES[name], entity.schema, value, source, ORIGIN, "", "",
        "f", seen, seen, key.hexdigest(),
    ]  # fmt: skip


def _seen(view: CaseView) -> dict[str, str]:
    """By data set, the day on which the last of its reports came into the case."""
    found: dict[str, str] = {}
    for report in view.reports.values():
        when = view.recorded_at.get(report.id)
        if when:
            name = dataset(report.publisher)
            found[name] = max(found.get(name, ""), when.date().isoformat())
    return found


def _row(cells: Iterable[Any]) -> str:
    buffer = io.StringIO()
    csv.writer(buffer, dialect=csv.unix_dialect).writerow(cells)
    return buffer.getvalue()
