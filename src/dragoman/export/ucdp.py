"""The deadly happenings of the case as rows with the columns of UCDP's event data set (GED).

Column names and classes: UCDP GED Codebook 23.1 (Högbladh 2023). The rows are UCDP-like, not UCDP:
no row has been through UCDP's checks, its definitions of conflict and dyad are not applied, and the
numbers that only UCDP gives out stay empty. A row is a happening of material conflict that is told
to have happened and whose dead are counted.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final

from dragoman.case.view import CaseView
from dragoman.export.citing import citation, day
from dragoman.export.dyads import events_of, number_of
from dragoman.export.files import File, LeftOut, csv_lines, text_file
from dragoman.lexicon.edges import Edges, load_edges
from dragoman.model import Estimate, Event, Happening, Participant, Place

DEATHS: Final = "killed"
"""The measure of the dead; a key of `lexicon/data/figures/measures.toml`."""
MATERIAL_CONFLICT: Final = 4
CIVILIANS: Final = frozenset({"CVL", "REF", "LAB", "AGR", "MED", "HLH", "EDU", "BUS", "REL"})
"""PLOVER sectors of people who bear no arms and hold no office."""
ONE_DAY: Final = 1
TOWN, COUNTRY_ONLY = 1, 6
"""UCDP's where_prec: the exact place; the country alone."""
CLEAR, SUMMED_UP = 1, 2
"""UCDP's event_clarity."""

NOT_CONFLICT: Final = "happenings that are no material conflict"
NOT_TOLD: Final = "happenings not told to have happened (planned, denied, conditional …)"
UNCOUNTED: Final = "happenings whose dead nobody counts"

_GED: Final = """
id relid year active_year code_status type_of_violence conflict_dset_id conflict_new_id
conflict_name dyad_dset_id dyad_new_id dyad_name side_a_dset_id side_a_new_id side_a
side_b_dset_id side_b_new_id side_b number_of_sources source_article source_office source_date
source_headline source_original where_prec where_coordinates where_description adm_1 adm_2
latitude longitude geom_wkt priogrid_gid country country_id region event_clarity date_prec
date_start date_end deaths_a deaths_b deaths_civilians deaths_unknown best high low gwnoa gwnob
"""
UCDP_COLUMNS: Final = tuple(_GED.split())
"""The 49 columns of GED, in its order."""


def ucdp_files(view: CaseView, left: LeftOut) -> Iterator[File]:
    """One CSV file with GED's header, in order of happening's id."""
    rows = ([row.get(name) for name in UCDP_COLUMNS] for row in ucdp_rows(view, load_edges(), left))
    yield text_file("events.ucdp.csv", csv_lines(UCDP_COLUMNS, rows))


def ucdp_rows(view: CaseView, edges: Edges, left: LeftOut) -> Iterator[dict[str, Any]]:
    """The rows by column; columns that are not there are empty."""
    for happening in view.happenings.values():
        quad = edges.types.get(happening.type)
        deaths = dead(happening)
        if quad is None or quad.number != MATERIAL_CONFLICT:
            left.add(NOT_CONFLICT)
        elif happening.factuality not in edges.happened:
            left.add(NOT_TOLD)
        elif deaths is None:
            left.add(UNCOUNTED)
        else:
            events = events_of(view, happening)
            yield (
                _what(happening, edges)
                | _who(happening, edges)
                | _told(events, view)
                | _where(happening, events, edges)
                | _counts(deaths)
            )


def dead(happening: Happening) -> Estimate | None:
    """The estimate of the dead with the most figures behind it; ``None`` where there is none."""
    found = [one for one in happening.estimates if one.measure == DEATHS]
    return max(found, key=lambda one: (len(one.positions), one.best or 0, one.unit), default=None)


def _what(happening: Happening, edges: Edges) -> dict[str, Any]:
    when = happening.occurred_at
    year = when.latest or when.earliest
    return {
        "id": number_of(happening.id),
        "relid": happening.id,
        "year": year.year if year else None,
        "code_status": "unchecked",
        "type_of_violence": _violence(happening),
        "date_prec": when.precision,
        "date_start": when.earliest.isoformat() if when.earliest else None,
        "date_end": when.latest.isoformat() if when.latest else None,
    }


def _violence(happening: Happening) -> int | None:
    """UCDP's class: 1 with a state on a side, 2 between armed groups, 3 against civilians."""
    if not happening.initiators or not happening.recipients:
        return None
    one, other = happening.initiators[0], happening.recipients[0]
    if other.sector in CIVILIANS:
        return 3
    return 1 if one.acts_for_state or other.acts_for_state else 2


def _who(happening: Happening, edges: Edges) -> dict[str, Any]:
    one, other = _side(happening.initiators, edges), _side(happening.recipients, edges)
    return {
        "side_a": one,
        "side_b": other,
        "dyad_name": f"{one} - {other}" if one and other else None,
    }


def _side(told: Sequence[Participant], edges: Edges) -> str | None:
    """UCDP's name of a side: "Government of Armenia", "Civilians", the name of a group."""
    if not told:
        return None
    one = told[0]
    if one.sector in CIVILIANS:
        return "Civilians"
    if one.acts_for_state:
        return f"Government of {edges.country_name(one.country)}"
    return one.name or one.text


def _told(events: Sequence[Event], view: CaseView) -> dict[str, Any]:
    reports = list(dict.fromkeys(event.report_id for event in events))
    found = [view.reports[one] for one in reports]
    speakers: dict[str, None] = {}
    for event in events:
        said = view.speakers_of(event)
        if said:
            speakers[said.sources[0].name or said.sources[0].text] = None
    return {
        "number_of_sources": len(found),
        "source_article": "; ".join(map(citation, found)),
        "source_office": "; ".join(dict.fromkeys(one.publisher for one in found if one.publisher)),
        "source_date": "; ".join(filter(None, (day(one.published_at) for one in found))),
        "source_headline": "; ".join(one.title for one in found if one.title),
        "source_original": "; ".join(filter(None, speakers)),
    }


def _where(happening: Happening, events: Sequence[Event], edges: Edges) -> dict[str, Any]:
    places = [place for event in events for place in event.places]
    best = max(places, key=_exactness, default=None)
    clear = happening.occurred_at.precision == ONE_DAY and bool(places)
    found: dict[str, Any] = {"event_clarity": CLEAR if clear else SUMMED_UP}
    if best is None:
        return found
    found["where_coordinates"] = best.name
    found["where_description"] = "; ".join(dict.fromkeys(place.name for place in places))
    if best.country:
        found["country"] = edges.country_name(best.country)
        found["where_prec"] = COUNTRY_ONLY
    if best.latitude is not None and best.longitude is not None:
        found |= {"where_prec": TOWN, "latitude": best.latitude, "longitude": best.longitude}
        found["geom_wkt"] = f"POINT ({best.longitude} {best.latitude})"
    return found


def _exactness(place: Place) -> tuple[bool, bool]:
    return place.latitude is not None, bool(place.country)


def _counts(deaths: Estimate) -> dict[str, Any]:
    """Whose the dead are is not told apart: all stand in best, low and high alone."""
    return {"best": deaths.best, "high": deaths.high, "low": deaths.low}
