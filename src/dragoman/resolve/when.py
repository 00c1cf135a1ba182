"""When an event happened and for which day a figure holds: the report's clocks put together."""

from __future__ import annotations

from dragoman.extract.records import EventDraft, ExtractedReport, Frame, QuantityDraft, TimeDraft
from dragoman.model import OPEN, Factuality, PartialDate, TimexType
from dragoman.resolve.dates import Clock, occurred, resolve_time

AS_OF_ROLES = frozenset({"as_of", "as of", "as at", "by"})
REACH = 2
"""How many clauses up an event without a time of its own looks for one."""

SPANS = frozenset({"since", "until", "from"})

PASSED_DOWN = frozenset({"xcomp", "advcl", "acl", "pcomp", "prep", "pobj", "dobj", "conj"})
"""Relations over which a clause keeps the time of the clause above; reported speech does not."""


class When:
    """Resolves the time drafts of one report, each against the report's clock and story."""

    def __init__(self, extracted: ExtractedReport) -> None:
        self._extracted = extracted
        self._published = extracted.parsed.report.published_at
        self._of_frame: dict[int, list[TimeDraft]] = {}
        self._resolved: dict[int, PartialDate] = {}
        narrative: PartialDate | None = None
        for d in extracted.times:
            when = resolve_time(d, Clock(self._published, narrative))
            self._resolved[d.index] = when
            if d.frame >= 0:
                self._of_frame.setdefault(d.frame, []).append(d)
            if (
                d.timex_type is TimexType.DATE
                and when.precision is not None
                and when.precision <= 4
            ):
                narrative = when
        self._frame_at = {(f.sentence, f.predicate): f for f in extracted.frames}
        self._under: dict[tuple[int, int], list[Frame]] = {}
        for f in extracted.frames:
            for up in f.embedding:
                self._under.setdefault((f.sentence, up.predicate), []).append(f)

    def of_time(self, draft: TimeDraft) -> PartialDate:
        """What a time expression resolves to."""
        return self._resolved[draft.index]

    def of_time_index(self, index: int) -> PartialDate:
        """The same by index; open for -1."""
        return self._resolved.get(index, OPEN)

    def of_event(self, draft: EventDraft, factuality: Factuality) -> PartialDate:
        """When an event happened: its clause's time, else that of the clause it hangs in.

        Without any, what is told as done lies before the report and what is planned after it;
        these bounds say so in their basis.
        """
        frame = self._extracted.frames[draft.frame]
        # An announcement was made when it was told, not when the act is to come.
        found = None if draft.announced else self._of_clause(frame)
        if found is not None:
            return found
        basis = "published_at"
        if factuality is Factuality.ACTUAL and self._published.latest is not None:
            return PartialDate.between(None, self._published.latest, f"told by {basis}")
        ahead = factuality in (Factuality.PLANNED, Factuality.PREDICTED)
        if ahead and self._published.earliest is not None:
            return PartialDate.between(self._published.earliest, None, f"ahead of {basis}")
        return OPEN

    def _of_clause(self, frame: Frame) -> PartialDate | None:
        found = self._best(frame) or self._from_below(frame)
        if found is not None:
            return found
        relation_ok = True
        for up in frame.embedding[:REACH]:
            relation_ok = relation_ok and up.relation in PASSED_DOWN
            above = self._frame_at.get((frame.sentence, up.predicate))
            if not relation_ok:
                return None
            if above is not None:
                found = self._best(above)
                if found is not None:
                    return found
        return None

    def _from_below(self, frame: Frame) -> PartialDate | None:
        """A "since", "until" or "from" that the parser hung from the infinitive of purpose.

        "troops it deployed to aid Russia since October": the span is that of the deployment.
        """
        if not frame.tense:
            return None
        for lower in self._under.get((frame.sentence, frame.predicate), ()):
            if lower.tense:
                continue
            for d in self._of_frame.get(lower.index, ()):
                if d.role in SPANS and self._resolved[d.index].known:
                    return occurred(d.role, self._resolved[d.index], self._published)
        return None

    def _best(self, frame: Frame) -> PartialDate | None:
        """The narrowest known date of a frame; open ones are kept for what their basis says."""
        best: PartialDate | None = None
        for d in self._of_frame.get(frame.index, ()):
            if d.timex_type not in (TimexType.DATE, TimexType.TIME) and d.role not in (
                "over",
                "in",
            ):
                continue
            when = occurred(d.role, self._resolved[d.index], self._published)
            if not when.known and not when.basis:
                continue
            if best is None or (when.precision or 9) < (best.precision or 9):
                best = when
        return best

    def as_of(self, draft: QuantityDraft) -> PartialDate:
        """The day that a figure holds for: an "as of" in its sentence."""
        for d in self._extracted.times:
            if d.sentence == draft.sentence and d.role in AS_OF_ROLES:
                return self._resolved[d.index]
        return OPEN
