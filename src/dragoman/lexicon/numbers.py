"""Number words and numerals to numbers."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from dragoman.errors import LexiconError
from dragoman.lexicon.tables import Tables

TABLE: Final = "figures/numbers.toml"
SECTIONS: Final = (
    "units",
    "tens",
    "scales",
    "suffixes",
    "groups",
    "ordinals",
    "fractions",
    "glyphs",
)
NUMERAL: Final = re.compile(
    r"(\d{1,3}(?:,\d{2,3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+)([a-z]*)", re.IGNORECASE
)
DENOMINATORS: Final = frozenset({2, 3, 4, 5, 6, 8, 10, 16, 32, 64, 100, 128})
"""Of fractions in figures; "9/11" is a date."""
RATIO: Final = re.compile(r"(\d+)[/⁄](\d+)")


@dataclass(frozen=True, slots=True)
class Numbers:
    """English number words.

    Attributes:
        units, tens: what adds ("five", "twenty").
        scales: what multiplies ("hundred", "million", "crore").
        suffixes: short forms glued to a numeral ("bn").
        groups: "dozen", "score".
        ordinals: "third" → 3.
        fractions: "third" → 1/3.
        glyphs: "½" → 0.5.
    """

    units: Mapping[str, float]
    tens: Mapping[str, float]
    scales: Mapping[str, float]
    suffixes: Mapping[str, float]
    groups: Mapping[str, float]
    ordinals: Mapping[str, float]
    fractions: Mapping[str, float]
    glyphs: Mapping[str, float]

    def numeral(self, text: str) -> float | None:
        """Read one token of digits: "12,000", "4.5", "2.1bn", "½", "1/2"; ``None`` if it is none.

        "1,00,000" is read by the Indian grouping. Letters after the digits must be a known
        short form.
        """
        if text in self.glyphs:
            return self.glyphs[text]
        if ratio := RATIO.fullmatch(text):
            above, below = int(ratio[1]), int(ratio[2])
            return above / below if above < below and below in DENOMINATORS else None
        if text[-1:] in self.glyphs and text[:-1].isdigit():
            return float(text[:-1]) + self.glyphs[text[-1]]
        match = NUMERAL.fullmatch(text)
        if match is None:
            return None
        value = float(match[1].replace(",", ""))
        if not match[2]:
            return value
        factor = self.suffixes.get(match[2].lower())
        return None if factor is None else value * factor

    def cardinal(self, words: Sequence[str]) -> float | None:
        """Read lower-case words and numerals: ["two", "hundred", "and", "ten"] → 210.

        Years read out ("nineteen ninety-six") come out as 1996. Hyphens may stand as tokens
        of their own. ``None`` where the words are no number.
        """
        total, part, seen = 0.0, None, False
        last_step = 0.0
        for word in words:
            if word in ("-", "and", "a", "an"):
                if word in ("a", "an") and part is None:
                    part, last_step = 1.0, 1.0
                continue
            scale = self.scales.get(word) or self.groups.get(word)
            if scale is None and part is not None:
                scale = self.suffixes.get(word)
            if scale is not None:
                if part is None and seen and 1000 <= last_step <= scale and scale >= 1000:
                    # "1.5 lakh crore", "two thousand million": scale upon scale.
                    total, last_step = total * scale, scale
                    continue
                part = (1.0 if part is None else part) * scale
                if scale >= 1000 or word in self.groups:
                    total, part, last_step = total + part, None, scale
                else:
                    last_step = scale
                seen = True
                continue
            value = self._plain(word)
            if value is None:
                return None
            part, last_step = _joined(part, value, last_step), value
            if part is None:
                return None
            seen = True
        return total + (part or 0.0) if seen else None

    def _plain(self, word: str) -> float | None:
        value = self.units.get(word)
        if value is None:
            value = self.tens.get(word)
        return self.numeral(word) if value is None else value

    def ordinal(self, words: Sequence[str]) -> float | None:
        """Read an ordinal: ["18th"], ["twenty", "-", "first"]; ``None`` where it is none."""
        *head, last = words
        match = re.fullmatch(r"(\d+(?:,\d{3})*)(?:st|nd|rd|th)", last)
        value = float(match[1].replace(",", "")) if match else self.ordinals.get(last)
        if value is None or not head:
            return value
        base = self.cardinal(head)
        return None if base is None else base + value


def _joined(part: float | None, value: float, last_step: float) -> float | None:
    """Add a word to the number before it; two of 10 to 99 side by side are a year read out.

    ``None`` where the two are no one number ("one two").
    """
    if part is None:
        return value
    if value < 1 or (last_step >= 20 and value < 10) or last_step >= 100:
        return part + value
    if 10 <= part < 100 and 10 <= value < 100:
        return part * 100 + value
    return None


def load_numbers(tables: Tables) -> Numbers:
    """Load `figures/numbers.toml`.

    Raises:
        LexiconError: where a section is missing or a value is no positive number.
    """
    found: dict[str, dict[str, float]] = {name: {} for name in SECTIONS}
    for place, data in tables.toml(TABLE):
        for section, rows in data.items():
            if section not in found or not isinstance(rows, dict):
                raise LexiconError(f"{place}: unknown section [{section}]", "see the table's head")
            for word, value in rows.items():
                found[section][word] = _number(place, section, word, value)
    for section, known in found.items():
        if not known:
            raise LexiconError(f"{TABLE}: section [{section}] is empty", "reinstall dragoman")
    return Numbers(**found)


def _number(place: str, section: str, word: str, value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or value < 0:
        raise LexiconError(f"{place}: [{section}] {word} = {value!r} is no number", "mend it")
    return float(value)
