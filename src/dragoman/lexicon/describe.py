"""Country and sector of a noun phrase, composed from its names and role nouns."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dragoman.lexicon.world import World


def describe(world: World, words: Sequence[str], when: date | None) -> tuple[str, str]:
    """See `World.describe`."""
    matches = world.match(words)
    country = sector = ""
    for _, _, entries in matches:
        best = world.at(entries, when)[0]
        country = country or best.country
        sector = sector or best.sector
    return country, sector
