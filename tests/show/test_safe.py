"""What is shown can neither steer a terminal nor reorder a sentence nor run in a spreadsheet."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.show.safe import BIDI_NAMES, cell, cut, one_line, shown, web_address

ANY_TEXT = st.text(st.characters())


@given(ANY_TEXT)
def test_nothing_shown_steers_a_terminal_or_turns_text_round(text: str) -> None:
    clean = shown(text)
    left = {c for c in clean if unicodedata.category(c) == "Cc"} - {"\n", "\t"}
    assert not left
    assert not {c for c in clean if ord(c) in BIDI_NAMES}
    clean.encode("utf-8")


@given(st.text(st.characters(categories=("L", "N", "P", "S", "Zs", "M"))))
def test_ordinary_text_is_shown_as_it_is(text: str) -> None:
    assert shown(text) == text


@given(ANY_TEXT)
def test_one_line_has_one_line(text: str) -> None:
    assert len(one_line(text).splitlines()) <= 1


@given(ANY_TEXT, st.integers(min_value=4, max_value=60))
def test_cut_keeps_to_its_width(text: str, width: int) -> None:
    assert len(cut(text, width)) <= width


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("\x1b[31mred\x1b[0m", "␛[31mred␛[0m"),
        ("a\x00b\x7fc", "a␀b␡c"),
        ("\x9b31m", "‹9B›31m"),
        ("invoice \u202egpj.exe", "invoice ‹RLO›gpj.exe"),
        ("\u2066x\u2069", "‹LRI›x‹PDI›"),
        ("a\ud800b", "a\ufffdb"),
        ("line\r\nline", "line\nline"),
        ("\u200fשלום", "\u200fשלום"),
    ],
)
def test_shown(text: str, expected: str) -> None:
    assert shown(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("=HYPERLINK(1)", "'=HYPERLINK(1)"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("-cmd", "'-cmd"),
        ("-4.5", "-4.5"),
        ("+12", "+12"),
        ("plain", "plain"),
    ],
)
def test_a_spreadsheet_runs_no_cell(text: str, expected: str) -> None:
    assert cell(text) == expected


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        ("https://example.org/a?b=c", True),
        ("HTTP://example.org/", True),
        ("javascript:alert(1)", False),
        ("javascript://example.org/%0aalert(1)", False),
        ("data:text/html,<script>", False),
        ("java\x00script:alert(1)", False),
        ("//example.org", False),
        ("https://", False),
        ("", False),
    ],
)
def test_only_web_addresses_become_links(address: str, kept: bool) -> None:
    assert web_address(address) == (address if kept else "")


def test_a_cut_falls_between_words() -> None:
    assert cut("North Korean troops in the Kursk region", 22) == "North Korean troops…"
