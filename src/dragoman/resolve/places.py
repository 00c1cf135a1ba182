"""From place drafts to places: their country, where they lie, and what told them.

Of towns that share a name, the one is taken whose country the phrase tells, else the one whose
country the sentence or the report names; a name that fits none of these keeps the country that the
gazetteer gives it. The dateline is a last resort, and marked as such.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final

from dragoman.extract.places import THERE
from dragoman.extract.records import EventDraft, ExtractedReport, PlaceDraft
from dragoman.lexicon import Lexicon
from dragoman.lexicon.cities import Town, towns_named
from dragoman.model import ActorKind, Factuality, FurnitureKind, Participant, Place

DATELINE: Final = "dateline"
LEAD: Final = 1
"""Sentences from the first whose events the dateline may place: what the report itself tells."""
BACK: Final = 2
"""Sentences back in which the place that "there" stands for is looked for."""
LARGE: Final = 300_000
"""Inhabitants from which a name without any other hint is the town's."""
SMALLEST: Final = 0.05
"""Share of the largest town's inhabitants from which a namesake may be meant: the press that names
France's Paris and America means France's."""
HAPPENED: Final = frozenset({Factuality.ACTUAL, Factuality.ONGOING})

Side = tuple[Participant, ...]


class Places:
    """Resolves the places of the events of one report."""

    def __init__(self, extracted: ExtractedReport, lexicon: Lexicon) -> None:
        self._extracted = extracted
        self._report = extracted.parsed.report
        self._world = lexicon.world
        self._at_home = lexicon.coding.localities.at_home
        self._open = lexicon.coding.localities.open
        self._named: dict[int, Counter[str]] = {}
        self._everywhere: Counter[str] = Counter()
        placed = {(d.sentence, p.head) for d in extracted.events for p in d.places}
        for m in extracted.mentions:
            if (m.sentence, m.head) in placed and m.kind is not ActorKind.STATE:
                continue
            if m.country and not (m.entry.startswith("city:") or m.origin == "ner"):
                self._named.setdefault(m.sentence, Counter())[m.country] += 1
                self._everywhere[m.country] += 1
        self._iso3 = {c.iso2: c.iso3 for c in lexicon.world.countries.values()}
        self._learnt: dict[str, str] = {}
        for d in extracted.events:
            for place in d.places:
                if place.country:
                    self._learnt.setdefault(self._name(d.sentence, place), place.country)

    def of_event(
        self, d: EventDraft, factuality: Factuality, sides: tuple[Side, Side]
    ) -> tuple[Place, ...]:
        """Where an event took place; empty where neither its sentence nor the dateline tells.

        Args:
            sides: its participants: a dateline tells where what its own country does was done.
        """
        found: dict[tuple[str, str], Place] = {}
        for draft in d.places:
            place = self._there(d) if draft.basis == THERE else self._place(d.sentence, draft)
            if place is not None:
                found.setdefault((place.name, place.country), place)
        if not found:
            line = self._dateline(d, factuality, sides)
            return (line,) if line is not None else ()
        named = [p for p in found.values() if p.country or p.name not in self._open]
        return _narrowest(named or list(found.values()), self._world.country_name)

    def _name(self, sentence: int, draft: PlaceDraft) -> str:
        first, last = self._extracted.parsed.sentences[sentence].chars(draft.start, draft.end)
        return self._report.source_text[first:last]

    def _place(self, sentence: int, draft: PlaceDraft) -> Place | None:
        name = self._name(sentence, draft)
        country = draft.country or self._learnt.get(name, "")
        town = self._town(name, country, draft, sentence)
        if draft.unsure and (town is None or not self._everywhere[self._iso3.get(town.iso2, "")]):
            return None
        if town is None:
            return Place(name, country, draft.basis)
        land = self._iso3.get(town.iso2, country)
        return Place(name, land, draft.basis, town.latitude, town.longitude)

    def _town(self, name: str, country: str, draft: PlaceDraft, sentence: int) -> Town | None:
        """The town that a name means, ``None`` where it is no town's or nothing tells which."""
        if name == self._world.country_name(country):
            return None
        towns = towns_named(name)
        if not towns:
            words = name.split()  # "Larnaca airport", "Belgorod region"
            towns = towns_named(words[0]) if len(words) == 2 and words[1].islower() else ()
            if not towns:
                return None
        told = {self._iso3.get(t.iso2, ""): t for t in reversed(towns)}
        if draft.told:
            return told.get(draft.country)
        here, all_ = self._named.get(sentence, Counter()), self._everywhere
        least = towns[0].population * SMALLEST
        named = [c for c in told if all_[c] and told[c].population >= least]
        if country and (here[country] or not any(here[c] for c in named)):
            return told.get(country)
        if named:
            best = max(named, key=lambda c: (here[c] > 0, all_[c], told[c].population))
            return told[best]
        if country:
            return told.get(country)
        return towns[0] if len(told) == 1 or towns[0].population >= LARGE else None

    def _there(self, d: EventDraft) -> Place | None:
        """The place told last before "there"."""
        before = [
            (other.sentence, p)
            for other in self._extracted.events
            if d.sentence - BACK <= other.sentence <= d.sentence and other.index != d.index
            for p in other.places
            if p.basis != THERE and (other.sentence < d.sentence or p.head < d.places[0].head)
        ]
        if not before:
            return None
        place = self._place(*max(before, key=lambda x: (x[0], x[1].head)))
        return None if place is None else replace(place, basis=THERE)

    def _dateline(
        self, d: EventDraft, factuality: Factuality, sides: tuple[Side, Side]
    ) -> Place | None:
        """The report's dateline, for what its first sentence tells as done by its own country."""
        line = self._report.dateline
        if line is None or factuality not in HAPPENED or d.type not in self._at_home:
            return None
        if not 0 <= d.sentence - self._first() < LEAD:
            return None
        frame = self._extracted.frames[d.frame]
        if any(up.relation not in ("ccomp", "parataxis") for up in frame.embedding):
            return None
        one, other = sides
        lands = {p.country for p in one if p.country}
        home = lands == {line.country} or not lands
        if d.symmetric:
            home = line.country in lands | {p.country for p in other}
        return replace(line, basis=DATELINE) if home and line.country else None

    def _first(self) -> int:
        """The first sentence after the dateline."""
        furniture = self._report.furniture
        end = max((f.end for f in furniture if f.kind is FurnitureKind.DATELINE), default=0)
        sentences = self._extracted.parsed.sentences
        return next((s.index for s in sentences if s.start >= end), len(sentences))


def _narrowest(places: Sequence[Place], country_name: Callable[[str], str]) -> tuple[Place, ...]:
    """Without a state that only tells where another of the places is ("Kursk, in Russia")."""
    states = {p.country for p in places if p.country and p.name == country_name(p.country)}
    towns = [p for p in places if p.name != country_name(p.country) or not p.country]
    if not towns or not states:
        return tuple(places)
    open_ = [p for p in towns if not p.country]
    if len(states) == 1 and len(open_) == len(towns):
        land = next(iter(states))
        return tuple(replace(p, country=land) for p in towns)
    rest = [p for p in places if p not in towns and p.country not in {t.country for t in towns}]
    return tuple(p for p in places if p in towns or p in rest)
