"""The dossier: one self-contained page that needs no network and no script.

Report text is hostile until shown otherwise. Autoescape is on for every template, every value
passes through `dragoman.show.safe.shown` on its way out, links are made of http addresses only,
and the policy in the page lets nothing load or run but its own style sheet.
"""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from importlib.metadata import version
from typing import Any, Final

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from dragoman.analyse import exchanges, headline, ladders, relations, scenarios, timeline
from dragoman.case.records import StoredFailure
from dragoman.case.view import CaseView
from dragoman.lexicon.coding import Coding
from dragoman.model import Difference, DifferenceKind, Report
from dragoman.show import dossier_claims as claims
from dragoman.show import dossier_rows as rows
from dragoman.show import phrases
from dragoman.show.citations import Citations
from dragoman.show.lookup import Lookup
from dragoman.show.safe import one_line, shown, web_address
from dragoman.show.source_rows import credited

SOURCES_SHOWN: Final = 30
FAILURES_SHOWN: Final = 60

ORDER: Final = list(DifferenceKind)


@dataclass(frozen=True, slots=True)
class Gaps:
    """What could not be read or dated."""

    failures: tuple[StoredFailure, ...]
    uncoded: tuple[tuple[Report, str], ...]
    undated: tuple[Report, ...]
    words: str


def dossier_html(lookup: Lookup, coding: Coding, title: str = "") -> str:
    """Write the whole page.

    Args:
        lookup: the case.
        coding: for the weights of its events.
        title: the page's title; the busiest pair where empty.

    Returns:
        HTML, the same for the same case.
    """
    sections = _sections(lookup, coding)
    css = style_sheet()
    page: str = (
        _environment()
        .get_template("dossier.html")
        .render(
            **sections,
            title=one_line(title) or _title(lookup, sections["pairs"]),
            facts=_facts(lookup),
            contents=_contents(sections),
            policy=policy(css),
            # Ours, out of the package, and hashed in the policy: the only markup beside the charts.
            css=Markup(css),
            version=version("dragoman"),
        )
    )
    return page


def policy(css: str) -> str:
    """The content security policy: this style sheet and nothing else, no script, no form."""
    digest = base64.b64encode(hashlib.sha256(css.encode()).digest()).decode()
    return (
        f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; "
        "form-action 'none'; frame-src 'none'"
    )


@cache
def style_sheet() -> str:
    """The page's style sheet."""
    folder = resources.files("dragoman.show") / "templates"
    return (folder / "dossier.css").read_text("utf-8")


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("dragoman.show"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_finalize,
        keep_trailing_newline=True,
    )
    environment.globals.update(day=phrases.when_long, address=web_address, svg=Markup)
    return environment


def _finalize(value: Any) -> Any:
    """Make safe whatever a template puts out; autoescape follows. Markup is ours already."""
    if isinstance(value, str) and not isinstance(value, Markup):
        return shown(value)
    return value


def _sections(lookup: Lookup, coding: Coding) -> dict[str, Any]:
    view = lookup.view
    cites = Citations(view)
    in_time = timeline(view)
    all_ladders = [one for one in ladders(view, lookup.likeness) if claims.moves(one)]
    # Losses, and what belongs to a happening, before bare counts of people or groups.
    all_ladders.sort(
        key=lambda one: not one.happening_id and one.measure not in lookup.likeness.standing
    )
    pairs = exchanges(view, lookup.likeness)
    board = scenarios(view, lookup.likeness)
    differing = sorted(view.differences.values(), key=_difference_order)
    sources = credited(view)
    most = rows.MOST_ROWS
    sections: dict[str, Any] = {
        "headlines": [
            rows.happening_row(f"H{at}", happening, lookup, cites)
            for at, happening in enumerate(headline(view, coding.goldstein), 1)
        ],
        "pairs": rows.pair_rows(pairs[: most["pairs"]], lookup, cites),
        "ladders": claims.ladder_rows(all_ladders, lookup, cites),
        "differences": claims.difference_rows(differing, lookup, cites),
        "scenarios": claims.scenario_rows(board, lookup, cites),
        "relations": claims.relation_rows(relations(view, coding.goldstein), lookup),
        "years": rows.timeline_rows(in_time, lookup, cites),
        "actors": rows.actor_rows(view),
        "sources": sources[:SOURCES_SHOWN],
        "gaps": _gaps(view),
        "more": {
            "pairs": len(pairs) - most["pairs"],
            "scenarios": len(board) - most["scenarios"],
            "ladders": len(all_ladders) - most["ladders"],
            "differences": len(differing) - most["differences"],
            "timeline": len(in_time) - most["timeline"],
            "actors": len(view.actors) - most["actors"],
            "sources": len(sources) - SOURCES_SHOWN,
            "failures": len(view.failures) - FAILURES_SHOWN,
        },
        "cites": cites,
    }
    sections["sentences"] = cites.number()
    return sections


def _difference_order(difference: Difference) -> tuple[int, int, str]:
    return (ORDER.index(difference.kind), -len(difference.positions), difference.id)


def _gaps(view: CaseView) -> Gaps:
    undated = [h for h in view.happenings.values() if not h.occurred_at.known]
    forecasts = [f for f in view.forecasts.values() if not f.horizon.known]
    words = (
        f"{len(undated)} of {len(view.happenings)} happenings have no date, and "
        f"{len(forecasts)} of {len(view.forecasts)} forecasts no horizon: "
        "what a report does not tell is left open."
    )
    return Gaps(
        failures=view.failures[:FAILURES_SHOWN],
        uncoded=tuple((view.reports[i], why) for i, why in sorted(view.uncoded.items())),
        undated=tuple(r for r in view.reports.values() if not r.published_at.known),
        words=words,
    )


def _title(lookup: Lookup, pairs: list[rows.PairRows]) -> str:
    """The two parties with most between them, else the number of reports."""
    if pairs:
        return pairs[0].outward_title.replace(" → ", " and ")
    return f"A case of {len(lookup.view.reports)} reports"


def _facts(lookup: Lookup) -> list[tuple[str, str]]:
    """The case line."""
    view = lookup.view
    days = [
        day
        for report in view.reports.values()
        for day in (report.published_at.earliest, report.published_at.latest)
        if day is not None
    ]
    span = "undated"
    if days:
        first, last = min(days), max(days)
        span = " – ".join(dict.fromkeys(f"{d.day} {d:%b %Y}" for d in (first, last)))
    built = max((run.finished_at for run in view.runs if run.finished_at), default=None)
    origins = {origin.name for h in view.happenings.values() for origin in h.origins}
    undated = sum(not report.published_at.known for report in view.reports.values())
    facts = [
        ("Reports", f"{len(view.reports):,}"),
        ("Outlets", f"{len({r.publisher for r in view.reports.values()} - {''}):,}"),
        ("Origins", f"{len(origins):,}"),
        ("Published", span),
        ("Happenings", f"{len(view.happenings):,}"),
        ("Not read", f"{len(view.failures):,}"),
        ("Not dated", f"{undated:,}"),
    ]
    if built:
        facts.append(("Built", f"{built.day} {built:%b %Y}"))
    return facts


def _contents(sections: dict[str, Any]) -> list[tuple[str, str, str]]:
    def count(name: str) -> str:
        return str(len(sections[name]))

    gaps: Gaps = sections["gaps"]
    contents = [
        ("headlines", "What stands out", count("headlines")),
        ("exchange", "Who gave what", count("pairs")),
        ("figures", "How many", count("ladders")),
        ("differences", "Accounts differ", count("differences")),
        ("scenarios", "Expected", count("scenarios")),
        ("relations", "Relations", count("relations")),
        ("timeline", "Timeline", str(sum(len(r) for _, r in sections["years"]))),
        ("actors", "Actors, sources", count("actors")),
        ("gaps", "Not read or dated", str(len(gaps.failures) + len(gaps.undated))),
        ("sentences", "Sentences", str(sum(len(c.sentences) for c in sections["sentences"]))),
    ]
    return [one for one in contents if one[0] != "relations" or sections["relations"]]
