"""Placeholder until its tables land."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.lexicon.tables import Tables


@dataclass(frozen=True, slots=True)
class Coding:
    """Empty for now."""


def load_coding(tables: Tables) -> Coding:
    """Load it."""
    return Coding()
