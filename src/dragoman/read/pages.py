"""Pages of each format: text and markup cut into lines, with what they state."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any, Final

from dragoman.errors import EmptyInput
from dragoman.read.article import add_stated, guess_date
from dragoman.read.lines import split_lines
from dragoman.read.markup import Visible, parse_markup, visible_text
from dragoman.read.records import Page, Stated
from dragoman.read.stated import read_stated, scripted_article

MARKUP: Final = re.compile(
    r"^\s*+(?:<!--.*?-->\s*+)*+<(?:!doctype\s+html|html|head|body|\?xml)\b", re.I | re.S
)
FEW_SHOWN: Final = 50
"""Words; a page that shows fewer may keep its story from browsers that run scripts, or in one."""


def is_markup(text: str) -> bool:
    """Whether a text begins like an HTML page."""
    return bool(MARKUP.match(text[:4096]))


def text_page(location: str, text: str, stated: Stated | None = None) -> Page:
    """A plain text, kept character by character."""
    return Page(location, text, split_lines(text), stated or Stated())


def markup_page(location: str, text: str) -> Page:
    """An HTML page: its visible text, and where its lines stand.

    Raises:
        EmptyInput: nothing visible.
        TooDeep: nested beyond the limit.
        TooLarge: more lines than a report has.
    """
    tree = parse_markup(text)
    stated = read_stated(tree)
    shows = show_page(tree, stated)
    if not shows.lines:
        raise EmptyInput(
            "a page without visible text", "save it from the browser once its text is there"
        )
    if not stated.dates:
        stated = replace(stated, guessed_date=guess_date(tree))
    return Page(location, shows.text, shows.lines, stated, shows.layout)


def show_page(tree: Any, stated: Stated) -> Visible:
    """What a page shows, with what it has for browsers without scripts, or in its metadata only.

    Args:
        tree: of the page; left as it is.
        stated: of the same page.
    """
    shows = visible_text(tree)
    article = stated.article
    if len(shows.text.split()) < FEW_SHOWN:
        plain = visible_text(tree, scripts=False)
        if len(plain.text.split()) >= FEW_SHOWN:
            shows = plain
        article = article or scripted_article(tree)
    return add_stated(shows, article) if article else shows
