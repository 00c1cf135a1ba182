"""The other side of what a clause tells of one side only, where the passage tells it.

Two cases, both marked uncertain, with the basis ``passage``:

- What is judged was told before: "A shot down a plane of B. *C condemned the downing*", "*B called
  the step* blackmail". Whose deed it was, is known from the event that the noun takes up.
- A report is on two states, and one does to the other what states do to each other: "*B recalled
  its ambassador*". Only the types of `coding/epithets.toml` (`opposite`) are filled so, and its
  rules (`opposite_of_states`) where a state itself does it, and only where the other state stands
  in the sentence or just before.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from dragoman.attribute.records import AttributedReport
from dragoman.extract.records import EventDraft, Mention
from dragoman.lexicon.epithets import Epithets
from dragoman.model import ActorKind, Participant
from dragoman.resolve.parties import Side
from dragoman.resolve.setting import NAMED, PASSAGE, pair_of
from dragoman.resolve.view import Links

Sides = tuple[Side, Side]

JUDGING: Final = frozenset({"ACCUSE", "REJECT"})
LOOK_BACK: Final = 8
"""Sentences back in which the deed judged is looked for."""
BACK: Final = 2
"""Sentences back in which the other state may stand."""
STEM: Final = 4
"""Letters that a noun and a verb of one root share."""
STATES: Final = frozenset({ActorKind.STATE, ActorKind.GOVERNMENT})
OF_STATES: Final = frozenset({"", "GOV", "MIL"})
DEFINITE: Final = frozenset({"the", "this", "that", "these", "those"})


class Passage:
    """Fills open recipients of a report's events."""

    def __init__(
        self, attributed: AttributedReport, links: Links, epithets: Epithets, sides: Sequence[Sides]
    ) -> None:
        extracted = attributed.extracted
        self._text = extracted.parsed.report.source_text
        self._sentences = extracted.parsed.sentences
        self._frames = extracted.frames
        self._events = extracted.events
        self._sides = sides
        self._epithets = epithets
        self._links = links
        self._here: dict[int, list[Mention]] = {}
        for mention in extracted.mentions:
            self._here.setdefault(mention.sentence, []).append(mention)
        self._pair = pair_of(extracted)

    def fill(self, d: EventDraft) -> Sides:
        """Both sides of an event, an open recipient filled where the passage tells it."""
        one, other = self._sides[d.index]
        if other or not one or d.retold or not all(self._of_state(p) for p in one):
            return one, other
        countries = {p.country for p in one}
        judged = self._judged(d, countries) if d.type in JUDGING else ()
        if judged:
            return one, judged
        if len(countries) == 1 and (d.type in self._epithets.opposite or self._by_state(d)):
            return one, self._opposite(d, countries.pop())
        return one, other

    def _by_state(self, d: EventDraft) -> bool:
        """Whether a finite clause tells of a state or its government what it does to another."""
        if not self._epithets.opposite_of_states & {d.type, d.rule}:
            return False
        frame = self._frames[d.frame]
        if frame.kind not in ("verb", "light") or not frame.tense or frame.question:
            return False
        doers = {m.kind for m in self._here.get(d.sentence, ()) if m.head in d.initiators}
        return bool(doers) and doers <= STATES

    @staticmethod
    def _of_state(p: Participant) -> bool:
        return bool(p.country) and p.sector in OF_STATES

    def _judged(self, d: EventDraft, judges: set[str]) -> Side:
        """Who did what the object of a judgement takes up."""
        s, frame = self._sentences[d.sentence], self._frames[d.frame]
        if frame.kind != "verb":
            return ()
        for head in frame.patient[:1]:
            words = {s.tokens[c].lemma.lower() for c in s.children[head]}
            if not words & DEFINITE:
                return ()
            noun = s.tokens[head].lemma.lower()
            for e in self._before(d, judges):
                if noun in self._epithets.deeds or self._names(e, noun):
                    doers = self._sides[e.index][0]
                    return tuple(replace(p, certain=False, basis=PASSAGE) for p in doers)
        return ()

    def _before(self, d: EventDraft, judges: set[str]) -> Iterator[EventDraft]:
        """Earlier deeds of other states, the nearest first."""
        for e in reversed(self._events):
            back = d.sentence - e.sentence
            doers = {p.country for p in self._sides[e.index][0]}
            if 0 < back <= LOOK_BACK and doers and "" not in doers and not doers & judges:
                yield e

    def _names(self, e: EventDraft, noun: str) -> bool:
        """Whether a noun is of the root of an event's predicate, or names what it was done with."""
        frame = self._frames[e.frame]
        s = self._sentences[e.sentence]
        verb, _, particle = frame.lemma.partition("_")
        told = {verb, f"{verb}{particle}", f"{particle}{verb}", particle}
        told |= {s.tokens[h].lemma.lower() for h in frame.patient}
        return any(
            word == noun or (len(word) >= STEM and word[:STEM] == noun[:STEM]) for word in told
        )

    def _opposite(self, d: EventDraft, country: str) -> Side:
        """The other of the two states that the report is on, if no third is named here."""
        if country not in self._pair:
            return ()
        for m in self._here.get(d.sentence, ()):
            if m.country not in ("", *self._pair) or m.kind is ActorKind.IGO:
                return ()
        theirs = next(c for c in self._pair if c != country)
        for sentence in range(d.sentence, max(-1, d.sentence - BACK - 1), -1):
            for m in reversed(self._here.get(sentence, ())):
                links = self._links.get((sentence, m.head), ())
                if m.origin in NAMED and len(links) == 1 and links[0].actor.country == theirs:
                    actor = links[0].actor
                    if actor.kind is ActorKind.STATE:
                        start, end = self._sentences[sentence].chars(m.start, m.end)
                        text = self._text[start:end]
                        return (
                            Participant(actor.id, actor.name, theirs, "", text, False, PASSAGE),
                        )
        return ()
