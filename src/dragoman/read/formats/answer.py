"""What a site answered: status, headers and a body whose codings are undone within bounds."""

from __future__ import annotations

import email
import email.policy
import io
import re
import zlib
from dataclasses import dataclass
from email.message import Message
from typing import Final

from fastwarc.stream_io import BrotliReader, ZstdReader

from dragoman.errors import Damaged, TooLarge
from dragoman.read.records import REPORT_LIMIT

STATUS: Final = re.compile(rb"HTTP/\d(?:\.\d)? (\d{3})\b[^\r\n]*\r?\n")
ZLIB: Final = frozenset({"gzip", "x-gzip", "deflate"})
AUTO: Final = 47
BARE: Final = -15
"""zlib's window bits: 47 takes gzip and zlib, whichever it is, -15 neither (zlib manual)."""

GZIP_MAGIC: Final = b"\x1f\x8b"
READERS: Final[dict[str, type[BrotliReader] | type[ZstdReader]]] = {
    "br": BrotliReader,
    "zstd": ZstdReader,
}
MARKUP: Final = re.compile(rb"\s*<(?:!doctype|html|\?xml|!--)", re.IGNORECASE)

BLANK_LINE: Final = re.compile(rb"\n\r?\n")
HEADERS_LIMIT: Final = 1024 * 1024
REMEDY: Final = "fetch it again"


@dataclass(frozen=True, slots=True)
class Answer:
    """An HTTP response. ``body`` is as it was sent: codings not undone."""

    status: int
    headers: Message
    body: bytes

    @property
    def kind(self) -> str:
        """Its media type in lower case, "" where it names none."""
        return self.headers.get_content_type() if "Content-Type" in self.headers else ""

    @property
    def charset(self) -> str:
        """Of its Content-Type; "" where it names none."""
        charset = self.headers.get_param("charset")
        return charset if isinstance(charset, str) else ""

    def content(self) -> bytes:
        """The body with its codings undone.

        Raises:
            Damaged: they do not fit what was sent.
            TooLarge: over 10 MB when unpacked.
        """
        body = self.body
        if "chunked" in str(self.headers.get("Transfer-Encoding", "")).lower():
            body = _dechunked(body)
        return unpack(body, str(self.headers.get("Content-Encoding", "")))


def read_answer(block: bytes) -> Answer | None:
    """An answer out of the bytes that came over the wire; ``None`` if they are none."""
    start = STATUS.match(block)
    if start is None:
        return None
    end = BLANK_LINE.search(block, start.end() - 1, start.end() + HEADERS_LIMIT)
    head = block[start.end() : end.start() + 1 if end else None]
    headers = email.message_from_bytes(head, policy=email.policy.compat32)
    return Answer(int(start[1]), headers, block[end.end() :] if end else b"")


def plain_answer(kind: str, body: bytes) -> Answer:
    """What a record holds that is a page without the headers of an answer.

    Args:
        kind: its Content-Type.
    """
    headers = Message()
    if kind:
        headers["Content-Type"] = " ".join(kind.split())
    return Answer(200, headers, body)


def unpack(body: bytes, codings: str) -> bytes:
    """Undo content codings (RFC 9110, 8.4), the last one that was applied first.

    A body that is not in the coding it names is taken as it is where that shows in its first
    bytes: many archives undo a coding and keep its header.

    Raises:
        Damaged: broken, or a coding that is not known.
        TooLarge: over 10 MB when unpacked.
    """
    for coding in reversed([one.strip().lower() for one in codings.split(",") if one.strip()]):
        if coding == "identity" or MARKUP.match(body):
            continue
        if coding in ZLIB:
            body = _inflated(body, coding)
        elif coding in READERS:
            body = _read(body, READERS[coding])
        else:
            raise Damaged(f"a page in the coding {coding[:20]!a}", "fetch it with gzip or none")
        if len(body) > REPORT_LIMIT:
            raise TooLarge("a page that unpacks to over 10 MB", "leave it out")
    return body


def _inflated(body: bytes, coding: str) -> bytes:
    if coding != "deflate" and not body.startswith(GZIP_MAGIC):
        return body
    # What is called deflate comes with zlib's envelope or without (WHATWG, RFC 9110, 8.4.1.2).
    for window in (AUTO, BARE):
        unpacker = zlib.decompressobj(window)
        try:
            found = unpacker.decompress(body, REPORT_LIMIT + 1)
        except zlib.error:
            continue
        if not unpacker.eof and len(found) <= REPORT_LIMIT:
            raise Damaged("a page that is cut off", REMEDY)
        return found
    raise Damaged("a page whose compression is broken", REMEDY)


def _read(body: bytes, reader: type[BrotliReader] | type[ZstdReader]) -> bytes:
    try:
        return reader(io.BytesIO(body)).read(REPORT_LIMIT + 1)
    except (OSError, EOFError, ValueError) as error:
        raise Damaged("a page whose compression is broken", REMEDY) from error


def _dechunked(body: bytes) -> bytes:
    """Join the chunks of a transfer (RFC 9112, 7.1)."""
    pieces: list[bytes] = []
    at = 0
    while True:
        end = body.find(b"\r\n", at, at + 1024)
        size = body[at:end].split(b";")[0].strip() if end >= 0 else b""
        if not re.fullmatch(rb"[0-9a-fA-F]{1,8}", size):
            # Some archives keep the header of a transfer that they have joined already.
            if at == 0:
                return body
            raise Damaged("a page that is cut off", REMEDY)
        length = int(size, 16)
        if length == 0:
            return b"".join(pieces)
        pieces.append(body[end + 2 : end + 2 + length])
        at = end + 2 + length + 2
