"""Build a case: read, code and store what it does not hold yet, then reconcile all of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Final

from dragoman.bulk.bounded import bounded_rows
from dragoman.bulk.coding import Setup, coder_name
from dragoman.bulk.faults import FAULTS, fault_of
from dragoman.bulk.folder import Storage
from dragoman.bulk.load import error_of, load_run, runs_among
from dragoman.bulk.pool import Limits
from dragoman.bulk.rows import Outcome, Row
from dragoman.bulk.stages import Stages
from dragoman.case import Case
from dragoman.errors import NothingToRead, PathMissing
from dragoman.lexicon import Lexicon
from dragoman.model import CodedReport, text_hash
from dragoman.read import COLUMNS, Columns, Failure, Known, Loaded, Skipped, read_paths
from dragoman.read.door import digest_of, parts_at
from dragoman.read.formats import Part

BATCH: Final = 16
"""Reports coded together: enough for the parser to batch sentences, few to code again if killed."""

LIMITS: Final = Limits()

MISTYPED: Final = (PathMissing, NothingToRead)
"""Faults of a command line, not of an input: told in the summary, and no part of the case."""


@dataclass(frozen=True, slots=True)
class Progress:
    """One step of a build.

    Attributes:
        location: of the input; empty for ``reconciling``.
        outcome: ``new``, ``skipped``, ``failed``, or ``reconciling`` before the last stage.
        done: inputs dealt with so far, this one included.
    """

    location: str
    outcome: str
    done: int


@dataclass(frozen=True, slots=True)
class BuildSummary:
    """What a build did, and what the case holds after it.

    Attributes:
        new: reports stored by this build, those coded anew included.
        skipped: inputs that the case had already.
        failures: this build's inputs that could not be read or coded.
        uncoded: location and reason of this build's reports that were stored but not coded.
        columns: file of rows and the columns that were taken for those that it lacks.
        reports, outlets, … differences: of the whole case. ``outlets`` are distinct
            publishers, ``origins`` distinct bodies or persons behind the happenings.
    """

    run_id: int
    new: int
    skipped: int
    failures: tuple[Failure, ...]
    uncoded: tuple[tuple[str, str], ...]
    columns: tuple[tuple[str, str], ...] = ()
    reports: int = 0
    outlets: int = 0
    origins: int = 0
    events: int = 0
    statements: int = 0
    quantities: int = 0
    forecasts: int = 0
    happenings: int = 0
    differences: int = 0
    copies: int = 0


HELD: Final = (
    "reports",
    "outlets",
    "origins",
    "events",
    "statements",
    "quantities",
    "forecasts",
    "happenings",
    "differences",
    "copies",
)
"""What a summary tells of the whole case."""


@dataclass(slots=True)
class _Tally:
    """What one build has done so far."""

    tell: Callable[[Progress], None]
    done: int = 0
    new: int = 0
    skipped: int = 0
    failures: list[Failure] = field(default_factory=list)
    uncoded: list[tuple[str, str]] = field(default_factory=list)
    columns: dict[tuple[str, str], None] = field(default_factory=dict)

    def note(self, location: str, outcome: str) -> None:
        self.done += 1
        self.new += outcome == "new"
        self.skipped += outcome == "skipped"
        self.tell(Progress(location, outcome, self.done))


@dataclass(frozen=True, slots=True)
class _Build:
    case: Case
    lexicon: Lexicon
    stages: Stages
    coder: str
    run_id: int
    tally: _Tally

    def add_inputs(self, inputs: Iterator[Loaded | Failure | Skipped], recode: bool) -> None:
        """Take inputs in batches, so that the chain sees several reports at a time."""
        while batch := list(islice(inputs, BATCH)):
            fresh: dict[str, Loaded] = {}
            twins: list[Loaded] = []
            for one in batch:
                if isinstance(one, Failure):
                    self.fail(one)
                elif isinstance(one, Skipped):
                    self.see_again(one)
                elif one.report.id in fresh:
                    twins.append(one)
                elif recode or self.case.coder_of(one.report.id) != self.coder:
                    fresh[one.report.id] = one
                else:
                    self.add_twin(one)
            self.code(fresh)
            for one in twins:
                self.add_twin(one)

    def add_paths(
        self, paths: Sequence[str], columns: Columns, limits: Limits, setup: Setup, recode: bool
    ) -> None:
        """Read, code and store the inputs that the case has not got, each within bounds."""
        stored = set[str]()
        fresh = self.fresh(parts_at(paths, columns), recode)
        for row in bounded_rows(fresh, setup, self.lexicon, limits):
            if row.outcome is Outcome.REFUSED:
                self.fail(Failure(row.location, error_of(row.code, row.reason, row.remedy)))
            elif row.report_id in stored or (
                not recode and self.case.coder_of(row.report_id) == self.coder
            ):
                self.note_twin(row.digest, row.location, row.report_id, row.retrieved_at)
            else:
                self.store_row(row)
                stored.add(row.report_id)

    def fresh(self, found: Iterator[Part | Failure], recode: bool) -> Iterator[Part]:
        """The inputs that are to be coded; all others are dealt with here."""
        known = self.known_unless(recode)
        for one in found:
            if isinstance(one, Failure):
                self.fail(one)
                continue
            digest = digest_of(one.told_by)
            if not known(digest):
                yield one
            else:
                self.see_again(Skipped(one.location, digest, one.retrieved_at))

    def known_unless(self, recode: bool) -> Known:
        """Which inputs the case has from this coder; none if they are to be coded anew."""
        return lambda digest: not recode and self.case.known(digest, self.coder)

    def store_row(self, row: Row) -> None:
        """Store a coded row; what the case refuses to take is a failure of that report."""
        try:
            coded = row.coded()
            self.store(coded, Loaded(coded.report, row.digest, row.taken, row.retrieved_at))
        except FAULTS as error:
            self.fail(Failure(row.location, fault_of(error)))

    def see_again(self, one: Skipped) -> None:
        """Note an input that the case has already."""
        self.case.see_again(
            one.digest, location=one.location, run_id=self.run_id, retrieved_at=one.retrieved_at
        )
        self.tally.note(one.location, "skipped")

    def add_twin(self, one: Loaded) -> None:
        """Note an input that gives a report which another input gave before."""
        if self.case.coder_of(one.report.id) is None:
            self.code_alone(one)
        else:
            report = one.report
            self.note_twin(one.digest, report.location, report.id, one.retrieved_at)

    def note_twin(self, digest: str, location: str, report_id: str, retrieved_at: str) -> None:
        """Note an input of a report that the case holds."""
        self.case.add_input(
            digest,
            location=location,
            report_id=report_id,
            run_id=self.run_id,
            retrieved_at=retrieved_at,
        )
        self.tally.note(location, "skipped")

    def code(self, fresh: dict[str, Loaded]) -> None:
        """Code and store a batch; where one report makes the chain fail, each by itself."""
        left = dict(fresh)
        try:
            for coded in self.stages.code([one.report for one in fresh.values()], self.lexicon):
                self.store(coded, left[coded.report.id])
                del left[coded.report.id]
        except FAULTS:
            # Which report it was shows below, and so does what the chain says of it.
            pass
        for one in left.values():
            self.code_alone(one)

    def code_alone(self, one: Loaded) -> None:
        location = one.report.location
        try:
            (coded,) = self.stages.code([one.report], self.lexicon)
            self.store(coded, one)
        except FAULTS as error:
            self.fail(Failure(location, fault_of(error)))

    def store(self, coded: CodedReport, one: Loaded) -> None:
        location = one.report.location
        self.case.add(
            coded,
            digest=one.digest,
            location=location,
            coder=self.coder,
            run_id=self.run_id,
            retrieved_at=one.retrieved_at,
        )
        if coded.uncoded:
            self.tally.uncoded.append((location, coded.uncoded))
        if one.taken:
            self.tally.columns[location.rpartition("#")[0], one.taken] = None
        self.tally.note(location, "new")

    def load(self, storage: Storage) -> None:
        """Store what a bulk run coded."""
        for location, outcome, failure in load_run(self.case, storage, self.run_id):
            what, _, why = outcome.partition(" ")
            if failure is not None:
                self.tally.failures.append(failure)
            if what == "uncoded":
                self.tally.uncoded.append((location, why))
            self.tally.note(location, "new" if what == "uncoded" else what)

    def fail(self, failure: Failure) -> None:
        if not isinstance(failure.error, MISTYPED):
            self.case.add_failure(failure.location, failure.error, self.run_id)
        self.tally.failures.append(failure)
        self.tally.note(failure.location, "failed")

    def reconcile(self, today: date | None) -> None:
        """Reconcile the whole case, unless nothing has changed that it depends on."""
        # Grades say how far somebody is trusted, and group nothing.
        judgements = tuple(one for one in self.case.judgements() if one.verb != "grade")
        basis = text_hash("\n".join([self.coder, str(today), *(one.id for one in judgements)]))
        if self.case.reconciled_on == basis:
            return
        self.tally.tell(Progress("", "reconciling", self.tally.done))
        found = self.stages.reconcile(
            self.case.coded_reports(), self.lexicon, judgements=judgements, today=today
        )
        self.case.replace_reconciliation(found, basis=basis, run_id=self.run_id)


def build_case(
    case_path: str | Path,
    paths: Sequence[str],
    lexicon: Lexicon,
    *,
    on_progress: Callable[[Progress], None] | None = None,
    today: date | None = None,
    recode: bool = False,
    columns: Columns = COLUMNS,
    stages: Stages | None = None,
    limits: Limits = LIMITS,
) -> BuildSummary:
    """Bring a case up to date with its inputs, making it where there is none.

    One transaction a report: a build that is killed leaves a good case, and the next one goes
    on. Inputs that the case has from this version of Dragoman are skipped. A report that cannot
    be read or coded is noted in the case with its reason; it is tried again next time.

    Args:
        case_path: the case file.
        paths: files, folders and patterns; a folder that `run_bulk` made is loaded as it was coded.
        lexicon: what the stages know.
        on_progress: told after each input, and before reconciliation.
        today: the day by which forecasts are due, without it that of the case's last report.
        recode: code inputs again that the case has already.
        columns: of the rows and tables among the inputs.
        stages: other stages than Dragoman's own; they run in this process, without limits.
        limits: what one report may take; what goes beyond is refused (D117, D118, D111).

    Returns:
        what was done, and what the case holds now.

    Raises:
        CaseError: where the case cannot be built; CaseBusy while another build runs.
        ModelError: where the language model is missing.
    """
    # Other knowledge gives other records, so a table that changed counts as another coder.
    coder = coder_name(lexicon)
    with Case.open(case_path, create=True) as case, case.building():
        run_id = case.start_run(coder)
        tally = _Tally(on_progress or _silent)
        own = own_stages(columns, str(Path(case_path).parent))
        build = _Build(case, lexicon, stages or own, coder, run_id, tally)
        runs, others = runs_among(paths)
        for storage in runs:
            build.load(storage)
        if stages is not None and (others or not runs):
            build.add_inputs(stages.read(others, lexicon, build.known_unless(recode)), recode)
        elif others:
            build.add_paths(others, columns, limits, Setup(coder), recode)
        build.reconcile(today)
        summary = _summary(case, run_id, tally)
        case.finish_run(run_id, _counts(summary))
    return summary


def own_stages(columns: Columns = COLUMNS, folder: str | None = None) -> Stages:
    """Dragoman's own stages, imported here because the parser takes seconds to load.

    Args:
        columns: of the rows and tables among the inputs.
        folder: where what reconciliation does not hold in memory lies meanwhile.
    """
    from dragoman.chain import code_reports
    from dragoman.reconcile import Room, reconcile_on_disk

    reconcile = partial(reconcile_on_disk, room=Room(folder=folder))
    return Stages(partial(read_paths, columns=columns), code_reports, reconcile)


def _summary(case: Case, run_id: int, tally: _Tally) -> BuildSummary:
    held = case.counts()
    return BuildSummary(
        run_id=run_id,
        new=tally.new,
        skipped=tally.skipped,
        failures=tuple(tally.failures),
        uncoded=tuple(tally.uncoded),
        columns=tuple(tally.columns),
        **{name: held[name] for name in HELD},
    )


def _counts(summary: BuildSummary) -> dict[str, int]:
    done = {"new": summary.new, "skipped": summary.skipped, "failed": len(summary.failures)}
    return {**done, **{name: getattr(summary, name) for name in HELD}}


def _silent(progress: Progress) -> None:
    """Tell nobody."""
