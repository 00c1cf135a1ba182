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
from dragoman.lexicon.tables import Tables
from dragoman.model import Factuality, Likelihood, Stance

T = TypeVar("T")

EFFECTS: Final = frozenset({"keep", "follow", *(f.value for f in Factuality)})
MANNERS: Final = frozenset({"speech", "mental", "evidence", "act", "hope"})
WORD_CLASSES: Final = ("verb", "noun", "adjective", "adverb", "phrase")


@dataclass(frozen=True, slots=True)
class Cue:
    """What a cue word says of the source: its stance, and how it is known."""

    stance: Stance
    manner: str


@dataclass(frozen=True, slots=True)
class Embedder:
    """What a class of predicates does to the clause under it (see ``predicates.toml``).

    Each of ``affirmed``, ``negated``, ``finite`` and ``noun`` is ``keep``, ``follow`` or a
    `Factuality` value.
    """

    name: str
    affirmed: str
    negated: str
    finite: str
    noun: str


@dataclass(frozen=True, slots=True)
class Decline:
    """The words of answering nothing."""

    verbs: frozenset[str]
    speech: frozenset[str]
    answers: frozenset[str]
    confirming: frozenset[str]
    nouns: frozenset[str]


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
        object_control: verbs whose object is the subject of the infinitive ("urge X to").
        infinitive_stances: verbs whose stance is another one with an infinitive ("agreed to").
        citing: verbs by which a source names its own source.
        documents: nouns for a text that speaks for its author.
        raising: verbs whose subject belongs to the infinitive ("X seems to").
        embedders: embedding predicates by part of speech (``verbs`` …) and lemma.
        modifiers: what an adjective before an event noun makes of it.
        adverb_values: what an adverb makes of its clause.
        negators, generic_adverbs: adverbs that negate; that make a habit of it.
        not_negating: adverbs after which "not" does not negate ("not only").
        denying_prepositions: prepositions that deny the gerund or noun after them.
        stative: verbs that "no" on their object leaves true ("has no doubt").
        modals: modal verb → its value.
        conditional_markers, temporal_markers: subordinators of conditions; of times that are
            conditions where the main clause tells of the time to come.
        likelihoods: phrases as token tuples with their numeric range, longest first.
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
    titling: frozenset[str]
    support: frozenset[str]
    object_control: frozenset[str]
    raising: frozenset[str]
    embedders: Mapping[str, Mapping[str, Embedder]]
    modifiers: Mapping[str, Factuality]
    adverb_values: Mapping[str, Factuality]
    negators: frozenset[str]
    generic_adverbs: frozenset[str]
    not_negating: frozenset[str]
    denying_prepositions: frozenset[str]
    stative: frozenset[str]
    modals: Mapping[str, Factuality]
    future_verbs: frozenset[str]
    future_adjectives: frozenset[str]
    conditional_markers: frozenset[str]
    conditional_phrases: tuple[tuple[str, ...], ...]
    temporal_markers: frozenset[str]
    temporal_phrases: tuple[tuple[str, ...], ...]
    question_markers: frozenset[str]
    purpose_phrases: tuple[tuple[str, ...], ...]
    likelihoods: tuple[tuple[tuple[str, ...], Likelihood], ...]
    forecast_holders: Mapping[str, Stance]
    forecast_adjectives: frozenset[str]
    forecast_nouns: frozenset[str]
    aiming: frozenset[str]
    future_modals: frozenset[str]
    threatening: frozenset[str]
    future_adverbs: frozenset[str]
    future_heads: frozenset[str]
    weights: Weights


def load_cues(tables: Tables) -> Cues:
    """Load and validate the cue tables.

    Raises:
        LexiconError: where a table lacks a part, or names an unknown stance, class or effect.
    """
    speech = _speech(tables)
    predicates = _merged(tables, "cues/predicates.toml")
    modals = _merged(tables, "cues/modals.toml")
    forecast = _merged(tables, "cues/forecast.toml")
    place = "cues/modals.toml"
    adverbs = _part(predicates, "adverbs", "cues/predicates.toml")
    return Cues(
        verbs=speech["verb"],
        nouns=speech["noun"],
        adjectives=speech["adjective"],
        adverbs=speech["adverb"],
        phrases=_longest_first((tuple(w.split()), c) for w, c in speech["phrase"].items()),
        infinitive_stances=_infinitives(tables),
        decline=_decline(tables),
        citing=_chain_words(tables, "citing"),
        documents=_chain_words(tables, "documents"),
        titling=_chain_words(tables, "titling"),
        support=_chain_words(tables, "support"),
        object_control=_words(
            _part(predicates, "control", "cues/predicates.toml"), "object", "cues/predicates.toml"
        ),
        raising=_words(
            _part(predicates, "control", "cues/predicates.toml"), "raising", "cues/predicates.toml"
        ),
        embedders=_embedders(predicates),
        modifiers=_valued(_part(predicates, "modifiers", "cues/predicates.toml")),
        adverb_values=_valued({k: v for k, v in adverbs.items() if k in set(Factuality)}),
        negators=_words(adverbs, "negator", "cues/predicates.toml"),
        denying_prepositions=_words(
            _part(predicates, "prepositions", "cues/predicates.toml"),
            "negated",
            "cues/predicates.toml",
        ),
        not_negating=_words(adverbs, "not_only", "cues/predicates.toml"),
        stative=_words(
            _part(predicates, "control", "cues/predicates.toml"), "stative", "cues/predicates.toml"
        ),
        generic_adverbs=_words(adverbs, "generic", "cues/predicates.toml"),
        modals=_valued(_part(modals, "modals", place)),
        future_verbs=_words(_part(modals, "future", place), "verbs", place),
        future_adjectives=_words(_part(modals, "future", place), "adjectives", place),
        conditional_markers=_words(_part(modals, "conditional", place), "markers", place),
        conditional_phrases=_phrases(_part(modals, "conditional", place), "phrases", place),
        temporal_markers=_words(_part(modals, "conditional", place), "temporal", place),
        temporal_phrases=_phrases(_part(modals, "conditional", place), "temporal_phrases", place),
        question_markers=_words(_part(modals, "question", place), "markers", place),
        purpose_phrases=_phrases(_part(modals, "purpose", place), "phrases", place),
        likelihoods=_likelihoods(tables),
        forecast_holders={
            word: _stance(stance, "cues/forecast.toml")
            for stance, words in _part(forecast, "holders", "cues/forecast.toml").items()
            for word in words.split()
        },
        forecast_adjectives=_words(
            _part(forecast, "adjectives", "cues/forecast.toml"), "words", "cues/forecast.toml"
        ),
        aiming=_words(_part(forecast, "aims", "cues/forecast.toml"), "verbs", "cues/forecast.toml"),
        forecast_nouns=_words(
            _part(forecast, "nouns", "cues/forecast.toml"), "words", "cues/forecast.toml"
        ),
        future_modals=_words(_part(modals, "future", place), "modals", place),
        threatening=_words(
            _part(forecast, "threats", "cues/forecast.toml"), "verbs", "cues/forecast.toml"
        ),
        future_adverbs=_words(_part(forecast, "time", "cues/forecast.toml"), "adverbs", place),
        future_heads=_words(_part(forecast, "time", "cues/forecast.toml"), "heads", place),
        weights=_weights(tables),
    )


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


def _part(content: Mapping[str, Any], key: str, place: str) -> dict[str, Any]:
    part = content.get(key)
    if not isinstance(part, dict):
        raise LexiconError(f"{place}: no [{key}]", "add the table")
    return part


def _words(part: Mapping[str, Any], key: str, place: str) -> frozenset[str]:
    value = part.get(key)
    if not isinstance(value, str):
        raise LexiconError(f"{place}: {key} is no string of words", "write words with blanks")
    return frozenset(value.split())


def _phrases(part: Mapping[str, Any], key: str, place: str) -> tuple[tuple[str, ...], ...]:
    value = part.get(key)
    if not isinstance(value, list) or not all(isinstance(v, str) and v for v in value):
        raise LexiconError(f"{place}: {key} is no list of phrases", 'write ["a b", "c d"]')
    return tuple(sorted((tuple(v.split()) for v in value), key=lambda p: (-len(p), p)))


def _stance(value: str, place: str) -> Stance:
    try:
        return Stance(value)
    except ValueError as error:
        known = ", ".join(Stance)
        raise LexiconError(f"{place}: unknown stance {value!r}", f"use one of {known}") from error


def _valued(part: Mapping[str, str]) -> dict[str, Factuality]:
    found: dict[str, Factuality] = {}
    for value, words in part.items():
        try:
            factuality = Factuality(value)
        except ValueError as error:
            known = ", ".join(Factuality)
            message = f"cues: unknown factuality {value!r}"
            raise LexiconError(message, f"use one of {known}") from error
        found.update((word, factuality) for word in words.split())
    return found


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


def _decline(tables: Tables) -> Decline:
    place = "cues/speech.toml"
    part = tables.toml(place)[0][1].get("decline")
    if not isinstance(part, dict):
        raise LexiconError(f"{place}: no [decline]", "add the table")
    return Decline(
        verbs=_words(part, "verbs", place),
        speech=_words(part, "speech", place),
        answers=_words(part, "answers", place),
        confirming=_words(part, "confirming", place),
        nouns=_words(part, "nouns", place),
    )


def _infinitives(tables: Tables) -> dict[str, Stance]:
    place = "cues/speech.toml"
    part = _part(tables.toml(place)[0][1], "infinitive", place)
    return {w: _stance(name, place) for name, words in part.items() for w in words.split()}


def _chain_words(tables: Tables, key: str) -> frozenset[str]:
    place = "cues/speech.toml"
    return _words(_part(tables.toml(place)[0][1], "chain", place), key, place)


def _embedders(content: Mapping[str, dict[str, Any]]) -> dict[str, dict[str, Embedder]]:
    place = "cues/predicates.toml"
    classes: dict[str, Embedder] = {}
    for name, row in _part(content, "class", place).items():
        affirmed, negated = row.get("affirmed"), row.get("negated")
        finite = row.get("finite", affirmed)
        noun = row.get("noun", affirmed)
        if not {affirmed, negated, finite, noun} <= EFFECTS:
            known = ", ".join(sorted(EFFECTS))
            raise LexiconError(f"{place}: [class.{name}] has an unknown effect", f"use: {known}")
        classes[name] = Embedder(name, affirmed, negated, finite, noun)
    found: dict[str, dict[str, Embedder]] = {}
    for kind in ("verbs", "nouns", "adjectives"):
        found[kind] = {}
        for name, words in _part(content, kind, place).items():
            if name not in classes:
                raise LexiconError(f"{place}: [{kind}] unknown class {name}", f"add [class.{name}]")
            for word in words.split():
                found[kind].setdefault(word, classes[name])
    return found


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
                found[tuple(phrase.split())] = Likelihood(phrase, low, high)
    return _longest_first(found.items())


def _longest_first(
    rows: Iterable[tuple[tuple[str, ...], T]],
) -> tuple[tuple[tuple[str, ...], T], ...]:
    return tuple(sorted(rows, key=lambda row: (-len(row[0]), row[0])))


def _weights(tables: Tables) -> Weights:
    place, text = tables.texts("cues/weights.json")[-1]
    try:
        content = json.loads(text)
        features = {str(name): float(value) for name, value in content["features"].items()}
        return Weights(float(content["bias"]), float(content["threshold"]), features)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise LexiconError(f"{place}: {error!r}", "run bench/train_attribution.py") from error
