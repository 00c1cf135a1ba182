"""Listings of reports, of what a search finds, and of inputs that could not be read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from dragoman.case.records import Hit, StoredFailure
from dragoman.model import Report, to_json
from dragoman.show import phrases
from dragoman.show.listing import Column, Listing, Told
from dragoman.show.lookup import Lookup
from dragoman.show.safe import cut


def report_listing(lookup: Lookup, rows: Sequence[Report], note: str = "") -> Listing[Report]:
    """Reports with their publisher, date, what each gave, and which repeat another."""
    events = Counter(event.report_id for event in lookup.view.events.values())
    statements = Counter(one.report_id for one in lookup.view.statements.values())

    def title(report: Report) -> str:
        return report.title or report.location

    return Listing(
        columns=(
            Column("id", lambda r: r.id, "ID", lambda r: lookup.short(r.id)),
            Column("published", lambda r: phrases.when(r.published_at), "Published"),
            Column("publisher", lambda r: r.publisher),
            Column("title", title),
            Column("location", lambda r: r.location),
            Column("relayed_by", lambda r: r.relayed_by),
            Column("credits", lambda r: "; ".join(r.credits)),
            Column("dateline", lambda r: r.dateline.name if r.dateline else ""),
            Column("language", lambda r: r.language),
            Column("retrieved_at", lambda r: "; ".join(lookup.view.retrieved_at.get(r.id, ()))),
            Column("uncoded", lambda r: lookup.view.uncoded.get(r.id, "")),
            Column("copy_of", lambda r: r.copy_of),
            Column("story_id", lambda r: r.story_id),
            Column("reliability", lambda r: lookup.grades.letter(r.publisher)),
            Column("statements", lambda r: str(statements[r.id])),
            Column("events", lambda r: str(events[r.id]), "Events", right=True),
        ),
        rows=rows,
        told=lambda r: Told(
            cut(title(r), 160),
            (
                r.publisher + (f", relayed by {r.relayed_by}" if r.relayed_by else ""),
                f"credits {', '.join(r.credits)}" if r.credits else "",
                f"repeats {lookup.short(r.copy_of)}" if r.copy_of else "",
                f"not coded, {lookup.view.uncoded[r.id]}" if r.id in lookup.view.uncoded else "",
                r.location if r.title else "",
            ),
        ),
        record=lambda r: {
            **_without_text(r, lookup.view.retrieved_at.get(r.id, ())),
            "uncoded": lookup.view.uncoded.get(r.id, ""),
        },
        told_heading="Report",
        empty="The case has no such report.",
        note=note,
    )


def _without_text(report: Report, retrieved: Sequence[str]) -> Any:
    data = to_json(report)
    del data["source_text"]
    return {**data, "retrieved_at": list(retrieved)}


def hit_listing(lookup: Lookup, rows: Sequence[Hit], note: str = "") -> Listing[Hit]:
    """What a search found, the matching words in brackets."""

    def where(hit: Hit) -> str:
        report = lookup.view.reports.get(hit.report_id)
        if report is None:
            return ""
        date = phrases.when(report.published_at)
        parts = (report.publisher, date)
        return ", ".join(part for part in parts if part and part != phrases.NOBODY)

    def speaker(hit: Hit) -> str:
        statement = lookup.view.statements.get(hit.id)
        return f"says {phrases.chain(statement.sources)}" if statement else ""

    return Listing(
        columns=(
            Column("id", lambda h: h.id, "ID", lambda h: lookup.short(h.id)),
            Column("kind", lambda h: h.kind, "Kind"),
            Column("report_id", lambda h: h.report_id),
            Column("snippet", lambda h: h.snippet),
            Column("where", where),
        ),
        rows=rows,
        told=lambda h: Told(h.snippet, (speaker(h) or where(h),)),
        record=to_json,
        told_heading="Found",
        empty="Nothing holds all of these words.",
        note=note,
    )


def failure_listing(rows: Sequence[StoredFailure], note: str = "") -> Listing[StoredFailure]:
    """Inputs that could not be read or coded, with the stable code and the reason."""
    return Listing(
        columns=(
            Column("code", lambda f: f.code, "Code"),
            Column("location", lambda f: f.location),
            Column("reason", lambda f: f.reason),
            Column("remedy", lambda f: f.remedy),
        ),
        rows=rows,
        told=lambda f: Told(f.location, (f.reason, f.remedy)),
        record=to_json,
        told_heading="Input",
        empty="Every input could be read.",
        note=note,
    )
