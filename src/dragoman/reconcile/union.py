"""Union-find whose groups do not depend on the order of joining."""

from __future__ import annotations

from array import array
from collections.abc import Iterable


class Union:
    """Disjoint groups of ids; the smallest id of a group is its root."""

    def __init__(self, ids: Iterable[str]) -> None:
        self._parent = {key: key for key in sorted(ids)}

    def root(self, key: str) -> str:
        """The smallest id of the group that holds ``key``.

        Raises:
            KeyError: for an id that was not given at the start.
        """
        at = key
        while self._parent[at] != at:
            self._parent[at] = self._parent[self._parent[at]]
            at = self._parent[at]
        return at

    def join(self, one: str, other: str) -> None:
        """Make the groups of both ids one."""
        a, b = sorted((self.root(one), self.root(other)))
        self._parent[b] = a

    def groups(self) -> list[tuple[str, ...]]:
        """All groups, each in order of id, in order of their smallest."""
        found: dict[str, list[str]] = {}
        for key in self._parent:
            found.setdefault(self.root(key), []).append(key)
        return [tuple(found[root]) for root in sorted(found)]


class NumberUnion:
    """Disjoint groups of the numbers from 0; the smallest of a group is its root."""

    def __init__(self, count: int) -> None:
        self._parent = array("i", range(count))

    def root(self, number: int) -> int:
        """The smallest number of the group that holds ``number``."""
        parent = self._parent
        while parent[number] != number:
            parent[number] = parent[parent[number]]
            number = parent[number]
        return number

    def join(self, one: int, other: int) -> tuple[int, int]:
        """Make the groups of both numbers one; gives the root that stays and the one that goes."""
        a, b = sorted((self.root(one), self.root(other)))
        self._parent[b] = a
        return a, b

    def roots(self) -> list[int]:
        """The root of every number, in order."""
        return [self.root(number) for number in range(len(self._parent))]
