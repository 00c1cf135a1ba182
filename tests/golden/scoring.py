"""Score the chain's records against the gold: for each kind, how many were found of how many."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from tests.golden.gold import Outcome, reports, stretch

from dragoman.model import (
    CodedReport,
    Difference,
    Event,
    Forecast,
    PartialDate,
    Participant,
    Quantity,
    Source,
    Statement,
)

Hit = tuple[str, bool, str]
"""kind of point, whether it was found, and what it was in words"""


def score(outcome: Outcome, gold: dict[str, Any]) -> dict[str, list[Hit]]:
    """All points of the gold by kind."""
    points: defaultdict[str, list[Hit]] = defaultdict(list)
    for told in reports():
        coded = outcome.coded.get(told["location"])
        for hit in (*_metadata(coded, told), *_inside(coded, told)):
            points[hit[0]].append(hit)
    for hit in _across(outcome, gold):
        points[hit[0]].append(hit)
    return dict(points)


def _metadata(coded: CodedReport | None, told: dict[str, Any]) -> Iterator[Hit]:
    where = told["location"]
    report = coded.report if coded else None
    for field in ("title", "publisher", "language"):
        found = getattr(report, field) if report else None
        yield f"report.{field}", found == told[field], f"{where}: {found!r}"
    when = report.published_at if report else PartialDate()
    wanted = date.fromisoformat(told["published_at"]) if told["published_at"] else None
    yield (
        "report.published_at",
        report is not None and (when.earliest, when.latest) == (wanted, wanted),
        f"{where}: {when.earliest}..{when.latest}",
    )
    body = report.body_spans() if report else ()
    text = report.source_text if report else ""
    kept = "".join(text[a:b] for a, b in body).strip()
    first, last = told["body_first"], told["body_last"]
    ok = kept.startswith(first) and kept.endswith(last)
    yield "report.body", ok, f"{where}: {kept[:30]!r} … {kept[-30:]!r}"
    for words in told.get("furniture", ()):
        yield "report.furniture", words in text and words not in kept, f"{where}: {words!r}"


def _inside(coded: CodedReport | None, told: dict[str, Any]) -> Iterator[Hit]:
    for kind, one in (
        ("events", _event),
        ("figures", _figure),
        ("statements", _statement),
        ("forecasts", _forecast),
    ):
        for wanted in told.get(kind, ()):
            label = f"{told['location']}: {wanted['at']!r}"
            if coded is None:
                yield kind, False, label
            else:
                span = stretch(coded, told, wanted["at"])
                yield from ((k, ok, f"{label} {seen}") for k, ok, seen in one(coded, wanted, span))


def _event(coded: CodedReport, wanted: dict[str, Any], span: tuple[int, int]) -> Iterator[Hit]:
    near = [e for e in coded.events if overlap((e.trigger.start, e.trigger.end), span)]
    if "returns" in wanted:
        # What came back may be told by a noun alone; its event then hangs from the giving verb.
        told = [e for e in coded.events if any(overlap(_ends(x), span) for x in e.evidence)]
        near += [e for e in told if e not in near and _gives(e, wanted)]
    seen = [(e.type, _names(e.initiators), _names(e.recipients), e.factuality.value) for e in near]
    typed = [e for e in near if e.type in wanted["type"]]
    yield "events.type", bool(typed), f"{seen}"
    best = [e for e in typed if _roles(e, wanted)]
    yield "events.actors", bool(best), f"{seen}"
    pool = best or typed
    sure = any(e.factuality.value in wanted["factuality"] for e in pool)
    yield "events.factuality", sure, f"{seen}"
    for item in wanted.get("items", ()):
        named = any(item.casefold() in i.text.casefold() for e in pool for i in e.items)
        yield "events.items", named, f"{[[i.text for i in e.items] for e in near]}"
    if "on" in wanted:
        found = any(_dated(e.occurred_at, wanted["on"]) for e in pool)
        yield "events.date", found, f"{[e.occurred_at.basis for e in near]}"
    if "returns" in wanted:
        yield "events.returns", any(_linked(coded, e) for e in pool), f"{seen}"


def _gives(event: Event, wanted: dict[str, Any]) -> bool:
    words = [item.text.casefold() for item in event.items]
    return any(w.casefold() in text for w in wanted.get("items", ()) for text in words)


def _linked(coded: CodedReport, event: Event) -> bool:
    return bool(event.in_return_for) or any(event.id in e.in_return_for for e in coded.events)


def _figure(coded: CodedReport, wanted: dict[str, Any], span: tuple[int, int]) -> Iterator[Hit]:
    near = [q for q in coded.quantities if any(overlap(_ends(e), span) for e in q.evidence)]
    seen = [(q.text, q.low, q.best, q.high) for q in near]
    ends = [k for k in ("low", "best", "high") if k in wanted]
    right = [q for q in near if all(getattr(q, k) == wanted[k] for k in ends)]
    yield "figures.value", bool(right), f"{seen}"
    if "whose" in wanted:
        owned = any(_there(wanted["whose"], q.subject) for q in right)
        yield "figures.whose", owned, f"{[_names(q.subject) for q in near]}"
    if "chain" in wanted:
        chains = [_chain_of(coded, q) for q in right]
        said = any(in_order(wanted["chain"], chain) for chain in chains)
        yield "figures.chain", said, f"{[[s.text for s in c] for c in chains]}"


def _chain_of(coded: CodedReport, quantity: Quantity) -> tuple[Source, ...]:
    return next((s.sources for s in coded.statements if s.id == quantity.statement_id), ())


def _statement(coded: CodedReport, wanted: dict[str, Any], span: tuple[int, int]) -> Iterator[Hit]:
    def lies(statement: Statement) -> bool:
        whole = (statement.content.start, statement.content.end)
        return overlap(whole, span) or any(overlap(_ends(e), span) for e in statement.evidence)

    near = [s for s in coded.statements if lies(s)]
    seen = [([x.text for x in s.sources], s.stance.value) for s in near]
    said = [s for s in near if in_order(wanted["chain"], s.sources)]
    yield "statements.chain", bool(said), f"{seen}"
    stance = any(s.stance.value in wanted["stance"] for s in said)
    yield "statements.stance", stance, f"{seen}"
    yield "statements.quotation", any(s.quotation.value in wanted["quotation"] for s in said), ""


def _forecast(coded: CodedReport, wanted: dict[str, Any], span: tuple[int, int]) -> Iterator[Hit]:
    near = forecasts_at(coded, wanted["at"], span)
    seen = [(f.outcome.exact, f.condition.exact if f.condition else "") for f in near]
    yield "forecasts.found", bool(near), f"{seen}"
    holder = (wanted["holder"],) if wanted["holder"] else ()
    yield "forecasts.holder", any(in_order(holder, f.sources) for f in near), f"{seen}"
    told = [f.condition.exact if f.condition else "" for f in near]
    words = wanted["condition"].casefold()
    met = any(words in t.casefold() if words else not t for t in told)
    yield "forecasts.condition", met, f"{seen}"
    if "likelihood" in wanted:
        phrases = [f.likelihood.phrase for f in near]
        right = any(wanted["likelihood"] in p for p in phrases)
        yield "forecasts.likelihood", right, f"{phrases}"
    if "until" in wanted:
        right = any(_dated(f.horizon, wanted["until"], latest=True) for f in near)
        yield "forecasts.horizon", right, f"{[f.horizon.latest for f in near]}"


def forecasts_at(coded: CodedReport, at: str, span: tuple[int, int]) -> list[Forecast]:
    """The forecasts whose outcome holds the words, in a sentence that the stretch touches."""
    near = [f for f in coded.forecasts if any(overlap(_ends(e), span) for e in f.evidence)]
    key = at.casefold().split()
    return [f for f in near if set(key) & set(f.outcome.exact.casefold().split())]


def _across(outcome: Outcome, gold: dict[str, Any]) -> Iterator[Hit]:
    for told in reports():
        if "copy_of" in told:
            yield _copied(outcome, told)
    for wanted in gold["happenings"]:
        yield _happened(outcome, wanted)
    for wanted in gold["differences"]:
        found = any(_differs(outcome, d, wanted) for d in outcome.across.differences)
        yield "differences", found, wanted["name"]
    for wanted in gold["settled"]:
        yield "settled", _settled(outcome, wanted), wanted["name"]


def _copied(outcome: Outcome, told: dict[str, Any]) -> Hit:
    pairs = {
        (outcome.location(c.report_id), outcome.location(c.copy_of)) for c in outcome.across.copies
    }
    return "copies", (told["location"], told["copy_of"]) in pairs, told["location"]


def _happened(outcome: Outcome, wanted: dict[str, Any]) -> Hit:
    ids = {outcome.coded[loc].report.id for loc in wanted["reports"] if loc in outcome.coded}
    found = any(
        h.type in wanted["type"]
        and ids <= set(h.report_ids)
        and _there(wanted["by"], h.initiators)
        and _there(wanted["to"], h.recipients)
        for h in outcome.across.happenings
    )
    return "happenings", found and len(ids) == len(wanted["reports"]), wanted["name"]


def _differs(outcome: Outcome, difference: Difference, wanted: dict[str, Any]) -> bool:
    places = {outcome.location(r) for p in difference.positions for r in p.report_ids}
    told = " | ".join(p.value for p in difference.positions).casefold()
    return (
        difference.slot.startswith(wanted["slot"])
        and difference.kind.value in wanted["kind"]
        and set(wanted["reports"]) <= places
        and all(re.search(rf"\b{value}\b", told) for value in wanted["values"])
    )


def _settled(outcome: Outcome, wanted: dict[str, Any]) -> bool:
    where, at = wanted["forecast"]["location"], wanted["forecast"]["at"]
    told = next(r for r in reports() if r["location"] == where)
    coded = outcome.coded[where]
    ids = {f.id for f in forecasts_at(coded, at, stretch(coded, told, at))}
    by = outcome.coded[wanted["settled_by"]].report.id
    later = {h.id for h in outcome.across.happenings if by in h.report_ids}
    return any(
        f.id in ids and f.status.value in wanted["status"] and later & set(f.settled_by)
        for f in outcome.across.forecasts
    )


def overlap(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def in_order(parts: Sequence[str], chain: Sequence[Source]) -> bool:
    """Whether each part is found in the name, words or country of a later link than the last."""
    at = 0
    for part in parts:
        while at < len(chain) and not _speaks(part, chain[at]):
            at += 1
        if at == len(chain):
            return False
        at += 1
    return bool(chain)


def _speaks(part: str, source: Source) -> bool:
    named = f"{source.text} | {source.name}".casefold().replace("\u2019", "'")
    return part == source.country or part.casefold() in named


def _ends(evidence: Any) -> tuple[int, int]:
    return evidence.start, evidence.end


def _names(participants: Iterable[Participant]) -> list[str]:
    return [p.country or p.name for p in participants]


def _there(wanted: Iterable[str], participants: Sequence[Participant]) -> bool:
    named = [(p.country, f"{p.name} | {p.text}".casefold()) for p in participants]
    return all(any(w == c or w.casefold() in n for c, n in named) for w in wanted)


def _roles(event: Event, wanted: dict[str, Any]) -> bool:
    straight = _any(wanted["by"], event.initiators) and _any(wanted["to"], event.recipients)
    if straight or not wanted.get("swap"):
        return straight
    return _any(wanted["to"], event.initiators) and _any(wanted["by"], event.recipients)


def _any(wanted: Sequence[str], participants: Sequence[Participant]) -> bool:
    # Where two actors share a role, either of them finds the event ("A and B agreed").
    return not wanted or any(_there([w], participants) for w in wanted)


def _dated(when: PartialDate, wanted: str, *, latest: bool = False) -> bool:
    ends = [when.latest] if latest else [when.earliest, when.latest]
    return all(e is not None and e.isoformat().startswith(wanted) for e in ends)
