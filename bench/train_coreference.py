"""Fit the weights of bench/mention_model.py on `ecbplus_train` and write them as plain numbers.

    python bench/train_coreference.py

The topics are cut into five parts: the score of groups is fitted on pair scores from weights that
have not seen the topic, and where joining stops is chosen by CoNLL F1 over all parts held out.
Nothing of `ecbplus_dev` or MEANTIME is read.
"""

from __future__ import annotations

import argparse
import hashlib
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression

from coreference_scores import all_scores
from dragoman.lexicon import load_lexicon
from mention_model import (
    FEATURES,
    GROUP_FEATURES,
    WEIGHTS,
    Model,
    Pairs,
    between,
    join_groups,
    pair_scores,
    same_stem_groups,
    with_scores,
)
from mentions import ecb_documents, marked_mentions

PARTS = 5
PAIR_COST, GROUP_COST = 0.3, 0.003
PAIR_FROM = 0.3
GROUP_FROM = (-0.6, -0.2, 0.2, 0.6)


def main() -> None:
    """Fit both sets of weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    options = parser.parse_args()
    path = options.data / "crossdoc" / "ecbplus_train.jsonl"
    documents = ecb_documents(path)
    mentions = marked_mentions(documents, load_lexicon().likeness)
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    written = [
        "# Written by bench/train_coreference.py; fitted on ecbplus_train alone "
        f"(SHA-256 {digest[:16]}),\n# topics in {PARTS} parts by number.\n"
    ]
    written += fitted(Pairs(mentions))
    WEIGHTS.write_text("\n".join(written) + "\n", encoding="utf-8")


def fitted(pairs: Pairs) -> list[str]:
    """The lines of the weights."""
    topics = sorted({key[0] for key in pairs.groups})
    part = {topic: n % PARTS for n, topic in enumerate(topics)}
    rows = {key: _rows(pairs, key) for key in pairs.groups}
    scores = {}
    for n in range(PARTS):
        model = _pair_model(rows, [k for k in rows if part[k[0]] != n])
        for key in rows:
            if part[key[0]] == n:
                scores[key] = pair_scores(pairs.features[key], model)
    groups = {key: same_stem_groups(pairs.features[key], scores[key], PAIR_FROM) for key in rows}
    matrices = {key: with_scores(pairs.features[key], scores[key]) for key in rows}
    examples = {key: _examples(pairs.groups[key], groups[key], matrices[key]) for key in rows}
    held = {n: _fit_groups([examples[k] for k in rows if part[k[0]] != n]) for n in range(PARTS)}
    best = max((_conll(pairs, groups, matrices, held, part, least), least) for least in GROUP_FROM)
    print(f"CoNLL F1 {best[0]:.3f} on the parts held out, joining from {best[1]}")
    model = _pair_model(rows, list(rows))
    return [
        f"pair_from = {PAIR_FROM}",
        f"group_from = {best[1]}",
        *_table("same_stem", FEATURES, model.same_stem),
        *_table("other_stem", FEATURES, model.other_stem),
        *_table("groups", GROUP_FEATURES, _fit_groups(list(examples.values()))),
    ]


def _rows(pairs: Pairs, key: Any) -> tuple[Any, Any]:
    members = pairs.groups[key]
    upper = np.triu_indices(len(members), 1)
    same = [members[i].chain == members[j].chain for i, j in zip(*upper, strict=True)]
    return pairs.features[key][upper], np.array(same, dtype=bool)


def _pair_model(rows: dict[Any, tuple[Any, Any]], keys: list[Any]) -> Model:
    x = np.concatenate([rows[key][0] for key in keys])
    y = np.concatenate([rows[key][1] for key in keys])
    one = x[:, 0] > 0
    empty = np.zeros(len(GROUP_FEATURES) + 1)
    return Model(
        _weights(x[one], y[one], PAIR_COST), _weights(x[~one], y[~one], PAIR_COST), empty, 0, 0
    )


def _weights(x: Any, y: Any, cost: float, weight: Any = None) -> Any:
    """A logistic regression over standardised features, told in the features' own units."""
    mean, spread = x.mean(0), x.std(0) + 1e-6
    model = LogisticRegression(C=cost, max_iter=5000).fit((x - mean) / spread, y, weight)
    flat = spread < 1e-5
    plain = np.where(flat, 0.0, model.coef_[0] / spread)
    return np.append(plain, model.intercept_[0] - plain @ mean)


def _examples(members: Any, groups: list[list[int]], matrix: Any) -> tuple[Any, Any, Any]:
    documents = len({m.document for m in members})
    mostly = [Counter(members[n].chain for n in g).most_common(1)[0][0] for g in groups]
    x, y, weight = [], [], []
    for i, one in enumerate(groups):
        for j in range(i + 1, len(groups)):
            x.append(between(one, groups[j], members, matrix, documents))
            y.append(mostly[i] == mostly[j])
            weight.append((len(one) * len(groups[j])) ** 0.5)
    return np.array(x).reshape(-1, len(GROUP_FEATURES)), np.array(y, dtype=bool), np.array(weight)


def _fit_groups(examples: list[tuple[Any, Any, Any]]) -> Any:
    x, y, weight = (np.concatenate([e[n] for e in examples]) for n in range(3))
    return _weights(x, y, GROUP_COST, weight)


def _conll(pairs: Pairs, groups: Any, matrices: Any, held: Any, part: Any, least: float) -> float:
    gold, found = {}, {}
    for key, members in pairs.groups.items():
        w = held[part[key[0]]]
        joined = join_groups(
            groups[key],
            members,
            matrices[key],
            lambda rows, w=w: rows @ w[:-1] + w[-1],  # type: ignore[misc]
            least,
        )
        gold.update({m.id: (key, m.chain) for m in members})
        found.update({members[n].id: (key, k) for k, g in enumerate(joined) for n in g})
    return all_scores(gold, found)["CoNLL"].f1


def _table(title: str, names: tuple[str, ...], weights: Any) -> list[str]:
    lines = [f"\n[{title}]"]
    lines += [f'"{n}" = {w:.5g}' for n, w in zip((*names, "bias"), weights, strict=True) if w]
    return lines


if __name__ == "__main__":
    main()
