"""How pages label their dates: published, updated, of which edition, or counted from now."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Final

from dragoman.errors import LexiconError
from dragoman.lexicon.tables import Tables

TABLE: Final = "media/clocks.toml"
LISTS: Final = ("published", "updated", "edition", "relative")
RANGES: Final = {
    "months": range(1, 13),
    "pointed_months": range(1, 13),
    "eras": range(1867, 2100),
}


@dataclass(frozen=True, slots=True, eq=False)
class Clocks:
    """The table, compiled.

    Attributes:
        published, updated, edition: search for a label in a line.
        relative: fits a whole clock that counts from a moment that the page does not state.
        months: names of months beside those of Babel, casefolded, and their numbers.
        pointed_months: the same for names that are another month behind a day with a point.
        eras: East Asian eras and the year before their first.
    """

    published: re.Pattern[str]
    updated: re.Pattern[str]
    edition: re.Pattern[str]
    relative: re.Pattern[str]
    months: dict[str, int]
    pointed_months: dict[str, int]
    eras: dict[str, int]


@cache
def load_clocks(tables: Tables | None = None) -> Clocks:
    """Load and compile `media/clocks.toml`.

    Raises:
        LexiconError: on an unknown key, a pattern that does not compile, or a number out of range.
    """
    found: dict[str, list[str]] = {name: [] for name in LISTS}
    numbers: dict[str, dict[str, int]] = {name: {} for name in RANGES}
    for place, table in (tables or Tables()).toml(TABLE):
        for name, values in table.items():
            if name in numbers and all(v in RANGES[name] for v in values.values()):
                numbers[name].update({k.casefold(): int(v) for k, v in values.items()})
            elif name in found and all(isinstance(v, str) for v in values):
                found[name].extend(values)
            else:
                raise LexiconError(f"{place}: {name}: unknown, or of another form", "mend it")
    try:
        relative = re.compile("|".join(f"(?:{p})" for p in found["relative"]), re.IGNORECASE)
    except re.error as error:
        raise LexiconError(f"{TABLE}: relative: {error}", "mend the pattern") from error
    return Clocks(
        published=_labels(found["published"]),
        updated=_labels(found["updated"]),
        edition=_labels(found["edition"]),
        relative=relative,
        months=numbers["months"],
        pointed_months=numbers["pointed_months"],
        eras=numbers["eras"],
    )


def _labels(words: Iterable[str]) -> re.Pattern[str]:
    spaced = [w for w in words if w.isascii() or not _is_unspaced(w)]
    joined = [w for w in words if w not in spaced]
    pattern = rf"(?<!\w)(?:{_any(spaced)})(?!\w)"
    return re.compile(f"{pattern}|{_any(joined)}" if joined else pattern, re.IGNORECASE)


def _is_unspaced(word: str) -> bool:
    return any("\u0e00" <= c <= "\u0eff" or "\u3040" <= c <= "\ud7af" for c in word)


def _any(words: Iterable[str]) -> str:
    return "|".join(re.escape(w) for w in sorted(words, key=lambda w: (-len(w), w)))
