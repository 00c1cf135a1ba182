"""All linguistic and world knowledge as validated, frozen, picklable data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from dragoman.lexicon.background import Background, load_background
from dragoman.lexicon.calendar import TimeWords, load_time_words
from dragoman.lexicon.coding import Coding, load_coding
from dragoman.lexicon.cues import Cues, load_cues
from dragoman.lexicon.entry import Entry
from dragoman.lexicon.epithets import Epithets, load_epithets
from dragoman.lexicon.figures import Figures, load_figures
from dragoman.lexicon.given import Given, load_given
from dragoman.lexicon.likeness import Likeness, load_likeness
from dragoman.lexicon.media import Media, load_media
from dragoman.lexicon.tables import Tables
from dragoman.lexicon.world import World, load_world


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The whole of it.

    Attributes:
        world: states, leaders, offices, forces, organisations, places.
        media: outlets and agencies.
        cues: speech and attitude cues, modals, hedges, conditionals, embedding predicates.
        figures: number words, bounds, units, measures.
        time_words: months, weekdays, seasons, holidays, relative words.
        coding: PLOVER and CAMEO, item classes, event nouns, light verbs, event patterns.
        likeness: what makes two mentions tellings of one thing.
        background: how common words are in the news at large.
        epithets: pronouns and expressions for actors named elsewhere.
        people: by id, the offices that a person held, latest first.
        given: given names and roles that tell a woman from a man.
        digest: SHA-256 over all tables; a case codes anew what other knowledge has coded.
    """

    world: World
    media: Media
    cues: Cues
    figures: Figures
    time_words: TimeWords
    coding: Coding
    likeness: Likeness
    background: Background
    epithets: Epithets
    people: Mapping[str, tuple[Entry, ...]]
    given: Given
    digest: str


@cache
def load_lexicon(extra: Path | None = None) -> Lexicon:
    """Load and validate every table.

    Args:
        extra: a user's folder whose tables add to ours.

    Raises:
        LexiconError: with file and line where a table does not validate.
    """
    return lexicon_of(Tables(extra))


def lexicon_of(tables: Tables) -> Lexicon:
    """Load and validate every table.

    Raises:
        LexiconError: with file and line where a table does not validate.
    """
    world = load_world(tables)
    return Lexicon(
        world=world,
        media=load_media(tables),
        cues=load_cues(tables),
        figures=load_figures(tables),
        time_words=load_time_words(tables),
        coding=load_coding(tables),
        epithets=load_epithets(tables),
        likeness=load_likeness(tables),
        background=load_background(tables),
        people=_people(world),
        given=load_given(tables),
        digest=tables.digest(),
    )


def _people(world: World) -> dict[str, tuple[Entry, ...]]:
    found: dict[str, list[Entry]] = {}
    for tenures in world.tenures.values():
        for entry in tenures:
            found.setdefault(entry.id, []).append(entry)
    return {key: tuple(entries) for key, entries in found.items()}


@cache
def own_lexicon() -> Lexicon:
    """The package's own tables, loaded once."""
    return load_lexicon()


__all__ = [
    "Background",
    "Coding",
    "Cues",
    "Epithets",
    "Figures",
    "Given",
    "Lexicon",
    "Likeness",
    "Media",
    "Tables",
    "TimeWords",
    "World",
    "load_lexicon",
    "own_lexicon",
]
