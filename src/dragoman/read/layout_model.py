"""The layout model: what a page's markup adds to the judgement of its lines.

Trained by `bench/train_layout.py`, kept as plain JSON.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Final

import numpy as np
import orjson

from dragoman.lexicon.learnt import read_learnt
from dragoman.read.article import SCRIPT
from dragoman.read.layout import Layout
from dragoman.read.layout_features import Floats, layout_matrix
from dragoman.read.records import Line
from dragoman.read.trees import Trees, parse_trees

FILE: Final = "read/data/layout.json"
CERTAIN: Final = 0.99
"""Of what only the metadata hold: they hold nothing but the article."""


def weigh_layout(lines: Sequence[Line], layout: Layout, chances: Floats) -> Floats:
    """Probability that each line is body, by what the line model says and where it stands.

    Args:
        lines: of one page, at least one.
        layout: of the same page.
        chances: that each line is body, by the line model.
    """
    found = load_layout_model().chance(layout_matrix(lines, layout, chances))
    own = [layout.containers[n].tag == SCRIPT for n in layout.at]
    return np.where(own, np.float32(CERTAIN), found)


@cache
def load_layout_model() -> Trees:
    """The model of this process, loaded once.

    Raises:
        ModelError: its file is not the pinned one.
    """
    return parse_trees(orjson.loads(read_learnt(FILE)))
