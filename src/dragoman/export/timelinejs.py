"""The happenings as a timeline for TimelineJS: the columns of its spreadsheet, and its JSON.

TimelineJS shows headlines and texts as HTML, so every text of a report is escaped.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from html import escape
from typing import Any, Final

from dragoman.case.view import CaseView
from dragoman.export.bibliography import date_parts
from dragoman.export.citing import citation
from dragoman.export.dyads import events_of
from dragoman.export.files import File, Json, LeftOut, csv_lines, json_list, text_file
from dragoman.model import Happening, PartialDate

TIMELINE_COLUMNS: Final = (
    "Year", "Month", "Day", "Time", "End Year", "End Month", "End Day", "End Time",
    "Display Date", "Headline", "Text", "Media", "Media Credit", "Media Caption",
    "Media Thumbnail", "Type", "Group", "Background",
)  # fmt: skip
"""The columns of TimelineJS's spreadsheet template, in its order."""
QUOTES: Final = 3
"""Quotes that a slide shows at most."""
UNDATED: Final = "happenings without any date"


def timelinejs_files(view: CaseView, left: LeftOut) -> Iterator[File]:
    """The sheet and the JSON file, earliest first."""
    slides = [_slide(one, view) for one in _dated(view, left)]
    rows = ([_cell(slide, name) for name in TIMELINE_COLUMNS] for slide in slides)
    yield text_file("timeline.csv", csv_lines(TIMELINE_COLUMNS, rows))
    pieces = json_list(map(_event, slides), '{"events": [\n', "\n]}\n")
    yield text_file("timeline.json", pieces)


def _dated(view: CaseView, left: LeftOut) -> list[Happening]:
    found = []
    for happening in view.happenings.values():
        if happening.occurred_at.known:
            found.append(happening)
        else:
            left.add(UNDATED)
    return sorted(found, key=lambda one: (_first(one.occurred_at), one.id))


def _first(when: PartialDate) -> date:
    return when.earliest or when.latest or date.max


def _slide(happening: Happening, view: CaseView) -> dict[str, Any]:
    start, end = _ends(happening.occurred_at)
    return {
        "id": happening.id,
        "start": start,
        "end": end,
        "Display Date": display(happening.occurred_at),
        "Headline": escape(_headline(happening)),
        "Text": _text(happening, view),
        "Group": escape(happening.type),
    }


def _headline(happening: Happening) -> str:
    """The summary without the date behind it, which has a place of its own."""
    return happening.summary.rpartition("; ")[0] or happening.summary


def _ends(when: PartialDate) -> tuple[list[int], list[int]]:
    """First and last day as lists of year, month and day, shorter where less is known."""
    if when.earliest and when.latest:
        if parts := date_parts(when):
            return parts, []
        return _parts(when.earliest), _parts(when.latest)
    return _parts(when.latest or when.earliest), []


def _parts(day: date | None) -> list[int]:
    return [day.year, day.month, day.day] if day else []


def display(when: PartialDate) -> str:
    """What is shown for a date that is open at one end; empty where TimelineJS can tell itself."""
    if when.earliest and when.latest:
        return ""
    return f"by {when.latest}" if when.latest else f"since {when.earliest}"


def _text(happening: Happening, view: CaseView) -> str:
    quotes = []
    for event in events_of(view, happening)[:QUOTES]:
        words = event.evidence[0].exact if event.evidence else event.trigger.exact
        told = citation(view.reports[event.report_id])
        quotes.append(f"<p>“{escape(' '.join(words.split()))}” ({escape(told)})</p>")
    origins = ", ".join(one.name for one in happening.origins)
    about = f"told as {happening.factuality.value}; {happening.origin_count} origin"
    about += ("s" if happening.origin_count != 1 else "") + (f": {origins}" if origins else "")
    return "".join([*quotes, f"<p>{escape(about)}</p>"])


def _cell(slide: dict[str, Any], name: str) -> Any:
    prefix, _, unit = name.rpartition(" ")
    if prefix in ("", "End") and unit in ("Year", "Month", "Day"):
        parts = slide["end" if prefix else "start"]
        place = ("Year", "Month", "Day").index(unit)
        return parts[place] if place < len(parts) else None
    return slide.get(name)


def _event(slide: dict[str, Any]) -> Json:
    found: Json = {
        "unique_id": slide["id"],
        "start_date": _date(slide["start"]),
        "text": {"headline": slide["Headline"], "text": slide["Text"]},
        "group": slide["Group"],
    }
    if slide["end"]:
        found["end_date"] = _date(slide["end"])
    if slide["Display Date"]:
        found["display_date"] = slide["Display Date"]
    return found


def _date(parts: list[int]) -> dict[str, int]:
    return dict(zip(("year", "month", "day"), parts, strict=False))
