"""What the reader gives back, and the lines that it works on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from dragoman.errors import InputError
from dragoman.model import Furniture, Report
from dragoman.read.layout import Layout

REPORT_LIMIT: Final = 10 * 1024 * 1024
"""Bytes: no press report is larger, and memory stays bounded. Rows count one by one."""

TEXT_LIMIT: Final = 1_000_000
"""Characters of one report's text, 170,000 words: the longest reports of commissions have fewer.
Coding as many takes half a minute and 300 MB; both grow with the length."""

LINE_LIMIT: Final = 20_000
"""Lines of one report; each is judged among its neighbours, which takes time."""

Known = Callable[[str], bool]
"""Tells from the digest of an input whether the case has it already."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """A report with the digest (BLAKE2b-128, hexadecimal) of the bytes that it came from.

    Attributes:
        taken: of a row, the columns that were taken where it has none of the names asked for.
        retrieved_at: when the input was fetched or saved, ISO 8601 in UTC; "" where it does not
            tell. No clock of the report.
    """

    report: Report
    digest: str
    taken: str = ""
    retrieved_at: str = ""


@dataclass(frozen=True, slots=True)
class Failure:
    """An input that could not be read, and why."""

    location: str
    error: InputError


@dataclass(frozen=True, slots=True)
class Skipped:
    """An input that the case has already; ``retrieved_at`` as in `Loaded`."""

    location: str
    digest: str
    retrieved_at: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of visible text without the white space around it.

    Attributes:
        start, end: half-open offsets into the page's text.
        tag: the innermost block element it stands in ("p", "h1", "li", "figcaption"), empty
            where the page has no markup.
        linked: share of its characters inside links, 0 to 1; 0 without markup.
        extracted: whether the article extractor kept it; ``None`` where none was asked.
    """

    start: int
    end: int
    text: str
    tag: str = ""
    linked: float = 0.0
    extracted: bool | None = None


@dataclass(frozen=True, slots=True)
class Stated:
    """What a page's markup or a row says of itself, not yet weighed; empty where it is silent.

    Attributes:
        provider: whose copy an aggregator's markup says it carries.
        dates: (basis, text as written) in order of trust.
        changed: the same for the page's last change.
        guessed_date: what htmldate makes of the markup, asked where ``dates`` is empty.
        article: the text of the article, where the metadata hold it, as written there.
    """

    title: str = ""
    publisher: str = ""
    provider: str = ""
    authors: tuple[str, ...] = ()
    dates: tuple[tuple[str, str], ...] = ()
    changed: tuple[tuple[str, str], ...] = ()
    guessed_date: str = ""
    url: str = ""
    language: str = ""
    article: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """Visible text with its lines and what its source states about it.

    Attributes:
        layout: where the lines stand among a page's containers; ``None`` without markup.
        marks: furniture that is no line: marks of the format, in order, beside the lines.
    """

    location: str
    text: str
    lines: tuple[Line, ...]
    stated: Stated = field(default_factory=Stated)
    layout: Layout | None = None
    marks: tuple[Furniture, ...] = ()
