"""Clause frames as a statistical typer sees them; see `train_typer`.

A frame is looked at where both of its sides name a known actor: one whose country is known, an
intergovernmental body or an armed group.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from dragoman.extract import extract
from dragoman.extract.conditions import fits
from dragoman.extract.events import Coder, clauses_of
from dragoman.extract.matching import Clauses
from dragoman.extract.records import Frame, Mention
from dragoman.extract.slots import slot as slot_of
from dragoman.lexicon import Lexicon
from dragoman.model import ActorKind
from dragoman.parse import ParsedReport

RECIPIENT_SLOTS: Final = (
    "patient", "dative", "to", "with", "against", "from", "on", "for", "of", "at", "over",
    "toward", "towards", "between", "into", "patient_of", "complement_agent",
)  # fmt: skip
"""Where the other side is looked for, in this order."""

KNOWN_KINDS: Final = frozenset({ActorKind.IGO, ActorKind.ARMED_GROUP})


@dataclass(frozen=True)
class Look:
    """One frame with known sides.

    Attributes:
        features: names of what the typer sees, each of weight one.
        pattern: the type that a pattern gives it, empty where none fits.
        stopped: whether a pattern says that it is no event.
        initiators, recipients: the words of each side.
        height: number of predicates above.
        label, weight: what it teaches.
    """

    lemma: str
    features: tuple[str, ...]
    pattern: str
    stopped: bool
    initiators: str
    recipients: str
    height: int
    sentence: str
    label: str = "none"
    weight: float = 1.0

    def teaching(self, label: str, weight: float) -> Look:
        return replace(self, label=label, weight=weight)

    @property
    def open(self) -> bool:
        """Whether the typer would be asked."""
        return not self.pattern and not self.stopped


def looks(parsed: ParsedReport, lexicon: Lexicon) -> tuple[set[str], list[Look]]:
    """The types that the patterns code in a report, and its frames with known sides."""
    extracted = extract(parsed, lexicon)
    types: set[str] = set()
    found: list[Look] = []
    for s in parsed.sentences:
        mentions = {m.head: m for m in extracted.mentions if m.sentence == s.index}
        frames = [f for f in extracted.frames if f.sentence == s.index]
        if not frames:
            continue
        coder = Coder(clauses_of(s, mentions, frames, lexicon.coding), frames, 0)
        types |= {d.type for d in coder.code()}
        found += [look for f in frames if (look := _look(coder, f)) is not None]
    return types, found


def _look(coder: Coder, frame: Frame) -> Look | None:
    c = coder.c
    initiators, recipients, slot = sides(c, frame)
    if not initiators:
        return None
    below = coder.below(frame)
    return Look(
        lemma=frame.lemma,
        features=tuple(features(c, frame, initiators, recipients, slot, below)),
        pattern=coder.fired[frame.index][0].type if frame.index in coder.fired else "",
        stopped=any(p.stop and fits(c, frame, p, below) for p in coder.candidates(frame)),
        initiators=_phrases(c, initiators),
        recipients=_phrases(c, recipients),
        height=len(frame.embedding),
        sentence=" ".join(t.text for t in c.s.tokens),
    )


def _phrases(c: Clauses, heads: Sequence[int]) -> str:
    return " ".join(
        t.text for h in heads for t in c.s.tokens[c.mentions[h].start : c.mentions[h].end]
    )


def sides(c: Clauses, frame: Frame) -> tuple[tuple[int, ...], tuple[int, ...], str]:
    """Head tokens of the known actors on both sides, and the slot that gave the recipients."""
    initiators = tuple(a for a in c.all_actors(frame.agent) if _known(c.mentions[a]))
    for slot in RECIPIENT_SLOTS if initiators else ():
        told = c.all_actors(slot_of(c, frame, slot))
        found = tuple(a for a in told if a not in initiators and _known(c.mentions[a]))
        if found:
            return initiators, found, slot
    return (), (), ""


def _known(mention: Mention) -> bool:
    return bool(mention.country) or mention.kind in KNOWN_KINDS


def features(
    c: Clauses,
    frame: Frame,
    initiators: Sequence[int],
    recipients: Sequence[int],
    slot: str,
    below: Sequence[str],
) -> Iterator[str]:
    """What the typer sees of a frame; ``l=``, ``o=`` and ``c=`` name words that have vectors."""
    lemma = frame.lemma.partition("_")[0]
    yield from (f"l={lemma}", f"k={frame.kind}", f"s={slot}", f"ls={lemma}|{slot}")
    if frame.particle:
        yield f"lp={frame.lemma}"
    yield from _around(c, frame, lemma)
    yield from (f"m={frame.modal}", f"n={frame.negated}", f"t={frame.tense}")
    if frame.embedding:
        above = frame.embedding[0]
        yield from (f"e={above.relation}", f"em={above.marker}")
        if above.relation in ("ccomp", "xcomp", "pcomp"):
            yield f"up={above.lemma}"
    a, b = c.mentions[initiators[0]], c.mentions[recipients[0]]
    yield from (f"ak={a.kind.value}", f"bk={b.kind.value}", f"ab={a.kind.value}|{b.kind.value}")
    yield f"dom={bool(a.country) and a.country == b.country}"
    yield from (f"b={t}" for t in below[:2])


def _around(c: Clauses, frame: Frame, lemma: str) -> Iterator[str]:
    """Object, item, prepositional arguments, and the clause below."""
    tokens = c.s.tokens
    for head in frame.patient[:1]:
        word = "@" if head in c.mentions else tokens[head].lemma.lower()
        yield from (f"o={word}", f"lo={lemma}|{word}")
        if c.item(head):
            yield f"i={c.item(head).partition('.')[0]}"
    for o in frame.obliques:
        actor = any(h in c.mentions for h in o.heads)
        yield f"r={o.prep}{'@' if actor else ''}"
        yield from (f"q={o.prep}|{tokens[h].lemma.lower()}" for h in o.heads[:1] if not actor)
    for x in frame.complements[:1]:
        yield from (f"c={tokens[x].lemma.lower()}", f"ct={tokens[x].tag}")


def words(text: str) -> set[str]:
    return set(re.findall(r"\w{3,}|[A-Z]{2,}", text))
