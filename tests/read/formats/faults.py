"""Each format with each fault: a file's name, its bytes, and what comes of them.

What comes is "read" for a report and a stable code for a failure, in order.
"""

from __future__ import annotations

import bz2
import gzip
import io
import json
import lzma
import random
import tarfile
import zipfile
from typing import Final

from tests.read.formats.faults_inside import ARCHIVES, HEAD, MAILS, PDFS, RAW, READ, Faults
from tests.read.formats.made import LAUGHS, LINES, STORY, answer, mail, pdf, record, rows, rss

DRAWN: Final = random.Random(1)
ENTRY: Final = f"<guid>1</guid><description>{STORY}</description>"


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
    "only brackets": ("a.html", b"<html><body>" + b"<" * 2_000_000, ["D106"]),
    "only brackets, as many as are read": ("a.html", b"<html><body>" + b"<" * 900_000, [READ]),
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

FAULTS: Faults = {
    f"{group}: {name}": fault
    for group, faults in (
        *(("nothing", NOTHING), ("one byte", ONE_BYTE), ("no text", NO_TEXT), ("lies", LIES)),
        *(("json", JSON), ("tables", TABLES), ("packed", PACKED), ("markup", MARKUP)),
        *(("mail", MAILS), ("archives", ARCHIVES), ("pdf", PDFS)),
    )
    for name, fault in faults.items()
}
