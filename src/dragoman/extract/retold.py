"""Event nouns that take up an event told before: "*the raid* killed four", "during *the clashes*".

Such a noun names no side of its own, so no pattern makes an event of it. It becomes a draft with
open sides, marked `retold`, which resolution fills from what the report told before, or drops.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Final

from dragoman.extract.matching import Clauses
from dragoman.extract.records import EventDraft, Frame
from dragoman.lexicon.patterns import Pattern

DETERMINERS: Final = frozenset({"the", "this", "these", "that", "those"})
DATED: Final = ("-DATE", "-TIME")
INNER: Final = frozenset({"poss", "compound", "amod", "nmod", "prep", "relcl", "acl"})


def takes_up(c: Clauses, frame: Frame) -> Pattern | None:
    """The pattern of a definite event noun, ``None`` where it names no event told before.

    "The raid", "this week's fighting", "Tuesday's strikes"; not "the raid on a village", which
    may be another, nor "the use of the raid" where the noun only modifies.
    """
    s = c.s
    patterns = c.coding.by_noun.get(frame.lemma, ()) if frame.kind == "noun" else ()
    if not patterns or patterns[-1].stop or patterns[-1].type not in c.coding.doers.retold:
        return None
    if s.tokens[frame.predicate].dep in ("compound", "amod", "nmod", "poss"):
        return None
    if not any(_definite(c, x) for x in s.children[frame.predicate]):
        return None
    inner = (x for x in s.children[frame.predicate] if s.tokens[x].dep in INNER)
    named = (y for x in inner for y in s.subtree(x))
    if any(y in c.mentions and not s.tokens[y].ent.endswith(DATED) for y in named):
        return None
    return patterns[-1]


def _definite(c: Clauses, child: int) -> bool:
    t = c.s.tokens[child]
    if t.dep == "det":
        # "There was *no* strike" denies the one that somebody told of.
        none = t.lemma.lower() == "no" and c.s.child(c.s.tokens[t.head].head, "expl") is not None
        return none or t.lemma.lower() in DETERMINERS
    return t.dep == "poss" and t.ent.endswith(DATED)


def retold(c: Clauses, frames: Sequence[Frame], taken: Collection[int]) -> list[EventDraft]:
    """Drafts of the nouns of a sentence that take up an event, unnumbered.

    Args:
        taken: indexes of the frames that patterns made something of, dropped or not.
    """
    found = []
    for frame in frames:
        pattern = None if frame.index in taken or _carried(c, frame, taken) else takes_up(c, frame)
        if pattern is not None:
            cameo = pattern.cameo or c.coding.types[pattern.type].cameo
            found.append(
                EventDraft(
                    index=-1, frame=frame.index, sentence=c.s.index, type=pattern.type, mode="",
                    context=(), cameo=cameo, initiators=(), recipients=(), places=(), items=(),
                    in_return_for=(), rule=pattern.id, symmetric=pattern.symmetric, retold=True,
                )
            )  # fmt: skip
    return found


def _carried(c: Clauses, frame: Frame, taken: Collection[int]) -> bool:
    """Whether the verb of which the noun is the object was coded ("held *the talks*")."""
    t = c.s.tokens[frame.predicate]
    above = c.frames.get(t.head) if t.dep in ("dobj", "nsubjpass", "attr") else None
    return above is not None and above.index in taken


def both_above(c: Clauses, frame: Frame, pattern: Pattern) -> tuple[int, ...]:
    """Who did together what a clause above tells, for a fight that names no side.

    "A and B pulled back their guns after *clashes* in which ten died"; a mere "after clashes" is
    background.
    """
    told_of = c.s.child(frame.predicate, "relcl", "acl") is not None
    if pattern.type not in c.coding.doers.retold or not told_of:
        return ()
    for up in frame.embedding:
        above = c.frames.get(up.predicate)
        both = c.all_actors(above.agent) if above is not None else ()
        if len({c.mentions[a].country for a in both} - {""}) > 1:
            return both
    return ()
