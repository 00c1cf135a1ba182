"""Faults of what holds reports, mails, archives and PDFs: name, bytes, and what comes of them."""

from __future__ import annotations

import base64
import gzip
import zlib
from collections.abc import Callable
from typing import Final

from tests.read.formats.made import LINES, LOCKED, PAGE, STORY, answer, mail, multipart, pdf, record

Raw = bytes | Callable[[], bytes]
Faults = dict[str, tuple[str, Raw, list[str]]]
"""By what it is: a file's name, its bytes, and what comes of them in order."""

READ: Final = "read"
RAW: Final = PAGE.encode()
HEAD: Final = {"From": "a@b.example", "Subject": "Talks", "MIME-Version": "1.0"}

CODED: Final = base64.b64encode(STORY.encode()).decode()
ATTACHED, ATTACHMENT = multipart(
    "mixed",
    "Content-Type: application/pdf\nContent-Disposition: attachment\n"
    "Content-Transfer-Encoding: base64\n\nJVBERi0=",
)
NO_MAIN, PIECES = multipart(
    "related", "Content-Type: image/png\n\niVBORw0K", "Content-Type: text/css\n\np{}"
)


def nested(levels: int) -> bytes:
    kinds = [f"Content-Type: multipart/mixed; boundary=b{n}x\n\n--b{n}x\n" for n in range(levels)]
    ends = [f"--b{n}x--\n" for n in reversed(range(levels))]
    inner = f"Content-Type: text/plain\n\n{STORY}\n"
    return ("MIME-Version: 1.0\n" + "".join(kinds) + inner + "".join(ends)).encode()


def coded(how: str, body: str) -> bytes:
    return mail(
        {**HEAD, "Content-Type": "text/plain", "Content-Transfer-Encoding": how}, body
    ).encode()


MAILS: Faults = {
    "a hundred levels": ("a.eml", nested(100), [READ]),
    "a thousand levels": ("a.eml", nested(1000), ["D110"]),
    "base64 that is none": ("a.eml", coded("base64", "!!! ??? " + STORY), ["D114"]),
    "base64 that is cut": ("a.eml", coded("base64", CODED[:101]), ["D114"]),
    "base64 with blanks": ("a.eml", coded("base64", CODED[:40] + " \n " + CODED[40:]), [READ]),
    "base64 with a footer": ("a.eml", coded("base64", CODED + "\n____\n"), [READ]),
    "quoted-printable that is none": (
        "a.eml",
        coded("quoted-printable", f"=ZZ=F=\n{STORY}"),
        [READ],
    ),
    "attachments only": (
        "a.eml",
        mail({**HEAD, "Content-Type": ATTACHED}, ATTACHMENT).encode(),
        ["D103"],
    ),
    "no main part": (
        "a.mhtml",
        mail(
            {**HEAD, "Content-Type": NO_MAIN, "Content-Location": "https://x.example"}, PIECES
        ).encode(),
        ["D103"],
    ),
    "a boundary that never comes": (
        "a.eml",
        mail({**HEAD, "Content-Type": "multipart/mixed; boundary=zzz"}, STORY).encode(),
        ["D114"],
    ),
    "a charset that is no name": (
        "a.eml",
        mail({**HEAD, "Content-Type": 'text/plain; charset="a\x00b"'}, STORY).encode(),
        [READ],
    ),
    "a charset that is no charset": (
        "a.eml",
        mail({**HEAD, "Content-Type": "text/plain; charset=base64"}, STORY + " ü").encode("cp1252"),
        [READ],
    ),
    "a huge header": (
        "a.eml",
        lambda: mail({**HEAD, "X-A": "a" * 3_000_000}, STORY).encode(),
        [READ],
    ),
    "many headers": (
        "a.eml",
        lambda: mail({**HEAD, **{f"X-{n}": "a" for n in range(100_000)}}, STORY).encode(),
        [READ],
    ),
    "headers only": ("a.eml", b"From: a@b.example\nSubject: hello\n", ["D103"]),
    "an envelope line": ("a.eml", ("From a@b.example Tue\n" + mail(HEAD, STORY)).encode(), [READ]),
    "a mail in a mail": (
        "a.eml",
        mail({**HEAD, "Content-Type": "message/rfc822"}, mail(HEAD, STORY)).encode(),
        [READ],
    ),
}

GOOD: Final = record("good", answer(RAW))
BARE: Final = zlib.compressobj(wbits=-15)
CHUNKED: Final = b"%x\r\n" % len(gzip.compress(RAW)) + gzip.compress(RAW) + b"\r\n0\r\n\r\n"


def beside(block: bytes, kind: str = "response", url: str = "") -> bytes:
    return record("a", block, kind, url) + GOOD


def other_length(written: bytes) -> bytes:
    return record("a", answer(RAW)).replace(b"Content-Length: ", written, 1) + GOOD


ARCHIVES: Faults = {
    "cut": ("a.warc", record("a", answer(RAW)) + GOOD[:-200], [READ, "D114"]),
    "cut, packed": (
        "a.warc.gz",
        gzip.compress(record("a", answer(RAW))) + gzip.compress(GOOD)[:-20],
        [READ, "D114"],
    ),
    "packed as a whole": ("a.warc.gz", gzip.compress(GOOD * 2), [READ, READ]),
    "length too short": ("a.warc", other_length(b"Content-Length: 1\r\nX: "), ["D114"]),
    "length negative": ("a.warc", other_length(b"Content-Length: -"), ["D114"]),
    "length no number": ("a.warc", other_length(b"Content-Length: x"), ["D114"]),
    "no length": ("a.warc", other_length(b"Content-Lengthy: "), ["D114"]),
    "deflate": (
        "a.warc",
        beside(answer(zlib.compress(RAW), "Content-Encoding: deflate")),
        [READ] * 2,
    ),
    "bare deflate": (
        "a.warc",
        beside(answer(BARE.compress(RAW) + BARE.flush(), "Content-Encoding: deflate")),
        [READ] * 2,
    ),
    "chunks of gzip": (
        "a.warc",
        beside(answer(CHUNKED, "Transfer-Encoding: chunked", "Content-Encoding: gzip")),
        [READ] * 2,
    ),
    "said to be packed": ("a.warc", beside(answer(RAW, "Content-Encoding: br")), [READ] * 2),
    "junk said to be brotli": (
        "a.warc",
        beside(answer(b"junk junk junk", "Content-Encoding: br")),
        ["D114", READ],
    ),
    "a coding that nobody knows": (
        "a.warc",
        beside(answer(gzip.compress(RAW), "Content-Encoding: \x1brot13")),
        ["D114", READ],
    ),
    "revisit": ("a.warc", beside(answer(b""), "revisit"), [READ]),
    "request": ("a.warc", beside(b"GET / HTTP/1.1\r\n\r\n", "request"), [READ]),
    "only a revisit": ("a.warc", record("r", answer(b""), "revisit"), ["D103"]),
    "no status line": ("a.warc", beside(RAW), [READ]),
    "no media type": ("a.warc", beside(b"HTTP/1.1 200 OK\r\n\r\n" + RAW), [READ] * 2),
    "plain text": ("a.warc", beside(answer(STORY.encode(), kind="text/plain")), [READ] * 2),
    "robots.txt": (
        "a.warc",
        beside(answer(b"User-agent: *", kind="text/plain"), url="https://a.example/robots.txt"),
        [READ],
    ),
    "a page said to be a PDF": ("a.warc", beside(answer(RAW, kind="application/pdf")), [READ] * 2),
    "five hundred headers": (
        "a.warc",
        beside(answer(RAW, *[f"X-{n}: a" for n in range(500)])),
        [READ, READ],
    ),
    "four hundred small pages": (
        "a.warc",
        lambda: b"".join(record(f"t{n}", answer(b"<html><p>Page %d" % n)) for n in range(400)),
        [READ] * 400,
    ),
    "a page of 50 MB": (
        "a.warc",
        lambda: beside(answer(b"<html>" + b"a " * 25_000_000)),
        ["D106", READ],
    ),
}


def streamed(raw: bytes) -> bytes:
    """A PDF whose page is drawn by this, unpacked."""
    packed = zlib.compress(raw, 9)
    made = pdf([["x"]])
    start = made.index(b"<< /Length")
    end = made.index(b"endobj", start)
    told = f"<< /Length {len(packed)} /Filter /FlateDecode >>\nstream\n".encode()
    return made[:start] + told + packed + b"\nendstream\n" + made[end:]


PDFS: Faults = {
    "encrypted": ("a.pdf", pdf([LINES], trailer=LOCKED), ["D113"]),
    "without text": ("a.pdf", pdf([[], []]), ["D112"]),
    "a broken table of objects": ("a.pdf", pdf([LINES]).replace(b"00000 n", b"zzzzz n"), [READ]),
    "no table of objects": ("a.pdf", pdf([LINES]).split(b"xref")[0], ["D114"]),
    "with a script": (
        "a.pdf",
        pdf([LINES]).replace(b"/Catalog", b"/Catalog /OpenAction << /S /JavaScript /JS (x()) >>"),
        [READ],
    ),
    "over a thousand pages": ("a.pdf", lambda: pdf([["hello there"]] * 1_200), ["D106"]),
    "a bomb of blanks": ("a.pdf", lambda: streamed(b" " * 120_000_000), ["D114"]),
    "a bomb of words": ("a.pdf", lambda: streamed(b"(a) Tj " * 12_000_000), ["D114"]),
}
