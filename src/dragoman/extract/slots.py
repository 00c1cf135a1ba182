"""The slots of a clause frame that the sides of events are read from, by their names."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Final

from dragoman.extract.arguments import nominal_conjuncts
from dragoman.extract.matching import Clauses
from dragoman.extract.records import Frame, ItemDraft
from dragoman.lexicon.patterns import Pattern

Heads = tuple[int, ...]

CONDITIONS_OF: Final = frozenset({"if", "unless", "until"})
"""Subordinators of what another must do first ("threatened to leave *unless Chad paid*")."""
REACH: Final = 4
"""How many clauses a condition may stand below what is threatened under it."""
MODIFIERS: Final = frozenset({"poss", "compound", "amod", "nmod"})
SHARED: Final = frozenset({"with", "between", "among", "of"})
"""Prepositions of those who share in a meeting or an agreement."""
DOERS: Final = frozenset({"by"})
DONE_TO: Final = frozenset({"on", "against", "from", "to"})


def slot(c: Clauses, frame: Frame, name: str) -> Heads:
    """The head tokens that fill a slot of a frame; a name that is none is a preposition."""
    reader = SLOTS.get(name)
    return frame.oblique(name) if reader is None else reader(c, frame)


def purposes(c: Clauses, frame: Frame) -> list[Frame]:
    """Frames of infinitives of purpose under a frame ("sent troops *to help* …")."""
    s = c.s
    return [
        c.frames[x]
        for x in s.kids(frame.predicate, "advcl", "xcomp")
        if x in c.frames and any(s.tokens[k].tag == "TO" for k in s.children[x])
    ]


def complements(c: Clauses, frame: Frame) -> list[Frame]:
    """Frames of the clauses right below a frame."""
    return [c.frames[x] for x in frame.complements if x in c.frames]


def coordinated(c: Clauses, frames: Iterable[Frame]) -> list[Frame]:
    """Frames of the clauses coordinated with others ("agreed to come *and talk*")."""
    return [c.frames[x] for f in frames for x in c.s.kids(f.predicate, "conj") if x in c.frames]


def items_of(c: Clauses, frame: Frame, pattern: Pattern) -> tuple[ItemDraft, ...]:
    """What is given, moved or used: classed phrases in the pattern's item slots."""
    found: list[ItemDraft] = []
    for name in pattern.item_slots:
        for head in slot(c, frame, name):
            cls = c.item(head) or pattern.item_default
            if cls:
                found.append(ItemDraft(head, cls))
    return tuple(found)


def _marker(c: Clauses, clause: int) -> str:
    mark = c.s.child(clause, "mark")
    return "" if mark is None else c.s.tokens[mark].lemma


def _around(frame: Frame) -> Heads:
    return tuple(h for o in frame.obliques for h in o.heads)


def _told_of(c: Clauses, head: int, preps: frozenset[str]) -> Heads:
    """What a participle after a noun tells of it ("a ban *imposed on Chad*")."""
    s = c.s
    return tuple(
        x
        for clause in s.kids(head, "acl")
        for p in s.kids(clause, "prep", "agent")
        if s.tokens[p].lemma in preps
        and (s.tokens[clause].tag in ("VBN", "VBD") or s.tokens[p].lemma == "from")
        for x in s.kids(p, "pobj")
    )


def _patient_of(c: Clauses, frame: Frame) -> Heads:
    return tuple(a for h in frame.patient for a in c.inside(h, 1))


def _agent_of(c: Clauses, frame: Frame) -> Heads:
    """Actors inside the subject ("talks *between Chad and Mali* collapsed")."""
    return tuple(a for h in frame.agent for a in c.inside(h, 1))


def _patient_with(c: Clauses, frame: Frame) -> Heads:
    """Who shares in what the object names, not what it is about or where it is held.

    "held *Chadian* talks with *Mali* in Togo on Niger".
    """
    told = [
        a
        for h in frame.patient
        for x in c.s.children[h]
        if c.s.tokens[x].dep in MODIFIERS
        for a in c.actors(x, 1)
    ]
    beside = [
        a
        for h in frame.patient
        for p in c.s.kids(h, "prep")
        if c.s.tokens[p].lemma in SHARED
        for x in c.s.kids(p, "pobj")
        for n in nominal_conjuncts(c.s, x)
        for a in c.actors(n, 1)
    ]
    return tuple(told or beside)


def _patient_agent(c: Clauses, frame: Frame) -> Heads:
    """Who does what the object names ("*Chad and Mali* held talks mediated by Togo").

    Where the object is itself the subject of a verb, whom that is done to ("talks hosted by Togo
    brought *Chad and Mali* together").
    """
    found: list[int] = []
    for h in frame.patient:
        told = c.frames.get(h)
        above = c.frames.get(c.s.tokens[h].head)
        if told is not None and told.kind in ("noun", "light"):
            found += told.agent
        if above is not None and above.predicate != frame.predicate:
            found += above.patient if h in above.agent else above.agent
    return tuple(h for h in dict.fromkeys(found) if h not in (*frame.agent, *frame.patient))


def _patient_by(c: Clauses, frame: Frame) -> Heads:
    return tuple(x for h in frame.patient for x in _told_of(c, h, DOERS))


def _patient_on(c: Clauses, frame: Frame) -> Heads:
    return tuple(x for h in frame.patient for x in _told_of(c, h, DONE_TO))


def _purpose(c: Clauses, frame: Frame) -> Heads:
    found = [h for f in purposes(c, frame) for h in (*f.patient, *f.dative)]
    # "to help *Chad* rebuild": whom it is for acts in the clause below.
    found += [h for f in purposes(c, frame) for low in complements(c, f) for h in low.agent]
    return tuple(h for h in dict.fromkeys(found) if h not in frame.agent)


def _purpose_around(c: Clauses, frame: Frame) -> Heads:
    return tuple(h for f in purposes(c, frame) for h in _around(f))


def _participle(c: Clauses, frame: Frame) -> Heads:
    return tuple(
        h
        for x in c.s.kids(frame.predicate, "advcl")
        if x in c.frames and c.s.tokens[x].tag == "VBG" and not _marker(c, x)
        for h in (*c.frames[x].patient, *_around(c.frames[x]))
    )


def _condition_agent(c: Clauses, frame: Frame) -> Heads:
    return tuple(
        h
        for f in dict.fromkeys(c.frames.values())
        if f.embedding
        and f.embedding[0].relation == "advcl"
        and f.embedding[0].marker in CONDITIONS_OF
        and any(up.predicate == frame.predicate for up in f.embedding[:REACH])
        for h in (*f.agent, *f.patient)[:1]
    )


def _content_agent(c: Clauses, frame: Frame) -> Heads:
    return tuple(
        h
        for p in (*frame.patient, frame.predicate)
        for x in c.s.kids(p, "acl", "ccomp", "xcomp", "advcl")
        if x in c.frames and c.frames[x].tense == ""
        for h in c.frames[x].agent
    )


def _told_agent(c: Clauses, frame: Frame) -> Heads:
    return tuple(
        h
        for p in (*frame.patient, *_around(frame))
        for x in c.s.kids(p, "acl", "ccomp", "xcomp")
        if x in c.frames
        for h in c.frames[x].agent
        if h != p
    )


def _complement_agent(c: Clauses, frame: Frame) -> Heads:
    return tuple(h for f in complements(c, frame) for h in f.agent if h not in frame.agent)


def _complement(c: Clauses, frame: Frame) -> Heads:
    below = complements(c, frame)
    for f in (*below, *coordinated(c, below)):
        told = (*f.patient, *f.dative, *_around(f))
        if c.all_actors(told):
            return told
    return ()


def _content(c: Clauses, frame: Frame) -> Heads:
    return tuple(
        h
        for p in frame.patient
        for x in c.s.kids(p, "acl")
        if x in c.frames and not c.frames[x].tense
        for h in (*c.frames[x].patient, *c.frames[x].dative, *_around(c.frames[x]))
    )


def _above_in(c: Clauses, frame: Frame) -> Heads:
    """Where the clause is set that an event noun stands under ("signed *in Chad* on a visit")."""
    for e in frame.embedding[:REACH]:
        above = c.frames.get(e.predicate)
        if above is not None and above.kind == "verb":
            return above.oblique("in", "to", "at")
    return ()


def _complement_on(c: Clauses, frame: Frame) -> Heads:
    return tuple(x for f in complements(c, frame) for x in _patient_on(c, f))


SLOTS: Final[Mapping[str, Callable[[Clauses, Frame], Heads]]] = {
    "agent": lambda _c, frame: frame.agent,
    "patient": lambda _c, frame: frame.patient,
    "dative": lambda _c, frame: frame.dative,
    "patient_of": _patient_of,
    "agent_of": _agent_of,
    "patient_with": _patient_with,
    "patient_agent": _patient_agent,
    "patient_by": _patient_by,
    "patient_on": _patient_on,
    "purpose": _purpose,
    "purpose_around": _purpose_around,
    "participle": _participle,
    "condition_agent": _condition_agent,
    "content": _content,
    "content_agent": _content_agent,
    "told_agent": _told_agent,
    "complement_agent": _complement_agent,
    "complement": _complement,
    "above_in": _above_in,
    "complement_on": _complement_on,
}
"""By name: what fills the slot. docs/reference/patterns.md tells each."""
