"""Which event a time hangs from: "two days after *the raid*"."""

from __future__ import annotations

from typing import Final

from dragoman.extract.records import ExtractedReport, Frame, TimeDraft
from dragoman.lexicon.coding import Coding

JOINTS: Final = frozenset({"after", "before", "since", "following", "from"})
BACK: Final = 4
"""Sentences back in which the event is looked for that a noun takes up again."""


class Anchors:
    """Finds the clauses that the times of a report are told from."""

    def __init__(self, extracted: ExtractedReport, coding: Coding) -> None:
        self._extracted = extracted
        self._coding = coding

    def of(self, d: TimeDraft) -> Frame | None:
        """The clause that a time hangs from, ``None`` where none can be told.

        It stands right after the time, behind "after" or "before"; a bare noun without a time
        ("the raid") takes up the last event of its kind that was told before.
        """
        s = self._extracted.parsed.sentences[d.sentence]
        if d.end >= len(s.tokens) or s.tokens[d.end].lemma.lower() not in JOINTS:
            return None
        joint = s.tokens[d.end]
        inside = range(d.end + 1, len(s.tokens))
        here = [f for f in self._extracted.frames if f.sentence == d.sentence]
        for f in here:
            hangs = f.predicate in inside and bool(f.embedding)
            clause = joint.dep == "mark" and joint.head == f.predicate
            noun = hangs and s.tokens[f.predicate].head == joint.i
            if clause or noun:
                return f if clause or self._timed(f) else self._before(f)
        return None

    def _timed(self, frame: Frame) -> bool:
        return any(d.frame == frame.index for d in self._extracted.times)

    def _before(self, frame: Frame) -> Frame:
        """The last event told before of the kind that a noun names, or the noun itself."""
        kinds = {p.type for p in self._coding.by_noun.get(frame.lemma, ()) if p.type}
        for d in reversed(self._extracted.events):
            if frame.sentence - BACK <= d.sentence < frame.sentence and d.type in kinds:
                return self._extracted.frames[d.frame]
        return frame
