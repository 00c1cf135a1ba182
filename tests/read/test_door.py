from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dragoman.errors import (
    BadRow,
    BinaryInput,
    DragomanError,
    EmptyInput,
    NothingToRead,
    PathMissing,
    TooDeep,
    TooLarge,
)
from dragoman.lexicon import Lexicon, load_lexicon
from dragoman.read import Failure, Loaded, Skipped, read_paths, read_text
from dragoman.read.records import REPORT_LIMIT
from dragoman.read.sources import OURS

STORY = (
    "Serbia and Kosovo agreed on Tuesday to resume talks that the European Union mediates, "
    "officials in Belgrade said.\n"
    "The two sides will meet in Brussels next week to discuss the status of the northern towns, "
    "according to a statement by the government.\n"
)


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return load_lexicon()


def write(folder: Path, name: str, raw: bytes | str) -> str:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(raw if isinstance(raw, bytes) else raw.encode())
    return str(path)


def only(found: list[object]) -> object:
    assert len(found) == 1
    return found[0]


def test_a_text_file_keeps_every_character(tmp_path: Path, lexicon: Lexicon) -> None:
    text = STORY.replace("\n", "\r\n")
    loaded = only(list(read_paths([write(tmp_path, "a.txt", text)], lexicon)))
    assert isinstance(loaded, Loaded)
    assert loaded.report.source_text == text
    assert loaded.report.location == str(tmp_path / "a.txt")


def test_a_row_keeps_its_text_and_what_it_states(tmp_path: Path, lexicon: Lexicon) -> None:
    row = {
        "id": "x-1",
        "title": "Talks resume",
        "date": "2026-03-03",
        "publisher": "Ridge Herald",
        "url": "https://example.org/a",
        "text": "  " + STORY + "\u00a0",
    }
    path = write(tmp_path, "rows.jsonl", json.dumps(row) + "\n\n")
    loaded = only(list(read_paths([path], lexicon)))
    assert isinstance(loaded, Loaded)
    report = loaded.report
    assert report.source_text == row["text"]
    assert report.location == f"{path}#x-1"
    assert (report.title, report.publisher, report.url) == (
        row["title"],
        row["publisher"],
        row["url"],
    )
    assert str(report.published_at.earliest) == "2026-03-03" and report.published_at.precision == 1


def test_all_of_a_row_but_its_text_is_optional(tmp_path: Path, lexicon: Lexicon) -> None:
    path = write(tmp_path, "rows.jsonl", json.dumps({"text": STORY}))
    loaded = only(list(read_paths([path], lexicon)))
    assert isinstance(loaded, Loaded)
    assert loaded.report.location == f"{path}#1"
    assert not loaded.report.published_at.known


def test_bad_rows_are_said_and_the_rest_goes_on(tmp_path: Path, lexicon: Lexicon) -> None:
    rows = ['{"text": "cut', "[1]", '{"id": 7}', '{"text": " "}', '{"text": 5}', "\\ud800"]
    rows.append(json.dumps({"id": "good", "text": STORY}))
    found = list(read_paths([write(tmp_path, "rows.jsonl", "\n".join(rows))], lexicon))
    kinds = [type(f.error) if isinstance(f, Failure) else type(f) for f in found]
    assert kinds == [BadRow, BadRow, BadRow, EmptyInput, BadRow, BadRow, Loaded]
    assert found[2].location.endswith("#7")


def test_a_row_over_the_limit_is_passed_over(tmp_path: Path, lexicon: Lexicon) -> None:
    long = b'{"text": "' + b"a " * (REPORT_LIMIT // 2) + b'"}\n'
    good = json.dumps({"id": "good", "text": STORY}).encode()
    found = list(read_paths([write(tmp_path, "rows.jsonl", long + good)], lexicon))
    assert isinstance(found[0], Failure) and isinstance(found[0].error, TooLarge)
    assert isinstance(found[1], Loaded)


@pytest.mark.parametrize(
    ("name", "raw", "error"),
    [
        ("empty.txt", b"", EmptyInput),
        ("white.txt", b" \r\n\t\n", EmptyInput),
        ("zip.txt", b"PK\x03\x04" + b"\x00" * 100, BinaryInput),
        ("image.html", b"\x89PNG\r\n\x1a\n" + bytes(range(256)), BinaryInput),
        ("deep.html", b"<html><body>" + b"<div>" * 10_000 + b"x", TooDeep),
        ("bare.html", b"<html><head><title>t</title></head><body></body></html>", EmptyInput),
        ("script.html", b"<html><body><script>var a</script></body></html>", EmptyInput),
        ("big.txt", b"a" * (REPORT_LIMIT + 1), TooLarge),
        ("none.jsonl", b"\n\n", EmptyInput),
    ],
)
def test_what_cannot_be_read_is_said(
    tmp_path: Path, lexicon: Lexicon, name: str, raw: bytes, error: type[DragomanError]
) -> None:
    bad = write(tmp_path, name, raw)
    good = write(tmp_path, "z.txt", STORY)
    found = list(read_paths([bad, good], lexicon))
    assert isinstance(found[0], Failure)
    assert type(found[0].error) is error
    assert found[0].error.remedy
    assert isinstance(found[1], Loaded)


def test_missing_paths_and_empty_folders(tmp_path: Path, lexicon: Lexicon) -> None:
    (tmp_path / "none").mkdir()
    write(tmp_path, "none/picture.png", b"x")
    given = [str(tmp_path / "gone.txt"), str(tmp_path / "none"), str(tmp_path / "*.txt")]
    found = list(read_paths(given, lexicon))
    assert [type(f.error) for f in found if isinstance(f, Failure)] == [
        PathMissing,
        NothingToRead,
        NothingToRead,
    ]


def test_folders_and_patterns_are_read_in_order_and_once(tmp_path: Path, lexicon: Lexicon) -> None:
    for name in ("b.txt", "a.md", "sub/c.html", ".hidden/d.txt", "e.dat"):
        write(tmp_path, name, STORY)
    given = [str(tmp_path), str(tmp_path / "b.txt"), str(tmp_path / "**/*.txt")]
    found = [f.report.location for f in read_paths(given, lexicon) if isinstance(f, Loaded)]
    assert [str(Path(f).relative_to(tmp_path)) for f in found] == ["a.md", "b.txt", "sub/c.html"]


def test_what_the_case_has_is_skipped(tmp_path: Path, lexicon: Lexicon) -> None:
    path = write(tmp_path, "rows.jsonl", "\n".join(json.dumps({"text": STORY + n}) for n in "ab"))
    first, second = (f for f in read_paths([path], lexicon) if isinstance(f, Loaded))
    again = list(read_paths([path], lexicon, known={first.digest}.__contains__))
    assert again == [Skipped(f"{path}#1", first.digest), second]


def test_a_page_under_a_text_name_is_read_as_a_page(tmp_path: Path, lexicon: Lexicon) -> None:
    page = f"<!DOCTYPE html><html><body><p>{STORY}</p><script>x()</script></body></html>"
    loaded = only(list(read_paths([write(tmp_path, "page.txt", page)], lexicon)))
    assert isinstance(loaded, Loaded)
    assert "<p>" not in loaded.report.source_text and "x()" not in loaded.report.source_text


def check_spans(report: object) -> None:
    at = 0
    for piece in report.furniture:  # type: ignore[attr-defined]
        assert at <= piece.start < piece.end <= len(report.source_text)  # type: ignore[attr-defined]
        at = piece.end


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(text=st.text(min_size=1).filter(str.strip))
def test_any_text_gives_a_report_whose_furniture_is_in_order(text: str, lexicon: Lexicon) -> None:
    report = read_text(text, lexicon)
    assert report.source_text == text
    check_spans(report)


@pytest.mark.parametrize("nothing", ["\u200e", "\u200d\u200d", "\u00ad", "\u2060"])
def test_lines_that_draw_nothing_are_read(nothing: str, lexicon: Lexicon) -> None:
    text = f"Home\n{nothing}\nWorld\n{STORY}{nothing}\nImprint\n"
    assert read_text(text, lexicon).source_text == text


PIECES = st.sampled_from(
    [
        *("<div>", "</div>", "<p>", "<a href=x>", "</table>", "<td>", "<script>", "<!--", "-->"),
        *("<br>", "&amp;", "&#0;", "<title>", "<h1>", '<meta charset="x">', "\x00", "é", STORY),
    ]
)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(pieces=st.lists(PIECES, max_size=30), suffix=st.sampled_from([".html", ".txt", ".jsonl"]))
def test_any_file_gives_a_report_or_a_failure(
    pieces: list[str], suffix: str, tmp_path: Path, lexicon: Lexicon
) -> None:
    path = write(tmp_path, f"x{suffix}", "".join(pieces))
    for found in read_paths([path], lexicon):
        if isinstance(found, Loaded):
            check_spans(found.report)
        else:
            assert isinstance(found, Failure) and found.error.remedy


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(raw=st.binary(max_size=300), suffix=st.sampled_from(sorted(OURS - {".pdf"})))
def test_any_bytes_give_a_report_or_a_failure(
    raw: bytes, suffix: str, tmp_path: Path, lexicon: Lexicon
) -> None:
    for found in read_paths([write(tmp_path, f"x{suffix}", raw)], lexicon):
        assert isinstance(found, Loaded | Failure)


@pytest.mark.parametrize(
    ("line", "credits"),
    [
        ("Reuters contributed to this report.", ("Reuters",)),
        ("With inputs from PTI", ("PTI",)),
        ("", ()),
    ],
)
def test_a_credit_at_the_foot_of_plain_text_is_read(
    tmp_path: Path, lexicon: Lexicon, line: str, credits: tuple[str, ...]
) -> None:
    row = json.dumps({"publisher": "Morning Herald", "text": f"{STORY}{line}\n"})
    (loaded,) = read_paths([write(tmp_path, "rows.jsonl", row)], lexicon)
    assert isinstance(loaded, Loaded)
    assert loaded.report.credits == credits
