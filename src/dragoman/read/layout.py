"""Where the lines of a page stand: its containers, and the names that it gives them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, Final

from dragoman.errors import LexiconError
from dragoman.lexicon.tables import Tables

TABLE: Final = "containers.toml"
GROUPS: Final = (
    "body",
    "article",
    "comment",
    "related",
    "share",
    "subscription",
    "advert",
    "author",
    "meta",
    "caption",
    "navigation",
    "notice",
    "quote",
    "lead",
    "title",
)
"""Groups of the table, in the order of the layout model's columns."""

NAME_LIMIT: Final = 200
"""Characters of class, id, role and property that are kept of a container, each."""

REMEMBERED: Final = 8192


@dataclass(frozen=True, slots=True)
class Container:
    """A block element of a page.

    Attributes:
        parent: number of the container around it; the body, number 0, is its own.
        tag: of the element.
        name: its class, id, role and the property that it holds, as written, "" if none;
            ``aria-hidden`` where the page says that it is no part of its text.
    """

    parent: int
    tag: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Layout:
    """The containers of a page in document order, and that of each line.

    Attributes:
        containers: a parent stands before its children.
        at: for each line, the number of the innermost container around its beginning.
        told: for each line, whether the article that the page states in its metadata
            (``articleBody``) holds it; empty where it states none.
    """

    containers: tuple[Container, ...]
    at: tuple[int, ...]
    told: tuple[bool, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Names:
    """What the names of containers tell: one pattern a group, in the order of ``GROUPS``."""

    patterns: tuple[re.Pattern[str], ...]

    def groups(self, name: str) -> tuple[int, ...]:
        """Numbers of the groups that a container's name has a sign of."""
        return _groups(self, name.lower()) if name else ()


# Sites give a few dozen names to hundreds of containers, and the same on every page.
@lru_cache(maxsize=REMEMBERED)
def _groups(names: Names, name: str) -> tuple[int, ...]:
    return tuple(n for n, pattern in enumerate(names.patterns) if pattern.search(name))


@cache
def load_names(tables: Tables | None = None) -> Names:
    """Load and compile the table of container names.

    Raises:
        LexiconError: where a group is unknown or missing, or a pattern does not compile.
    """
    found: dict[str, list[str]] = {group: [] for group in GROUPS}
    for place, table in (tables or Tables()).toml(TABLE):
        for group, pattern in table.items():
            found.setdefault(_known(group, place), []).append(_checked(pattern, place, group))
    missing = [group for group, patterns in found.items() if not patterns]
    if missing:
        raise LexiconError(f"{TABLE}: no pattern for {', '.join(missing)}", "add the group")
    # Names are lowered instead of patterns told to ignore case, which takes six times as long.
    return Names(tuple(re.compile("|".join(found[g])) for g in GROUPS))


def _known(group: str, place: str) -> str:
    if group not in GROUPS:
        raise LexiconError(f"{place}: no group of containers: {group}", "mend the name")
    return group


def _checked(pattern: Any, place: str, group: str) -> str:
    if not isinstance(pattern, str) or not pattern or pattern != pattern.lower():
        raise LexiconError(f"{place} {group}: no pattern of lowered names", "mend the pattern")
    try:
        matches_all = bool(re.compile(pattern).search(""))
    except re.error as error:
        raise LexiconError(f"{place} {group}: {error}", "mend the pattern") from error
    if matches_all:
        raise LexiconError(f"{place} {group}: fits every name", "mend the pattern")
    return pattern
