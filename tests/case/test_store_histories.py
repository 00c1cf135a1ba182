"""Whatever is done to a case in whatever order, it holds what a plain model of it holds."""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import replace
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from tests.factories import make_coded, make_event, make_happening, make_report

from dragoman.case import Case, load_view
from dragoman.errors import EmptyInput
from dragoman.model import CodedReport, Judgement, Reconciliation

REPORTS = 3
DIGESTS = 4


def coded(number: int, version: int) -> CodedReport:
    """One of a few reports, as one of a few versions codes it."""
    report = make_report(f"Northland sent guns {number}. Southland sent oil {number}.")
    found = [make_event(report, "sent guns", initiators=["Northland"], rule=f"v{version}")]
    if version > 1:
        found.append(make_event(report, "sent oil", initiators=["Southland"]))
    return make_coded(report, events=found[: version or None])


class Histories(RuleBasedStateMachine):
    """A case beside a dictionary of its reports, one of its inputs and a list of judgements."""

    @initialize()
    def start(self) -> None:
        self.folder = Path(tempfile.mkdtemp())
        self.case = Case.open(self.folder / "case.db", create=True)
        self.reports: dict[str, CodedReport] = {}
        self.inputs: dict[tuple[str, str], str] = {}
        self.judged: list[Judgement] = []
        self.found: Reconciliation | None = None
        self.failed: set[str] = set()

    @rule(
        number=st.integers(0, REPORTS - 1),
        version=st.integers(0, 3),
        digest=st.integers(0, DIGESTS - 1).map(str),
        location=st.sampled_from("ab"),
    )
    def add(self, number: int, version: int, digest: str, location: str) -> None:
        given = coded(number, version)
        report_id = given.report.id
        self.case.add(given, digest=digest, location=location, coder=str(version))
        if report_id in self.reports:
            self.found = None
        self.reports[report_id] = given
        self.give(digest, location, report_id)

    @rule(
        number=st.integers(0, REPORTS - 1),
        digest=st.integers(0, DIGESTS - 1).map(str),
        location=st.sampled_from("abc"),
    )
    def add_input(self, number: int, digest: str, location: str) -> None:
        report_id = coded(number, 0).report.id
        if report_id in self.reports:
            self.case.add_input(digest, location=location, report_id=report_id)
            self.give(digest, location, report_id)

    def give(self, digest: str, location: str, report_id: str) -> None:
        """An input gives that report now, and reports that no input gives any more are gone."""
        self.inputs |= {key: report_id for key in self.inputs if key[0] == digest}
        self.inputs[digest, location] = report_id
        held = {key: one for key, one in self.reports.items() if key in self.inputs.values()}
        if held != self.reports:
            self.found = None
        self.reports = held
        self.failed.discard(location)

    @rule(digest=st.integers(0, DIGESTS - 1).map(str), location=st.sampled_from("abc"))
    def see_again(self, digest: str, location: str) -> None:
        self.case.see_again(digest, location=location)
        for (found, _), report_id in list(self.inputs.items()):
            if found == digest:
                self.failed.discard(location)
                self.inputs[digest, location] = report_id

    @rule(location=st.sampled_from("abc"))
    def fail(self, location: str) -> None:
        self.case.add_failure(location, EmptyInput("there is no text in it"))
        self.failed.add(location)

    @rule()
    def reconcile(self) -> None:
        events = [event for one in self.reports.values() for event in one.events]
        happenings = tuple(make_happening([event]) for event in events)
        self.found = Reconciliation(happenings, (), (), (), (), ())
        self.case.replace_reconciliation(self.found)

    @rule(verb=st.sampled_from(["accept", "reject"]))
    def judge(self, verb: str) -> None:
        self.judged.append(self.case.judge("evt_0000000000000000", verb, who="ann"))

    @rule(last=st.booleans())
    def undo(self, last: bool) -> None:
        if self.judged:
            self.case.undo(self.judged.pop(-1 if last else 0).id)

    @rule()
    def reopen(self) -> None:
        self.case.close()
        self.case = Case.open(self.folder / "case.db")

    @invariant()
    def the_case_holds_what_the_model_holds(self) -> None:
        wanted = []
        for report_id, one in sorted(self.reports.items()):
            places = [place for (_, place), found in self.inputs.items() if found == report_id]
            wanted.append(replace(one, report=replace(one.report, location=min(places))))
        assert list(self.case.coded_reports()) == wanted
        view = load_view(self.case)
        assert set(view.happenings.values()) == set(self.found.happenings if self.found else ())
        assert list(view.judgements) == self.judged
        assert {one.location for one in view.failures} == self.failed
        assert [self.case.known(str(n)) for n in range(DIGESTS)] == [
            any(digest == str(n) for digest, _ in self.inputs) for n in range(DIGESTS)
        ]
        hits = [hit.id for hit in self.case.search("guns") if hit.kind == "report"]
        assert sorted(hits) == sorted(self.reports)
        self.case.check()
        with self.case.snapshot() as connection:
            for table in ("reports", "statements"):
                apart = connection.execute(f"SELECT count(*) FROM {table} WHERE number != rowid")
                assert apart.fetchone() == (0,)

    def teardown(self) -> None:
        self.case.close()
        shutil.rmtree(self.folder)


TestHistories = Histories.TestCase
TestHistories.settings = settings(max_examples=20, stateful_step_count=12, deadline=None)
