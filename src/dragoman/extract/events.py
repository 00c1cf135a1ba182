"""Events from frames, by the patterns of the lexicon."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from dragoman.extract.arguments import obliques
from dragoman.extract.compose import composed, demanded, for_oneself
from dragoman.extract.conditions import fits
from dragoman.extract.deeds import doers, is_own, is_used, links_within, no_deed
from dragoman.extract.matching import Clauses
from dragoman.extract.places import with_places
from dragoman.extract.records import EventDraft, Frame, Mention
from dragoman.extract.retold import both_above, retold
from dragoman.extract.returns import link_returns, sharpened
from dragoman.extract.routes import with_routes
from dragoman.extract.slots import complements, coordinated, items_of, purposes, slot
from dragoman.lexicon.coding import Coding
from dragoman.lexicon.patterns import Pattern
from dragoman.parse.sentence import Sentence

TRANSFERS: Final = frozenset({"AID", "COOPERATE"})
DONE_TO_PEOPLE: Final = frozenset({"COERCE", "ASSAULT", "RETREAT", "SANCTION"})
"""Types whose recipients may be journalists; whom one talks to so is but the press."""
JUDGING: Final = frozenset({"ACCUSE", "SUPPORT", "REJECT", "REQUEST"})
"""Types about what their recipient does ("criticised *its* attack on Chad")."""
ONE_SIDED: Final = frozenset({"AGREE"})
"""Mutual types that have other parties than those who share in them ("agreed to aid Chad")."""
OF_THE_OBJECT: Final = frozenset({"patient_of", "patient_with", "content"})
"""Slots of what an object tells, which name no further side where both are told."""


def find_events(
    s: Sentence,
    mentions: Mapping[int, Mention],
    frames: Sequence[Frame],
    coding: Coding,
    first: int,
) -> list[EventDraft]:
    """Code the frames of one sentence.

    Args:
        mentions: the sentence's mentions by head token.
        first: index of the first draft in the report.

    Returns:
        drafts in order of their predicates; a symmetric event is one draft with both sides
        on each side.
    """
    return Coder(clauses_of(s, mentions, frames, coding), frames, first).code()


def clauses_of(
    s: Sentence, mentions: Mapping[int, Mention], frames: Sequence[Frame], coding: Coding
) -> Clauses:
    """A sentence as patterns look at it, its frames by predicate and by light verb."""
    by_token = {f.predicate: f for f in frames}
    for f in frames:
        if f.support >= 0:
            by_token.setdefault(f.support, f)
    return Clauses(s, mentions, by_token, coding)


class Coder:
    """Codes the frames of one sentence, the lower ones first, since the higher look at them.

    After `code`, ``chosen`` holds by frame index what was coded and not dropped, ``fired`` all that
    a pattern made, in order of firing.
    """

    def __init__(self, clauses: Clauses, frames: Sequence[Frame], first: int) -> None:
        self.c = clauses
        self.frames = frames
        self.first = first
        self.types: dict[int, str] = {}
        self.nouns = {f.predicate for f in frames if f.kind in ("noun", "light")}
        self.chosen: dict[int, tuple[Pattern, EventDraft]] = {}
        self.fired: dict[int, tuple[Pattern, EventDraft]] = {}

    def code(self) -> list[EventDraft]:
        """The drafts of the sentence, numbered, those given for each other linked."""
        links = links_within(self.c)
        for frame in sorted(self.frames, key=lambda f: -len(f.embedding)):
            found = None if frame.predicate in links else self._best(frame)
            if found is not None:
                self.chosen[frame.index] = found
                self.types[frame.predicate] = found[0].type
                if frame.support >= 0:
                    self.types.setdefault(frame.support, found[0].type)
        self.fired = dict(self.chosen)
        self._drop_consumed()
        self._drop_used()
        self._demands()
        self._drop_doubles()
        drafts: list[EventDraft] = []
        for k in sorted(self.chosen):
            draft = for_oneself(self.c, self._at(k), self.chosen[k][1])
            drafts.append(draft)
            made = composed(self.c, self._at(k), draft)
            if made is not None:
                drafts.append(made)
        drafts += retold(self.c, self.frames, self.fired.keys() | self.chosen.keys())
        drafts.sort(key=lambda d: d.frame)
        numbered = [replace(d, index=self.first + n) for n, d in enumerate(drafts)]
        placed = with_places(self.c, self.frames, numbered)
        routed = with_routes(self.c, self.frames, placed)
        return link_returns(self.c, self.frames, routed)

    def _demands(self) -> None:
        """Code "X said that Y must …" where the lower clause is no event of its own."""
        coding = self.c.coding
        for frame in self.frames:
            found = None if frame.index in self.chosen else demanded(self.c, frame)
            if found is None:
                continue
            pattern = coding.by_verb["demand"][-1]
            self.chosen[frame.index] = (
                pattern,
                EventDraft(
                    index=-1, frame=frame.index, sentence=self.c.s.index, type="REQUEST", mode="",
                    context=self._context(frame), cameo=coding.results["demand"][1],
                    initiators=found[0], recipients=found[1], places=(), items=(),
                    in_return_for=(), rule="compose.demand", announced=True,
                ),
            )  # fmt: skip

    def _best(self, frame: Frame) -> tuple[Pattern, EventDraft] | None:
        below = self.below(frame)
        for pattern in self.candidates(frame):
            if fits(self.c, frame, pattern, below) and self.purpose_fits(frame, pattern):
                if pattern.stop or no_deed(self.c, frame, pattern):
                    return None
                draft = self._draft(frame, pattern, below)
                if draft is not None:
                    return pattern, draft
        return None

    def purpose_fits(self, frame: Frame, pattern: Pattern) -> bool:
        """Whether an infinitive of purpose codes as the pattern asks."""
        return not pattern.purpose or any(
            self.types.get(f.predicate) in pattern.purpose for f in purposes(self.c, frame)
        )

    def candidates(self, frame: Frame) -> tuple[Pattern, ...]:
        """The patterns of a frame's lemma, the most specific first."""
        coding = self.c.coding
        if frame.kind == "verb":
            found = coding.by_verb.get(frame.lemma)
            if found is None and frame.particle:
                found = coding.by_verb.get(frame.lemma.partition("_")[0])
            return found or ()
        if frame.kind == "adjective":
            return coding.by_adjective.get(frame.lemma, ())
        return coding.by_noun.get(frame.lemma, ())

    def below(self, frame: Frame) -> list[str]:
        """PLOVER types of the clauses and event nouns right below a frame."""
        if not self.types:
            return []
        found = [self.types[c] for c in frame.complements if c in self.types]
        found += [self.types[p] for p in frame.patient if p in self.types]
        if not frame.obliques:
            return found
        for prep in ("to", "on", "for", "with"):
            found += [self.types[h] for h in frame.oblique(prep) if h in self.types]
        return found

    def _with_named(self, frame: Frame, pattern: Pattern) -> Frame:
        """A frame with what hangs from the noun that a pattern's preposition asks for.

        "went on *strike* against the tariffs": the tariffs hang from the strike.
        """
        more = [
            o
            for prep, asked in pattern.prep
            for head in frame.oblique(prep)
            if self.c.s.tokens[head].lemma in asked
            for o in obliques(self.c.s, head, self.c.coding)
        ]
        return replace(frame, obliques=(*frame.obliques, *more)) if more else frame

    def _draft(self, frame: Frame, pattern: Pattern, below: Sequence[str]) -> EventDraft | None:
        frame = self._with_named(frame, pattern) if pattern.prep else frame
        initiators, recipients, mutual = self._sides(frame, pattern)
        if not self.enough(pattern, initiators, recipients):
            return None
        if not self.recipient_fits(pattern, recipients):
            return None
        if pattern.apart and not self.c.apart(initiators, recipients):
            return None
        coding = self.c.coding
        cameo = pattern.cameo or coding.types[pattern.type].cameo
        if pattern.compose:
            table = coding.compose.get(pattern.compose, {})
            cameo = next((table[t] for t in below if t in table), cameo)
        items = items_of(self.c, frame, pattern)
        return EventDraft(
            index=-1,
            frame=frame.index,
            sentence=self.c.s.index,
            type=pattern.type,
            mode=pattern.mode,
            context=self._context(frame),
            cameo=sharpened(self.c.coding, cameo, items),
            initiators=initiators,
            recipients=recipients,
            places=(),
            items=items,
            in_return_for=(),
            rule=pattern.id,
            symmetric=mutual,
        )

    def sides(self, frame: Frame, pattern: Pattern) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """Who stands on the two sides of the event that a pattern would make of a frame."""
        initiators, recipients, _ = self._sides(frame, pattern)
        return initiators, recipients

    def _sides(
        self, frame: Frame, pattern: Pattern
    ) -> tuple[tuple[int, ...], tuple[int, ...], bool]:
        """The two sides, and whether both do it."""
        initiators, _ = self._fill(frame, pattern.initiator, (), "")
        if pattern.symmetric and not initiators and frame.kind == "noun":
            initiators = both_above(self.c, frame, pattern)
        slots = pattern.recipient
        if pattern.symmetric and len(initiators) > 1:
            # "A and B held a meeting in C": both sides are there, C is only where it was.
            slots = tuple(slot for slot in slots if slot not in OF_THE_OBJECT)
        recipients, filled = self._fill(frame, slots, initiators, pattern.type)
        if not recipients and pattern.type in TRANSFERS:
            recipients = self._from_above(frame, initiators)
        if pattern.symmetric and len(initiators) > 1:
            recipients = tuple(r for r in recipients if not self.c.bare_role(r))
        if pattern.symmetric and not recipients and len(initiators) > 1:
            return initiators[:1], initiators[1:], True
        one_sided = pattern.type in ONE_SIDED and filled not in self.c.coding.mutual_slots
        return initiators, recipients, pattern.symmetric and not (recipients and one_sided)

    def recipient_fits(self, pattern: Pattern, recipients: Sequence[int]) -> bool:
        """Whether the recipients, if any, are of a kind that the pattern asks for."""
        kinds = {self.c.mentions[r].kind.value for r in recipients}
        return not (pattern.recipient_kind and recipients) or bool(kinds & pattern.recipient_kind)

    def _fill(
        self, frame: Frame, slots: Sequence[str], taken: Sequence[int], kind: str
    ) -> tuple[tuple[int, ...], str]:
        """The actors of the first slot that names any who are not on the other side, and the slot.

        Role nouns of no told country ("people", "refugees") only count where no slot names more:
        "aid to refugees in Chad" goes to Chad.

        Args:
            kind: the event type whose recipient is looked for, empty for the initiator.
        """
        spare: tuple[int, ...] = ()
        spare_slot = ""
        for name in slots:
            below = self._recipients_below(frame, taken) if name == "complement" else ()
            if below:
                return below, name
            heads = slot(self.c, frame, name)
            if name == "agent" and not kind and frame.kind == "verb":
                heads = doers(self.c, heads)
            if frame.kind in ("noun", "light"):
                # "a visit in return for Kim's visit": the other event keeps its own actors.
                heads = tuple(h for h in heads if h not in self.nouns)
            if kind == "REQUEST":  # "called for strikes on Chad" asks nothing of Chad
                heads = tuple(h for h in heads if not self._hostile(h))
            media = kind in DONE_TO_PEOPLE
            found = tuple(a for a in self.c.all_actors(heads, media=media) if a not in taken)
            owned = bool(kind) and kind not in JUDGING and all(map(self.c.owner_by_pronoun, found))
            if found and owned:
                # "launched *its* invasion of Chad": the owner is who acts.
                told = tuple(a for h in heads for a in self.c.inside_preps(h, 1) if a not in taken)
                found, owned = told or found, not told
            found = tuple(
                a for a in found if not is_own(self.c, frame, a, taken, kind, owned=owned)
            )
            if found and not owned and not all(self.c.bare_role(a) for a in found):
                return found, name
            if found and not spare:
                spare, spare_slot = found, name
        return spare, spare_slot

    def _hostile(self, head: int) -> bool:
        """Whether an event noun was coded as an act of material conflict."""
        return self.c.coding.quad(self.types.get(head, "")) == "material conflict"

    def _recipients_below(self, frame: Frame, taken: Sequence[int]) -> tuple[int, ...]:
        """Whom the event told by the clause below concerns ("refused to *meet the king* in …")."""
        below = complements(self.c, frame)
        for lower in (*below, *coordinated(self.c, below)):
            if lower.index in self.chosen:
                found = [r for r in self.chosen[lower.index][1].recipients if r not in taken]
                if found and not all(self.c.bare_role(r) for r in found):
                    return tuple(found)
        return ()

    def _from_above(self, frame: Frame, taken: Sequence[int]) -> tuple[int, ...]:
        """Who the main clause of a participle tells ("was a partner to Moscow, supplying …")."""
        if not frame.embedding or frame.embedding[0].relation != "advcl" or frame.tense:
            return ()
        above = self.c.frames.get(frame.embedding[0].predicate)
        if above is None:
            return ()
        s = self.c.s
        told = [*above.patient, *above.dative, *above.oblique("to", "with")]
        told += [
            x
            for attr in s.kids(above.predicate, "attr")
            for prep in s.kids(attr, "prep")
            if s.tokens[prep].lemma in ("to", "of", "for", "with")
            for x in s.kids(prep, "pobj")
        ]
        return tuple(a for a in self.c.all_actors(told) if a not in taken)

    def enough(
        self, pattern: Pattern, initiators: Sequence[int], recipients: Sequence[int]
    ) -> bool:
        """Whether as many sides are actors as the pattern needs."""
        both_in_one = pattern.symmetric and any(map(self.c.is_pair, initiators))
        if pattern.needs == "recipient":
            return bool(recipients) or both_in_one
        if pattern.needs == "initiator":
            return bool(initiators)
        if pattern.needs == "both":
            return bool(initiators) and (bool(recipients) or both_in_one)
        return bool(initiators) or bool(recipients)

    def _context(self, frame: Frame) -> tuple[str, ...]:
        s, words = self.c.s, self.c.coding.contexts
        found: dict[str, None] = {}
        for i in s.subtree(frame.predicate):
            context = words.get(s.tokens[i].lemma)
            if context:
                found[context] = None
        return tuple(found)

    def _drop_consumed(self) -> None:
        """Drop event nouns that a higher verb's event already tells ("*held* talks")."""
        for frame in self.frames:
            if frame.index not in self.chosen or frame.kind not in ("noun", "light"):
                continue
            verb = frame.support
            t = self.c.s.tokens[frame.predicate]
            if verb < 0 and t.dep in ("dobj", "nsubjpass", "pobj", "attr", "compound"):
                verb = t.head
                if t.dep == "pobj":
                    verb = self.c.s.tokens[t.head].head
            above = self.c.frames.get(verb)
            if (
                above is None
                or above.kind != "verb"
                or above.index not in self.chosen
                or above.index == frame.index
            ):
                continue
            pattern = self.chosen[above.index][0]
            draft = self.chosen[frame.index][1]
            whole = self.chosen[above.index][1]
            same = pattern.type == draft.type
            named = any(t.lemma in words for _, words in pattern.prep)
            if (same or named) or (
                frame.predicate in above.patient
                and pattern.object
                and (frame.kind == "light" or not _own_actors(draft, whole))
            ):
                del self.chosen[frame.index]

    def _drop_used(self) -> None:
        """Drop the launch of what another clause strikes with ("a missile *fired* by Chad hit")."""
        attacks = [self._at(k) for k, (p, _) in self.chosen.items() if p.type == "ASSAULT"]
        for k in [k for k, (p, _) in self.chosen.items() if p.type == "MOBILIZE"]:
            if is_used(self.c, self._at(k), attacks):
                del self.chosen[k]

    def _drop_doubles(self) -> None:
        """Drop the second of two coordinated verbs that one pattern reads alike ("killed or
        wounded"): they tell one event."""
        seen: set[tuple[str, tuple[int, ...], tuple[int, ...]]] = set()
        for k in sorted(self.chosen):
            pattern, draft = self.chosen[k]
            key = (pattern.id, draft.initiators, draft.recipients)
            frame = self._at(k)
            if key in seen and frame.embedding and frame.embedding[0].relation == "conj":
                del self.chosen[k]
            seen.add(key)

    def _at(self, index: int) -> Frame:
        return self.frames[index - self.frames[0].index]


def _own_actors(draft: EventDraft, whole: EventDraft) -> bool:
    """Whether the lower event names actors that the higher one does not."""
    return bool({*draft.initiators, *draft.recipients} - {*whole.initiators, *whole.recipients})
