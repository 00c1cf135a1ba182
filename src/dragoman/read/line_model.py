"""The line model: which lines are body. Trained by `bench/train_lines.py`, kept as plain JSON."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

import numpy as np
import orjson

from dragoman.lexicon.learnt import read_learnt
from dragoman.read.context import context_matrix, line_content
from dragoman.read.features import Matrix, own_matrix
from dragoman.read.hashed import WordScore
from dragoman.read.records import Line
from dragoman.read.sequence import SequenceNet, parse_net
from dragoman.read.trees import Floats, Trees, chance_of, parse_trees
from dragoman.read.words import Signs

FILE: Final = "read/data/lines.json"


@dataclass(frozen=True, slots=True)
class LineModel:
    """Word scores, then two judges of a line among the others, whose log odds are averaged.

    Trees are the surer where a text holds little furniture, the nets where it holds much.
    """

    words: WordScore
    trees: Trees
    nets: tuple[SequenceNet, ...]

    def chances(self, lines: Sequence[Line], signs: Signs) -> Floats:
        """Probability that each line is body, by all of them."""
        if not lines:
            return np.zeros(0, dtype=np.float32)
        rows = self._rows(lines, signs)
        nets = np.stack([net.log_odds(rows) for net in self.nets]).mean(axis=0)
        return chance_of((nets + self.trees.log_odds(rows)) / 2)

    def tree_chances(self, lines: Sequence[Line], signs: Signs) -> Floats:
        """Probability that each line is body, by words and trees alone.

        The layout model of pages is trained on these.
        """
        if not lines:
            return np.zeros(0, dtype=np.float32)
        return self.trees.chance(self._rows(lines, signs))

    def _rows(self, lines: Sequence[Line], signs: Signs) -> Matrix:
        score = self.words.score([line.text for line in lines])
        return context_matrix(own_matrix(lines, signs), score, line_content(lines))


@cache
def load_line_model() -> LineModel:
    """The model of this process, loaded once.

    Raises:
        ModelError: its file is not the pinned one.
    """
    return parse_line_model(read_learnt(FILE))


def parse_line_model(raw: bytes) -> LineModel:
    """Read a model out of the JSON that training writes."""
    found = orjson.loads(raw)
    words = found["words"]
    return LineModel(
        WordScore(np.array(words["weights"], dtype=np.float32), words["intercept"]),
        parse_trees(found["trees"]),
        tuple(parse_net(entry) for entry in found["nets"]),
    )
