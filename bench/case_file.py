"""The case file: what storing, loading and searching cost, and how they grow.

    python -m bench.case_file [SIZE …]

Made-up coded reports, each with 25 statements, events and figures (a long report has about as
many), in cases of 50, 200 and 800 reports, one core, CPU time. The chain itself costs hundreds of
times what storing does, so these figures matter to those who open a case, not to those who build
one.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.factories import (
    make_account,
    make_coded,
    make_event,
    make_happening,
    make_quantity,
    make_report,
    make_statement,
)

from dragoman.case import Case, load_view
from dragoman.export.jsonl import export_jsonl
from dragoman.model import CodedReport, Reconciliation

SIZES = (50, 200, 800)
SENTENCES = 25

COLUMNS = (
    "reports",
    "add ms/r",
    "KB/r",
    "reconciled s",
    "view s",
    "search ms",
    "export s",
    "check s",
)


def main() -> int:
    sizes = [int(size) for size in sys.argv[1:]] or SIZES
    print("case file: CPU time, one core; r is a report of 25 statements, events and figures")
    print("".join(f"{column:>14}" for column in COLUMNS))
    for size in sizes:
        print("".join(f"{value:>14}" for value in measured(size)))
    return 0


def measured(size: int) -> tuple[str, ...]:
    """One row of the table."""
    press = [coded(number) for number in range(size)]
    found = reconciled(press)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "case.db"
        with Case.open(path, create=True) as case:
            _, adding = timed(lambda: [add(case, one) for one in press])
            _, replacing = timed(lambda: case.replace_reconciliation(found))
            view, loading = timed(lambda: load_view(case))
            hits, searching = timed(lambda: case.search("guns southland"))
            _, exporting = timed(lambda: export_jsonl(view, Path(folder) / "export"))
            _, checking = timed(case.check)
        kilobytes = path.stat().st_size / 1000
    assert len(view.events) == size * SENTENCES and hits
    return (
        f"{size:,}",
        f"{1000 * adding / size:.1f}",
        f"{kilobytes / size:.0f}",
        f"{replacing:.2f}",
        f"{loading:.2f}",
        f"{1000 * searching:.0f}",
        f"{exporting:.2f}",
        f"{checking:.2f}",
    )


def add(case: Case, one: CodedReport) -> None:
    case.add(one, digest=one.report.id, location=one.report.location)


def coded(number: int) -> CodedReport:
    """A report whose words and figures no other has."""
    told = [number * SENTENCES + place for place in range(SENTENCES)]
    text = " ".join(f"Northland sent {n} guns to Southland, Eastland said." for n in told)
    report = make_report(text, location=f"{number}.txt")
    said = [
        make_statement(
            report, f"Northland sent {n} guns to Southland", speaker="Eastland", cue="said"
        )
        for n in told
    ]
    sent = [
        make_event(
            report,
            f"sent {n} guns",
            one,
            initiators=["Northland"],
            recipients=["Southland"],
            items=[("guns", "arms")],
        )
        for n, one in zip(told, said, strict=True)
    ]
    counted = [
        make_quantity(report, f"{n} guns", one, event, best=float(n))
        for n, one, event in zip(told, said, sent, strict=True)
    ]
    return make_coded(report, said, sent, counted)


def reconciled(press: list[CodedReport]) -> Reconciliation:
    """A happening an event, with its account."""
    happenings = []
    accounts = []
    for one in press:
        for event, said in zip(one.events, one.statements, strict=True):
            happening = make_happening([event])
            happenings.append(happening)
            accounts.append(make_account(happening, event, said))
    return Reconciliation(tuple(happenings), tuple(accounts), (), (), (), ())


def timed(work: Callable[[], Any]) -> tuple[Any, float]:
    """What ``work`` gives, and the CPU seconds it took."""
    start = time.process_time()
    given = work()
    return given, time.process_time() - start


if __name__ == "__main__":
    sys.exit(main())
