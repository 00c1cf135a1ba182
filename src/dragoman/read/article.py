"""The article that a page states in its metadata, against the lines that it shows."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final

import htmldate

from dragoman.errors import EmptyInput
from dragoman.read.layout import Container, Layout
from dragoman.read.lines import split_lines
from dragoman.read.markup import Visible, parse_markup, visible_text
from dragoman.read.records import Line

NOT_WORD: Final = re.compile(r"\W+")
ELEMENT: Final = re.compile(r"<(?:p|br|div|h\d|ul|li|blockquote)\b", re.IGNORECASE)
FEW_WORDS: Final = 4
SHINGLE: Final = 5
KEPT: Final = 0.8

FEWEST_STATED: Final = 60
"""Words; a shorter text in the metadata is a teaser."""

WITNESS: Final = 0.5
"""Share of a stated article's words that the lines it holds must have to bear it witness."""

SCRIPT: Final = "script"
"""Tag of the lines that stand in the page's metadata only."""


def guess_date(tree: Any) -> str:
    """The day of publication as htmldate finds it in the markup, ISO; "" if it does not.

    Its search through running text is left out: it takes any date for the page's.

    Args:
        tree: of the page; not to be used afterwards.
    """
    try:
        return htmldate.find_date(tree, original_date=True, extensive_search=False) or ""
    except ValueError:
        # It moves text within the tree, and lxml takes no control characters back in.
        return ""


def mark_extracted(lines: Sequence[Line], article: str) -> tuple[Line, ...]:
    """Tell for each visible line whether an article holds it.

    A short line must be a line of the article; a long one may have been joined or cut, so
    that most of its five-word runs must occur there.
    """
    found = held_lines(lines, article)
    return tuple(replace(line, extracted=held) for line, held in zip(lines, found, strict=True))


def held_lines(lines: Sequence[Line], article: str) -> list[bool]:
    """For each line whether an article holds it, as `mark_extracted`."""
    pieces = [_bare(p) for p in article.splitlines()]
    whole = {p for p in pieces if p}
    runs = _runs(" ".join(pieces).split())
    return [_holds(_bare(line.text), whole, runs) for line in lines]


def _bare(text: str) -> str:
    return NOT_WORD.sub(" ", text).strip().casefold()


def _runs(words: list[str]) -> set[tuple[str, ...]]:
    return {tuple(words[i : i + SHINGLE]) for i in range(len(words) - SHINGLE + 1)}


def _holds(bare: str, whole: set[str], runs: set[tuple[str, ...]]) -> bool:
    if bare in whole:
        return True
    words = bare.split()
    own = [tuple(words[i : i + SHINGLE]) for i in range(len(words) - SHINGLE + 1)]
    return len(words) > FEW_WORDS and sum(r in runs for r in own) >= KEPT * len(own)


def plain_article(stated: str) -> str:
    """A stated article as text, a paragraph a line, without its markup; "" if a teaser."""
    text = html.unescape(stated)
    if ELEMENT.search(text):
        try:
            text = visible_text(parse_markup(text)).text
        except EmptyInput:
            return ""
    return text.strip() if len(text.split()) >= FEWEST_STATED else ""


def add_stated(shows: Visible, stated: str) -> Visible:
    """Let the article that a page states bear witness to its lines, or stand in for them.

    Where the page shows most of the article, its lines learn whether the article holds them.
    Where it does not, as when scripts write the text, the paragraphs that it does not show are
    added below what it shows: they are in the page, and nothing else of it tells the story.
    Between the two the article is another text or a part, and is passed over.

    Args:
        stated: the article as the metadata has it, "" if it has none.
    """
    article = plain_article(stated)
    if not article:
        return shows
    held = held_lines(shows.lines, article)
    words = len(article.split())
    shown = sum(len(x.text.split()) for x, h in zip(shows.lines, held, strict=True) if h)
    if shown >= WITNESS * words:
        return replace(shows, layout=replace(shows.layout, told=tuple(held)))
    return _with_paragraphs(shows, article)


def _with_paragraphs(shows: Visible, article: str) -> Visible:
    unseen = {_bare(line.text) for line in shows.lines}
    added = [x.text for x in split_lines(article) if _bare(x.text) not in unseen]
    at = len(shows.text) + 1 if shows.text else 0
    lines = list(shows.lines)
    for text in added:
        lines.append(Line(at, at + len(text), text, SCRIPT))
        at += len(text) + 1
    containers = shows.layout.containers or (Container(0, "body"),)
    layout = Layout(
        (*containers, Container(0, SCRIPT)), (*shows.layout.at, *[len(containers)] * len(added))
    )
    return Visible("\n".join(line.text for line in lines), tuple(lines), layout)
