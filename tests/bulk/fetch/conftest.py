"""A clock that nobody waits for."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest

START = datetime(2026, 3, 4, 12, 0, 0, tzinfo=UTC)


@dataclass
class Clock:
    """Sleeping is noted and done at once; every look at the time takes ``step`` seconds."""

    step: float = 0.0
    at: float = 0.0
    slept: list[float] = field(default_factory=list)

    def now(self) -> datetime:
        return START + timedelta(seconds=self.at)

    def elapsed(self) -> float:
        self.at += self.step
        return self.at

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.at += seconds


@pytest.fixture
def clock() -> Clock:
    return Clock()
