"""From bytes to text: byte order mark, declared charset, UTF-8, then detection."""

from __future__ import annotations

import codecs
import re
from typing import Final

from charset_normalizer import from_bytes

from dragoman.errors import BadEncoding, BinaryInput, EmptyInput

SAMPLE: Final = 64 * 1024
"""Bytes that detection looks at; more does not change its answer and costs time."""

BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

# First bytes of formats that are often saved under a wrong name (file(1)'s magic numbers).
MAGIC: Final = (
    b"%PDF-",
    b"PK\x03\x04",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"\x1f\x8b",
    b"BZh",
    b"\xfd7zXZ",
    b"\x7fELF",
    b"MZ\x90",
    b"SQLite format 3\x00",
    b"\xd0\xcf\x11\xe0",
    b"RIFF",
    b"OggS",
    b"ID3",
)

DECLARED: Final = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{2,40})"""
    rb"""|<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{2,40})""",
    re.IGNORECASE,
)

# Encodings that press sites were written in before UTF-8 (W3Techs' history of encodings).
CANDIDATES: Final = (
    "cp1252",
    "cp1251",
    "koi8_r",
    "shift_jis",
    "euc_jp",
    "gb18030",
    "big5",
    "euc_kr",
    "cp1250",
    "cp1253",
    "cp1254",
    "cp1255",
    "cp1256",
    "iso8859_2",
)

HIGH: Final = re.compile(rb"[\x80-\xff]+")
WESTERN_RUN: Final = 1.6
"""Mean length of runs of bytes beyond ASCII: 1 to 1.3 in accented text, 3 and more in others."""

CONTROL: Final = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
MOJIBAKE: Final = re.compile(
    r"â€[\u0090-\u00ff\u2013-\u203a\u20ac\u2122\u0152-\u0178˜]|Ã[\u0080-\u00bf‚-›]|Â[\u00a0-\u00bf]"
)
REPLACED: Final = "\ufffd"


def decode(raw: bytes) -> str:
    """Decode the bytes of a file or page.

    UTF-8 read as cp1252 and saved again ("donâ€™t") is undone where that works without loss.

    Args:
        raw: the whole input.

    Returns:
        the text without a byte order mark; line ends as they are.

    Raises:
        EmptyInput: nothing but white space.
        BinaryInput: no text at all.
        BadEncoding: text in no encoding that was tried.
    """
    if not raw.strip(b" \t\r\n\x0b\x0c\x00"):
        raise EmptyInput("no text in it", "check that the file was saved whole")
    if raw.startswith(MAGIC):
        raise BinaryInput("not a text file", "convert it to text or HTML first")
    text = _decoded(raw)
    if len(CONTROL.findall(text[:SAMPLE])) > max(2, len(text[:SAMPLE]) // 50):
        raise BinaryInput("not a text file", "convert it to text or HTML first")
    if not text.strip().strip("\ufeff\x00" + REPLACED):
        raise EmptyInput("no text in it", "check that the file was saved whole")
    return undo_mojibake(text)


def _decoded(raw: bytes) -> str:
    for mark, encoding in BOMS:
        if raw.startswith(mark):
            return raw.decode(encoding, "replace").removeprefix("\ufeff")
    wide = _wide(raw)
    if wide:
        return raw.decode(wide, "replace")
    if b"\x00" in raw[:SAMPLE]:
        raise BinaryInput("not a text file", "convert it to text or HTML first")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        pass
    declared = _declared(raw)
    if declared:
        return declared
    text = raw.decode("utf-8", "replace")
    # A few broken bytes in a long UTF-8 text (a cut end, a bad advertisement) are no other
    # encoding: true sequences outnumber them by far.
    if text.count(REPLACED) * 20 < sum(1 for c in text if c > "\x7f"):
        return text
    return _detected(raw)


def _wide(raw: bytes) -> str:
    """UTF-16 without a mark: ASCII letters leave every other byte zero."""
    head = raw[:4096]
    if len(head) < 4:
        return ""
    half = len(head) // 2
    if head[1::2].count(0) > 0.4 * half and head[0::2].count(0) < 0.1 * half:
        return "utf-16-le"
    if head[0::2].count(0) > 0.4 * half and head[1::2].count(0) < 0.1 * half:
        return "utf-16-be"
    return ""


def _declared(raw: bytes) -> str:
    match = DECLARED.search(raw[:4096])
    if not match:
        return ""
    name = (match.group(1) or match.group(2)).decode("ascii", "replace")
    try:
        codec = codecs.lookup(name).name
        if codec in {"utf-8", "ascii"}:
            return ""
        # The web's rule: what calls itself Latin-1 is cp1252 (WHATWG Encoding, 4.2).
        text = raw.decode("cp1252" if codec == "iso8859-1" else codec, "replace")
    except (LookupError, UnicodeError, TypeError, AttributeError):
        return ""
    return text if text.count(REPLACED) * 50 <= len(text) else ""


def _detected(raw: bytes) -> str:
    sample = raw[:SAMPLE]
    runs = HIGH.findall(sample)
    if sum(map(len, runs)) < WESTERN_RUN * len(runs):
        # Bytes beyond ASCII one by one among others: a Latin alphabet, and detection takes one
        # half of Europe for the other; the western one is the likelier.
        try:
            return raw.decode("cp1252")
        except UnicodeDecodeError:
            pass
    best = from_bytes(sample, cp_isolation=list(CANDIDATES), threshold=0.25).best()
    if best is None:
        raise BadEncoding("text in no known encoding", "save it as UTF-8")
    text = raw.decode(best.encoding, "replace")
    if text.count(REPLACED) * 50 > len(text):
        raise BadEncoding("text in no known encoding", "save it as UTF-8")
    return text


def undo_mojibake(text: str) -> str:
    """Undo UTF-8 that was read as cp1252, where the whole text allows it; else as it was."""
    if len(MOJIBAKE.findall(text[:SAMPLE])) < 2:
        return text
    try:
        return text.encode("cp1252").decode("utf-8")
    except UnicodeError:
        return text
