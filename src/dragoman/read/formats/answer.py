"""What a site answered: status, headers and a body whose codings are undone within bounds."""

from __future__ import annotations

import http.client
import io
import re
import zlib
from dataclasses import dataclass
from email.message import Message
from typing import Final

from dragoman.errors import Damaged, TooLarge
from dragoman.read.records import REPORT_LIMIT

STATUS: Final = re.compile(rb"HTTP/\d(?:\.\d)? (\d{3})\b[^\r\n]*\r?\n")
WINDOWS: Final = {"gzip": 47, "x-gzip": 47, "deflate": 47}
"""zlib's window bits for each coding: 47 takes gzip and zlib, whichever it is (zlib manual)."""

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
    stream = io.BytesIO(block[start.end() :])
    try:
        headers = http.client.parse_headers(stream)
    except http.client.HTTPException:
        return None
    return Answer(int(start[1]), headers, stream.read())


def unpack(body: bytes, codings: str) -> bytes:
    """Undo content codings (RFC 9110, 8.4), the last one that was applied first.

    Raises:
        Damaged: broken, or a coding that is not known.
        TooLarge: over 10 MB when unpacked.
    """
    for coding in reversed([one.strip().lower() for one in codings.split(",") if one.strip()]):
        if coding == "identity":
            continue
        if coding not in WINDOWS:
            raise Damaged(f"a page in the coding {coding[:20]!r}", "fetch it with gzip or none")
        unpacker = zlib.decompressobj(WINDOWS[coding])
        try:
            body = unpacker.decompress(body, REPORT_LIMIT + 1)
        except zlib.error as error:
            raise Damaged("a page whose compression is broken", REMEDY) from error
        if len(body) > REPORT_LIMIT:
            raise TooLarge("a page that unpacks to over 10 MB", "leave it out")
        if not unpacker.eof:
            raise Damaged("a page that is cut off", REMEDY)
    return body


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
