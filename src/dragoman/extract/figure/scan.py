"""Numbers in a row of tokens: numerals, number words, ranges, fractions, vague plurals."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from dragoman.lexicon.figures import Figures, Unit
from dragoman.parse.sentence import Token

GLUED: Final = re.compile(r"(minus-|[~<>≥≤≈+-]?)([\d,]*\.?\d+)([^\d\s.,:/-]\S*)?")
MONEY_GLUED: Final = re.compile(r"([A-Z]{1,3}|Rs|[A-Z]{1,3}\$)([\d,]*\.?\d+[a-zA-Z]*)")
RANGE_WORDS: Final = frozenset({"to", "-", "or", "and", "through"})
ARTICLES: Final = frozenset({"a", "an"})
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
    """

    start: int
    end: int
    low: float
    high: float
    kind: str
    money: str = ""
    unit: Unit | None = None
    sign: str = ""


class Scanner:
    """Reads numbers out of one sentence."""

    def __init__(self, tokens: Sequence[Token], figures: Figures) -> None:
        self.tokens = tokens
        self.words = [t.text.lower() for t in tokens]
        self.figures = figures
        self.numbers = figures.numbers

    def scan(self, blocked: frozenset[int]) -> list[Number]:
        """All numbers, in order, apart; none starts at a blocked token."""
        found: list[Number] = []
        at = 0
        while at < len(self.words):
            number = None if at in blocked else self._at(at)
            if number is None or number.end <= at:
                at += 1
                continue
            number = self._range(number)
            found.append(number)
            at = number.end
        return found

    def _at(self, i: int) -> Number | None:
        if (glued := self._money_glued(i)) is not None:
            return glued
        money, j = self._money(i)
        if j >= len(self.words):
            return None
        word = self.words[j]
        if not self._could_start(word):
            return None
        plain = self._plain(j, bool(money))
        if plain is not None:
            plain = self._with_fraction(plain)
            return self._negated(plain._replace(start=i, money=money))
        if money:
            return None
        return self._fraction(i) or self._vague(i) or self._multiple(i)

    def _money_glued(self, i: int) -> Number | None:
        """ "CHF5", "RM20m", "Rs500": a currency and its number in one token."""
        match = MONEY_GLUED.fullmatch(self.tokens[i].text)
        if match is None:
            return None
        letters, start = match[1].lower(), i
        if i and self.words[i - 1] == "$":
            # "$US5m", "$A2m": the country after the sign.
            letters, start = f"{letters}$", i - 1
        code = self.figures.money_before.get((letters,))
        value = self.numbers.numeral(match[2])
        if code is None or value is None or len(letters) < 2:
            return None
        words = [_digits(value)]
        end = self._rest(i + 1, words, True)
        total = self.numbers.cardinal(words) or value
        return Number(start, end, total, total, "plain", code)

    def _negated(self, number: Number) -> Number:
        """ "minus 10 degrees"."""
        for length, words in ((1, ["minus"]), (2, ["minus", "-"])):
            begin = number.start - length
            if begin >= 0 and self.words[begin : number.start] == words:
                low = -number.low
                return number._replace(start=begin, low=low, high=low)
        return number

    def _could_start(self, word: str) -> bool:
        figures, numbers = self.figures, self.numbers
        return (
            word[0].isdigit()
            or word[0] in "~<>≥≤≈.½¼¾⅓⅔⅕⅛+"
            or word in numbers.units
            or word in numbers.tens
            or word in ARTICLES
            or word.startswith("minus-")
            or word in numbers.fractions
            or word in figures.plurals
            or word in figures.multiples
            or word in numbers.scales
            or (word,) in figures.words
            or word in ("several", "few")
        )

    def _money(self, i: int) -> tuple[str, int]:
        """A currency sign or code before a number: its ISO code and where the number starts."""
        table = self.figures.money_before
        for length in (2, 1):
            code = table.get(tuple(self.words[i : i + length]))
            if code is not None and self._number_follows(i, i + length):
                return code, i + length
        return "", i

    def _number_follows(self, i: int, j: int) -> bool:
        if j >= len(self.words) or not self.words[j][0].isdigit():
            return False
        sign = self.words[i]
        # A code in letters is written in capitals ("PS2.7m"): "rm" or "php" are words too.
        return not sign.isalpha() or self.tokens[i].text.isupper() or sign in ("rs", "euro")

    def _plain(self, i: int, money: bool) -> Number | None:
        """A cardinal from token ``i`` on."""
        word = self.words[i]
        if word in ARTICLES:
            return self._article(i)
        if word in self.numbers.scales:
            return None
        sign, unit, negative = "", None, False
        if word[0].isdigit() or word[0] in "~<>≥≤≈.+" or word[:6] == "minus-":
            glued = self._glued(self.tokens[i].text)
            if glued is None:
                return None
            sign, value, unit = glued
            if unit is not None:
                return Number(i, i + 1, value, value, "plain", "", unit, sign)
            words, negative = [_digits(abs(value))], value < 0
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

    def _glued(self, text: str) -> tuple[str, float, Unit | None] | None:
        """Cut "~45", "10kW", "2.1bn" into sign, value and unit."""
        value = self.numbers.numeral(text)
        if value is not None:
            return "", value, None
        match = GLUED.fullmatch(text)
        if match is None:
            return None
        sign, digits, letters = match[1], match[2], match[3] or ""
        factor = -1.0 if sign == "minus-" else 1.0
        sign = "" if sign.endswith("-") else sign
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
            elif words[i : i + 3] == ["and", "a", "half"]:
                part, end = 0.5, i + 3
            if part is not None and part < 1:
                value = number.low + part
                if end < len(words) and words[end] in self.numbers.scales:
                    value, end = value * self.numbers.scales[words[end]], end + 1
                return number._replace(end=end, low=value, high=value)
        return self._part_of(number)

    def _part_of(self, number: Number) -> Number:
        """ "two-thirds", "three quarters", "one in five", "four out of ten"."""
        i, words = number.end, self.words
        j = i + (i < len(words) and words[i] == "-")
        if j < len(words) and number.low < 100 and words[j] in self.numbers.fractions:
            part = self.numbers.fractions[words[j]]
            plural = words[j].endswith("s")
            if number.kind == "plain" and (plural or number.low == 1) and self._parts(j, j > i):
                value = number.low * part
                return number._replace(end=j + 1, low=value, high=value, kind="fraction")
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
            if words[k : k + 1] and words[k] in ARTICLES:
                k += 1 + (k + 1 < len(words) and words[k + 1] == "-")
                scale = self.numbers.scales.get(words[k]) if k < len(words) else None
                scale = scale or (self.numbers.groups.get(words[k]) if k < len(words) else None)
                if scale is not None:
                    return Number(i, k + 1, value * scale, value * scale, "plain")
                return None
            if j > i and words[end : end + 1] != ["of"]:
                return None
        elif j == i:
            return None
        if words[end : end + 1] == ["of"] or (words[j] == "half" and self._half_the(end)):
            return Number(i, end, value, value, "fraction")
        if j > i and words[i - 1 : i] == ["by"]:
            return Number(i, end, value, value, "fraction")
        return None

    def _half_the(self, end: int) -> bool:
        token = self.tokens[end] if end < len(self.tokens) else None
        return token is not None and (token.tag in ("DT", "PRP$") or token.text == "its")

    def _vague(self, i: int) -> Number | None:
        """ "dozens", "tens of thousands", "several hundred", "a few"."""
        words, plurals = self.words, self.figures.plurals
        if words[i] in plurals:
            value, end = plurals[words[i]], i + 1
            while words[end : end + 1] == ["of"] and words[end + 1 : end + 2]:
                more = plurals.get(words[end + 1])
                if more is None:
                    break
                value, end = value * more, end + 2
            return Number(i, end, value, value, "vague")
        for length in (3, 2, 1):
            value_of = self.figures.words.get(tuple(words[i : i + length]))
            if value_of is None:
                continue
            end = i + length
            scale = self._scales(end)
            if scale[0] > 1:
                return Number(i, scale[1], value_of * scale[0], value_of * scale[0], "vague")
            return Number(i, end, value_of, value_of, "few")
        return None

    def _scales(self, i: int) -> tuple[float, int]:
        factor = 1.0
        while i < len(self.words):
            word = self.words[i]
            scale = self.numbers.scales.get(word) or self.numbers.groups.get(word)
            if scale is None:
                break
            factor, i = factor * scale, i + 1
        return factor, i

    def _multiple(self, i: int) -> Number | None:
        value = self.figures.multiples.get(self.words[i])
        return None if value is None else Number(i, i + 1, value, value, "multiple")

    def _range(self, first: Number) -> Number:
        """ "10,000 to 12,000", "between 10 and 15", "200-300", "$1.2-1.5 billion", "15 or 20"."""
        if first.kind != "plain" or first.end + 1 >= len(self.words):
            return first
        before = self.words[first.start - 1] if first.start else ""
        joint = self._joint(first, before)
        second = self._at(joint + 1) if joint > 0 else None
        if second is None or second.kind != "plain" or second.sign:
            return first
        if joint > first.end and not self._same_unit(first, second, joint):
            return first
        if before == "by" and (first.money or second.high > 3 * first.low):
            # "rose by $43bn to $419bn" tells a change and a level.
            return first
        if first.money and second.money not in ("", first.money):
            return first
        low = first.low
        if second.high > low and first.unit is None:
            low = self._borrowed(first, second)
        if not self._ranges(low, second.high, self.words[joint], before):
            return first
        return Number(
            first.start,
            second.end,
            min(low, second.high),
            max(low, second.high),
            "range",
            first.money or second.money,
            second.unit or first.unit,
            first.sign,
        )

    def _joint(self, first: Number, before: str) -> int:
        """The token between the ends of a range, -1 if none; a unit may stand before it."""
        at = first.end
        if self.words[at] not in RANGE_WORDS:
            at += self._unit_length(at)
            if at + 1 >= len(self.words) or self.words[at] not in ("to", "-", "and"):
                return -1
        if at + 1 >= len(self.words):
            return -1
        if self.words[at] == "and" and before != "between":
            return -1
        return at

    def _same_unit(self, first: Number, second: Number, joint: int) -> bool:
        """Whether a unit between the two numbers of a range stands after the second as well."""
        length = self._unit_length(second.end)
        table, money = self.figures.units, self.figures.money_after
        left = tuple(self.words[first.end : joint])
        right = tuple(self.words[second.end : second.end + length])
        return bool(right) and (
            (left in table and table[left] == table.get(right))
            or (left in money and money[left] == money.get(right))
        )

    def _unit_length(self, at: int) -> int:
        for length in (4, 3, 2, 1):
            words = tuple(self.words[at : at + length])
            if words in self.figures.units or words in self.figures.money_after:
                return length
        return 0

    def _ranges(self, low: float, high: float, joint: str, before: str) -> bool:
        """Whether two numbers are the ends of a range: upwards, or "from" more "to" less."""
        if high <= low:
            return before == "from" and joint == "to"
        return joint != "or" or low <= 3 or high <= 3 * low

    def _borrowed(self, first: Number, second: Number) -> float:
        """In "2 to 3 million" the scale of the second holds for the first as well."""
        if not self.words[first.end - 1][0].isdigit() and first.end - first.start > 1:
            return first.low
        factor = 1.0
        for word in self.words[second.start : second.end]:
            factor *= self.numbers.scales.get(word, 1.0)
        if factor > 1 and first.low < 1000 and first.low * factor <= second.high:
            return first.low * factor
        return first.low


def _digits(value: float) -> str:
    """A number as plain digits, to be read again with what follows it."""
    return f"{value:.6f}".rstrip("0").rstrip(".")
