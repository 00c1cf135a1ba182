"""RSS and Atom: each entry with its text a report."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from email.utils import parsedate_to_datetime
from functools import partial
from html.entities import html5
from itertools import islice
from typing import Any, Final

from lxml import etree

from dragoman.errors import Damaged, EmptyInput, EntitiesRefused, TooDeep, TooLarge
from dragoman.read.decoding import decode
from dragoman.read.formats.part import Part, named
from dragoman.read.pages import markup_page, text_page
from dragoman.read.records import Failure, Page, Stated

REMEDY: Final = "fetch it again"
MOST: Final = 20_000
"""Entries of one feed; feeds have tens, their archives thousands."""

ENTRIES: Final = frozenset({"item", "entry"})
ENDS: Final = re.compile(
    rb"</(?:\w+:)?(?:rss|feed|RDF)\s*+>\s*+(?:<!--(?:[^-]|-(?!->))*+-->\s*+)*+$", re.I
)
TAGGED: Final = re.compile(r"<[a-zA-Z/!][^<>]*>|&(?:\w+|#\d+);")
AMPERSAND: Final = re.compile(rb"&(?:(#\d{1,7}|#x[0-9a-fA-F]{1,6}|[a-zA-Z]\w{0,31});)?")
PREDEFINED: Final = frozenset({b"amp", b"lt", b"gt", b"quot", b"apos"})
DECLARATION: Final = re.compile(r"^\s*<\?xml[^>]*\?>")
# Whole texts before summaries.
TEXTS: Final = ("encoded", "content", "description", "summary")
DATES: Final = ("pubDate", "published", "issued", "date")


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a feed, as written; "" where it is silent.

    Attributes:
        name: its id, else its address, else its number from 1.
        content: HTML or plain text.
        dates: (basis, text) in order of trust.
    """

    name: str
    title: str
    url: str
    content: str
    publisher: str
    authors: tuple[str, ...]
    dates: tuple[tuple[str, str], ...]
    language: str


def feed_parts(location: str, raw: bytes) -> Iterator[Part | Failure]:
    """The entries of a feed as reports.

    Raises:
        Damaged: no feed, or cut off: the entries before the last one come first.
        EmptyInput, BinaryInput, BadEncoding: no entry, or no text.
        EntitiesRefused: entities of its own.
    """
    entries, cut = read_feed(raw)
    for entry in entries:
        where = named(location, entry.name)
        yield Part(where, repr(entry).encode(), partial(entry_page, where, entry))
    if cut:
        raise Damaged("a feed that is cut off; its last entry is left out", REMEDY)
    if not entries:
        raise EmptyInput("a feed without entries", REMEDY)


def read_feed(raw: bytes) -> tuple[tuple[Entry, ...], bool]:
    """The entries of a feed, and whether it is cut off; a half entry is left out.

    Raises:
        Damaged: no feed.
        EmptyInput, BinaryInput, BadEncoding: no text.
        EntitiesRefused: entities of its own.
        TooDeep: nested beyond what the parser takes.
        TooLarge: more entries than any feed has.
    """
    raw = _mended(decode(raw))
    # Entities are left unresolved and nothing is loaded: what the document says is all.
    # A feed with a slip in it is still read: libxml2 mends what it can.
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, recover=True, huge_tree=False, remove_pis=True
    )
    try:
        root = etree.fromstring(raw, parser=parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise Damaged("a feed that is no XML", REMEDY) from error
    if root is None:
        raise Damaged("a feed that is no XML", REMEDY)
    subset = root.getroottree().docinfo.internalDTD
    if subset is not None and next(iter(subset.entities()), None) is not None:
        raise EntitiesRefused("a feed that declares entities of its own", "remove its DOCTYPE")
    if any(error.type_name == "ERR_RESOURCE_LIMIT" for error in parser.error_log):
        raise TooDeep("a feed nested too deep", REMEDY)
    if _name(root) not in {"rss", "feed", "RDF"}:
        raise Damaged("XML that is no feed", "give an RSS or Atom feed, or an HTML page")
    cut = ENDS.search(raw[-4096:]) is None
    found = (node for node in root.iter(etree.Element) if _name(node) in ENTRIES)
    nodes = list(islice(found, MOST + 1))
    if len(nodes) > MOST:
        raise TooLarge(f"a feed of more than {MOST:,} entries", "split it")
    channel = next((node for node in root if _name(node) == "channel"), root)
    named = _text(_child(channel, "title"))
    language = _text(_child(channel, "language"))[:2].lower()
    kept = nodes[:-1] if cut else nodes
    numbered = enumerate(kept, start=1)
    return tuple(_entry(n, node, named, language) for n, node in numbered), cut


def _mended(text: str) -> bytes:
    """The feed with HTML's names of characters, and ampersands that are none, put into XML.

    They are the commonest slips, and a parser would drop them and what follows. So would it what
    stands before the first tag: a server's own complaints.
    """
    text = DECLARATION.sub("", text[max(0, text.find("<")) :]).strip()
    return AMPERSAND.sub(_reference, text.encode("utf-8", "replace"))


def _reference(match: re.Match[bytes]) -> bytes:
    name = match[1] or b""
    if name.startswith(b"#") or name in PREDEFINED:
        return match[0]
    if not name:
        return b"&amp;"
    characters = html5.get(f"{name.decode()};")
    if characters is None:
        return b"&amp;" + match[0][1:]
    return "".join(f"&#{ord(one)};" for one in characters).encode()


def entry_page(location: str, entry: Entry) -> Page:
    """The page of an entry; scripts in it are markup that nobody sees.

    Raises:
        EmptyInput: no text.
        TooDeep: markup nested beyond the limit.
    """
    if not entry.content.strip():
        raise EmptyInput("an entry without a text", "fetch the page that it leads to")
    stated = Stated(
        title=entry.title,
        publisher=entry.publisher,
        authors=entry.authors,
        dates=entry.dates,
        url=entry.url,
        language=entry.language,
    )
    if not TAGGED.search(entry.content):
        return text_page(location, entry.content, stated)
    page = markup_page(location, f"<html><body><article>{entry.content}</article></body></html>")
    return replace(page, stated=stated)


def _entry(number: int, node: Any, feed: str, language: str) -> Entry:
    children: dict[str, Any] = {}
    for child in node.iterchildren(etree.Element):
        children.setdefault(_name(child), child)
    url = _link(node)
    names = (_text(children.get(key)) for key in ("guid", "id"))
    content = next((text for key in TEXTS if (text := _content(children.get(key)))), "")
    author = children.get("author", children.get("creator"))
    person = _text(_child(author, "name")) or _text(author)
    return Entry(
        name=next(filter(None, names), "") or url or str(number),
        title=_plain(_text(children.get("title"))),
        url=url,
        content=content,
        publisher=_publisher(children.get("source"), feed),
        authors=(person,) if person and "@" not in person else (),
        dates=tuple(
            (f"feed:{key}", _day(text)) for key in DATES if (text := _text(children.get(key)))
        ),
        language=language,
    )


def _publisher(source: Any, feed: str) -> str:
    """Of an entry that another feed's name stands by, that feed; else this feed."""
    return _plain(_text(_child(source, "title")) or _text(source) or feed)


def _link(node: Any) -> str:
    for child in node.iterchildren(etree.Element):
        if _name(child) == "link" and child.get("rel", "alternate") == "alternate":
            address = child.get("href") or _text(child)
            if address.startswith(("http://", "https://")):
                return str(address)
    guid = _child(node, "guid")
    address = _text(guid)
    permanent = guid is not None and guid.get("isPermaLink", "true") == "true"
    return address if permanent and address.startswith(("http://", "https://")) else ""


def _content(node: Any) -> str:
    """What an element holds: text that may be HTML, or elements (Atom's XHTML)."""
    if node is None:
        return ""
    if node.get("type") == "xhtml":
        return "".join(etree.tostring(c, encoding="unicode", with_tail=False) for c in node)
    text = "".join(node.itertext(etree.Element, with_tail=True)).strip()
    return html.escape(text, quote=False) if node.get("type") == "text" else text


def _day(written: str) -> str:
    """The day of a date of mail (RSS), ISO; others as written."""
    try:
        return parsedate_to_datetime(written).date().isoformat()
    except (ValueError, TypeError, OverflowError):
        return written


def _name(node: Any) -> str:
    # A parser that mends lets names pass that are none, which `etree.QName` would not.
    return node.tag.rpartition("}")[2] if isinstance(node.tag, str) else ""


def _child(node: Any, name: str) -> Any:
    if node is None:
        return None
    return next((c for c in node.iterchildren(etree.Element) if _name(c) == name), None)


def _text(node: Any) -> str:
    return " ".join((node.text or "").split()) if node is not None else ""


def _plain(text: str) -> str:
    """A title without the markup that some feeds put into it."""
    return " ".join(html.unescape(re.sub(r"<[^<>]*>", " ", html.unescape(text))).split())
