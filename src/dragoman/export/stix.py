"""The case as a STIX 2.1 bundle: identities, reports, incidents, relationships and opinions.

Ids are UUIDs of version 5 made from ours: the same case gives the same ids on every machine. An
incident has a ``confidence`` only where a user of the case has graded it on the Admiralty scale, by
STIX's own correspondence (STIX 2.1, appendix A): nothing here judges by itself. The sides of a
difference are ``opinion`` objects on their incident.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any, Final
from uuid import UUID, uuid5

from dragoman.analyse.grades import Grades
from dragoman.case.view import CaseView
from dragoman.export.citing import title, web_address
from dragoman.export.files import File, Json, LeftOut, json_list, text_file
from dragoman.lexicon.edges import Edges, load_edges
from dragoman.model import (
    Actor,
    Difference,
    Happening,
    PartialDate,
    Report,
    content_id,
)

NAMESPACE: Final = UUID("6f1d7f8e-2d55-5c9b-9c58-0c6f6f0f2a41")
"""Of all our ids; a random one, fixed for ever."""
HAPPENED: Final = "happened"
"""The slot of a difference on whether a thing happened."""
DENIED: Final = "it did not"
NOBODY: Final = "reports that name nobody and tell of nothing (a STIX report refers to something)"

NOTHING: Final = "sides of differences on nothing that the bundle holds"


def stix_files(view: CaseView, left: LeftOut) -> Iterator[File]:
    """One bundle: identities, incidents, relationships, opinions, reports; each kind by id."""
    head = '{"type": "bundle", "id": "bundle--' + str(_uuid("bundle", *view.reports)) + '",'
    yield text_file("bundle.stix.json", json_list(_objects(view, left), head + ' "objects": [\n',
                                                  "\n]}\n"))  # fmt: skip


def _uuid(*parts: str) -> UUID:
    return uuid5(NAMESPACE, "\0".join(parts))


def ref(kind: str, record_id: str) -> str:
    """The STIX id of a record."""
    return f"{kind}--{_uuid(kind, record_id)}"


def _objects(view: CaseView, left: LeftOut) -> Iterator[Json]:
    edges, grades = load_edges(), Grades(view.judgements)
    first = _stamp(min(view.recorded_at.values(), default=None))
    outlets = sorted({one.publisher for one in view.reports.values()} - {""})
    for name in outlets:
        yield _common("identity", outlet_id(name), first) | {
            "name": name,
            "identity_class": "organization",
            "roles": ["publisher"],
        }
    for actor in view.actors.values():
        yield _identity(actor, first, edges)
    for happening in view.happenings.values():
        made = _stamp(_recorded(happening.report_ids, view))
        yield _incident(happening, made, grades.digit(happening), edges)
        yield from _relationships(happening, made, view)
    told = {one.id: refs for one in view.reports.values() if (refs := _refs(one, view))}
    for difference in view.differences.values():
        yield from _opinions(difference, view, told, left)
    for report in view.reports.values():
        if report.id in told:
            yield _report(report, told[report.id], view)
        else:
            left.add(NOBODY)


def outlet_id(publisher: str) -> str:
    """Our id of a publisher as such, whatever reports name it as an actor."""
    return content_id("actor", "publisher", publisher.casefold())


def _common(kind: str, record_id: str, made: str) -> dict[str, Any]:
    return {
        "type": kind,
        "spec_version": "2.1",
        "id": ref(kind, record_id),
        "created": made,
        "modified": made,
        "external_references": [{"source_name": "dragoman", "external_id": record_id}],
    }


def _stamp(when: datetime | None) -> str:
    """A moment as STIX writes it; in a case without reports the beginning of time."""
    moment = (when or datetime(1970, 1, 1, tzinfo=UTC)).astimezone(UTC)
    return moment.strftime("%Y-%m-%dT%H:%M:%S.") + f"{moment.microsecond // 1000:03d}Z"


def _recorded(report_ids: tuple[str, ...], view: CaseView) -> datetime | None:
    found = (view.recorded_at.get(one) for one in report_ids)
    return min((one for one in found if one), default=None)


def _identity(actor: Actor, made: str, edges: Edges) -> Json:
    told = _common("identity", actor.id, made) | {
        "name": actor.name,
        "identity_class": edges.schemas[actor.kind].stix,
        "roles": [actor.kind.value],
    }
    if country := edges.country_name(actor.country):
        told["description"] = f"{actor.kind.value} of {country} ({actor.country})"
    return told


def _incident(happening: Happening, made: str, digit: str, edges: Edges) -> Json:
    """``digit`` is its credibility as a user has graded it."""
    when = happening.occurred_at
    quotes = "\n".join(f"“{' '.join(one.exact.split())}”" for one in happening.evidence)
    told = _common("incident", happening.id, made) | {
        "name": happening.summary,
        "description": f"Told as {happening.factuality.value}. {_when(when)}\n{quotes}".strip(),
        "labels": [
            happening.type.lower(),
            *([happening.mode] if happening.mode else []),
            f"factuality-{happening.factuality.value}",
        ],
    }
    if digit in edges.confidence:
        told["confidence"] = edges.confidence[digit]
    return told


def _when(when: PartialDate) -> str:
    if not when.known:
        return "No date is told."
    return f"From {when.earliest or 'an open day'} to {when.latest or 'an open day'}."


def _relationships(happening: Happening, made: str, view: CaseView) -> Iterator[Json]:
    for role in ("initiator", "recipient"):
        for actor_id in dict.fromkeys(one.actor_id for one in getattr(happening, f"{role}s")):
            if actor_id not in view.actors:
                continue
            key = f"{happening.id}/{role}/{actor_id}"
            yield _common("relationship", key, made) | {
                "relationship_type": f"{role}-of",
                "source_ref": ref("identity", actor_id),
                "target_ref": ref("incident", happening.id),
            }


def _opinions(
    difference: Difference, view: CaseView, told_of: Mapping[str, list[str]], left: LeftOut
) -> Iterator[Json]:
    """The sides, on the incident; of figures that belong to none, on the reports they stand in."""
    for number, side in enumerate(difference.positions):
        refs = [_report_ref(view.reports[one]) for one in side.report_ids if one in told_of]
        if difference.happening_id in view.happenings:
            refs = [ref("incident", difference.happening_id)]
        if not refs:
            left.add(NOTHING)
            continue
        made = _stamp(_recorded(side.report_ids, view))
        quotes = "\n".join(f"“{' '.join(one.exact.split())}”" for one in side.evidence)
        told = f"{difference.kind.value} on {difference.slot}: {side.value}"
        yield _common("opinion", f"{difference.id}/{number}", made) | {
            "opinion": _stands(difference, side.value),
            "explanation": f"{told}\n{quotes}".strip(),
            "authors": [one.name or one.text or "unnamed source" for one in side.sources],
            "object_refs": refs,
        }


def _stands(difference: Difference, value: str) -> str:
    """Only whether it happened is for or against the incident; other sides give another version."""
    if difference.slot != HAPPENED:
        return "neutral"
    return "strongly-disagree" if value == DENIED else "agree"


def _report_ref(report: Report) -> str:
    return ref("report" if report.published_at.precision == 1 else "grouping", report.id)


def _report(report: Report, refs: list[str], view: CaseView) -> Json:
    """A ``report``, which must have a day, or for one without a day a ``grouping``."""
    when = report.published_at
    day = when.earliest if when.precision == 1 else None
    kind = "report" if day else "grouping"
    told = _common(kind, report.id, _stamp(view.recorded_at.get(report.id)))
    told["name"] = title(report)
    told["object_refs"] = refs
    if report.language:
        told["lang"] = report.language
    if report.publisher:
        told["created_by_ref"] = ref("identity", outlet_id(report.publisher))
    if url := web_address(report.url):
        told["external_references"].append({"source_name": report.publisher or "url", "url": url})
    if day:
        return told | {"report_types": ["news-report"], "published": f"{day}T00:00:00.000Z"}
    return told | {"context": "unspecified"}


def _refs(report: Report, view: CaseView) -> list[str]:
    """What a report tells of: its happenings, else whom it names, else its publisher."""
    events = view.events_of_report(report.id)
    told = dict.fromkeys(h.id for e in events for h in view.happenings_of_event(e.id))
    if told:
        return [ref("incident", one) for one in told]
    named = [one.id for one in view.report_actors.get(report.id, ()) if one.id in view.actors]
    own = [outlet_id(report.publisher)] if report.publisher else []
    return [ref("identity", one) for one in dict.fromkeys([*named, *own])]
