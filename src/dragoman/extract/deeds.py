"""Whose deed a clause tells, and whether it tells one at all."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from dragoman.extract.matching import Clauses
from dragoman.extract.records import Frame
from dragoman.lexicon.patterns import Pattern

REACH: Final = 3
"""How far up an ability may stand ("capable of *launching* this *type* of attack")."""

GLUED: Final = re.compile(r"[A-Z][a-z]+(?:[A-Z][a-z]+)?[A-Z][A-Za-z]*[a-zA-Z]")
"""A name with a headline's first word run into it ("PelosiDemocrats")."""


def links_within(c: Clauses) -> range:
    """Tokens of a sentence that are headlines of links run into it, and no part of what it says.

    They start with a word that a headline was run into, and end with a label in capitals.
    """
    tokens = c.s.tokens
    ends = [t.i for t in tokens if t.text in c.coding.link_labels]
    starts = [t.i for t in tokens if ends and t.i < ends[-1] and GLUED.fullmatch(t.text)]
    return range(starts[0], ends[-1]) if starts else range(0)


def no_deed(c: Clauses, frame: Frame, pattern: Pattern) -> bool:
    """Whether a clause that a pattern fits tells no act, whatever its words.

    A bare ability ("missiles capable of *hitting* Chad") is none, nor is what evidence or a poll
    does ("the facts *support* his claims").
    """
    coding = c.coding
    quad = coding.quad(pattern.type)
    if quad == "material conflict" and any(
        e.lemma in coding.abilities for e in frame.embedding[:REACH]
    ):
        return True
    if quad == "material cooperation" or frame.kind != "verb" or not frame.agent:
        return False
    return all(h not in c.mentions and c.s.tokens[h].lemma in coding.not_doers for h in frame.agent)


def doers(c: Clauses, heads: Sequence[int]) -> tuple[int, ...]:
    """Who acts where an event or a weapon is the subject, not where or to whom it was done.

    Args:
        heads: head tokens of a clause's agent ("the *raid* on Chad killed ten", "a *drone*
            operated by the army struck a market").

    Returns:
        the heads, each event noun replaced by those of its doers that its own phrase names, each
        weapon of no named owner by who is told to wield it.
    """
    found: list[int] = []
    for h in heads:
        frame = c.frames.get(h)
        if h not in c.mentions and c.item(h).startswith("arms.") and not c.actors(h):
            found += _wielders(c, h) or (h,)
        elif frame is None or h in c.mentions or frame.kind not in ("noun", "light"):
            found.append(h)
        else:
            within = set(c.s.subtree(h))
            named = [a for a in frame.agent if a in within]
            found += named or _told_doers(c, h)
    return tuple(found)


def _told_doers(c: Clauses, deed: int) -> list[int]:
    """Who a participle says does what a noun names ("talks *hosted by Chad* brought …")."""
    below = [c.frames[x] for x in c.s.kids(deed, "acl") if x in c.frames]
    return [a for f in below if f.passive for a in f.agent]


def _wielders(c: Clauses, weapon: int) -> tuple[int, ...]:
    """Who fires, flies or sends a weapon by a clause of the same sentence."""
    return tuple(
        h
        for frame in dict.fromkeys(c.frames.values())
        if weapon in frame.patient and frame.lemma in c.coding.wielding and not frame.negated
        for h in frame.agent
    )


def is_used(c: Clauses, frame: Frame, others: Sequence[Frame]) -> bool:
    """Whether a clause but tells whose weapon another strikes with ("a missile *fired* by …")."""
    return frame.lemma in c.coding.wielding and any(
        {*frame.patient} & {*other.agent} for other in others if other.index != frame.index
    )


def is_own(
    c: Clauses, frame: Frame, head: int, taken: Sequence[int], kind: str, *, owned: bool
) -> bool:
    """Whether what is called an actor's is the doer's own, so that the actor is no other side.

    "Kim dismantled *his* arsenal", "Chad imposed new *Chadian* duties"; a rebel may well strike at
    what is its country's.

    Args:
        head: the actor, a modifier of what the clause is done to.
        taken: the initiators.
        kind: the event type whose recipient is looked for.
        owned: whether the actors found are but owners by pronoun.
    """
    if not taken:
        return False
    t = c.s.tokens[head]
    if owned and t.text.lower() in c.coding.reflexive_owners:
        return frame.kind == "verb" and not _other_above(c, frame)
    country = c.mentions[head].country
    compatriot = any(country and country == c.mentions[x].country for x in taken)
    return kind == "SANCTION" and t.dep == "amod" and compatriot


def _other_above(c: Clauses, frame: Frame) -> bool:
    """Whether a higher clause has another doer, whom a pronoun may stand for."""
    above = [c.frames[e.predicate] for e in frame.embedding if e.predicate in c.frames]
    return any(f.agent and not {*f.agent} & {*frame.agent} for f in above)
