"""Which format an input is in: by its first bytes, and by its name where they leave it open."""

from __future__ import annotations

import codecs
import re
from dataclasses import replace
from enum import StrEnum
from typing import Final

from dragoman.errors import MissingColumn
from dragoman.read.columns import COLUMNS, FIELDS, settle
from dragoman.read.decoding import wide_encoding
from dragoman.read.pages import is_markup
from dragoman.read.sources import FEEDS, MAIL, MARKUP, OBJECTS, ROWS, TABLES, TEXT

HEAD: Final = 64 * 1024
"""Bytes that are looked at."""


class Format(StrEnum):
    """How an input is read."""

    TEXT = "text"
    PAGE = "page"
    ROWS = "rows"
    OBJECTS = "objects"
    TABLE = "table"
    PDF = "pdf"
    MAIL = "mail"
    FEED = "feed"
    ARCHIVE = "archive"
    PARQUET = "parquet"
    GZIP = "gzip"


GZIP_MAGIC: Final = b"\x1f\x8b"
PARQUET_MAGIC: Final = b"PAR1"
PDF_MAGIC: Final = b"%PDF-"
PDF_WITHIN: Final = 1024
"""Readers of PDF accept its first mark anywhere here (ISO 32000, note to 7.5.2)."""

# Possessive: what was passed over is never tried again, or blanks would take quadratic time.
FEED_ROOT: Final = re.compile(
    r"(?:\s++|<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^\[>]*(?:\[.*?\]\s*)?>)*+"
    r"<(?:\w+:)?(?:rss|feed|RDF)[\s>]",
    re.IGNORECASE | re.DOTALL,
)
PAGE_ROOT: Final = re.compile(r"<(?:!doctype\s+)?html\b", re.IGNORECASE)
MAIL_HEADER: Final = re.compile(
    r"(?:From [^\n]*\n)?"
    r"(?:from|to|date|subject|received|return-path|delivered-to|message-id|mime-version|"
    r"content-type|snapshot-content-location|dkim-signature|x-[\w-]+): ?\S",
    re.IGNORECASE,
)
OBJECT: Final = re.compile(r'\s*(?:\[\s*)?\{\s*"')
ONE_TEXT: Final = re.compile(r"\s*(?:\[\s*\{|\{\s*\n)")
"""JSON that is no row a line."""

LIST: Final = re.compile(r"\[\s*[{\]]")
KNOWN: Final = MARKUP | ROWS | OBJECTS | TABLES | FEEDS | MAIL
CLEARLY_MAIL: Final = re.compile(r"^(?:mime-version|message-id|received): ?\S", re.I | re.M)
COLUMN_MARKS: Final = ",;\t|"


def format_of(suffix: str, head: bytes, text_column: str = "text") -> Format:
    """Tell the format.

    Args:
        suffix: of the file's name, lower case with its dot; "" where there is no name.
        head: its first ``HEAD`` bytes.
        text_column: a table without a name is known by a header that has this column.
    """
    if head.startswith(GZIP_MAGIC):
        return Format.GZIP
    if head.startswith(PARQUET_MAGIC):
        return Format.PARQUET
    if head.lstrip().startswith(PDF_MAGIC):
        return Format.PDF
    if suffix == ".pdf" and PDF_MAGIC in head[:PDF_WITHIN]:
        return Format.PDF
    if head.startswith(b"WARC/"):
        return Format.ARCHIVE
    glimpse = _glimpse(head)
    if FEED_ROOT.match(glimpse):
        return Format.FEED
    if is_markup(glimpse) and not (suffix in FEEDS and not PAGE_ROOT.search(glimpse)):
        return Format.PAGE
    shape = _by_shape(glimpse, text_column)
    return _by_name(suffix, glimpse, shape) or shape


def _glimpse(head: bytes) -> str:
    """The head as text, sound in its ASCII part, which is all that is looked at."""
    encoding = wide_encoding(head)
    if encoding:
        return head.decode(encoding, "replace").removeprefix("\ufeff")
    return head.removeprefix(codecs.BOM_UTF8).decode("latin-1")


def _by_name(suffix: str, glimpse: str, shape: Format) -> Format | None:
    """What the name says, unless the content is clearly something else; ``None`` for no name."""
    if suffix in TEXT:
        return Format.TEXT
    if shape is Format.MAIL or suffix not in KNOWN:
        return None
    if suffix in ROWS:
        return Format.OBJECTS if ONE_TEXT.match(glimpse) else Format.ROWS
    if suffix in OBJECTS:
        return Format.OBJECTS
    if OBJECT.match(glimpse):
        return shape
    if suffix in MARKUP:
        return Format.PAGE if "<" in glimpse else Format.TEXT
    if suffix in TABLES:
        return Format.TABLE
    if suffix in FEEDS:
        return None if shape is Format.TABLE else Format.FEED
    return Format.MAIL if MAIL_HEADER.match(glimpse) else None


def _by_shape(glimpse: str, text_column: str) -> Format:
    """For standard input and names that say nothing, or something untrue."""
    if MAIL_HEADER.match(glimpse) and CLEARLY_MAIL.search(glimpse):
        return Format.MAIL
    bare = glimpse.lstrip()
    if bare.startswith("["):
        return Format.OBJECTS if LIST.match(bare) else Format.TEXT
    first, _, rest = bare.partition("\n")
    if first.startswith("{"):
        whole = first.rstrip().endswith("}") and rest.lstrip().startswith("{")
        return Format.ROWS if whole else Format.OBJECTS
    cells = re.split(f"[{re.escape(COLUMN_MARKS)}]", first)
    names = tuple(one.strip().strip('"') for one in cells)
    return Format.TABLE if len(cells) > 1 and _is_header(names, text_column) else Format.TEXT


def _is_header(names: tuple[str, ...], text_column: str) -> bool:
    """Whether the names have a column for the text, and for something else beside it."""
    known = replace(COLUMNS, text=text_column)
    try:
        settled = settle(known, names)
    except MissingColumn:
        return False
    # A line of prose may hold the word "body" between commas; a header names its fields.
    others = (getattr(settled, field) for field in FIELDS if field != "text")
    return settled.text == text_column or any(one in names for one in others)
