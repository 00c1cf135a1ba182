"""The headline of a page: what its markup states, held against the heading that it shows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import unescape
from typing import Any, Final

from dragoman.read.markup import INLINE, UNSEEN
from dragoman.read.shape import WORD, word_count

CUT: Final = re.compile(r"(?<!\s)\s++(?:(?:\||[-–—]|[·•»«]|::|/)\s+|\|\s*)|\|\s*")
"""What parts a headline from the name of the site or section glued to it."""

APART: Final = frozenset({"nav", "aside", "footer", "dialog", "template", "noscript"})
LIKE: Final = 0.5
"""Share of the shorter one's words that two wordings of a headline have in common."""

FEWEST_WORDS: Final = 4
"""A heading that shares nothing with what the markup states is the headline from so many words."""


def page_title(tree: Any, stated: Sequence[str], window: str, sites: Sequence[str]) -> str:
    """The headline as the page shows it, else as its markup states it.

    Editors write one headline for readers, in the page's ``h1``, and others for search engines
    and social sites, often with the site's name behind. The heading is taken where it is a
    wording of what is stated, or the only heading of the page and as long as a headline; else
    what is stated, without the name of the site.

    Args:
        stated: headlines that the markup states, in order of trust; may be empty.
        window: the title of the browser's window, "" if none; it goes behind any heading.
        sites: names of the site, which are no part of a headline.
    """
    names = {_bare(s) for s in sites if s}
    wordings = [_without_site(_clean(s), names) for s in (*stated, window) if s.strip()]
    headings = [h for h in _headings(tree) if _bare(h) not in names]
    for wording in wordings:
        alike = [(_likeness(h, wording), -n) for n, h in enumerate(headings)]
        best, at = max(alike, default=(0.0, 0))
        if best >= LIKE:
            return headings[-at]
    if headings and not any(s.strip() for s in stated):
        return headings[0]
    if len(headings) == 1 and word_count(headings[0]) >= FEWEST_WORDS:
        return headings[0]
    return wordings[0] if wordings else ""


def _headings(tree: Any) -> Iterator[str]:
    for element in tree.iter("h1"):
        if any(up.tag in APART for up in element.iterancestors()):
            continue
        text = _clean("".join(_shown(element)))
        if text:
            yield text


def _shown(element: Any) -> Iterator[str]:
    """The pieces of an element's text as its line shows them, blocks parted by a space."""
    if element.tag in UNSEEN:
        return
    edge = "" if element.tag in INLINE else " "
    yield edge + (element.text or "")
    for child in element:
        if isinstance(child.tag, str):
            yield from _shown(child)
        yield child.tail or ""
    yield edge


def _clean(text: str) -> str:
    return " ".join(unescape(text).split())


def _bare(text: str) -> str:
    return "".join(WORD.findall(text.casefold()))


def _without_site(title: str, names: set[str]) -> str:
    """The title without a site's name before or behind it."""
    pieces = CUT.split(title)
    marks = CUT.findall(title)
    while len(pieces) > 1 and _bare(pieces[-1]) in names:
        pieces.pop()
        marks.pop()
    while len(pieces) > 1 and _bare(pieces[0]) in names:
        del pieces[0], marks[0]
    kept = pieces[0]
    for mark, piece in zip(marks, pieces[1:], strict=True):
        kept += mark + piece
    return kept.strip()


def _likeness(one: str, other: str) -> float:
    """Share of the shorter one's words, of three letters or more, that the other has."""
    a = {w for w in WORD.findall(one.casefold()) if len(w) > 2}
    b = {w for w in WORD.findall(other.casefold()) if len(w) > 2}
    return len(a & b) / max(1, min(len(a), len(b)))
