"""A regular-expression matcher that counts its steps, to tell growth without a clock.

It walks the tree that Python's own parser makes of a pattern and backtracks as Python's matcher
does; it is a few hundred times slower and has no shortcuts, so its count is an upper bound. What
is looked at is only how the count grows with the length of a text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

sre: Any = re._parser  # type: ignore[attr-defined]
MAXREPEAT = sre.MAXREPEAT

Then = Callable[[int], bool]
"""What is still to be matched, from an offset on."""


class TooMany(Exception):
    """More steps than the budget: growth beyond any doubt."""


def _into(ends: list[int]) -> Then:
    """Keep where a match ends and be content with it."""
    return lambda to: not ends.append(to)


class Counter:
    """One pattern, tried on texts."""

    def __init__(self, pattern: str, flags: int) -> None:
        self.tree = sre.parse(pattern, flags & ~re.DEBUG)
        self.flags = self.tree.state.flags
        self._items: dict[int, list[Any]] = {}
        self._fitting: dict[tuple[int, str, int], list[Any]] = {}

    def search(self, text: str, budget: int) -> int:
        """Steps that looking for the pattern from every offset of a text takes, all finds of it."""
        self.text, self.left = text, budget
        at = 0
        while at <= len(text):
            self.groups: dict[int, tuple[int, int]] = {}
            end: list[int] = []
            found = self._seq(self.tree, at, self.flags, _into(end))
            at = max(end[0], at + 1) if found else at + 1
        return budget - self.left

    def match(self, text: str, budget: int) -> int:
        """Steps that matching from the text's first character takes."""
        self.text, self.left, self.groups = text, budget, {}
        self._seq(self.tree, 0, self.flags, lambda to: True)
        return budget - self.left

    def _seq(self, tree: Any, at: int, flags: int, then: Then, n: int = 0) -> bool:
        items = self._items.get(id(tree))
        if items is None:
            items = self._items[id(tree)] = list(tree)
        while n < len(items) and str(items[n][0]) in SINGLE:
            self.left -= 1
            if at >= len(self.text) or not char_fits(items[n], self.text[at], flags):
                return False
            n, at = n + 1, at + 1
        if n == len(items):
            return then(at)
        return self._one(items[n], at, flags, lambda to: self._seq(tree, to, flags, then, n + 1))

    def _one(self, item: Any, at: int, flags: int, then: Then) -> bool:
        self.left -= 1
        if self.left < 0:
            raise TooMany
        op, value = str(item[0]), item[1]
        if op in SINGLE:
            fits = at < len(self.text) and char_fits(item, self.text[at], flags)
            return fits and then(at + 1)
        return bool(getattr(self, f"_{op.lower()}")(value, at, flags, then))

    def _subpattern(self, value: Any, at: int, flags: int, then: Then) -> bool:
        group, add, remove, inner = value

        def close(to: int) -> bool:
            before = self.groups.get(group)
            if group is not None:
                self.groups[group] = (at, to)
            if then(to):
                return True
            if before is not None:
                self.groups[group] = before
            return False

        return self._seq(inner, at, (flags | add) & ~remove, close)

    def _branch(self, value: Any, at: int, flags: int, then: Then) -> bool:
        # Python's matcher, too, tells by the next character which branches can fit at all.
        char = self.text[at : at + 1]
        fitting = self._fitting.get((id(value), char, flags))
        if fitting is None:
            fitting = [one for one in value[1] if self._could_start(one, char, flags)]
            self._fitting[id(value), char, flags] = fitting
        return any(self._seq(branch, at, flags, then) for branch in fitting)

    def _could_start(self, branch: Any, char: str, flags: int) -> bool:
        if not len(branch) or str(branch[0][0]) not in SINGLE:
            return True
        return bool(char) and char_fits(branch[0], char, flags)

    def _max_repeat(self, value: Any, at: int, flags: int, then: Then) -> bool:
        least, most, inner = value
        most = bounded(least, most)
        if len(inner) == 1 and str(inner[0][0]) in SINGLE:
            return self._run(least, most, inner[0], at, flags, then)

        def again(count: int, here: int) -> bool:
            def more(to: int) -> bool:
                # A turn that takes nothing is not repeated.
                return again(count + 1, to) if to > here or count < least else False

            if (most is MAXREPEAT or count < most) and self._seq(inner, here, flags, more):
                return True
            return count >= least and then(here)

        return again(0, at)

    def _run(self, least: int, most: Any, item: Any, at: int, flags: int, then: Then) -> bool:
        end, text = at, self.text
        while end < len(text) and (most is MAXREPEAT or end - at < most):
            self.left -= 1
            if not char_fits(item, text[end], flags):
                break
            end += 1
        for to in range(end, at + least - 1, -1):
            self.left -= 1
            if self.left < 0:
                raise TooMany
            if then(to):
                return True
        return False

    def _min_repeat(self, value: Any, at: int, flags: int, then: Then) -> bool:
        least, most, inner = value
        most = bounded(least, most)

        def again(count: int, here: int) -> bool:
            if count >= least and then(here):
                return True

            def more(to: int) -> bool:
                return again(count + 1, to) if to > here else False

            return (most is MAXREPEAT or count < most) and self._seq(list(inner), here, flags, more)

        return again(0, at)

    def _possessive_repeat(self, value: Any, at: int, flags: int, then: Then) -> bool:
        least, most, inner = value
        most = bounded(least, most)
        count, here = 0, at
        while most is MAXREPEAT or count < most:
            ends: list[int] = []
            if not self._seq(inner, here, flags, _into(ends)):
                break
            count += 1
            if ends[0] == here:
                break
            here = ends[0]
        return count >= least and then(here)

    def _atomic_group(self, value: Any, at: int, flags: int, then: Then) -> bool:
        ends: list[int] = []
        return self._seq(value, at, flags, lambda to: not ends.append(to)) and then(ends[0])

    def _assert(self, value: Any, at: int, flags: int, then: Then) -> bool:
        return self._looks(value, at, flags) and then(at)

    def _assert_not(self, value: Any, at: int, flags: int, then: Then) -> bool:
        return not self._looks(value, at, flags) and then(at)

    def _looks(self, value: Any, at: int, flags: int) -> bool:
        direction, inner = value
        if direction > 0:
            return self._seq(inner, at, flags, lambda to: True)
        width = inner.getwidth()[0]
        return at >= width and self._seq(inner, at - width, flags, lambda to: to == at)

    def _groupref(self, value: Any, at: int, flags: int, then: Then) -> bool:
        if value not in self.groups:
            return False
        start, end = self.groups[value]
        said = self.text[start:end]
        self.left -= len(said)
        return self.text.startswith(said, at) and then(at + len(said))

    def _groupref_exists(self, value: Any, at: int, flags: int, then: Then) -> bool:
        group, yes, no = value
        branch = yes if group in self.groups else no or []
        return self._seq(branch, at, flags, then)

    def _at(self, value: Any, at: int, flags: int, then: Then) -> bool:
        return anchored(str(value), self.text, at, bool(flags & re.MULTILINE)) and then(at)


def bounded(least: int, most: Any) -> Any:
    """A bound such as 60 is a constant, but would look like growth on texts that are shorter."""
    return most if most is MAXREPEAT else min(most, least + FEW)


FEW = 4

SINGLE = frozenset({"LITERAL", "NOT_LITERAL", "ANY", "IN", "CATEGORY"})


def char_fits(item: Any, char: str, flags: int) -> bool:
    """Whether a part of a pattern that stands for one character fits one."""
    op, value = str(item[0]), item[1]
    if op == "ANY":
        return bool(flags & re.DOTALL) or char != "\n"
    if op == "NOT_LITERAL":
        return not char_fits((sre.LITERAL, value), char, flags)
    forms = {char, char.lower(), char.upper()} if flags & re.IGNORECASE else {char}
    if op == "LITERAL":
        return any(chr(value) == form for form in forms)
    if op == "CATEGORY":
        return category(str(value), char)
    negated = bool(value) and str(value[0][0]) == "NEGATE"
    return negated != any(in_set(part, forms) for part in value[negated:])


def in_set(part: Any, forms: set[str]) -> bool:
    op, value = str(part[0]), part[1]
    if op == "LITERAL":
        return chr(value) in forms
    if op == "RANGE":
        return any(value[0] <= ord(form) <= value[1] for form in forms if len(form) == 1)
    return any(category(str(value), form) for form in forms)


def category(name: str, char: str) -> bool:
    name = name.removeprefix("CATEGORY_").removeprefix("UNI_")
    negated, name = name.startswith("NOT_"), name.removeprefix("NOT_")
    if name == "DIGIT":
        return negated != char.isdecimal()
    if name == "SPACE":
        return negated != char.isspace()
    return negated != (char.isalnum() or char == "_")


def anchored(name: str, text: str, at: int, lines: bool) -> bool:
    if name in ("AT_BEGINNING_STRING", "AT_BEGINNING"):
        return at == 0 or (name == "AT_BEGINNING" and lines and text[at - 1] == "\n")
    if name in ("AT_END_STRING", "AT_END"):
        left = text[at:]
        return not left or (name == "AT_END" and (left == "\n" or (lines and left[0] == "\n")))
    word = [0 <= n < len(text) and category("WORD", text[n]) for n in (at - 1, at)]
    return (word[0] != word[1]) != name.endswith("NON_BOUNDARY")


def samples(item: Any) -> Iterator[str]:
    """Short texts that a part of a pattern fits, the plainest first."""
    op, value = str(item[0]), item[1]
    if op in SINGLE:
        fits = [c for c in CHARACTERS if char_fits(item, c, 0)]
        yield from fits[:2] if fits else (chr(value) if isinstance(value, int) else "",)
    elif op == "BRANCH":
        for branch in value[1][:3]:
            yield sample(branch)
    elif op == "SUBPATTERN":
        yield sample(value[3])
    elif op in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
        yield sample(value[2]) * max(1, min(value[0], 3))
    elif op == "ATOMIC_GROUP":
        yield sample(value)
    else:
        yield ""


CHARACTERS = "a1 A.,-'\"(<\n\t/:#|é"


def sample(items: Any) -> str:
    """One text that a sequence fits, about."""
    return "".join(next(samples(item), "") for item in items)


def pumps(items: Any, before: str = "") -> Iterator[tuple[str, str]]:
    """For each unbounded repetition: a text that leads there, and one that it takes again."""
    for n, item in enumerate(items):
        op, value = str(item[0]), item[1]
        if op in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
            if value[1] is MAXREPEAT:
                for inner in value[2]:
                    yield from ((before, text) for text in samples(inner) if text)
                yield before, sample(value[2])
                # What follows, too, where the repetition could take it as well.
                yield before, sample(items[n + 1 : n + 2]) or "a"
            yield from pumps(value[2], before)
        elif op == "SUBPATTERN":
            yield from pumps(value[3], before)
        elif op == "BRANCH":
            for branch in value[1]:
                yield from pumps(branch, before)
        elif op in ("ASSERT", "ASSERT_NOT"):
            yield from pumps(value[1], before)
        elif op == "ATOMIC_GROUP":
            yield from pumps(value, before)
        before += next(samples(item), "")
