"""Stages for tests of the build: they read, code and reconcile by a few plain rules."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import cast

from tests.factories import make_coded, make_event, make_happening, make_report

from dragoman.bulk.build import Stages
from dragoman.case import Case, load_view
from dragoman.errors import (
    BinaryInput,
    EmptyInput,
    ModelError,
)
from dragoman.export.jsonl import export_jsonl
from dragoman.lexicon import Lexicon
from dragoman.model import CodedReport, Judgement, Reconciliation, Report, text_hash
from dragoman.read import Failure, Known, Loaded, Skipped

LEXICON = cast(Lexicon, SimpleNamespace(digest="0" * 64))
"""The stages below look nothing up."""


def read(
    paths: Sequence[str], lexicon: Lexicon, known: Known
) -> Iterator[Loaded | Failure | Skipped]:
    """Text files of a folder; an empty one is a failure."""
    for path in sorted(one for folder in paths for one in Path(folder).iterdir()):
        text = path.read_text("utf-8")
        digest = text_hash(text)
        if known(digest):
            yield Skipped(path.name, digest)
        elif not text:
            yield Failure(path.name, EmptyInput("there is no text in it", "look at the file"))
        else:
            # What follows a bar is furniture of the page that the reader leaves out.
            yield Loaded(make_report(text.split("|")[0], location=path.name), digest)


FAULTS: dict[str, type[BaseException]] = {
    "value": ValueError,
    "lookup": KeyError,
    "deep": RecursionError,
    "none": AttributeError,
    "input": BinaryInput,
    "memory": MemoryError,
    "model": ModelError,
    "interrupt": KeyboardInterrupt,
    "disk": OSError,
}


def code(reports: Iterable[Report], lexicon: Lexicon) -> Iterator[CodedReport]:
    """One event a report; some reports are too much for it."""
    for report in reports:
        first, _, fault = report.source_text.rstrip(".").partition(" CRASH ")
        if fault:
            raise FAULTS[fault]("too much" if fault == "input" else "too\nmuch")
        if first.startswith("Swallow"):
            continue
        if first.startswith("Korean"):
            yield make_coded(report, uncoded="language: ko")
            continue
        coded = make_coded(report, events=[make_event(report, first, initiators=["Northland"])])
        if first.startswith("Break"):
            coded = replace(coded, events=(replace(coded.events[0], statement_id="sta_0"),))
        yield coded


def reconcile(
    coded: Iterable[CodedReport],
    lexicon: Lexicon,
    judgements: Sequence[Judgement] = (),
    today: date | None = None,
) -> Reconciliation:
    """One happening of all events; its summary tells what it was derived from."""
    events = [event for one in coded for event in one.events]
    summary = f"{len(events)} events, {len(judgements)} judgements, {today}"
    made = (make_happening(events, summary=summary),) if events else ()
    return Reconciliation(made, (), (), (), (), ())


STAGES = Stages(read, code, reconcile)


def put(folder: Path, **texts: str) -> None:
    folder.mkdir(exist_ok=True)
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, "utf-8")


def exported(case: Path, folder: Path) -> dict[str, bytes]:
    with Case.open(case, read_only=True) as opened:
        export_jsonl(load_view(opened), folder)
    return {path.name: path.read_bytes() for path in folder.iterdir()}
