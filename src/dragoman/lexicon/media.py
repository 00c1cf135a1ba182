"""Placeholder until its tables land."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.lexicon.tables import Tables


@dataclass(frozen=True, slots=True)
class Media:
    """Empty for now."""


def load_media(tables: Tables) -> Media:
    """Load it."""
    return Media()
