"""The words by which a noun or a present is told as still to come (`cues/forecast.toml`)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Protocol

from dragoman.model import Stance

OF_FORECASTS: Final = {
    "prospects": ("prospects", "words"),
    "aiming": ("aims", "verbs"),
    "given": ("aims", "given"),
    "resolved": ("participles", "words"),
    "graded": ("graded", "words"),
    "gradings": ("graded", "prospects_only"),
    "copulas": ("graded", "copulas"),
    "dated": ("dated", "words"),
    "seeing": ("seeing", "verbs"),
    "foreseeing": ("seeing", "subjects"),
    "restating": ("restated", "verbs"),
    "restated": ("restated", "nouns"),
    "bearing": ("bearing", "verbs"),
    "estimating": ("estimating", "verbs"),
    "abandoned": ("abandoned", "verbs"),
    "regarded": ("regarded", "verbs"),
    "pending": ("pending", "nouns"),
    "pending_times": ("pending", "times"),
    "until": ("pending", "until"),
}
"""The words of `ForetoldWords` with the section and entry of `forecast.toml` that holds them."""

MARKING: Final = (
    *("prospects", "resolved", "graded", "dated", "seeing", "restated", "estimating", "pending"),
)
"""Those of them one of which a sentence with such a forecast must hold, besides others."""


class WordLists(Protocol):
    """One validated table of the lexicon."""

    def words(self, section: str, entry: str) -> frozenset[str]:
        """The words of an entry."""

    def stances(self, section: str) -> Mapping[str, Stance]:
        """The words of a section's entries, with the stance that each entry is named for."""


@dataclass(frozen=True, slots=True)
class ForetoldWords:
    """Lemmas, but for ``days``, which are word forms.

    Attributes:
        prospects: nouns of which what follows "of" is foretold.
        aiming: verbs of planning whose object is what is to come.
        given: verbs of promising whose object is what is to come.
        resolved: participles that open onto an infinitive ("bound to").
        graded: what grades its subject ("imminent"), beside one of ``copulas``.
        gradings: what grades chances only ("slim").
        dated: what dates its subject ("slated for").
        describing: what describes a noun as still to come, with the kind of forecast.
        seeing: verbs of foresight where one of ``foreseeing`` is the subject.
        perceived: verbs beside which "could" tells an ability.
        days: what puts a present into the time to come ("tomorrow").
        restating, restated: verbs, and the nouns of forecasting that are their objects.
        bearing: verbs with the preposition of which the object is to come ("head_for").
        estimating: verbs of reckoning whose figure may be for a time to come.
        abandoned: verbs of giving up what was to come.
        pending, pending_times, until: the words in "a *matter* of *time before*".
        regarded: verbs of a condition that only tells how to see a thing ("if you look at").
        marks: all of these that a sentence with such a forecast must hold one of.
    """

    prospects: frozenset[str]
    aiming: frozenset[str]
    given: frozenset[str]
    resolved: frozenset[str]
    graded: frozenset[str]
    gradings: frozenset[str]
    copulas: frozenset[str]
    dated: frozenset[str]
    describing: Mapping[str, Stance]
    seeing: frozenset[str]
    foreseeing: frozenset[str]
    perceived: frozenset[str]
    days: frozenset[str]
    restating: frozenset[str]
    restated: frozenset[str]
    bearing: frozenset[str]
    estimating: frozenset[str]
    abandoned: frozenset[str]
    regarded: frozenset[str]
    pending: frozenset[str]
    pending_times: frozenset[str]
    until: frozenset[str]
    marks: frozenset[str]


def foretold_words(forecast: WordLists, modals: WordLists) -> ForetoldWords:
    """Read the lists from the tables of forecasts and of modals."""
    words = {name: forecast.words(*entry) for name, entry in OF_FORECASTS.items()}
    describing, days = forecast.stances("describing"), modals.words("future", "days")
    marking = (words[name] for name in MARKING)
    borne = {word.split("_")[0] for word in words["bearing"]}
    return ForetoldWords(
        describing=describing,
        days=days,
        perceived=modals.words("future", "perceived"),
        marks=frozenset().union(borne, describing, days, *marking),
        **words,
    )
