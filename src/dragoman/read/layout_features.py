"""Features of a line by where it stands: containers, their names, and what stands beside it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Any, Final

import numpy as np

from dragoman.read.features import Matrix
from dragoman.read.layout import GROUPS, Container, Layout, load_names
from dragoman.read.records import Line

Floats = np.ndarray[Any, np.dtype[np.float32]]
Ints = np.ndarray[Any, np.dtype[np.intp]]

FARTHEST: Final = 12
"""Levels up to which a name is looked for above a line."""

LONGEST: Final = 600
"""Characters that a line counts for at most."""

TELLING: Final = 60
"""Characters from which a line can open or close the story."""

KINDS: Final = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), 1),
    **dict.fromkeys(("li", "dt", "dd"), 2),
    **dict.fromkeys(("td", "th", "tr", "table"), 3),
    "p": 0,
    "figcaption": 4,
}
OTHER_KIND: Final = 5
WITHIN_TAGS: Final = (
    "article main aside nav footer header figure form blockquote table ul button section details"
)
WITHIN: Final = {tag: n for n, tag in enumerate(WITHIN_TAGS.split())} | {"ol": 10}
AROUND: Final = 3
"""Containers around a line, from the innermost, whose other text is looked at."""

FIRST_AROUND: Final = 4 + len(GROUPS) + len(set(WITHIN.values()))
RISING: Final = (0, *(FIRST_AROUND + 4 * n for n in range(AROUND)))
"""Columns with what the line model says: of the line, and of the text around it."""

CORES: Final = (0.6, 0.85)
"""Shares of the believed text that the innermost container with the story must hold."""

DIGITS: Final = re.compile(r"\d+")
SUREST: Final = 0.99


def layout_matrix(lines: Sequence[Line], layout: Layout, chances: Floats) -> Matrix:
    """One row a line.

    Args:
        lines: of one page, at least one.
        layout: of the same page.
        chances: that each line is body, by the line model.
    """
    tree = _Tree(layout.containers)
    at = np.array(layout.at, dtype=np.intp)
    chance = np.clip(chances, 1 - SUREST, SUREST).astype(np.float64)
    size = np.array([min(len(line.text), LONGEST) for line in lines], dtype=np.float64)
    linked = np.array([line.linked for line in lines], dtype=np.float64)
    mass = np.stack([chance * size, size, linked * size, np.ones(len(lines))], axis=1)
    below = tree.summed(at, mass)
    total = max(1.0, float(mass[:, 0].sum()))
    kinds = np.array([KINDS.get(line.tag, OTHER_KIND) for line in lines], dtype=np.float64)
    parts = [
        np.stack([np.log(chance / (1 - chance)), np.log1p(size), linked, kinds], axis=1),
        tree.name_distances()[at],
        tree.within()[at],
    ]
    around = at
    for _ in range(AROUND):
        parts.append(_surroundings(below[around] - mass, total))
        around = tree.parent[around]
    for share in CORES:
        parts.append(_to_core(tree, below, share * total, at, total))
    parts.append(_alike(tree.styles()[at], mass, total))
    parts.append(_place(chance, mass, total))
    told = np.array(layout.told or [-1] * len(lines), dtype=np.float64)
    parts.append(np.stack([tree.depth[at], told], axis=1))
    return np.hstack(parts).astype(np.float32)


class _Tree:
    """The containers as arrays; sums and distances go level by level."""

    def __init__(self, containers: Sequence[Container]) -> None:
        self.containers = containers
        self.parent: Ints = np.array([c.parent for c in containers], dtype=np.intp)
        depth = [0] * len(containers)
        for n, container in enumerate(containers):
            if n:
                depth[n] = depth[container.parent] + 1
        self.depth: Ints = np.array(depth, dtype=np.intp)
        order = np.argsort(self.depth, kind="stable")
        cuts = np.cumsum(np.bincount(self.depth))[:-1]
        self.levels: list[Ints] = np.split(order, cuts)

    def summed(self, at: Ints, mass: Any) -> Any:
        """What stands in each container, at any depth."""
        found = np.zeros((len(self.containers), mass.shape[1]))
        np.add.at(found, at, mass)
        for level in self.levels[:0:-1]:
            np.add.at(found, self.parent[level], found[level])
        return found

    def name_distances(self) -> Any:
        """Levels up to the nearest container whose name has a sign of each group."""
        names = load_names()
        found = np.full((len(self.containers), len(GROUPS)), FARTHEST)
        for n, container in enumerate(self.containers):
            if groups := names.groups(container.name):
                found[n, groups] = 0
        for level in self.levels[1:]:
            found[level] = np.minimum(found[level], found[self.parent[level]] + 1)
        return np.minimum(found, FARTHEST)

    def within(self) -> Any:
        """Whether each container is, or stands in, an element of each kind of ``WITHIN``."""
        found = np.zeros((len(self.containers), len(set(WITHIN.values()))))
        for n, container in enumerate(self.containers):
            if container.tag in WITHIN:
                found[n, WITHIN[container.tag]] = 1
        for level in self.levels[1:]:
            found[level] = np.maximum(found[level], found[self.parent[level]])
        return found

    def styles(self) -> Ints:
        """A number for each look: tag and name of a container and of its parent."""
        own = [(c.tag, _undigited(c.name)) for c in self.containers]
        numbers: dict[Any, int] = {}
        return np.array(
            [
                numbers.setdefault((own[n], own[c.parent]), len(numbers))
                for n, c in enumerate(self.containers)
            ],
            dtype=np.intp,
        )


@lru_cache(maxsize=4096)
def _undigited(name: str) -> str:
    return DIGITS.sub("", name)


def _surroundings(rest: Any, total: float) -> Any:
    """Of the other text in a container: chance to be body, share of links, size, share of it."""
    size = np.maximum(rest[:, 1], 1)
    chance = np.where(rest[:, 1] > 0, rest[:, 0] / size, -1)
    return np.stack(
        [chance, rest[:, 2] / size, np.log1p(np.maximum(rest[:, 1], 0)), rest[:, 0] / total], axis=1
    )


def _to_core(tree: _Tree, below: Any, least: float, at: Ints, total: float) -> Any:
    """Where a line stands to the innermost container with most of the story.

    Levels below it, or up to where their ways part, counted as negative; and the surroundings
    in the branch of the tree that leaves the way to it.
    """
    count = len(tree.containers)
    heavy = np.flatnonzero(below[:, 0] >= least)
    core = int(heavy[np.argmax(tree.depth[heavy])]) if len(heavy) else 0
    way = np.zeros(count, dtype=bool)
    inside = np.zeros(count, dtype=bool)
    inside[core] = True
    step = core
    while not way[step]:
        way[step] = True
        step = int(tree.parent[step])
    levels = np.zeros(count)
    branch = np.arange(count)
    for level in tree.levels[1:]:
        up = tree.parent[level]
        inside[level] |= inside[up]
        off = level[~way[level]]
        levels[off] = levels[tree.parent[off]] + 1
        deep = off[~way[tree.parent[off]]]
        branch[deep] = branch[tree.parent[deep]]
    signed = np.where(inside, levels, -levels)
    place = np.stack([inside[at].astype(float), signed[at]], axis=1)
    return np.hstack([place, _surroundings(below[branch[at]], total)])


def _alike(style: Ints, mass: Any, total: float) -> Any:
    """Of the other lines of the page in a container of the same look, as `_surroundings`."""
    sums = np.zeros((int(style.max()) + 1, mass.shape[1]))
    np.add.at(sums, style, mass)
    rest = sums[style] - mass
    return np.hstack([_surroundings(rest, total), np.log1p(rest[:, 3:])])


def _place(chance: Any, mass: Any, total: float) -> Any:
    """Share of the story before a line, of the lines, and lines since and to a telling one."""
    count = len(chance)
    before = (np.cumsum(mass[:, 0]) - mass[:, 0]) / total
    number = np.arange(count)
    telling = (chance > 0.5) & (mass[:, 1] > TELLING)
    last = np.maximum.accumulate(np.where(telling, number, -count))
    since = np.minimum(number - np.concatenate([[-count], last[:-1]]), FARTHEST)
    following = np.minimum.accumulate(np.where(telling, number, 2 * count)[::-1])[::-1]
    until = np.minimum(np.concatenate([following[1:], [2 * count]]) - number, FARTHEST)
    return np.stack([before, number / count, since, until], axis=1)
