"""Faults: a build killed at random moments, a disk that fills up, lost pages, two builds at once.

    python -m bench.faults [--kills 100] [--seed 8]

Works on the sample reports with the real chain, in processes forked after the model was loaded.
After each fault the case must pass its integrity check and hold every report that the build had
told as stored; at the end of each round the build goes on and the case must be that of a build
which nothing disturbed. Prints one line a kind of fault and ends with status 1 where one failed.
It stops by itself: each build is killed or joined within a minute.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import random
import resource
import signal
import sqlite3
import tempfile
import time
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from bench.corpus import ROOT, one_thread

one_thread()

from dragoman.bulk.build import build_case  # noqa: E402
from dragoman.case import Case, load_view  # noqa: E402
from dragoman.errors import CaseBusy, CaseError, DragomanError  # noqa: E402
from dragoman.lexicon import Lexicon, load_lexicon  # noqa: E402
from dragoman.parse.parser import default_parser  # noqa: E402

SAMPLES = str(ROOT / "samples" / "reports")
FORKING = multiprocessing.get_context("fork")
LONGEST = 60.0
"""Seconds that any one build may take before it is killed and counted as hanging."""


class Build:
    """A build in a process of its own, which tells each report as it is stored."""

    def __init__(self, case: Path, lexicon: Lexicon, most_bytes: int = 0) -> None:
        self.receiver, sender = FORKING.Pipe(duplex=False)
        self.process = FORKING.Process(target=_build, args=(case, lexicon, sender, most_bytes))
        self.process.start()
        sender.close()

    def kill(self) -> None:
        if self.process.pid and self.process.is_alive():
            os.kill(self.process.pid, signal.SIGKILL)

    def ended(self) -> str:
        """How it ended: ``done``, ``killed``, an error's code, or ``hung``."""
        self.process.join(LONGEST)
        if self.process.is_alive():
            self.kill()
            self.process.join()
            return "hung"
        return "killed" if self.process.exitcode == -signal.SIGKILL else ""

    def told(self) -> list[str]:
        """What it told, in order; after it ended."""
        found: list[str] = []
        while self.receiver.poll(0):
            try:
                found.append(self.receiver.recv())
            except EOFError:
                break
        return found


def _build(case: Path, lexicon: Lexicon, sender: Connection, most_bytes: int) -> None:
    if most_bytes:
        resource.setrlimit(resource.RLIMIT_FSIZE, (most_bytes, most_bytes))
    try:
        build_case(
            case,
            [SAMPLES],
            lexicon,
            on_progress=lambda step: sender.send(step.location) if step.outcome == "new" else None,
        )
        sender.send("done")
    except DragomanError as error:
        sender.send(error.code)
    sender.close()


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
    longest = 3.0
    while done < times:
        build = Build(case, lexicon)
        time.sleep(draw.uniform(0.02, longest))
        build.kill()
        ended = build.ended()
        told = build.told()
        stored |= {one for one in told if one.startswith(("samples", "/", "."))}
        done += ended == "killed"
        wrong += ended == "hung" or not sound(case, stored)
        if "done" in told or len(stored) >= len(whole):
            Build(case, lexicon).ended()
            wrong += ids(case) != whole
            number += 1
            case, stored = folder / f"killed-{number}.db", set[str]()
    return done, wrong


def full_disk(folder: Path, lexicon: Lexicon, draw: random.Random, times: int) -> tuple[int, int]:
    """Let no file grow beyond a random size; then let the build go on."""
    whole, wrong = reference(folder, lexicon), 0
    most = (folder / "whole.db").stat().st_size
    for n in range(times):
        case = folder / f"full-{n}.db"
        build = Build(case, lexicon, most_bytes=draw.randrange(8_192, most * 2))
        ended, told = build.ended(), build.told()
        end = told.pop() if told else ""
        wrong += bool(ended) or end not in ("done", "D405") or not sound(case, set(told))
        Build(case, lexicon).ended()
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
        first = Build(case, lexicon)
        time.sleep(draw.uniform(0.0, 0.3))
        second = Build(case, lexicon)
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
    options = parser.parse_args()
    lexicon = load_lexicon()
    default_parser()
    kinds: dict[str, tuple[Callable[..., tuple[int, int]], int]] = {
        "builds killed": (killed, options.kills),
        "disks filled up": (full_disk, max(1, options.kills // 5)),
        "pages overwritten": (pages, options.kills),
        "two builds at once": (two_at_once, max(1, options.kills // 20)),
    }
    print(f"faults: the sample reports, seed {options.seed}")
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        for name, (inflict, times) in kinds.items():
            start = time.monotonic()
            done, wrong = inflict(Path(folder), lexicon, random.Random(options.seed), times)
            spent = time.monotonic() - start
            print(f"  {name:20} {done:4}  cases not as they should be {wrong:3}  {spent:5.0f} s")
            failed += wrong
    return 1 if failed else 0


if __name__ == "__main__":
    raise SystemExit(main())
