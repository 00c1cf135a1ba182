"""What one input may be at most: the table of docs/explanation/security.md, with a case of each.

Each bound has an input that is just beyond it and, where that is not slow, one just within.
"""

from __future__ import annotations

import gzip
import io
import json
import struct
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from tests.read.formats.faults_inside import nested, streamed
from tests.read.formats.made import LAUGHS, PAGE, STORY, answer, pdf, record, rss

MB: Final = 1024 * 1024
SENTENCE: Final = "Serbia and Kosovo agreed on 5 May to resume talks, officials said. "
Raw = Callable[[], bytes]


@dataclass(frozen=True, slots=True)
class Bound:
    """One row.

    Attributes:
        what: is bounded, as the page tells it.
        most: as the page tells it.
        code: of what is beyond; "" where what is beyond is passed over.
        name: of the file.
        beyond, within: make an input of either kind.
    """

    what: str
    most: str
    code: str
    name: str
    beyond: Raw
    within: Raw | None = None


def text_of(size: int, line: str = SENTENCE) -> bytes:
    """A text of so many characters, in paragraphs of ten sentences."""
    paragraph = line * 10 + "\n\n"
    return (paragraph * (size // len(paragraph) + 1))[:size].encode()


def page_of(inside: str) -> bytes:
    return f"<html><body><p>{STORY}</p>{inside}</body></html>".encode()


def packed(size: int) -> bytes:
    """A gzip file of so many letters, without holding them."""
    out = io.BytesIO()
    with gzip.GzipFile(fileobj=out, mode="wb") as stream:
        for _ in range(size // MB):
            stream.write(b"a" * MB)
    return out.getvalue()


def parquet(size: int, times: int) -> bytes:
    """A Parquet file that holds one text of so many letters once and names it in each row."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    out = io.BytesIO()
    texts = pa.DictionaryArray.from_arrays([0] * times, ["a " * (size // 2)])
    pq.write_table(pa.table({"text": texts}), out, compression="zstd")
    return out.getvalue()


def png_of_text() -> bytes:
    """A picture whose comment unpacks to 64 MB: nobody may unpack it."""
    body = b"Comment\0\0" + zlib.compress(b"a" * 64 * MB)
    chunk = struct.pack(">I", len(body)) + b"zTXt" + body
    return b"\x89PNG\r\n\x1a\n" + chunk + struct.pack(">I", zlib.crc32(b"zTXt" + body))


BOUNDS: Final = (
    Bound(
        "bytes of a text or page", "10 MB", "D106", "a.html",
        lambda: page_of(f"<!-- {'a' * 10 * MB} -->"),
        lambda: page_of(f"<!-- {'a' * (10 * MB - 1000)} -->"),
    ),
    Bound(
        "characters of a report's text", "1,000,000", "D106", "a.txt",
        lambda: text_of(1_000_001), lambda: text_of(999_999),
    ),
    Bound(
        "lines of a report", "20,000", "D106", "a.txt",
        lambda: b"a\n" * 20_001, lambda: b"a\n" * 19_999,
    ),
    Bound(
        "elements of a page", "250,000", "D106", "a.html",
        lambda: page_of("<b></b>" * 250_001), lambda: page_of("<b></b>" * 249_000),
    ),
    Bound(
        "levels of nesting in a page", "512", "D110", "a.html",
        lambda: page_of("<div>" * 100_000), lambda: page_of("<div>" * 500),
    ),
    Bound(
        "bytes of a row", "10 MB", "D106", "a.jsonl",
        lambda: json.dumps({"text": "a " * (5 * MB)}).encode(),
        lambda: json.dumps({"text": STORY, "more": "a " * (5 * MB - 400)}).encode(),
    ),
    Bound(
        "bytes of one JSON text", "64 MB", "D106", "a.json",
        lambda: b"[" + b" " * (64 * MB) + b"]",
        lambda: b"[" + b" " * (63 * MB) + json.dumps({"text": STORY}).encode() + b"]",
    ),
    Bound("nesting of one JSON text", "1,024", "D110", "a.json", lambda: b"[" * 100_000),
    Bound(
        "bytes of a mail", "64 MB", "D106", "a.eml",
        lambda: b"MIME-Version: 1.0\n\n" + b"a\n" * (32 * MB),
    ),
    Bound(
        "parts of a mail", "20,000", "D106", "a.eml",
        lambda: b"MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=a\n\n"
        + b"\n--a\n\nb" * 20_001,
    ),
    Bound("nesting of a mail", "as deep as Python's stack", "D110", "a.eml", lambda: nested(2_000)),
    Bound(
        "entries of a feed", "20,000", "D106", "a.xml",
        lambda: rss(*["<title>a</title>"] * 20_001).encode(),
    ),
    Bound(
        "entities that XML declares", "none", "D115", "a.xml",
        lambda: rss("<description>&a11;</description>", before=LAUGHS).encode(),
    ),
    Bound(
        "unpacked bytes of a gzip file", "4 MB, and 100 for each packed one", "D106", "a.txt.gz",
        lambda: packed(8 * MB), lambda: gzip.compress(text_of(900_000)),
    ),
    Bound(
        "unpacked bytes of a page in an archive", "10 MB", "D106", "a.warc",
        lambda: record("x", answer(packed(11 * MB), "Content-Encoding: gzip")),
        lambda: record("x", answer(gzip.compress(PAGE.encode()), "Content-Encoding: gzip")),
    ),
    Bound(
        "memory to unpack 16 rows of Parquet", "1 GB", "D106", "a.parquet",
        lambda: parquet(100_000_000, 15), lambda: parquet(900_000, 2),
    ),
    Bound(
        "bytes of a PDF", "64 MB", "D106", "a.pdf",
        lambda: b"%PDF-1.4\n" + b" " * (64 * MB),
    ),
    Bound(
        "pages of a PDF", "1,000", "D106", "a.pdf",
        lambda: pdf([["hello there"]] * 1_001),
    ),
    Bound(
        "memory and CPU time of a PDF", "1.5 GB, 30 seconds", "D114", "a.pdf",
        lambda: streamed(b"(a) Tj " * 12_000_000),
    ),
    Bound("a picture, whatever is packed into it", "not read", "D104", "a.txt", png_of_text),
)  # fmt: skip
