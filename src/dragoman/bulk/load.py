"""From a bulk run's files into a case: a few rows at a time, each report one transaction."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

import orjson

from dragoman.bulk.folder import ABOUT, Storage, check_about, stored
from dragoman.bulk.rows import Outcome
from dragoman.case import Case
from dragoman.errors import CaseDamaged, InputError
from dragoman.model import CodedReport, from_json
from dragoman.read.records import Failure

COLUMNS: Final = (
    "location",
    "digest",
    "outcome",
    "coder",
    "code",
    "reason",
    "remedy",
    "report_id",
    "uncoded",
    "retrieved_at",
    "record",
)
Stored = tuple[str, str, Failure | None]

PLACES: Final = ("location", "digest", "outcome", "retrieved_at")


def runs_among(paths: Sequence[str]) -> tuple[list[Storage], list[str]]:
    """Which paths are folders of bulk runs, and which are inputs to be read."""
    runs, others = [], []
    for path in paths:
        if "://" in path or (Path(path) / ABOUT).is_file():
            runs.append(Storage(path))
        else:
            others.append(path)
    return runs, others


def load_run(case: Case, storage: Storage, run_id: int) -> Iterator[Stored]:
    """Store what a bulk run coded.

    Args:
        run_id: the build that stores it.

    Yields:
        location and outcome of each row (``new``, ``skipped``, ``failed``; ``uncoded REASON`` for
        a report of which only the text is kept), and the failure if it is one.

    Raises:
        UsageError: the folder is no bulk run's.
        NewerSchema: a later Dragoman wrote it.
        CaseDamaged: a record in it cannot be read.
    """
    check_about(storage, storage.names())
    for row in stored(storage, COLUMNS):
        if row["outcome"] == Outcome.CODED:
            yield row["location"], _add(case, row, run_id, storage.where), None
        elif row["outcome"] == Outcome.REFUSED:
            error = error_of(row["code"], row["reason"], row["remedy"])
            case.add_failure(row["location"], error, run_id)
            yield row["location"], "failed", Failure(row["location"], error)
    # Only now is every report there whose bytes lie elsewhere, too.
    for row in stored(storage, PLACES):
        if row["outcome"] == Outcome.AGAIN:
            case.see_again(
                row["digest"],
                location=row["location"],
                run_id=run_id,
                retrieved_at=row["retrieved_at"],
            )
            yield row["location"], "skipped", None


def _add(case: Case, row: dict[str, Any], run_id: int, where: str) -> str:
    told = {
        "location": row["location"],
        "run_id": run_id,
        "retrieved_at": row["retrieved_at"],
    }
    if case.known(row["digest"], row["coder"]):
        case.see_again(row["digest"], **told)
        return "skipped"
    if case.coder_of(row["report_id"]) == row["coder"]:
        case.add_input(row["digest"], report_id=row["report_id"], **told)
        return "skipped"
    try:
        coded = from_json(CodedReport, orjson.loads(row["record"]))
        case.add(coded, digest=row["digest"], coder=row["coder"], **told)
    except (ValueError, TypeError, KeyError) as error:
        raise CaseDamaged(
            f"{where} holds a record that cannot be read ({row['location']}: {error})",
            "run the same `dragoman bulk` into a new folder",
        ) from error
    return f"uncoded {row['uncoded']}" if row["uncoded"] else "new"


def error_of(code: str, reason: str, remedy: str) -> InputError:
    """The error that a refused row tells of."""
    kinds = {kind.code: kind for kind in InputError.__subclasses__()}
    return kinds.get(code, InputError)(reason, remedy)
