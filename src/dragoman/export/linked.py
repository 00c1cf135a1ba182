"""Evidence and claims as linked data: W3C Web Annotations and schema.org Claims, in JSON-LD."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Final

from dragoman.case.view import CaseView
from dragoman.export.citing import day, title, web_address
from dragoman.export.files import File, Json, LeftOut, json_list, json_text, text_file
from dragoman.lexicon.edges import Edges, load_edges
from dragoman.model import Evidence, Report, Source, Stance, Statement

ANNO: Final = "http://www.w3.org/ns/anno.jsonld"
SCHEMA_ORG: Final = "https://schema.org"
URN: Final = "urn:dragoman:"
AROUND: Final = 32
"""Characters before and after a quote by which it is found again in a text that has changed."""

CLAIMED: Final = frozenset(
    {
        Stance.ASSERT,
        Stance.ESTIMATE,
        Stance.CONFIRM,
        Stance.ACCUSE,
        Stance.PREDICT,
        Stance.BELIEVE,
    }
)
"""Stances by which a source holds what it says for true: only then is it the claim's author."""
NOT_CLAIMED: Final = "statements whose source does not hold them for true (denials, doubts …)"


def urn(record_id: str) -> str:
    """A name for a record: the same on every machine, and no address."""
    return URN + record_id


def webanno_files(view: CaseView, _left: LeftOut) -> Iterator[File]:
    """One collection with one page: an annotation for each event, statement, figure, forecast."""
    total = sum(1 for _ in _annotated(view))
    head = {
        "@context": ANNO,
        "id": urn("annotations"),
        "type": "AnnotationCollection",
        "label": "Evidence of a Dragoman case",
        "total": total,
    }
    page = {"id": urn("annotations/1"), "type": "AnnotationPage", "startIndex": 0}
    opening = f'{json_text(head)[:-1]}, "first": {json_text(page)[:-1]}, "items": [\n'
    items = (_annotation(*one, view) for one in _annotated(view))
    yield text_file("evidence.jsonld", json_list(items, opening, "\n]}}\n"))


Told = tuple[str, str, str, tuple[Evidence, ...]]


def _annotated(view: CaseView) -> Iterator[Told]:
    """Id, tag, description and evidence of every record that has evidence."""
    for event in view.events.values():
        sides = [", ".join(one.name or one.text for one in role) or "?"
                 for role in (event.initiators, event.recipients)]  # fmt: skip
        told = f"{event.type}: {sides[0]} → {sides[1]} ({event.factuality.value})"
        yield event.id, f"event/{event.type}", told, event.evidence
    for said in view.statements.values():
        chain = " ← ".join(one.name or one.text or "unnamed source" for one in said.sources)
        yield said.id, f"statement/{said.stance.value}", f"said by {chain}", said.evidence
    for one in view.quantities.values():
        told = f"{one.text} ({one.measure or 'figure'}, {one.bound.value})"
        yield one.id, f"figure/{one.measure}", told, one.evidence
    for forecast in view.forecasts.values():
        told = f"forecast: {forecast.outcome.exact} ({forecast.status.value})"
        yield forecast.id, "forecast", told, forecast.evidence


def _annotation(
    key: str, tag: str, told: str, evidence: Iterable[Evidence], view: CaseView
) -> Json:
    return {
        "id": urn(key),
        "type": "Annotation",
        "motivation": "describing",
        "body": [
            {"type": "TextualBody", "value": told, "format": "text/plain", "purpose": "describing"},
            {"type": "TextualBody", "value": tag, "format": "text/plain", "purpose": "tagging"},
        ],
        "target": [_target(one, view.reports[one.report_id]) for one in evidence],
    }


def _target(evidence: Evidence, report: Report) -> Json:
    text = report.source_text
    target: Json = {
        "type": "SpecificResource",
        "source": urn(report.id),
        "selector": [
            {
                "type": "TextQuoteSelector",
                "exact": evidence.exact,
                "prefix": text[max(0, evidence.start - AROUND) : evidence.start],
                "suffix": text[evidence.end : evidence.end + AROUND],
            },
            {"type": "TextPositionSelector", "start": evidence.start, "end": evidence.end},
        ],
    }
    # Positions count in our text of the report, not in the page that it was published on.
    if url := web_address(report.url):
        target["scope"] = url
    return target


def claims_files(view: CaseView, left: LeftOut) -> Iterator[File]:
    """One graph of claims, in order of report and place in it. Never a rating."""
    edges = load_edges()
    claims = (_claim(one, view, edges) for one in _claimed(view, left))
    head = f'{{"@context": "{SCHEMA_ORG}", "@graph": [\n'
    yield text_file("claims.jsonld", json_list(claims, head, "\n]}\n"))


def _claimed(view: CaseView, left: LeftOut) -> Iterator[Statement]:
    for said in view.statements.values():
        if said.stance in CLAIMED:
            yield said
        else:
            left.add(NOT_CLAIMED)


def _claim(said: Statement, view: CaseView, edges: Edges) -> Json:
    report = view.reports[said.report_id]
    claim: dict[str, Any] = {
        "@type": "Claim",
        "@id": urn(said.id),
        "text": said.content.exact,
        "author": _author(said.sources[0], edges),
        "appearance": _article(report),
    }
    if stated := day(said.sources[0].stated_at):
        claim["datePublished"] = stated
    if report.language:
        claim["inLanguage"] = report.language
    return claim


def _author(source: Source, edges: Edges) -> Json:
    author: Json = {
        "@type": edges.schemas[source.kind].schema_org,
        "name": source.name or source.text or "unnamed source",
    }
    if source.actor_id:
        author["@id"] = urn(source.actor_id)
    return author


def _article(report: Report) -> Json:
    article: Json = {"@type": "NewsArticle", "@id": urn(report.id), "headline": title(report)}
    if url := web_address(report.url):
        article["url"] = url
    if published := day(report.published_at):
        article["datePublished"] = published
    if report.publisher:
        article["publisher"] = {"@type": "Organization", "name": report.publisher}
    return article
