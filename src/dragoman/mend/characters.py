"""Mends of single signs: entities, escapes, wrong decoding, invisible signs, ligatures.

Each rule takes a text and gives edits (see `dragoman.mend.view`), in order. None looks further
than the few characters of its own pattern, except where it asks whether the report is damaged in
that way at other places too.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Callable
from html.entities import html5
from typing import Final

from dragoman.mend.tables import MendingTable
from dragoman.mend.view import Edit

ENTITY: Final = re.compile(
    r"&(?:amp;){0,4}(?:(?P<code>#\d{2,7}|#[xX][0-9A-Fa-f]{2,6})|(?P<name>[A-Za-z]{2,8}));"
)
ESCAPE: Final = re.compile(
    r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}"
    r"|(?:\\r)?\\n(?=\s|[A-Z\"“‘]|\\|$)|\\[\"']"
)

INVISIBLE: Final = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]+")
LIGATURE: Final = re.compile("[\ufb00-\ufb06]")
ACCENT: Final = re.compile("[\u0300-\u036f]")
DECOMPOSED: Final = re.compile("[^\\W\\d_][\u0300-\u036f]+")
CONTROL: Final = re.compile("[\x80-\x9f]")
LOST: Final = "\ufffd"

CP1252: Final = {
    chr(byte): bytes([byte]).decode("cp1252")
    for byte in range(0x80, 0xA0)
    if byte not in {0x81, 0x8D, 0x8F, 0x90, 0x9D}
}
"""What the controls of Latin-1 stand for where they came from Windows-1252."""

BYTES: Final = {chr(byte): byte for byte in range(0x80, 0x100)} | {
    sign: ord(control) for control, sign in CP1252.items()
}
TRAIL: Final = "".join(sign for sign, byte in BYTES.items() if byte < 0xC0)
TRAILS: Final = f"[{re.escape(TRAIL)}]"
WRONG: Final = re.compile(f"(?:[ÂÃÄÅÐÑ]{TRAILS}|[âï]{TRAILS}{{2}}|ð{TRAILS}{{3}}|â€(?!{TRAILS}))")
"""UTF-8 read as Windows-1252 or Latin-1. Its other leading bytes are letters that true text has
before quotation marks ("touché’”"), and their scripts are not coded."""

DOUBTFUL: Final = frozenset("“”‘’‚„–—…«»\u00a0")
"""Second signs that also stand right after a true capital: they count where others are sure."""

BROKEN_SPACE: Final = re.compile(r"Â(?<=[\s.,!?\"”]Â)(?=\s)")


def entities(text: str) -> list[Edit]:
    """Entities of markup that were left in the text: "&amp;", "&#8217;", "&amp;quot;".

    Only closed ones and such as HTML knows; "AT&T;" is none.
    """
    if "&" not in text:
        return []
    found: list[Edit] = []
    for match in ENTITY.finditer(text):
        if match["name"] and f"{match['name']};" not in html5:
            continue
        meant = html.unescape(f"&{match['code'] or match['name']};")
        if meant.isprintable():
            found.append((*match.span(), meant))
        elif meant.isspace():
            found.append((*match.span(), " "))
    return found


def escapes(text: str) -> list[Edit]:
    r"""Escapes of JSON that were left in the text: "\u2019", "\"", "\n" before a new sentence."""
    if "\\" not in text:
        return []
    return [(*m.span(), _unescaped(m.group())) for m in ESCAPE.finditer(text)]


def _unescaped(escape: str) -> str:
    if escape[1] in "\"'":
        return escape[1]
    if not escape.startswith("\\u"):
        return " "
    units = bytes.fromhex(escape.replace("\\u", ""))
    sign = units.decode("utf-16-be", "replace")
    return sign if sign.isprintable() else " "


def wrong_decoding(text: str, sure: Callable[[], bool], table: MendingTable) -> list[Edit]:
    """UTF-8 that was read in another code page: "donâ€™t", "Â£5", "ErdoÄŸan", "вЂ™".

    Args:
        sure: tells whether the report holds such sequences that can be nothing else.
    """
    found = [
        (*match.span(), meant)
        for match in WRONG.finditer(text)
        if (meant := _meant(match.group())) and (not _doubtful(match.group()) or sure())
    ]
    if BROKEN_SPACE.search(text) and sure():
        found += [(*match.span(), "") for match in BROKEN_SPACE.finditer(text)]
    for seen, meant in table.mojibake.items():
        if seen in text:
            found += [(*m.span(), meant) for m in re.finditer(re.escape(seen), text)]
    return _apart(sorted(found)) if found else found


def surely_wrong(text: str, table: MendingTable) -> bool:
    """Whether a text holds wrongly decoded signs that can be nothing else."""
    return any(
        _meant(match.group()) and not _doubtful(match.group()) for match in WRONG.finditer(text)
    ) or any(seen in text for seen in table.mojibake)


def _doubtful(seen: str) -> bool:
    return len(seen) == 2 and (seen[1] in DOUBTFUL) and seen[0] != "Â" and seen != "â€"


def _meant(seen: str) -> str:
    if seen == "â€":  # The third byte of ” is no sign of Windows-1252 and gets lost.
        return "”"
    try:
        sign = bytes(BYTES[c] for c in seen).decode("utf-8")
    except UnicodeDecodeError:
        return ""
    # A sign that itself stands for a byte is one more layer of wrong decoding.
    wanted = sign.isprintable() or sign in BYTES or INVISIBLE.match(sign)
    return sign if wanted else ""


def _apart(edits: list[Edit]) -> list[Edit]:
    kept: list[Edit] = []
    for edit in edits:
        if not kept or edit[0] >= kept[-1][1]:
            kept.append(edit)
    return kept


def controls(text: str) -> list[Edit]:
    """Controls of Latin-1 that were signs of Windows-1252: quotation marks, dashes, the euro."""
    return [
        (*match.span(), CP1252[match.group()])
        for match in CONTROL.finditer(text)
        if match.group() in CP1252
    ]


def invisible(text: str) -> list[Edit]:
    """Soft hyphens, joiners, spaces without width, byte order marks, marks of direction."""
    return [(*match.span(), "") for match in INVISIBLE.finditer(text)]


def composed(text: str) -> list[Edit]:
    """Ligatures as letters; a letter with its accents as one sign (NFC)."""
    found: list[Edit] = [
        (*m.span(), unicodedata.normalize("NFKC", m.group())) for m in LIGATURE.finditer(text)
    ]
    for match in DECOMPOSED.finditer(text) if ACCENT.search(text) else ():
        whole = unicodedata.normalize("NFC", match.group())
        if whole != match.group():
            found.append((*match.span(), whole))
    return sorted(found)


def lost_apostrophes(text: str, endings: re.Pattern[str]) -> list[Edit]:
    """Apostrophes that a decoder gave up: "don\ufffdt". What else was lost stays lost."""
    if LOST not in text:
        return []
    return [(*match.span(), "’") for match in endings.finditer(text)]
