"""The tools themselves: each method answers one kind of question about a case, and only reads."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any, Final

from dragoman.case import Case, CaseView, load_view
from dragoman.case.columns import happenings_with, stamp
from dragoman.errors import UsageError
from dragoman.mcp import answers
from dragoman.mcp.quoting import Json, citation, name, when
from dragoman.model import (
    Account,
    Actor,
    Difference,
    Event,
    Forecast,
    Happening,
    Quantity,
    Report,
    Statement,
)
from dragoman.show.safe import shown
from dragoman.show.source_rows import SourceRow

WINDOW: Final = 4_000
"""Characters of a report's text in one answer."""
MOST_HITS: Final = 200
"""Hits of a search that can be paged through."""


class Desk:
    """Answers questions about a case; reads it anew when a build has changed it.

    Args:
        path: the case file, opened for reading only.

    Raises:
        CaseError: where there is no case at that path, or none that can be read.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._view: CaseView | None = None
        self._stamp = ""
        self.view()

    def view(self) -> CaseView:
        """All records as of the last build."""
        with Case.open(self.path, read_only=True) as case:
            now = stamp(case)
            if self._view is None or now != self._stamp:
                self._view, self._stamp = load_view(case), now
        return self._view

    def overview(self) -> dict[str, Any]:
        """What the case holds: counts, the reports' publishers, first and last day, event types.

        Start here. Everything in a case is what reports say, never what is known to be true.
        """
        view = self.view()
        days = [one.published_at for one in view.reports.values() if one.published_at.known]
        edges = [day for one in days for day in (one.earliest, one.latest) if day]
        publishers = sorted({one.publisher for one in view.reports.values()} - {""})
        kinds = ("reports", "statements", "events", "quantities", "forecasts", "happenings")
        return {
            "counts": {kind: len(getattr(view, kind)) for kind in (*kinds, "differences")},
            "publishers": [name(one) for one in publishers[: answers.MOST_ROWS]],
            "published_from": min(edges).isoformat() if edges else None,
            "published_to": max(edges).isoformat() if edges else None,
            "types": sorted({one.type for one in view.happenings.values()}),
            "measures": sorted({one.measure for one in view.quantities.values()} - {""}),
        }

    def search_reports(self, query: str, limit: int = 10, offset: int = 0) -> dict[str, Any]:
        """Find reports and statements by words: all must be there; words in quotes stand together.

        Answers passages with the report's title, publisher, date and place. Page with offset.
        """
        with Case.open(self.path, read_only=True) as case:
            hits = case.search(query, MOST_HITS)
        view = self.view()

        def tell(hit: Any) -> Json:
            report = view.reports.get(hit.report_id)
            return {
                "kind": hit.kind,
                "id": hit.id,
                "quoted": shown(hit.snippet),
                "report": citation(report) if report else None,
            }

        return answers.page(hits, limit, offset, tell)

    def find_happenings(
        self,
        party: str = "",
        other_party: str = "",
        type: str = "",
        factuality: str = "",
        since: str = "",
        until: str = "",
        text: str = "",
        limit: int = 10,
        offset: int = 0,
    ) -> dict[str, Any]:
        """Find who did what to whom, when, how many independent origins say so, with quotes.

        party and other_party: an ISO alpha-3 country code, an actor id or part of a name; given
        both, they stand on opposite sides. type: a PLOVER type such as AID or ASSAULT. factuality:
        actual, ongoing, planned, possible, conditional, requested, predicted, denied, negated.
        since and until: YYYY-MM-DD. text: words of a statement that tells of it.
        """
        view = self.view()
        found = answers.ledger(
            view,
            party=party,
            other_party=other_party,
            type=type,
            factuality=factuality,
            since=since,
            until=until,
            words=self._told_with,
            text=text,
        )
        return answers.page(found, limit, offset, partial(answers.tell_happening, view))

    def _told_with(self, text: str) -> frozenset[str]:
        with Case.open(self.path, read_only=True) as case:
            return happenings_with(case, text)

    def show(self, id: str, text_offset: int = 0) -> dict[str, Any]:
        """Show one record whole by its id, or by the start of it: a report, statement, event,
        happening, figure, forecast, difference, account or actor.

        A report comes with up to 4,000 characters of its text from text_offset on.
        """
        with Case.open(self.path, read_only=True) as case:
            kind, record = case.record(id)
        return {"kind": kind, "record": self._tell(record, text_offset)}

    def _tell(self, record: Any, text_offset: int) -> Json:
        view = self.view()
        tellers: dict[type, Any] = {
            Happening: answers.tell_happening_whole,
            Event: answers.tell_event,
            Statement: answers.tell_statement,
            Quantity: answers.tell_figure,
            Forecast: answers.tell_forecast,
            Difference: answers.tell_difference,
        }
        if type(record) in tellers:
            told: Json = tellers[type(record)](view, record)
            return told
        if isinstance(record, Report):
            return _tell_report(view, record, text_offset)
        if isinstance(record, Account):
            happening = view.happenings[record.happening_id]
            return answers.tell_happening_whole(view, happening)
        if isinstance(record, Actor):
            return _tell_actor(record)
        raise UsageError("that kind of record is not shown here", "ask for one that it belongs to")

    def differences(self, kind: str = "", limit: int = 10, offset: int = 0) -> dict[str, Any]:
        """Where accounts differ: figures, dates, actors, whether it happened; each side with who
        says so. kind: dispute, revision, scope or precision."""
        view = self.view()
        found = [
            one
            for one in view.differences.values()
            if not kind or one.kind.value == kind.casefold()
        ]
        return answers.page(found, limit, offset, partial(answers.tell_difference, view))

    def forecasts(self, status: str = "", limit: int = 10, offset: int = 0) -> dict[str, Any]:
        """Who expects what, under what condition, by when. status: open, due, overdue,
        condition_met, fulfilled or failed."""
        view = self.view()
        found = [
            one
            for one in view.forecasts.values()
            if not status or one.status.value == status.casefold()
        ]
        return answers.page(found, limit, offset, partial(answers.tell_forecast, view))

    def timeline(
        self, since: str = "", until: str = "", limit: int = 20, offset: int = 0
    ) -> dict[str, Any]:
        """Dated happenings in order of time, of any factuality. since, until: YYYY-MM-DD."""
        view = self.view()
        found = answers.chronicle(view, since, until)
        return answers.page(found, limit, offset, partial(answers.tell_happening, view))

    def figures(
        self, measure: str = "", party: str = "", limit: int = 20, offset: int = 0
    ) -> dict[str, Any]:
        """Figures as reports give them, with low, best and high and who says so. measure: one of
        the case's (see overview), such as troops or killed. party: whose, as in find_happenings."""
        view = self.view()
        found = answers.figures(view, measure, party)
        return answers.page(found, limit, offset, partial(answers.tell_figure, view))

    def sources(self, limit: int = 20, offset: int = 0) -> dict[str, Any]:
        """Who is credited with statements, how often, through whom and in which publishers."""
        return answers.page(answers.sources(self.view()), limit, offset, _tell_source)


def _tell_report(view: CaseView, report: Report, text_offset: int) -> Json:
    if not 0 <= text_offset <= len(report.source_text):
        raise UsageError(
            f"text_offset {text_offset} is outside the text", f"0 to {len(report.source_text)}"
        )
    end = min(text_offset + WINDOW, len(report.source_text))
    return {
        **citation(report),
        "authors": [name(one) for one in report.authors],
        "language": report.language,
        "copy_of": report.copy_of or None,
        "happening_ids": sorted(
            {h.id for e in view.events_of_report(report.id) for h in view.happenings_of_event(e.id)}
        )[: answers.MOST_ROWS],
        "text": {
            "quoted": shown(report.source_text[text_offset:end]),
            "start": text_offset,
            "end": end,
            "length": len(report.source_text),
            "next_text_offset": end if end < len(report.source_text) else None,
        },
    }


def _tell_actor(actor: Actor) -> Json:
    return {
        "id": actor.id,
        "name": name(actor.name),
        "kind": actor.kind.value,
        "country": actor.country,
        "sector": actor.sector,
        "offices": [
            {"title": name(one.title), "country": one.country, "held": when(one.held)}
            for one in actor.offices
        ],
        "mentions": len(actor.mentions),
        "reports": sorted({one.report_id for one in actor.mentions})[: answers.MOST_ROWS],
    }


def _tell_source(row: SourceRow) -> Json:
    return {
        "name": name(row.name),
        "actor_id": row.actor_id,
        "kind": row.kind,
        "country": row.country,
        "statements": len(row.statement_ids),
        "statement_ids": list(row.statement_ids[:5]),
        "reports": len(row.report_ids),
        "through": [name(one) for one in row.through[:5]],
        "carried_by": [name(one) for one in row.carried_by[:10]],
        "stances": dict(row.stances),
    }
