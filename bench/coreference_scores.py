"""Coreference scores of two partitions: MUC, B³, CEAFe, CoNLL F1, BLANC.

Definitions as in Pradhan et al. 2014, "Scoring Coreference Partitions of Predicted Mentions", and
for BLANC of predicted mentions Luo et al. 2014, "An Extension of BLANC to System Mentions". Where
both sides partition the same mentions the variants fall together. Singletons count in B³, CEAFe and
BLANC, and give nothing in MUC.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping
from typing import NamedTuple


class Score(NamedTuple):
    """Precision, recall and F1."""

    precision: float
    recall: float
    f1: float


Partition = Mapping[Hashable, Hashable]
"""Mention to cluster."""


def all_scores(gold: Partition, found: Partition) -> dict[str, Score]:
    """Every score by name; mentions missing from ``found`` are singletons of their own.

    Raises:
        ValueError: where ``found`` holds mentions that ``gold`` lacks.
    """
    if set(found) - set(gold):
        raise ValueError("mentions found that the gold lacks")
    full = {m: ("own", found[m]) if m in found else ("alone", m) for m in gold}
    return predicted_scores(gold, full)


def predicted_scores(gold: Partition, found: Partition) -> dict[str, Score]:
    """Every score by name where the mentions were predicted too: those that are the same have the
    same key on both sides, those missed or made up stand on one side alone."""
    scores = {"MUC": muc(gold, found), "B3": b_cubed(gold, found), "CEAFe": ceaf_e(gold, found)}
    mean = sum(s.f1 for s in scores.values()) / 3
    scores["CoNLL"] = Score(mean, mean, mean)
    scores["BLANC"] = blanc(gold, found)
    return scores


def _clusters(partition: Partition) -> dict[Hashable, set[Hashable]]:
    groups: dict[Hashable, set[Hashable]] = defaultdict(set)
    for mention, cluster in partition.items():
        groups[cluster].add(mention)
    return groups


def _score(precision: float, recall: float) -> Score:
    total = precision + recall
    return Score(precision, recall, 2 * precision * recall / total if total else 0.0)


def muc(gold: Partition, found: Partition) -> Score:
    """Link-based: Vilain et al. 1995."""

    def recall(one: Partition, other: Partition) -> float:
        kept = whole = 0
        for members in _clusters(one).values():
            whole += len(members) - 1
            # A mention that the other side lacks is a part of its own.
            kept += len(members) - len({other.get(m, ("lacking", m)) for m in members})
        return kept / whole if whole else 0.0

    return _score(recall(found, gold), recall(gold, found))


def b_cubed(gold: Partition, found: Partition) -> Score:
    """Mention-based: Bagga and Baldwin 1998."""
    ours, theirs = _clusters(gold), _clusters(found)
    precision = recall = 0.0
    for mention in gold:
        if mention not in found:
            continue
        a, b = ours[gold[mention]], theirs[found[mention]]
        shared = len(a & b)
        precision += shared / len(b)
        recall += shared / len(a)
    return _score(precision / (len(found) or 1), recall / (len(gold) or 1))


def ceaf_e(gold: Partition, found: Partition) -> Score:
    """Best one-to-one alignment of clusters by φ4 = 2|K∩R| / (|K| + |R|): Luo 2005."""
    ours, theirs = _clusters(gold), _clusters(found)
    both = [m for m in gold if m in found]
    overlap: Counter[tuple[Hashable, Hashable]] = Counter((gold[m], found[m]) for m in both)
    weights: dict[Hashable, dict[Hashable, float]] = defaultdict(dict)
    for (a, b), shared in overlap.items():
        weights[a][b] = 2 * shared / (len(ours[a]) + len(theirs[b]))
    total = sum(_best_matching(part) for part in _components(weights))
    return _score(total / (len(theirs) or 1), total / (len(ours) or 1))


def _components(
    weights: Mapping[Hashable, Mapping[Hashable, float]],
) -> list[dict[Hashable, dict[Hashable, float]]]:
    back: dict[Hashable, set[Hashable]] = defaultdict(set)
    for a, row in weights.items():
        for b in row:
            back[b].add(a)
    seen: set[Hashable] = set()
    parts = []
    for start in weights:
        if start in seen:
            continue
        stack, part = [start], {}
        seen.add(start)
        while stack:
            a = stack.pop()
            part[a] = dict(weights[a])
            for b in weights[a]:
                for other in back[b] - seen:
                    seen.add(other)
                    stack.append(other)
        parts.append(part)
    return parts


def _best_matching(weights: Mapping[Hashable, Mapping[Hashable, float]]) -> float:
    """Greatest weight of a one-to-one matching: the Hungarian method on costs 1 - weight."""
    rows = list(weights)
    columns = list(dict.fromkeys(b for row in weights.values() for b in row))
    if len(rows) == 1 or len(columns) == 1:
        return max(w for row in weights.values() for w in row.values())
    size = max(len(rows), len(columns))
    cost = [
        [
            1.0
            - (weights[rows[i]].get(columns[j], 0.0) if i < len(rows) and j < len(columns) else 0)
            for j in range(size)
        ]
        for i in range(size)
    ]
    return size - _assignment_cost(cost)


def _assignment_cost(cost: list[list[float]]) -> float:
    # Potentials and augmenting paths, O(n³); indices from 1 with 0 as the outside.
    n = len(cost)
    u, v, match = [0.0] * (n + 1), [0.0] * (n + 1), [0] * (n + 1)
    for i in range(1, n + 1):
        match[0] = i
        least, used, way = [float("inf")] * (n + 1), [False] * (n + 1), [0] * (n + 1)
        j0 = 0
        while True:
            used[j0] = True
            delta, j1 = float("inf"), 0
            for j in range(1, n + 1):
                if used[j]:
                    continue
                step = cost[match[j0] - 1][j - 1] - u[match[j0]] - v[j]
                if step < least[j]:
                    least[j], way[j] = step, j0
                if least[j] < delta:
                    delta, j1 = least[j], j
            for j in range(n + 1):
                if used[j]:
                    u[match[j]] += delta
                    v[j] -= delta
                else:
                    least[j] -= delta
            j0 = j1
            if match[j0] == 0:
                break
        while j0:
            match[j0] = match[way[j0]]
            j0 = way[j0]
    return -v[0]


def blanc(gold: Partition, found: Partition) -> Score:
    """Mean of scores on coreference links and on non-coreference links: Recasens and Hovy 2011,
    Luo et al. 2014. A side without links of a kind leaves the other kind alone to tell."""

    def pairs(sizes: Iterable[int]) -> int:
        return sum(n * (n - 1) // 2 for n in sizes)

    common = [m for m in gold if m in found]
    ours, theirs = pairs(Counter(gold.values()).values()), pairs(Counter(found.values()).values())
    apart, theirs_apart = pairs([len(gold)]) - ours, pairs([len(found)]) - theirs
    both = pairs(Counter((gold[m], found[m]) for m in common).values())
    neither = (
        pairs([len(common)])
        - pairs(Counter(gold[m] for m in common).values())
        - pairs(Counter(found[m] for m in common).values())
        + both
    )

    def ratio(part: int, total: int) -> float:
        return part / total if total else 0.0

    same = _score(ratio(both, theirs), ratio(both, ours))
    other = _score(ratio(neither, theirs_apart), ratio(neither, apart))
    if ours == theirs == 0:
        return other
    if apart == theirs_apart == 0:
        return same
    return Score(*((a + b) / 2 for a, b in zip(same, other, strict=True)))
