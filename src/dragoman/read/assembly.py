"""From a page to a report: body, furniture, title, date, publisher, language."""

from __future__ import annotations

from dragoman.lexicon import Lexicon
from dragoman.model import Report
from dragoman.read.furniture import label_furniture
from dragoman.read.judging import judge_lines
from dragoman.read.language import language_of
from dragoman.read.publication_date import published_at
from dragoman.read.publishers import find_publisher
from dragoman.read.records import Page
from dragoman.read.titles import find_title
from dragoman.read.words import load_signs


def assemble(page: Page, lexicon: Lexicon) -> Report:
    """Judge the lines of a page and weigh what it states about itself."""
    signs = load_signs()
    body = judge_lines(page.lines, signs)
    title = page.stated.title or find_title(page.lines, body, signs)
    texts = [line.text for line, is_body in zip(page.lines, body, strict=True) if is_body]
    origin = find_publisher(page, body, title, lexicon.media)
    return Report.make(
        location=page.location,
        source_text=page.text,
        title=title,
        publisher=origin.publisher,
        relayed_by=origin.relayed_by,
        authors=page.stated.authors,
        published_at=published_at(page.stated, page.lines, body, title),
        language=language_of("\n".join(texts) or page.text),
        furniture=label_furniture(page.lines, body, title, signs),
        url=page.stated.url,
        credits=origin.credits,
    )
