"""Mends of words and of the spaces between them.

What a word is, the text itself tells (its own words elsewhere), the closed classes of the table,
and whoever has a dictionary (the parser).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from dragoman.mend.view import Edit

Knows = Callable[[str], bool]
"""Whether a word, casefolded, is in the dictionary."""

BROKEN: Final = re.compile(
    r"(?<![^\W_])(?P<head>[^\W_]++\.?)(?P<hyphen>[-\u2010])(?P<gap>[ \t]*[\r\n][ \t\r\n]*)"
    r"(?P<tail>[^\W_]+)"
)
SOFT_END: Final = re.compile(r"(?<=\w)\u00ad[ \t]*[\r\n]\s*(?=\w)")

CAPITAL: Final = re.compile(
    r"[\"“‘'«]{0,2}(?P<first>[^\W\d_])(?P<gap>\s+)(?P<rest>[^\W\d_]+)(?=[\s,.;:!?’'-]|$)"
)
WORDS_OF_ONE: Final = frozenset("AI")

SPACES: Final = re.compile(r"\s{2,}|[\r\n]")
BEFORE_MARK: Final = re.compile(r"(?<=[\w\"”’)\]]) (?=[,;:!?.](?:[\"”’)\]]|\s|$)(?!\s*\.))")
NO_SPACE: Final = re.compile(r"(?:(?<![.!?])[.!?]++[\"”’)]?|,[\"”])(?=[\"“‘(]?[A-Z][a-z]+[\s,’'])")
BEFORE_STOP: Final = re.compile(r"[a-z]{2}|\d\d")
ODD_SPACES: Final = ("  ", "\n", "\r", "\t", "\u00a0")
STRAY_MARKS: Final = (" ,", " .", " ;", " :", " !", " ?")
ADDRESS: Final = re.compile(r"[/@#_=]|www|\.[a-z]", re.IGNORECASE)


class OwnWords:
    """The words of a report, and what is known of words besides."""

    def __init__(self, text: str, openers: frozenset[str], knows: Knows) -> None:
        self._text = text
        self._openers = openers
        self._knows = knows
        self._folded = ""

    def seen(self, word: str) -> int:
        """How often the report has the word, whatever its case."""
        self._folded = self._folded or self._text.casefold()
        folded = word.casefold()
        if folded not in self._folded:
            return 0
        whole = rf"(?<![^\W\d_]){re.escape(folded)}(?![^\W\d_])"
        return sum(1 for _ in re.finditer(whole, self._folded))

    def known(self, word: str, besides: int = 0) -> bool:
        """Whether it is a word: of the closed classes, of a dictionary, or of the report.

        Args:
            besides: how many of the report's do not count, being what is asked about.
        """
        folded = word.casefold()
        if len(folded) < 2:
            return folded in {"a", "i"}
        return folded in self._openers or self._knows(folded) or self.seen(folded) > besides

    def opens(self, word: str) -> bool:
        """Whether it is a word of the closed classes."""
        return word.casefold() in self._openers


def line_ends(text: str, words: OwnWords) -> list[Edit]:
    r"""Words that the end of a line has broken: "govern-\nment", but "Russian-\nled" keeps it.

    The hyphen goes where the report or a dictionary has the word without it, or has neither of
    its halves; it stays where the report writes the word with it, and beside capitals and digits.
    """
    if "\n" not in text and "\r" not in text:
        return []
    found: list[Edit] = [(*match.span(), "") for match in SOFT_END.finditer(text)]
    for match in BROKEN.finditer(text):
        keeps = _keeps_hyphen(match["head"], match["tail"], words)
        begin = match.start("gap") if keeps else match.start("hyphen")
        found.append((begin, match.end("gap"), ""))
    return sorted(found)


def _keeps_hyphen(head: str, tail: str, words: OwnWords) -> bool:
    if not (head[-1].islower() and tail[0].islower()):
        return True
    if words.seen(f"{head}-{tail}"):
        return True
    if words.seen(head + tail) or words.known(head + tail):
        return False
    return words.known(head, besides=1) and words.known(tail, besides=1)


def drop_capital(text: str, words: OwnWords) -> list[Edit]:
    """A first letter that the page sets large and the text apart: "T he president", "I N KYIV".

    Joined only where the letter alone is no word and both together are one; after "A" and "I"
    only where the rest is no word ("A fter", but "A long"). A letter that the page has lost
    altogether stays lost.
    """
    match = CAPITAL.match(text)
    if match is None or not match["first"].isupper():
        return []
    first, rest = match["first"], match["rest"]
    if not (rest.islower() or rest.isupper()):
        return []
    joined = first + rest
    if rest.isupper() and (not text[match.end() :].lstrip(" ’'")[:2].isupper() and len(rest) < 3):
        return []
    if len(rest) < 2 and not words.opens(joined):
        return []
    if not words.known(joined):
        return []
    if first in WORDS_OF_ONE and words.known(rest, besides=1):
        return []
    return [(*match.span("gap"), "")]


def spaces(text: str) -> list[Edit]:
    """Runs of white space and ends of joined lines as one space; none before a closing mark."""
    found: list[Edit] = []
    # Most passages have neither, and looking for a string is faster than for a pattern.
    if any(odd in text for odd in ODD_SPACES):
        found += [(*match.span(), " ") for match in SPACES.finditer(text)]
    if not found and any(mark in text for mark in STRAY_MARKS):
        found += [(*match.span(), "") for match in BEFORE_MARK.finditer(text)]
    return found


def missing_spaces(text: str) -> list[Edit]:
    """The space that is missing between two sentences: "resolutions.Circles", 'told me."So'.

    Not in addresses, and not after single letters, which are abbreviations ("U.S.The").
    """
    found: list[Edit] = []
    for match in NO_SPACE.finditer(text):
        if not BEFORE_STOP.fullmatch(text, max(0, match.start() - 2), match.start()):
            continue
        begin = max(text.rfind(" ", 0, match.start()), text.rfind("\n", 0, match.start())) + 1
        if not ADDRESS.search(text, begin, match.start()):
            at = match.end()
            if text[at - 1] == '"' and text.count('"', 0, at) % 2:
                at -= 1  # A straight mark that opens a quotation belongs to what follows.
            found.append((at, at, " "))
    return found
