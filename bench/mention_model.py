"""Which mentions are of one occurrence: a fitted score of pairs, then of groups.

First step: mentions named by one stem are joined, by average link, where the score of pairs allows;
the weights of a pair named by one word are other than those of a pair named by two. Second step:
groups are joined, best first, by a second score that looks at all pairs between them. Both are
logistic regressions fitted on `ecbplus_train` (bench/train_coreference.py), kept as plain numbers
in bench/coreference_weights.toml. Two sets: with and without the relations of WordNet (Fellbaum
1998), which tell that "quake" and "earthquake" are one word for it.
"""

from __future__ import annotations

import math
import tomllib
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from dragoman.reconcile.wording import Rarity, cosine
from mentions import Group, Mention
from wordnet import Relations

WEIGHTS = Path(__file__).with_name("coreference_weights.toml")
FEATURES = (
    "one_stem",
    "trigger",
    "doers",
    "doers_apart",
    "undergoers",
    "undergoers_apart",
    "crossed",
    "arguments",
    "near",
    "rarest",
    "names",
    "names_apart",
    "days",
    "days_apart",
    "numbers",
    "numbers_apart",
    "places",
    "places_apart",
    "sentence",
    "sentence_cosine",
    "document",
    "document_names",
    "one_document",
    "one_sentence",
    "both_verbal",
    "synonyms",
    "above",
    "beside",
)
GROUP_FEATURES = (
    *(f"mean {name}" for name in (*FEATURES, "score")),
    *(f"most {name}" for name in (*FEATURES, "score")),
    *[
        "smaller",
        "larger",
        "sentences_shared",
        "documents_shared",
        "spread",
        "widest",
        "narrowest",
        "one_word",
    ],
)
CLIP = 6.0
OUT = -99.0

Array = Any
Scored = Callable[[Array], Array]


@dataclass(frozen=True)
class Model:
    """Weights over `FEATURES` and `GROUP_FEATURES`, the bias last, and where joining stops."""

    same_stem: Array
    other_stem: Array
    groups: Array
    pair_from: float
    group_from: float


def load_model(name: str) -> Model:
    """The shipped weights, ``plain`` or ``wordnet``."""
    table = tomllib.loads(WEIGHTS.read_text("utf-8"))[name]

    def weights(key: str, names: Sequence[str]) -> Array:
        return np.array([*(table[key].get(n, 0.0) for n in names), table[key]["bias"]])

    return Model(
        weights("same_stem", FEATURES),
        weights("other_stem", FEATURES),
        weights("groups", GROUP_FEATURES),
        table["pair_from"],
        table["group_from"],
    )


def by_group(mentions: Iterable[Mention]) -> dict[Group, list[Mention]]:
    """Mentions by subtopic, each in their order."""
    found: dict[Group, list[Mention]] = defaultdict(list)
    for mention in mentions:
        found[mention.group].append(mention)
    return found


class Pairs:
    """The features of all pairs within each group."""

    def __init__(self, mentions: Sequence[Mention], relations: Relations | None) -> None:
        sentences = {(m.document, m.at): m.sentence | m.trigger for m in mentions}
        self._rare = Rarity.of(sentences.values())
        documents = {m.document: m for m in mentions}
        spread = Rarity.of(m.words.keys() for m in documents.values())
        self._document = {key: spread.vector(m.words.elements()) for key, m in documents.items()}  # type: ignore[attr-defined]
        self._sentence = {m.id: self._rare.vector(sorted(m.sentence)) for m in mentions}
        self._relations = relations
        self.groups = by_group(mentions)
        self.features = {key: self._matrix(members) for key, members in self.groups.items()}

    def _matrix(self, members: Sequence[Mention]) -> Array:
        size = len(members)
        made = np.zeros((size, size, len(FEATURES)))
        for i, one in enumerate(members):
            for j in range(i + 1, size):
                made[i, j] = made[j, i] = self._pair(one, members[j])
        return made

    def _pair(self, a: Mention, b: Mention) -> list[float]:
        alike = self._alike
        one = a.stem == b.stem or bool(a.trigger & b.trigger)
        shared = a.sentence & b.sentence
        here = a.document == b.document
        synonyms = (1.0, 0.0, 0.0) if a.stem == b.stem else self._related(a, b)
        return [
            float(one),
            alike(a.trigger, b.trigger),
            alike(a.doers, b.doers),
            _apart(a.doers, b.doers),
            alike(a.undergoers, b.undergoers),
            _apart(a.undergoers, b.undergoers),
            max(alike(a.doers, b.undergoers), alike(a.undergoers, b.doers)),
            alike(_arguments(a), _arguments(b)),
            alike(a.near, b.near),
            max((self._rare.weight(word) for word in shared), default=0.0),
            alike(a.names, b.names),
            _apart(a.names, b.names),
            float(bool(a.days & b.days)),
            _apart(a.days, b.days),
            float(bool(a.numbers & b.numbers)),
            _apart(a.numbers, b.numbers),
            float(bool(a.places & b.places)),
            _apart(a.places, b.places),
            alike(a.sentence, b.sentence),
            cosine(self._sentence[a.id], self._sentence[b.id]),
            cosine(self._document[a.document], self._document[b.document]),
            alike(a.own_names, b.own_names),
            float(here),
            float(here and a.at == b.at),
            float(a.verbal == b.verbal),
            *synonyms,
        ]

    def _alike(self, one: frozenset[str], other: frozenset[str]) -> float:
        return self._rare.overlap(one, other) if one and other else 0.0

    def _related(self, a: Mention, b: Mention) -> tuple[float, float, float]:
        if self._relations is None:
            return (0.0, 0.0, 0.0)
        found = [self._relations.between(x, y) for x in a.lemmas for y in b.lemmas]
        return tuple(max(values) for values in zip(*found, strict=True))  # type: ignore[return-value]


def _arguments(mention: Mention) -> frozenset[str]:
    return mention.doers | mention.undergoers | mention.others


def _apart(one: frozenset[str], other: frozenset[str]) -> float:
    return float(bool(one and other and not one & other))


def pair_scores(features: Array, model: Model) -> Array:
    """The clipped log-odds of each pair of a matrix of features."""
    same = features @ model.same_stem[:-1] + model.same_stem[-1]
    other = features @ model.other_stem[:-1] + model.other_stem[-1]
    return np.clip(np.where(features[..., 0] > 0, same, other), -CLIP, CLIP)


def same_stem_groups(features: Array, scores: Array, least: float) -> list[list[int]]:
    """Average link over the pairs named by one stem."""
    size = len(scores)
    links = np.where(features[..., 0] > 0, scores, -9.0) if size else np.zeros((0, 0))
    np.fill_diagonal(links, OUT)
    members = [[n] for n in range(size)]
    while size:
        i, j = divmod(int(np.argmax(links)), size)
        if links[i, j] < least:
            break
        a, b = len(members[i]), len(members[j])
        links[i, :] = links[:, i] = (links[i, :] * a + links[j, :] * b) / (a + b)
        links[i, i] = OUT
        links[j, :] = links[:, j] = OUT
        members[i] += members[j]
        members[j] = []
    return [group for group in members if group]


def between(
    a: Sequence[int], b: Sequence[int], members: Sequence[Mention], matrix: Array, documents: int
) -> Array:
    """`GROUP_FEATURES` of two groups; the matrix holds `FEATURES` and the pairs' score."""
    block = matrix[np.ix_(a, b)].reshape(-1, matrix.shape[2])
    ours, theirs = [members[n] for n in a], [members[n] for n in b]
    docs_a, docs_b = {m.document for m in ours}, {m.document for m in theirs}
    at_a, at_b = {(m.document, m.at) for m in ours}, {(m.document, m.at) for m in theirs}
    small, large = sorted((len(a), len(b)))
    wide = [len(docs_a) / documents, len(docs_b) / documents]
    sizes = [
        math.log(small),
        math.log(large),
        len(at_a & at_b) / min(len(at_a), len(at_b)),
        len(docs_a & docs_b) / min(len(docs_a), len(docs_b)),
        wide[0] * wide[1],
        max(wide),
        min(wide),
        float(bool({m.stem for m in ours} & {m.stem for m in theirs})),
    ]
    return np.concatenate([block.mean(0), block.max(0), sizes])


def with_scores(features: Array, scores: Array) -> Array:
    """Features with the pairs' score behind them."""
    return np.concatenate([features, scores[..., None]], axis=2)


def join_groups(
    start: Sequence[Sequence[int]],
    members: Sequence[Mention],
    matrix: Array,
    score: Scored,
    least: float,
) -> list[list[int]]:
    """Join groups, the best pair first, until no pair scores enough."""
    groups = [list(group) for group in start]
    documents = len({m.document for m in members})
    size = len(groups)
    links = np.full((size, size), OUT)

    def ask(i: int, others: Sequence[int]) -> None:
        if others:
            rows = [between(groups[i], groups[o], members, matrix, documents) for o in others]
            links[i, others] = links[others, i] = score(np.array(rows))

    for i in range(size):
        ask(i, range(i + 1, size))
    while size:
        i, j = divmod(int(np.argmax(links)), size)
        if links[i, j] < least:
            break
        groups[i] += groups[j]
        groups[j] = []
        links[j, :] = links[:, j] = OUT
        ask(i, [n for n in range(size) if groups[n] and n != i])
    return [group for group in groups if group]


def grouped(pairs: Pairs, model: Model, *, again: bool = True) -> Mapping[Any, Any]:
    """Mention id to group: by pairs alone, or with groups compared ``again``."""
    found = {}
    for key, members in pairs.groups.items():
        features = pairs.features[key]
        scores = pair_scores(features, model)
        groups = same_stem_groups(features, scores, model.pair_from)
        if again:
            weights = model.groups
            groups = join_groups(
                groups,
                members,
                with_scores(features, scores),
                lambda rows, w=weights: rows @ w[:-1] + w[-1],  # type: ignore[misc]
                model.group_from,
            )
        found.update({members[n].id: (key, k) for k, group in enumerate(groups) for n in group})
    return found
