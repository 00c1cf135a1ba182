from __future__ import annotations

import gzip
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.read.formats.conftest import Read
from tests.read.formats.made import LINES, PAGE, answer, bomb, pdf, record

from dragoman.errors import Damaged, EmptyInput, InputError, TooLarge
from dragoman.read import Failure, Loaded

RAW = PAGE.encode()
CHUNKED = b"%x\r\n" % 40 + RAW[:40] + b"\r\n%x\r\n" % len(RAW[40:]) + RAW[40:] + b"\r\n0\r\n\r\n"
RECORDS = [
    record("info", b"software: x\r\n", "warcinfo"),
    record("plain", answer(RAW)),
    record("gone", answer(RAW, status="404 Not Found")),
    record("picture", answer(b"\x89PNG", kind="image/png")),
    record("asked", b"GET / HTTP/1.1\r\n\r\n", "request"),
    record("packed", answer(gzip.compress(RAW), "Content-Encoding: gzip")),
    record("chunks", answer(CHUNKED, "Transfer-Encoding: chunked")),
    record("joined", answer(RAW, "Transfer-Encoding: chunked")),
    record("pdf", answer(pdf([LINES]), kind="application/pdf")),
]


def named(found: list[Any]) -> list[str]:
    return [
        (one.report.location if isinstance(one, Loaded) else one.location).rpartition("#")[2]
        for one in found
    ]


@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz", "piped"])
def test_every_page_is_a_report_with_its_address(read: Read, name: str) -> None:
    packed = name.endswith(".gz")
    found = read(name, b"".join(gzip.compress(r) if packed else r for r in RECORDS))
    assert named(found) == ["plain", "packed", "chunks", "joined", "pdf"]
    for one in found:
        assert isinstance(one, Loaded)
        assert all(line in one.report.source_text for line in LINES)
        assert one.report.url.startswith("https://a.example/") or one.report.url == ""
        # The archive's clock is not the report's.
        assert not one.report.published_at.known


def test_the_moment_of_retrieval_is_a_clock_of_its_own(read: Read) -> None:
    (found,) = read("a.warc", record("plain", answer(RAW)))
    assert isinstance(found, Loaded)
    assert found.retrieved_at == "2026-04-01T00:00:00Z"
    assert not found.report.published_at.known


def test_the_charset_of_the_answer_is_followed(read: Read) -> None:
    russian = "Министерство обороны сообщило, что войска отошли."
    page = f"<html><body><p>{russian}</p></body></html>".encode("koi8-r")
    (found,) = read("a.warc", record("r", answer(page, kind="text/html; charset=koi8-r")))
    assert isinstance(found, Loaded) and found.report.source_text == russian


def test_one_broken_page_does_not_take_the_others_with_it(read: Read) -> None:
    bad = [
        record("bomb", answer(bomb(), "Content-Encoding: gzip")),
        record("junk", answer(b"\x1f\x8b\x08junk", "Content-Encoding: gzip")),
        record("cut", answer(gzip.compress(RAW)[:-9], "Content-Encoding: gzip")),
        record("half", answer(CHUNKED[:60], "Transfer-Encoding: chunked")),
        record("odd", answer(gzip.compress(RAW), "Content-Encoding: rot13")),
        record("large", answer(b"<p>" + b"a" * 11_000_000)),
        record("deep", answer(b"<html>" + b"<div>" * 10_000)),
        record("good", answer(RAW)),
    ]
    *failures, last = read("a.warc", b"".join(bad))
    assert named(failures) == ["bomb", "junk", "cut", "half", "odd", "large", "deep"]
    kinds = [type(one.error).__name__ for one in failures if isinstance(one, Failure)]
    assert kinds == ["TooLarge", *["Damaged"] * 4, "TooLarge", "TooDeep"]
    assert isinstance(last, Loaded)


@pytest.mark.parametrize("packed", [False, True])
def test_an_archive_that_is_cut_off_gives_what_is_whole(read: Read, packed: bool) -> None:
    two = [record("one", answer(RAW)), record("two", answer(RAW.replace(b"Talks", b"Round")))]
    raw = b"".join(gzip.compress(r) if packed else r for r in two)
    first, cut = read("a.warc.gz" if packed else "a.warc", raw[:-60])
    assert isinstance(first, Loaded)
    assert isinstance(cut, Failure) and isinstance(cut.error, Damaged)


@pytest.mark.parametrize(
    ("raw", "kind"),
    [
        (RECORDS[0], EmptyInput),
        (b"WARC/1.1\r\nno: \x00header" * 99, InputError),
        (record("x", answer(RAW)).replace(b"Content-Length: ", b"Content-Length: 9"), Damaged),
        (gzip.compress(b"WARC/1.1\r\n") + b"junk", InputError),
        (bomb(b"WARC/1.1\r\n\r\n"), InputError),
    ],
    ids=["no page", "junk", "long length", "junk behind", "bomb"],
)
def test_what_cannot_be_read_is_one_line(read: Read, raw: bytes, kind: type[InputError]) -> None:
    (found,) = read("a.warc", raw)
    assert isinstance(found, Failure)
    assert isinstance(found.error, kind), found.error
    assert found.error.remedy and "\n" not in str(found.error)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    cuts=st.lists(
        st.tuples(st.integers(0, 1999), st.integers(0, 40), st.binary(max_size=12)), max_size=6
    )
)
def test_any_archive_gives_reports_or_failures(
    cuts: list[tuple[int, int, bytes]], read: Read
) -> None:
    raw = bytearray(b"".join(RECORDS[:3]))
    for at, length, other in cuts:
        raw[at : at + length] = other
    for found in read("a.warc", bytes(raw)):
        assert isinstance(found, Loaded) or (isinstance(found, Failure) and found.error.remedy)


def test_more_than_text_would_unpack_to_is_refused(read: Read) -> None:
    (found,) = read("a.jsonl.gz", bomb(b" ", 60_000_000))
    assert isinstance(found, Failure) and isinstance(found.error, TooLarge)
