from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.errors import BadEncoding, BinaryInput, EmptyInput, InputError
from dragoman.read.decoding import decode

RUSSIAN = (
    "Министерство обороны России сообщило в понедельник, что войска отошли от границы. "
    "Представитель Кремля отказался комментировать это сообщение."
)
JAPANESE = "外務省は月曜日、ミサイルの発射を強く非難すると発表した。首相は安全保障会議を開いた。"
FRENCH = "Le ministère a déclaré mardi que l’armée s’était retirée de la frontière – « enfin »."


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (FRENCH, "utf-8"),
        (FRENCH, "utf-8-sig"),
        (FRENCH, "utf-16"),
        (FRENCH, "utf-32"),
        ("Troops left the border on Monday.", "utf-16-le"),
        ("Troops left the border on Monday.", "utf-16-be"),
        (FRENCH, "cp1252"),
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "koi8_r"),
        (JAPANESE, "shift_jis"),
        (JAPANESE, "euc_jp"),
    ],
)
def test_text_comes_back_whatever_its_encoding(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)) == text


def test_a_declared_charset_is_followed() -> None:
    page = f'<html><head><meta charset="koi8-r"></head><body>{RUSSIAN[:12]}</body></html>'
    assert decode(page.encode("koi8_r")) == page


def test_a_page_that_calls_itself_latin_1_is_cp1252() -> None:
    page = '<html><head><meta charset="iso-8859-1"></head><body>“Enough”</body></html>'
    assert decode(page.encode("cp1252")) == page


def test_a_lying_declaration_loses_against_valid_utf_8() -> None:
    page = '<html><head><meta charset="shift_jis"></head><body>naïve café</body></html>'
    assert decode(page.encode()) == page


def test_utf_8_read_as_cp1252_is_undone() -> None:
    text = "He said: “We don’t know – nobody does.”"
    assert decode(text.encode().decode("cp1252", "ignore").encode()) != ""
    broken = "Itâ€™s over, he said. Donâ€™t go."
    assert decode(broken.encode()) == "It’s over, he said. Don’t go."


def test_a_cut_end_of_utf_8_is_still_utf_8() -> None:
    raw = (RUSSIAN * 5).encode()[:-1]
    assert decode(raw).startswith(RUSSIAN)


@pytest.mark.parametrize("raw", [b"", b" \r\n\t ", b"\xef\xbb\xbf", b"\xff\xfe", b"\x00\x00"])
def test_no_text_is_empty(raw: bytes) -> None:
    with pytest.raises(EmptyInput):
        decode(raw)


@pytest.mark.parametrize(
    "raw",
    [
        b"%PDF-1.7 and so on",
        b"PK\x03\x04 and so on",
        b"text\x00with\x00zeros and more",
        bytes(range(1, 32)) * 20,
    ],
)
def test_what_is_no_text_is_binary(raw: bytes) -> None:
    with pytest.raises(BinaryInput):
        decode(raw)


@given(st.binary(max_size=400))
def test_any_bytes_give_text_or_an_input_error(raw: bytes) -> None:
    try:
        text = decode(raw)
    except InputError as error:
        assert type(error) in {EmptyInput, BinaryInput, BadEncoding}
        assert error.remedy
    else:
        assert text.strip()


@given(st.text(min_size=1).filter(lambda t: t.strip(" \t\r\n\x0b\x0c\x00\ufeff\ufffd")))
def test_line_ends_and_every_character_stay(text: str) -> None:
    whole = "Ordinary words come first.\r\n" * 20 + text
    if not any(ord(c) < 32 and c not in "\r\n\t" for c in text) and "â" not in text:
        try:
            raw = whole.encode()
        except UnicodeEncodeError:
            return
        assert decode(raw) == whole
