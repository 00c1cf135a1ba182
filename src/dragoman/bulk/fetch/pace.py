"""When to ask: the pace for each host, and waits between attempts."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Final

from dragoman.bulk.fetch.clock import Clock

SPREAD: Final = 0.5
"""Largest share of a wait that is added to it, so that many do not come back at once."""


class Pace:
    """Keeps requests to one host apart."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._next: dict[str, float] = {}

    def wait(self, host: str, delay: float) -> None:
        """Wait until the host may be asked again, and note that it is asked now.

        Args:
            delay: seconds between this request and the one before.
        """
        if host in self._next:
            left = self._next[host] + delay - self._clock.elapsed()
            if left > 0:
                self._clock.sleep(left)
        self._next[host] = self._clock.elapsed()


def backoff(first: float, attempt: int, address: str) -> float:
    """Seconds to wait after a failed attempt: doubled each time, and spread.

    The spread comes from the address and the attempt, so that it is the same on every run.

    Args:
        first: wait after the first attempt.
        attempt: the one that failed, from 1.
    """
    drawn = hashlib.blake2b(f"{address} {attempt}".encode(), digest_size=4).digest()
    share = int.from_bytes(drawn, "big") / 2**32
    return float(first * 2 ** (attempt - 1) * (1 + SPREAD * share))


def retry_after(written: str, now: datetime) -> float | None:
    """Seconds that a Retry-After header asks for; ``None`` if it says nothing."""
    bare = written.strip()
    if bare.isascii() and bare.isdigit():
        return float(bare[:9])
    try:
        moment = parsedate_to_datetime(written)
    except (ValueError, TypeError, OverflowError):
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return max(0.0, (moment - now).total_seconds())
