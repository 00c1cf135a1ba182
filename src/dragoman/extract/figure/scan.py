"""Numbers in a row of tokens: money, ranges, vague plurals, multiples, and what they begin with."""

from __future__ import annotations

import re
from typing import Final

from dragoman.extract.figure.bounds import longest_before
from dragoman.extract.figure.cardinal import ARTICLES, SIGN_WORDS, Cardinals, Number, digits
from dragoman.lexicon.figures import Unit

MONEY_GLUED: Final = re.compile(r"([A-Z]{1,3}|Rs|[A-Z]{1,3}\$|Y=)([\d,]*\.?\d+[a-zA-Z]*)")
GLUED_RANGE: Final = re.compile(r"(\d[\d,.]*[a-z]*)-[$€£¥]?(\d[\d,.]*[a-z]*)")
SUSPENDED: Final = re.compile(r"([a-z]+|\d[\d,.]*)-")
POWER: Final = re.compile(r"(\d+(?:\.\d+)?)[×x]10\^?([-−]\d\d?|(?<=\^)\d\d?)")
RANGE_WORDS: Final = frozenset({"to", "-", "or", "and", "through"})


class Scanner(Cardinals):
    """Reads all numbers out of one sentence."""

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
        if (power := self._power(i, j)) is not None:
            return power
        if (between := self._in_one_token(i, j, money)) is not None:
            return between
        plain = self._suspended(j) or self._plain(j, bool(money))
        if plain is not None:
            plain = self._with_fraction(plain)
            return self._negated(plain._replace(start=i, money=money))
        if money:
            return None
        return self._fraction(i) or self._vague(i) or self._multiple(i)

    def _power(self, i: int, j: int) -> Number | None:
        """ "1.99×10−30", "6×10^24": a number times a power of ten, which the parser may cut."""
        match = POWER.fullmatch("".join(self.words[j : j + 3])) or POWER.fullmatch(self.words[j])
        if match is None:
            return None
        value = float(match[1]) * 10.0 ** int(match[2].replace("−", "-"))
        end = j + 1 if POWER.fullmatch(self.words[j]) else j + 3
        return Number(i, end, value, value, "plain")

    def _suspended(self, i: int) -> Number | None:
        """ "*two-* and three-storey", "*10-* to 15-year": a number whose noun comes later."""
        match = SUSPENDED.fullmatch(self.words[i])
        if match is None or self.words[i + 1 : i + 2] not in (["and"], ["or"], ["to"], [","]):
            return None
        value = self.numbers.cardinal([match[1]])
        return None if value is None else Number(i, i + 1, value, value, "plain")

    def _in_one_token(self, i: int, j: int, money: str) -> Number | None:
        """ "$12.5m-$15m", "1.2-$1.5 billion": a range that the parser left in one token."""
        match = GLUED_RANGE.fullmatch(self.words[j])
        if match is None:
            return None
        words = [match[2]]
        if self.words[j + 1 : j + 2] and self.words[j + 1] in self.numbers.suffixes:
            words, end = [match[2] + self.words[j + 1]], j + 2
        else:
            end = self._rest(j + 1, words, bool(money))
        low, high = self.numbers.numeral(match[1]), self.numbers.cardinal(words)
        if low is None or high is None:
            return None
        if low < 1000 and match[1][-1].isdigit() and high >= 1000:
            # "1.2-$1.5 billion": the scale holds for both.
            upper = self.numbers.numeral(re.sub(r"[a-z]+$", "", match[2])) or 1.0
            low *= high / upper
        if high <= low:
            return None
        return Number(i, end, low, high, "range", money)

    def _money_glued(self, i: int) -> Number | None:
        """ "CHF5", "RM20m", "Rs500": a currency and its number in one token."""
        text = self.tokens[i].text
        may = "A" <= text[0] <= "Z" and not text.isalpha()
        match = MONEY_GLUED.fullmatch(text) if may else None
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
        words = [digits(value)]
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
            or (word[0] == "-" and word[1:2].isdigit())
            or word in numbers.units
            or word in numbers.tens
            or word in ARTICLES
            or word.startswith(SIGN_WORDS)
            or word[-1] == "-"
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
        words = self.words
        for length in (2, 1):
            if i + length >= len(words):
                continue
            follows = words[i + length]
            # Mostly a letter, which the first test tells.
            if follows[0].isalpha() or not follows.lstrip("-")[:1].isdigit() or not self._signs(i):
                continue
            code = table.get(tuple(self.words[i : i + length]))
            if code is not None:
                return code, i + length
        return "", i

    def _signs(self, i: int) -> bool:
        sign = self.words[i]
        # A code in letters is written in capitals ("PS2.7m"): "rm" or "php" are words too.
        return not sign.isalpha() or self.tokens[i].text.isupper() or sign in ("rs", "euro")

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
        before = self.words[first.start - 1] if first.start else ""
        if first.end + 1 >= len(self.words):
            return first
        if first.kind == "vague" and before == "between" and self.words[first.end] == "and":
            # "between several hundred and 1,000"
            first = first._replace(kind="plain")
        if first.kind != "plain":
            return first
        joint = self._joint(first, before)
        second = self._at(joint + 1) if joint > 0 else None
        if second is None or second.kind != "plain" or second.sign:
            return first
        if joint > first.end and not (
            self._same_unit(first, second, joint) or (before == "from" and self._bare(second))
        ):
            return first
        if self._moves(first.start - 1) and (joint > first.end or (first.money and second.money)):
            # "climbed $1.15 to $84.20" tells a change and a level too.
            return first
        bounded, _ = longest_before(
            self.words, first.start, self.figures.before, self.figures.longest
        )
        before_bound = self.words[max(0, first.start - bounded - 1)]
        if "by" in (before, before_bound) and (first.money or second.high > 3 * first.low):
            # "rose by $43bn to $419bn" tells a change and a level.
            return first
        if first.money and second.money not in ("", first.money):
            return first
        low = first.low
        if second.high > low and first.unit is None:
            low = self._borrowed(first, second)
        if not self._ranges(low, second.high, self.words[joint], before):
            return first
        alone = joint > first.end and self._bare(second)
        change = before == "from" and self._moves(self.tokens[first.start - 1].head)
        return Number(
            first.start,
            second.end,
            min(low, second.high),
            max(low, second.high),
            "range",
            first.money or second.money,
            second.unit or first.unit or (self._unit_between(first.end, joint) if alone else None),
            first.sign,
            second.high if change else None,
        )

    def _moves(self, at: int) -> bool:
        """Whether a token is a verb or adverb of change ("rose", "up", "fell sharply")."""
        if at < 0:
            return False
        token = self.tokens[at]
        if token.tag == "RB" and token.lemma not in self.figures.changes:
            token = self.tokens[at - 1] if at else token
        return token.pos in ("VERB", "ADV", "ADP") and token.lemma in self.figures.changes

    def _bare(self, number: Number) -> bool:
        """Whether neither unit nor noun stands after a number."""
        after = self.tokens[number.end] if number.end < len(self.tokens) else None
        plain = not number.money and number.unit is None and not self._unit_length(number.end)
        return plain and (after is None or after.pos not in ("NOUN", "PROPN", "ADJ", "SYM"))

    def _unit_between(self, at: int, joint: int) -> Unit | None:
        """The unit that stands between the ends of a range only ("from 208 kg to 193")."""
        return self.figures.units.get(tuple(self.words[at:joint])) if joint > at else None

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
            letters = word.lstrip("0123456789.,")
            factor *= self.numbers.scales.get(word, 1.0)
            factor *= self.numbers.suffixes.get(letters, 1.0) if letters != word else 1.0
        if factor > 1 and first.low < 1000 and first.low * factor <= second.high:
            return first.low * factor
        return first.low
