"""From markup to visible text: what a browser would show, block elements on their own lines."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any, Final

from lxml import etree, html

from dragoman.errors import EmptyInput, TooDeep, TooLarge
from dragoman.read.layout import NAME_LIMIT, Container, Layout
from dragoman.read.records import LINE_LIMIT, Line

DEEPEST: Final = 512
"""Levels of nesting; real pages stay below 100, and later steps recurse over the tree."""

ELEMENT_LIMIT: Final = 250_000
"""Elements of one page; the largest reports have some ten thousand, and each takes memory."""

UNSEEN_TAGS: Final = (
    "script style head title noscript noframes template svg math iframe object embed applet select"
    " textarea canvas audio video map datalist rp"
)
UNSEEN: Final = frozenset(UNSEEN_TAGS.split())
"""Elements that a browser which runs scripts does not draw, or draws as something else."""

INLINE_TAGS: Final = (
    "a abbr acronym b bdi bdo big blink cite code data del dfn em font i img ins kbd label mark"
    " meter nobr output picture progress q rb rt rtc ruby s samp slot small source span strike"
    " strong sub sup time tt u var wbr"
)
INLINE: Final = frozenset(INLINE_TAGS.split())
PHRASING_TAGS: Final = "p h1 h2 h3 h4 h5 h6 li dt dd td th figcaption pre"
PHRASING: Final = frozenset(PHRASING_TAGS.split())
"""Blocks of running text: an element of the page's own making inside them is part of it."""

PREFORMATTED: Final = frozenset({"pre", "xmp", "listing", "plaintext"})
SHADOW: Final = ("shadowrootmode", "shadowroot")
"""A template with one of these is shown in its parent's place."""

HIDDEN_STYLE: Final = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
SHOWN_AS: Final = re.compile(
    r"(?<![\w-])display\s*:\s*(?:(inline)(?![\w-])|(?:block|flex|grid|list-item|table)(?![\w-]))",
    re.IGNORECASE,
)
STYLE_LIMIT: Final = 2000
"""Characters of an attribute that are looked at: more is data, not a rule."""

WHITE: Final = re.compile(r"[ \t\r\n\f]+")
SPACES: Final = re.compile(" {2,}")
DRAWN: Final = str.maketrans(
    dict.fromkeys("\u2028\u2029\x0b\x0c\x85\x1c\x1d\x1e", " ")
    | dict.fromkeys("\u00ad\u200b\u2060\ufeff", "")
)
"""What Python or the reader takes for a line's end is white space to a browser, and places where
a word may be broken are nothing. Joiners and marks of direction change what is drawn, and stay."""

CONTROL: Final = re.compile(
    r"[\x01-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]"
    r"|&#0*(?:[0-8]|1[124-9]|2\d|3[01])(?:;|(?!\d))"
    r"|&#[xX]0*(?:[0-8bBcCeEfF]|1[0-9a-fA-F]|[fF]{3}[eEfF])(?:;|(?![0-9a-fA-F]))"
)
"""Characters that no XML holds, written out or by number: changing such a tree is an error."""

NOTHING: Final = re.compile(r"[\s\u200c-\u200f\u202a-\u202e\u2066-\u2069]*")
"""A line of these alone draws nothing."""

DECLARATION: Final = re.compile(r"^\s*<\?xml[^>]*\?>", re.IGNORECASE)


def parse_markup(text: str) -> Any:
    """Parse HTML, however broken, into an lxml tree.

    Raises:
        EmptyInput: no element in it.
        TooDeep: nested deeper than ``DEEPEST`` levels.
        TooLarge: more than ``ELEMENT_LIMIT`` elements.
    """
    parser = html.HTMLParser(huge_tree=True, remove_comments=True, remove_pis=True)
    text = CONTROL.sub(" ", DECLARATION.sub("", text).replace("\x00", ""))
    try:
        tree = html.document_fromstring(text, parser=parser, ensure_head_body=True)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise EmptyInput("a page without content", "check that it was saved whole") from error
    _check_size(tree)
    return tree


def _check_size(tree: Any) -> None:
    if tree.xpath("count(//*)") > ELEMENT_LIMIT:
        raise TooLarge(f"over {ELEMENT_LIMIT} elements", "save the article by itself")
    # Level by level in C, rather than one Python object an element.
    if tree.xpath(f"boolean({'/*' * (DEEPEST + 1)})"):
        raise TooDeep(f"markup nested more than {DEEPEST} levels deep", "save the page as text")


@dataclass(frozen=True, slots=True)
class Visible:
    """What a page shows.

    Attributes:
        text: one line a block.
        lines: with offsets into the text, their block element and share of links.
        layout: the page's containers and where each line stands among them.
    """

    text: str
    lines: tuple[Line, ...]
    layout: Layout


@dataclass(slots=True)
class _Writer:
    """Collects the visible text line by line."""

    lines: list[Line] = field(default_factory=list)
    containers: list[Container] = field(default_factory=list)
    places: list[int] = field(default_factory=list)
    around: list[int] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)
    linked: int = 0
    place: int = 0
    at: int = 0
    links: int = 0
    preformatted: int = 0

    def add(self, text: str) -> None:
        if self.preformatted:
            first, *rest = text.split("\n")
            self._add(first)
            for piece in rest:
                self.flush()
                self._add(piece)
        else:
            self._add(WHITE.sub(" ", text))

    def _add(self, text: str) -> None:
        if not text:
            return
        if not self.parts:
            self.place = self.around[-1]
        self.parts.append(text)
        if self.links:
            self.linked += len(text)

    @property
    def tag(self) -> str:
        return self.containers[self.around[-1]].tag

    def start(self, tag: str, drawn: str, element: Any) -> None:
        if drawn == "block":
            self.flush()
            parent = self.around[-1] if self.around else 0
            self.around.append(len(self.containers))
            self.containers.append(Container(parent, tag, _name(element)))
        elif tag == "rt":
            self._add("(")
        self.links += tag == "a"
        self.preformatted += tag in PREFORMATTED

    def end(self, tag: str, drawn: str) -> None:
        if drawn == "unseen":
            return
        self.links -= tag == "a"
        self.preformatted -= tag in PREFORMATTED
        if drawn == "block":
            self.flush()
            self.around.pop()
        elif tag == "rt":
            self._add(")")

    def flush(self) -> None:
        if not self.parts:
            return
        whole = SPACES.sub(" ", "".join(self.parts).translate(DRAWN)).strip()
        if not NOTHING.fullmatch(whole):
            share = min(1.0, self.linked / len(whole))
            tag = self.containers[self.place].tag
            self.lines.append(Line(self.at, self.at + len(whole), whole, tag, share))
            self.places.append(self.place)
            self.at += len(whole) + 1
            if len(self.lines) > LINE_LIMIT:
                raise TooLarge(f"over {LINE_LIMIT} lines", "save the article by itself")
        self.parts.clear()
        self.linked = 0

    def finish(self) -> Visible:
        text = "\n".join([line.text for line in self.lines])
        layout = Layout(tuple(self.containers), tuple(self.places))
        return Visible(text, tuple(self.lines), layout)


def visible_text(tree: Any, *, scripts: bool = True) -> Visible:
    """The text that a browser would show, one line a block.

    Args:
        tree: of a page; left as it is.
        scripts: whether the browser runs them; one that does not shows ``noscript``.

    Raises:
        TooLarge: more than ``LINE_LIMIT`` lines.
    """
    body = tree.find("body")
    unseen = UNSEEN if scripts else UNSEEN - {"noscript"}
    writer = _Writer()
    drawn: list[str] = []
    walk = etree.iterwalk(tree if body is None else body, events=("start", "end"))
    for event, element in walk:
        tag = element.tag if isinstance(element.tag, str) else ""
        if event == "end":
            writer.end(tag, drawn.pop())
            if element.tail and drawn:
                writer.add(element.tail)
        elif drawn and _is_unseen(element, tag, unseen):
            # Scripts that show a page when it has loaded hide its body until then.
            drawn.append("unseen")
            walk.skip_subtree()
        else:
            drawn.append(_drawn_as(element, tag, writer.tag) if drawn else "block")
            writer.start(tag, drawn[-1], element)
            if element.text:
                writer.add(element.text)
    return writer.finish()


def _is_unseen(element: Any, tag: str, unseen: frozenset[str]) -> bool:
    if tag in unseen:
        return tag != "template" or not any(element.get(name) for name in SHADOW)
    if not tag or element.get("hidden") is not None:
        return True
    if tag == "dialog" and element.get("open") is None:
        return True
    style = element.get("style")
    return bool(style and HIDDEN_STYLE.search(style[:STYLE_LIMIT]))


def _drawn_as(element: Any, tag: str, around: str) -> str:
    style = element.get("style")
    if style and (rule := SHOWN_AS.search(style[:STYLE_LIMIT])):
        return "inline" if rule[1] else "block"
    if tag in INLINE:
        return "inline"
    own = "-" in tag or ":" in tag
    return "inline" if own and around in PHRASING else "block"


def _name(element: Any) -> str:
    """Class, id, role and property of an element, as one string."""
    values = (element.get(key) for key in ("class", "id", "role", "itemprop"))
    name = " ".join([value[:NAME_LIMIT] for value in values if value])
    return name + " aria-hidden" if element.get("aria-hidden") == "true" else name
