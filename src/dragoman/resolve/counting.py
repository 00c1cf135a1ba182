"""Which event a figure counts something of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from dragoman.attribute.records import AttributedReport
from dragoman.extract.records import EventDraft, Frame, QuantityDraft
from dragoman.lexicon.coding import Coding
from dragoman.parse.sentence import Sentence

FIGURE_REACH: Final = 6
"""Tokens up the tree from what is counted to the clause whose figure it is."""
LOOK_BACK: Final = 6
"""Sentences back to what a definite event noun takes up."""
AROUND: Final = frozenset({"in", "by", "from", "during"})
HARM: Final = "ASSAULT"
HARMING: Final = frozenset({"COERCE", "PROTEST", "ACCUSE"})
"""Other types of which the dead are told."""
HARMED: Final = frozenset({"killed", "wounded", "casualties", "missing"})
"""Measures of those whom a deed of that type harmed."""
HARMED_BY: Final = AROUND | {"after", "of", "to", "following", "amid"}
TOGETHER: Final = frozenset({"when", "as", "after", "while", "since"})
"""Subordinators of the deed under a clause that counts whom it harmed ("died *when* … shelled")."""
DEFINITE: Final = frozenset({"the", "this", "that", "these", "those", "both"})


def event_of(
    draft: QuantityDraft, attributed: AttributedReport, ids: Sequence[str], coding: Coding
) -> str:
    """The id of the event in which what is counted takes part; "" if none is told.

    An item or a side of an event of the sentence, else what the nearest clause above tells, else
    the deed that the sentence tells for the cause ("died *when … shelled*"), else the event of
    the figure that this one tells again ("put the number at 300"), else the earlier event that a
    definite noun there takes up ("*the raid* killed four villagers").

    Args:
        ids: of the extracted events, by index; "" for those that were set aside.
    """
    extracted = attributed.extracted
    s = extracted.parsed.sentences[draft.sentence]
    noun = draft.noun if draft.noun >= 0 else draft.start
    above = _above(s, noun)
    here = [d for d in extracted.events if d.sentence == draft.sentence and ids[d.index]]
    for d in here:
        if any(i.head == noun or draft.start <= i.head < draft.end for i in d.items):
            return ids[d.index]
    best, nearest = "", FIGURE_REACH
    for d in here:
        frame = extracted.frames[d.frame]
        if noun in (*frame.patient, *frame.agent, *frame.dative):
            return ids[d.index]
        steps = [above.index(x) for x in (frame.predicate, frame.support) if x in above]
        # "…, according to two officials": they tell of it and take no part.
        if steps and min(steps) < nearest and not attributed.speaks(draft.sentence, noun):
            best, nearest = ids[d.index], min(steps)
    if draft.measure in HARMED and extracted.events and _kind(attributed, ids, best) != HARM:
        deed = _cause(extracted.frames, s, above, [d for d in here if d.type == HARM])
        # Who "lost their lives" is no figure of the withdrawal that the clause above tells.
        spared = best if _kind(attributed, ids, best) in HARMING else ""
        best = ids[deed.index] if deed is not None else spared
    if not best and draft.same_as >= 0 and draft.scope != "part":
        best = event_of(extracted.quantities[draft.same_as], attributed, ids, coding)
    return best or _taken_up(draft, attributed, ids, coding, above)


def _kind(attributed: AttributedReport, ids: Sequence[str], event: str) -> str:
    """The type of an event by its id, "" for none."""
    return attributed.extracted.events[ids.index(event)].type if event else ""


def _cause(
    frames: Sequence[Frame], s: Sentence, above: Sequence[int], deeds: Sequence[EventDraft]
) -> EventDraft | None:
    """The deed by which those died whom a clause counts.

    Its noun is the clause's subject or stands in a phrase of it ("perished *in air strikes*"), or
    it is told in a clause that hangs from it; else the only deed of the sentence.
    """
    clauses = [f for f in frames if f.sentence == s.index and f.predicate in above]
    near = {h for f in clauses for h in f.agent}
    near |= {h for f in clauses for o in f.obliques if o.prep in HARMED_BY for h in o.heads}
    near |= {x for at in above for p in s.kids(at, "prep") for x in s.kids(p, "pobj")}
    under = {
        x
        for at in above
        for x in s.kids(at, "advcl", "relcl")
        for mark in (*s.kids(x, "mark", "advmod"), x)
        if s.tokens[mark].lemma in TOGETHER
    }
    for d in deeds:
        frame = frames[d.frame]
        if frame.predicate in near or {frame.predicate, frame.support} & under:
            return d
    return deeds[0] if len({d.frame for d in deeds}) == 1 else None


def _above(s: Sentence, noun: int) -> list[int]:
    """The token and those above it, as far as a figure reaches."""
    above = [noun]
    while s.tokens[above[-1]].head != above[-1] and len(above) < FIGURE_REACH:
        above.append(s.tokens[above[-1]].head)
    return above


def _taken_up(
    draft: QuantityDraft,
    attributed: AttributedReport,
    ids: Sequence[str],
    coding: Coding,
    above: Sequence[int],
) -> str:
    """The nearest earlier event of the type of a definite event noun of the figure's clause."""
    extracted = attributed.extracted
    s = extracted.parsed.sentences[draft.sentence]
    clauses = [f for f in extracted.frames if f.sentence == draft.sentence and f.kind == "verb"]
    types = {t for f in clauses if f.predicate in above for t in _definite(s, f, coding)}
    told = [
        d
        for d in extracted.events
        if ids[d.index] and d.type in types
        and 0 < draft.sentence - d.sentence <= LOOK_BACK
    ]  # fmt: skip
    return ids[max(told, key=_recency).index] if told else ""


def _recency(d: EventDraft) -> tuple[int, int]:
    return d.sentence, d.index


def _definite(s: Sentence, frame: Frame, coding: Coding) -> Iterator[str]:
    """Event types of the definite event nouns among a clause's arguments."""
    around = [
        h for o in frame.obliques if o.prep in ("in", "by", "from", "during") for h in o.heads
    ]
    for h in (*frame.agent, *around):
        definite = any(s.tokens[c].lemma in DEFINITE for c in s.kids(h, "det"))
        patterns = coding.by_noun.get(s.tokens[h].lemma, ()) if definite else ()
        if patterns:
            yield patterns[-1].type  # what it is where nothing more is told
