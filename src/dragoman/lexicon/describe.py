"""Country and sector of a noun phrase, composed from its names and role nouns.

"Ukrainian farmers" is the country of the demonym with the sector of the noun; "a former CIA
official" belongs to the elite of the body's country; "Kremlin critic" is not of the Kremlin.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from dragoman.errors import LexiconError
from dragoman.lexicon.entry import Entry
from dragoman.lexicon.matching import Match
from dragoman.lexicon.roles import Role
from dragoman.lexicon.tables import Tables
from dragoman.model import ActorKind

TABLE: Final = "world/composition.toml"
LONGEST: Final = 5
"""Words of the longest role noun that is looked for."""
IRREGULAR: Final = {"men": "man", "people": "people", "media": "media", "forces": "forces"}
UNSPECIFIC: Final = frozenset({ActorKind.UNNAMED, ActorKind.GOVERNMENT, ActorKind.OFFICE})
THE_STATE: Final = frozenset({ActorKind.STATE, ActorKind.PLACE})


@dataclass(frozen=True, slots=True)
class Composition:
    """The words and sectors that steer the composition; see ``world/composition.toml``."""

    borders: frozenset[str]
    former: frozenset[str]
    left: frozenset[str]
    louder: frozenset[str]
    vague: frozenset[str]


def load_composition(tables: Tables) -> Composition:
    """Load the table.

    Raises:
        LexiconError: on a list that is unknown or missing.
    """
    fields = Composition.__slots__
    found: dict[str, set[str]] = {name: set() for name in fields}
    for place, table in tables.toml(TABLE):
        for name, words in table.items():
            if name not in found or not all(isinstance(word, str) for word in words):
                raise LexiconError(f"{place}: unknown list {name!r}", f"one of {' '.join(fields)}")
            found[name].update(words)
    return Composition(**{name: frozenset(words) for name, words in found.items()})


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase with the names and role nouns found in it.

    Attributes:
        words: its tokens in lower case.
        core: token index at which what only places or explains it begins.
        names: best entry of each match, with the token range.
        roles: role nouns outside the names that stand for bodies and people.
    """

    words: tuple[str, ...]
    core: int
    names: tuple[tuple[int, int, Entry], ...]
    roles: tuple[tuple[int, int, Role], ...]

    def head(self, vague: frozenset[str]) -> Role | None:
        """The last role noun of the core that names a sector, else the first behind it.

        A vague one gives way to the one that stands right before it.
        """
        told = [found for found in self.roles if found[2].sector]
        inside = [found for found in self.roles if found[0] < self.core]
        while len(inside) > 1 and inside[-1][1] - inside[-1][0] == 1:
            (_, end, before), (start, _, _) = inside[-2:]
            if end != start or self.words[start] not in vague or not before.sector:
                break
            inside.pop()
        inside = [found for found in inside if found[2].sector]
        behind = [found for found in told if found[0] >= self.core]
        return inside[-1][2] if inside else behind[0][2] if behind else None

    @property
    def named(self) -> Entry | None:
        """The first body or person named, of the core before the rest."""
        found = [
            (start >= self.core, start, entry)
            for start, _, entry in self.names
            if entry.sector and entry.kind not in THE_STATE and entry.role != "capital"
        ]
        return min(found, key=lambda item: item[:2])[2] if found else None

    @property
    def country(self) -> str:
        """The first country that a name tells, empty where none does."""
        return next((entry.country for _, _, entry in self.names if entry.country), "")


def read_phrase(
    words: Sequence[str],
    matches: Sequence[Match],
    roles: Mapping[str, Role],
    composition: Composition,
    when: date | None,
) -> Phrase:
    """Find the parts of a phrase.

    Args:
        words: its tokens.
        matches: what the gazetteer found in it.
        when: the day that decides between the entries of one name.
    """
    lower = tuple(word.casefold() for word in words)
    core = next(
        (i for i, word in enumerate(lower) if i and word in composition.borders), len(lower)
    )
    names = tuple((start, end, _on(entries, when)) for start, end, entries in matches)
    taken = {i for start, end, _ in names for i in range(start, end)}
    return Phrase(lower, core, names, tuple(_roles(lower, taken, roles)))


def compose(phrase: Phrase, composition: Composition, when: date | None) -> tuple[str, str]:
    """Country (ISO alpha-3) and PLOVER sector of the phrase, each empty where it tells none."""
    former = any(word in composition.former for word in phrase.words[: phrase.core])
    return phrase.country, _sector(phrase, composition, when, former=former)


def _sector(phrase: Phrase, composition: Composition, when: date | None, *, former: bool) -> str:
    head, named = phrase.head(composition.vague), phrase.named
    if named is not None and named.kind is ActorKind.PERSON:
        held = when is None or named.holds(when)
        if not held and head is not None and not former:
            return head.sector
        former = former or not held
        return "ELI" if former and named.sector in composition.left else named.sector
    sector = ""
    if head is not None and (named is None or _outweighs(head, named, composition)):
        sector = head.sector
    elif named is not None:
        sector = named.sector
    elif phrase.names and phrase.names[0][2].role == "capital" and not phrase.roles:
        sector = "GOV"
    elif phrase.names and phrase.names[0][2].sector == "PRE":
        sector = "PRE"
    return "ELI" if former and sector in composition.left else sector


def _outweighs(head: Role, named: Entry, composition: Composition) -> bool:
    """Whether the head noun says more of the actor than the body named with it."""
    if head.sector in composition.louder:
        return True
    return named.kind is ActorKind.IGO and head.kind not in UNSPECIFIC


def _on(entries: Sequence[Entry], when: date | None) -> Entry:
    if when is None:
        return entries[0]
    return next((entry for entry in entries if entry.holds(when)), entries[0])


def _roles(
    words: Sequence[str], taken: set[int], roles: Mapping[str, Role]
) -> Iterator[tuple[int, int, Role]]:
    at = 0
    while at < len(words):
        for end in range(min(at + LONGEST, len(words)), at, -1):
            if taken.intersection(range(at, end)):
                continue
            role = next((roles[form] for form in _forms(words[at:end]) if form in roles), None)
            if role is not None:
                yield at, end, role
                at = end
                break
        else:
            at += 1


def _forms(words: Sequence[str]) -> Iterator[str]:
    """The phrase as written and with its last word in the singular."""
    before, last = list(words[:-1]), words[-1]
    for form in singulars(last):
        yield " ".join([*before, form]).replace(" - ", "-").replace(" '", "'")


def singulars(word: str) -> Iterator[str]:
    """The word itself and what it may be the plural of."""
    yield word
    if word in IRREGULAR:
        yield IRREGULAR[word]
    if word.endswith("men"):
        yield word[:-2] + "an"
    if word.endswith("ies"):
        yield word[:-3] + "y"
    if word.endswith("es"):
        yield word[:-2]
    if word.endswith("s"):
        yield word[:-1]
