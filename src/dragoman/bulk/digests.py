"""A set of hashes in 16 bytes each, for what must be remembered of every input."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

import numpy as np

FRESH: Final = 8192
"""Kept as Python has them, until they are sorted in with the rest."""

Halves = np.ndarray[Any, np.dtype[np.uint64]]


class Digests:
    """A growing set of 16-byte hashes.

    A Python set takes about 100 bytes for each; a day of the world's press is 300,000, a year
    100 million.
    """

    def __init__(self) -> None:
        self._high: Halves = np.zeros(0, dtype=np.uint64)
        self._low: Halves = np.zeros(0, dtype=np.uint64)
        self._fresh: set[bytes] = set()

    def __len__(self) -> int:
        return len(self._high) + len(self._fresh)

    def __contains__(self, digest: bytes) -> bool:
        if digest in self._fresh:
            return True
        high = np.uint64(int.from_bytes(digest[:8], "big"))
        low = int.from_bytes(digest[8:], "big")
        at = int(np.searchsorted(self._high, high))
        while at < len(self._high) and self._high[at] == high:
            if int(self._low[at]) == low:
                return True
            at += 1
        return False

    def add(self, digest: bytes) -> bool:
        """Add one; whether it was new."""
        if digest in self:
            return False
        self._fresh.add(digest)
        if len(self._fresh) >= FRESH:
            self._settle()
        return True

    def update(self, digests: Iterable[bytes]) -> None:
        """Add many."""
        for digest in digests:
            self.add(digest)

    def _settle(self) -> None:
        raw = np.frombuffer(b"".join(self._fresh), dtype=">u8").reshape(-1, 2)
        high = np.concatenate([self._high, raw[:, 0].astype(np.uint64)])
        low = np.concatenate([self._low, raw[:, 1].astype(np.uint64)])
        order = np.argsort(high, kind="stable")
        self._high, self._low = high[order], low[order]
        self._fresh.clear()
