"""Each format with each fault: a file's name, its bytes, and what comes of them.

What comes is "read" for a report and a stable code for a failure, in order.
"""

from __future__ import annotations

import base64
import bz2
import gzip
import io
import json
import lzma
import random
import tarfile
import zipfile
import zlib
from collections.abc import Callable
from typing import Final

from tests.read.formats.made import (
    LAUGHS,
    LINES,
    LOCKED,
    PAGE,
    STORY,
    answer,
    mail,
    multipart,
    pdf,
    record,
    rows,
    rss,
)

Raw = bytes | Callable[[], bytes]
Faults = dict[str, tuple[str, Raw, list[str]]]

READ: Final = "read"
RAW: Final = PAGE.encode()
DRAWN: Final = random.Random(1)
ENTRY: Final = f"<guid>1</guid><description>{STORY}</description>"
HEAD: Final = {"From": "a@b.example", "Subject": "Talks", "MIME-Version": "1.0"}


def zipped() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("word/document.xml", "<w:document/>")
    return out.getvalue()


def tarred() -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        told = tarfile.TarInfo("a.txt")
        told.size = len(STORY)
        archive.addfile(told, io.BytesIO(STORY.encode()))
    return out.getvalue()


ALL: Final = (
    *("txt", "md", "html", "pdf", "eml", "mhtml", "warc", "txt.gz"),
    *("rss", "xml", "json", "jsonl", "csv", "tsv"),
)
NOTHING: Faults = {
    f"{what} as {suffix}": (f"a.{suffix}", raw, ["D103"])
    for suffix in ALL
    for what, raw in (("empty", b""), ("blank", b" \r\n\t \n"))
}
ONE_BYTE: Faults = {
    f"one byte as {suffix}": (f"a.{suffix}", b"x", [code])
    for suffix, code in (
        *((one, READ) for one in ALL[:8]),
        *(("rss", "D114"), ("xml", "D114"), ("json", "D107"), ("jsonl", "D107")),
        *(("csv", "D116"), ("tsv", "D116")),
    )
}
NO_TEXT: Faults = {
    f"{what} as {suffix}": (f"a.{suffix}", raw, ["D104"])
    for suffix in ALL
    for what, raw in (
        ("random bytes", b"\xfa" + DRAWN.randbytes(5000)),
        ("docx", zipped()),
        ("tar", tarred()),
        ("bzip2", bz2.compress(STORY.encode())),
        ("xz", lzma.compress(STORY.encode())),
        ("zstd", b"\x28\xb5\x2f\xfd" + DRAWN.randbytes(300)),
        ("old office", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + DRAWN.randbytes(300)),
        ("rich text", rb"{\rtf1\ansi {\fonttbl {\f0 Times;}} Serbia and Kosovo agreed. \par}"),
        ("picture", b"\x89PNG\r\n\x1a\n" + DRAWN.randbytes(300)),
        ("database", b"SQLite format 3\x00" + DRAWN.randbytes(300)),
    )
}

OTHERS: Final = {
    "page": RAW,
    "pdf": pdf([LINES]),
    "feed": rss(ENTRY).encode(),
    "json": rows(STORY).encode(),
    "rows": (json.dumps({"text": STORY}) + "\n").encode() * 2,
    "table": f'id,text\n1,"{STORY}"\n'.encode(),
    "archive": record("a", answer(RAW)),
    "mail": mail(HEAD, STORY).encode(),
    "text": STORY.encode(),
}
BY_NAME: Final = {
    # What a suffix makes of contents that do not say what they are; all else is read.
    **{(suffix, "text"): ["D114"] for suffix in ("rss", "xml")},
    **{(suffix, "text"): ["D116"] for suffix in ("csv", "tsv")},
    **{("json", what): ["D107"] for what in ("table", "text")},
    **{("jsonl", what): ["D107"] * n for what, n in (("table", 3), ("text", 2))},
    ("tsv", "table"): ["D116"],
    **{(suffix, "rows"): [READ] * 2 for suffix in ALL if suffix not in ("txt", "md")},
}
LIES: Faults = {
    f"{what} as {suffix}": (f"a.{suffix}", raw, BY_NAME.get((suffix, what), [READ]))
    for suffix in ALL
    for what, raw in OTHERS.items()
}

JSON: Faults = {
    "half a surrogate pair": (
        "a.jsonl",
        rb'{"text": "\ud800 alone \\ud800 \ud83d\ude00"}' + b"\n" + rb'{"text": "x \udc00"}',
        [READ, READ],
    ),
    "a bad line in the middle": (
        "a.jsonl",
        f"{json.dumps({'text': STORY})}\n{{bad\n{json.dumps({'text': STORY + '!'})}".encode(),
        [READ, "D107", READ],
    ),
    "what no number holds": (
        "a.jsonl",
        b'{"id": 1e999, "text": "a b c"}\n{"id": NaN, "text": "d e f", "x": -Infinity}\n'
        b'{"id": 123456789012345678901234567890, "text": "g h i"}\n'
        b'{"id": ' + b"9" * 5000 + b', "text": "j k l"}',
        [READ, READ, READ, "D107"],
    ),
    "large numbers in a list": (
        "a.json",
        b'[{"id": 123456789012345678901234567890, "text": "a b c", "x": NaN}]',
        [READ],
    ),
    "one id twice": (
        "a.jsonl",
        "\n".join(json.dumps({"id": 1, "text": STORY + x}) for x in "ab").encode(),
        [READ, READ],
    ),
    "a deep row": (
        "a.jsonl",
        b'{"text": "a", "x": ' + b"[" * 20_000 + b"]" * 20_000 + b'}\n{"text": "b c"}',
        ["D107", READ],
    ),
    "a row as deep as is parsed": (
        "a.json",
        b'[{"text": "a b c", "x": ' + b"[" * 900 + b"]" * 900 + b"}]",
        [READ],
    ),
    "a deep list": ("a.json", b"[" * 1_000_000, ["D110"]),
    "a deep object": ("a.json", b'{"a":' * 20_000 + b"1" + b"}" * 20_000, ["D110"]),
    "cut off": ("a.json", rows(STORY).encode()[:-20], ["D107"]),
    "a bad byte in a row": (
        "a.jsonl",
        b'{"text": "caf\xc3\xa9 one"}\n{"text": "bad \xff"}\n{"text": "caf\xc3\xa9 two"}',
        [READ, "D107", READ],
    ),
    "a table under the name of rows": (
        "a.jsonl",
        b"".join(b"%d,a text\n" % n for n in range(5000)),
        ["D107"],
    ),
    "no row with a text": ("a.jsonl", b'{"id": 1, "summary": "a"}\n' * 3, ["D116"]),
    "two that may be the text": ("a.json", b'[{"body": "a", "content": "b"}]' * 1, ["D107"]),
    "an escape in an id": ("a.jsonl", rb'{"id": "\u001b[31m\n\u202e", "text": ""}', ["D103"]),
}

TABLES: Faults = {
    "a quote that is not closed": (
        "a.csv",
        f'id,text\n1,"{STORY}\n2,"{STORY}"\n3,"{STORY}!"\n'.encode(),
        ["D107", READ, READ],
    ),
    "a quote that is not doubled": (
        "a.csv",
        b'id,text\n1,"he said "no" to it, and went"\n2,"he said ""no"" to it"\n3,a "b" c\n',
        ["D107", READ, READ],
    ),
    "the last quote is not closed": ("a.csv", b'id,text\n1,a b c\n2,"d e f\n3,g\n', [READ, "D114"]),
    "a quote in the header": ("a.csv", b'"id,text\n1,a b c\n', ["D114"]),
    "a cell over 10 MB": (
        "a.csv",
        lambda: b"id,text\n1," + b"word " * 2_200_000 + b"\n2,fine text here\n",
        ["D106", READ],
    ),
    "ragged": ("a.csv", b"id,text\n1\n2,a b,c\n3,x y z,,\n\n4,x y\n", ["D107", "D107", READ, READ]),
    "no header": ("a.csv", b"1,hello there we are\n2,and so on\n", ["D116"]),
    "a header twice": ("a.csv", b"text,text\na b c,d e f\n", [READ]),
    "ten thousand columns": (
        "a.csv",
        ",".join(f"c{n}" for n in range(10_000)).encode() + b",text\n" + b"," * 10_000 + b"a b\n",
        [READ],
    ),
    "a spreadsheet's own line": ("a.csv", f'sep=;\nid;text\n1;"{STORY}"\n'.encode(), [READ]),
    "semicolons": ("a.csv", f'\ufeffid;text\n1;"{STORY}"\n'.encode(), [READ]),
    "lines that end the old way": ("a.csv", b"id,text\r1,a b c\r2,d e f\r", [READ, READ]),
    "zeros in a cell": ("a.csv", b"id,text\n1,a\x00b c d\n2,e f g\n", [READ, READ]),
    "a bad byte in a cell": ("a.csv", "id,text\n1,é\n2,ß\n".encode() + b"3,\xff\n", [READ] * 3),
}

PACKED: Faults = {
    "cut gzip": ("a.txt.gz", gzip.compress(STORY.encode())[:-20], ["D114"]),
    "gzip in gzip": ("a.txt.gz", gzip.compress(gzip.compress(STORY.encode())), ["D106"]),
    "junk behind gzip": ("a.txt.gz", gzip.compress(STORY.encode()) + b"junk" * 9, ["D114"]),
    "two gzip members": ("a.txt.gz", gzip.compress(STORY.encode()) * 2, [READ]),
    "tar in gzip": ("a.html.gz", gzip.compress(tarred()), ["D104"]),
    "cut rows": (
        "a.jsonl.gz",
        gzip.compress(DRAWN.randbytes(90).hex().join(['{"text": "', '"}\n'] * 3).encode())[:-30],
        ["D114"],
    ),
}

MARKUP: Faults = {
    "a deep page": ("a.html", b"<div>" * 10_000 + b"x", ["D110"]),
    "deep inline markup": ("a.html", b"<html><body>" + b"<b>" * 10_000 + b"x", ["D110"]),
    "half a million attributes": ("a.html", b"<html><p " + b"a=b " * 500_000 + b">x y z", [READ]),
    "a million tags": ("a.html", b"<html><body>" + b"<p>a" * 1_000_000, ["D106"]),
    "only brackets": ("a.html", b"<html><body>" + b"<" * 900_000, [READ]),
    "control characters": ("a.html", b"<html><p title='\x01&#2;'>a\x02b &#x3;c<p>d", [READ]),
    "only a script": ("a.html", b"<html><script>steal()</script>", ["D103"]),
    "scripts in a feed": (
        "a.rss",
        rss("<description>&lt;script>x()</description>").encode(),
        ["D103"],
    ),
    "addresses that are relative": ("a.rss", rss(f"<link>/a</link>{ENTRY}").encode(), [READ]),
    "one guid twice": ("a.rss", rss(ENTRY, ENTRY).encode(), [READ, READ]),
    "an entry in an entry": ("a.rss", rss(f"<item>{ENTRY}</item>{ENTRY}").encode(), [READ, READ]),
    "a name that is none": ("a.xml", rss(ENTRY).replace("<guid>", "<urn:uuid:a>").encode(), [READ]),
    "a server's complaint first": ("a.xml", f"Warning: x in y\n{rss(ENTRY)}".encode(), [READ]),
    "a deep feed": ("a.xml", b"<rss><channel>" + b"<a>" * 100_000, ["D110"]),
    "laughs": ("a.rss", rss("<description>&a11;</description>", before=LAUGHS).encode(), ["D115"]),
    "a file of this machine": (
        "a.rss",
        rss(
            "<description>&x;</description>",
            before="<!DOCTYPE rss [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>",
        ).encode(),
        ["D115"],
    ),
    "a cut feed": ("a.rss", rss(ENTRY, ENTRY).encode()[:-150], [READ, "D114"]),
    "too many entries": ("a.rss", lambda: rss(*["<guid/>"] * 20_001).encode(), ["D106"]),
    "a sitemap": ("a.xml", b"<?xml version='1.0'?><urlset><url>x</url></urlset>", ["D114"]),
}

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

FAULTS: Faults = {
    f"{group}: {name}": fault
    for group, faults in (
        *(("nothing", NOTHING), ("one byte", ONE_BYTE), ("no text", NO_TEXT), ("lies", LIES)),
        *(("json", JSON), ("tables", TABLES), ("packed", PACKED), ("markup", MARKUP)),
        *(("mail", MAILS), ("archives", ARCHIVES), ("pdf", PDFS)),
    )
    for name, fault in faults.items()
}
