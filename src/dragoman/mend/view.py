"""A mended text that knows where each of its characters stands in the original."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

Edit = tuple[int, int, str]
"""Half-open offsets into a view's text, and what is to stand there instead."""


@dataclass(frozen=True, slots=True)
class View:
    """A stretch of an original text, as it was meant.

    Attributes:
        text: the mended text.
        starts, ends: for each of its characters, the half-open offsets into the original that it
            stands for. They never go back and never overlap: ``starts[i] <= ends[i] <=
            starts[i + 1]``. What was taken out lies between two characters; what was put in
            stands for an empty span.
    """

    text: str
    starts: Sequence[int]
    ends: Sequence[int]

    @classmethod
    def of(cls, source: str, start: int, end: int) -> View:
        """The view of a stretch of ``source`` in which nothing is mended."""
        return cls(source[start:end], range(start, end), range(start + 1, end + 1))

    @property
    def is_mended(self) -> bool:
        """Whether anything was mended."""
        return not isinstance(self.starts, range)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Offsets into the original of a half-open stretch of the view that is not empty."""
        return self.starts[start], self.ends[end - 1]

    def edited(self, edits: Sequence[Edit]) -> View:
        """The view after some edits.

        Args:
            edits: in order, not overlapping. One that keeps the length maps character by
                character; of another the first new character stands for all that it replaces.
        """
        if not edits:
            return self
        text: list[str] = []
        starts: list[int] = []
        ends: list[int] = []
        at = 0
        for begin, stop, new in edits:
            text += (self.text[at:begin], new)
            if len(new) == stop - begin:
                starts += self.starts[at:stop]
                ends += self.ends[at:stop]
            else:
                starts += self.starts[at:begin]
                ends += self.ends[at:begin]
                if new:
                    first, last = self._covered(begin, stop)
                    starts += [first] + [last] * (len(new) - 1)
                    ends += [last] * len(new)
            at = stop
        text.append(self.text[at:])
        starts += self.starts[at:]
        ends += self.ends[at:]
        return View("".join(text), starts, ends)

    def _covered(self, begin: int, stop: int) -> tuple[int, int]:
        if begin < stop:
            return self.starts[begin], self.ends[stop - 1]
        at = self.ends[begin - 1] if begin else (self.starts[0] if self.starts else 0)
        return at, at
