"""The dossier: one self-contained page that needs no network and no script.

Report text is hostile until shown otherwise. Autoescape is on for every template, every value
passes through `dragoman.show.safe.shown` on its way out, links are made of http addresses only,
and the policy in the page lets nothing load or run but its own style sheet.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import version
from typing import Any, Final

from markupsafe import Markup

from dragoman.analyse import (
    Exchange,
    FigureLadder,
    Relation,
    Scenario,
    TimelineRow,
    exchanges,
    headline,
    ladders,
    relations,
    scenarios,
    timeline,
)
from dragoman.case.records import StoredFailure
from dragoman.case.view import CaseView
from dragoman.lexicon.coding import Coding
from dragoman.model import Difference, DifferenceKind, Happening, Report
from dragoman.show import dossier_claims as claims
from dragoman.show import dossier_rows as rows
from dragoman.show.citations import Citations
from dragoman.show.lookup import Lookup
from dragoman.show.rendering import environment, style_sheet
from dragoman.show.safe import one_line
from dragoman.show.source_rows import SourceRow, credited

STYLES: Final = tuple(
    ("dragoman.show", name) for name in ("page.css", "sections.css", "charts.css", "sizes.css")
)
"""The parts of the style sheet, in order: what comes later wins."""

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
    derived = _derive(lookup, coding)
    sections = _sections(lookup, derived)
    css = style_sheet(STYLES)
    page: str = (
        environment("dragoman.show", trim=False)
        .get_template("dossier.html")
        .render(
            **sections,
            title=one_line(title) or _title(lookup, derived.relations, derived.exchanges),
            facts=_facts(lookup),
            contents=_contents(sections),
            policy=policy(css),
            # Ours, out of the package, and hashed in the policy: the only markup but the charts.
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


@dataclass(frozen=True, slots=True)
class _Derived:
    """What the analysis makes of the case, whole: the sections show the first of each."""

    headlines: Sequence[Happening]
    exchanges: Sequence[Exchange]
    ladders: Sequence[FigureLadder]
    differences: Sequence[Difference]
    scenarios: Sequence[Scenario]
    relations: Sequence[Relation]
    timeline: Sequence[TimelineRow]
    sources: Sequence[SourceRow]


def _derive(lookup: Lookup, coding: Coding) -> _Derived:
    view, likeness = lookup.view, lookup.likeness

    def loose(ladder: FigureLadder) -> bool:
        return not ladder.happening_id and ladder.measure not in likeness.standing

    drawn = [ladder for ladder in ladders(view, likeness) if claims.moves(ladder)]
    return _Derived(
        headlines=headline(view, coding.goldstein),
        exchanges=exchanges(view, likeness),
        # Losses, and what belongs to a happening, before bare counts of people or groups.
        ladders=sorted(drawn, key=loose),
        differences=sorted(view.differences.values(), key=_difference_order),
        scenarios=scenarios(view, likeness),
        relations=relations(view, coding.goldstein),
        timeline=timeline(view),
        sources=credited(view),
    )


def _sections(lookup: Lookup, derived: _Derived) -> dict[str, Any]:
    view = lookup.view
    cites = Citations(view)
    sections: dict[str, Any] = {
        "headlines": [
            rows.happening_row(f"H{at}", happening, lookup, cites)
            for at, happening in enumerate(derived.headlines, 1)
        ],
        "pairs": rows.pair_rows(derived.exchanges, lookup, cites),
        "ladders": claims.ladder_rows(derived.ladders, lookup, cites),
        "differences": claims.difference_rows(derived.differences, lookup, cites),
        "scenarios": claims.scenario_rows(derived.scenarios, lookup, cites),
        "relations": claims.relation_rows(derived.relations, lookup, cites),
        "undrawn": claims.undrawn(derived.relations, lookup),
        "years": rows.timeline_rows(derived.timeline, lookup, cites),
        "actors": rows.actor_rows(view, cites),
        "sources": derived.sources[: rows.MOST_ROWS["sources"]],
        "gaps": _gaps(view),
        "more": _left_out(view, derived),
        "cites": cites,
    }
    sections["sentences"] = cites.number()
    return sections


def _left_out(view: CaseView, derived: _Derived) -> dict[str, int]:
    """How many rows each section leaves out; none or less where it has room for all."""
    held = {
        "pairs": len(derived.exchanges),
        "ladders": len(derived.ladders),
        "differences": len(derived.differences),
        "scenarios": len(derived.scenarios),
        "timeline": len(derived.timeline),
        "actors": len(view.actors),
        "sources": len(derived.sources),
        "failures": len(view.failures),
    }
    return {name: count - rows.MOST_ROWS[name] for name, count in held.items()}


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
        failures=view.failures[: rows.MOST_ROWS["failures"]],
        uncoded=tuple((view.reports[i], why) for i, why in sorted(view.uncoded.items())),
        undated=tuple(r for r in view.reports.values() if not r.published_at.known),
        words=words,
    )


def _title(lookup: Lookup, known: Sequence[Relation], pairs: Sequence[Exchange]) -> str:
    """The two states with most dealings, dated or not; without any, the number of reports."""
    busiest = sorted(known, key=lambda pair: -sum(m.count for m in pair.months) - pair.undated)
    parties = [(p.one, p.other) for p in busiest] or [(p.one, p.other) for p in pairs]
    if parties:
        return " and ".join(lookup.party(party) for party in parties[0])
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
    expected = sum(len(one.forecasts) + one.more for one in sections["scenarios"])
    contents = [
        ("headlines", "What stands out", count("headlines")),
        ("exchange", "Who gave what", count("pairs")),
        ("figures", "How many", count("ladders")),
        ("differences", "Accounts differ", count("differences")),
        ("scenarios", "Expected", str(expected)),
        ("relations", "Relations", count("relations")),
        ("timeline", "Timeline", str(sum(len(r) for _, r in sections["years"]))),
        ("actors", "Actors, sources", count("actors")),
        ("gaps", "Not read or dated", str(len(gaps.failures) + len(gaps.undated))),
        ("sentences", "Sentences", str(sum(len(c.sentences) for c in sections["sentences"]))),
    ]
    return [
        one
        for one in contents
        if one[0] != "relations" or sections["relations"] or sections["undrawn"]
    ]
