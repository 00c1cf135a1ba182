"""The shape of a line: words, scripts, whether it reads like a sentence."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Final

WORD: Final = re.compile(r"\w+(?:[’'-]\w+)*")
CLOSED: Final = re.compile(r"[.!?…。！？।؟۔](?:[\"'”’»)\]」]|\s|\[\d+\])*$|[:;]$")
REMEMBERED: Final = 4096
"""Beginnings of lines whose script is remembered: several steps ask, a page has a few hundred."""

SAMPLE: Final = 200
SENTENCE_WORDS: Final = 7

STOP_WORDS: Final = frozenset(
    [
        "a",
        "about",
        "after",
        "all",
        "also",
        "an",
        "and",
        "are",
        "as",
        "at",
        "be",
        "been",
        "before",
        "but",
        "by",
        "can",
        "could",
        "did",
        "do",
        "does",
        "for",
        "from",
        "had",
        "has",
        "have",
        "he",
        "her",
        "him",
        "his",
        "how",
        "i",
        "if",
        "in",
        "into",
        "is",
        "it",
        "its",
        "just",
        "may",
        "more",
        "most",
        "no",
        "not",
        "of",
        "on",
        "one",
        "only",
        "or",
        "other",
        "our",
        "out",
        "over",
        "said",
        "she",
        "should",
        "since",
        "so",
        "some",
        "such",
        "than",
        "that",
        "the",
        "their",
        "them",
        "then",
        "there",
        "these",
        "they",
        "this",
        "those",
        "to",
        "under",
        "up",
        "was",
        "we",
        "were",
        "what",
        "when",
        "where",
        "which",
        "while",
        "who",
        "will",
        "with",
        "would",
        "you",
        "your",
    ]
)

ASCII_LETTER: Final = re.compile("[A-Za-z]")
BEYOND: Final = re.compile(r"[^\x00-\x7f]")

SCRIPTS: Final = {
    "LATIN": "Latn",
    "CYRILLIC": "Cyrl",
    "HANGUL": "Hang",
    "HIRAGANA": "Kana",
    "KATAKANA": "Kana",
    "CJK": "Hani",
    "ARABIC": "Arab",
    "HEBREW": "Hebr",
    "GREEK": "Grek",
    "DEVANAGARI": "Deva",
    "THAI": "Thai",
    "BENGALI": "Beng",
    "GEORGIAN": "Geor",
    "ARMENIAN": "Armn",
}


@cache
def _script(char: str) -> str:
    name = unicodedata.name(char, "").split(" ", 1)[0].split("-", 1)[0]
    return SCRIPTS.get(name, "Zyyy")


def scripts(text: str) -> Counter[str]:
    """Letters of each script (ISO 15924 codes) in the beginning of a text."""
    piece = text[:SAMPLE]
    counts = Counter(_script(c) for c in BEYOND.findall(piece) if c.isalpha())
    if latin := len(ASCII_LETTER.findall(piece)):
        counts["Latn"] += latin
    return counts


def script_of(text: str) -> str:
    """The script of most letters; Japanese counts as one ("Kana"); "" where there are none."""
    return _script_of(text[:SAMPLE])


@lru_cache(maxsize=REMEMBERED)
def _script_of(text: str) -> str:
    if text.isascii():
        return "Latn" if ASCII_LETTER.search(text) else ""
    counts = scripts(text)
    if counts["Kana"]:
        counts["Kana"] += counts.pop("Hani", 0)
    return max(counts, key=lambda s: (counts[s], s)) if counts else ""


def word_count(text: str, words: Sequence[str] | None = None) -> int:
    """Number of words; in scripts without spaces, half the number of characters.

    Args:
        words: what `WORD` finds in the text, where the caller has it already.
    """
    if not text.isascii():
        counts = scripts(text)
        wide = counts["Hani"] + counts["Kana"] + counts["Thai"]
        if wide * 2 > sum(counts.values()):
            return len(text) // 2
    return len(WORD.findall(text) if words is None else words)


def is_sentence(text: str) -> bool:
    """Whether a line is closed like a sentence and long enough to be one."""
    return bool(CLOSED.search(text)) and word_count(text) >= SENTENCE_WORDS


def content_words(text: str) -> set[str]:
    """Casefolded words that carry content: no stop words, three letters or more."""
    found = {w for w in WORD.findall(text.casefold()) if len(w) > 2}
    return {w.removesuffix("'s").removesuffix("’s") for w in found} - STOP_WORDS
