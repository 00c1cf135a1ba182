"""How far fetching goes."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of fetching; times in seconds, sizes in bytes.

    Attributes:
        delay: between two requests to one host; a site's own Crawl-delay counts if longer.
        longest_delay: a site that asks for more between two pages is left alone.
        idle: for one connect or one read.
        whole: for one answer from connect to end, however steadily it drips.
        attempts: requests for one page, the first included.
        backoff: wait before the second attempt, doubled for each one after, plus up to half.
        patience: longest wait that a Retry-After is granted.
        hops: redirects in a row.
        size: of one body, as sent.
        robots_size: of a robots.txt; what comes after is not read (RFC 9309, 2.5).
        links: taken from one feed.
        private: whether addresses inside private networks, and this machine's own, are allowed.
    """

    delay: float = 2.0
    longest_delay: float = 600.0
    idle: float = 20.0
    whole: float = 60.0
    attempts: int = 3
    backoff: float = 2.0
    patience: float = 120.0
    hops: int = 8
    size: int = 10 * 1024 * 1024
    robots_size: int = 512 * 1024
    links: int = 200
    private: bool = False
