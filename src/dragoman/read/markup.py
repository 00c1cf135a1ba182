"""From markup to visible text: what a browser would show, block elements on their own lines."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any, Final

from lxml import etree, html

from dragoman.errors import EmptyInput, TooDeep, TooLarge
from dragoman.read.records import LINE_LIMIT, Line

DEEPEST: Final = 512
"""Levels of nesting; real pages stay below 100, and later steps recurse over the tree."""

UNSEEN: Final = frozenset(
    [
        "script",
        "style",
        "head",
        "noscript",
        "template",
        "svg",
        "math",
        "iframe",
        "object",
        "embed",
        "select",
        "textarea",
        "canvas",
        "audio",
        "video",
        "map",
        "datalist",
        "dialog",
    ]
)
INLINE: Final = frozenset(
    [
        "a",
        "abbr",
        "acronym",
        "b",
        "bdi",
        "bdo",
        "big",
        "cite",
        "code",
        "data",
        "del",
        "dfn",
        "em",
        "font",
        "i",
        "img",
        "ins",
        "kbd",
        "label",
        "mark",
        "q",
        "ruby",
        "rb",
        "rt",
        "rp",
        "s",
        "samp",
        "small",
        "span",
        "strike",
        "strong",
        "sub",
        "sup",
        "time",
        "tt",
        "u",
        "var",
        "wbr",
    ]
)
HIDDEN_STYLE: Final = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
WHITE: Final = re.compile(r"[ \t\r\n\f]+")
SPACES: Final = re.compile(" {2,}")
BREAKS: Final = str.maketrans(dict.fromkeys("\u2028\u2029\x0b\x0c\x85\x1c\x1d\x1e", " "))
"""What Python or the reader takes for a line's end is white space to a browser."""

CONTROL: Final = re.compile(
    r"[\x01-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]"
    r"|&#0*(?:[0-8]|1[124-9]|2\d|3[01])(?:;|(?!\d))"
    r"|&#[xX]0*(?:[0-8bBcCeEfF]|1[0-9a-fA-F]|[fF]{3}[eEfF])(?:;|(?![0-9a-fA-F]))"
)
"""Characters that no XML holds, written out or by number: changing such a tree is an error."""

DECLARATION: Final = re.compile(r"^\s*<\?xml[^>]*\?>", re.IGNORECASE)


def parse_markup(text: str) -> Any:
    """Parse HTML, however broken, into an lxml tree.

    Raises:
        EmptyInput: no element in it.
        TooDeep: nested deeper than ``DEEPEST`` levels.
    """
    parser = html.HTMLParser(huge_tree=True, remove_comments=True, remove_pis=True)
    text = CONTROL.sub(" ", DECLARATION.sub("", text).replace("\x00", ""))
    try:
        tree = html.document_fromstring(text, parser=parser, ensure_head_body=True)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise EmptyInput("a page without content", "check that it was saved whole") from error
    _check_depth(tree)
    return tree


def _check_depth(tree: Any) -> None:
    # Level by level in C, rather than one Python object an element.
    if tree.xpath(f"boolean({'/*' * (DEEPEST + 1)})"):
        raise TooDeep(f"markup nested more than {DEEPEST} levels deep", "save the page as text")


@dataclass(slots=True)
class _Writer:
    """Collects the visible text line by line."""

    lines: list[Line] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)
    linked: int = 0
    tag: str = ""
    at: int = 0

    def add(self, text: str, tag: str, in_link: bool, as_written: bool) -> None:
        if as_written:
            first, *rest = text.split("\n")
            self._add(first, tag, in_link)
            for piece in rest:
                self.flush()
                self._add(piece, tag, in_link)
        else:
            self._add(WHITE.sub(" ", text), tag, in_link)

    def _add(self, text: str, tag: str, in_link: bool) -> None:
        if not text:
            return
        if not self.parts:
            self.tag = tag
        self.parts.append(text)
        if in_link:
            self.linked += len(text)

    def flush(self) -> None:
        if not self.parts:
            return
        whole = SPACES.sub(" ", "".join(self.parts).translate(BREAKS)).strip()
        if whole:
            share = min(1.0, self.linked / len(whole))
            self.lines.append(Line(self.at, self.at + len(whole), whole, self.tag, share))
            self.at += len(whole) + 1
            if len(self.lines) > LINE_LIMIT:
                raise TooLarge(f"over {LINE_LIMIT} lines", "save the article by itself")
        self.parts.clear()
        self.linked = 0


def visible_text(tree: Any) -> tuple[str, tuple[Line, ...]]:
    """The text that a browser would show, one line a block, and its lines.

    Args:
        tree: of a page; left as it is.

    Returns:
        the text, and lines with offsets into it, their block element and share of links.

    Raises:
        TooLarge: more than ``LINE_LIMIT`` lines.
    """
    body = tree.find("body")
    writer = _Writer()
    blocks = ["body"]
    links = preformatted = unseen = 0
    for event, element in etree.iterwalk(tree if body is None else body, events=("start", "end")):
        tag = element.tag if isinstance(element.tag, str) else ""
        block = tag not in INLINE
        if event == "start":
            unseen += bool(unseen or _is_unseen(element, tag))
            if unseen:
                continue
            if block:
                writer.flush()
                blocks.append(tag)
            links += tag == "a"
            preformatted += tag == "pre"
            if element.text:
                writer.add(element.text, blocks[-1], links > 0, preformatted > 0)
            continue
        if unseen:
            unseen -= 1
        else:
            links -= tag == "a"
            preformatted -= tag == "pre"
            if block:
                writer.flush()
                blocks.pop()
        if element.tail and not unseen:
            writer.add(element.tail, blocks[-1], links > 0, preformatted > 0)
    writer.flush()
    return "\n".join(line.text for line in writer.lines), tuple(writer.lines)


def _is_unseen(element: Any, tag: str) -> bool:
    if not tag or tag in UNSEEN or element.get("hidden") is not None:
        return True
    style = element.get("style")
    return bool(style and HIDDEN_STYLE.search(style))
