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
    "extracted",
    *(f"sign_{kind}" for kind in SIGN_KINDS),
)
COLUMN: Final = {name: n for n, name in enumerate(OWN)}
OF_SIZE: Final = {
    "digit": "digit_share",
    "upper": "upper_share",
    "punctuation": "punctuation_share",
}
OF_WORDS: Final = {"comma": "commas", "glued": "glued", "quote": "quotes", "bracket": "brackets"}
"""Kinds of characters that are counted for all lines at once, to their columns: as a share of the
characters, and by word."""

COUNTED_LATER: Final = (0.0, 0.0, 0.0)
LONG_LINE: Final = 400
"""Characters from which the signs of furniture inside a line are no longer looked for: what the
story tells of subscribers is no prompt to subscribe."""

PIECE: Final = 240
"""Characters that shares of letters and words are taken over: enough to tell, and long lines stay
cheap. Size and end are the whole line's."""

INNER_STOP: Final = re.compile(r"[.!?。](?:[\"”’)]?\s+\S|(?<=。))")
ADDRESS: Final = re.compile(r"https?://|www\.|\S@\S+\.\w|@\w")
SEPARATOR: Final = re.compile(r"[|•·›»→▸►✓★]|\s[/-]\s|\t")
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
    rows = [_own(text, signs, script) for text in repeats]
    own = np.array(rows, dtype=np.float32).reshape(len(rows), len(OWN))
    _count_in(own, list(repeats))
    own[:, COLUMN["repeats"]] = np.log1p(np.array([*repeats.values()], dtype=np.float32) - 1)
    found = own[[number[line.text] for line in lines]]
    extracted = [-1.0 if line.extracted is None else float(line.extracted) for line in lines]
    found[:, COLUMN["extracted"]] = extracted
    return found


def _length(line: Line) -> tuple[int, int]:
    return len(line.text), line.start


def _count_in(own: Matrix, texts: Sequence[str]) -> None:
    """Fill in what is counted character by character, for all texts at once."""
    pieces = [text[:PIECE] for text in texts]
    counts = count_characters(pieces)
    size = np.array([len(piece) for piece in pieces])
    # Number of words, which `_own` leaves in the place of the first of its shares.
    words = own[:, COLUMN["commas"]].copy()
    for kind, name in OF_SIZE.items():
        own[:, COLUMN[name]] = counts[kind] / size
    for kind, name in OF_WORDS.items():
        own[:, COLUMN[name]] = counts[kind] / words


def _own(whole_text: str, signs: Signs, script: str) -> list[float]:
    text = whole_text[:PIECE]
    words = WORD.findall(text)
    lowered = [w.casefold() for w in words]
    count = max(1, len(words))
    long = len(whole_text) > LONG_LINE
    whole = None if long else signs.whole_kind(whole_text)
    part = None if long else whole or signs.part_kind(whole_text)
    dated = not long and bool(find_written(text))
    return [
        log1p(len(whole_text)),
        log1p(word_count(text, words) * len(whole_text) / len(text)),
        *_letters(words, lowered, count),
        *_ends(whole_text),
        count,
        log1p(len(INNER_STOP.findall(text))),
        float(any(map(text.__contains__, ADDRESSED)) and bool(ADDRESS.search(text))),
        float(dated and is_date_line(text)),
        float(dated),
        len(SEPARATOR.findall(text)) / count,
        float(whole is not None),
        float(part is not None),
        float(bool(script) and script_of(text) not in {script, ""}),
        *COUNTED_LATER,
        *_voice(lowered, count),
        0.0,
        len(set(lowered)) / count,
        0.0,
        *(float(part is kind) for kind in SIGN_KINDS),
    ]


def _letters(words: list[str], lowered: list[str], count: int) -> tuple[float, ...]:
    return (
        sum(map(len, words)) / count,
        sum(map(STOP_WORDS.__contains__, lowered)) / count,
        0.0,
        0.0,
        sum([w[0].isupper() for w in words]) / count,
        0.0,
    )


def _voice(lowered: list[str], count: int) -> tuple[float, ...]:
    """Shares of words that address the reader, speak for the outlet, and tell of the past."""
    you, we = sum(map(YOU.__contains__, lowered)), sum(map(WE.__contains__, lowered))
    past = sum([word[-2:] == "ed" or word in PAST for word in lowered])
    return you / count, we / count, past / count


def _ends(text: str) -> tuple[float, ...]:
    first, last = text[0], text[-1]
    return (
        float(bool(CLOSED.search(text)) and last not in ":;"),
        float(last in ":;"),
        float(text.endswith(("...", "…"))),
        float(last == "?"),
        float(first.isupper()),
        float(first.islower()),
        float(not first.isalnum() and first not in "\"“‘'«("),
        float(first in "\"“‘'«"),
    )
