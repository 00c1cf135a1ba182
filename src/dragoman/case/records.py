"""What a case tells about itself, beside the records of the model."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from dragoman.model import Judgement


@dataclass(frozen=True, slots=True)
class Run:
    """One build: which version ran when, and what it did.

    Attributes:
        finished_at: ``None`` while it runs, and for ever if it was killed.
        counts: the build's counts by name.
    """

    id: int
    dragoman_version: str
    started_at: datetime
    finished_at: datetime | None
    counts: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class StoredFailure:
    """An input that could not be read or coded: where, the stable error code, and why."""

    location: str
    code: str
    reason: str
    remedy: str
    recorded_at: datetime


@dataclass(frozen=True, slots=True)
class Hit:
    """A match of a search.

    Attributes:
        kind: ``report`` or ``statement``.
        snippet: words around the match, with the matching words between ``[`` and ``]``.
    """

    kind: str
    id: str
    report_id: str
    snippet: str


@dataclass(frozen=True, slots=True)
class StoredJudgement:
    """A judgement, and when it was taken back (ISO 8601, UTC); empty while it holds."""

    judgement: Judgement
    undone_at: str


class ChangeKind(StrEnum):
    """What became of a record from one ledger to the next.

    ``renamed``: its id is another, for it is made of other events, and all that is told of it is
    the same.
    """

    NEW = "new"
    CHANGED = "changed"
    RENAMED = "renamed"
    MERGED = "merged"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Change:
    """What became of one record.

    Attributes:
        kind: report, happening, difference or forecast.
        record_id: its id since; of one that was withdrawn, the id that it had.
        previous_id: its id before, empty where it is new.
        before, after: what is told of it, as JSON values by name; empty where it did not exist.
        revision_id: the reconciliation that changed it, the last where there are several.
    """

    kind: str
    record_id: str
    change: ChangeKind
    previous_id: str
    before: Mapping[str, Any]
    after: Mapping[str, Any]
    revision_id: int = 0


@dataclass(frozen=True, slots=True)
class Revision:
    """One reconciliation of the ledger, by a build (``run_id``) or from the reader."""

    id: int
    run_id: int | None
    recorded_at: datetime
