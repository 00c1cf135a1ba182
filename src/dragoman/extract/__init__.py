"""From sentences to mentions, clause frames, events, figures and times: what is asserted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from dragoman.extract.events import find_events
from dragoman.extract.figure.links import linked, with_derived
from dragoman.extract.frames import build_frames
from dragoman.extract.mentions import find_mentions
from dragoman.extract.quantities import find_quantities
from dragoman.extract.records import (
    EventDraft,
    ExtractedReport,
    Frame,
    Mention,
    QuantityDraft,
    TimeDraft,
)
from dragoman.extract.returns import link_to_sentence_before
from dragoman.extract.times import attach_times, find_times
from dragoman.lexicon import Lexicon
from dragoman.parse.sentence import ParsedReport


def extract(parsed: ParsedReport, lexicon: Lexicon) -> ExtractedReport:
    """Read everything that the clauses of a report assert.

    Args:
        parsed: a report with its sentences.

    Returns:
        mentions, frames and drafts, each numbered in order of the text.
    """
    mentions: list[Mention] = []
    frames: list[Frame] = []
    events: list[EventDraft] = []
    quantities: list[QuantityDraft] = []
    times: list[TimeDraft] = []
    published = parsed.report.published_at
    when = published.latest or published.earliest
    for s in parsed.sentences:
        found = find_mentions(s, lexicon, when)
        by_head = {m.head: m for m in found}
        clauses = build_frames(s, by_head, lexicon.coding, len(frames))
        whens = attach_times(s, find_times(s, lexicon.time_words), clauses)
        whens = [replace(w, index=len(times) + n) for n, w in enumerate(whens)]
        counted = find_quantities(s, lexicon.figures, whens, found)
        figures = [
            replace(q, index=len(quantities) + n)
            for n, q in enumerate(q for q in counted if not _stands_for_named(q, by_head))
        ]
        mentions.extend(found)
        events.extend(find_events(s, by_head, clauses, lexicon.coding, len(events)))
        frames.extend(clauses)
        times.extend(whens)
        quantities.extend(figures)
    figures = linked(quantities, parsed.sentences, lexicon.figures)
    return ExtractedReport(
        parsed=parsed,
        mentions=tuple(mentions),
        frames=tuple(frames),
        events=tuple(link_to_sentence_before(frames, events, lexicon.coding.return_adverbs)),
        quantities=tuple(with_derived(figures, parsed.sentences, lexicon.figures)),
        times=tuple(times),
    )


def _stands_for_named(q: QuantityDraft, mentions: Mapping[int, Mention]) -> bool:
    """Whether a figure only points back at those named before ("the two countries")."""
    mention = mentions.get(q.noun)
    return mention is not None and "dual" in mention.attributes


__all__ = [
    "EventDraft",
    "ExtractedReport",
    "Frame",
    "Mention",
    "QuantityDraft",
    "TimeDraft",
    "extract",
]
