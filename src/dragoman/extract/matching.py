"""Whether a clause frame fits an event pattern, and who fills its slots."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from dragoman.extract.arguments import nominal_conjuncts
from dragoman.extract.records import Frame, ItemDraft, Mention
from dragoman.lexicon.coding import Coding
from dragoman.lexicon.patterns import ANY_ACTOR, ANY_ITEM, Pattern
from dragoman.model import ActorKind
from dragoman.parse.sentence import Sentence

DEEPEST: Final = 3
"""How many modifiers down an actor is looked for inside a phrase ("homes of people in Gaza")."""

INNER: Final = frozenset({"poss", "compound", "amod", "nmod", "appos"})
INNER_PREPS: Final = frozenset(
    {
        "of",
        "in",
        "from",
        "at",
        "against",
        "by",
        "with",
        "on",
        "to",
        "for",
        "near",
        "between",
        "throughout",
        "across",
        "around",
        "inside",
        "outside",
    }
)
LEAN_PREPS: Final = frozenset({"of", "in", "from", "at"})
NOT_ACTORS: Final = frozenset({ActorKind.MEDIUM})


@dataclass(frozen=True, slots=True)
class Clauses:
    """One sentence with its mentions and frames, as patterns look at it.

    Attributes:
        mentions: by head token.
        frames: by predicate token (the light verb's token too).
    """

    s: Sentence
    mentions: Mapping[int, Mention]
    frames: Mapping[int, Frame]
    coding: Coding

    def actors(self, head: int, depth: int = 0) -> list[int]:
        """Heads of the actors that a phrase names: itself, else those inside it."""
        mention = self.mentions.get(head)
        if mention is not None and mention.origin == "role":
            pair = self._coordinated_owners(head)
            if pair:
                return pair
        if mention is not None and (mention.country or mention.origin != "role" or depth):
            return [head]
        if mention is not None and depth == 0:
            inside = self._inside(head, 1)
            return inside if inside and self.mentions[inside[0]].country else [head]
        return self._inside(head, depth + 1) if depth < DEEPEST else []

    def _coordinated_owners(self, head: int) -> list[int]:
        """ "Turkish and Syrian forces": one noun, two sides."""
        s = self.s
        for c in s.children[head]:
            if s.tokens[c].dep in ("amod", "compound", "nmod", "poss") and c in self.mentions:
                both = [x for x in nominal_conjuncts(s, c) if x in self.mentions]
                if len(both) > 1 and all(self.mentions[x].country for x in both):
                    return both
        return []

    def _inside(self, head: int, depth: int) -> list[int]:
        s = self.s
        spare: list[int] = []
        for c in reversed(s.children[head]):
            if s.tokens[c].dep in INNER:
                found = self.actors(c, depth)
                found = [x for f in found for x in nominal_conjuncts(s, f) if self._actor(x)]
                if any(self.mentions[x].country for x in found):
                    return found
                spare = spare or found
        if spare:
            return spare
        for c in s.children[head]:
            t = s.tokens[c]
            if t.dep == "prep" and t.lemma in INNER_PREPS:
                for pobj in s.kids(c, "pobj"):
                    found = [
                        a
                        for x in nominal_conjuncts(s, pobj)
                        for a in (self.actors(x, depth + 1) if depth < DEEPEST else [])
                    ]
                    if found:
                        return found
        return []

    def _actor(self, head: int) -> bool:
        return head in self.mentions

    def all_actors(self, heads: Sequence[int]) -> tuple[int, ...]:
        """Actors of several phrases, in order, none twice; media are no actors here."""
        found: dict[int, None] = {}
        for head in heads:
            for actor in self.actors(head):
                if self.mentions[actor].kind not in NOT_ACTORS:
                    found[actor] = None
        known = tuple(a for a in found if not self.bare_role(a))
        return known or tuple(found)

    def is_actor(self, head: int) -> bool:
        """Whether a phrase names an actor itself, or measures one ("thousands of Serbs")."""
        if self.s.tokens[head].lemma in self.coding.measure_nouns:
            of = self._measured(head)
            return of is not None and self.is_actor(of)
        mention = self.mentions.get(head)
        return mention is not None and mention.kind not in NOT_ACTORS

    def bare_role(self, head: int) -> bool:
        """A role noun that no country is told of ("the workers")."""
        mention = self.mentions[head]
        return mention.origin == "role" and not mention.country

    def item(self, head: int) -> str:
        """The item class of a phrase by its head, with the modifier before it; empty if none."""
        s, items = self.s, self.coding.items
        lemma = s.tokens[head].lemma
        if s.tokens[head].ent.endswith("-MONEY"):
            return "money"
        for c in s.children[head]:
            if c < head and s.tokens[c].dep in ("amod", "compound", "nmod"):
                two = f"{s.tokens[c].lemma} {lemma}"
                if two in items:
                    return items[two]
                if c >= 2 and s.tokens[c - 1].text == "-":
                    hyphened = f"{s.tokens[c - 2].lemma}-{s.tokens[c].lemma} {lemma}"
                    if hyphened in items:
                        return items[hyphened]
        if lemma in self.coding.measure_nouns:
            of = self._measured(head)
            return items.get(lemma, "") if of is None else self.item(of) or items.get(lemma, "")
        return items.get(lemma, "")

    def _measured(self, head: int) -> int | None:
        """What a measure noun measures ("a batch of *vaccines*")."""
        for c in self.s.kids(head, "prep"):
            if self.s.tokens[c].lemma == "of":
                return self.s.child(c, "pobj")
        return None

    def words(self, head: int) -> set[str]:
        """Lemma of a head, with each modifier before it, and of an "of" phrase below."""
        s = self.s
        lemma = s.tokens[head].lemma
        found = {lemma}
        for c in s.children[head]:
            if c < head and s.tokens[c].dep in ("amod", "compound", "nmod"):
                found.add(f"{s.tokens[c].lemma} {lemma}")
        of = self._measured(head) if lemma in self.coding.measure_nouns else None
        if of is not None:
            found |= {s.tokens[of].lemma, f"{lemma} of {s.tokens[of].lemma}"}
        return found

    def slot(self, frame: Frame, name: str) -> tuple[int, ...]:
        """The head tokens that fill a slot of a frame; see `Pattern.recipient`."""
        if name == "agent":
            return frame.agent
        if name == "patient":
            return frame.patient
        if name == "patient_of":
            return tuple(a for h in frame.patient for a in self._inside(h, 1))
        if name == "dative":
            return frame.dative
        if name == "purpose":
            return tuple(h for f in self.purposes(frame) for h in (*f.patient, *f.dative))
        if name == "content_agent":
            return tuple(
                h
                for p in (*frame.patient, frame.predicate)
                for c in self.s.kids(p, "acl", "ccomp", "xcomp", "advcl")
                if c in self.frames and self.frames[c].tense == ""
                for h in self.frames[c].agent
            )
        if name == "complement_agent":
            return tuple(
                h for f in self.complements(frame) for h in f.agent if h not in frame.agent
            )
        if name == "complement":
            return tuple(
                h
                for f in self.complements(frame)
                for h in (*f.patient, *f.dative, *(x for o in f.obliques for x in o.heads))
            )
        return frame.oblique(name)

    def purposes(self, frame: Frame) -> list[Frame]:
        """Frames of infinitives of purpose under a frame ("sent troops *to help* …")."""
        s = self.s
        return [
            self.frames[x]
            for x in s.kids(frame.predicate, "advcl", "xcomp")
            if x in self.frames and any(s.tokens[k].tag == "TO" for k in s.children[x])
        ]

    def complements(self, frame: Frame) -> list[Frame]:
        """Frames of the clauses right below a frame."""
        return [self.frames[c] for c in frame.complements if c in self.frames]


def fits(c: Clauses, frame: Frame, pattern: Pattern, below: Sequence[str]) -> bool:
    """Whether a frame satisfies all conditions of a pattern but those on who takes part.

    Args:
        below: PLOVER types that the clauses right below code as.
    """
    return (
        _object_fits(c, frame, pattern)
        and _preps_fit(c, frame, pattern)
        and _complement_fits(c, frame, pattern, below)
        and _kinds_fit(c, frame, pattern)
        and _modifiers_fit(c, frame, pattern)
    )


def _object_fits(c: Clauses, frame: Frame, pattern: Pattern) -> bool:
    if pattern.object or pattern.object_item:
        for head in frame.patient:
            if "*" in pattern.object or not pattern.object.isdisjoint(c.words(head)):
                break
            if ANY_ACTOR in pattern.object and c.is_actor(head):
                break
            if pattern.object_item and _in_class(c.item(head), pattern.object_item):
                break
        else:
            return False
    if pattern.patient_item and not any(
        _in_class(c.item(h), pattern.patient_item) for h in frame.patient
    ):
        return False
    return not pattern.patient_lemma or any(
        not pattern.patient_lemma.isdisjoint(c.words(h)) for h in frame.patient
    )


def _in_class(item: str, classes: Sequence[str]) -> bool:
    return bool(item) and any(item == cls or item.startswith(cls + ".") for cls in classes)


def _preps_fit(c: Clauses, frame: Frame, pattern: Pattern) -> bool:
    if not pattern.prep:
        return True
    for prep, words in pattern.prep:
        for head in frame.oblique(prep):
            if not words or c.s.tokens[head].lemma in words:
                return True
            if ANY_ACTOR in words and c.is_actor(head):
                return True
            if ANY_ITEM in words and c.item(head):
                return True
    return False


def _complement_fits(c: Clauses, frame: Frame, pattern: Pattern, below: Sequence[str]) -> bool:
    if pattern.complement and not (
        bool(frame.complements)
        if pattern.complement == ("*",)
        else any(t in pattern.complement for t in below)
        or ("infinitive" in pattern.complement and _has_infinitive(c, frame))
    ):
        return False
    if pattern.not_object_complement and c.s.child(frame.predicate, "oprd", "xcomp") is not None:
        return False
    if not pattern.complement_lemma:
        return True
    s, v = c.s, frame.predicate
    told = [
        *s.kids(v, "oprd", "acomp", "xcomp", "ccomp", "advcl", "amod"),
        *frame.oblique("as"),
        *(y for p in frame.patient for y in s.kids(p, "amod", "acl", "relcl")),
        *(y for x in frame.complements for y in s.kids(x, "acomp", "attr")),
    ]
    told += [y for x in told for y in s.kids(x, "amod")]
    return any(s.tokens[x].lemma in pattern.complement_lemma for x in told)


def _has_infinitive(c: Clauses, frame: Frame) -> bool:
    return any(
        t.tag == "TO" or (t.dep == "aux" and t.lemma == "to")
        for x in frame.complements
        for t in (c.s.tokens[k] for k in c.s.children[x])
    )


def _kinds_fit(c: Clauses, frame: Frame, pattern: Pattern) -> bool:
    if pattern.patient_actor and not any(
        c.is_actor(h) and _any_kind(c, (h,), pattern.patient_actor) for h in frame.patient
    ):
        return False
    return not pattern.initiator_kind or _any_kind(c, frame.agent, pattern.initiator_kind)


def _any_kind(c: Clauses, heads: Sequence[int], kinds: frozenset[str]) -> bool:
    return any(c.mentions[a].kind.value in kinds for h in heads for a in c.actors(h))


def _modifiers_fit(c: Clauses, frame: Frame, pattern: Pattern) -> bool:
    if not pattern.modifiers:
        return True
    s = c.s
    return any(
        s.tokens[x].lemma in pattern.modifiers
        for x in s.subtree(frame.predicate)
        if x < frame.predicate
    )


def items_of(c: Clauses, frame: Frame, pattern: Pattern) -> tuple[ItemDraft, ...]:
    """What is given, moved or used: classed phrases in the pattern's item slots."""
    found: list[ItemDraft] = []
    for slot in pattern.item_slots:
        for head in c.slot(frame, slot):
            cls = c.item(head) or pattern.item_default
            if cls:
                found.append(ItemDraft(head, cls))
    return tuple(found)
