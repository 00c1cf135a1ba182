"""Named entities: the pinned recogniser's own decisions, taken for all words of a batch at once.

The library takes one decision a token, each with a check of all 74 moves; that was a third of what
a parse costs. What the recogniser looks at is little: the next word and, inside an entity, the
entity's first word and the last one read. So every word's best move outside an entity is known
before any is made, and for what then opens an entity, whether it closes with the second word, the
third, and so on. The walk through a text that is left only follows these.

A move is one of the library's BILUO moves (spaCy, ``ner.pyx``): B, I and L make an entity of
several words, U is one of a single word, O is none. An entity neither begins on white space nor
crosses the end of a sentence.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from spacy.attrs import IS_SPACE, SENT_START
from spacy.tokens import Doc

from dragoman.parse.network import Network, Rows

Places = NDArray[np.intp]
Flags = NDArray[np.bool_]

NEVER: Final = np.float32(-np.inf)


class Entities:
    """The named-entity recogniser of a loaded pipeline."""

    def __init__(self, component: Any) -> None:
        """Take the weights out of the pipeline's ``ner``."""
        model = component.model
        tok2vec, lower, upper = model.layers
        self._network = Network(tok2vec.layers[0])
        linear = tok2vec.layers[-1]
        self._narrow, self._narrow_bias = linear.get_param("W"), linear.get_param("b")
        self._lower, self._padding = lower.get_param("W"), lower.get_param("pad")[0]
        self._bias = lower.get_param("b")
        self._upper, self._upper_bias = upper.get_param("W"), upper.get_param("b")
        # `component.move_names` leaves one out that stands in the middle of the classes.
        name = component.moves.get_class_name
        self._read_moves([name(n) for n in range(component.moves.n_moves)])

    def _read_moves(self, names: Sequence[str]) -> None:
        moves = [name.partition("-")[::2] for name in names]
        self.labels = sorted({label for _, label in moves if label})
        number = {label: n for n, label in enumerate(self.labels)}
        self._opens = np.array([kind == "B" for kind, _ in moves])
        self._alone = np.array([kind == "U" and bool(label) for kind, label in moves])
        self._outside = np.array([kind == "O" for kind, _ in moves])
        self._label = np.array([number.get(label, -1) for _, label in moves])
        places = {move: n for n, move in enumerate(moves)}
        self._goes_on = np.array([places["I", label] for label in self.labels])
        self._closes = np.array([places["L", label] for label in self.labels])

    def of(self, docs: Sequence[Doc]) -> list[list[str]]:
        """Tell each token's label.

        Args:
            docs: tokenized, with the starts of their sentences.

        Returns:
            for each text one label a token, with an IOB prefix ("B-PERSON"); empty outside.
        """
        vectors = np.concatenate(self._network.vectors(docs)) @ self._narrow.T + self._narrow_bias
        features = np.einsum("ni,foqi->nfoq", vectors, self._lower, optimize=True)
        told = np.concatenate([doc.to_array([IS_SPACE, SENT_START]) for doc in docs])
        ends = np.cumsum([len(doc) for doc in docs])
        # Whether an entity may go on past a word: not at the end of a text or of a sentence.
        passes = np.append(told[1:, 1] != 1, False)
        passes[ends[ends > 0] - 1] = False
        moves = self._first_moves(features, told[:, 0].astype(bool), passes)
        lengths = self._lengths(features, moves, passes)
        return [list(self._walk(moves, lengths, start, end)) for start, end in pairwise([0, *ends])]

    def _first_moves(self, features: Rows, space: Flags, passes: Flags) -> list[int]:
        """The best move at each word where no entity is open."""
        scores = self._scores(features[:, 0] + self._padding[1] + self._padding[2])
        allowed = (
            self._outside
            | (self._alone & ~space[:, None])
            | (self._opens & (passes & ~space)[:, None])
        )
        best: list[int] = np.where(allowed, scores, NEVER).argmax(axis=1).tolist()
        return best

    def _scores(self, summed: Rows) -> Rows:
        hidden = (summed + self._bias).max(axis=-1)
        scores: Rows = hidden @ self._upper.T + self._upper_bias
        return scores

    def _lengths(self, features: Rows, moves: list[int], passes: Flags) -> dict[int, int]:
        """For each word where an entity may open, how many words the entity would have."""
        first = np.flatnonzero(self._opens[moves])
        label = self._label[moves][first]
        found: dict[int, int] = {}
        length = 1
        while len(first):
            last = first + length
            scores = self._scores(features[last, 0] + features[first, 1] + features[last - 1, 2])
            each = np.arange(len(first))
            on, closed = scores[each, self._goes_on[label]], scores[each, self._closes[label]]
            # Of two moves that score the same the library takes the one with the lower number.
            ahead = np.where(self._goes_on[label] < self._closes[label], on >= closed, on > closed)
            goes_on = ahead & passes[last]
            length += 1
            found.update(dict.fromkeys(first[~goes_on].tolist(), length))
            first, label = first[goes_on], label[goes_on]
        return found

    def _walk(self, moves: list[int], lengths: dict[int, int], at: int, end: int) -> Iterator[str]:
        while at < end:
            move = moves[at]
            label = self._label[move]
            if label < 0:
                yield ""
                at += 1
                continue
            name = self.labels[label]
            length = lengths[at] if self._opens[move] else 1
            yield f"B-{name}"
            yield from [f"I-{name}"] * (length - 1)
            at += length
