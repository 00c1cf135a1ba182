"""Faults: builds and bulk runs killed at random, full disks, lost pages, two builds at once.

    python -m bench.faults [--kills 100] [--seed 8] [--only "runs killed"]

Works on the sample reports with the real chain, in processes forked after the model was loaded.
After each fault the case must pass its integrity check and hold every report that the build had
told as stored; at the end of each round the build goes on and the case must be that of a build
which nothing disturbed. Prints one line a kind of fault and ends with status 1 where one failed.
It stops by itself: each build is killed or joined within a minute. A process that a killed build
started and that goes on without it counts as a fault.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import random
import resource
import shutil
import signal
import sqlite3
import tempfile
import time
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from bench.corpus import ROOT, one_thread
from bench.orphans import any_left

one_thread()

from dragoman.bulk.build import build_case  # noqa: E402
from dragoman.bulk.run import one_machine, run_bulk  # noqa: E402
from dragoman.case import Case, load_view  # noqa: E402
from dragoman.errors import CaseBusy, CaseError, DragomanError  # noqa: E402
from dragoman.lexicon import Lexicon, load_lexicon  # noqa: E402
from dragoman.parse.parser import default_parser  # noqa: E402

SAMPLES = str(ROOT / "samples" / "reports")
FORKING = multiprocessing.get_context("fork")
LONGEST = 60.0
"""Seconds that any one build may take before it is killed and counted as hanging."""
TRIES = 5
"""For each kill that is wanted: what is done before it can be killed does not count."""


class Work:
    """A build or a bulk run in a process of its own, which tells each report as it is stored."""

    def __init__(self, work: Callable[..., None], *given: object) -> None:
        self.receiver, sender = FORKING.Pipe(duplex=False)
        self.process = FORKING.Process(target=_alone, args=(work, sender, *given))
        self.process.start()
        sender.close()

    def kill(self) -> None:
        if self.process.pid and self.process.is_alive():
            os.kill(self.process.pid, signal.SIGKILL)

    def ended(self) -> str:
        """How it ended: ``killed``, ``hung``, ``left`` for workers that go on, or nothing."""
        self.process.join(LONGEST)
        if self.process.is_alive():
            self.kill()
            self.process.join()
            return "hung"
        if self.process.pid and any_left(self.process.pid, LONGEST):
            return "left"
        return "killed" if self.process.exitcode == -signal.SIGKILL else ""

    def told(self) -> list[Any]:
        """What it told, in order; after it ended."""
        found: list[Any] = []
        while self.receiver.poll(0):
            try:
                found.append(self.receiver.recv())
            except (EOFError, OSError):
                break
        self.receiver.close()
        return found


def _alone(work: Callable[..., None], sender: Connection, *given: object) -> None:
    os.setpgid(0, 0)
    try:
        work(sender, *given)
        sender.send("done")
    except DragomanError as error:
        sender.send(error.code)
    sender.close()


def build(case: Path, lexicon: Lexicon, most_bytes: int = 0) -> Work:
    """A build of the sample reports."""
    return Work(_build, case, lexicon, most_bytes)


def _build(sender: Connection, case: Path, lexicon: Lexicon, most_bytes: int) -> None:
    _bound(most_bytes)
    build_case(
        case,
        [SAMPLES],
        lexicon,
        on_progress=lambda step: sender.send(step.location) if step.outcome == "new" else None,
    )


def _bulk(sender: Connection, out: Path, lexicon: Lexicon, most_bytes: int) -> None:
    _bound(most_bytes)
    run_bulk(
        [SAMPLES],
        str(out),
        lexicon,
        engine=one_machine(2),
        on_step=lambda step: sender.send(step.coded),
    )


def _bound(most_bytes: int) -> None:
    if most_bytes:
        resource.setrlimit(resource.RLIMIT_FSIZE, (most_bytes, most_bytes))


def sound(case: Path, told: set[str]) -> bool:
    """Whether a case passes its check and holds all that was told as stored."""
    if not case.exists() or not case.stat().st_size:
        return not told
    with Case.open(case, create=True) as opened:
        opened.check()
        held = {report.location for report in load_view(opened).reports.values()}
    return told <= held


def killed(folder: Path, lexicon: Lexicon, draw: random.Random, times: int) -> tuple[int, int]:
    """Kill builds until so many were killed in the middle; how many cases were not sound."""
    done = wrong = number = 0
    whole = reference(folder, lexicon)
    case, stored = folder / "killed-0.db", set[str]()
    longest = time_of(lambda: build(folder / "timed.db", lexicon).ended())
    for _ in range(TRIES * times):
        if done >= times:
            break
        started = build(case, lexicon)
        time.sleep(draw.uniform(0.02, longest / 2))
        started.kill()
        ended = started.ended()
        told = started.told()
        stored |= {one for one in told if one.startswith(("samples", "/", "."))}
        done += ended == "killed"
        wrong += ended in ("hung", "left") or not sound(case, stored)
        if "done" in told or len(stored) >= len(whole):
            build(case, lexicon).ended()
            wrong += ids(case) != whole
            number += 1
            case, stored = folder / f"killed-{number}.db", set[str]()
    return done, wrong


def runs_killed(folder: Path, lexicon: Lexicon, draw: random.Random, times: int) -> tuple[int, int]:
    """Kill bulk runs in the same way; each folder, once whole, must make the same case."""
    done = wrong = number = told = 0
    whole, reports = reference(folder, lexicon), reports_in(folder / "whole.db")
    longest = time_of(lambda: Work(_bulk, folder / "timed", lexicon, 0).ended())
    out = folder / "run-0"
    for _ in range(TRIES * times):
        if done >= times:
            break
        run = Work(_bulk, out, lexicon, 0)
        time.sleep(draw.uniform(0.02, longest / 2))
        run.kill()
        ended = run.ended()
        told += max((one for one in run.told() if isinstance(one, int)), default=0)
        done += ended == "killed"
        wrong += ended in ("hung", "left") or held_in(out, lexicon) < told
        if ended != "killed" or told >= reports:
            wrong += not resumed(out, lexicon, whole)
            number, told = number + 1, 0
            out = folder / f"run-{number}"
    return done, wrong + (not resumed(out, lexicon, whole))


def disks_of_runs(
    folder: Path, lexicon: Lexicon, draw: random.Random, times: int
) -> tuple[int, int]:
    """Let no file of a bulk run grow beyond a random size; then let the run go on."""
    whole, wrong = reference(folder, lexicon), 0
    for n in range(times):
        out = folder / f"disk-{n}"
        run = Work(_bulk, out, lexicon, draw.randrange(100, 1_000_000))
        ended, told = run.ended(), run.told()
        end = told.pop() if told else ""
        wrong += bool(ended) or end not in ("done", "D405")
        wrong += held_in(out, lexicon) < max(told, default=0) or not resumed(out, lexicon, whole)
    return times, wrong


def resumed(out: Path, lexicon: Lexicon, whole: set[str]) -> bool:
    """Whether a run that goes on to its end makes the case that it should."""
    ended = Work(_bulk, out, lexicon, 0).ended()
    case = out.with_suffix(".db")
    build_case(case, [str(out)], lexicon)
    return not ended and ids(case) == whole


def held_in(out: Path, lexicon: Lexicon) -> int:
    """Reports in a run's folder, those in its journal included; it is left as it is."""
    if not (out / "bulk.json").exists():
        return 0
    with tempfile.TemporaryDirectory() as beside:
        copy = shutil.copytree(out, Path(beside) / "copy")
        return run_bulk([], str(copy), lexicon).reports


def reports_in(case: Path) -> int:
    with Case.open(case, read_only=True) as opened:
        return opened.counts()["reports"]


def time_of(work: Callable[[], object]) -> float:
    """Seconds on the clock: moments to kill at are drawn from it, whatever the machine."""
    begun = time.monotonic()
    work()
    return time.monotonic() - begun


def full_disk(folder: Path, lexicon: Lexicon, draw: random.Random, times: int) -> tuple[int, int]:
    """Let no file grow beyond a random size; then let the build go on."""
    whole, wrong = reference(folder, lexicon), 0
    most = (folder / "whole.db").stat().st_size
    for n in range(times):
        case = folder / f"full-{n}.db"
        started = build(case, lexicon, most_bytes=draw.randrange(8_192, most * 2))
        ended, told = started.ended(), started.told()
        end = told.pop() if told else ""
        wrong += bool(ended) or end not in ("done", "D405") or not sound(case, set(told))
        build(case, lexicon).ended()
        wrong += ids(case) != whole
    return times, wrong


def pages(folder: Path, lexicon: Lexicon, draw: random.Random, times: int) -> tuple[int, int]:
    """Overwrite a random page with noise: the check tells, and reading raises nothing stray."""
    reference(folder, lexicon)
    with sqlite3.connect(folder / "whole.db") as connection:
        (size,) = connection.execute("PRAGMA page_size").fetchone()
        free = connection.execute("PRAGMA freelist_count").fetchone()[0]
    connection.close()
    whole, wrong, unseen = (folder / "whole.db").read_bytes(), 0, 0
    path = folder / "page.db"
    for _ in range(times):
        at = draw.randrange(len(whole) // size) * size
        path.write_bytes(whole[:at] + draw.randbytes(size) + whole[at + size :])
        try:
            with Case.open(path, read_only=True) as case:
                case.check()
            unseen += 1
        except CaseError:
            pass
        try:
            with Case.open(path, read_only=True) as case:
                load_view(case)
        except CaseError:
            pass
        except Exception as error:  # every stray error is what this counts
            print(f"    page {at // size}: {type(error).__name__}: {error}")
            wrong += 1
    # A page on the free list holds nothing that could be lost.
    return times, wrong + (unseen if not free else 0)


def two_at_once(folder: Path, lexicon: Lexicon, draw: random.Random, times: int) -> tuple[int, int]:
    """Start two builds and a reader together: one builds, one is told, the reader reads on."""
    whole, wrong = reference(folder, lexicon), 0
    for n in range(times):
        case = folder / f"two-{n}.db"
        first = build(case, lexicon)
        time.sleep(draw.uniform(0.0, 0.3))
        second = build(case, lexicon)
        while first.process.is_alive():
            try:
                with Case.open(case, read_only=True) as reader:
                    load_view(reader)
            except CaseBusy:
                wrong += 1
            except CaseError:
                # Before the first transaction there is no case yet.
                pass
            time.sleep(0.05)
        ends = [(one.ended(), one.told()[-1:]) for one in (first, second)]
        ok = [("", ["done"]), ("", ["D404"])]
        wrong += any(end not in ok for end in ends) or ids(case) != whole
    return times, wrong


def reference(folder: Path, lexicon: Lexicon) -> set[str]:
    """The ids of a case that nothing disturbed."""
    path = folder / "whole.db"
    if not path.exists():
        build_case(path, [SAMPLES], lexicon)
    return ids(path)


def ids(path: Path) -> set[str]:
    with Case.open(path, read_only=True) as case:
        case.check()
        view = load_view(case)
    tables: tuple[Any, ...] = (
        view.reports,
        view.events,
        view.statements,
        view.quantities,
        view.happenings,
        view.differences,
    )
    return {one for table in tables for one in table}


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--kills", type=int, default=100, help="builds to kill")
    parser.add_argument("--seed", type=int, default=8, help="of the random moments")
    parser.add_argument("--only", default="", metavar="WORDS", help="kinds named so")
    options = parser.parse_args()
    lexicon = load_lexicon()
    default_parser()
    kinds: dict[str, tuple[Callable[..., tuple[int, int]], int]] = {
        "builds killed": (killed, options.kills),
        "bulk runs killed": (runs_killed, options.kills),
        "disks filled up": (full_disk, max(1, options.kills // 5)),
        "the same, bulk": (disks_of_runs, max(1, options.kills // 5)),
        "pages overwritten": (pages, options.kills),
        "two builds at once": (two_at_once, max(1, options.kills // 20)),
    }
    print(f"faults: the sample reports, seed {options.seed}")
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        for name, (inflict, times) in kinds.items():
            if options.only and options.only not in name:
                continue
            start = time.monotonic()
            done, wrong = inflict(Path(folder), lexicon, random.Random(options.seed), times)
            spent = time.monotonic() - start
            print(f"  {name:20} {done:4}  cases not as they should be {wrong:3}  {spent:5.0f} s")
            failed += wrong
    return 1 if failed else 0


if __name__ == "__main__":
    raise SystemExit(main())
