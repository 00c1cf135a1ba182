"""Linked data is read back by rdflib and prov; networks are never asked."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import prov.model
import pytest
import rdflib
from rdflib.namespace import RDF
from rdflib.plugins.shared.jsonld import context

from dragoman.case import CaseView
from dragoman.export.formats import export
from dragoman.export.linked import ANNO, CLAIMED, SCHEMA_ORG, urn
from dragoman.model import DifferenceKind, PartialDate

OA = rdflib.Namespace("http://www.w3.org/ns/oa#")
SDO = rdflib.Namespace("https://schema.org/")
LINK = {"@type": "@id"}
TERM = {"@type": "@vocab"}
ANNO_TERMS = {
    "oa": "http://www.w3.org/ns/oa#",
    "as": "http://www.w3.org/ns/activitystreams#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "id": "@id",
    "type": "@type",
    "Annotation": "oa:Annotation",
    "AnnotationCollection": "as:OrderedCollection",
    "AnnotationPage": "as:OrderedCollectionPage",
    "SpecificResource": "oa:SpecificResource",
    "TextualBody": "oa:TextualBody",
    "TextPositionSelector": "oa:TextPositionSelector",
    "TextQuoteSelector": "oa:TextQuoteSelector",
    "describing": "oa:describing",
    "tagging": "oa:tagging",
    "body": {"@id": "oa:hasBody", **LINK},
    "target": {"@id": "oa:hasTarget", **LINK},
    "source": {"@id": "oa:hasSource", **LINK},
    "scope": {"@id": "oa:hasScope", **LINK},
    "selector": {"@id": "oa:hasSelector", **LINK},
    "motivation": {"@id": "oa:motivatedBy", **TERM},
    "purpose": {"@id": "oa:hasPurpose", **TERM},
    "first": {"@id": "as:first", **LINK},
    "items": {"@id": "as:items", "@container": "@list", **LINK},
    "startIndex": "as:startIndex",
    "total": "as:totalItems",
    "label": "rdfs:label",
    "value": "rdf:value",
    "format": "dc:format",
    "exact": "oa:exact",
    "prefix": "oa:prefix",
    "suffix": "oa:suffix",
    "start": "oa:start",
    "end": "oa:end",
}
"""The terms used here, as the Web Annotation Vocabulary defines them (W3C Recommendation of 23
February 2017, appendix A); the whole context is at the address that the export names."""
CONTEXTS = {
    ANNO: {"@context": ANNO_TERMS},
    # What schema.org's own context says of the terms that are used.
    SCHEMA_ORG: {"@context": {"@vocab": "https://schema.org/", "url": {"@type": "@id"}}},
}


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Contexts come from here; any other address is a fault."""
    monkeypatch.setattr(
        context, "source_to_json", lambda source, *_, **__: (CONTEXTS[str(source)], None)
    )


def graph(view: CaseView, name: str, path: Path) -> tuple[rdflib.Graph, dict[str, Any]]:
    export(view, name, path)
    text = path.read_text("utf-8")
    return rdflib.Graph().parse(data=text, format="json-ld"), json.loads(text)


def test_annotations_say_the_same_as_triples(any_view: CaseView, tmp_path: Path) -> None:
    found, data = graph(any_view, "webanno", tmp_path / "a.jsonld")
    annotations = set(found.subjects(RDF.type, OA.Annotation))
    assert len(annotations) == data["total"] == len(data["first"]["items"])
    assert {str(one) for one in annotations} >= {urn(one) for one in any_view.events}
    for target in found.objects(None, OA.hasTarget):
        report = str(found.value(target, OA.hasSource)).removeprefix("urn:dragoman:")
        text = any_view.reports[report].source_text
        spot, quote = None, None
        for selector in found.objects(target, OA.hasSelector):
            if (selector, RDF.type, OA.TextPositionSelector) in found:
                ends = (found.value(selector, OA[one]).toPython() for one in ("start", "end"))
                spot = tuple(ends)
            else:
                quote = [found.value(selector, OA[n]) for n in ("prefix", "exact", "suffix")]
        assert spot and quote
        prefix, exact, suffix = map(str, quote)
        assert text[spot[0] : spot[1]] == exact
        assert text[: spot[0]].endswith(prefix) and text[spot[1] :].startswith(suffix)


def test_no_term_is_lost_on_the_way(view: CaseView, tmp_path: Path) -> None:
    """Every key of the JSON is a term of the vocabulary."""
    _, data = graph(view, "webanno", tmp_path / "a.jsonld")
    assert set(keys(data)) <= {*ANNO_TERMS, "@context"}


def keys(data: Any) -> Iterator[str]:
    if isinstance(data, dict):
        yield from data
        data = list(data.values())
    for one in data if isinstance(data, list) else ():
        yield from keys(one)


def test_an_address_that_is_none_is_no_scope(hostile: CaseView, tmp_path: Path) -> None:
    found, _ = graph(hostile, "webanno", tmp_path / "a.jsonld")
    scopes = {str(one) for one in found.objects(None, OA.hasScope)}
    assert scopes and all(one.startswith("https://example.org/") for one in scopes)


def test_claims_have_author_and_report_and_no_rating(any_view: CaseView, tmp_path: Path) -> None:
    found, data = graph(any_view, "claims", tmp_path / "c.jsonld")
    claims = set(found.subjects(RDF.type, SDO.Claim))
    wanted = {urn(one.id) for one in any_view.statements.values() if one.stance in CLAIMED}
    assert {str(one) for one in claims} == wanted and wanted
    for claim in claims:
        said = any_view.statements[str(claim).removeprefix("urn:dragoman:")]
        assert str(found.value(claim, SDO.text)) == said.content.exact
        assert str(found.value(claim, SDO.appearance)) == urn(said.report_id)
        assert found.value(claim, SDO.author)
    assert not [key for key in keys(data) if "rating" in key.lower() or "review" in key.lower()]


def test_who_denies_is_no_author_of_the_claim(samples: CaseView, tmp_path: Path) -> None:
    denied = [one for one in samples.statements.values() if one.stance not in CLAIMED]
    found, _ = graph(samples, "claims", tmp_path / "c.jsonld")
    assert denied
    for said in denied:
        assert (rdflib.URIRef(urn(said.id)), RDF.type, SDO.Claim) not in found


def document(view: CaseView, path: Path) -> prov.model.ProvDocument:
    export(view, "prov", path)
    return prov.model.ProvDocument.deserialize(content=path.read_text("utf-8"), format="json")


def test_prov_reads_entities_agents_and_relations(any_view: CaseView, tmp_path: Path) -> None:
    found = document(any_view, tmp_path / "p.json")
    entities = {str(one.identifier) for one in found.get_records(prov.model.ProvEntity)}
    agents = {str(one.identifier) for one in found.get_records(prov.model.ProvAgent)}
    for kind in ("reports", "statements", "happenings"):
        assert {f"drg:{one}" for one in getattr(any_view, kind)} <= entities
    for one in found.get_records(prov.model.ProvAttribution):
        entity, agent = one.args[0], one.args[1]
        assert str(entity) in entities and str(agent) in agents
    for one in found.get_records(prov.model.ProvDerivation):
        assert str(one.args[0]) in entities and str(one.args[1]) in entities


def kinds(found: prov.model.ProvDocument) -> dict[tuple[str, str], str]:
    return {
        (str(one.args[0]), str(one.args[1])): str(next(iter(one.get_asserted_types()), ""))
        for one in found.get_records(prov.model.ProvDerivation)
    }


def test_prov_tells_quotations_primary_sources_and_copies(view: CaseView, tmp_path: Path) -> None:
    told = kinds(document(view, tmp_path / "p.json"))
    for said in view.statements.values():
        assert told[f"drg:{said.id}", f"drg:{said.report_id}"] == "prov:Quotation"
    (copy,) = view.copies
    assert told[f"drg:{copy.report_id}", f"drg:{copy.copy_of}"] == "prov:PrimarySource"
    (happening,) = view.happenings.values()
    primary = {key for key, kind in told.items() if kind == "prov:PrimarySource"}
    assert {used for made, used in primary if made == f"drg:{happening.id}"} == {
        f"drg:{view.events[one].statement_id}" for one in happening.event_ids
    }


def test_prov_tells_revisions_in_the_order_of_their_days(tmp_path: Path, view: CaseView) -> None:
    (difference,) = view.differences.values()
    days = [PartialDate.day(date(2024, 5, n), "x") for n in (22, 20)]
    sides = tuple(
        replace(one, stated_at=day) for one, day in zip(difference.positions, days, strict=True)
    )
    revised = replace(difference, kind=DifferenceKind.REVISION, positions=sides)
    told = kinds(document(replace(view, differences={revised.id: revised}), tmp_path / "p.json"))
    later, earlier = f"drg:{revised.id}.0", f"drg:{revised.id}.1"
    assert told[later, earlier] == "prov:Revision" and (earlier, later) not in told
