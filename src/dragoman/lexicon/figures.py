"""Placeholder until its tables land."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.lexicon.tables import Tables


@dataclass(frozen=True, slots=True)
class Figures:
    """Empty for now."""


def load_figures(tables: Tables) -> Figures:
    """Load it."""
    return Figures()
