"""What makes two mentions tellings of one thing, as far as words and types go."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from dragoman.errors import LexiconError
from dragoman.lexicon.tables import Tables
from dragoman.lexicon.telling import Tellings, load_tellings

TABLE = "likeness.toml"
LISTS = (
    "symmetric",
    "directed_modes",
    "verbal",
    "personal",
    "standing",
    "transfer",
    "uncounted",
    "negators",
    "negators_but",
    "purposes",
    "decided",
    "no_denial",
    "blaming",
    "sealed",
    "not_done",
    "so_far",
    "of_a_day",
    "people_classes",
    "harmful",
    "results",
    "common_people",
    "off",
    "conditions",
    "daily",
    "houses",
)
GROUPS = (
    "families",
    "parts",
    "covers",
    "concepts",
    "idle",
    "stocks",
    "promises",
    "apart",
    "denials",
    "known",
    "foreseen",
)
STOCKS = ("counted", "lost", "perhaps_lost", "sent", "returned", "present", "more")
DENIALS = ("cues", "refusing", "phrases", "figures", "said", "part_in", "light", "demanding")
FORESEEN = ("opens", "closes", "anew")
KNOWN = ("behind", "definite", "past", "open", "auxiliary", "earlier")
PROMISES = ("caps", "yearly", "truces", "kept_by", "broken_by")


@dataclass(frozen=True, slots=True)
class Likeness:
    """The table `likeness.toml`.

    Attributes:
        symmetric: PLOVER types whose participants stand on one footing.
        directed_modes: modes of those in which direction matters all the same.
        verbal: types that are words rather than deeds.
        personal: types in which the persons acting tell one occurrence from another.
        standing: measures compared across reports even where no event carries them.
        transfer: types in which something changes hands, if items are named.
        uncounted: measures that give neither estimates nor differences.
        negators, negators_but: words that turn a forecast round, and those that undo it.
        purposes: words that announce what a deed is for.
        decided: words before a planned deed by which it may have been done when it was told of.
        harmful: types whose tolls tell whom they befell.
        results: predicates that name what came of a deed, and not the deed.
        common_people: nouns for people that are in every report.
        conditions: words that open a condition behind an outcome.
        off: phrases that say that what was foreseen does not come.
        people_classes: classes of items that are people: two nouns of one class are no one thing.
        no_denial: words near a negated deed by which nobody says that it did not happen.
        daily: types of deeds that a war brings every day.
        houses: places that count only whom they took in.
        not_done: words before a predicate by which it is not told as done.
        so_far: words and phrases of a count of all until it was told.
        of_a_day: words and phrases of a count of one day or one deed.
        apart: for each word for who is counted, the kinds that are never one count.
        families: for each type, the families that it is compared in.
        near: nearness (0 to 1) of each pair of different types, keyed both ways.
        parts: for each measure, the measures that count part of the same.
        covers: for each class of items, the classes that it stands for.
        concepts: for each word, the ideas that it names.
        idle: words that say nothing about which occurrence is meant.
        spellings: (old, new): what is written otherwise on the other side of the Atlantic, put
            into one form before wordings are compared; applied in order, anywhere in a word.
        numerals: small numbers that house styles spell out, and their digits.
        sealed: CAMEO codes of verbal types that are deeds all the same.
        blaming: types whose recipient is said to have done something.
        told: the words in which a summary tells what was done.
        stocks: measures, types and words by which what is present is reckoned.
        denials: cues and phrases by which something is said to be not so, words by which only a
            figure is, and words for what is said or for a part in it.
        foreseen: words of an outcome by which its own deed is found, and by which it is a new one.
        known: words beside a predicate by which the reader is taken to know of the deed.
        promises: words and types by which caps and truces are held against what is told.
    """

    symmetric: frozenset[str]
    directed_modes: frozenset[str]
    verbal: frozenset[str]
    personal: frozenset[str]
    standing: frozenset[str]
    transfer: frozenset[str]
    uncounted: frozenset[str]
    negators: frozenset[str]
    negators_but: frozenset[str]
    purposes: frozenset[str]
    decided: frozenset[str]
    no_denial: frozenset[str]
    blaming: frozenset[str]
    sealed: tuple[str, ...]
    not_done: frozenset[str]
    so_far: frozenset[str]
    of_a_day: frozenset[str]
    people_classes: frozenset[str]
    harmful: frozenset[str]
    results: frozenset[str]
    common_people: frozenset[str]
    off: frozenset[str]
    conditions: frozenset[str]
    daily: frozenset[str]
    houses: frozenset[str]
    families: Mapping[str, tuple[str, ...]]
    near: Mapping[tuple[str, str], float]
    parts: Mapping[str, frozenset[str]]
    covers: Mapping[str, frozenset[str]]
    concepts: Mapping[str, tuple[str, ...]]
    idle: frozenset[str]
    spellings: tuple[tuple[str, str], ...]
    numerals: Mapping[str, str]
    told: Tellings
    stocks: Mapping[str, frozenset[str]]
    promises: Mapping[str, frozenset[str]]
    denials: Mapping[str, frozenset[str]]
    known: Mapping[str, frozenset[str]]
    apart: Mapping[str, tuple[str, ...]]
    foreseen: Mapping[str, frozenset[str]]

    @property
    def denying(self) -> frozenset[str]:
        """The words of denying, which say nothing of what is denied."""
        own = (self.denials[kind] for kind in DENIALS if kind != "phrases")
        phrases = (word for phrase in self.denials["phrases"] for word in phrase.split())
        return self.idle.union(phrases, *own)

    def nearness(self, one: str, other: str) -> float:
        """How near two event types are: 1 for the same, 0 for strangers."""
        return 1.0 if one == other else self.near.get((one, other), 0.0)

    def same_class(self, one: str, other: str) -> bool:
        """Whether two classes of items can name one thing.

        Classes are dotted paths: a class stands for those under it, ``X.other`` for all of X.
        """
        a, b = one.removesuffix(".other"), other.removesuffix(".other")
        return (
            a == b
            or a.startswith(f"{b}.")
            or b.startswith(f"{a}.")
            or other in self.covers.get(one, frozenset())
            or one in self.covers.get(other, frozenset())
        )

    def whole_of(self, measure: str) -> str:
        """The measure that counts this one's whole, or the measure itself."""
        wholes = sorted(whole for whole, parts in self.parts.items() if measure in parts)
        return self.whole_of(wholes[0]) if wholes else measure

    def part_of(self, one: str, other: str) -> bool:
        """Whether one of two different measures counts part of what the other counts."""
        return other in self.parts.get(one, frozenset()) or one in self.parts.get(
            other, frozenset()
        )


def load_likeness(tables: Tables) -> Likeness:
    """Load and validate `likeness.toml`; a user's copy adds to ours.

    Raises:
        LexiconError: where a value has the wrong form.
    """
    lists: dict[str, set[str]] = {}
    groups: dict[str, dict[str, set[str]]] = {}
    near: dict[tuple[str, str], float] = {}
    spellings: dict[str, str] = {}
    numerals: dict[str, str] = {}
    for place, table in tables.toml(TABLE):
        for name in LISTS:
            lists.setdefault(name, set()).update(_words(table.get(name, []), place, name))
        for name in GROUPS:
            known = groups.setdefault(name, {})
            for key, words in _table(table.get(name, {}), place, name).items():
                known.setdefault(key, set()).update(_words(words, place, f"{name}.{key}"))
        for name, pairs in (("spellings", spellings), ("numerals", numerals)):
            for key, value in _table(table.get(name, {}), place, name).items():
                pairs[key] = _words([value], place, f"{name}.{key}")[0]
        near.update(_near(_table(table.get("near", {}), place, "near"), place))
    return Likeness(
        sealed=tuple(sorted(lists["sealed"])),
        families=_inverted(groups["families"]),
        near=near,
        parts={key: frozenset(words) for key, words in groups["parts"].items()},
        covers={key: frozenset(words) for key, words in groups["covers"].items()},
        concepts=_inverted(groups["concepts"]),
        idle=frozenset(groups["idle"].get("words", set())),
        spellings=tuple(spellings.items()),
        numerals=numerals,
        told=load_tellings(tables),
        stocks={name: frozenset(groups["stocks"].get(name, ())) for name in STOCKS},
        promises={name: frozenset(groups["promises"].get(name, ())) for name in PROMISES},
        denials={name: frozenset(groups["denials"].get(name, ())) for name in DENIALS},
        known={name: frozenset(groups["known"].get(name, ())) for name in KNOWN},
        apart=_inverted(groups["apart"]),
        foreseen={name: frozenset(groups["foreseen"].get(name, ())) for name in FORESEEN},
        **{name: frozenset(lists[name]) for name in LISTS if name != "sealed"},
    )


def _words(value: Any, place: str, name: str) -> list[str]:
    if not isinstance(value, list) or not all(isinstance(word, str) for word in value):
        raise LexiconError(f"{place}: {name} is no list of words", 'write it as ["a", "b"]')
    return list(value)


def _table(value: Any, place: str, name: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise LexiconError(f"{place}: {name} is no table", f"write it as [{name}]")
    return value


def _near(table: dict[str, Any], place: str) -> dict[tuple[str, str], float]:
    near: dict[tuple[str, str], float] = {}
    for one, row in table.items():
        for other, share in _table(row, place, f"near.{one}").items():
            if not isinstance(share, int | float) or not 0 <= share <= 1:
                raise LexiconError(
                    f"{place}: near.{one}.{other} is {share!r}", "give a share from 0 to 1"
                )
            near[one, other] = near[other, one] = float(share)
    return near


def _inverted(groups: dict[str, set[str]]) -> dict[str, tuple[str, ...]]:
    found: dict[str, set[str]] = {}
    for name, words in groups.items():
        for word in words:
            found.setdefault(word, set()).add(name)
    return {word: tuple(sorted(names)) for word, names in found.items()}
