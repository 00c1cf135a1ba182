"""One report inside an input, not read yet."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from dragoman.read.records import Page


@dataclass(frozen=True, slots=True)
class Part:
    """One report inside an input, not read yet.

    Attributes:
        location: of the report: the input's, or ``FILE#id``.
        told_by: bytes that tell it from others; their digest says whether a case has it.
        page: reads it; raises an ``InputError`` where it cannot be read.
    """

    location: str
    told_by: bytes
    page: Callable[[], Page]


def one_part(location: str, raw: bytes, read: Callable[[str, bytes], Page]) -> Iterator[Part]:
    """An input that is one report."""
    yield Part(location, raw, lambda: read(location, raw))


def named(location: str, name: str) -> str:
    """``FILE#id`` on one line."""
    return f"{location}#{' '.join(name.split())}"
