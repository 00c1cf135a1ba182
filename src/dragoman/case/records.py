"""What a case tells about itself, beside the records of the model."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
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
