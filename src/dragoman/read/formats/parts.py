"""From an input to its parts, each a report that is not read yet."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePath
from typing import BinaryIO, Final

from dragoman.errors import TooLarge
from dragoman.read.columns import Columns
from dragoman.read.decoding import decode
from dragoman.read.formats.archive import archive_parts
from dragoman.read.formats.feed import feed_parts
from dragoman.read.formats.mail import mail_page, saved_at
from dragoman.read.formats.markdown import markdown_page
from dragoman.read.formats.parquet import parquet_parts
from dragoman.read.formats.part import Part, one_part
from dragoman.read.formats.pdf import PDF_LIMIT, pdf_page
from dragoman.read.formats.sniffing import HEAD, Format, format_of
from dragoman.read.formats.streams import open_input, unpacked, whole
from dragoman.read.formats.table import object_parts, row_parts, table_parts
from dragoman.read.pages import markup_page, text_page
from dragoman.read.records import REPORT_LIMIT, Failure, Page
from dragoman.read.sources import MARKDOWN

MAIL_LIMIT: Final = 64 * 1024 * 1024
"""Bytes: saved pages carry their pictures."""

SPLIT: Final = "split it, or give it as JSON Lines, one report a row"


def parts_of(name: str, stream: BinaryIO, columns: Columns) -> Iterator[Part | Failure]:
    """The reports in an input.

    Args:
        name: where it was found; its suffix counts where the content leaves the format open.
        stream: at its start, seekable.
        columns: of rows and tables.

    Raises:
        InputError: the input as a whole cannot be read, or cannot be read on.
    """
    head = stream.read(HEAD)
    stream.seek(0)
    suffix = PurePath(name).suffix.lower()
    found = format_of(suffix, head, columns.text)
    if found is Format.GZIP:
        inner = PurePath(name.lower().removesuffix(".gz")).suffix
        yield from _packed(name, inner, stream, columns)
    else:
        yield from _plain(name, suffix, found, head, stream, columns)


def _packed(name: str, suffix: str, stream: BinaryIO, columns: Columns) -> Iterator[Part | Failure]:
    with unpacked(stream) as first:
        # What stands before a break is enough to tell the format.
        head = first.read1(HEAD)
    found = format_of(suffix, head, columns.text)
    if found is Format.GZIP:
        raise TooLarge("packed more than once", "unpack it first")
    stream.seek(0)
    with unpacked(stream) as content:
        yield from _plain(name, suffix, found, head, content, columns)


def _plain(
    name: str, suffix: str, found: Format, head: bytes, stream: BinaryIO, columns: Columns
) -> Iterator[Part | Failure]:
    match found:
        case Format.ROWS:
            return row_parts(name, head, stream, columns)
        case Format.TABLE:
            return table_parts(name, head, suffix, stream, columns)
        case Format.OBJECTS:
            return object_parts(name, stream, columns)
        case Format.ARCHIVE:
            return archive_parts(name, stream)
        case Format.PARQUET:
            return parquet_parts(name, stream, columns)
        case Format.FEED:
            return feed_parts(name, whole(stream, REPORT_LIMIT, "split it"))
        case Format.PDF:
            raw = whole(stream, PDF_LIMIT, "save the report's pages alone")
            return one_part(name, raw, pdf_page)
        case Format.MAIL:
            raw = whole(stream, MAIL_LIMIT, "save its text alone")
            return one_part(name, raw, mail_page, saved_at(raw))
        case Format.PAGE:
            return one_part(name, whole(stream, REPORT_LIMIT, SPLIT), _page)
    as_written = _markdown if suffix in MARKDOWN else _text
    return one_part(name, whole(stream, REPORT_LIMIT, SPLIT), as_written)


def _page(name: str, raw: bytes) -> Page:
    return markup_page(name, decode(raw))


def _markdown(name: str, raw: bytes) -> Page:
    return markdown_page(name, decode(raw))


def _text(name: str, raw: bytes) -> Page:
    return text_page(name, decode(raw))


__all__ = ["Part", "open_input", "parts_of"]
