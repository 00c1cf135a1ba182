"""The words by which a noun or a present is told as still to come (`cues/forecast.toml`)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from dragoman.model import Stance


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
    marks: frozenset[str]


def foretold_words(forecast: WordLists, modals: WordLists) -> ForetoldWords:
    """Read the lists from the tables of forecasts and of modals."""
    prospects, resolved = (
        forecast.words("prospects", "words"),
        forecast.words("participles", "words"),
    )
    graded, dated = forecast.words("graded", "words"), forecast.words("dated", "words")
    describing, days = forecast.stances("describing"), modals.words("future", "days")
    seeing = forecast.words("seeing", "verbs")
    restated, bearing = forecast.words("restated", "nouns"), forecast.words("bearing", "verbs")
    estimating = forecast.words("estimating", "verbs")
    borne = {word.split("_")[0] for word in bearing}
    return ForetoldWords(
        prospects=prospects,
        aiming=forecast.words("aims", "verbs"),
        given=forecast.words("aims", "given"),
        resolved=resolved,
        graded=graded,
        gradings=forecast.words("graded", "prospects_only"),
        copulas=forecast.words("graded", "copulas"),
        dated=dated,
        describing=describing,
        seeing=seeing,
        foreseeing=forecast.words("seeing", "subjects"),
        perceived=modals.words("future", "perceived"),
        days=days,
        restating=forecast.words("restated", "verbs"),
        restated=restated,
        bearing=bearing,
        estimating=estimating,
        abandoned=forecast.words("abandoned", "verbs"),
        regarded=forecast.words("regarded", "verbs"),
        marks=prospects
        | estimating
        | restated
        | borne
        | resolved
        | graded
        | dated
        | set(describing)
        | seeing
        | days
        | {"matter"},
    )
