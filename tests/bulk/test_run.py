from __future__ import annotations

import gzip
import os
import random
import shutil
from collections import Counter
from dataclasses import replace
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from tests.bulk.coders import LOG
from tests.bulk.conftest import CODER, Ledger, story, write_rows

from dragoman.bulk.coding import Setup, load_kit
from dragoman.bulk.folder import Storage, stored
from dragoman.bulk.pool import Limits, Pool, forking
from dragoman.bulk.run import BulkSummary, Options, Step, one_machine, run_bulk
from dragoman.errors import CaseBusy, UsageError
from dragoman.lexicon import Lexicon

OPTIONS = Options(code=CODER, limits=Limits(seconds=60, megabytes=300))


def bulk(paths: list[str], out: Path | str, lexicon: Lexicon, **more: object) -> BulkSummary:
    options = replace(OPTIONS, **more)  # type: ignore[arg-type]
    return run_bulk(paths, str(out), lexicon, engine=one_machine(2), options=options)


def outcomes(out: Path | str) -> dict[str, tuple[str, str]]:
    rows = list(stored(Storage(str(out)), ("location", "outcome", "code")))
    found = {row["location"].rpartition("#")[2]: (row["outcome"], row["code"]) for row in rows}
    assert len(found) == len(rows)
    return found


def test_what_a_run_codes_makes_the_case_that_build_makes(
    tmp_path: Path, lexicon: Lexicon, ledger: Ledger
) -> None:
    rows = [story(n) for n in range(40)]
    given = write_rows(tmp_path / "in.jsonl", rows)
    summary = bulk([given], tmp_path / "out", lexicon)
    assert (summary.coded, summary.refused, summary.reports) == (40, {}, 40)
    assert ledger([str(tmp_path / "out")]) == ledger([given])


def test_the_order_of_inputs_does_not_show(
    tmp_path: Path, lexicon: Lexicon, ledger: Ledger
) -> None:
    rows = [story(n) for n in range(24)]
    found = []
    for seed in range(2):
        folder = tmp_path / str(seed)
        folder.mkdir()
        random.Random(seed).shuffle(rows)
        # The location of a report is its file's, which stays the same.
        given = write_rows(tmp_path / "in.jsonl", rows)
        bulk([given], folder / "out", lexicon)
        found.append(ledger([str(folder / "out")]))
    assert found[0] == found[1]


def test_a_second_run_codes_nothing_again(
    tmp_path: Path, lexicon: Lexicon, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(LOG, str(tmp_path / "log"))
    first = write_rows(tmp_path / "a.jsonl", [story(n) for n in range(5)])
    second = write_rows(tmp_path / "b.jsonl", [story(n) for n in range(5, 8)])
    bulk([first], tmp_path / "out", lexicon)
    summary = bulk([first, second], tmp_path / "out", lexicon)
    assert (summary.coded, summary.skipped, summary.before) == (3, 5, 5)
    assert len((tmp_path / "log").read_text().split()) == 8


def test_poisoned_reports_are_refused_with_their_reason_and_no_other(
    tmp_path: Path, lexicon: Lexicon
) -> None:
    poison = {3: "CRASH", 7: "HANG", 11: "SWELL", 15: "RAISE", 19: "QUIT"}
    rows = [story(n, poison.get(n, "")) for n in range(30)]
    given = write_rows(tmp_path / "in.jsonl", rows)
    summary = bulk([given], tmp_path / "out", lexicon, limits=Limits(3, 300))
    found = outcomes(tmp_path / "out")
    codes = {"r3": "D118", "r7": "D117", "r11": "D111", "r15": "D111", "r19": "D118"}
    assert {key: code for key, (what, code) in found.items() if what == "refused"} == codes
    assert summary.coded == 25 and len(found) == 30
    why = {one.location.rpartition("#")[2]: one.reason for one in summary.examples}
    assert "SIGKILL" in why["r3"] and "exit code 3" in why["r19"] and "MemoryError" in why["r11"]
    assert "no answer after" in why["r7"] and "no sense in it" in why["r15"]


def test_what_was_refused_is_left_alone_unless_asked(tmp_path: Path, lexicon: Lexicon) -> None:
    given = write_rows(tmp_path / "in.jsonl", [story(1), story(2, "RAISE")])
    bulk([given], tmp_path / "out", lexicon)
    assert bulk([given], tmp_path / "out", lexicon).skipped == 2
    retried = bulk([given], tmp_path / "out", lexicon, retry=True)
    assert (retried.skipped, retried.refused) == (1, {"D111": 1})


def test_the_same_bytes_elsewhere_are_noted_and_not_coded(
    tmp_path: Path, lexicon: Lexicon, ledger: Ledger
) -> None:
    for name in ("b", "a"):
        (tmp_path / "in" / name).mkdir(parents=True)
        (tmp_path / "in" / name / "x.txt").write_text(story(1)["text"], "utf-8")
    summary = bulk([str(tmp_path / "in")], tmp_path / "out", lexicon)
    assert (summary.coded, summary.again) == (1, 1)
    assert ledger([str(tmp_path / "out")]) == ledger([str(tmp_path / "in")])


def test_a_killed_run_loses_nothing_and_codes_nothing_twice(
    tmp_path: Path, lexicon: Lexicon, ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(LOG, str(tmp_path / "log"))
    given = write_rows(tmp_path / "in.jsonl", [story(n, "SLOW") for n in range(60)])
    out, draw = tmp_path / "out", random.Random(5)
    kept: dict[str, int] = {}
    for _ in range(4):
        told = run_until_killed(given, out, lexicon, rows=draw.randrange(3, 12))
        times = Counter((tmp_path / "log").read_text().split())
        kept = {one: times[one] for one in told} | kept
    summary = bulk([given], out, lexicon)
    assert summary.reports == 60 and set(outcomes(out)) == {f"r{n}" for n in range(60)}
    times = Counter((tmp_path / "log").read_text().split())
    assert kept and {one: times[one] for one in kept} == kept
    assert ledger([str(out)]) == ledger([given])


def run_until_killed(given: str, out: Path, lexicon: Lexicon, rows: int) -> set[str]:
    """Run in another process, which is killed when so many rows are kept: what it said it kept."""
    receive, send = os.pipe()
    if (child := os.fork()) == 0:
        os.setpgid(0, 0)
        done = 0

        def tell(step: Step) -> None:
            nonlocal done
            done += 1
            os.write(send, b".")
            if done == rows:
                os.kill(os.getpid(), 9)

        run_bulk([given], str(out), lexicon, engine=one_machine(2), options=OPTIONS, on_step=tell)
        os._exit(0)
    os.close(send)
    os.waitpid(child, 0)
    kept = 0
    while piece := os.read(receive, 1024):
        kept += len(piece)
    os.close(receive)
    # What was told as kept can be read back before anything else is done.
    shutil.copytree(out, copy := out.with_name("copy"), dirs_exist_ok=True)
    bulk([], copy, lexicon)
    read = {row["location"] for row in stored(Storage(str(copy)), ("location",))}
    shutil.rmtree(copy)
    assert len(read) >= kept > 0
    return read


def test_what_is_read_ahead_is_not_told_as_done(tmp_path: Path, lexicon: Lexicon) -> None:
    (tmp_path / "in").mkdir()
    for n in range(40):
        (tmp_path / "in" / f"r{n}.txt").write_text(story(n)["text"].ljust(200, "."))
    steps: list[Step] = []
    run_bulk(
        [str(tmp_path / "in")], str(tmp_path / "out"), lexicon,
        engine=one_machine(1), options=OPTIONS, on_step=steps.append,
    )  # fmt: skip
    assert [one.read for one in steps[:-1]] == [200 * (n + 1) for n in range(40)]
    assert steps[-1].read == steps[-1].total == 8000


def test_every_format_is_one_stream(tmp_path: Path, lexicon: Lexicon, ledger: Ledger) -> None:
    rows = [story(n) for n in range(6)]
    plain = write_rows(tmp_path / "in.jsonl", rows)
    (tmp_path / "packed.jsonl.gz").write_bytes(gzip.compress(Path(plain).read_bytes()))
    pq.write_table(pa.Table.from_pylist(rows), tmp_path / "in.parquet")
    found = []
    for number, name in enumerate(("in.jsonl", "packed.jsonl.gz", "in.parquet")):
        out = tmp_path / f"out{number}"
        bulk([str(tmp_path / name)], out, lexicon)
        found.append({row["report_id"] for row in stored(Storage(str(out)), ("report_id",))})
    assert found[0] == found[1] == found[2] and len(found[0]) == 6


def test_addresses_are_read_and_written(tmp_path: Path, lexicon: Lexicon) -> None:
    fsspec = pytest.importorskip("fsspec")
    files = fsspec.filesystem("memory")
    files.pipe_file("/press/in.jsonl", Path(write_rows(tmp_path / "x", [story(1)])).read_bytes())
    summary = bulk(["memory://press"], "memory://coded", lexicon)
    assert (summary.coded, summary.refused) == (1, {})
    assert bulk(["memory://press"], "memory://coded", lexicon).skipped == 1
    assert outcomes("memory://coded") == {"r1": ("coded", "")}
    assert bulk(["memory://nowhere"], "memory://coded", lexicon).refused == {"D101": 1}


def test_what_object_storage_opens_is_read_too(
    tmp_path: Path, lexicon: Lexicon, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("fsspec")
    from fsspec.implementations.memory import MemoryFileSystem
    from fsspec.spec import AbstractBufferedFile

    class Object(AbstractBufferedFile):  # type: ignore[misc]
        """As s3fs and gcsfs have it: its lines cannot be asked for by length."""

        def _fetch_range(self, start: int, end: int) -> bytes:
            whole: bytes = self.fs.store[self.path].getvalue()
            return whole[start:end]

    rows = [story(n) for n in range(5)]
    content = Path(write_rows(tmp_path / "x", rows)).read_bytes()
    MemoryFileSystem().pipe_file("/objects/in.jsonl", content)
    MemoryFileSystem().pipe_file("/objects/packed.jsonl.gz", gzip.compress(content[:-1] + b" \n"))
    monkeypatch.setattr(
        MemoryFileSystem, "_open", lambda fs, path, *_, **__: Object(fs, path, mode="rb")
    )
    summary = bulk(["memory://objects"], tmp_path / "out", lexicon)
    assert (summary.coded + summary.again, summary.refused) == (10, {})


def test_a_worker_makes_way_for_a_new_one(tmp_path: Path, lexicon: Lexicon) -> None:
    started = 0

    def engine(setup: Setup, lexicon: Lexicon, limits: Limits) -> Pool:
        start = forking(load_kit(setup, lexicon), limits)

        def counted() -> tuple[BaseProcess, Connection]:
            nonlocal started
            started += 1
            return start()

        return Pool(1, counted, limits, setup.coder, life=20)

    given = write_rows(tmp_path / "in.jsonl", [story(n) for n in range(70)])
    summary = run_bulk([given], str(tmp_path / "out"), lexicon, engine=engine, options=OPTIONS)
    assert (summary.coded, summary.refused) == (70, {})
    assert started == 3


def test_broken_inputs_are_refused_and_named(tmp_path: Path, lexicon: Lexicon) -> None:
    (tmp_path / "broken.parquet").write_bytes(b"PAR1 and no more")
    (tmp_path / "empty.txt").write_text("")
    given = write_rows(tmp_path / "in.jsonl", [story(1)])
    paths = [str(tmp_path / name) for name in ("broken.parquet", "empty.txt", "missing")]
    summary = bulk([*paths, given], tmp_path / "out", lexicon)
    assert summary.coded == 1
    assert summary.refused == {"D101": 1, "D103": 1, "D114": 1}


def test_a_folder_of_something_else_is_left_as_it_is(tmp_path: Path, lexicon: Lexicon) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    with pytest.raises(UsageError, match=r"notes\.txt"):
        bulk([str(tmp_path)], tmp_path, lexicon)
    assert [one.name for one in tmp_path.iterdir()] == ["notes.txt"]


def test_a_folder_of_another_coder_is_refused(tmp_path: Path, lexicon: Lexicon) -> None:
    given = write_rows(tmp_path / "in.jsonl", [story(1)])
    bulk([given], tmp_path / "out", lexicon)
    with pytest.raises(UsageError, match="was coded by"):
        bulk([given], tmp_path / "out", replace(lexicon, digest="f" * 64))


def test_two_runs_do_not_share_a_folder(tmp_path: Path, lexicon: Lexicon) -> None:
    given = write_rows(tmp_path / "in.jsonl", [story(1)])
    out = tmp_path / "out"
    out.mkdir()
    with Storage(str(out)).sole(), pytest.raises(CaseBusy):
        bulk([given], out, lexicon)


def test_nothing_to_do_needs_no_worker(tmp_path: Path, lexicon: Lexicon) -> None:
    def engine(*_: object) -> None:
        raise AssertionError("nobody is needed")

    summary = run_bulk([], str(tmp_path / "out"), lexicon, engine=engine)  # type: ignore[arg-type]
    assert summary.reports == 0
