"""What was read out of a sentence's figures and time expressions, in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dragoman.extract.records import ExtractedReport, QuantityDraft, TimeDraft
from dragoman.parse.sentence import Sentence


@dataclass(frozen=True, slots=True)
class FigureExplained:
    """A figure: offsets into ``source_text``, its words, and how it was read.

    Attributes:
        low, best, high: as in `Quantity`.
        notes: what it leans on ("counts what 400 to 500 soldiers counts").
    """

    start: int
    end: int
    words: str
    low: float | None
    best: float | None
    high: float | None
    bound: str
    unit: str
    measure: str
    scope: str
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TimeExplained:
    """A time expression: offsets, its words, and how it hangs from which clock."""

    start: int
    end: int
    words: str
    timex_type: str
    value: str
    mod: str
    relative: str
    role: str


def figures_of(extracted: ExtractedReport, sentence: Sentence) -> Iterator[FigureExplained]:
    """The figures of a sentence, in order of the text."""
    for draft in extracted.quantities:
        if draft.sentence == sentence.index:
            start, end = sentence.chars(draft.start, draft.end)
            yield FigureExplained(
                start=start,
                end=end,
                words=_words(extracted, draft),
                low=draft.low,
                best=draft.best,
                high=draft.high,
                bound=draft.bound.value,
                unit=draft.unit,
                measure=draft.measure,
                scope=draft.scope,
                notes=tuple(_notes(extracted, draft)),
            )


def times_of(extracted: ExtractedReport, sentence: Sentence) -> Iterator[TimeExplained]:
    """The time expressions of a sentence, in order of the text."""
    for draft in extracted.times:
        if draft.sentence == sentence.index:
            start, end = sentence.chars(draft.start, draft.end)
            yield TimeExplained(
                start=start,
                end=end,
                words=_words(extracted, draft),
                timex_type=draft.timex_type.value,
                value=draft.value,
                mod=draft.mod,
                relative=draft.relative,
                role=draft.role,
            )


def _words(extracted: ExtractedReport, draft: QuantityDraft | TimeDraft) -> str:
    start, end = extracted.parsed.sentences[draft.sentence].chars(draft.start, draft.end)
    return extracted.parsed.report.source_text[start:end]


def _notes(extracted: ExtractedReport, draft: QuantityDraft) -> Iterator[str]:
    if draft.same_as >= 0:
        yield f"counts what “{_words(extracted, extracted.quantities[draft.same_as])}” counts"
    if draft.whole >= 0:
        yield f"of “{_words(extracted, extracted.quantities[draft.whole])}”"
    if draft.scope == "derived":
        yield "worked out of the share and its whole"
