"""Datelines that open a paragraph: "SEOUL - ", "Moscow: ", "Pyongyang, August 5 (KCNA) --"."""

from __future__ import annotations

import re
from typing import Final

from dragoman.read.words import Signs

PLACE: Final = r"(?P<place>[A-ZÀ-Þ][\w.’'-]*(?:[ /-](?:[a-z]{1,3} )?[A-ZÀ-Þ][\w.’'-]*){0,4})"
MORE: Final = r"(?P<more>(?:,\s*[^,()–—:]{1,30}){0,3})"
AGENCY: Final = r"(?P<agency>\s*[(\[][A-ZÀ-ÞА-Я][^()\[\]]{1,40}[)\]])?"
DASH: Final = r"(?P<dash>\s*(?:–|—|―|--+|-(?=\s))|:(?=\s))\s*"

OPENING: Final = re.compile(rf"{PLACE}{MORE}{AGENCY}\s*{DASH}")
AGENCY_ONLY: Final = re.compile(r"[(\[][A-Z][\w .&/-]{1,25}[)\]]\s*(?:–|—|--+|-)\s*")
LONGEST: Final = 90
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


def _is_place(match: re.Match[str], signs: Signs) -> bool:
    place, more = match["place"], match["more"]
    colon = match["dash"].strip() == ":"
    known = place.casefold() in signs.cities
    if match["agency"]:
        return known or place.isupper() or bool(DIGIT.search(more)) or not colon
    if colon:
        return known and not more
    return known or (place.isupper() and len(place) > 2) or bool(DIGIT.search(more))
