"""What a listed fact asks of the coded reports, and of the case that they make together.

A fact is a row of a fact list (`five_reports.toml`, `facts/own/*/facts.toml`). `report` says which
report it is from. Words to look for (`sentence`, `has`) are cited from the report's text.

Sides of events are ISO 3166 alpha-3 codes or a body's short name (`BODIES`), joined by "+" where
they act together, "?" where the text leaves them open, ANY where they do not matter; "A>B" is who
does it and to whom, "A<>B" either way round; "|" gives alternatives everywhere.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from dragoman.model import (
    CodedReport,
    Difference,
    DifferencePosition,
    Event,
    Evidence,
    Forecast,
    Happening,
    PartialDate,
    Participant,
    Reconciliation,
    Source,
    Statement,
)

Fact = dict[str, Any]
Fits = Callable[[tuple[Participant, ...], str], bool]

BODIES = {
    "EU": r"European Union|EU|Brussels|European Commission|the bloc",
    "SADC": r"SADC|Southern African Development Community",
    "AU": r"African Union|AU|the Union",
    "EAC": r"East African Community|EAC",
    "UN": r"United Nations|UN|U\.N\.|Security Council|MONUSCO",
    "M23": r"M23|rebels?|AFC",
}
"""Bodies that stand on a side as themselves, by what their names look like."""

SLOTS = ("factuality", "items", "when", "where", "source")
"""What a listed event may tell besides its type and its sides."""
DATED = {"earliest", "latest", "open_date"}


def side(participants: tuple[Participant, ...]) -> set[str]:
    return {p.country for p in participants if p.country}


def bodies(participants: tuple[Participant, ...]) -> set[str]:
    names = [f"{p.name} {p.text}" for p in participants if not p.country]
    return {k for k, v in BODIES.items() if any(re.search(rf"\b(?:{v})\b", n) for n in names)}


def side_fits(participants: tuple[Participant, ...], wanted: str) -> bool:
    countries = side(participants)
    if wanted in ("ANY", "?"):
        return wanted == "ANY" or not countries
    named = set(wanted.split("+"))
    return countries | (named & bodies(participants)) == named


def pair_fits(event: Event, wanted: str, fits: Fits = side_fits) -> bool:
    for choice in wanted.split("|"):
        left, way, right = re.split("(<?>)", choice)
        pairs = [(left, right), (right, left)] if way == "<>" else [(left, right)]
        if any(fits(event.initiators, a) and fits(event.recipients, b) for a, b in pairs):
            return True
    return False


def told(event: Event, wanted: str) -> bool:
    """Whether it has one of the types and one of the pairs of "TYPE|TYPE A>B|C>D"."""
    types, _, pair = wanted.partition(" ")
    return event.type in types.split("|") and pair_fits(event, pair)


def open_or(participants: tuple[Participant, ...], wanted: str) -> bool:
    return not side(participants) or side_fits(participants, wanted)


def not_against(event: Event, wanted: str) -> bool:
    """Whether it has one of the types, and no side of another country than a pair tells."""
    types, _, pair = wanted.partition(" ")
    return event.type in types.split("|") and pair_fits(event, pair, open_or)


def named(source: Source, words: str) -> bool:
    name = f"{source.name} {source.text}".lower()
    return any(w in name for w in words.lower().split("|"))


def credited(sources: tuple[Source, ...], words: str) -> bool:
    return any(named(s, words) for s in sources)


def credited_as(fact: Fact, sources: tuple[Source, ...]) -> bool:
    return "source" not in fact or credited(sources, fact["source"])


def chained(sources: tuple[Source, ...], chain: list[str]) -> bool:
    """Whether the first speaker is the chain's first, and the others follow in order."""
    if not sources or not named(sources[0], chain[0]):
        return False
    rest = iter(sources[1:])
    return all(any(named(s, words) for s in rest) for words in chain[1:])


def holds(when: PartialDate, fact: Fact) -> bool:
    if fact.get("open_date") and when.known and when.precision != 5:
        return False
    ends = (("earliest", when.earliest), ("latest", when.latest))
    return all(str(end or "") == fact[name] for name, end in ends if name in fact)


def item_fits(event: Event, wanted: str) -> bool:
    classes = {i.cls for i in event.items}
    return any(c == w or c.startswith(f"{w}.") for w in wanted.split("|") for c in classes)


def place_fits(event: Event, wanted: str) -> bool:
    name, _, country = wanted.partition("|")
    return any(name.lower() in p.name.lower() and p.country == country for p in event.places)


@dataclass(frozen=True)
class Case:
    """Coded reports by the numbers that facts use, and what was reconciled from them."""

    reports: dict[int, CodedReport]
    reconciled: Reconciliation | None = None

    def coded(self, fact: Fact) -> CodedReport:
        return self.reports[fact["report"]]

    def sources(self, fact: Fact, statement_id: str) -> tuple[Source, ...]:
        statements: dict[str, Statement] = {s.id: s for s in self.coded(fact).statements}
        statement = statements.get(statement_id)
        return statement.sources if statement else ()

    def cites(self, fact: Fact, evidence: tuple[Evidence, ...], words: str) -> bool:
        """Whether a piece of evidence from the fact's report holds the words, or lies in them."""
        coded = self.coded(fact)
        text = coded.report.source_text
        spans = [(m.start(), m.end()) for w in words.split("|") for m in _all(w, text)]
        pieces = [(e.start, e.end) for e in evidence if e.report_id == coded.report.id]
        sentences = [(s.start, s.end) for s in coded.sentences]
        return any(
            _meet(span, piece) or any(_meet(span, s) and _meet(s, piece) for s in sentences)
            for span in spans
            for piece in pieces
        )

    def events(self, fact: Fact) -> list[Event]:
        """Events of the sentence and of one of the types and pairs that the fact tells."""
        return [
            e
            for e in self.coded(fact).events
            if self.cites(fact, e.evidence[:1], fact.get("sentence", ""))
            and ("is" not in fact or told(e, fact["is"]))
            and e.type in fact.get("type", e.type).split("|")
        ]

    def slots(self, fact: Fact, event: Event) -> dict[str, bool]:
        """Which of the fact's further slots the event has right; those not told are left out."""
        sources = self.sources(fact, event.statement_id)
        asked = {
            "factuality": ("factuality" in fact, event.factuality in fact.get("factuality", ())),
            "items": ("items" in fact, all(item_fits(event, i) for i in fact.get("items", ()))),
            "when": (bool(DATED & set(fact)), holds(event.occurred_at, fact)),
            "where": ("place" in fact, place_fits(event, fact.get("place", "|"))),
            "source": ("source" in fact, credited(sources, fact.get("source", ""))),
            "linked": ("linked" in fact, bool(event.in_return_for)),
        }  # fmt: skip
        return {name: right for name, (told_of, right) in asked.items() if told_of}

    def event(self, fact: Fact) -> bool:
        return any(all(self.slots(fact, e).values()) for e in self.events(fact))

    def figure(self, fact: Fact) -> bool:
        return any(
            q.measure in fact["measure"].split("|")
            and all(getattr(q, k) == fact[k] for k in ("low", "best", "high") if k in fact)
            and q.bound.value == fact.get("bound", q.bound.value)
            and ("subject" not in fact or fact["subject"] in side(q.subject))
            and credited_as(fact, self.sources(fact, q.statement_id))
            and str(q.as_of.earliest or "").startswith(fact.get("as_of", ""))
            for q in self.coded(fact).quantities
        )  # fmt: skip

    def said(self, fact: Fact) -> bool:
        return any(
            credited_as(fact, s.sources)
            and ("chain" not in fact or chained(s.sources, fact["chain"]))
            and fact.get("has", "") in s.content.exact
            and s.stance.value in fact.get("stance", [s.stance.value])
            for s in self.coded(fact).statements
        )

    def foretold(self, fact: Fact) -> list[Forecast]:
        coded = self.coded(fact)
        found = self.reconciled.forecasts if self.reconciled else coded.forecasts
        return [
            f
            for f in found
            if f.report_id == coded.report.id and fact["outcome"].lower() in f.outcome.exact.lower()
        ]

    def forecast(self, fact: Fact) -> bool:
        return any(
            (not fact["holder"] or credited(f.sources, fact["holder"]))
            and (
                not fact["condition"]
                or (f.condition is not None
                    and fact["condition"].lower() in f.condition.exact.lower())
            )
            and holds(f.horizon, fact)
            for f in self.foretold(fact)
        )  # fmt: skip

    def report(self, fact: Fact) -> bool:
        r = self.coded(fact).report
        return (
            fact.get("publisher", "").lower() in r.publisher.lower()
            and fact.get("relayed_by", "").lower() in r.relayed_by.lower()
            and fact.get("language", r.language) == r.language
            and fact.get("title", r.title) == r.title
            and fact.get("author", "") in " ".join(r.authors)
            and fact["published"] == str(r.published_at.earliest or "")
        )

    def never(self, fact: Fact) -> bool:
        coded = self.coded(fact)
        text = coded.report.source_text
        sentences = [text[s.start : s.end] for s in coded.sentences]
        return not any(w in s for w in fact["words"] for s in sentences)

    def absent(self, fact: Fact) -> bool:
        stands = fact.get("factuality")
        return not any(not stands or e.factuality.value in stands for e in self.events(fact))

    def returned(self, fact: Fact) -> bool:
        gives = self.events({**fact, "sentence": fact["give"]})
        backs = self.events({**fact, "sentence": fact["back"]})
        return any(
            (b.id in g.in_return_for or g.id in b.in_return_for)
            and side(g.initiators) != side(b.initiators)
            for g in gives
            for b in backs
        )  # fmt: skip

    def happenings(self, fact: Fact) -> list[Happening]:
        ids = {e.id for e in self.events(fact)}
        assert self.reconciled is not None, "facts across reports need a reconciled case"
        return [h for h in self.reconciled.happenings if ids & set(h.event_ids)]

    def one(self, fact: Fact) -> bool:
        there = {h.id for h in self.happenings(fact["b"])}
        return any(h.id in there for h in self.happenings(fact["a"]))

    def apart(self, fact: Fact) -> bool:
        """Whether both are told and no happening holds both."""
        here, there = (self.happenings(fact[k]) for k in ("a", "b"))
        return bool(here and there) and not {h.id for h in here} & {h.id for h in there}

    def origin(self, fact: Fact) -> bool:
        return any(
            h.origin_count == fact["count"]
            and all(
                any(n.lower() in o.name.lower() for o in h.origins) for n in fact.get("names", ())
            )
            for h in self.happenings(fact)
        )

    def difference(self, fact: Fact) -> bool:
        assert self.reconciled is not None, "facts across reports need a reconciled case"
        return any(
            d.slot.startswith(tuple(fact["slot"].split("|")))
            and d.kind.value in fact["kind"]
            and self._positions_fit(d, fact)
            for d in self.reconciled.differences
        )

    def _positions_fit(self, difference: Difference, fact: Fact) -> bool:
        here, there = (
            [p for p in difference.positions if self._position_fits(p, fact[k])] for k in ("a", "b")
        )
        return any(p is not q for p in here for q in there)

    def _position_fits(self, position: DifferencePosition, side_: Fact) -> bool:
        return self.cites(side_, position.evidence, side_["has"])

    def settled(self, fact: Fact) -> bool:
        return any(f.status.value in fact["status"] for f in self.foretold(fact))


def _meet(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one == other or (one[0] < other[1] and other[0] < one[1])


def _all(words: str, text: str) -> list[re.Match[str]]:
    return list(re.finditer(re.escape(words), text)) if words else [*re.finditer(r"(?s).+", text)]
