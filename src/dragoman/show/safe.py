"""Text of strangers made harmless for a terminal, a page and a spreadsheet.

A report may hold anything: escape sequences that repaint a terminal, bidirectional overrides
that show a sentence in another order than it is stored in ("Trojan Source", CVE-2021-42574),
lone surrogates that no encoder takes, cells that a spreadsheet runs as formulas. What is shown
keeps such a character visible as a symbol; what is stored or exported is never touched.
"""

from __future__ import annotations

import re
from typing import Final

CONTROL_PICTURES: Final = 0x2400
"""U+2400 to U+241F picture the C0 controls in their order (Unicode, block Control Pictures)."""

BIDI_NAMES: Final = {
    0x202A: "LRE",
    0x202B: "RLE",
    0x202C: "PDF",
    0x202D: "LRO",
    0x202E: "RLO",
    0x2066: "LRI",
    0x2067: "RLI",
    0x2068: "FSI",
    0x2069: "PDI",
}
"""Characters that set the direction of a run (UAX #9, table 4), by their short names. The plain
marks (LRM, RLM, ALM) stay: Hebrew and Arabic text needs them, and they cannot reorder words."""


def _pictures() -> dict[int, str]:
    shown = {code: chr(CONTROL_PICTURES + code) for code in range(0x20) if code not in (0x09, 0x0A)}
    shown[0x0D] = ""
    shown[0x7F] = "\u2421"
    shown |= {code: f"‹{code:02X}›" for code in range(0x80, 0xA0)}
    shown |= {code: f"‹{name}›" for code, name in BIDI_NAMES.items()}
    shown |= dict.fromkeys(range(55296, 57344), "�")
    # Interlinear annotation and tag characters print nothing and can hide text.
    shown |= dict.fromkeys((*range(65529, 65532), *range(917504, 917632)), "�")
    shown |= {0x2028: "\n", 0x2029: "\n", 0x85: "\n", 0xFEFF: ""}
    return shown


_SHOWN: Final = _pictures()
_SPACE: Final = re.compile(r"\s+")
_FORMULA: Final = ("=", "+", "-", "@", "\t")


def shown(text: str) -> str:
    """Replace what could steer a terminal or a page by symbols; lines and tabs stay.

    The result holds no C0 or C1 control but tab and line feed, no bidirectional embedding,
    override or isolate, and encodes to UTF-8.
    """
    return text.translate(_SHOWN)


def one_line(text: str) -> str:
    """`shown`, with every run of white space as one space and none at the ends."""
    return _SPACE.sub(" ", shown(text)).strip()


def cut(text: str, width: int) -> str:
    """`one_line`, cut at a word to at most ``width`` characters, the cut marked by an ellipsis."""
    line = one_line(text)
    if len(line) <= width:
        return line
    head = line[: width - 1]
    at_word = head.rfind(" ")
    if at_word > width // 2:
        head = head[:at_word]
    return head.rstrip(" ,;:") + "…"


def cell(text: str) -> str:
    """`shown`, for a CSV cell: one that a spreadsheet would run as a formula gets an apostrophe.

    Plain numbers keep their sign (OWASP, CSV Injection).
    """
    clean = shown(text)
    if clean.startswith(_FORMULA) and not _is_number(clean):
        return "'" + clean
    return clean


def web_address(address: str) -> str:
    """The address where it is one that a page may link to, else an empty string.

    Only http and https pass: an address comes out of a report, and ``javascript:`` or ``data:``
    would run or show what the report's author chose.
    """
    trimmed = one_line(address)
    scheme, _, rest = trimmed.partition("://")
    return trimmed if scheme.casefold() in ("http", "https") and rest else ""


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True
