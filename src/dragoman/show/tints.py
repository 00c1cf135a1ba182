"""A report's text cut into pieces, each with what was read out of it: what the page tints."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final

from dragoman.case.view import CaseView
from dragoman.lexicon.cues import Cues
from dragoman.model import Evidence, Factuality

KINDS: Final = ("speaker", "cue", "quantity", "time", "hedge")
"""What gets a tint of its own."""

UNSURE: Final = frozenset({Factuality.POSSIBLE, Factuality.PREDICTED, Factuality.CONDITIONAL})

NO_HEDGE: Final = frozenset({"'ll", "'d", "ca", "wo", "will", "shall"})
"""Pieces of words that the parser's tokens give, and the plain future, which hedges nothing."""


@dataclass(frozen=True, slots=True)
class Hedges:
    """Words that hold back from saying that something is so."""

    pattern: re.Pattern[str]

    def spans(self, text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Where they stand between two offsets of a text."""
        for found in self.pattern.finditer(text, start, end):
            yield found.span()


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text that is all of one kind.

    Attributes:
        kinds: some of `KINDS`, perhaps none.
        furniture: its kind, empty in the body.
        event_id: the event whose predicate it is, empty for none.
        here: whether it is in the sentence that the page is about.
    """

    text: str
    kinds: tuple[str, ...]
    furniture: str
    event_id: str
    here: bool


def hedges_of(cues: Cues) -> Hedges:
    """The hedges among the cue words: modals, adverbs and phrases of likelihood."""
    words = {word for word, value in cues.modals.items() if value in UNSURE} - NO_HEDGE
    words |= {word for word, value in cues.adverb_values.items() if value in UNSURE}
    words |= {" ".join(tokens) for tokens, _ in cues.likelihoods}
    longest = sorted((re.escape(word).replace(r"\ ", r"\s+") for word in words), key=len)
    return Hedges(re.compile(rf"(?<!\w)(?:{'|'.join(reversed(longest))})(?!\w)", re.IGNORECASE))


def pieces_of(
    view: CaseView, report_id: str, focus: Sequence[Evidence], hedges: Hedges
) -> list[Piece]:
    """Cut a report's whole text wherever something begins or ends.

    Args:
        view: holds the report with all that was read out of it.
        focus: what the page is about; the sentences in which it lies are marked.

    Returns:
        pieces whose texts, joined, are the report's ``source_text``.
    """
    text = view.reports[report_id].source_text
    layers = _layers(view, report_id, hedges)
    marked = _sentences(view, report_id, focus)
    layers += [(start, end, "here", "") for start, end in marked]
    edges = sorted({0, len(text), *(at for start, end, _, _ in layers for at in (start, end))})
    opening: defaultdict[int, list[tuple[int, str, str]]] = defaultdict(list)
    for start, end, kind, detail in layers:
        if start < end:
            opening[start].append((end, kind, detail))
    pieces: list[Piece] = []
    running: list[tuple[int, str, str]] = []
    for start, end in pairwise(edges):
        running = [one for one in running if one[0] > start] + opening[start]
        pieces.append(_piece(text[start:end], running))
    return pieces


def _piece(text: str, running: Sequence[tuple[int, str, str]]) -> Piece:
    kinds = {kind for _, kind, _ in running}
    details = {kind: detail for _, kind, detail in running}
    furniture = details.get("furniture", "")
    return Piece(
        text=text,
        kinds=() if furniture else tuple(kind for kind in KINDS if kind in kinds),
        furniture=furniture,
        event_id=details.get("event", ""),
        here="here" in kinds,
    )


def _layers(view: CaseView, report_id: str, hedges: Hedges) -> list[tuple[int, int, str, str]]:
    """(start, end, kind, detail) of everything that was read out of a report."""
    report = view.reports[report_id]
    found = [(one.start, one.end, "furniture", one.kind.value) for one in report.furniture]
    for statement in view.statements_of_report(report_id):
        for source in statement.sources:
            if source.start is not None and source.end is not None:
                found.append((source.start, source.end, "speaker", ""))
            if source.cue_start is not None and source.cue_end is not None:
                found.append((source.cue_start, source.cue_end, "cue", ""))
    for event in view.events_of_report(report_id):
        found.append((event.trigger.start, event.trigger.end, "event", event.id))
    counted: tuple[tuple[str, Mapping[str, Any]], ...] = (
        ("quantity", view.quantities),
        ("time", view.times),
    )
    for kind, records in counted:
        for one in records.values():
            if one.report_id == report_id:
                # The first is the words themselves, what follows the sentence that they are in.
                found.append((one.evidence[0].start, one.evidence[0].end, kind, ""))
    for sentence in view.sentences.get(report_id, ()):
        spans = hedges.spans(report.source_text, sentence.start, sentence.end)
        found.extend((start, end, "hedge", "") for start, end in spans)
    return found


def _sentences(view: CaseView, report_id: str, focus: Iterable[Evidence]) -> list[tuple[int, int]]:
    """The sentences of what the page is about; the words themselves outside every sentence."""
    found = []
    for one in focus:
        if one.report_id == report_id:
            sentence = view.sentence_of(one)
            found.append((sentence.start, sentence.end) if sentence else (one.start, one.end))
    return sorted(set(found))
