from __future__ import annotations

import gzip
import io
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.read.formats.conftest import Read
from tests.read.formats.made import LINES, PAGE, PARAGRAPHS, STORY, bomb, pdf, rows, rss

from dragoman.errors import Damaged, InputError, TooLarge
from dragoman.lexicon import Lexicon
from dragoman.read import Failure, Loaded, read_paths
from dragoman.read.formats import streams

WHOLE = {
    "a.txt": STORY.encode(),
    "a.html": PAGE.encode(),
    "a.json": rows(STORY).encode(),
    "a.csv": f'text\n"{STORY}"\n'.encode(),
    "a.xml": rss(f"<description><![CDATA[{PARAGRAPHS}]]></description>").encode(),
    "a.pdf": pdf([LINES]),
}


@pytest.mark.parametrize("name", WHOLE)
@pytest.mark.parametrize("packed", [False, True])
def test_each_format_is_read_packed_and_plain(read: Read, name: str, packed: bool) -> None:
    raw = gzip.compress(WHOLE[name]) if packed else WHOLE[name]
    (found,) = read(name + ".gz" if packed else name, raw)
    assert isinstance(found, Loaded)
    assert all(line in found.report.source_text for line in LINES)


@pytest.mark.parametrize("name", WHOLE)
def test_standard_input_is_read_whatever_it_is(
    name: str, lexicon: Lexicon, monkeypatch: pytest.MonkeyPatch
) -> None:
    # A table without a name is known by its header, which must have more than one column.
    raw = b"id," + WHOLE[name].replace(b'\n"', b'\n1,"') if name == "a.csv" else WHOLE[name]
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(raw)))
    (found,) = read_paths(["-"], lexicon)
    assert isinstance(found, Loaded), found
    assert found.report.location.partition("#")[0] == "-"
    assert all(line in found.report.source_text for line in LINES)


def test_a_pipe_that_does_not_end_is_left(
    lexicon: Lexicon, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(streams, "INPUT_LIMIT", 100_000)
    monkeypatch.setattr(streams, "PIECE", 1000)
    with Path("/dev/zero").open("rb") as endless:
        monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=endless))
        (found,) = read_paths(["-"], lexicon)
    assert isinstance(found, Failure) and isinstance(found.error, TooLarge)


@pytest.mark.parametrize(
    ("name", "raw", "kind"),
    [
        ("a.txt.gz", bomb(), TooLarge),
        ("a.jsonl.gz", bomb(b"\n", 60_000_000), InputError),
        ("a.csv.gz", gzip.compress(b"text\n" + b"\n" * 60_000_000), TooLarge),
        ("a.xml.gz", gzip.compress(b"<rss>" + b"<a/>" * 8_000_000), TooLarge),
        ("a.gz", gzip.compress(gzip.compress(STORY.encode())), TooLarge),
        ("a.gz", gzip.compress(STORY.encode())[:-20], Damaged),
        ("a.gz", b"\x1f\x8bnot at all", Damaged),
        ("a.gz", b"\x1f\x8b", Damaged),
    ],
)
def test_what_is_packed_badly_is_one_line(
    read: Read, name: str, raw: bytes, kind: type[InputError]
) -> None:
    *_, found = read(name, raw)
    assert isinstance(found, Failure)
    assert isinstance(found.error, kind), found.error
    assert found.error.remedy and "\n" not in str(found.error)


SUFFIXES = [".pdf", ".eml", ".xml", ".json", ".csv", ".warc", ".gz", ".html", ".mhtml", ""]


@settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    name=st.sampled_from([n for n in WHOLE if n != "a.pdf"]),
    suffix=st.sampled_from(SUFFIXES),
    cuts=st.lists(st.tuples(st.integers(0, 900), st.integers(0, 9), st.binary(max_size=9))),
)
def test_any_file_under_any_name_gives_reports_or_failures(
    name: str, suffix: str, cuts: list[tuple[int, int, bytes]], read: Read
) -> None:
    raw = bytearray(WHOLE[name])
    for at, length, other in cuts[:6]:
        raw[at : at + length] = other
    for found in read(f"x{suffix}", bytes(raw)):
        if isinstance(found, Loaded):
            assert found.report.source_text.strip()
        else:
            assert isinstance(found, Failure) and found.error.remedy
