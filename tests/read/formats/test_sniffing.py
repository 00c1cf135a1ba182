from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.read.formats.made import LAUGHS, PAGE, pdf, rss

from dragoman.read.formats.sniffing import HEAD, Format, format_of


@pytest.mark.parametrize(
    ("suffix", "head", "found"),
    [
        # What the content says goes before what the name says.
        (".txt", pdf([["x"]]), Format.PDF),
        (".pdf", PAGE.encode(), Format.PAGE),
        (".pdf", b"junk before it\n%PDF-1.7", Format.PDF),
        (".csv", PAGE.encode(), Format.PAGE),
        (".html", b"\x1f\x8b\x08", Format.GZIP),
        (".json", b"WARC/1.1\r\n", Format.ARCHIVE),
        (".txt", rss().encode(), Format.FEED),
        (".html", rss(before=LAUGHS + "<!-- x --><?y?>").encode("utf-16"), Format.FEED),
        (".xml", b"<?xml version='1.0'?><html><body>x", Format.PAGE),
        (".xml", b"<?xml version='1.0'?><urlset>", Format.FEED),
        (".eml", b"no header at all", Format.TEXT),
        (".mhtml", PAGE.encode(), Format.PAGE),
        # The name, where the content leaves it open.
        (".txt", b'{"text": "x"}', Format.TEXT),
        (".md", b"Subject: x\nMessage-ID: <y>\n", Format.TEXT),
        (".jsonl", b"[1]", Format.ROWS),
        (".json", b"hello", Format.OBJECTS),
        (".csv", b"hello", Format.TABLE),
        (".tsv", b"{", Format.TABLE),
        (".eml", b"From: a@b.example\n", Format.MAIL),
        # The shape, where there is no name.
        ("", b"From: a\nMIME-Version: 1.0\n", Format.MAIL),
        ("", b"From: Moscow with love\n", Format.TEXT),
        ("", b'{"text": "x"}\n{"text": "y"}\n', Format.ROWS),
        ("", b'{\n "text": "x"\n}', Format.OBJECTS),
        ("", b' [ {"text": "x"}]', Format.OBJECTS),
        ("", b"[Photo: Reuters] Talks resume", Format.TEXT),
        ("", b'id,"Text"\n1,x', Format.TABLE),
        ("", b"Officials said, and others said, that text\n", Format.TEXT),
        ("", b"", Format.TEXT),
    ],
)
def test_the_format_is_told(suffix: str, head: bytes, found: Format) -> None:
    assert format_of(suffix, head) is found


@pytest.mark.parametrize(
    "piece",
    [b"\n", b"<!---->", b"<?a?>", b"<?", b"<!--", b"<!DOCTYPE a[", b"<!DOCTYPE a[]>", b"{", b"<a:"],
)
def test_repetition_ends(piece: bytes) -> None:
    # Without possessive repetition this takes longer than anyone would wait.
    assert format_of("", (piece * HEAD)[:HEAD]) in set(Format)


@given(st.binary(max_size=200), st.sampled_from(["", ".txt", ".xml", ".json", ".eml", ".pdf"]))
def test_any_bytes_are_of_some_format(head: bytes, suffix: str) -> None:
    assert format_of(suffix, head) in set(Format)
