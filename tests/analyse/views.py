"""A case view over coded reports, without a case file."""

from __future__ import annotations

from collections.abc import Iterable

from dragoman.case.view import CaseView
from dragoman.lexicon import Lexicon
from dragoman.model import CodedReport
from dragoman.reconcile import reconcile


def view_of(coded: Iterable[CodedReport], lexicon: Lexicon) -> CaseView:
    """Reconcile and lay everything out as `dragoman.case.view.load_view` would."""
    reports = list(coded)
    made = reconcile(reports, lexicon)
    return CaseView(
        reports={c.report.id: c.report for c in reports},
        sentences={c.report.id: c.sentences for c in reports},
        actors={a.id: a for c in reports for a in c.actors},
        statements={s.id: s for c in reports for s in c.statements},
        events={e.id: e for c in reports for e in c.events},
        quantities={q.id: q for c in reports for q in c.quantities},
        forecasts={f.id: f for f in made.forecasts},
        happenings={h.id: h for h in made.happenings},
        accounts={a.id: a for a in made.accounts},
        differences={d.id: d for d in made.differences},
        copies=made.copies,
    )
