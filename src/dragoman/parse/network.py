"""Word vectors in context: the pinned model's own network, with no more arithmetic than it needs.

The model's tagger and parser share one such network and its named-entity recogniser has another;
the two were half of all that a parse costs. Three things are done otherwise than the library
does them, and none changes the formulas (`bench/parse.py` counts the tokens that differ):

- A word's vector before its context comes from its form alone, so each different word of a batch is
  worked out once, not each token.
- A maxout layer's pieces lie in blocks side by side, so that their greatest is taken in whole rows.
- The network runs over as many rows as stay in the processor's cache.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from spacy.attrs import NORM, ORTH, SPACY
from spacy.tokens import Doc

Rows = NDArray[np.float32]

ROWS: Final = 1_500
"""Tokens that go through the layers together, about; the fastest of 500 to 10,000."""

EPSILON: Final = 1e-08
"""Added to the variance by the library's layer norm."""


class Network:
    """A loaded ``spacy.Tok2Vec.v2`` network: word embedding, then convolutions over neighbours."""

    def __init__(self, model: Any) -> None:
        """Take the weights of a network out of a pipeline's component.

        Args:
            model: a thinc model with the references ``embed`` and ``encode``.
        """
        self._embed = model.get_ref("embed")
        encode = model.get_ref("encode")
        self._reach: int = encode.attrs["pad"]
        maxouts = [node for node in encode.walk() if node.name == "maxout"]
        norms = [node for node in encode.walk() if node.name == "layernorm"]
        self._layers = [Layer(a, b) for a, b in zip(maxouts, norms, strict=True)]

    def vectors(self, docs: Sequence[Doc]) -> list[Rows]:
        """Work out the vectors of tokenized texts.

        Args:
            docs: of the vocabulary that the network was loaded with.

        Returns:
            for each text, one row a token.
        """
        found: list[Rows] = []
        words, which = self._words(docs)
        at = start = 0
        for n, doc in enumerate(docs):
            at += len(doc)
            if at - start >= ROWS or n + 1 == len(docs):
                lengths = [len(one) for one in docs[len(found) : n + 1]]
                found += self._encoded(words, which[start:at], lengths)
                start = at
        return found

    def _words(self, docs: Sequence[Doc]) -> tuple[Rows, NDArray[np.intp]]:
        """A vector for each different word, and for each token of the texts which word it is."""
        told = np.concatenate([doc.to_array([ORTH, NORM, SPACY]) for doc in docs])
        different, which = np.unique(told, axis=0, return_inverse=True)
        vocab = docs[0].vocab
        strings = vocab.strings
        once = Doc(
            vocab,
            words=[strings[orth] for orth in different[:, 0].tolist()],
            spaces=different[:, 2].astype(bool).tolist(),
        )
        # An exception of the tokenizer ("'s") has a norm of its own, which the bare word lacks.
        norms = different[:, 1]
        for n in np.flatnonzero(once.to_array(NORM) != norms).tolist():
            once[n].norm_ = strings[int(norms[n])]
        return self._embed.predict([once])[0], which.reshape(-1)

    def _encoded(self, words: Rows, which: NDArray[np.intp], lengths: list[int]) -> list[Rows]:
        # Before, between and after the texts stand rows of noughts, as many as the layers reach.
        reach, places, at = self._reach, [], 0
        for length in lengths:
            at += reach
            places.append((at, at + length))
            at += length
        rows = np.zeros((at + reach, words.shape[1]), np.float32)
        rows[np.concatenate([np.arange(a, b) for a, b in places])] = words[which]
        for layer in self._layers:
            rows = layer(rows)
        return [rows[a:b] for a, b in places]


class Layer:
    """Each row with its two neighbours: maxout of three pieces, layer norm, added to the row."""

    def __init__(self, maxout: Any, norm: Any) -> None:
        weights = maxout.get_param("W")
        self._width, self._pieces, inputs = weights.shape
        self._weights = np.ascontiguousarray(weights.transpose(2, 1, 0).reshape(inputs, -1))
        self._bias = np.ascontiguousarray(maxout.get_param("b").T.reshape(-1))
        self._scale, self._shift = norm.get_param("G"), norm.get_param("b")

    def __call__(self, rows: Rows) -> Rows:
        """Put the rows of padded texts through the layer."""
        width = self._width
        three = np.zeros((len(rows), 3 * width), np.float32)
        three[1:, :width] = rows[:-1]
        three[:, width : 2 * width] = rows
        three[:-1, 2 * width :] = rows[1:]
        pieces = three @ self._weights
        pieces += self._bias
        most = np.maximum(pieces[:, :width], pieces[:, width : 2 * width])
        for n in range(2, self._pieces):
            np.maximum(most, pieces[:, n * width : (n + 1) * width], out=most)
        return rows + self._normed(most)

    def _normed(self, rows: Rows) -> Rows:
        rows = rows - rows.mean(axis=1, keepdims=True)
        variance = np.einsum("ij,ij->i", rows, rows)[:, None] / np.float32(self._width)
        rows *= (variance + np.float32(EPSILON)) ** np.float32(-0.5)
        rows *= self._scale
        rows += self._shift
        return rows
