"""Which mentions are of one occurrence: a fitted score of pairs, then of groups.

First step: mentions named by one stem are joined, by average link, where the score of pairs allows;
the weights of a pair named by one word are other than those of a pair named by two. Second step:
groups are joined, best first, by a second score that looks at all pairs between them. Both are
logistic regressions fitted on `ecbplus_train` (bench/train_coreference.py), kept as plain numbers
in bench/coreference_weights.toml.

That "quake" and "earthquake" are one word for it is told by the relations of the lexicon (from
WordNet, Fellbaum 1998) and by the word vectors of the parser's own model.
"""

from __future__ import annotations

import math
import tomllib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from dragoman.lexicon import load_lexicon
from dragoman.lexicon.relations import default_relations
from dragoman.reconcile.wording import Rarity, cosine
from meaning import Meaning
from mentions import Group, Mention

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
    "vector_head",
    "vector_trigger",
    "vector_doers",
    "vector_undergoers",
    "vector_others",
    "vector_arguments",
    "vector_sentence",
    "vector_near",
    "vector_document",
    "doers_told",
    "undergoers_told",
    "both_first_lines",
    "one_first_line",
    "negation_differs",
    "modality_differs",
    "past_differs",
    "rarer_head",
    "commoner_head",
    "fewer_uses",
    "more_uses",
    "fewer_documents",
    "more_documents",
    "place_in_text",
    "documents",
    "mentions",
    "both_nominal",
    "noun_and_verb",
    "both_known",
    "both_say",
    "one_says",
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


def load_model() -> Model:
    """The fitted weights."""
    table = tomllib.loads(WEIGHTS.read_text("utf-8"))

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

    def __init__(self, mentions: Sequence[Mention]) -> None:
        sentences = {(m.document, m.at): m.sentence | m.trigger for m in mentions}
        self._rare = Rarity.of(sentences.values())
        documents = {m.document: m for m in mentions}
        spread = Rarity.of(m.words.keys() for m in documents.values())
        self._spread = spread
        self._document = {key: spread.vector(m.words.elements()) for key, m in documents.items()}  # type: ignore[attr-defined]
        self._sentence = {m.id: self._rare.vector(sorted(m.sentence)) for m in mentions}
        self._relations = default_relations()
        self._meaning = Meaning(set(m.around.document) for m in documents.values())
        self.groups = by_group(mentions)
        self.features = {key: self._matrix(members) for key, members in self.groups.items()}

    def _matrix(self, members: Sequence[Mention]) -> Array:
        size, own = len(members), FEATURES.index("vector_head")
        made = np.zeros((size, size, own))
        for i, one in enumerate(members):
            for j in range(i + 1, size):
                made[i, j] = made[j, i] = self._pair(one, members[j])
        return np.concatenate([made, self._of_all(members)], axis=2)

    def _of_all(self, members: Sequence[Mention]) -> Array:
        """The features from "vector_head" on, of all pairs at once."""
        vectors = [self._meaning.of(m) for m in members]
        alike = [v @ v.T for v in (np.array(of_kind) for of_kind in zip(*vectors, strict=True))]
        doers, under = (np.array([bool(getattr(m, n)) for m in members]) for n in _SIDES)
        first, negated, modal, past, nominal, verbal = (
            np.array([told(m) for m in members], dtype=float) for told in _MARKS
        )
        heads = np.array([self._spread.weight(m.stem) for m in members])
        documents = len({m.document for m in members})
        uses = Counter(m.stem for m in members)
        holders = Counter(stem for stem, _ in {(m.stem, m.document) for m in members})
        often = np.array([uses[m.stem] / len(members) for m in members])
        widely = np.array([holders[m.stem] / documents for m in members])
        order = np.array([m.order for m in members])
        saying = np.array([m.lemma in _cues() for m in members], dtype=float)
        known = np.array([self._meaning.knows(m.lemma) for m in members], dtype=float)
        least, most, times = np.minimum.outer, np.maximum.outer, np.multiply.outer
        every = np.ones((len(members), len(members)))
        columns = [
            *alike,
            times(doers, doers),
            times(under, under),
            least(first, first),
            most(first, first),
            *(np.abs(np.subtract.outer(x, x)) for x in (negated, modal, past)),
            *(of(x, x) for x in (heads, often, widely) for of in (least, most)),
            np.abs(np.subtract.outer(order, order)),
            documents * every,
            len(members) * every,
            times(nominal, nominal),
            most(nominal, nominal) * most(verbal, verbal),
            times(known, known),
            least(saying, saying),
            most(saying, saying),
        ]
        return np.stack([np.asarray(c, dtype=float) for c in columns], axis=2)

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
        found = [self._relations.between(x, y) for x in a.lemmas for y in b.lemmas]
        return tuple(max(values) for values in zip(*found, strict=True))  # type: ignore[return-value]


_SIDES = ("doers", "undergoers")
_MARKS: tuple[Callable[[Mention], bool], ...] = (
    lambda m: m.at == 0,
    lambda m: m.negated,
    lambda m: m.modal,
    lambda m: m.past,
    lambda m: m.nominal,
    lambda m: m.verbal,
)


@cache
def _cues() -> frozenset[str]:
    """Words by which somebody says something."""
    cues = load_lexicon().cues
    return frozenset((*cues.verbs, *cues.nouns))


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
