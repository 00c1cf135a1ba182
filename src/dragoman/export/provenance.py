"""Where everything comes from, in PROV-JSON: reports, statements, happenings and who spoke.

PROV's ``wasQuotedFrom``, ``hadPrimarySource`` and ``wasRevisionOf`` are derivations with a type
(PROV-DM, 5.2.2 to 5.2.4), and PROV-JSON writes them so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Final

from dragoman.case.view import CaseView
from dragoman.export.citing import day, title, web_address
from dragoman.export.files import File, Frame, Json, LeftOut, json_text, text_file
from dragoman.model import ActorKind, Difference, DifferenceKind, Source, Statement, content_id

PREFIXES: Final = {"drg": "urn:dragoman:", "dct": "http://purl.org/dc/terms/"}
PERSONS: Final = frozenset({ActorKind.PERSON, ActorKind.OFFICE})
Section = tuple[str, Callable[[CaseView], Iterator[tuple[str, Json]]]]


def prov_files(view: CaseView, _left: LeftOut) -> Iterator[File]:
    """One file: entities, agents, then the relations."""
    yield text_file("provenance.json", _pieces(view))


def _pieces(view: CaseView) -> Iterator[str]:
    yield Frame('{"prefix": ' + json_text(PREFIXES))
    for name, records in SECTIONS:
        between = f',\n"{name}": {{\n'
        for key, value in records(view):
            yield Frame(between)
            yield f"{json_text(key)}: {json_text(value)}"
            between = ",\n"
        if between == ",\n":
            yield Frame("\n}")
    yield Frame("}\n")


def _name(record_id: str) -> str:
    return f"drg:{record_id}"


def _qualified(name: str) -> Json:
    return {"$": name, "type": "prov:QUALIFIED_NAME"}


def _entities(view: CaseView) -> Iterator[tuple[str, Json]]:
    for report in view.reports.values():
        told: dict[str, Any] = {"prov:label": title(report), "dct:type": "report"}
        if published := day(report.published_at):
            told["dct:issued"] = published
        if url := web_address(report.url):
            told["dct:source"] = url
        yield _name(report.id), told
    for said in view.statements.values():
        yield (
            _name(said.id),
            {
                "prov:label": said.content.exact,
                "dct:type": f"statement ({said.stance.value}, {said.quotation.value})",
                "drg:start": said.content.start,
                "drg:end": said.content.end,
            },
        )
    for happening in view.happenings.values():
        yield _name(happening.id), {"prov:label": happening.summary, "dct:type": "happening"}
    for key, difference, number, _ in _revised(view):
        value = difference.positions[number].value
        yield key, {"prov:label": value, "dct:type": f"position ({difference.slot})"}


def _agents(view: CaseView) -> Iterator[tuple[str, Json]]:
    seen: dict[str, Json] = {}
    for source in _sources(view):
        kind = "prov:Person" if source.kind in PERSONS else "prov:Organization"
        told = {"prov:type": _qualified(kind), "prov:label": _called(source)}
        seen.setdefault(agent_id(source), told)
    for key in sorted(seen):
        yield _name(key), seen[key]


def _sources(view: CaseView) -> Iterator[Source]:
    for said in view.statements.values():
        yield from said.sources
    for report in view.reports.values():
        if report.publisher:
            yield _outlet(report.publisher)


def _outlet(publisher: str) -> Source:
    return Source(publisher, None, None, "", publisher, "", ActorKind.MEDIUM)


def _called(source: Source) -> str:
    return source.name or source.text or f"unnamed {source.kind.value}"


def agent_id(source: Source) -> str:
    """An outlet goes by its name wherever it is told; others by their actor, else their words."""
    if source.kind is ActorKind.MEDIUM or not source.actor_id:
        return content_id("actor", "source", source.kind.value, _called(source).casefold())
    return source.actor_id


def _attributions(view: CaseView) -> Iterator[tuple[str, Json]]:
    number = 0
    for said in view.statements.values():
        for source in said.sources:
            number += 1
            yield _attribution(number, said.id, agent_id(source))
    for report in view.reports.values():
        if report.publisher:
            number += 1
            yield _attribution(number, report.id, agent_id(_outlet(report.publisher)))


def _attribution(number: int, entity: str, agent: str) -> tuple[str, Json]:
    return f"_:a{number}", {"prov:entity": _name(entity), "prov:agent": _name(agent)}


def _derivations(view: CaseView) -> Iterator[tuple[str, Json]]:
    for number, (generated, used, kind) in enumerate(_derived(view), 1):
        told: Json = {"prov:generatedEntity": generated, "prov:usedEntity": used}
        if kind:
            told["prov:type"] = _qualified(kind)
        yield f"_:d{number}", told


def _derived(view: CaseView) -> Iterator[tuple[str, str, str]]:
    for said in view.statements.values():
        yield _name(said.id), _name(said.report_id), "prov:Quotation"
    for happening in view.happenings.values():
        for said in _told_by(happening.event_ids, view):
            yield _name(happening.id), _name(said.id), "prov:PrimarySource"
    for copy in view.copies:
        if copy.report_id in view.reports and copy.copy_of in view.reports:
            # A whole copy has no source of its own; what only quotes another is no copy of it.
            kind = "prov:PrimarySource" if copy.whole else "prov:Quotation"
            yield _name(copy.report_id), _name(copy.copy_of), kind
    for later, _, _, earlier in _revised(view):
        if earlier:
            yield later, earlier, "prov:Revision"


def _told_by(event_ids: tuple[str, ...], view: CaseView) -> list[Statement]:
    told = (view.events[one].statement_id for one in event_ids if one in view.events)
    return [view.statements[one] for one in dict.fromkeys(told) if one in view.statements]


def _revised(view: CaseView) -> Iterator[tuple[str, Difference, int, str]]:
    """The positions of revisions by the day of each, with the one before; only where every day is
    known, for else nothing tells which came first."""
    for difference in view.differences.values():
        if difference.kind is not DifferenceKind.REVISION:
            continue
        days = [one.stated_at.latest or one.stated_at.earliest for one in difference.positions]
        order = sorted((day, number) for number, day in enumerate(days) if day)
        if len(order) < len(days):
            continue
        earlier = ""
        for _, number in order:
            key = _name(f"{difference.id}.{number}")
            yield key, difference, number, earlier
            earlier = key


SECTIONS: Final[tuple[Section, ...]] = (
    ("entity", _entities),
    ("agent", _agents),
    ("wasAttributedTo", _attributions),
    ("wasDerivedFrom", _derivations),
)
