"""WARC: each page that a site answered with is a report."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from typing import BinaryIO, Final

from fastwarc.warc import ArchiveIterator, WarcRecord, WarcRecordType

from dragoman.errors import Damaged, EmptyInput, TooLarge
from dragoman.read.formats.mail import in_charset
from dragoman.read.formats.part import Part, named
from dragoman.read.pages import markup_page
from dragoman.read.records import REPORT_LIMIT, Failure, Page

PAGES: Final = frozenset({"text/html", "application/xhtml+xml"})


def archive_parts(location: str, stream: BinaryIO) -> Iterator[Part | Failure]:
    """The pages in an archive: responses of status 200 with HTML in them.

    WARC-Date is the clock of the retrieval; nothing is made of it.

    Raises:
        Damaged: broken or cut off; the pages before that come first.
        EmptyInput: no page.
    """
    count = 0
    try:
        # The archive's own compression is undone before, with bounds; that of a body while it is
        # read, and no more of it is read than one report may hold.
        records = ArchiveIterator(
            stream,
            record_types=WarcRecordType.response,
            parse_http=True,
            auto_decode="all",
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


def _part(location: str, record: WarcRecord) -> Part | Failure | None:
    http = record.http_headers
    if http is None or http.status_code != 200 or record.http_content_type not in PAGES:
        return None
    name = (record.record_id or "").removeprefix("<").removeprefix("urn:uuid:").removesuffix(">")
    where = named(location, name or str(record.stream_pos))
    url = record.headers.get("WARC-Target-URI", "") or ""
    try:
        body = record.reader.read(REPORT_LIMIT + 1)
    except (OSError, ValueError):
        return Failure(where, Damaged("a page whose compression is broken", "fetch it again"))
    if len(body) > REPORT_LIMIT:
        return Failure(where, TooLarge("a page over 10 MB", "leave it out"))
    read = partial(_page, where, body, url, record.http_charset or "")
    return Part(where, url.encode() + b"\n" + body, read)


def _page(location: str, body: bytes, url: str, charset: str) -> Page:
    """The page of a response.

    Args:
        url: as it was fetched.
        charset: of its Content-Type, "" where it names none.
    """
    page = markup_page(location, in_charset(body, charset))
    if page.stated.url or not url.startswith("http"):
        return page
    return replace(page, stated=replace(page.stated, url=url))
