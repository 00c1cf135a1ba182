"""Union-find over ids whose groups do not depend on the order of joining."""

from __future__ import annotations

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
