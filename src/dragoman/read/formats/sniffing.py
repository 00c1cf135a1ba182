"""Which format an input is in: by its first bytes, and by its name where they leave it open."""

from __future__ import annotations

import codecs
import re
from enum import StrEnum
from typing import Final

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
    GZIP = "gzip"


GZIP_MAGIC: Final = b"\x1f\x8b"
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
    r"(?:from|to|date|subject|received|return-path|delivered-to|message-id|mime-version|"
    r"content-type|snapshot-content-location|dkim-signature|x-[\w-]+): ?\S",
    re.IGNORECASE,
)
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
    if head.lstrip().startswith(PDF_MAGIC):
        return Format.PDF
    if suffix == ".pdf" and PDF_MAGIC in head[:PDF_WITHIN]:
        return Format.PDF
    if head.startswith(b"WARC/"):
        return Format.ARCHIVE
    glimpse = _glimpse(head)
    if FEED_ROOT.match(glimpse):
        return Format.FEED
    if suffix in FEEDS and not PAGE_ROOT.search(glimpse):
        return Format.FEED
    if is_markup(glimpse):
        return Format.PAGE
    return _by_name(suffix, glimpse) or _by_shape(suffix, glimpse, text_column)


def _glimpse(head: bytes) -> str:
    """The head as text, sound in its ASCII part, which is all that is looked at."""
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return head.decode("utf-16", "replace").removeprefix("\ufeff")
    for zero, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        if len(head) > 4 and head[zero:8:2].count(0) == len(head[zero:8:2]):
            return head.decode(encoding, "replace")
    return head.removeprefix(codecs.BOM_UTF8).decode("latin-1")


def _by_name(suffix: str, glimpse: str) -> Format | None:
    for suffixes, found in (
        (MARKUP, Format.PAGE),
        (ROWS, Format.ROWS),
        (TABLES, Format.TABLE),
        (TEXT, Format.TEXT),
    ):
        if suffix in suffixes:
            return found
    if suffix in OBJECTS:
        return Format.OBJECTS
    if suffix in MAIL and MAIL_HEADER.match(glimpse):
        return Format.MAIL
    return None


def _by_shape(suffix: str, glimpse: str, text_column: str) -> Format:
    """For standard input and names that say nothing, or something untrue."""
    if MAIL_HEADER.match(glimpse) and CLEARLY_MAIL.search(glimpse):
        return Format.MAIL
    bare = glimpse.lstrip()
    if bare.startswith("["):
        return Format.OBJECTS if re.match(r"\[\s*[{\]]", bare) else Format.TEXT
    first, _, rest = bare.partition("\n")
    if first.startswith("{"):
        whole = first.rstrip().endswith("}") and rest.lstrip().startswith("{")
        return Format.ROWS if whole else Format.OBJECTS
    cells = re.split(f"[{re.escape(COLUMN_MARKS)}]", first)
    names = {one.strip().strip('"').casefold() for one in cells}
    if len(cells) > 1 and text_column.casefold() in names:
        return Format.TABLE
    return Format.TEXT
