"""Placeholder until its tables land."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.lexicon.tables import Tables


@dataclass(frozen=True, slots=True)
class World:
    """Empty for now."""


def load_world(tables: Tables) -> World:
    """Load it."""
    return World()
