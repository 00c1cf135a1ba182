"""What a pattern asks of a clause frame, one condition at a time.

The coder asks for all of them at once (`fits`); `CONDITIONS` names each, so that what failed can
be told.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final, NamedTuple

from dragoman.extract.matching import Clauses
from dragoman.extract.records import Frame
from dragoman.lexicon.patterns import ANY_ACTOR, ANY_ITEM, ANY_NAMED, Pattern


def fits(c: Clauses, frame: Frame, pattern: Pattern, below: Sequence[str]) -> bool:
    """Whether a frame satisfies all conditions of a pattern but those on who takes part.

    Args:
        below: PLOVER types that the clauses right below code as.
    """
    p = pattern
    return (
        (not (p.object or p.object_item) or _object(c, frame, p, below))
        and (not p.not_object or _not_object(c, frame, p, below))
        and (not p.subject or _subject(c, frame, p, below))
        and (not p.patient_item or _patient_item(c, frame, p, below))
        and (not p.patient_lemma or _patient_lemma(c, frame, p, below))
        and (not p.prep or _prep(c, frame, p, below))
        and (not p.complement or _complement(c, frame, p, below))
        and (not p.not_object_complement or _no_object_complement(c, frame, p, below))
        and (not p.no_object or _no_object(c, frame, p, below))
        and (not p.light or _light(c, frame, p, below))
        and (not p.complement_lemma or _complement_lemma(c, frame, p, below))
        and (not p.patient_actor or _patient_actor(c, frame, p, below))
        and (not p.initiator_kind or _initiator_kind(c, frame, p, below))
        and (not p.modifiers or _modifiers(c, frame, p, below))
    )


def _object(c: Clauses, frame: Frame, pattern: Pattern, _below: Sequence[str]) -> bool:
    for head in frame.patient:
        if "*" in pattern.object or not pattern.object.isdisjoint(c.words(head)):
            return True
        if ANY_ACTOR in pattern.object and c.is_actor(head):
            return True
        if pattern.object_item and _in_class(c.item(head), pattern.object_item):
            return True
    return False


def _not_object(c: Clauses, frame: Frame, pattern: Pattern, _below: Sequence[str]) -> bool:
    """Whether no patient is what the pattern excludes; an actor never is."""
    return all(h in c.mentions or pattern.not_object.isdisjoint(c.words(h)) for h in frame.patient)


def _subject(c: Clauses, frame: Frame, pattern: Pattern, _below: Sequence[str]) -> bool:
    return any(not pattern.subject.isdisjoint(c.words(h)) for h in frame.agent)


def _patient_item(c: Clauses, frame: Frame, pattern: Pattern, _below: Sequence[str]) -> bool:
    return any(_in_class(c.item(h), pattern.patient_item) for h in frame.patient)


def _patient_lemma(c: Clauses, frame: Frame, pattern: Pattern, _below: Sequence[str]) -> bool:
    return any(not pattern.patient_lemma.isdisjoint(c.words(h)) for h in frame.patient)


def _in_class(item: str, classes: Sequence[str]) -> bool:
    return bool(item) and any(item == cls or item.startswith(cls + ".") for cls in classes)


def _prep(c: Clauses, frame: Frame, pattern: Pattern, _below: Sequence[str]) -> bool:
    for prep, words in pattern.prep:
        for head in frame.oblique(prep):
            if not words or not words.isdisjoint(c.words(head)):
                return True
            if ANY_NAMED in words and c.all_actors((head,)):
                return True
            if ANY_ACTOR in words and c.is_actor(head):
                return True
            if ANY_ITEM in words and c.item(head):
                return True
    return False


def _complement(c: Clauses, frame: Frame, pattern: Pattern, below: Sequence[str]) -> bool:
    if pattern.complement == ("*",):
        return bool(frame.complements)
    return (
        any(t in pattern.complement for t in below)
        or ("infinitive" in pattern.complement and _has_infinitive(c, frame))
        or ("untensed" in pattern.complement and _tells_to(c, frame))
    )


def _tells_to(c: Clauses, frame: Frame) -> bool:
    """Whether the clause below says what somebody is to do ("that Chad pay", "must pay")."""
    below = [c.frames[x] for x in frame.complements if x in c.frames]
    return any(not f.tense or f.modal in c.coding.duties for f in below)


def _has_infinitive(c: Clauses, frame: Frame) -> bool:
    return any(
        t.tag == "TO" or (t.dep == "aux" and t.lemma == "to")
        for x in frame.complements
        for t in (c.s.tokens[k] for k in c.s.children[x])
    )


def _no_object_complement(
    c: Clauses, frame: Frame, _pattern: Pattern, _below: Sequence[str]
) -> bool:
    return c.s.child(frame.predicate, "oprd", "xcomp") is None


def _no_object(_c: Clauses, frame: Frame, _pattern: Pattern, _below: Sequence[str]) -> bool:
    return not frame.patient


def _light(_c: Clauses, frame: Frame, _pattern: Pattern, _below: Sequence[str]) -> bool:
    return frame.kind == "light"


def _complement_lemma(c: Clauses, frame: Frame, pattern: Pattern, _below: Sequence[str]) -> bool:
    s, v = c.s, frame.predicate
    return any(
        s.tokens[x].lemma in pattern.complement_lemma
        for x in [
            *s.kids(v, "oprd", "acomp", "xcomp", "ccomp", "amod"),
            *(x for x in s.kids(v, "advcl") if not _trails(c, x)),
            *(y for p in frame.patient for y in s.kids(p, "amod", "acl", "relcl")),
            *(y for x in frame.complements for y in s.kids(x, "acomp")),
        ]
    )


def _trails(c: Clauses, clause: int) -> bool:
    """Whether a participle only follows ("refused to meet him, *saying* …")."""
    return c.s.tokens[clause].tag == "VBG" and c.s.child(clause, "mark") is None


def _patient_actor(c: Clauses, frame: Frame, pattern: Pattern, _below: Sequence[str]) -> bool:
    return any(
        (c.is_actor(h) or h in c.mentions) and _any_kind(c, (h,), pattern.patient_actor)
        for h in frame.patient
    )


def _initiator_kind(c: Clauses, frame: Frame, pattern: Pattern, _below: Sequence[str]) -> bool:
    return _any_kind(c, frame.agent, pattern.initiator_kind)


def _any_kind(c: Clauses, heads: Sequence[int], kinds: frozenset[str]) -> bool:
    return any(c.mentions[a].kind.value in kinds for h in heads for a in c.actors(h))


def _modifiers(c: Clauses, frame: Frame, pattern: Pattern, _below: Sequence[str]) -> bool:
    s = c.s
    return any(
        s.tokens[x].lemma in pattern.modifiers
        for x in s.subtree(frame.predicate)
        if x < frame.predicate
    )


class Condition(NamedTuple):
    """One condition: the pattern's fields that ask it, and whether a frame satisfies it."""

    fields: tuple[str, ...]
    holds: Callable[[Clauses, Frame, Pattern, Sequence[str]], bool]

    def asked(self, pattern: Pattern) -> bool:
        """Whether the pattern asks it at all."""
        return any(getattr(pattern, name) for name in self.fields)


CONDITIONS: Final = (
    Condition(("object", "object_item"), _object),
    Condition(("not_object",), _not_object),
    Condition(("subject",), _subject),
    Condition(("patient_item",), _patient_item),
    Condition(("patient_lemma",), _patient_lemma),
    Condition(("prep",), _prep),
    Condition(("complement",), _complement),
    Condition(("not_object_complement",), _no_object_complement),
    Condition(("no_object",), _no_object),
    Condition(("light",), _light),
    Condition(("complement_lemma",), _complement_lemma),
    Condition(("patient_actor",), _patient_actor),
    Condition(("initiator_kind",), _initiator_kind),
    Condition(("modifiers",), _modifiers),
)
"""The conditions that `fits` asks, in its order."""
