"""Read and code a job's inputs: what a worker does, in whatever process or on whatever machine."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib import import_module
from importlib.metadata import version
from pathlib import Path
from typing import Final

from dragoman.bulk.faults import FAULTS, fault_of
from dragoman.bulk.rows import Row, coded_row, refused_row
from dragoman.case.soundness import sound
from dragoman.errors import UsageError
from dragoman.lexicon import Lexicon, load_lexicon
from dragoman.model import CodedReport, Report
from dragoman.read import Loaded
from dragoman.read.assembly import assemble
from dragoman.read.door import read_part, read_text
from dragoman.read.formats import Part
from dragoman.read.pages import markup_page
from dragoman.read.records import Failure

REPORTS_AT_ONCE: Final = 16
WORDS_AT_ONCE: Final = 12_000
"""Of the reports that are parsed together: enough for the parser to be fast, few enough that its
memory does not grow with the longest reports."""

FIRST: Final = "The talks go on.\n\n" * 6 + "Ruritania began them on 5 May 2024, it said."

Coder = Callable[[Iterable[Report], Lexicon], Iterator[CodedReport]]


@dataclass(frozen=True, slots=True)
class Job:
    """Inputs that one worker reads and codes together.

    Attributes:
        alone: the only input, of a job that a worker did not survive.
    """

    number: int
    parts: tuple[Part, ...]
    alone: bool = False

    @property
    def size(self) -> int:
        """Bytes."""
        return sum(len(part.told_by) for part in self.parts)


@dataclass(frozen=True, slots=True)
class Setup:
    """What a worker must have before its first job. Small: it names, it does not carry.

    Attributes:
        coder: version and tables that the run was begun with; a worker with others refuses.
        tables: folder of the user's own tables, "" for none.
        parses: folder in which parses are kept by content, "" for none.
        code: ``module:function`` that codes reports, in place of Dragoman's own.
    """

    coder: str
    tables: str = ""
    parses: str = ""
    code: str = ""


@dataclass(frozen=True, slots=True)
class Kit:
    """A worker's lexicon and coder, loaded once a process."""

    lexicon: Lexicon
    code: Coder
    coder: str


def coder_name(lexicon: Lexicon) -> str:
    """What tells one coding from another: the version, and all that the tables say."""
    return f"{version('dragoman')}+{lexicon.digest[:12]}"


def load_kit(setup: Setup, lexicon: Lexicon | None = None) -> Kit:
    """Load what a worker needs, the language model included.

    Args:
        lexicon: where this process has loaded it already.

    Raises:
        UsageError: this machine's version or tables are not those of the run.
        ModelError: the language model is missing or is not the pinned one.
    """
    if lexicon is None:
        lexicon = load_lexicon(Path(setup.tables) if setup.tables else None)
    if coder_name(lexicon) != setup.coder:
        raise UsageError(
            f"a worker has {coder_name(lexicon)}, the run was begun with {setup.coder}",
            "install the same version with the same tables everywhere",
        )
    kit = Kit(lexicon, _coder(setup), setup.coder)
    _warm(kit, setup)
    # What is loaded by now stays to the end: the collector need not go through it, nor write to
    # pages of memory that forked workers share.
    gc.collect()
    gc.freeze()
    return kit


def _warm(kit: Kit, setup: Setup) -> None:
    """Load what reading and coding load at their first report, so that workers share it."""
    report = read_text(FIRST, kit.lexicon)
    assemble(markup_page("first", f"<html><body><p>{FIRST}</p></body></html>"), kit.lexicon)
    if not setup.code:
        for _ in kit.code([report], kit.lexicon):
            pass


def _coder(setup: Setup) -> Coder:
    if setup.code:
        module, _, name = setup.code.partition(":")
        found: Coder = getattr(import_module(module), name)
        return found
    from dragoman.chain import code_reports
    from dragoman.parse import Parser
    from dragoman.parse.parser import default_parser

    parser: Parser = default_parser()
    if setup.parses:
        from dragoman.parse.cache import RememberingParser

        parser = RememberingParser(parser, Path(setup.parses))

    def code(reports: Iterable[Report], lexicon: Lexicon) -> Iterator[CodedReport]:
        return code_reports(reports, lexicon, parser)

    return code


def code_job(job: Job, kit: Kit) -> Iterator[Row]:
    """One row for each input of a job, in any order, each as soon as it is there."""
    batch: list[tuple[Part, Loaded, float]] = []
    words = 0
    for part in job.parts:
        begun = time.process_time()
        try:
            found = read_part(part, kit.lexicon)
        except FAULTS as error:
            found = Failure(part.location, fault_of(error))
        spent = time.process_time() - begun
        if isinstance(found, Failure):
            yield refused_row(part, found.error, kit.coder, spent)
            continue
        size = len(found.report.source_text) // 6
        if batch and (words + size > WORDS_AT_ONCE or len(batch) == REPORTS_AT_ONCE):
            yield from _code_batch(batch, kit)
            batch, words = [], 0
        batch.append((part, found, spent))
        words += size
    if batch:
        yield from _code_batch(batch, kit)


def _code_batch(batch: Sequence[tuple[Part, Loaded, float]], kit: Kit) -> Iterator[Row]:
    """Code reports together; where one makes a stage fail, each by itself."""
    # Two inputs may give one report, which the chain then is not asked for twice.
    left = {one[1].report.id: one for one in batch}
    twins = [one for one in batch if left[one[1].report.id] is not one]
    try:
        for row in _coded([loaded for _, loaded, _ in left.values()], left, kit):
            del left[row.report_id]
            yield row
    except FAULTS:
        # Which report it was shows below, and so does what the chain says of it.
        pass
    for one in (*left.values(), *twins):
        yield _code_alone(one, kit)


def _coded(
    loaded: Sequence[Loaded], known: dict[str, tuple[Part, Loaded, float]], kit: Kit
) -> Iterator[Row]:
    begun = time.process_time()
    for coded in kit.code([one.report for one in loaded], kit.lexicon):
        _, one, reading = known[coded.report.id]
        row = coded_row(sound(coded), one, kit.coder, reading + time.process_time() - begun)
        yield row
        begun = time.process_time()


def _code_alone(one: tuple[Part, Loaded, float], kit: Kit) -> Row:
    part, loaded, reading = one
    begun = time.process_time()
    try:
        (row,) = _coded([loaded], {loaded.report.id: one}, kit)
    except FAULTS as error:
        spent = reading + time.process_time() - begun
        return refused_row(part, fault_of(error), kit.coder, spent)
    return row
