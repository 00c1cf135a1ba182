"""Placeholder until its tables land."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.lexicon.tables import Tables


@dataclass(frozen=True, slots=True)
class Cues:
    """Empty for now."""


def load_cues(tables: Tables) -> Cues:
    """Load it."""
    return Cues()
