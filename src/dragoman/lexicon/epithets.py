"""Expressions that stand for actors named elsewhere: pronouns, "both countries", "the North"."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from dragoman.errors import LexiconError
from dragoman.lexicon.tables import Tables


@dataclass(frozen=True, slots=True)
class Epithets:
    """See `epithets.toml`.

    Attributes:
        dual: plural nouns for the parties just named.
        dual_determiners: what stands before them.
        state: singular nouns for a state named before.
        compass: "North" and its like, with the countries that it can mean.
        pronouns: pronoun to ``person``, ``group``, ``thing`` or ``speaker``.
        plain_government: role nouns for a government as a whole.
        sector_names: PLOVER sector to a word for "the … of COUNTRY".
    """

    dual: frozenset[str]
    dual_determiners: frozenset[str]
    state: frozenset[str]
    compass: Mapping[str, tuple[str, ...]]
    pronouns: Mapping[str, str]
    plain_government: frozenset[str]
    sector_names: Mapping[str, str]


def load_epithets(tables: Tables) -> Epithets:
    """Load them.

    Raises:
        LexiconError: where a section is missing.
    """
    dual: set[str] = set()
    determiners: set[str] = set()
    state: set[str] = set()
    compass: dict[str, tuple[str, ...]] = {}
    pronouns: dict[str, str] = {}
    sectors: dict[str, str] = {}
    plain: set[str] = set()
    for place, table in tables.toml("coding/epithets.toml"):
        try:
            dual |= set(table.get("dual", ()))
            determiners |= set(table.get("dual_determiners", ()))
            state |= set(table.get("state", ()))
            plain |= set(table.get("plain_government", ()))
            compass |= {k: tuple(v) for k, v in table.get("compass", {}).items()}
            for kind, words in table.get("pronouns", {}).items():
                pronouns |= dict.fromkeys(words, kind)
            sectors |= table.get("sector_names", {})
        except (TypeError, AttributeError) as error:
            raise LexiconError(f"{place}: {error}", "keep the sections of our own file") from error
    return Epithets(
        dual=frozenset(dual),
        dual_determiners=frozenset(determiners),
        state=frozenset(state),
        compass=compass,
        pronouns=pronouns,
        plain_government=frozenset(plain),
        sector_names=sectors,
    )
