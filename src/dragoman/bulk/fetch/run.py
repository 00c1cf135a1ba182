"""A run of fetching: addresses, feeds and lists in, archives out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from dragoman.bulk.fetch.addresses import clean_address
from dragoman.bulk.fetch.client import Client
from dragoman.bulk.fetch.clock import Clock, SystemClock
from dragoman.bulk.fetch.connection import Received
from dragoman.bulk.fetch.limits import Limits
from dragoman.bulk.fetch.memory import Memory
from dragoman.bulk.fetch.writer import Writer
from dragoman.errors import BadAddress, DragomanError, FetchError, InputError
from dragoman.read.formats.answer import read_answer
from dragoman.read.formats.feed import read_feed
from dragoman.read.formats.sniffing import HEAD, Format, format_of

LIST_LIMIT: Final = 10 * 1024 * 1024


@dataclass(slots=True)
class FetchSummary:
    """What a run did.

    Attributes:
        saved: addresses whose page was written, feeds included.
        unchanged: addresses that the site says are as they were.
        failures: address and what was wrong, in order.
        archive: the file that was written, if any.
    """

    saved: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    failures: list[tuple[str, DragomanError]] = field(default_factory=list)
    archive: Path | None = None


def fetch(
    given: Sequence[str],
    folder: Path,
    limits: Limits | None = None,
    *,
    clock: Clock | None = None,
    on_progress: Callable[[str, str], None] | None = None,
) -> FetchSummary:
    """Fetch pages into a folder, one after the other.

    Args:
        given: addresses of pages or feeds; files that hold a feed, or one address a line. The
            pages that a feed leads to are fetched, those that they lead to are not.
        folder: made if it is not there; `dragoman build` reads it.
        on_progress: told each address and what became of it: saved, unchanged or failed.

    Raises:
        OSError: the folder cannot be written.
    """
    used = clock or SystemClock()
    bounds = limits or Limits()
    folder.mkdir(parents=True, exist_ok=True)
    run = _Run(Client(bounds, used), Memory(folder), Writer(folder, used), bounds, on_progress)
    try:
        for one in given:
            run.take(one)
    finally:
        run.writer.close()
    run.summary.archive = run.writer.path
    return run.summary


@dataclass(slots=True)
class _Run:
    client: Client
    memory: Memory
    writer: Writer
    limits: Limits
    tell: Callable[[str, str], None] | None
    summary: FetchSummary = field(default_factory=FetchSummary)
    asked: set[str] = field(default_factory=set)

    def take(self, given: str) -> None:
        """Fetch what an argument means."""
        try:
            links = None if "://" in given else _listed(given, self.limits.links)
        except DragomanError as error:
            self._failed(given, error)
            return
        if links is None:
            page = self._fetch(given)
            links = _feed_links(page, self.limits.links) if page else []
        for link in links:
            self._fetch(link)

    def _fetch(self, written: str) -> Received | None:
        """Fetch and save one page; ``None`` where there is nothing new."""
        try:
            address = clean_address(written)
            if address in self.asked:
                return None
            self.asked.add(address)
            hops = self.client.page(address, self.memory.validators)
        except FetchError as error:
            self._failed(written, error)
            return None
        page = hops[-1]
        if page.status == 304:
            self.summary.unchanged.append(address)
            self._tell(address, "unchanged")
            return None
        for received in hops:
            self.writer.write(received)
        self.memory.note(page)
        self.summary.saved.append(address)
        self._tell(address, "saved")
        return page

    def _failed(self, written: str, error: DragomanError) -> None:
        self.summary.failures.append((written, error))
        self._tell(written, "failed")

    def _tell(self, address: str, outcome: str) -> None:
        if self.tell is not None:
            self.tell(address, outcome)


def _feed_links(page: Received, most: int) -> list[str]:
    """The pages that an answer leads to, if it is a feed; none else."""
    answer = read_answer(page.block())
    try:
        raw = answer.content() if answer else b""
        if format_of("", raw[:HEAD]) is not Format.FEED:
            return []
        entries, _ = read_feed(raw)
    except InputError:
        # The answer is saved; what is wrong with it is said when it is read.
        return []
    return [entry.url for entry in entries if entry.url][:most]


def _listed(path: str, most: int) -> list[str]:
    """The addresses in a file: a feed's links, or one address a line."""
    try:
        with Path(path).open("rb") as stream:
            raw = stream.read(LIST_LIMIT)
    except (OSError, ValueError) as error:
        raise BadAddress(
            f"neither an address nor a file: {path[:80]!a}",
            "give an address that begins with https://, or a file of addresses",
        ) from error
    if format_of("", raw[:HEAD]) is Format.FEED:
        return [entry.url for entry in read_feed(raw)[0] if entry.url][:most]
    return list(_lines(raw.decode("utf-8-sig", "replace")))


def _lines(text: str) -> Iterator[str]:
    for line in text.splitlines():
        bare = line.strip()
        if bare and not bare.startswith("#"):
            yield bare
