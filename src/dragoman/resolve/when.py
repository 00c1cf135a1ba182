"""When an event happened and for which day a figure holds: the report's clocks put together."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final, NamedTuple

from dragoman.extract.records import (
    Embedding,
    EventDraft,
    ExtractedReport,
    Frame,
    QuantityDraft,
    TimeDraft,
)
from dragoman.extract.timex.attach import head_of
from dragoman.extract.timex.tense import WITHIN_NOUN
from dragoman.lexicon.coding import Coding
from dragoman.model import OPEN, Factuality, PartialDate, TimexType
from dragoman.model.dates import AHEAD_OF_REPORT
from dragoman.resolve.anchors import Anchors
from dragoman.resolve.dates import Clock, moves_story, occurred, resolve_time, stated_value

AS_OF_ROLES = frozenset({"as_of", "as of", "as at", "by"})
REACH = 2
"""How many clauses up an event without a time of its own looks for one."""

SPANS = frozenset({"since", "until", "from"})
FROM_EVENT: Final = "event:"

PASSED_DOWN = frozenset({"xcomp", "advcl", "acl", "pcomp", "prep", "pobj", "dobj", "conj"})
"""Relations over which a clause keeps the time of the clause above; reported speech does not."""
TOGETHER: Final = frozenset({"", "to", "as", "while", "when", "by", "in", "during", "with"})
"""What joins a clause to one that happens at its time; "after", "before", "since" do not."""
WHILE: Final = frozenset({"when", "as", "while"})
MEETING: Final = "CONSULT"
FOLLOWING: Final = frozenset({"follow"})
"""What parts a clause from the one above by time, where it is told by a participle."""
HELD: Final = frozenset({"in", "during", "at", "by", "through"})
"""Prepositions under which an event noun tells what its verb was part of ("killed *in a raid*")."""
REPORTED: Final = frozenset({"ccomp", "parataxis"})
AHEAD: Final = frozenset({Factuality.PLANNED, Factuality.PREDICTED})


class Told(NamedTuple):
    """A time, and the index of the draft that told it, -1 where none did."""

    when: PartialDate
    draft: int


class When:
    """Resolves the time drafts of one report, each against the report's clock and story."""

    def __init__(self, extracted: ExtractedReport, coding: Coding) -> None:
        self._extracted = extracted
        self._published = extracted.parsed.report.published_at
        self._telling = coding.localities.telling
        self._binding = coding.localities.binding
        self._inherit = coding.inherit_preps
        self._of_frame: dict[int, list[TimeDraft]] = {}
        self._resolved: dict[int, PartialDate] = {}
        self._values: dict[int, str] = {}
        narrative: PartialDate | None = None
        for d in extracted.times:
            clock = Clock(self._published, narrative)
            when = resolve_time(d, clock)
            self._resolved[d.index] = when
            self._values[d.index] = stated_value(d, clock)
            if d.frame >= 0:
                self._of_frame.setdefault(d.frame, []).append(d)
            if moves_story(d, when):
                narrative = when
        self._frame_at: dict[tuple[int, int], Frame] = {}
        self._under: dict[tuple[int, int], list[Frame]] = {}
        for f in extracted.frames:
            self._frame_at.setdefault((f.sentence, f.support), f)
        for f in extracted.frames:
            self._frame_at[f.sentence, f.predicate] = f
            for up in f.embedding:
                self._under.setdefault((f.sentence, up.predicate), []).append(f)
        self._types = {d.frame: d.type for d in reversed(extracted.events)}
        self._from_events(Anchors(extracted, coding))

    def _from_events(self, anchors: Anchors) -> None:
        """Resolve what hangs from another event ("a day after *the raid*")."""
        for d in self._extracted.times:
            if not d.relative.startswith(FROM_EVENT):
                continue
            frame = anchors.of(d)
            found = None if frame is None else self._best(frame) or self._from_below(frame)
            if found is not None and found.when.known and found.draft != d.index:
                step = replace(d, relative=d.relative.removeprefix(FROM_EVENT))
                self._resolved[d.index] = resolve_time(step, Clock(found.when, None))
                self._values[d.index] = stated_value(step, Clock(found.when, None))

    def of_time(self, draft: TimeDraft) -> PartialDate:
        """What a time expression resolves to."""
        return self._resolved[draft.index]

    def value_of(self, draft: TimeDraft) -> str:
        """Its TIMEX3 value, filled from the clocks as far as these are known to the day."""
        return self._values[draft.index]

    def of_time_index(self, index: int) -> PartialDate:
        """The same by index; open for -1."""
        return self._resolved.get(index, OPEN)

    def horizon(self, time: int, said: int) -> PartialDate:
        """By when something is foretold, by the index of a time (open for -1).

        Args:
            said: the time at which its speaker spoke. If it is the same, and over when the report
                came out, it tells no more than that: "agreed on Tuesday to reopen".
        """
        when = self.of_time_index(time)
        published = self._published.earliest
        if published is None:
            return when
        over = when.latest is not None and when.latest < published
        if when.known and not (over and time == said):
            return when
        return PartialDate.between(published, None, "after the report")

    def of_event(self, draft: EventDraft, factuality: Factuality) -> PartialDate:
        """When an event happened: its clause's time, else that of the clause it hangs in.

        Without any, what is told as done lies before it was told, and what is planned after it:
        before or after the day on which its speaker spoke, if that is told, else the report's.
        The basis of these bounds says so.
        """
        found = self.told(draft)
        if found is not None and not self._contradicts(found.when, factuality):
            return found.when
        frame = self._extracted.frames[draft.frame]
        return self._bounds(frame, factuality)

    def _contradicts(self, when: PartialDate, factuality: Factuality) -> bool:
        """Whether what has been done would be still to come: the time is then of something else."""
        if factuality is not Factuality.ACTUAL or when.earliest is None:
            return False
        return self._published.latest is not None and when.earliest > self._published.latest

    def told(self, draft: EventDraft) -> Told | None:
        """The time that the sentence tells of an event, and the expression that tells it."""
        frame = self._extracted.frames[draft.frame]
        if not draft.announced:
            return self._of_clause(frame)
        # An announcement was made when it was told, not when the act is to come.
        above = self._next_above(frame)
        return self._best(above[1]) if above is not None and above[0].relation in REPORTED else None

    def _bounds(self, frame: Frame, factuality: Factuality) -> PartialDate:
        """What the clause above and the report's day leave open of an event's time."""
        actual = factuality is Factuality.ACTUAL
        above = self._next_above(frame)
        if above is not None:
            up, upper = above
            when = self._best(upper)
            if when is not None and when.when.known:
                bound = _bounded(up.relation, up.marker, when.when, factuality)
                if bound is not None:
                    return bound
        if actual and self._published.latest is not None:
            return PartialDate.between(None, self._published.latest, "told by published_at")
        if factuality in AHEAD and self._published.earliest is not None:
            return PartialDate.between(self._published.earliest, None, AHEAD_OF_REPORT)
        return OPEN

    def _next_above(self, frame: Frame) -> tuple[Embedding, Frame] | None:
        """The nearest clause above, and how the way to it hangs from it."""
        for up in frame.embedding[:REACH]:
            above = self._frame_at.get((frame.sentence, up.predicate))
            if above is not None:
                return up, above
            if up.relation not in REPORTED | {"xcomp"}:
                break
        return None

    def _of_clause(self, frame: Frame) -> Told | None:
        found = self._best(frame) or self._from_below(frame)
        if found is not None:
            return found
        at = frame
        for up in frame.embedding[:REACH]:
            if not self._passes(at, up):
                return None
            above = self._frame_at.get((frame.sentence, up.predicate))
            if above is not None:
                found = self._best(above, shared=True)
                if found is not None:
                    return found
                at = above
        return None

    def _passes(self, frame: Frame, up: Embedding) -> bool:
        """Whether a clause happens when the one above it does."""
        relation, marker = up.relation, up.marker
        if relation == "relcl":
            return self._took_place_in(frame)
        if relation not in PASSED_DOWN or up.lemma in FOLLOWING:
            return False
        if relation == "acl" and self._is_infinitive(frame):
            # "introduced a bill on Thursday to impose sanctions": they are to come.
            return False
        if relation == "advcl":
            return marker in TOGETHER
        upper = self._frame_at.get((frame.sentence, up.predicate))
        noun = frame.kind in ("noun", "light") and relation in ("pobj", "prep", "dobj")
        if not noun:
            # "agreed on Monday to send", "accused it on Monday of seizing": not of that Monday.
            promised = upper is not None and self._types.get(upper.index) in self._binding
            return not (promised and relation in ("xcomp", "pcomp"))
        if upper is not None and self._types.get(upper.index) in self._telling:
            return frame.support >= 0  # "condemned the occupation on Tuesday"
        return relation == "dobj" or marker in self._inherit or marker in TOGETHER

    def _is_infinitive(self, frame: Frame) -> bool:
        s = self._extracted.parsed.sentences[frame.sentence]
        return any(s.tokens[k].tag == "TO" for k in s.kids(frame.predicate, "aux"))

    def _took_place_in(self, frame: Frame) -> bool:
        """ "a meeting in 2017 *in which* he promised aid": at the time of that noun."""
        s = self._extracted.parsed.sentences[frame.sentence]
        preps = [k for k in s.kids(frame.predicate, "prep") if s.tokens[k].lemma in HELD]
        return any(s.tokens[k].text.lower() == "which" for p in preps for k in s.kids(p, "pobj"))

    def _from_below(self, frame: Frame) -> Told | None:
        """The time of what the predicate is part of, or that the parser hung from below it.

        "killed *in a raid* on Tuesday", "held *talks* on Monday", and "troops it deployed to aid
        Russia since October": the span is that of the deployment.
        """
        for lower in self._under.get((frame.sentence, frame.predicate), ()):
            up = lower.embedding[0]
            if up.predicate == frame.predicate and self._is_part(frame, lower, up):
                found = self._best(lower)
                if found is not None and found.when.known:
                    return found
            found = self._beside(frame, lower, up)
            if found is not None and found.when.known:
                return found
            if lower.tense or not frame.tense:
                continue
            for d in self._of_frame.get(lower.index, ()):
                if d.role in SPANS and self._resolved[d.index].known:
                    return Told(self._occurred(d), d.index)
        return None

    def _beside(self, frame: Frame, lower: Frame, up: Embedding) -> Told | None:
        """The time that a clause with "when" or "since" gives the one above it.

        "When it signed the pact in 2015, it vowed", "Since the truce ended on Friday it has fired".
        """
        if up.predicate != frame.predicate or up.relation != "advcl":
            return None
        if up.marker in WHILE and _goes_with(lower, frame):
            return self._best(lower, shared=True)
        if up.marker != "since" or frame.aspect not in ("perfect", "perfect_progressive"):
            return None
        began = self._best(lower, shared=True)
        if began is None or not began.when.known:
            return None
        return Told(occurred("since", began.when, self._published), began.draft)

    def _is_part(self, frame: Frame, lower: Frame, up: Embedding) -> bool:
        """Whether the time of an event noun is that of the verb it hangs from.

        "killed *in a raid*", "held *talks*", "Sunday's *attack* killed 40", and a meeting for the
        sake of a meeting ("will host him *for a visit* on Friday").
        """
        if lower.kind not in ("noun", "light"):
            return False
        kind = self._types.get(frame.index)
        if up.relation == "pobj" and up.marker != "for":
            return up.marker in HELD
        if up.relation == "pobj":
            return kind == MEETING == self._types.get(lower.index, MEETING)
        if up.relation == "nsubj":
            return kind == self._types.get(lower.index, kind)
        return up.relation == "dobj" and kind not in self._telling

    def _occurred(self, d: TimeDraft) -> PartialDate:
        return occurred(d.role, self._resolved[d.index], self._published)

    def _best(self, frame: Frame, shared: bool = False) -> Told | None:
        """The narrowest known date of a frame; open ones are kept for what their basis says.

        Shared with the clauses around it are only those of the clause, not of a noun in it.
        """
        best: Told | None = None
        for d in self._dates(frame):
            if shared and self._of_noun(d, frame.predicate):
                continue
            when = self._occurred(d)
            if d.value == "PRESENT_REF" and _is_done(frame):
                if shared:
                    continue
                # "Has now sent": by the day of the report, not on it.
                when = PartialDate.between(None, when.latest, f"by {when.basis}")
            if not when.known and not when.basis:
                continue
            if best is None or (when.precision or 9) < (best.when.precision or 9):
                best = Told(when, d.index)
        return self._whole(best)

    def _whole(self, told: Told | None) -> Told | None:
        """ "from Monday to Wednesday", "between March and May": both ends of what is told."""
        drafts = {d.index: d for d in self._extracted.times} if told is not None else {}
        first = drafts.get(told.draft) if told is not None else None
        if told is None or first is None:
            return told
        if first.role == "until":
            first = drafts.get(first.index - 1, first)
        last = drafts.get(first.index + 1)
        if first.role != "from" or last is None or last.role != "until":
            return told
        if (last.sentence, last.start - first.end) != (first.sentence, 1):
            return told
        begin, end = self._resolved[first.index], self._resolved[last.index]
        if begin.earliest is None or end.latest is None or end.latest < begin.earliest:
            return told
        basis = f"from {begin.basis} until {end.basis}"
        return Told(PartialDate.between(begin.earliest, end.latest, basis), first.index)

    def _of_noun(self, d: TimeDraft, predicate: int) -> bool:
        """Whether a time dates a noun below the predicate ("interfered in *last year's* vote")."""
        s = self._extracted.parsed.sentences[d.sentence]
        token = s.tokens[head_of(s, d.start, d.end)]
        return token.dep in WITHIN_NOUN and token.head != predicate

    def _dates(self, frame: Frame) -> Iterator[TimeDraft]:
        own = self._of_frame.get(frame.index, ())
        verb = self._frame_at.get((frame.sentence, frame.support))
        if frame.support >= 0 and verb is not None and verb.index != frame.index:
            # "faced criticism *on Sunday*"
            own = (*own, *self._of_frame.get(verb.index, ()))
        for d in own:
            from_event = d.relative.startswith(FROM_EVENT)
            if (
                d.timex_type in (TimexType.DATE, TimexType.TIME)
                or d.role in ("over", "in")
                or (from_event and self._resolved[d.index].known)
            ):
                yield d

    def as_of(self, draft: QuantityDraft) -> PartialDate:
        """The day that a figure holds for: an "as of" in its sentence."""
        for d in self._extracted.times:
            if d.sentence == draft.sentence and d.role in AS_OF_ROLES:
                return self._resolved[d.index]
        return OPEN


def _goes_with(lower: Frame, upper: Frame) -> bool:
    """Whether a clause with "when" is of the tense that goes with the one above."""
    ahead = upper.tense == "future" and lower.tense == "present"
    return ahead or lower.tense == upper.tense


def _is_done(frame: Frame) -> bool:
    return frame.tense == "past" or frame.aspect == "perfect"


def _bounded(
    relation: str, marker: str, above: PartialDate, factuality: Factuality
) -> PartialDate | None:
    """What the time of the clause above leaves open for one that does not happen at its time."""
    if relation in REPORTED or relation in ("xcomp", "pcomp"):
        if factuality is Factuality.ACTUAL and above.latest is not None:
            return PartialDate.between(None, above.latest, f"told by {above.basis}")
        if factuality in AHEAD and above.earliest is not None:
            return PartialDate.between(above.earliest, None, f"ahead of {above.basis}")
    if relation == "advcl" and factuality is Factuality.ACTUAL:
        if marker == "after" and above.latest is not None:
            return PartialDate.between(None, above.latest, f"before {above.basis}")
        if marker == "before" and above.earliest is not None:
            return PartialDate.between(above.earliest, None, f"after {above.basis}")
    return None
