"""A polite reader of the web: robots.txt, pace, attempts, redirects."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib.metadata import version
from typing import Final
from urllib.parse import urlsplit

import httpcore

from dragoman.bulk.fetch.addresses import clean_address, origin_of
from dragoman.bulk.fetch.clock import Clock
from dragoman.bulk.fetch.connection import Connection, Received
from dragoman.bulk.fetch.limits import Limits
from dragoman.bulk.fetch.pace import Pace, backoff, retry_after
from dragoman.bulk.fetch.robots import Rules, rules_of
from dragoman.errors import DragomanError, NoAnswer, Refused, TooManyHops

AGENT: Final = "dragoman"
MOVED: Final = frozenset({301, 302, 303, 307, 308})
AGAIN: Final = frozenset({429, 500, 502, 503, 504})
"""Statuses that may pass (RFC 9110, RFC 6585)."""

NO_ANSWER: Final = (httpcore.TimeoutException, httpcore.NetworkError, httpcore.ProtocolError)
KINDS: Final = "text/html,application/xhtml+xml,application/rss+xml,application/atom+xml,*/*;q=0.5"

Validators = Callable[[str], Mapping[str, str]]
"""Gives the conditional headers for an address."""


class Client:
    """Fetches one page at a time."""

    def __init__(self, limits: Limits, clock: Clock) -> None:
        self._limits = limits
        self._clock = clock
        self._connection = Connection(limits, clock)
        self._pace = Pace(clock)
        self._rules: dict[str, Rules | DragomanError] = {}
        self._headers = {
            "User-Agent": f"{AGENT}/{version('dragoman')}",
            "Accept": KINDS,
            "Accept-Encoding": "gzip",
            "Connection": "close",
        }

    def page(self, address: str, validators: Validators) -> tuple[Received, ...]:
        """Fetch a page: the redirects on the way to it, and its answer at the end.

        Args:
            address: a clean one.

        Raises:
            FetchError: it cannot be had; see `dragoman.errors`.
        """
        conditional = False

        def ask(hop: str) -> Received:
            nonlocal conditional
            delay = self._rules_for(origin_of(hop)).check(hop, self._limits.longest_delay)
            extra = validators(hop)
            conditional = bool(extra)
            return self._attempts(hop, extra, delay)

        hops = self._follow(address, ask)
        last = hops[-1]
        if last.status != 200 and not (last.status == 304 and conditional):
            raise Refused(f"the site answers {last.status} {last.reason}".rstrip())
        return hops

    def _rules_for(self, origin: str) -> Rules:
        def ask(hop: str) -> Received:
            # A file that is cut at the limit could not be unpacked, so it is asked for as it is.
            plain = {"Accept-Encoding": "identity"}
            most = self._limits.robots_size
            return self._attempts(hop, plain, 0.0, cut_at=most, last_counts=True)

        if origin not in self._rules:
            try:
                hops = self._follow(f"{origin}/robots.txt", ask)
            except DragomanError as error:
                # Remembered like an answer: a host that fails is not asked again for each page.
                self._rules[origin] = error
            else:
                self._rules[origin] = rules_of(hops[-1], AGENT)
        rules = self._rules[origin]
        if isinstance(rules, DragomanError):
            raise type(rules)(rules.what, rules.remedy)
        return rules

    def _follow(self, address: str, ask: Callable[[str], Received]) -> tuple[Received, ...]:
        """Ask an address and the ones that it redirects to, up to an answer that does not."""
        hops: list[Received] = []
        while True:
            received = ask(address)
            hops.append(received)
            target = received.header("location")
            if received.status not in MOVED or not target:
                return tuple(hops)
            address = clean_address(target, received.address)
            if any(address == hop.address for hop in hops):
                raise TooManyHops("redirects that lead back to themselves", "open it in a browser")
            if len(hops) > self._limits.hops:
                raise TooManyHops(
                    f"more than {self._limits.hops} redirects", "open it in a browser"
                )

    def _attempts(
        self,
        address: str,
        extra: Mapping[str, str],
        delay: float,
        *,
        cut_at: int = 0,
        last_counts: bool = False,
    ) -> Received:
        """Ask until there is an answer that will not change by asking again.

        Args:
            last_counts: give back the last answer, though it be one that may pass.
        """
        host = urlsplit(address).netloc
        why = ""
        for attempt in range(1, self._limits.attempts + 1):
            self._pace.wait(host, max(delay, self._limits.delay))
            wait = backoff(self._limits.backoff, attempt, address)
            try:
                received = self._connection.ask(address, {**self._headers, **extra}, cut_at=cut_at)
            except NO_ANSWER as error:
                why = _why(error)
            else:
                last = attempt == self._limits.attempts
                if received.status not in AGAIN or (last and last_counts):
                    return received
                why = f"the site answers {received.status} {received.reason}".rstrip()
                asked = retry_after(received.header("retry-after"), self._clock.now())
                if asked is not None and asked > self._limits.patience:
                    raise Refused(f"{why}, and asks to come back in {asked:.0f} s", "try later")
                wait = max(wait, asked or 0.0)
            if attempt < self._limits.attempts:
                self._clock.sleep(wait)
        raise NoAnswer(f"{why} ({self._limits.attempts} attempts)", "try again later")


def _why(error: Exception) -> str:
    told = " ".join(str(error).split())[:160]
    return f"no whole answer: {told}" if told else f"no whole answer: {type(error).__name__}"
