"""Cardinals and fractions in a row of tokens."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from dragoman.lexicon.figures import Figures, Unit
from dragoman.parse.sentence import Token

GLUED: Final = re.compile(r"(minus-|sub-|[~<>≥≤≈+-]?)([\d,]*\.?\d+)([^\d\s.,:/-]\S*)?")
SIGN_WORDS: Final = ("minus-", "sub-")
YEAR: Final = re.compile(r"(?:19|20)\d\d")
GROUP: Final = re.compile(r"[1-9]\d{0,2}")
ARTICLES: Final = frozenset({"a", "an"})
AND_A_PART: Final = (["and", "a"], ["and"], ["-", "and", "-", "a", "-"])
ONES: Final = frozenset({"a", "an", "one", "1"})
PARTS: Final = frozenset({"half", "quarter"})
"""Parts that follow "and a": a "third" there is mostly the third of something."""
MILLION_LETTERS: Final = frozenset({"m", "b", "k"})
"""Short forms that are units too ("m" for metres): they need money before or a noun after."""


class Number(NamedTuple):
    """A number as it stands.

    Attributes:
        start, end: token range of the number with the currency before it.
        low, high: equal but for a range.
        kind: ``plain``, ``range``, ``vague``, ``fraction``, ``multiple``, ``few``
            ("several"), ``rank`` or ``none`` ("no").
        money: currency code written before it, empty if none.
        unit: unit glued to it ("10kW"), ``None`` if none.
        sign: a sign glued before it ("~", ">", "<").
        level: where a range tells a change ("fell from 50 to 40"), what it came to.
    """

    start: int
    end: int
    low: float
    high: float
    kind: str
    money: str = ""
    unit: Unit | None = None
    sign: str = ""
    level: float | None = None


class Cardinals:
    """Reads one number from a token on."""

    def __init__(self, tokens: Sequence[Token], figures: Figures) -> None:
        self.tokens = tokens
        self.words = [t.text.lower() for t in tokens]
        self.figures = figures
        self.numbers = figures.numbers

    def _plain(self, i: int, money: bool) -> Number | None:
        """A cardinal from token ``i`` on."""
        word = self.words[i]
        if word in ARTICLES:
            return self._article(i)
        if word in self.numbers.scales:
            return None
        sign, unit, negative = "", None, False
        if word[0].isdigit() or word[0] in "~<>≥≤≈.+-" or word.startswith(SIGN_WORDS):
            before = self.tokens[i - 1] if i else None
            apart = before is None or before.end < self.tokens[i].start or before.text == "$"
            glued = self._glued(self.tokens[i].text, apart)
            if glued is None:
                return None
            sign, value, unit = glued
            if unit is not None and word[-1] == "s" and before is not None and before.tag == "NNP":
                return None  # "63,150 Model 3s"
            if unit is not None:
                return Number(i, i + 1, value, value, "plain", "", unit, sign)
            grouped, stop = self._grouped(i)
            if grouped is not None:
                return Number(i, stop, grouped, grouped, "plain")
            words, negative = [digits(abs(value))], value < 0
        elif word in self.numbers.glyphs:
            value = self.numbers.glyphs[word]
            return Number(i, i + 1, value, value, "plain")
        elif word in self.numbers.units or word in self.numbers.tens:
            words = [word]
        else:
            return None
        end = self._rest(i + 1, words, money)
        total = self.numbers.cardinal(words)
        if total is None:
            return None
        total = -total if negative else total
        return Number(i, end, total, total, "plain", "", None, sign)

    def _grouped(self, i: int) -> tuple[float | None, int]:
        """ "10 000": digits grouped by spaces (ISO 80000-1), but not "8 152 mm guns"."""
        end = i + 1
        if not GROUP.fullmatch(self.words[i]):
            return None, end
        while end < len(self.words) and len(self.words[end]) == 3 and self.words[end].isdigit():
            if self.tokens[end].start - self.tokens[end - 1].end != 1:
                break
            end += 1
        if end == i + 1 or (self.words[end : end + 1] and (self.words[end],) in self.figures.units):
            return None, end
        return float("".join(self.words[i:end])), end

    def _glued(self, text: str, apart: bool) -> tuple[str, float, Unit | None] | None:
        """Cut "~45", "10kW", "2.1bn", "-50.8bn" into sign, value and unit.

        Args:
            apart: whether nothing stands right before it; a hyphen is then a minus.
        """
        value = self.numbers.numeral(text)
        if value is not None:
            return "", value, None
        match = GLUED.fullmatch(text)
        if match is None:
            return None
        sign, digits, letters = match[1], match[2], match[3] or ""
        factor = -1.0 if sign.endswith("-") and (sign != "-" or apart) else 1.0
        factor = 1.0 if sign == "sub-" else factor
        sign = "" if sign.endswith("-") and sign != "sub-" else sign
        if letters == "s" and YEAR.fullmatch(digits):
            return None  # "2018s best", an apostrophe left out
        value = self.numbers.numeral(digits + letters)
        if value is not None:
            return sign, factor * value, None
        base = self.numbers.numeral(digits)
        unit = self.figures.exact.get(letters) or self.figures.units.get((letters.lower(),))
        return None if base is None or unit is None else (sign, factor * base, unit)

    def _article(self, i: int) -> Number | None:
        """ "a dozen", "a hundred", "half a million" is a fraction's business."""
        nxt = self.words[i + 1] if i + 1 < len(self.words) else ""
        if nxt not in self.numbers.scales and nxt not in self.numbers.groups:
            return None
        words = ["one", nxt]
        end = self._rest(i + 2, words, False)
        total = self.numbers.cardinal(words)
        return None if total is None else Number(i, end, total, total, "plain")

    def _rest(self, i: int, words: list[str], money: bool) -> int:
        """Extend a cardinal to the right; ``words`` grows, the end comes back."""
        numbers = self.numbers
        while i < len(self.words):
            word, last = self.words[i], words[-1]
            following = self.words[i + 1] if i + 1 < len(self.words) else ""
            if word in numbers.scales or word in numbers.groups:
                words.append(word)
            elif word == "-" and (
                following in numbers.scales or (last in numbers.tens and following in numbers.units)
            ):
                words.append(following)
                i += 1
            elif (last in numbers.tens and 0 < numbers.units.get(word, 0) < 10) or (
                last in ("hundred", "thousand", "lakh", "million") and self._adds(word)
            ):
                words.append(word)
            elif word == "and" and last in ("hundred", "thousand") and self._adds(following):
                words.append(following)
                i += 1
            elif word.rstrip(".") in numbers.suffixes and self._is_scale_letter(i, money):
                words.append(word.rstrip("."))
            else:
                break
            i += 1
        return i

    def _adds(self, word: str) -> bool:
        return word in self.numbers.units or word in self.numbers.tens

    def _is_scale_letter(self, i: int, money: bool) -> bool:
        """Whether "m", "bn" after a numeral is a short form: beside it, and no unit."""
        token = self.tokens[i]
        if token.start != self.tokens[i - 1].end and not money:
            return False
        if self.words[i].rstrip(".") not in MILLION_LETTERS or money or token.text[0].isupper():
            return True
        after = self.tokens[i + 1] if i + 1 < len(self.tokens) else None
        return after is not None and (after.tag == "NNS" or after.lemma == "people")

    def _with_fraction(self, number: Number) -> Number:
        """ "2 1/2", "two and a half million", "6 ½"."""
        i = number.end
        words = self.words
        if i < len(words) and number.low == int(number.low) and number.unit is None:
            part = None
            if "/" in words[i] or words[i] in self.numbers.glyphs:
                part, end = self.numbers.numeral(words[i]), i + 1
            else:
                part, end = self._and_a_part(i)
            if part is not None and part < 1:
                value = number.low + part * self.numbers.scales.get(words[i - 1], 1.0)
                if end < len(words) and words[end] in self.numbers.scales:
                    value, end = value * self.numbers.scales[words[end]], end + 1
                return number._replace(end=end, low=value, high=value)
        return self._part_of(number)

    def _and_a_part(self, i: int) -> tuple[float | None, int]:
        """ "and a half", "and half", "- and - a - half" from a token on: the part and its end."""
        for words in AND_A_PART:
            end = i + len(words) + 1
            if self.words[i : end - 1] == words and self.words[end - 1 : end]:
                part = self.numbers.fractions.get(self.words[end - 1])
                if self.words[end - 1] in PARTS:
                    return part, end
        return None, i

    def _part_of(self, number: Number) -> Number:
        """ "two-thirds", "three quarters", "one in five", "four out of ten"."""
        i, words = number.end, self.words
        j = i + (i < len(words) and words[i] == "-")
        if j < len(words) and number.low < 100 and words[j] in self.numbers.fractions:
            part = self.numbers.fractions[words[j]]
            plural = words[j].endswith("s")
            if number.kind == "plain" and (plural or number.low == 1) and self._parts(j, j > i):
                scale, end = self._of_scale(j + 1)
                value = number.low * part * scale
                kind = "fraction" if end == j + 1 else "plain"
                return number._replace(end=end, low=value, high=value, kind=kind)
        steps = 2 if words[i : i + 2] == ["out", "of"] else int(words[i : i + 1] == ["in"])
        if steps and i + steps < len(words):
            whole = self._plain(i + steps, False)
            if whole is not None and number.low < whole.low <= 1000 and self._shares(whole.end):
                value = number.low / whole.low
                return number._replace(end=whole.end, low=value, high=value, kind="fraction")
        return number

    def _parts(self, at: int, hyphen: bool) -> bool:
        """Whether "third", "quarter" at a token is a part of something, not a rank or a time."""
        following = self.words[at + 1] if at + 1 < len(self.words) else ""
        return following in ("of", "the") or (hyphen and self.words[at] != "quarter")

    def _shares(self, end: int) -> bool:
        """ "one in five people", not "two in 2019"."""
        return end < len(self.tokens) and self.tokens[end].pos in ("NOUN", "ADJ", "PROPN")

    def _fraction(self, i: int) -> Number | None:
        """ "half of", "a third of", "a quarter of", "half a million"."""
        words, fractions = self.words, self.numbers.fractions
        j = i + (words[i] in ARTICLES)
        if j >= len(words) or words[j] not in fractions or words[j].endswith("s"):
            return None
        value = fractions[words[j]]
        end = j + 1
        if words[j] == "half":
            k = end + (end < len(words) and words[end] == "-")
            if words[k : k + 1] and words[k] in self.numbers.groups:
                # "half dozen", "a half-dozen"
                dozens = value * self.numbers.groups[words[k]]
                return Number(i, k + 1, dozens, dozens, "plain")
            if words[k : k + 1] and words[k] in ARTICLES:
                k += 1 + (k + 1 < len(words) and words[k + 1] == "-")
                scale = self.numbers.scales.get(words[k]) if k < len(words) else None
                scale = scale or (self.numbers.groups.get(words[k]) if k < len(words) else None)
                if scale is not None:
                    return Number(i, k + 1, value * scale, value * scale, "plain")
                return Number(i, k, value, value, "plain") if self._measures(k) else None
            if j > i and words[end : end + 1] != ["of"]:
                return None
        elif j == i:
            return None
        scale_of, stop = self._of_scale(end)
        if stop > end:
            return Number(i, stop, value * scale_of, value * scale_of, "plain")
        if words[end : end + 1] == ["of"] or (words[j] == "half" and self._half_the(end)):
            return Number(i, end, value, value, "fraction")
        if self._leads_up(i, j > i):
            return Number(i, end, value, value, "fraction")
        return None

    def _measures(self, at: int) -> bool:
        """Whether a unit stands here, not of time ("half a *mile*", not "half an hour")."""
        units = self.figures.units
        unit = units.get(tuple(self.words[at : at + 2])) or units.get((self.words[at],))
        return unit is not None and unit.measure != "duration"

    def _of_scale(self, end: int) -> tuple[float, int]:
        """ "a quarter *of a million*", "half *of one* percent": the scale and where it ends; 1
        where there is none."""
        words = self.words[end : end + 3]
        if len(words) == 3 and words[0] == "of" and words[1] in ONES:
            scale = self.numbers.scales.get(words[2])
            if scale is not None and words[1] in ARTICLES:
                return scale, end + 3
            unit = self.figures.units.get((words[2],)) or self.figures.units.get(
                tuple(self.words[end + 2 : end + 4])
            )
            if unit is not None and unit.measure == "share":
                return 1.0, end + 2
        return 1.0, end

    def _leads_up(self, i: int, article: bool) -> bool:
        """ "by a third", "more than half", "nearly a quarter": what makes a bare part a figure."""
        if article and self.words[i - 1 : i] == ["by"]:
            return True
        before = self.figures.before
        return any(
            i >= length and tuple(self.words[i - length : i]) in before for length in (1, 2, 3)
        ) and not self._names(i + 1 + article)

    def _names(self, i: int) -> bool:
        """ "about a quarter past", "over half time": a noun or a time follows."""
        return i < len(self.tokens) and self.tokens[i].pos in ("NOUN", "PROPN", "ADJ", "NUM")

    def _half_the(self, end: int) -> bool:
        token = self.tokens[end] if end < len(self.tokens) else None
        return token is not None and (token.tag in ("DT", "PRP$") or token.text == "its")


def digits(value: float) -> str:
    """A number as plain digits, to be read again with what follows it."""
    return f"{value:.12f}".rstrip("0").rstrip(".")
