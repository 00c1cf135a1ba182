"""Given names and roles that tell a woman from a man (`world/given_names.toml`)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from dragoman.errors import LexiconError
from dragoman.lexicon.tables import Tables

PRONOUNS: Final = ("she", "he")


@dataclass(frozen=True, slots=True)
class Given:
    """Words in lower case to ``she`` or ``he``; a word that does not tell is in neither.

    Attributes:
        names: given names.
        roles: role nouns ("spokeswoman").
    """

    names: Mapping[str, str]
    roles: Mapping[str, str]


def load_given(tables: Tables) -> Given:
    """Load them; what a user's file says of a word wins.

    Raises:
        LexiconError: where a section is missing, or an entry is no string of words.
    """
    found: dict[str, dict[str, str]] = {"given": {}, "roles": {}}
    for place, table in tables.toml("world/given_names.toml"):
        for section, told in found.items():
            for pronoun in PRONOUNS:
                words = table.get(section, {}).get(pronoun, "")
                if not isinstance(words, str):
                    raise LexiconError(
                        f"{place}: [{section}] {pronoun} is no string of words",
                        "write words with blanks",
                    )
                told.update(dict.fromkeys(words.split(), pronoun))
    return Given(found["given"], found["roles"])
