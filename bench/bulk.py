"""Bulk runs: rate, stages, memory, bytes a report, and how reconciliation grows.

    python -m bench.bulk [--data ../shared/data] [--reports 40]
    python -m bench.bulk --short 250 1000 4000 --press 1000 2000 4000 10000

The rate is of real reports through the whole of `run_bulk` with one worker, and the stages are of
the same reports in this process: reading, the parse, what follows it, the row, its way into a case,
and reconciliation. Memory is what the driver and its worker hold at their most (proportional set
size: what they share counts once) over made-up reports of some sixty words, read by the real chain.
Reconciliation reads Parquet of coded reports, such as a faultless reading of the made-up press
gives; its exponent is the slope of a line through log of CPU time over log of reports. The press
tells of eight pairs of states and has four reports a day at any size: with more reports it has more
days, not more of a day. Pair completeness is the share of the pairs of tellings of one fact that
blocking lets through, pairs quality the share of such pairs among all that it lets through
(Christen 2012, Data Matching).
"""

from __future__ import annotations

import argparse
import json
import math
import os
import resource
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from bench.corpus import DATA, one_thread, rows

one_thread()
sys.path.insert(0, str(Path(__file__).parent))

STANDARD = 500
"""Words of the report that rates are told for."""
A_DAY = 4
"""Reports a day of the made-up press whose growth is measured."""


def main() -> int:
    options = _options()
    from dragoman.lexicon import load_lexicon

    lexicon = load_lexicon()
    with tempfile.TemporaryDirectory() as folder:
        if options.press:
            growth(options.press, lexicon, Path(folder))
        per_report = coding(options, lexicon, Path(folder))
        if options.short:
            memory(options.short, lexicon, Path(folder))
    if per_report:
        day = 300_000 * per_report / 3600
        print(
            f"  a day of 300,000 such reports: {day:.0f} core-hours, {day / 24:.1f} cores all day"
        )
    return 0


def coding(options: argparse.Namespace, lexicon: Any, folder: Path) -> float:
    """Print rate and stages; core-seconds a report of `STANDARD` words, without reconciliation."""
    from dragoman.bulk.coding import Setup, coder_name, load_kit
    from dragoman.bulk.run import one_machine, run_bulk

    found, name = rows(options)
    if not found:
        return 0.0
    given = folder / "real.jsonl"
    given.write_text("".join(json.dumps(row) + "\n" for row in found), encoding="utf-8")
    out = folder / "real"
    # The model is loaded by now, so that the driver's time below is without it.
    load_kit(Setup(coder_name(lexicon)), lexicon)
    begun = time.process_time()
    summary = run_bulk([str(given)], str(out), lexicon, engine=one_machine(1))
    driver = time.process_time() - begun
    words = summary.words / max(summary.coded, 1)
    rate = summary.coded / summary.busy
    standard = rate * words / STANDARD
    print(f"bulk: {summary.coded} reports, {words:.0f} words each, of {name}, one worker, CPU time")
    print(f"  pair rate        {rate:6.1f} reports a core-second ({rate * words:,.0f} words)")
    print(f"  pair rate        {standard:6.1f} reports of {STANDARD} words a core-second")
    size = sum(one.stat().st_size for one in out.glob("part-*"))
    print(f"  pair bytes       {size / summary.coded / 1000:6.1f} KB of Parquet a report")
    stages(given, out, lexicon, folder, driver)
    return 1 / standard


def stages(given: Path, out: Path, lexicon: Any, folder: Path, driver: float) -> None:
    """CPU milliseconds a report of each stage, over the same reports."""
    from dragoman.bulk.folder import Storage
    from dragoman.bulk.inputs import Position, parts
    from dragoman.bulk.load import load_run
    from dragoman.bulk.rows import coded_row
    from dragoman.case import Case
    from dragoman.chain import code_parsed
    from dragoman.parse import parse_many
    from dragoman.read import Loaded
    from dragoman.read.columns import COLUMNS
    from dragoman.read.door import read_part
    from dragoman.read.formats import Part
    from dragoman.reconcile import reconcile

    spent: Counter[str] = Counter()

    def clocked(stage: str, call: Callable[[], Any]) -> Any:
        begun = time.process_time()
        made = call()
        spent[stage] += time.process_time() - begun
        return made

    inputs = [one for one in parts([str(given)], COLUMNS, Position()) if isinstance(one, Part)]
    read = [clocked("read", lambda one=one: read_part(one, lexicon)) for one in inputs]
    loaded = [one for one in read if isinstance(one, Loaded) and one.report.language == "en"]
    for at in range(0, len(loaded), 16):
        batch = loaded[at : at + 16]
        parsed = clocked("parse", lambda batch=batch: parse_many([one.report for one in batch]))
        for one, tree in zip(batch, parsed, strict=True):
            coded = clocked("code", lambda tree=tree: code_parsed(tree, lexicon))
            clocked("row", lambda coded=coded, one=one: coded_row(coded, one, "bench", 0.0))
    path = folder / "case.db"
    with Case.open(path, create=True) as case:
        clocked("load", lambda: list(load_run(case, Storage(str(out)), case.start_run("bench"))))
        held = clocked("read back", lambda: list(case.coded_reports()))
        made = clocked("reconcile", lambda: reconcile(held, lexicon))
        clocked("store", lambda: case.replace_reconciliation(made))
    size = path.stat().st_size
    whole = sum(spent.values())
    count = max(len(loaded), 1)
    print(f"  pair bytes       {size / count / 1000:6.1f} KB of case a report")
    print(f"  pair driver      {1000 * driver / count:6.1f} ms a report of the one that writes")
    for stage, seconds in spent.items():
        share = f"{100 * seconds / whole:5.1f} %"
        print(f"  type {stage:11} {1000 * seconds / count:6.1f} ms a report  {share}")


def memory(sizes: Sequence[int], lexicon: Any, folder: Path) -> None:
    """Print what driver and worker hold at their most over runs of growing size."""
    from press_generator import make_press

    for size in sizes:
        given = folder / f"short{size}.jsonl"
        with given.open("w", encoding="utf-8") as stream:
            for made in make_press(size, 13).reports[:size]:
                row = {"id": str(made.number), "title": made.title, "text": made.text}
                row |= {"date": made.published.isoformat(), "publisher": made.publisher}
                stream.write(json.dumps(row) + "\n")
        out = folder / f"out{size}"
        print(
            f"  pair memory      {_answer(lambda g=given, o=out: _held(g, o, lexicon))}", flush=True
        )


def _held(given: Path, out: Path, lexicon: Any) -> str:
    driver, worker, seconds, own = _most(given, out, lexicon)
    size = sum(1 for _ in given.open("rb"))
    return (
        f"{size:,} reports: {driver:.0f} MB driver, {worker:.0f} MB worker,"
        f" {1000 * seconds / size:.1f} ms a report, {1000 * own / size:.2f} ms of the driver"
    )


def _answer(call: Callable[[], str]) -> str:
    """What a function gives in a process of its own, so that its memory is its own."""
    receive, send = os.pipe()
    sys.stdout.flush()
    if os.fork() == 0:
        try:
            os.write(send, call().encode())
        finally:
            os._exit(0)
    os.close(send)
    said = b""
    while piece := os.read(receive, 4096):
        said += piece
    os.close(receive)
    os.wait()
    return said.decode()


def _most(given: Path, out: Path, lexicon: Any) -> tuple[float, float, float, float]:
    from dragoman.bulk.coding import Setup, coder_name, load_kit
    from dragoman.bulk.run import Step, one_machine, run_bulk

    most = [0.0, 0.0]
    steps = 0

    def tell(step: Step) -> None:
        nonlocal steps
        steps += 1
        if steps % 50 == 1:
            most[0] = max(most[0], _own(os.getpid()))
            most[1] = max([most[1], *map(_own, _children())])

    # Loaded here, so that the driver's time is without it.
    load_kit(Setup(coder_name(lexicon)), lexicon)
    begun = time.process_time()
    summary = run_bulk([str(given)], str(out), lexicon, engine=one_machine(1), on_step=tell)
    return most[0], most[1], summary.busy, time.process_time() - begun


def _children() -> list[int]:
    listed = Path(f"/proc/self/task/{os.getpid()}/children").read_text("ascii")
    return [int(one) for one in listed.split()]


def _own(pid: int) -> float:
    """Proportional set size in megabytes."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text("ascii").splitlines()
    except OSError:
        return 0.0
    return next(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1000


def growth(sizes: Sequence[int], lexicon: Any, folder: Path) -> None:
    """Print what reconciling coded reports of the made-up press costs, size by size.

    The coded reports are written as Parquet by one process and read by another, as in a bulk run:
    what reconciliation takes at its most is so without the press itself.
    """
    points = []
    for size in sizes:
        out = folder / f"press{size}"
        met = _answer(lambda out=out, n=size: _print(n, out, lexicon))
        print(f"  type press       {size:7,} {met}")
        told = _answer(lambda out=out: _reconciled(out, lexicon))
        count, spent = map(float, told.split("|")[:2])
        points.append((math.log(count), math.log(spent)))
        print(f"  pair reconcile   {told.split('|')[2]}", flush=True)
    if len(points) > 1:
        print(f"  pair exponent    {slope(points):.2f}")


def _print(size: int, out: Path, lexicon: Any) -> str:
    """Write the coded press as a bulk run would; tells how well blocking does on it."""
    from dragoman.bulk.coding import coder_name
    from dragoman.bulk.folder import Folder, Storage
    from dragoman.bulk.rows import coded_row
    from dragoman.read import Loaded
    from press_coding import code
    from press_generator import make_press

    press = make_press(size, 11, days=size // A_DAY)
    coder = coder_name(lexicon)
    facts: dict[str, int] = {}
    with Folder(Storage(str(out)), coder) as folder:
        for made in press.reports:
            one, told, _ = code(made, press)
            facts.update(told)
            folder.add(coded_row(one, Loaded(one.report, one.report.content_hash), coder, 0.0))
    del press
    completeness, quality, pairs = blocking(_stored(out), facts, lexicon)
    return (
        f"reports: blocking: completeness {completeness:.4f}, quality {quality:.3f},"
        f" {pairs / len(facts):.1f} pairs a telling"
    )


def _stored(out: Path) -> Iterator[Any]:
    """The coded reports of a bulk run."""
    import orjson

    from dragoman.bulk.folder import Storage, stored
    from dragoman.model import CodedReport, from_json

    for row in stored(Storage(str(out)), ("record",)):
        yield from_json(CodedReport, orjson.loads(row["record"]))


def _reconciled(out: Path, lexicon: Any) -> str:
    """Reconcile a bulk run's reports: their number, CPU seconds, and both in words."""
    from dragoman.reconcile import reconcile_on_disk

    before = _own(os.getpid())
    begun = time.process_time()
    made = reconcile_on_disk(_stored(out), lexicon)
    spent = time.process_time() - begun
    count = len(made.stories)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return (
        f"{count}|{spent}|{count:7,} reports {spent:7.1f} s {1000 * spent / count:5.2f} ms a"
        f" report, {len(made.happenings):,} happenings, peak {peak:,.0f} MB ({before:,.0f} before)"
    )


def blocking(
    coded: Iterable[Any], facts: Mapping[str, int], lexicon: Any
) -> tuple[float, float, int]:
    """Pair completeness, pairs quality, and the number of pairs that blocking lets through.

    Args:
        facts: which fact each event tells of; the pairs of others count as let through only.
    """
    from dragoman.reconcile.blocks import near_pairs
    from dragoman.reconcile.press import gather
    from dragoman.reconcile.stories import find_stories

    press = gather(coded, lexicon)
    stories = find_stories(press.texts, lexicon)
    fact = [facts.get(event_id, -1) for event_id in press.events]
    good = total = 0
    for pairs in near_pairs(press.tellings, stories, lexicon.likeness):
        for one, other in pairs:
            total += 1
            good += fact[one] >= 0 and fact[one] == fact[other]
    told = Counter(one for one in fact if one >= 0)
    wanted = sum(n * (n - 1) // 2 for n in told.values())
    return good / max(wanted, 1), good / max(total, 1), total


def slope(points: Sequence[tuple[float, float]]) -> float:
    """Of the straight line that fits points best (least squares)."""
    n = len(points)
    x, y = sum(p[0] for p in points) / n, sum(p[1] for p in points) / n
    return sum((a - x) * (b - y) for a, b in points) / sum((a - x) ** 2 for a, _ in points)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, default=DATA, help="folder of the development data")
    parser.add_argument("--reports", type=int, default=40, help="real reports; 0 for none")
    parser.add_argument("--short", type=int, nargs="*", default=[250, 1000], help="sizes")
    parser.add_argument("--press", type=int, nargs="*", default=[500, 1000, 2000], help="sizes")
    return parser.parse_args()


if __name__ == "__main__":
    raise SystemExit(main())
