"""Why each clause was coded as it was: its frame in words, the rules that fired, the near misses.

A near miss is a pattern of the clause's own lemma all of whose conditions hold but one, or all,
where a more specific one came first.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dragoman.extract.conditions import CONDITIONS
from dragoman.extract.events import Coder, clauses_of
from dragoman.extract.matching import Clauses
from dragoman.extract.records import EventDraft, ExtractedReport, Frame
from dragoman.extract.told import FigureExplained, TimeExplained, figures_of, times_of
from dragoman.extract.wording import condition_in_words, needs_in_words
from dragoman.lexicon.coding import Coding
from dragoman.lexicon.patterns import Pattern

INSIDE = frozenset({"compound", "amod", "nmod", "nummod", "quantmod"})


@dataclass(frozen=True, slots=True)
class Argument:
    """One argument of a clause: its role (``agent``, ``patient``, ``dative`` or a preposition)
    and the words of its heads."""

    role: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FiredRule:
    """A rule that made an event of a clause.

    Attributes:
        initiators, recipients: the words that name them.
        dropped: True where the event was dropped again, since a higher clause tells it.
        foreign: whether the event counts only if its sides turn out to be of two countries.
    """

    rule: str
    type: str
    mode: str
    cameo: str
    initiators: tuple[str, ...]
    recipients: tuple[str, ...]
    dropped: bool
    foreign: bool


@dataclass(frozen=True, slots=True)
class NearMiss:
    """A rule that nearly fired, and the condition that failed, in words."""

    rule: str
    type: str
    failed: str


@dataclass(frozen=True, slots=True)
class FrameExplained:
    """One clause.

    Attributes:
        start, end: half-open offsets of the predicate into ``source_text``.
        predicate: its words.
        lemma, kind, modal, tense, aspect, negated, passive, shared, question: as in `Frame`.
        above: the predicates that it stands under, nearest first ("say (ccomp, that)").
        stopped_by: the rule that makes it no event at all, empty if none.
    """

    start: int
    end: int
    predicate: str
    lemma: str
    kind: str
    arguments: tuple[Argument, ...]
    negated: bool
    modal: str
    tense: str
    aspect: str
    passive: bool
    shared: bool
    question: bool
    above: tuple[str, ...]
    fired: tuple[FiredRule, ...]
    stopped_by: str
    near: tuple[NearMiss, ...]


@dataclass(frozen=True, slots=True)
class SentenceExplained:
    """One sentence: its number in the report from 0, its text, its clauses in order, and the
    figures and time expressions read out of it."""

    index: int
    start: int
    end: int
    text: str
    frames: tuple[FrameExplained, ...]
    figures: tuple[FigureExplained, ...] = ()
    times: tuple[TimeExplained, ...] = ()


def explain(extracted: ExtractedReport, coding: Coding) -> tuple[SentenceExplained, ...]:
    """Say of each clause of a report what the coder saw in it and what it made of it."""
    text = extracted.parsed.report.source_text
    found = []
    for s in extracted.parsed.sentences:
        frames = [f for f in extracted.frames if f.sentence == s.index]
        by_head = {m.head: m for m in extracted.mentions if m.sentence == s.index}
        explained: tuple[FrameExplained, ...] = ()
        if frames:
            coder = Coder(clauses_of(s, by_head, frames, coding), frames, 0)
            drafts = coder.code()
            teller = _Teller(text, coder, drafts)
            explained = tuple(teller.frame(f) for f in frames)
        found.append(
            SentenceExplained(
                index=s.index,
                start=s.start,
                end=s.end,
                text=text[s.start : s.end],
                frames=explained,
                figures=tuple(figures_of(extracted, s)),
                times=tuple(times_of(extracted, s)),
            )
        )
    return tuple(found)


class _Teller:
    """Puts the frames of one sentence into words."""

    def __init__(self, text: str, coder: Coder, drafts: Sequence[EventDraft]) -> None:
        self.text, self.coder, self.drafts = text, coder, drafts
        self.c: Clauses = coder.c

    def frame(self, f: Frame) -> FrameExplained:
        start, end = self._predicate(f)
        stop = self._stopped_by(f)
        return FrameExplained(
            start=self.c.s.tokens[f.predicate].start,
            end=self.c.s.tokens[f.predicate].end,
            predicate=self._words(start, end),
            lemma=f.lemma,
            kind=f.kind,
            arguments=self._arguments(f),
            negated=f.negated,
            modal=f.modal,
            tense=f.tense,
            aspect=f.aspect,
            passive=f.passive,
            shared=f.shared,
            question=f.question,
            above=tuple(
                f"{e.lemma} ({', '.join(x for x in (e.relation, e.marker) if x)})"
                for e in f.embedding
            ),
            fired=self._fired(f),
            stopped_by=stop,
            near=self._near(f, stop),
        )

    def _predicate(self, f: Frame) -> tuple[int, int]:
        """From the light verb to its noun, or the one word."""
        ends = [f.predicate] if f.support < 0 else [f.predicate, f.support]
        return min(ends), max(ends) + 1

    def _words(self, start: int, end: int) -> str:
        first, last = self.c.s.chars(start, end)
        return self.text[first:last]

    def _phrase(self, head: int) -> str:
        """A head with the modifiers right before it."""
        s, start = self.c.s, head
        for c in reversed(s.children[head]):
            if c < head and s.tokens[c].dep in INSIDE:
                start = min(start, *s.subtree(c))
        return self._words(start, head + 1)

    def _phrases(self, heads: Sequence[int]) -> tuple[str, ...]:
        return tuple(self._phrase(h) for h in heads)

    def _arguments(self, f: Frame) -> tuple[Argument, ...]:
        core = (("agent", f.agent), ("patient", f.patient), ("dative", f.dative))
        found = [Argument(role, self._phrases(heads)) for role, heads in core if heads]
        return (*found, *(Argument(o.prep, self._phrases(o.heads)) for o in f.obliques))

    def _fired(self, f: Frame) -> tuple[FiredRule, ...]:
        made = [(d, False) for d in self.drafts if d.frame == f.index]
        if not made and f.index in self.coder.fired:
            made = [(self.coder.fired[f.index][1], True)]
        return tuple(
            FiredRule(
                rule=d.rule,
                type=d.type,
                mode=d.mode,
                cameo=d.cameo,
                initiators=self._phrases(d.initiators),
                recipients=self._phrases(d.recipients),
                dropped=dropped,
                foreign=d.rule in self.c.coding.foreign,
            )
            for d, dropped in made
        )

    def _stopped_by(self, f: Frame) -> str:
        """The rule that says that the clause is no event, where it came first."""
        if f.index in self.coder.fired:
            return ""
        below = self.coder.below(f)
        for pattern in self.coder.candidates(f):
            if pattern.stop and not self._failed(f, pattern, below):
                return pattern.id
        return ""

    def _near(self, f: Frame, stopped_by: str) -> tuple[NearMiss, ...]:
        below = self.coder.below(f)
        chosen = self.coder.fired.get(f.index)
        first = chosen[0].id if chosen else stopped_by
        found = []
        for pattern in self.coder.candidates(f):
            if pattern.id == first:
                continue
            failed = self._failed(f, pattern, below)
            if len(failed) == 1 or (not failed and first):
                why = failed[0] if failed else f"holds too, but {first} came first"
                kind = "no event" if pattern.stop else pattern.type
                found.append(NearMiss(pattern.id, kind, why))
        return tuple(found)

    def _failed(self, f: Frame, pattern: Pattern, below: Sequence[str]) -> list[str]:
        """The conditions of a pattern that a frame does not satisfy, in words."""
        failed = [
            condition_in_words(condition.fields[0], f, pattern)
            for condition in CONDITIONS
            if condition.asked(pattern) and not condition.holds(self.c, f, pattern, below)
        ]
        if not self.coder.purpose_fits(f, pattern):
            failed.append(condition_in_words("purpose", f, pattern))
        if pattern.stop:
            return failed
        initiators, recipients = self.coder.sides(f, pattern)
        if not self.coder.enough(pattern, initiators, recipients):
            failed.append(needs_in_words(pattern, initiators, recipients))
        if not self.coder.recipient_fits(pattern, recipients):
            failed.append(condition_in_words("recipient_kind", f, pattern))
        return failed
