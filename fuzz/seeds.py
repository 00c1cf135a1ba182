"""Inputs that fuzzing starts from: one story of our own in every format, sound and spoilt."""

from __future__ import annotations

import gzip
import io
import json
from collections.abc import Iterator

from tests.read.formats import made

HEADERS = {
    "From": "Ridge Herald <list@ridge.example>",
    "Subject": "Talks resume",
    "Date": "Tue, 3 Mar 2026 10:00:00 +0000",
    "List-Id": "<list.ridge.example>",
    "MIME-Version": "1.0",
}
ROW = {
    "id": "r1",
    "title": "Talks resume",
    "date": "2026-03-03",
    "publisher": "Ridge Herald",
    "url": "https://ridge.example/a",
    "text": made.STORY,
}
FRONT = (
    "---\ntitle: Talks resume\ndate: 2026-03-03\nauthor: Ann Ox\nurl: https://ridge.example/a\n---"
)
SAID = (
    "Iran attacked Israel on Monday with about 200 missiles, two officials told Reuters. "
    "Israel denied it. If the war ends, Moscow will sign a treaty with Pyongyang, "
    "“it is 70 to 80 per cent likely,” said Ann Ox, who heads a think tank.\n\n"
    "SEOUL, March 3 (Yonhap) -- North Korea sent 10,000 to 12,000 troops in return for oil."
)
MARKED = (
    '<html><head><script type="application/ld+json">{"@type": "NewsArticle", "headline": '
    '"Talks resume", "datePublished": "2026-03-03", "author": {"name": "Ann Ox"}, '
    f'"articleBody": {json.dumps(SAID)}}}</script><meta charset="utf-8">'
    '<meta property="article:published_time" content="2026-03-03T10:00:00Z"></head><body>'
    '<nav><a href="/a">World</a></nav><main><h1>Talks resume</h1><time datetime="2026-03-03">'
    f"3 March</time><p>By Ann Ox</p><p>{SAID}</p><table><tr><td>1</td></tr></table>"
    "<template shadowrootmode=open><p>more</p></template><pre>a\n b</pre></main></body></html>"
)
ATOM = (
    '<feed xmlns="http://www.w3.org/2005/Atom"><title>Ridge Herald</title><entry><id>a</id>'
    '<title type="html">Talks &amp;amp; more</title><link href="https://ridge.example/a"/>'
    f"<published>2026-03-03T10:00:00Z</published><content type='html'>&lt;p&gt;{SAID}&lt;/p&gt;"
    "</content><author><name>Ann Ox</name></author></entry></feed>"
)


def seeds(target: str) -> Iterator[bytes]:
    """The inputs that a target starts from."""
    yield b""
    yield made.STORY.encode()
    yield from MADE.get(target, lambda: iter(()))()
    if target in ("any", "chain"):
        for name in ("text", "html", "mail", "feed", "rows", "table", "markdown"):
            yield from MADE[name]()


def _text() -> Iterator[bytes]:
    yield SAID.encode()
    yield SAID.encode("utf-16")
    yield "Ça va? Müller, São Paulo.".encode("cp1252")
    yield "Москва и Пхеньян подписали договор.".encode("cp1251")
    yield "donâ€™t “\u202esay\u202c” so\u200b\u00ad\ufeff".encode()


def _markdown() -> Iterator[bytes]:
    yield f"{FRONT}\n\n# Talks resume\n\n{SAID}\n\n```\ncode\n```\n\n> [a](b) *c* `d`\n".encode()
    yield f"+++\ntitle = 'Talks'\n+++\n{made.STORY}\n\n---\n\n![x](y)\n".encode()


def _html() -> Iterator[bytes]:
    yield made.PAGE.encode()
    yield MARKED.encode()
    yield MARKED.replace("utf-8", "utf-16").encode("utf-16")
    yield b"<div style='display:none'>a</div><p>b<br>c<p>&#0;&#x1b;&lt;script>"


def _pdf() -> Iterator[bytes]:
    yield made.pdf([made.LINES])
    yield made.pdf([made.LINES, ["2", *made.LINES[::-1]], []], title="Talks resume")
    yield made.pdf([made.LINES], trailer=made.LOCKED)


def _mail() -> Iterator[bytes]:
    yield made.mail(HEADERS, SAID).encode()
    kind, body = made.multipart(
        "alternative",
        f"Content-Type: text/plain\n\n{made.STORY}",
        f"Content-Type: text/html\n\n{made.PAGE}",
    )
    yield made.mail({**HEADERS, "Content-Type": kind}, body).encode()
    coded = {**HEADERS, "Content-Type": "text/plain; charset=utf-8"}
    yield made.mail({**coded, "Content-Transfer-Encoding": "base64"}, "QSBtYW4=\n").encode()
    yield made.mail(
        {**coded, "Content-Transfer-Encoding": "quoted-printable"}, "A=20man=\n."
    ).encode()
    saved = {"Snapshot-Content-Location": "https://ridge.example/a", **HEADERS}
    yield made.mail(
        {**saved, "Content-Type": kind.replace("alternative", "related")}, body
    ).encode()


def _feed() -> Iterator[bytes]:
    item = f"<guid>1</guid><title>Talks</title><pubDate>{HEADERS['Date']}</pubDate>"
    yield made.rss(f"{item}<description>{made.STORY}</description>").encode()
    yield made.rss("<description>&a11;</description>", before=made.LAUGHS).encode()
    yield ATOM.encode()


def _rows() -> Iterator[bytes]:
    yield (json.dumps(ROW) + "\n" + json.dumps({"content": SAID, "source": {"name": "x"}})).encode()
    yield b'{"text": "\\ud800 alone", "date": 1772530000, "id": 1e999}\n[1]\n{"text": NaN}\n'


def _objects() -> Iterator[bytes]:
    yield json.dumps([ROW, {**ROW, "id": None}]).encode()
    yield json.dumps({"articles": [ROW], "more": {"a": [[1]]}}, indent=1).encode()


def _table() -> Iterator[bytes]:
    yield f'id,title,text\n1,"Talks, resumed","{made.STORY}"\n2,x\n'.encode()
    yield f"text;date\n{made.LINES[0]};03/04/2026\n".encode("utf-16")


def _warc() -> Iterator[bytes]:
    yield made.record("a", made.answer(made.PAGE.encode()))
    packed = made.answer(gzip.compress(made.PAGE.encode()), "Content-Encoding: gzip")
    yield made.record("b", packed) + made.record("c", made.STORY.encode(), kind="conversion")
    chunk = b"%x\r\n%s\r\n0\r\n\r\n" % (len(made.PAGE), made.PAGE.encode())
    yield gzip.compress(made.record("d", made.answer(chunk, "Transfer-Encoding: chunked")))


def _parquet() -> Iterator[bytes]:
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError:
        return
    for how in ("none", "snappy", "gzip"):
        out = io.BytesIO()
        pq.write_table(pa.Table.from_pylist([ROW, {**ROW, "id": "r2"}]), out, compression=how)
        yield out.getvalue()


MADE = {
    "text": _text,
    "markdown": _markdown,
    "html": _html,
    "pdf": _pdf,
    "mail": _mail,
    "feed": _feed,
    "rows": _rows,
    "objects": _objects,
    "table": _table,
    "warc": _warc,
    "parquet": _parquet,
    "chain": _text,
    "written": _text,
}
