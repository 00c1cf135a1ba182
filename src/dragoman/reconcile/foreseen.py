"""Forecasts settled by their words within one story, where they were not coded alike."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from dragoman.lexicon import Likeness
from dragoman.model import Forecast, PartialDate
from dragoman.reconcile.press import Press
from dragoman.reconcile.score import Scorer
from dragoman.reconcile.wording import content_stems, root, rows_of, tokens, unhyphened

OFF_COVER = 0.15
"""Share of an outcome's words, by their rarity, that stand around what says that it is off."""
OFF_WITHIN = 6
"""Words between what was foreseen and what says that it is off."""


def main_part(text: str, likeness: Likeness) -> str:
    """An outcome without a condition that follows it: "the border would reopen once …"."""
    words = text.split()
    for at, word in enumerate(words):
        if at > 1 and word.strip(",").casefold() in likeness.conditions:
            return " ".join(words[:at])
    return text


def called_off(
    forecast: Forecast,
    heads: frozenset[str],
    made: PartialDate,
    reports: Sequence[str],
    press: Press,
    scorer: Scorer,
) -> str | None:
    """Whether a later report of the story says that what was foreseen is off.

    "The fact-finding mission promised by the bloc never arrived."

    Args:
        heads: roots of words by which the outcome names its deed (`Target.heads`).
        reports: ids of the story's reports.

    Returns:
        the text of the sentence, ``None`` where nothing says so.
    """
    likeness = scorer.likeness
    outcome = content_stems(unhyphened(main_part(forecast.outcome.exact, likeness)), likeness)
    weights = {s: scorer.rarity.weight(s) for s in outcome}
    whole = sum(weights[s] for s in sorted(weights))
    for sentence in _later(forecast, made, reports, press):
        words = _words(sentence)
        off = _off(words, likeness)
        if off is None:
            continue
        near = " ".join(words[max(0, off - OFF_WITHIN) : off + OFF_WITHIN])
        told = content_stems(near, likeness)
        shared = set(weights) & set(told)
        cover = sum(weights[s] for s in sorted(shared))
        rows = set(rows_of(outcome)) & set(rows_of(told))
        if rows and heads & set(map(root, shared)) and cover >= OFF_COVER * whole:
            return sentence
    return None


@lru_cache(maxsize=4_096)
def _words(sentence: str) -> tuple[str, ...]:
    # All forecasts of a story go through the same sentences.
    return tuple(tokens(unhyphened(sentence)))


@lru_cache(maxsize=8)
def _sorted(phrases: frozenset[str]) -> list[str]:
    return sorted(phrases)


def _off(words: Sequence[str], likeness: Likeness) -> int | None:
    """Where among the words of a sentence it says that something is off."""
    folded = f" {' '.join(words)} "
    for phrase in _sorted(likeness.off):
        at = folded.find(f" {phrase} ")
        if at >= 0:
            return folded[:at].count(" ")
    return None


def _later(
    forecast: Forecast, made: PartialDate, reports: Sequence[str], press: Press
) -> Iterator[str]:
    """Sentences of other reports that came out after a forecast was made."""
    start = made.earliest or made.latest
    for key in reports:
        told = press.reports[key].published_at.latest
        if key == forecast.report_id or start is None or told is None or told <= start:
            continue
        coded = press.coded[key]
        for span in coded.sentences:
            yield coded.report.source_text[span.start : span.end]
