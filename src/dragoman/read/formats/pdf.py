"""PDF: the text of its pages in reading order, printed lines joined to paragraphs again.

One report a file: a page of a newspaper, on which several articles stand, is read as one.
"""

from __future__ import annotations

import re
import subprocess
import sys
import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

import orjson

from dragoman.errors import Damaged, Locked, NoTextLayer, TooLarge
from dragoman.model import Furniture, FurnitureKind
from dragoman.read.formats import pdf_text
from dragoman.read.formats.pdf_layout import Segment, reading_order
from dragoman.read.formats.pdf_paragraphs import headline, paragraphs_of
from dragoman.read.pages import text_page
from dragoman.read.records import Line, Page, Stated

PDF_LIMIT: Final = 64 * 1024 * 1024
"""Bytes: reports with pictures in them."""

WALL_SECONDS: Final = 2 * pdf_text.SECONDS
FULL: Final = 0.75
"""Share of the usual line that a line must fill to go on in the next one."""

CLOSED: Final = re.compile(r"[.!?:][\"”’»)\]]*$")
NUMBER_ONLY: Final = re.compile(r"[\W\d]*")
BROKEN_WORD: Final = re.compile(r"(?<!\w)(\w*[^\W\d_])-$")
FIRST_WORD: Final = re.compile(r"[^\W\d_][\w’']*")
LIGATURES: Final = {
    sign: unicodedata.normalize("NFKC", sign) for sign in map(chr, range(0xFB00, 0xFB07))
}
"""Signs of the type and not of the text, which is our own reading of the page."""

LIGATURE: Final = re.compile("[\ufb00-\ufb06]")
OCR: Final = "run OCR over it first"
CONTROL: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")


def pdf_page(location: str, raw: bytes) -> Page:
    """The page that a PDF is.

    Its clocks are the file's, not the report's, and are left alone; its title counts only
    where the text has it, because many carry the name of an old file.

    Raises:
        Damaged: broken, or it takes more time or memory than any report would.
        Locked: encrypted.
        NoTextLayer: its pages are pictures.
        TooLarge: over a thousand pages, or 10 MB of text.
    """
    found = _extracted(raw)
    if found.get("wrong") == "locked":
        raise Locked("an encrypted PDF", "save it without its password")
    if found.get("wrong") == "large":
        raise TooLarge("a PDF of more than a thousand pages", "save the report's pages alone")
    if any(isinstance(page, str) for page in found["pages"]):
        return _plain_page(
            location, [page for page in found["pages"] if isinstance(page, str)], found["title"]
        )
    return _printed_page(location, found["pages"], found["title"])


def _plain_page(location: str, pages: Sequence[str], told: str) -> Page:
    """Of a document whose lines have no place: what runs from right to left."""
    text = paragraphs([_clean(page) for page in pages])
    if not text.strip():
        raise NoTextLayer("a PDF without text, only pictures of it", OCR)
    title = " ".join(told.split())
    has_it = title.casefold() in " ".join(text.split()).casefold()
    return text_page(location, text, Stated(title=title if has_it else ""))


def _printed_page(location: str, pages: Sequence[Sequence[Sequence[Any]]], told: str) -> Page:
    segments = [[_segment(one) for one in page] for page in pages]
    segments = [[one for one in page if one.text] for page in segments]
    found = paragraphs_of(reading_order(segments))
    if not found:
        raise NoTextLayer("a PDF without text, only pictures of it", OCR)
    told = " ".join(told.split())
    text = "\n".join(one.text for one in found)
    title = headline(found, told)
    if not title and told.casefold() in text.casefold():
        title = told
    lines: list[Line] = []
    marks: list[Furniture] = []
    at = 0
    for one in found:
        end = at + len(one.text)
        # What the first page is headed by may tell the paper and the day.
        if one.running and (lines or one.page != found[0].page):
            marks.append(Furniture(at, end, FurnitureKind.OTHER))
        else:
            lines.append(Line(at, end, one.text))
        at = end + 1
    return Page(location, text, tuple(lines), Stated(title=title), marks=tuple(marks))


def _segment(found: Sequence[Any]) -> Segment:
    turn, x, y, end, size, running, text = found
    return Segment(turn, x, y, end, size, running, _clean(text).strip())


def _clean(text: str) -> str:
    return LIGATURE.sub(lambda match: LIGATURES[match[0]], CONTROL.sub("", text))


def _extracted(raw: bytes) -> dict[str, Any]:
    remedy = "open it and print it to a new PDF, or save its text"
    try:
        done = subprocess.run(
            [sys.executable, "-I", str(Path(pdf_text.__file__))],
            input=raw,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=WALL_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise Damaged("a PDF that takes longer than any report would", remedy) from error
    if done.returncode != 0:
        raise Damaged("a PDF that is broken or cut off", remedy)
    found: dict[str, Any] = orjson.loads(done.stdout)
    return found


def paragraphs(pages: Sequence[str]) -> str:
    """Join the printed lines of pages to paragraphs, one a line; what is printed all stays.

    A line goes on in the next one if it is about as long as lines usually are, or if the next
    begins in lower case; a page's number stands alone. A word that the line's end has broken is
    joined, its hyphen kept if the text has the word with it.
    """
    lines = [" ".join(line.split()) for page in pages for line in (*page.splitlines(), "")]
    lengths = sorted(len(line) for line in lines if line)
    usual = lengths[int(len(lengths) * 0.8)] if lengths else 0
    words = set(re.findall(r"\w+(?:-\w+)+", "\n".join(lines)))
    return "\n".join(_joined(lines, usual, words))


def _joined(lines: Sequence[str], usual: int, hyphened: set[str]) -> Iterator[str]:
    open_line = last = ""
    for line in filter(None, lines):
        if not open_line:
            open_line = last = line
            continue
        if not _goes_on(last, line, usual):
            yield open_line
            open_line = line
        elif (cut := BROKEN_WORD.search(last)) and line[0].islower():
            rest = FIRST_WORD.match(line)
            keeps = rest is not None and f"{cut[1]}-{rest.group()}" in hyphened
            open_line = (open_line if keeps else open_line[:-1]) + line
        else:
            open_line += " " + line
        last = line
    if open_line:
        yield open_line


def _goes_on(line: str, following: str, usual: int) -> bool:
    if NUMBER_ONLY.fullmatch(line) or NUMBER_ONLY.fullmatch(following):
        return False
    closed = CLOSED.search(line) is not None
    if following[0].islower():
        return not closed or len(line) >= FULL * usual
    return len(line) >= FULL * usual and not (closed and len(line) < 0.9 * usual)
