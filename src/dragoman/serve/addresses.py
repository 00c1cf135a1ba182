"""Addresses of the views that hang on one record."""

from __future__ import annotations

from urllib.parse import quote

from dragoman.model import Happening, Source
from dragoman.show import phrases


def said_address(source: Source) -> str:
    """Where all that a source said stands."""
    key = source.actor_id or phrases.speaker(source).casefold()
    return f"/said?by={quote(key)}"


def pair_address(happening: Happening) -> str:
    """Where the timeline of a happening's two states stands, empty where it has none."""
    givers = sorted({p.country for p in happening.initiators if p.country})
    takers = sorted({p.country for p in happening.recipients if p.country})
    pairs = [(a, b) for a in givers for b in takers if a != b]
    return f"/pair/{quote(pairs[0][0])}/{quote(pairs[0][1])}" if pairs else ""
