"""Words that tell who says so and how sure: speech and attitude cues, embedding predicates,
modals, hedges, conditionals, likelihood phrases.

All of it is read from ``data/cues/*.toml``; ``data/cues/weights.json`` holds the weights that
`bench/train_attribution.py` learnt.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final, TypeVar

from dragoman.errors import LexiconError
from dragoman.lexicon.answering import AnswerWords, Decline, answer_words, decline_words
from dragoman.lexicon.embedders import Embedder, embedders, phrasal
from dragoman.lexicon.foretold import ForetoldWords, foretold_words
from dragoman.lexicon.learnt import check_learnt
from dragoman.lexicon.subordinators import Subordinators, subordinators
from dragoman.lexicon.tables import Tables
from dragoman.model import Factuality, Likelihood, Stance

T = TypeVar("T")

MANNERS: Final = frozenset({"speech", "mental", "evidence", "act", "hope"})
WORD_CLASSES: Final = ("verb", "noun", "adjective", "adverb", "phrase")

OF_CHAINS: Final = (
    *("authorising", "citing", "denying", "documents", "granting", "interviews", "moved", "moving"),
    *("naming", "outlets", "own_accounts", "relaying", "stations", "support", "telling", "titling"),
)
"""Sets of words that `speech.toml` holds under ``[chain]``, by their own names."""

OF_UNNAMED: Final = ("people", "offices", "nobody", "no_speaker")
"""Those that it holds under ``[unnamed]``."""

OF_PREDICATES: Final = {
    "aims": ("control", "aims"),
    "object_control": ("control", "object"),
    "raising": ("control", "raising"),
    "timetabled": ("control", "timetabled"),
    "stative": ("control", "stative"),
    "negators": ("adverbs", "negator"),
    "not_negating": ("adverbs", "not_only"),
    "negated_subjects": ("adverbs", "nobody"),
    "generic_adverbs": ("adverbs", "generic"),
    "denying_prepositions": ("prepositions", "negated"),
}
"""Sets of words with the section and entry of `predicates.toml` that holds them."""

OF_MODALS: Final = {
    "future_verbs": ("future", "verbs"),
    "future_modals": ("future", "modals"),
    "conditional_markers": ("conditional", "markers"),
    "temporal_markers": ("conditional", "temporal"),
}
"""The same of `modals.toml`."""

OF_FORECASTS: Final = {
    "forecast_adjectives": ("adjectives", "words"),
    "readiness": ("adjectives", "readiness"),
    "bygone": ("bygone", "words"),
    "chances": ("chances", "nouns"),
    "forecast_nouns": ("nouns", "words"),
    "threatening": ("threats", "verbs"),
}
"""The same of `forecast.toml`."""


@dataclass(frozen=True, slots=True)
class Cue:
    """What a cue word says of the source: its stance, and how it is known."""

    stance: Stance
    manner: str


@dataclass(frozen=True, slots=True)
class Weights:
    """A logistic model over named features: log odds that a candidate is an attribution."""

    bias: float
    threshold: float
    features: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Cues:
    """All of them. Words are lemmas, lower case; ``point_out`` is a verb with its particle.

    Attributes:
        verbs, nouns, adjectives, adverbs: attribution cues by lemma.
        phrases: prepositional cues as token tuples, longest first.
        titling: verbs that give a text its title.
        support: verbs whose subject owns the speech noun that they take ("made the claim").
        answer: what denials, refusals and confirmations point at.
        people: nouns for persons who may speak without a name.
        offices: those of them whom "the" office tells apart ("the foreign minister").
        nobody: words that say no more of a source than that it is not named ("a *source*").
        no_speaker: words that stand for no speaker: what they seem to say, the outlet says.
        anonymity: phrases that tell why somebody is not named.
        relaying: verbs of a medium's part in it ("quoted by", "a report seen by").
        telling: verbs that say to whom a source spoke ("who told").
        own_accounts: nouns in "by the rebels' own account".
        granting: words with which a teller grants that the content is true ("admitted").
        denying: verbs that deny whatever they take.
        naming: verbs in "asked not to be named".
        authorising: verbs in "was not authorised to speak".
        object_control: verbs whose object is the subject of the infinitive ("urge X to").
        infinitive_stances: verbs whose stance is another one with an infinitive ("agreed to").
        citing: verbs by which a source names its own source.
        moving, moved: verbs of speech that only move people where they take these for object.
        stations: nouns for a single medium that may be told something.
        interviews: nouns of talks whose "with" names who was told.
        outlets: nouns for the press, in which others' claims stand.
        documents: nouns for a text that speaks for its author.
        raising: verbs whose subject belongs to the infinitive ("X seems to").
        embedders: embedding predicates by part of speech (``verbs`` …) and lemma.
        phrasal: the class of a verb with its object noun ("take", "opportunity").
        modifiers: what an adjective before an event noun makes of it.
        adverb_values: what an adverb makes of its clause.
        negators, generic_adverbs: adverbs that negate; that make a habit of it.
        negated_subjects: what makes a subject nobody ("neither figure").
        not_negating: adverbs after which "not" does not negate ("not only").
        denying_prepositions: prepositions that deny the gerund or noun after them.
        denying_phrases: adverbs with a preposition that do so ("far from").
        timetabled: verbs whose present with a date tells what is to come ("talks resume on").
        aims: nouns of which "is to" tells an aim ("its purpose is to").
        stative: verbs that "no" on their object leaves true ("has no doubt").
        modals: modal verb → its value.
        conditional_markers, temporal_markers: subordinators of conditions; of times that are
            conditions where the main clause tells of the time to come.
        subordinators: those under which a clause is asked, or told as fact.
        likelihoods: phrases as token tuples with their numeric range, longest first.
        chances: nouns with a figure that is the likelihood itself ("a 70 per cent chance").
        forecast_holders: word → the stance of the forecast it makes.
    """

    verbs: Mapping[str, Cue]
    nouns: Mapping[str, Cue]
    adjectives: Mapping[str, Cue]
    adverbs: Mapping[str, Cue]
    phrases: tuple[tuple[tuple[str, ...], Cue], ...]
    infinitive_stances: Mapping[str, Stance]
    decline: Decline
    citing: frozenset[str]
    documents: frozenset[str]
    outlets: frozenset[str]
    moving: frozenset[str]
    moved: frozenset[str]
    stations: frozenset[str]
    interviews: frozenset[str]
    titling: frozenset[str]
    support: frozenset[str]
    answer: AnswerWords
    people: frozenset[str]
    offices: frozenset[str]
    nobody: frozenset[str]
    no_speaker: frozenset[str]
    anonymity: tuple[tuple[str, ...], ...]
    relaying: frozenset[str]
    telling: frozenset[str]
    own_accounts: frozenset[str]
    granting: frozenset[str]
    denying: frozenset[str]
    naming: frozenset[str]
    authorising: frozenset[str]
    object_control: frozenset[str]
    raising: frozenset[str]
    embedders: Mapping[str, Mapping[str, Embedder]]
    phrasal: Mapping[tuple[str, str], Embedder]
    modifiers: Mapping[str, Factuality]
    adverb_values: Mapping[str, Factuality]
    negators: frozenset[str]
    generic_adverbs: frozenset[str]
    not_negating: frozenset[str]
    negated_subjects: frozenset[str]
    denying_prepositions: frozenset[str]
    denying_phrases: frozenset[tuple[str, ...]]
    timetabled: frozenset[str]
    stative: frozenset[str]
    aims: frozenset[str]
    modals: Mapping[str, Factuality]
    future_verbs: frozenset[str]
    conditional_markers: frozenset[str]
    conditional_phrases: tuple[tuple[str, ...], ...]
    temporal_markers: frozenset[str]
    subordinators: Subordinators
    likelihoods: tuple[tuple[tuple[str, ...], Likelihood], ...]
    chances: frozenset[str]
    forecast_holders: Mapping[str, Stance]
    forecast_adjectives: frozenset[str]
    forecast_nouns: frozenset[str]
    readiness: frozenset[str]
    bygone: frozenset[str]
    foretold: ForetoldWords
    future_modals: frozenset[str]
    threatening: frozenset[str]
    weights: Weights


def load_cues(tables: Tables) -> Cues:
    """Load and validate the cue tables.

    Raises:
        LexiconError: where a table lacks a part, or names an unknown stance, class or effect.
    """
    speech = _speech(tables)
    chains = _Table(tables.toml("cues/speech.toml")[0][1], "cues/speech.toml")
    predicates = _Table(_merged(tables, "cues/predicates.toml"), "cues/predicates.toml")
    modals = _Table(_merged(tables, "cues/modals.toml"), "cues/modals.toml")
    forecast = _Table(_merged(tables, "cues/forecast.toml"), "cues/forecast.toml")
    return Cues(
        verbs=speech["verb"],
        nouns=speech["noun"],
        adjectives=speech["adjective"],
        adverbs=speech["adverb"],
        phrases=_longest_first((tuple(w.split()), c) for w, c in speech["phrase"].items()),
        infinitive_stances=chains.stances("infinitive"),
        decline=decline_words(chains),
        anonymity=chains.phrases("unnamed", "why"),
        answer=answer_words(chains),
        embedders=embedders(predicates),
        phrasal=phrasal(predicates),
        modifiers=predicates.values("modifiers"),
        adverb_values=predicates.values("adverb_values"),
        denying_phrases=frozenset(predicates.phrases("prepositions", "phrases")),
        modals=modals.values("modals"),
        conditional_phrases=modals.phrases("conditional", "phrases"),
        subordinators=subordinators(modals),
        likelihoods=_likelihoods(tables),
        forecast_holders=forecast.stances("holders"),
        foretold=foretold_words(forecast, modals),
        weights=_weights(tables),
        **{name: chains.words("chain", name) for name in OF_CHAINS},
        **{name: chains.words("unnamed", name) for name in OF_UNNAMED},
        **{name: predicates.words(*entry) for name, entry in OF_PREDICATES.items()},
        **{name: modals.words(*entry) for name, entry in OF_MODALS.items()},
        **{name: forecast.words(*entry) for name, entry in OF_FORECASTS.items()},
    )


@dataclass(frozen=True, slots=True)
class _Table:
    """One table's content with its place, which every message names."""

    content: Mapping[str, Any]
    place: str

    def part(self, key: str) -> dict[str, Any]:
        """A section of the table."""
        part = self.content.get(key)
        if not isinstance(part, dict):
            raise LexiconError(f"{self.place}: no [{key}]", "add the table")
        return part

    def words(self, section: str, key: str) -> frozenset[str]:
        """The words of one entry, written with blanks between them."""
        value = self.part(section).get(key)
        if not isinstance(value, str):
            raise LexiconError(
                f"{self.place}: [{section}] {key} is no string of words", "write words with blanks"
            )
        return frozenset(value.split())

    def phrases(self, section: str, key: str) -> tuple[tuple[str, ...], ...]:
        """The phrases of one entry, longest first."""
        value = self.part(section).get(key)
        if not isinstance(value, list) or not all(isinstance(v, str) and v for v in value):
            raise LexiconError(
                f"{self.place}: [{section}] {key} is no list of phrases", 'write ["a b", "c d"]'
            )
        return tuple(sorted((tuple(v.split()) for v in value), key=lambda p: (-len(p), p)))

    def values(self, section: str) -> dict[str, Factuality]:
        """Word to factuality, from entries ``value = "words"``."""
        found: dict[str, Factuality] = {}
        for value, words in self.part(section).items():
            try:
                factuality = Factuality(value)
            except ValueError as error:
                message = f"{self.place}: [{section}] unknown factuality {value!r}"
                raise LexiconError(message, f"use one of {', '.join(Factuality)}") from error
            found.update((word, factuality) for word in words.split())
        return found

    def stances(self, section: str) -> dict[str, Stance]:
        """Word to stance, from entries ``stance = "words"``."""
        return {
            word: _stance(stance, self.place)
            for stance, words in self.part(section).items()
            for word in words.split()
        }


def _merged(tables: Tables, name: str) -> dict[str, dict[str, Any]]:
    """A table with a user's entries added: what a later file says wins, key by key."""
    whole: dict[str, dict[str, Any]] = {}
    for place, content in tables.toml(name):
        for section, entries in content.items():
            if not isinstance(entries, dict):
                raise LexiconError(
                    f"{place}: [{section}] is no table", "write key = value under it"
                )
            whole.setdefault(section, {}).update(entries)
    return whole


def _stance(value: str, place: str) -> Stance:
    try:
        return Stance(value)
    except ValueError as error:
        known = ", ".join(Stance)
        raise LexiconError(f"{place}: unknown stance {value!r}", f"use one of {known}") from error


def _speech(tables: Tables) -> dict[str, dict[str, Cue]]:
    found: dict[str, dict[str, Cue]] = {kind: {} for kind in WORD_CLASSES}
    for place, content in tables.toml("cues/speech.toml"):
        for kind in WORD_CLASSES:
            for row in content.get(kind, ()):
                _speech_row(row, kind, place, found)
    return found


def _speech_row(
    row: Mapping[str, Any], kind: str, place: str, found: dict[str, dict[str, Cue]]
) -> None:
    words = row.get("words", "")
    listed = words if isinstance(words, list) else words.split()
    if not listed:
        raise LexiconError(f"{place}: a [[{kind}]] without words", 'add words = "…"')
    if row.get("manner") not in MANNERS:
        known = ", ".join(sorted(MANNERS))
        raise LexiconError(
            f"{place}: [[{kind}]] {listed[0]}: unknown manner", f"use one of {known}"
        )
    cue = Cue(_stance(str(row.get("stance")), f"{place}: {listed[0]}"), row["manner"])
    for word in listed:
        # The first entry of a word is its leading sense; a later file may still replace it.
        if place.startswith("cues/"):
            found[kind].setdefault(word, cue)
        else:
            found[kind][word] = cue


def _likelihoods(tables: Tables) -> tuple[tuple[tuple[str, ...], Likelihood], ...]:
    found: dict[tuple[str, ...], Likelihood] = {}
    for place, content in tables.toml("cues/likelihood.toml"):
        for row in content.get("phrase", ()):
            low, high = row.get("low"), row.get("high")
            words = row.get("words", [])
            if not words or "scale" not in row:
                raise LexiconError(f"{place}: a [[phrase]] lacks words or scale", "add them")
            if (low is None) != (high is None) or (low is not None and not 0 <= low <= high <= 1):
                raise LexiconError(f"{place}: {words[0]}: no range from 0 to 1", "mend low, high")
            for phrase in words:
                scale = "" if low is None else row["scale"]
                found[tuple(phrase.split())] = Likelihood(phrase, low, high, scale)
    return _longest_first(found.items())


def _longest_first(
    rows: Iterable[tuple[tuple[str, ...], T]],
) -> tuple[tuple[tuple[str, ...], T], ...]:
    return tuple(sorted(rows, key=lambda row: (-len(row[0]), row[0])))


def _weights(tables: Tables) -> Weights:
    own, *given = tables.texts("cues/weights.json")
    check_learnt("lexicon/data/cues/weights.json", own[1].encode())
    place, text = given[-1] if given else own
    try:
        content = json.loads(text)
        features = {str(name): float(value) for name, value in content["features"].items()}
        return Weights(float(content["bias"]), float(content["threshold"]), features)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise LexiconError(f"{place}: {error!r}", "run bench/train_attribution.py") from error
