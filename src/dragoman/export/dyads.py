"""Happenings as pairs of actors with CAMEO codes: what GDELT's and PLOVER's rows are made of."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from dragoman.case.view import CaseView
from dragoman.lexicon.edges import WIDEST, Edges
from dragoman.model import Event, Happening, PartialDate, Participant

HEX_DIGITS: Final = 13
"""Of an id's 64 bits so many become a number: 52 bits, which every reader holds exactly."""


@dataclass(frozen=True, slots=True)
class CameoActor:
    """An actor as CAMEO codes it; every part may be empty.

    Attributes:
        code: country, organisation and role in one, as GDELT's ``Actor1Code``.
    """

    code: str
    name: str
    country: str
    group: str
    role: str


NOBODY: Final = CameoActor("", "", "", "", "")


def cameo_actor(one: Participant | None, edges: Edges) -> CameoActor:
    """A participant in CAMEO's codes.

    A state has its country alone, who acts for it the role behind it ("PRKMIL"); an organisation
    with a code of its own has its kind before it ("IGOUNO").
    """
    if one is None:
        return NOBODY
    name = (one.name or one.text).upper()
    group, kind = edges.groups.get(one.name.casefold(), ("", ""))
    country = edges.cameo_country(one.country)
    role = kind or edges.roles.get(one.sector, "")
    if group:
        return CameoActor(f"{kind or country}{group}", name, "" if kind else country, group, role)
    plain_state = one.sector == "GOV" and one.name == edges.country_name(one.country)
    if plain_state:
        role = ""
    return CameoActor(f"{country}{role}", name, country, "", role)


def pairs(happening: Happening) -> list[tuple[Participant | None, Participant | None]]:
    """Each initiator with each recipient; ``None`` for a side that is not told."""
    ones: Sequence[Participant | None] = happening.initiators or (None,)
    others: Sequence[Participant | None] = happening.recipients or (None,)
    return [(one, other) for one in ones for other in others]


def events_of(view: CaseView, happening: Happening) -> list[Event]:
    """The mentions of a happening that the case holds, in order of report's day and place."""
    found = [view.events[one] for one in happening.event_ids if one in view.events]

    def key(event: Event) -> tuple[str, str, int, str]:
        report = view.reports[event.report_id]
        day = report.published_at.earliest
        return (day.isoformat() if day else "~", event.report_id, event.trigger.start, event.id)

    return sorted(found, key=key)


def cameo_of(events: Sequence[Event], fallback: str = "") -> str:
    """The CAMEO code that most of the events have, of like ones the longest; three digits at
    least, as CAMEO writes its roots ("070")."""
    counts = Counter(event.cameo for event in events if event.cameo)
    best = min(counts, key=lambda code: (-counts[code], -len(code), code), default=fallback)
    return best.ljust(WIDEST, "0") if best else ""


def one_day(when: PartialDate) -> date | None:
    """The day that stands for a partial date where a format has only days: the day itself, the
    last that it can be, the first where the last is open, ``None`` where nothing is known."""
    return when.latest or when.earliest


def number_of(record_id: str, *more: int) -> int:
    """A whole number for an id, the same on every machine; ``more`` tells rows of one id apart."""
    told = "/".join([record_id, *map(str, more)])
    digits = hashlib.blake2b(told.encode(), digest_size=8).hexdigest()[:HEX_DIGITS]
    return int(digits, 16)
