"""The line model: which lines are body. Trained by `bench/train_lines.py`, kept as plain JSON."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Final

import numpy as np
import orjson

from dragoman.read.context import context_matrix, line_words
from dragoman.read.features import own_matrix
from dragoman.read.hashed import WordScore
from dragoman.read.records import Line
from dragoman.read.trees import Trees
from dragoman.read.words import Signs

FILE: Final = "lines.json"


@dataclass(frozen=True, slots=True)
class LineModel:
    """Word scores, then trees over a line and its neighbours."""

    words: WordScore
    trees: Trees

    def chances(self, lines: Sequence[Line], signs: Signs) -> np.ndarray[Any, np.dtype[np.float32]]:
        """Probability that each line is body."""
        if not lines:
            return np.zeros(0, dtype=np.float32)
        score = self.words.score([line.text for line in lines])
        content = line_words(lines)
        rows = context_matrix(own_matrix(lines, signs), score, content)
        return self.trees.chance(rows)


@cache
def load_line_model() -> LineModel:
    """The model of this process, loaded once."""
    raw = files("dragoman.read").joinpath("data").joinpath(FILE).read_bytes()
    return parse_line_model(raw)


def parse_line_model(raw: bytes) -> LineModel:
    """Read a model out of the JSON that training writes."""
    found = orjson.loads(raw)
    words = found["words"]
    return LineModel(
        WordScore(np.array(words["weights"], dtype=np.float32), words["intercept"]),
        parse_trees(found["trees"]),
    )


def parse_trees(entry: dict[str, Any]) -> Trees:
    """An ensemble out of the arrays that training writes, one row a tree."""
    return Trees(
        column=_filled(entry["column"], np.int32),
        limit=_filled(entry["limit"], np.float32),
        left=_filled(entry["left"], np.int32),
        right=_filled(entry["right"], np.int32),
        value=_filled(entry["value"], np.float32),
        base=entry["base"],
        depth=entry["depth"],
    )


def _filled(rows: list[list[float]], kind: Any) -> Any:
    """Rows of unequal length as one array; what is added is never reached."""
    wide = max(map(len, rows))
    return np.array([row + [0] * (wide - len(row)) for row in rows], dtype=kind)
