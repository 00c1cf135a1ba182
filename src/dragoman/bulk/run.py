"""A bulk run: inputs in, files of coded reports out, on one machine or on several."""

from __future__ import annotations

import os
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from itertools import chain
from typing import Final, Protocol

from dragoman.bulk.coding import Job, Kit, Setup, coder_name, load_kit
from dragoman.bulk.digests import Digests
from dragoman.bulk.folder import Folder, Storage, arrow, stored
from dragoman.bulk.inputs import Position, batched, parts, size_of
from dragoman.bulk.pool import Limits, Pool, forking
from dragoman.bulk.rows import Outcome, Row, again_row, place_of, place_of_part, refused_row
from dragoman.lexicon import Lexicon
from dragoman.read.columns import COLUMNS, Columns
from dragoman.read.door import digest_of
from dragoman.read.formats import Part

NO_DIGEST: Final = ""
KEPT: Final = 1000
"""Refused inputs that a summary names; all of them stand in the files."""


class Workers(Protocol):
    """What codes jobs: a pool of this machine, or a cluster."""

    def run(self, jobs: Iterator[Job]) -> Iterator[Row]:
        """Rows of all inputs of all jobs, in no order; jobs are asked for as workers fall idle."""
        ...


Engine = Callable[[Setup, Lexicon, Limits], AbstractContextManager[Workers]]


@dataclass(frozen=True, slots=True)
class Step:
    """How far a run is.

    Attributes:
        coded, refused, again: inputs of this run by what became of them.
        skipped: inputs that an earlier run has dealt with.
        read, total: bytes of the inputs, as far as they are dealt with; ``total`` is 0 where that
            is not known.
        words: of the reports coded by this run.
    """

    coded: int
    refused: int
    again: int
    skipped: int
    read: int
    total: int
    words: int


@dataclass(frozen=True, slots=True)
class Refused:
    """An input that could not be read or coded."""

    location: str
    code: str
    reason: str


@dataclass(frozen=True, slots=True)
class BulkSummary:
    """What a run did.

    Attributes:
        coded: reports coded by this run, those included of which only the text is kept.
        uncoded: how many of them, by reason (``language: fr``).
        refused: inputs that could not be read or coded, by code.
        examples: the first of them.
        again: inputs whose bytes had been met elsewhere.
        skipped: inputs that an earlier run into the same folder had dealt with.
        before: reports in the folder before this run.
        words: of the bodies coded by this run.
        seconds: on the clock; busy: of CPU, over all workers, reading and coding.
        columns: file of rows, and the columns that were taken for those that it lacks.
    """

    coded: int
    uncoded: dict[str, int]
    refused: dict[str, int]
    examples: tuple[Refused, ...]
    again: int
    skipped: int
    before: int
    words: int
    seconds: float
    busy: float
    columns: tuple[tuple[str, str], ...] = ()

    @property
    def reports(self) -> int:
        """Reports in the folder now."""
        return self.before + self.coded


@dataclass(slots=True)
class _Known:
    """What the folder holds already."""

    digests: Digests = field(default_factory=Digests)
    places: Digests = field(default_factory=Digests)
    coded: int = 0

    @classmethod
    def of(cls, storage: Storage, retry: bool) -> _Known:
        known = cls()
        twins: list[tuple[bytes, bytes]] = []
        columns = ("digest", "location", "outcome")
        for row in stored(storage, columns):
            digest = bytes.fromhex(row["digest"])
            place = place_of(row["digest"], row["location"])
            if row["outcome"] == Outcome.AGAIN:
                twins.append((digest, place))
            elif row["outcome"] == Outcome.CODED:
                known.coded += known.digests.add(digest)
                known.places.add(place)
            elif not retry:
                if digest:
                    known.digests.add(digest)
                known.places.add(place)
        # What is the same as an input whose coding was cut off counts for nothing.
        known.places.update(place for digest, place in twins if digest in known.digests)
        return known


class _Run:
    """One run: which inputs go to the workers, and what comes of them."""

    def __init__(self, folder: Folder, known: _Known, coder: str, position: Position) -> None:
        self.folder, self.known, self.coder, self.position = folder, known, coder, position
        self.counts: Counter[Outcome] = Counter()
        self.refused: Counter[str] = Counter()
        self.uncoded: Counter[str] = Counter()
        self.examples: list[Refused] = []
        self.columns: dict[tuple[str, str], None] = {}
        self.skipped = self.words = self.given = self.answered = 0
        self.busy = 0.0

    def fresh(self, paths: Sequence[str], columns: Columns) -> Iterator[Part]:
        """The inputs that have to be coded; all others are dealt with here."""
        for found in parts(paths, columns, self.position):
            if not isinstance(found, Part):
                row = refused_row(found, found.error, self.coder)
                if self.known.places.add(row.place):
                    self.keep(row)
                else:
                    self.skipped += 1
                continue
            if not self.known.places.add(place_of_part(found)):
                self.skipped += 1
            elif not self.known.digests.add(bytes.fromhex(digest_of(found.told_by))):
                self.keep(again_row(found, self.coder))
            else:
                self.given += 1
                yield found

    def keep(self, row: Row) -> None:
        """Store a row and count it."""
        self.folder.add(row)
        self.counts[row.outcome] += 1
        self.busy += row.seconds
        if row.outcome is Outcome.REFUSED:
            self.refused[row.code] += 1
            if len(self.examples) < KEPT:
                self.examples.append(Refused(row.location, row.code, row.reason))
        elif row.outcome is Outcome.CODED:
            self.words += row.words
            if row.uncoded:
                self.uncoded[row.uncoded] += 1
            if row.taken:
                self.columns[row.location.rpartition("#")[0], row.taken] = None

    def step(self) -> Step:
        """How far it is."""
        return Step(
            coded=self.counts[Outcome.CODED],
            refused=self.counts[Outcome.REFUSED],
            again=self.counts[Outcome.AGAIN],
            skipped=self.skipped,
            # What is read ahead of the workers is not done: time left would be told too short.
            read=self.position.done * self.answered // max(1, self.given),
            total=self.position.total,
            words=self.words,
        )

    def summary(self, before: int, seconds: float) -> BulkSummary:
        """What it did."""
        return BulkSummary(
            coded=self.counts[Outcome.CODED],
            uncoded=dict(sorted(self.uncoded.items())),
            refused=dict(sorted(self.refused.items())),
            examples=tuple(self.examples),
            again=self.counts[Outcome.AGAIN],
            skipped=self.skipped,
            before=before,
            words=self.words,
            seconds=seconds,
            busy=self.busy,
            columns=tuple(self.columns),
        )


@dataclass(frozen=True, slots=True)
class Options:
    """How a run goes about its work.

    Attributes:
        columns: of rows and tables among the inputs.
        limits: what one report may take.
        tables: folder of the user's own tables, "" for none.
        parses: folder in which parses are kept by content, "" for none.
        retry: try again what an earlier run refused.
        code: ``module:function`` that codes reports, in place of Dragoman's own.
    """

    columns: Columns = COLUMNS
    limits: Limits = field(default_factory=Limits)
    tables: str = ""
    parses: str = ""
    retry: bool = False
    code: str = ""


DEFAULTS: Final = Options()


def run_bulk(
    paths: Sequence[str],
    out: str,
    lexicon: Lexicon,
    *,
    engine: Engine | None = None,
    options: Options = DEFAULTS,
    on_step: Callable[[Step], None] = lambda step: None,
) -> BulkSummary:
    """Code all inputs into a folder of Parquet files.

    Every row is kept as soon as it is there: a run that is killed loses no report that was coded,
    and the next run into the same folder goes on with the others.

    Args:
        paths: files, folders, patterns, ``-``, addresses that fsspec knows.
        out: a folder, or the address of one. It is made, or gone on with.
        engine: what codes; the cores of this machine if ``None``.
        on_step: told after each input.

    Raises:
        UsageError: ``out`` is something else, or of another version.
        ExtraMissing: pyarrow is not installed.
        CaseBusy: another run writes into the folder.
        ModelError: the language model is missing or is not the pinned one.
    """
    arrow()
    begun = time.monotonic()
    coder = coder_name(lexicon)
    setup = Setup(coder, options.tables, options.parses, options.code)
    storage = Storage(out)
    with Folder(storage, coder) as folder:
        known = _Known.of(storage, options.retry)
        before = known.coded
        run = _Run(folder, known, coder, Position(total=size_of(paths)))
        lots = batched(run.fresh(paths, options.columns))
        jobs = (Job(number, tuple(lot)) for number, lot in enumerate(lots))
        first = next(jobs, None)
        if first is not None:
            # Not before there is something to code: workers need seconds to load the model.
            with (engine or one_machine())(setup, lexicon, options.limits) as workers:
                for row in workers.run(chain([first], jobs)):
                    run.answered += 1
                    run.keep(row)
                    on_step(run.step())
        run.given = run.answered = 1
        on_step(run.step())
    return run.summary(before, time.monotonic() - begun)


def one_machine(workers: int = 0) -> Engine:
    """The cores of this machine, or so many workers."""

    def engine(setup: Setup, lexicon: Lexicon, limits: Limits) -> AbstractContextManager[Workers]:
        kit: Kit = load_kit(setup, lexicon)
        return Pool(workers or cores(), forking(kit, limits), limits, setup.coder)

    return engine


def cores() -> int:
    """Cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
