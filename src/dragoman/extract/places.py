"""Where each event took place, as its own sentence tells it.

An event has the places of its own clause, and of what it strikes, enters or leaves; without any,
those of the clause that it hangs in. Which words tell a place is data (`coding/places.toml`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from dragoman.extract.arguments import nominal_conjuncts, obliques
from dragoman.extract.matching import Clauses
from dragoman.extract.places_named import PlacePhrases
from dragoman.extract.records import EventDraft, Frame, Oblique, PlaceDraft
from dragoman.lexicon.localities import Localities

CLAUSE: Final = "clause"
OBJECT: Final = "object"
ABOVE: Final = "clause above"
PARTICIPLE: Final = "participle"
THERE: Final = "there"
HIGHEST: Final = 3
"""How many clauses up a place is looked for."""
PASSED_DOWN: Final = frozenset(
    {"xcomp", "advcl", "pcomp", "prep", "pobj", "dobj", "conj", "nsubj", "nsubjpass"}
)
"""Relations over which a clause has the place of the clause above; reported speech has not."""
PATIENT: Final = "patient"


def with_places(
    c: Clauses, frames: Sequence[Frame], drafts: Sequence[EventDraft]
) -> list[EventDraft]:
    """Add to the events of one sentence the places that the sentence tells."""
    finder = _Finder(c, frames, drafts)
    return [replace(d, places=finder.places(d)) for d in drafts]


class _Finder:
    """Looks for the places of the events of one sentence."""

    def __init__(self, c: Clauses, frames: Sequence[Frame], drafts: Sequence[EventDraft]) -> None:
        self.c = c
        self.frames = frames
        self.words: Localities = c.coding.localities
        self.phrases = PlacePhrases(c)
        self.types: dict[int, str] = {}
        for d in drafts:
            self.types.setdefault(self._frame(d).predicate, d.type)

    def _frame(self, d: EventDraft) -> Frame:
        return self.frames[d.frame - self.frames[0].index]

    def places(self, d: EventDraft) -> tuple[PlaceDraft, ...]:
        """The places of one event, each once, in order of the text."""
        frame = self._frame(d)
        found = [*self._own(frame, d.type), *self._goals(frame, d.type)]
        found = found or list(self._participle(frame)) or self._above(frame, d)
        found = found or list(self._there(frame))
        unique: dict[int, PlaceDraft] = {}
        for place in found:
            unique.setdefault(place.head, place)
        return tuple(unique[head] for head in sorted(unique))

    def _own(self, frame: Frame, kind: str, basis: str = CLAUSE) -> list[PlaceDraft]:
        """What stands under a preposition of place around the predicate or its object."""
        found: list[PlaceDraft] = []
        words, bodily = self.words, kind in self.words.bodily
        if frame.passive:
            # "was mediated by the bloc *in Brussels*"
            doers = [h for h in frame.agent if h > frame.predicate]
            found += [p for h in doers for p in self.phrases.below(h, basis)]
        for prep, heads in self._around(frame, kind):
            for head in heads:
                if prep in words.with_whom and kind not in words.telling:
                    found += self.phrases.below(head, basis)
                elif prep in words.particular:
                    found += self.phrases.named(head, basis, strict=True)
                elif prep in words.anywhere:
                    named = self.phrases.named(head, basis)
                    states = prep not in words.not_states or bodily
                    found += [
                        p
                        for p in named
                        if states or p.head != head or not self.phrases.is_state(head)
                    ]
        return found

    def _around(self, frame: Frame, kind: str) -> Iterator[Oblique]:
        """The obliques of a frame; those of its object only where they tell of the event."""
        s = self.c.s
        if kind not in self.words.telling:
            yield from self._but_topics(frame, kind)
            return
        own = [frame.predicate] if frame.support < 0 else [frame.predicate, frame.support]
        own += [p for p in frame.patient if s.tokens[p].lemma in self.words.occasions]
        for i in own:
            yield from obliques(s, i, self.c.coding)

    def _but_topics(self, frame: Frame, kind: str) -> Iterator[Oblique]:
        """The obliques without those of another event that is told of ("discussed the war *in
        Sudan*")."""
        topics = [
            p
            for p in frame.patient
            if kind not in self.words.bodily
            and p in self.c.frames
            and self.c.s.tokens[p].lemma not in self.words.occasions
        ]
        theirs = {o for p in topics for o in obliques(self.c.s, p, self.c.coding)}
        return (o for o in frame.obliques if o not in theirs)

    def _goals(self, frame: Frame, kind: str) -> Iterator[PlaceDraft]:
        """What is struck, entered or left."""
        lemma = frame.lemma
        for goal in self.words.goals.get(lemma, ()) or self.words.goals.get(
            lemma.partition("_")[0] if frame.particle else "", ()
        ):
            if (goal.types and kind not in goal.types) or kind in self.words.telling:
                continue
            if PATIENT in goal.slots:
                for head in frame.patient:
                    # "the U.S. invasion" does not tell which of the two it is
                    if head > frame.predicate or self.c.s.tokens[head].dep != "compound":
                        yield from self.phrases.named(head, OBJECT)
            for prep, heads in frame.obliques:
                if prep in goal.slots:
                    for head in heads:
                        yield from self.phrases.named(head, OBJECT)

    def _participle(self, frame: Frame) -> Iterator[PlaceDraft]:
        """ "*Speaking in Brussels*, the minister accused …"."""
        s = self.c.s
        for x in s.kids(frame.predicate, "advcl"):
            t = s.tokens[x]
            if x > frame.predicate or t.tag != "VBG" or t.lemma not in self.words.attending:
                continue
            around = obliques(s, x, self.c.coding)
            heads = [h for o in around if o.prep in self.words.anywhere | {"at"} for h in o.heads]
            heads += [h for o in s.kids(x, "dobj") for h in nominal_conjuncts(s, o)]
            for head in heads:
                yield from self.phrases.named(head, PARTICIPLE)

    def _above(self, frame: Frame, d: EventDraft) -> list[PlaceDraft]:
        """The places of the clause that an event hangs in."""
        at = frame
        for up in frame.embedding[:HIGHEST]:
            if not self._passes(at, up.relation, up.marker):
                return self._relative(up.predicate) if up.relation == "relcl" else []
            above = self.c.frames.get(up.predicate)
            if above is None:
                if up.marker == "for":  # "laid the groundwork for a summit"
                    return []
                continue
            kind = self.types.get(above.predicate, "")
            promised = kind in self.words.binding and up.relation == "xcomp"
            if promised or (kind in self.words.telling and at.kind != "verb"):
                return []
            found = [*self._own(above, kind or d.type, ABOVE)]
            if up.relation != "conj":  # "attacked the town and gave up the road"
                found += [replace(p, basis=ABOVE) for p in self._goals(above, kind)]
            inside = set(self.c.s.subtree(frame.predicate))
            found = [p for p in found if p.head not in inside]
            if found:
                return found
            at = above
        return []

    def _passes(self, frame: Frame, relation: str, marker: str) -> bool:
        """Whether a clause is where the one above it is."""
        if relation not in PASSED_DOWN:
            return False
        if relation == "advcl":
            return marker in ("", "to", "when")
        if relation in ("pobj", "prep"):
            return frame.kind != "verb" and marker in self.c.coding.inherit_preps | {"by", "as"}
        return True

    def _relative(self, noun: int) -> list[PlaceDraft]:
        """ "arrived in *Sake*, where rebels shelled …": the place that the clause tells of."""
        return [*self.phrases.named(noun, ABOVE, strict=True)]

    def _there(self, frame: Frame) -> Iterator[PlaceDraft]:
        s = self.c.s
        tops = [frame.predicate] if frame.support < 0 else [frame.predicate, frame.support]
        for i in (*tops, *frame.patient):
            for k in s.kids(i, "advmod"):
                if s.tokens[k].lemma.lower() == THERE:
                    yield PlaceDraft(k, k + 1, k, "", THERE)
