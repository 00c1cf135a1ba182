"""Pages of each format: text and markup cut into lines, with what they state."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from dragoman.errors import EmptyInput
from dragoman.read.article import extract_article, guess_date, mark_extracted
from dragoman.read.lines import split_lines
from dragoman.read.markup import parse_markup, visible_text
from dragoman.read.records import Page, Stated
from dragoman.read.stated import read_stated

MARKUP: Final = re.compile(
    r"^\s*+(?:<!--.*?-->\s*+)*+<(?:!doctype\s+html|html|head|body|\?xml)\b", re.I | re.S
)


def is_markup(text: str) -> bool:
    """Whether a text begins like an HTML page."""
    return bool(MARKUP.match(text[:4096]))


def text_page(location: str, text: str, stated: Stated | None = None) -> Page:
    """A plain text, kept character by character."""
    return Page(location, text, split_lines(text), stated or Stated())


def markup_page(location: str, text: str) -> Page:
    """An HTML page: its visible text, with the lines of its article marked.

    Raises:
        EmptyInput: nothing visible.
        TooDeep: nested beyond the limit.
    """
    tree = parse_markup(text)
    visible, lines = visible_text(tree)
    if not lines:
        raise EmptyInput("a page without visible text", "save it with its text loaded")
    stated = read_stated(tree)
    if not stated.dates:
        stated = replace(stated, guessed_date=guess_date(tree))
    article = extract_article(tree)
    if article:
        lines = mark_extracted(lines, article)
    return Page(location, visible, lines, stated)
