"""From a page to a report: body, furniture, title, date, publisher, language."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from dragoman.errors import TooLarge
from dragoman.lexicon import Lexicon
from dragoman.model import Place, Report
from dragoman.read.bylines import Byliner, find_authors, load_bylines
from dragoman.read.furniture import OPENERS, Known, label_furniture, with_marks
from dragoman.read.judging import judge_lines, settle_title
from dragoman.read.language import tell_lines
from dragoman.read.lines import as_meant
from dragoman.read.opening import dateline_place
from dragoman.read.publication_date import weigh_dates
from dragoman.read.publishers import find_origin
from dragoman.read.records import LINE_LIMIT, TEXT_LIMIT, Line, Page
from dragoman.read.titles import find_title
from dragoman.read.words import Signs, load_signs

SPLIT: Final = "split it: one report a file or row"


def assemble(page: Page, lexicon: Lexicon) -> Report:
    """Judge the lines of a page and weigh what it states about itself.

    Args:
        page: with at least one line.

    Raises:
        TooLarge: more than ``LINE_LIMIT`` lines or ``TEXT_LIMIT`` characters.
    """
    if len(page.lines) > LINE_LIMIT:
        raise TooLarge(f"over {LINE_LIMIT} lines", SPLIT)
    if len(page.text) > TEXT_LIMIT:
        raise TooLarge(f"a text of over {TEXT_LIMIT:,} characters", SPLIT)
    signs = load_signs()
    meant = as_meant(page.lines, page.text)
    body = judge_lines(meant, signs, page.layout)
    title = page.stated.title or find_title(page.lines, body, signs)
    body = settle_title(meant, body, title)
    byliner = Byliner(load_bylines(), lexicon.media, signs)
    authors = find_authors(page, body, title, byliner)
    origin = find_origin(page, body, title, lexicon.media, signs)
    published_at, dating = weigh_dates(page.stated, page.lines, body, title)
    tongue = tell_lines(meant, body, page.stated.language)
    known = Known(title, authors, tongue.foreign)
    furniture = label_furniture(page.lines, body, known, signs)
    return Report.make(
        location=page.location,
        source_text=page.text,
        title=title,
        publisher=origin.publisher,
        relayed_by=origin.relayed_by,
        authors=authors,
        published_at=published_at,
        dating=dating,
        language=tongue.language,
        furniture=with_marks(furniture, page.marks),
        url=page.stated.url,
        credits=origin.credits,
        dateline=_dateline(page.lines, body, lexicon, signs),
    )


def _dateline(
    lines: Sequence[Line], body: Sequence[bool], lexicon: Lexicon, signs: Signs
) -> Place | None:
    """The place of the first dateline that opens one of the first paragraphs."""
    openers = [line.text for line, b in zip(lines, body, strict=True) if b][:OPENERS]
    places = (dateline_place(text, signs, lexicon.world) for text in openers)
    return next((place for place in places if place), None)
