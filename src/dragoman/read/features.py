"""Features of a line by itself: size, letters, punctuation, words, signs of furniture."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from math import log1p
from typing import Any, Final

import numpy as np

from dragoman.model import FurnitureKind
from dragoman.read.calendar_dates import find_written
from dragoman.read.characters import count_characters
from dragoman.read.kinds import is_date_line
from dragoman.read.records import Line
from dragoman.read.shape import CLOSED, STOP_WORDS, WORD, script_of, word_count
from dragoman.read.word_table import Ints, distinct, tabulate, word_pattern
from dragoman.read.words import Signs

Matrix = np.ndarray[Any, np.dtype[np.float32]]

SIGN_KINDS: Final = (
    FurnitureKind.CLOCK,
    FurnitureKind.EDITORS_NOTE,
    FurnitureKind.SUBSCRIPTION,
    FurnitureKind.SHARE,
    FurnitureKind.CREDIT,
    FurnitureKind.CAPTION,
    FurnitureKind.TAGS,
    FurnitureKind.BYLINE,
    FurnitureKind.TEASER,
    FurnitureKind.NAVIGATION,
)
OWN: Final = (
    "chars",
    "words",
    "word_length",
    "stop_share",
    "digit_share",
    "upper_share",
    "capital_share",
    "punctuation_share",
    "closed",
    "ends_colon",
    "ends_ellipsis",
    "ends_question",
    "starts_upper",
    "starts_lower",
    "starts_symbol",
    "starts_quote",
    "commas",
    "inner_stops",
    "address",
    "date_line",
    "has_date",
    "separators",
    "whole_sign",
    "part_sign",
    "other_script",
    "glued",
    "quotes",
    "brackets",
    "you_share",
    "we_share",
    "past_share",
    "repeats",
    "distinct",
    *(f"sign_{kind}" for kind in SIGN_KINDS),
)
COLUMN: Final = {name: n for n, name in enumerate(OWN)}
TOLD: Final = (
    "word_length",
    "stop_share",
    "capital_share",
    "you_share",
    "we_share",
    "past_share",
)
"""Means over the words of a line."""

PLAIN: Final = (
    "chars",
    "words",
    "closed",
    "ends_colon",
    "ends_ellipsis",
    "ends_question",
    "starts_upper",
    "starts_lower",
    "starts_symbol",
    "starts_quote",
    "address",
    "date_line",
    "has_date",
    "whole_sign",
    "part_sign",
    "other_script",
    *(f"sign_{kind}" for kind in SIGN_KINDS),
)
PLAIN_AT: Final = [COLUMN[name] for name in PLAIN]
"""What is asked line by line; all else is counted for all lines of a page at once."""

OF_SIZE: Final = {
    "digit": "digit_share",
    "upper": "upper_share",
    "punctuation": "punctuation_share",
}
OF_WORDS: Final = {"comma": "commas", "glued": "glued", "quote": "quotes", "bracket": "brackets"}
"""Kinds of characters that are counted for all lines at once, to their columns: as a share of the
characters, and by word."""

LONG_LINE: Final = 400
"""Characters from which the signs of furniture inside a line are no longer looked for: what the
story tells of subscribers is no prompt to subscribe."""

PIECE: Final = 240
"""Characters that shares of letters and words are taken over: enough to tell, and long lines stay
cheap. Size and end are the whole line's."""

SHOWN_WORD: Final = word_pattern(WORD.pattern)
PARTED: Final = "\x00"
"""Between lines that are searched as one: neither a space nor a sign of any of the patterns."""

INNER_STOP: Final = re.compile(r"[.!?。](?:[\"”’)]?\s+[^\s\x00]|(?<=。))")
ADDRESS: Final = re.compile(r"https?://|www\.|\S@\S+\.\w|@\w")
SEPARATOR: Final = re.compile(r"[|•·›»→▸►✓★]|\s[/-]\s|\t")
END: Final = 80
"""Characters at the end of a line that tell whether it is closed."""

ADDRESSED: Final = ("@", "www.", "http")
"""One of them is in every `ADDRESS`."""
PAST: Final = frozenset({"said", "was", "were", "had"})
YOU: Final = frozenset({"you", "your", "yours", "sie", "ihre", "vous", "votre", "usted", "su"})
WE: Final = frozenset({"we", "us", "our", "ours", "wir", "uns", "nous", "notre", "nosotros"})


def own_matrix(lines: Sequence[Line], signs: Signs) -> Matrix:
    """One row a line, columns in the order of ``OWN``."""
    repeats = Counter(line.text for line in lines)
    script = script_of(" ".join(line.text for line in sorted(lines, key=_length)[-5:]))
    number = {text: n for n, text in enumerate(repeats)}
    texts = list(repeats)
    own = np.zeros((len(texts), len(OWN)), dtype=np.float32)
    count = _fill_words(own, [text[:PIECE] for text in texts])
    rows = [_own(text, n, signs, script) for text, n in zip(texts, count, strict=True)]
    own[:, PLAIN_AT] = np.array(rows, dtype=np.float32).reshape(len(rows), len(PLAIN))
    _fill_characters(own, texts, count)
    own[:, COLUMN["repeats"]] = np.log1p(np.array([*repeats.values()], dtype=np.float32) - 1)
    return own[[number[line.text] for line in lines]]


def _length(line: Line) -> tuple[int, int]:
    return len(line.text), line.start


def _fill_words(own: Matrix, pieces: Sequence[str]) -> Ints:
    """Fill in what the words of each text tell; give back how many words each has."""
    table = tabulate(pieces, SHOWN_WORD)
    lowered = [word.casefold() for word in table.words]
    numbers = {word: n for n, word in enumerate(dict.fromkeys(lowered))}
    told = np.array([_told(*pair) for pair in zip(table.words, lowered, strict=True)], dtype=float)
    told = told.reshape(len(lowered), len(TOLD))
    found = np.bincount(table.text, minlength=len(pieces))
    count = np.maximum(1, found)
    for name, values in zip(TOLD, told.T, strict=True):
        sums = np.bincount(table.text, weights=values[table.word], minlength=len(pieces))
        own[:, COLUMN[name]] = sums / count
    wide = max(1, len(numbers))
    folded = np.array([numbers[word] for word in lowered], dtype=np.intp)[table.word]
    different = np.bincount(distinct(table.text * wide + folded) // wide, minlength=len(pieces))
    own[:, COLUMN["distinct"]] = different / count
    return found


def _told(word: str, lowered: str) -> tuple[float, ...]:
    """What a word adds to each of ``TOLD``."""
    return (
        len(word),
        lowered in STOP_WORDS,
        word[0].isupper(),
        lowered in YOU,
        lowered in WE,
        lowered[-2:] == "ed" or lowered in PAST,
    )


def _fill_characters(own: Matrix, texts: Sequence[str], words: Ints) -> None:
    """Fill in what is counted character by character, for all texts at once."""
    pieces = [text[:PIECE] for text in texts]
    counts = count_characters(pieces)
    size = np.array([len(piece) for piece in pieces])
    count = np.maximum(1, words)
    for kind, name in OF_SIZE.items():
        own[:, COLUMN[name]] = counts[kind] / size
    for kind, name in OF_WORDS.items():
        own[:, COLUMN[name]] = counts[kind] / count
    begin = np.cumsum([0, *(len(piece) + len(PARTED) for piece in pieces)])
    joined = PARTED.join(pieces)
    own[:, COLUMN["inner_stops"]] = np.log1p(_counted(INNER_STOP, joined, begin))
    own[:, COLUMN["separators"]] = _counted(SEPARATOR, joined, begin) / count


def _counted(pattern: re.Pattern[str], joined: str, begin: Ints) -> Ints:
    """Matches in each of the texts that begin so in the joined one."""
    at = [match.start() for match in pattern.finditer(joined)]
    return np.bincount(np.searchsorted(begin, at, "right") - 1, minlength=len(begin) - 1)


def _own(whole_text: str, words: int, signs: Signs, script: str) -> list[float]:
    """What is asked line by line: the columns of ``PLAIN``."""
    text = whole_text[:PIECE]
    long = len(whole_text) > LONG_LINE
    whole = None if long else signs.whole_kind(whole_text)
    part = None if long else whole or signs.part_kind(whole_text)
    dated = not long and bool(find_written(text))
    size = words if text.isascii() else word_count(text)
    return [
        log1p(len(whole_text)),
        log1p(size * len(whole_text) / len(text)),
        *_ends(whole_text),
        any(map(text.__contains__, ADDRESSED)) and bool(ADDRESS.search(text)),
        dated and is_date_line(text),
        dated,
        whole is not None,
        part is not None,
        bool(script) and script_of(text) not in {script, ""},
        *[part is kind for kind in SIGN_KINDS],
    ]


def _ends(text: str) -> tuple[bool, ...]:
    first, last = text[0], text[-1]
    return (
        last not in ":;" and bool(CLOSED.search(text[-END:])),
        last in ":;",
        text.endswith(("...", "…")),
        last == "?",
        first.isupper(),
        first.islower(),
        not first.isalnum() and first not in "\"“‘'«(",
        first in "\"“‘'«",
    )
