"""One report inside an input, not read yet."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from typing import Final

from dragoman.read.records import Page

LONGEST_NAME: Final = 300
"""Characters of a report's id in its file: addresses are the longest that are in use."""


@dataclass(frozen=True, slots=True)
class Part:
    """One report inside an input, not read yet.

    Attributes:
        location: of the report: the input's, or ``FILE#id``.
        told_by: bytes that tell it from others; their digest says whether a case has it.
        page: reads it; raises an ``InputError`` where it cannot be read. A part can be pickled, so
            that another process may read it.
        taken: the columns that were taken for those asked for; "" where none was.
        retrieved_at: when it was fetched or saved, ISO 8601 in UTC; "" where that is not told.
    """

    location: str
    told_by: bytes
    page: Callable[[], Page]
    taken: str = ""
    retrieved_at: str = ""


def one_part(
    location: str, raw: bytes, read: Callable[[str, bytes], Page], retrieved_at: str = ""
) -> Iterator[Part]:
    """An input that is one report; ``retrieved_at`` as in `Part`."""
    yield Part(location, raw, partial(read, location, raw), retrieved_at=retrieved_at)


def moment(written: datetime | None) -> str:
    """A moment for ``retrieved_at``; "" for none, and for one without a zone of its own."""
    if written is None or written.tzinfo is None:
        return ""
    return written.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def named(location: str, name: str) -> str:
    """``FILE#id`` on one line; an id that is no name but a text is cut."""
    return f"{location}#{' '.join(name[: 2 * LONGEST_NAME].split())[:LONGEST_NAME]}"
