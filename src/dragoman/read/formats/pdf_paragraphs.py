"""The paragraphs of printed lines, and the headline among them."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from dragoman.mend.tables import load_mending
from dragoman.mend.view import View
from dragoman.mend.words import OwnWords, line_ends
from dragoman.mend.wrapping import CLOSED, STARTER
from dragoman.read.formats.pdf_layout import Printed

SAME_TYPE: Final = 0.06
"""Share by which sizes of the same type differ at most."""

INDENT: Final = 0.7
"""In sizes of type: how far a paragraph's first line is set in."""

APART: Final = 1.3
"""In usual distances of lines: the distance of two paragraphs."""

USUAL_LEADING: Final = 1.2
SPACE: Final = 0.25
REACH: Final = 40
"""Lines that may stand between two of one paragraph: footnotes, captions, quotations set apart."""

ROOM: Final = 1.5
"""In sizes of type: what a line that no mark closes must have left beside the next word."""

SURELY_BROKEN: Final = 3
"""Words that a line's end has surely broken, from which a document is set with hyphens."""

HEADLINE: Final = 1.15
"""Sizes of the body's type that a headline has at least."""

TITLE_WORDS: Final = (4, 40)
"""A headline has so many words at least and at most; names of papers have fewer."""

BROKEN: Final = re.compile(r"(?<![^\W\d_])([^\W\d_]++)[-\u2010\u00ad]$")
WORD: Final = re.compile(r"[^\W\d_]+")
COMPOUND: Final = re.compile(r"(?<![^\W\d_])[^\W\d_]++(?:-[^\W\d_]++)+")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph as it is read, with the page that it begins on and the size of its type."""

    text: str
    page: int
    size: float
    running: bool


def paragraphs_of(lines: Sequence[Printed]) -> list[Paragraph]:
    """Join printed lines; each is in one paragraph.

    What stands between two lines of a paragraph (the foot of a page, a footnote, a caption) comes
    behind it.
    """
    words = _Words(lines)
    leading = _leadings(lines)
    taken: set[int] = set()
    found: list[Paragraph] = []
    for n, line in enumerate(lines):
        if n in taken:
            continue
        joined = [line]
        following = n
        while not line.running:
            following = _next(lines, following, taken, leading, joined[0])
            if following < 0:
                break
            taken.add(following)
            joined.append(lines[following])
        text = _text([one.text for one in joined], words)
        found.append(Paragraph(text, line.page, line.size, line.running))
    return found


def headline(paragraphs: Sequence[Paragraph], told: str) -> str:
    """What is set in the largest type of the first page; "" if nothing is larger than the body.

    Args:
        told: the title that the file gives itself, which counts where a heading says the same.
    """
    sizes: Counter[float] = Counter()
    for one in paragraphs:
        sizes[one.size] += len(one.text)
    if not sizes:
        return ""
    usual = sizes.most_common(1)[0][0]
    first = paragraphs[0].page
    heads = [
        one
        for one in paragraphs
        if one.page == first and one.size >= HEADLINE * usual and not one.running
    ]
    # Python sorts without changing the order of what is alike.
    heads.sort(key=lambda one: -one.size)
    folded = told.casefold()
    for one in heads:
        if (folded and one.text.casefold() in folded) or folded == one.text.casefold():
            return one.text
    least, most = TITLE_WORDS
    return next((one.text for one in heads if least <= len(one.text.split()) <= most), "")


class _Words(OwnWords):
    """The words of a document, counted once: a long one has thousands of broken words.

    The halves of broken words are none. Where some are surely broken, the document was set with
    hyphens, and one that could be two words is broken, too.
    """

    def __init__(self, lines: Sequence[Printed]) -> None:
        super().__init__("", load_mending().opening_words, lambda word: False)
        self._counts: Counter[str] = Counter()
        halves: list[tuple[str, str]] = []
        head = ""
        for line in lines:
            text = line.text.casefold()
            whole = text
            if head and (tail := WORD.match(text)):
                halves.append((head, tail.group()))
                whole = text[tail.end() :]
            broken = BROKEN.search(text)
            head = broken[1] if broken and not line.running else head if line.running else ""
            whole = whole[: -len(broken.group())] if broken else whole
            self._counts.update(WORD.findall(whole))
            self._counts.update(COMPOUND.findall(whole))
        sure = sum(self.seen(a + b) > 0 or not (self.seen(a) and self.seen(b)) for a, b in halves)
        self._hyphens = sure >= SURELY_BROKEN and 2 * sure >= len(halves)

    def seen(self, word: str) -> int:
        """How often the document has the word, whatever its case."""
        return self._counts[word.casefold()]

    def known(self, word: str, besides: int = 0) -> bool:
        """Whether it is a word; none is half of a broken one where the document has hyphens."""
        if besides and self._hyphens and word.islower():
            return False
        return super().known(word, besides)


def _text(lines: Sequence[str], words: OwnWords) -> str:
    if len(lines) == 1:
        return lines[0]
    text = "\n".join(lines)
    return View.of(text, 0, len(text)).edited(line_ends(text, words)).text.replace("\n", " ")


def _leadings(lines: Sequence[Printed]) -> dict[float, float]:
    """The usual distance of base lines for each size of type."""
    gaps: dict[float, Counter[float]] = {}
    for above, below in itertools.pairwise(lines):
        gap = above.y - below.y
        if above.column == below.column >= 0 and above.size == below.size and gap > 0:
            gaps.setdefault(above.size, Counter())[round(gap * 2) / 2] += 1
    return {size: counts.most_common(1)[0][0] for size, counts in gaps.items()}


def _next(
    lines: Sequence[Printed],
    last: int,
    taken: set[int],
    leading: dict[float, float],
    first: Printed,
) -> int:
    """The line that goes on the last one of a paragraph; -1 if it ends there."""
    line = lines[last]
    interrupted = False
    for n in range(last + 1, min(len(lines), last + 1 + REACH)):
        after = lines[n]
        if n in taken or after.running:
            continue
        if not _same_type(line, after):
            # Only what is not at an end can go on behind something else.
            if CLOSED.search(line.text):
                return -1
            interrupted = True
            continue
        if interrupted and not after.text[0].islower():
            return -1
        return n if _goes_on(line, after, leading, first) else -1
    return -1


def _same_type(line: Printed, after: Printed) -> bool:
    return abs(line.size - after.size) <= SAME_TYPE * max(line.size, after.size)


def _goes_on(line: Printed, after: Printed, leading: dict[float, float], first: Printed) -> bool:
    size = max(line.size, 0.1)
    if STARTER.match(after.text) and after.x <= first.x + INDENT * size:
        return False
    closed = CLOSED.search(line.text) is not None
    lower = after.text[0].islower()
    if line.column == after.column:
        usual = leading.get(line.size, USUAL_LEADING * size)
        if not 0 < line.y - after.y <= APART * max(usual, USUAL_LEADING * 0.8 * size):
            return False
    set_in = (after.x - after.left) - (line.x - line.left)
    if set_in > INDENT * size and not (STARTER.match(first.text) or (lower and not closed)):
        return False
    width = (after.end - after.x) / max(1, len(after.text))
    needed = SPACE * size + width * len(after.text.split(None, 1)[0])
    if BROKEN.search(line.text) and lower:
        return True
    if line.end + needed + (0 if closed or lower else ROOM * size) <= line.right:
        return lower and not closed
    return True
