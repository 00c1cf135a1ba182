"""Inputs of each format, made out of one story, sound and broken."""

from __future__ import annotations

import gzip
import json
from collections.abc import Sequence

LINES = (
    "Serbia and Kosovo agreed on Tuesday to resume talks that the European Union mediates, "
    "officials in Belgrade said.",
    "The two sides will meet in Brussels next week to discuss the status of the northern towns, "
    "according to a statement by the government.",
)
STORY = "\n".join(LINES)
PARAGRAPHS = "".join(f"<p>{line}</p>" for line in LINES)
PAGE = (
    '<!DOCTYPE html><html lang="en"><head><title>Talks resume</title>'
    '<meta property="og:site_name" content="Ridge Herald"></head><body>'
    f"<article><h1>Talks resume</h1>{PARAGRAPHS}</article><script>steal()</script></body></html>"
)


def pdf(pages: Sequence[Sequence[str]], title: str = "", trailer: str = "") -> bytes:
    """A PDF with these printed lines on its pages; a page without lines has no text at all."""
    count = len(pages)
    kids = " ".join(f"{4 + 2 * n} 0 R" for n in range(count))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {count} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    for n, lines in enumerate(pages):
        shown = " T* ".join(f"({line}) Tj" for line in lines)
        stream = f"BT /F1 10 Tf 12 TL 50 750 Td {shown} ET" if lines else "0 0 10 10 re f"
        objects.append(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] "
            f"/Resources << /Font << /F1 3 0 R >> >> /Contents {5 + 2 * n} 0 R >>"
        )
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
    objects.append(f"<< /Title ({title}) >>")
    return assembled(objects, trailer)


def assembled(objects: Sequence[str], trailer: str) -> bytes:
    out = "%PDF-1.4\n"
    at = []
    for n, body in enumerate(objects, start=1):
        at.append(len(out))
        out += f"{n} 0 obj\n{body}\nendobj\n"
    table = "".join(f"{offset:010} 00000 n \n" for offset in at)
    size = len(objects) + 1
    told = f"<< /Size {size} /Root 1 0 R /Info {size - 1} 0 R {trailer} >>"
    out += f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer\n{told}\n"
    return f"{out}startxref\n{out.index('xref')}\n%%EOF\n".encode("latin-1")


LOCKED = f"/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <{'41' * 32}> /U <{'42' * 32}> >>" + (
    f" /ID [<{'43' * 16}> <{'43' * 16}>]"
)


def mail(headers: dict[str, str], body: str) -> str:
    return "".join(f"{name}: {value}\n" for name, value in headers.items()) + "\n" + body


def multipart(kind: str, *parts: str, mark: str = "=_mark") -> tuple[str, str]:
    """A Content-Type and the body that goes with it."""
    body = "".join(f"--{mark}\n{part}\n" for part in parts)
    return f'multipart/{kind}; boundary="{mark}"', f"{body}--{mark}--\n"


def rss(*items: str, title: str = "Ridge Herald", before: str = "") -> str:
    inside = "".join(f"<item>{item}</item>" for item in items)
    names = (
        'xmlns:content="http://purl.org/rss/1.0/modules/content/" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"'
    )
    return (
        f'<?xml version="1.0"?>{before}<rss version="2.0" {names}><channel>'
        f"<title>{title}</title>{inside}</channel></rss>"
    )


LAUGHS = "<!DOCTYPE rss [<!ENTITY a0 'lol'>" + "".join(
    f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>" for n in range(1, 12)
)
LAUGHS += "]>"


def answer(body: bytes, *headers: str, status: str = "200 OK", kind: str = "text/html") -> bytes:
    told = "".join(f"{line}\r\n" for line in (f"Content-Type: {kind}", *headers))
    return f"HTTP/1.1 {status}\r\n{told}\r\n".encode() + body


def record(name: str, block: bytes, kind: str = "response", url: str = "") -> bytes:
    head = (
        f"WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:{name}>\r\n"
        f"WARC-Date: 2026-04-01T00:00:00Z\r\nWARC-Target-URI: {url or f'https://a.example/{name}'}"
        "\r\nContent-Type: application/http; msgtype=response\r\n"
        f"Content-Length: {len(block)}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


def rows(*texts: str) -> str:
    return json.dumps([{"id": f"r{n}", "text": text} for n, text in enumerate(texts)])


def bomb(of: bytes = b"a", size: int = 30_000_000) -> bytes:
    return gzip.compress(of * size)
