"""Who is credited with what."""

from __future__ import annotations

from tests.factories import make_report, make_source, make_statement
from tests.show.story import HERALD

from dragoman.case import CaseView
from dragoman.model import ActorKind
from dragoman.show.source_rows import credited


def test_a_row_tells_stances_reports_and_who_passes_the_word_on(view: CaseView) -> None:
    rows = {row.name: row for row in credited(view)}
    ministry = rows["the Eastland ministry"]
    assert ministry.kind == "government"
    assert ministry.carried_by == ("The Post",)
    assert ministry.through == ()
    assert ministry.stances == (("assert", 1),)


def test_only_statements_of_the_reports_asked_for(view: CaseView) -> None:
    assert [row.name for row in credited(view, {HERALD.id})] == ["Westland"]


def test_sources_without_a_name_are_not_taken_for_one_across_reports() -> None:
    reports = [make_report(f"An official said {n}.", publisher="") for n in range(2)]
    view = CaseView(
        reports={one.id: one for one in reports},
        statements={
            said.id: said
            for one in reports
            for said in (
                make_statement(
                    one,
                    chain=[make_source(one, "An official", kind=ActorKind.UNNAMED, country="")],
                ),
                make_statement(one),
            )
        },
    )
    rows = credited(view)
    assert [row.name for row in rows] == ["An official"] * 2 + ["unnamed outlet"] * 2
    assert all(len(row.report_ids) == 1 for row in rows)


def test_nobody_passes_on_a_word_of_their_own() -> None:
    report = make_report("Peru rejected what it called a fable.", publisher="The Post")
    twice = [make_source(report, "Peru"), make_source(report, "Peru")]
    said = make_statement(report, "a fable", chain=twice)
    view = CaseView(reports={report.id: report}, statements={said.id: said})
    assert [row.through for row in credited(view)] == [()]
