"""Placeholder until its tables land."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.lexicon.tables import Tables


@dataclass(frozen=True, slots=True)
class TimeWords:
    """Empty for now."""


def load_time_words(tables: Tables) -> TimeWords:
    """Load it."""
    return TimeWords()
