"""Words of reports in an answer: bounded, harmless to show, and always marked as quoted.

Whoever wrote a report may have written orders to a language model into it. Every word of a report
stands under the key ``quoted``, with where it stands; nothing else in an answer is a report's
prose. Names, titles and summaries are made of reports' words, too, and are cut to a line.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from dragoman.case.view import CaseView
from dragoman.model import Evidence, PartialDate, Report, Source
from dragoman.show.safe import cut, shown, web_address

Json = dict[str, Any]

LONGEST_QUOTE: Final = 600
LONGEST_NAME: Final = 160
MOST_QUOTES: Final = 3
MOST_QUOTES_SHOWN: Final = 20
"""With a happening that is shown alone."""


def quote(evidence: Evidence, view: CaseView) -> Json:
    """A passage with where it stands. Offsets are half-open characters into the report's text."""
    report = view.reports.get(evidence.report_id)
    words = shown(evidence.exact)
    sentence = view.sentence_of(evidence)
    told: Json = {
        "quoted": words[:LONGEST_QUOTE],
        "report_id": evidence.report_id,
        "start": evidence.start,
        "end": evidence.end,
        "sentence": sentence.index if sentence else None,
    }
    if len(words) > LONGEST_QUOTE:
        told["cut"] = True
    if report:
        told["report"] = citation(report)
    return told


def quotes(evidence: Iterable[Evidence], view: CaseView, most: int = MOST_QUOTES) -> list[Json]:
    """The first few passages of a record."""
    return [quote(one, view) for one in list(evidence)[:most]]


def citation(report: Report) -> Json:
    """What a reader needs to find a report."""
    return {
        "id": report.id,
        "title": name(report.title),
        "publisher": name(report.publisher),
        "published": when(report.published_at),
        "location": name(web_address(report.url) or file_name(report.location)),
    }


def file_name(location: str) -> str:
    """The last part of a location, which tells no folder of the machine."""
    return location.replace("\\", "/").rpartition("/")[2]


def name(text: str) -> str:
    """A name, title or summary on one line, cut."""
    return cut(text, LONGEST_NAME)


def when(moment: PartialDate) -> Json | None:
    """Both ends of a partial date and its UCDP class; ``None`` where nothing is known."""
    if not moment.known:
        return None
    return {
        "earliest": moment.earliest.isoformat() if moment.earliest else None,
        "latest": moment.latest.isoformat() if moment.latest else None,
        "precision": moment.precision,
    }


def chain(sources: Iterable[Source]) -> list[str]:
    """A speaker chain by name, the original speaker first, the outlet last."""
    return [name(one.name or one.text or "unnamed source") for one in sources]
