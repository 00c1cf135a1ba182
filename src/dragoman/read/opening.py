"""Datelines that open a paragraph: "SEOUL - ", "Moscow: ", "Pyongyang, August 5 (KCNA) --"."""

from __future__ import annotations

import re
from typing import Final

from dragoman.lexicon.world import World
from dragoman.model import Place
from dragoman.read.words import Signs

PLACE: Final = r"(?P<place>[A-ZÀ-Þ][\w.’'-]*(?:[ /-](?:[a-z]{1,3} )?[A-ZÀ-Þ][\w.’'-]*){0,4})"
MORE: Final = r"(?P<more>(?:,\s*[^,()–—:]{1,30}){0,3})"
AGENCY: Final = r"(?P<agency>\s*[(\[][A-ZÀ-ÞА-Я][^()\[\]]{1,40}[)\]])?"
DASH: Final = r"(?P<dash>\s*(?:–|—|―|--+|-(?=\s))|:(?=\s))\s*"

OPENING: Final = re.compile(rf"{PLACE}{MORE}{AGENCY}\s*{DASH}")
AGENCY_ONLY: Final = re.compile(r"[(\[][A-Z][\w .&/-]{1,25}[)\]]\s*(?:–|—|--+|-)\s*")
LONGEST: Final = 90
SHORTEST_CAPITALS: Final = 3
"""Letters from which capitals are a manner of writing rather than an abbreviation."""

PLACES: Final = frozenset({"name", "alias", "capital", "city", "region", "metonym"})
"""Roles of the world's names that a place of issue can have."""

DIGIT: Final = re.compile(r"\d")


def dateline_end(text: str, signs: Signs) -> int:
    """How many characters of a paragraph are its dateline; 0 if it has none.

    A name before a dash or colon counts as a place of issue where it is written in capitals,
    is a city that datelines use, or is followed by a date or an agency in brackets: "Trump:
    I will go" has no dateline.
    """
    match = OPENING.match(text[:LONGEST])
    if match and match.end() < len(text) and _is_place(match, signs):
        return match.end()
    match = AGENCY_ONLY.match(text[:LONGEST])
    return match.end() if match and match.end() < len(text) else 0


def dateline_place(text: str, signs: Signs, world: World) -> Place | None:
    """The place of a paragraph's dateline and its country; ``None`` without a dateline.

    Args:
        text: a paragraph that opens the story.

    Returns:
        the place in small letters ("Tel Aviv") with ISO 3166-1 alpha-3, "" where no table
        tells the country: the country behind the place ("SRINAGAR, India") goes first.
    """
    match = OPENING.match(text[:LONGEST])
    if not match or not dateline_end(text, signs):
        return None
    place = " ".join(match["place"].split())
    name = place.title() if place.isupper() and len(place) > SHORTEST_CAPITALS else place
    behind = [piece.strip() for piece in match["more"].split(",") if piece.strip()]
    pieces = [p.title() if p.isupper() else p for p in behind if not DIGIT.search(p)]
    countries = (_country(piece, world) for piece in (*pieces[::-1], name))
    return Place(name, next(filter(None, countries), ""))


def _country(name: str, world: World) -> str:
    """The country that a name is or lies in, where it is a place by its whole length."""
    words = name.split()
    for start, end, entries in world.match(words):
        if (start, end) == (0, len(words)):
            return next((e.country for e in entries if e.role in PLACES and e.country), "")
    return ""


def _is_place(match: re.Match[str], signs: Signs) -> bool:
    place, more = match["place"], match["more"]
    colon = match["dash"].strip() == ":"
    known = place.casefold() in signs.cities
    if match["agency"]:
        return known or place.isupper() or bool(DIGIT.search(more)) or not colon
    if colon:
        return known and not more
    return known or (place.isupper() and len(place) > 2) or bool(DIGIT.search(more))
