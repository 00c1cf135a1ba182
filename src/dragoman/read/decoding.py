"""From bytes to text: byte order mark, declared charset, UTF-8, then detection."""

from __future__ import annotations

import codecs
import re
from collections import Counter
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

ZIPPED: Final = "a zip archive or an office document"
OLD_OFFICE: Final = "an old office document"
PICTURE: Final = "a picture"
PACKED: Final = "a packed file"
PROGRAM: Final = "a program"
SOUND: Final = "a sound or film"

# First bytes of formats that are often saved under a wrong name (file(1)'s magic numbers).
MAGIC: Final = {
    b"PK\x03\x04": ZIPPED,
    b"PK\x05\x06": ZIPPED,
    b"\xd0\xcf\x11\xe0": OLD_OFFICE,
    b"{\\rtf": "a rich text (RTF) document",
    b"%PDF-": "a PDF inside another file",
    b"\x89PNG": PICTURE,
    b"\xff\xd8\xff": PICTURE,
    b"GIF8": PICTURE,
    b"\x1f\x8b": PACKED,
    b"BZh": PACKED,
    b"\xfd7zXZ": PACKED,
    b"\x28\xb5\x2f\xfd": PACKED,
    b"7z\xbc\xaf\x27\x1c": PACKED,
    b"Rar!": PACKED,
    b"\x7fELF": PROGRAM,
    b"MZ\x90": PROGRAM,
    b"SQLite format 3\x00": "a database",
    b"RIFF": SOUND,
    b"OggS": SOUND,
    b"ID3": SOUND,
}
AS_TEXT: Final = "save it as text, HTML or PDF"

DECLARED: Final = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*+=\s*+(?:["']\s*+)?([\w.:-]{2,40})"""
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
    "iso8859_5",
    "cp866",
)

ESCAPED: Final = (
    (re.compile(rb"\x1b\$[@B]"), "iso2022_jp"),
    (re.compile(rb"\x1b\$\)C"), "iso2022_kr"),
)
"""Encodings that are ASCII with escapes between which bytes mean other letters (RFC 1468, 1557)."""

HIGH: Final = re.compile(rb"[\x80-\xff]+")
WESTERN_RUN: Final = 1.6
"""Mean length of runs of bytes beyond ASCII: 1 to 1.3 in accented text, 3 and more in others."""

CONTROL: Final = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
MOJIBAKE: Final = re.compile(
    r"â€[\u0090-\u00ff\u2013-\u203a\u20ac\u2122\u0152-\u0178˜]|Ã[\u0080-\u00bf‚-›]|Â[\u00a0-\u00bf]"
    r"|â[\x80-\x9f][\x80-\xbf]"
)
REPLACED: Final = "\ufffd"
NO_TEXT: Final = "not a text"


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
    refuse_magic(raw)
    text = _decoded(raw)
    if is_binary(text):
        raise BinaryInput(NO_TEXT, AS_TEXT)
    if not text.strip().strip("\ufeff\x00" + REPLACED):
        raise EmptyInput("no text in it", "check that the file was saved whole")
    return undo_mojibake(text)


def refuse_magic(head: bytes) -> None:
    """Refuse what its first bytes show to be another thing than a text.

    Raises:
        BinaryInput: it says what it is.
    """
    for mark, what in MAGIC.items():
        if head.startswith(mark):
            raise BinaryInput(f"{what}, not a text", AS_TEXT)


def is_binary(text: str) -> bool:
    """Whether so much of a text's beginning is control characters that it is none."""
    return len(CONTROL.findall(text[:SAMPLE])) > max(2, len(text[:SAMPLE]) // 50)


def encoding_of(head: bytes) -> str:
    """The encoding of a stream by its first bytes: marked, wide, UTF-8, or detected.

    A few broken bytes among sound ones leave it UTF-8: they cost their own row and no other.
    """
    for mark, encoding in BOMS:
        if head.startswith(mark):
            return encoding
    if wide := _wide(head):
        return wide
    for pattern, encoding in ESCAPED:
        if head.isascii() and pattern.search(head):
            return encoding
    text = codecs.getincrementaldecoder("utf-8")("replace").decode(head)
    broken = text.count(REPLACED)
    if not broken or sum(1 for c in text if c > "\x7f") >= 2 * broken:
        return "utf-8"
    if _is_western(head):
        return "cp1252"
    best = from_bytes(head[:SAMPLE], cp_isolation=list(CANDIDATES), threshold=0.25).best()
    return best.encoding if best else "cp1252"


def wide_encoding(head: bytes) -> str:
    """UTF-16 or UTF-32, marked or not; "" if it is neither."""
    for mark, encoding in BOMS[1:]:
        if head.startswith(mark):
            return encoding
    return _wide(head)


def _decoded(raw: bytes) -> str:
    for mark, encoding in BOMS:
        if raw.startswith(mark):
            return raw.decode(encoding, "replace").removeprefix("\ufeff")
    wide = _wide(raw)
    if wide:
        return raw.decode(wide, "replace")
    if b"\x00" in raw[:SAMPLE]:
        raise BinaryInput(NO_TEXT, AS_TEXT)
    for pattern, encoding in ESCAPED:
        if raw.isascii() and pattern.search(raw):
            return raw.decode(encoding, "replace")
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
    """UTF-16 or UTF-32 without a mark; "" if it is neither.

    Zeros stand where the high bytes of ASCII characters would, and nearly all other bytes there
    name one more block of Unicode: the alphabet of the text.
    """
    head = raw[:4096]
    half, quarter = len(head) // 2, len(head) // 4
    if len(head) < 4 or 0 not in head:
        return ""
    zeros = [head[n::4].count(0) for n in range(4)]
    if zeros[3] >= quarter and zeros[2] > 0.9 * quarter and zeros[0] < 0.1 * quarter:
        return "utf-32-le"
    if zeros[0] >= quarter and zeros[1] > 0.9 * quarter and zeros[3] < 0.1 * quarter:
        return "utf-32-be"
    for high, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        blocks = Counter(head[high::2])
        if blocks[0] < 0.05 * half or head[1 - high :: 2].count(0) > 0.1 * half:
            continue
        if sum(count for _, count in blocks.most_common(2)) > 0.9 * half:
            return encoding
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
    if _is_western(sample):
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


def _is_western(sample: bytes) -> bool:
    """Bytes beyond ASCII one by one among others: a Latin alphabet.

    Detection takes one half of Europe for the other; the western one is the likelier.
    """
    runs = HIGH.findall(sample)
    return sum(map(len, runs)) < WESTERN_RUN * len(runs)


def undo_mojibake(text: str) -> str:
    """Undo UTF-8 that was read as cp1252 or Latin-1: the whole text, else the lines that allow it.

    A line is a text of its own here: a page is often put together from sound and spoilt pieces.
    """
    if len(MOJIBAKE.findall(text[:SAMPLE])) < 2:
        return text
    whole = _undone(text)
    return whole if whole != text else "".join(map(_undone, re.split(r"(?<=\n)", text)))


def _undone(text: str) -> str:
    if not MOJIBAKE.search(text):
        return text
    for read_as in ("cp1252", "latin-1"):
        try:
            return text.encode(read_as).decode("utf-8")
        except UnicodeError:
            continue
    return text
