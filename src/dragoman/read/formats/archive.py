"""WARC: each page that a site answered with is a report."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from typing import BinaryIO, Final, cast

from fastwarc.warc import ArchiveIterator, WarcRecord, WarcRecordType

from dragoman.errors import Damaged, EmptyInput, TooLarge
from dragoman.read.formats.answer import Answer, plain_answer, read_answer
from dragoman.read.formats.mail import in_charset
from dragoman.read.formats.part import Part, moment, named
from dragoman.read.formats.pdf import pdf_page
from dragoman.read.pages import is_markup, markup_page, text_page
from dragoman.read.records import REPORT_LIMIT, Failure, Page

PDF: Final = "application/pdf"
TEXT: Final = "text/plain"
PAGES: Final = frozenset({"text/html", "application/xhtml+xml", PDF, TEXT})
UNTOLD: Final = frozenset({"", "application/octet-stream"})
"""Media types that say nothing: the content tells."""

NO_PAGES: Final = ("/robots.txt", "/ads.txt", "/security.txt")
"""Plain texts that archives hold and that are written for machines."""

RECORDS: Final = WarcRecordType.response | WarcRecordType.resource | WarcRecordType.conversion
SEEN: Final = 4096
BLOCK_LIMIT: Final = REPORT_LIMIT + 256 * 1024
"""Bytes of a response with its headers."""


def archive_parts(location: str, stream: BinaryIO) -> Iterator[Part | Failure]:
    """The pages in an archive: HTML, PDF and plain text.

    They are responses of status 200, and records that hold a page without its headers: resources,
    and conversions, as which crawls keep the plain text of a page. WARC-Date is the clock of the
    retrieval, which is kept beside the page's address and is no date of the page.

    Raises:
        Damaged: broken or cut off; the pages before that come first.
        EmptyInput: no page.
    """
    count = 0
    try:
        # The archive's own compression is undone before, and that of a page after: with bounds.
        records = ArchiveIterator(
            cast(BinaryIO, _Eager(stream)) if isinstance(stream, io.BufferedReader) else stream,
            record_types=RECORDS,
            parse_http=False,
            stream_detect=False,
        )
        for record in records:
            if (found := _part(location, record)) is not None:
                count += 1
                yield found
    except (OSError, ValueError) as error:
        raise Damaged(
            f"an archive that is broken or cut off after {count} pages", "fetch the rest again"
        ) from error
    if not count:
        raise EmptyInput("an archive without a page", "check that it holds responses with HTML")


class _Eager:
    """Gives what there is at once, so that what stands before a break is read before it."""

    def __init__(self, stream: io.BufferedReader) -> None:
        self._stream = stream

    def read(self, size: int = -1) -> bytes:
        return self._stream.read1(size)

    def seek(self, offset: int, whence: int = 0) -> int:
        return self._stream.seek(offset, whence)

    def tell(self) -> int:
        return self._stream.tell()


def _part(location: str, record: WarcRecord) -> Part | Failure | None:
    block = record.reader.read(BLOCK_LIMIT + 1)
    name = (record.record_id or "").removeprefix("<").removeprefix("urn:uuid:").removesuffix(">")
    where = named(location, name or str(record.stream_pos))
    url = record.headers.get("WARC-Target-URI") or ""
    if record.record_type == WarcRecordType.response:
        answer = read_answer(block)
    else:
        answer = plain_answer(record.headers.get("Content-Type") or "", block)
    if answer is None or answer.status != 200 or not _is_page(answer, url):
        return None
    if len(block) > BLOCK_LIMIT:
        return Failure(where, TooLarge("a page over 10 MB", "leave it out"))
    if len(block) < record.content_length:
        return Failure(where, Damaged("a page that is cut off", "fetch it again"))
    return Part(
        where,
        url.encode() + b"\n" + answer.body,
        partial(_page, where, answer, url),
        retrieved_at=moment(record.record_date),
    )


def _is_page(answer: Answer, url: str) -> bool:
    if answer.kind in UNTOLD:
        start = answer.body[:SEEN].decode("latin-1")
        return start.startswith("%PDF-") or is_markup(start)
    return answer.kind in PAGES and not url.lower().endswith(NO_PAGES)


def _page(location: str, answer: Answer, url: str) -> Page:
    """The page of an answer.

    Args:
        url: as it was fetched.
    """
    content = answer.content()
    if content.startswith(b"%PDF-"):
        page = pdf_page(location, content)
    else:
        text = in_charset(content, answer.charset)
        is_text = answer.kind == TEXT and not is_markup(text)
        page = text_page(location, text) if is_text else markup_page(location, text)
    if page.stated.url or not url.startswith("http"):
        return page
    return replace(page, stated=replace(page.stated, url=url))
