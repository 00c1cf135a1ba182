"""A plotting library's SVG made fit to stand in the page.

Matplotlib writes a whole document with inline styles and fixed colours. The dossier's policy
allows no inline style, its colours follow light and dark, and several charts share one page's
ids. So styles become presentation attributes, the palette's colours become classes, and ids
get a prefix.
"""

from __future__ import annotations

import re
from typing import Final

from lxml import etree

SVG: Final = "{http://www.w3.org/2000/svg}"
XLINK: Final = "{http://www.w3.org/1999/xlink}href"

INK: Final = "#101010"
MUTED: Final = "#6f6f6f"
FAINT: Final = "#d0d0d0"
PAPER: Final = "#fefefe"

CLASSES: Final = {INK: "ink", MUTED: "muted", FAINT: "faint", PAPER: "paper"}
"""The palette: what a chart is drawn in, and the class by which the page colours it."""

_DROPPED: Final = frozenset({f"{SVG}metadata", f"{SVG}style", f"{SVG}title"})
_FONT_SIZE: Final = re.compile(r"([\d.]+)px")
_URL: Final = re.compile(r"url\(#([^)]+)\)")


def page_svg(document: str, prefix: str, label: str, css_class: str) -> str:
    """Turn an SVG document into an element for a page.

    Args:
        document: what Matplotlib's SVG backend wrote.
        prefix: put before every id; unique to the chart in its page.
        label: the text alternative.
        css_class: class of the outer element.

    Returns:
        one ``<svg>`` element without style attributes, scripts, or fixed size.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True)
    root = etree.fromstring(document.encode("utf-8"), parser)
    for element in list(root.iter()):
        # The library indents; in a page that is weight.
        element.text = (element.text or "").strip() or None
        element.tail = None
        if element.tag in _DROPPED:
            _remove(element)
            continue
        _restyle(element)
        _prefix_ids(element, prefix)
    for name in ("width", "height", "version"):
        root.attrib.pop(name, None)
    root.set("class", css_class)
    root.set("role", "img")
    root.set("aria-label", label)
    etree.cleanup_namespaces(root)
    text: str = etree.tostring(root, encoding="unicode")
    return text


def _remove(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _restyle(element: etree._Element) -> None:
    """Move ``style`` into attributes, and palette colours into a class."""
    style = element.attrib.pop("style", "")
    classes = []
    for declaration in str(style).split(";"):
        name, _, value = (part.strip() for part in declaration.partition(":"))
        if not value:
            continue
        if name in ("fill", "stroke") and value.lower() in CLASSES:
            classes.append(f"{name}-{CLASSES[value.lower()]}")
        elif name == "font":
            size = _FONT_SIZE.search(value)
            if size:
                element.set("font-size", size[1])
            if "bold" in value or "700" in value:
                element.set("font-weight", "700")
        elif name not in ("font-family", "stroke-linejoin", "stroke-linecap"):
            element.set(name, value)
    if classes:
        element.set("class", " ".join(classes))


def _prefix_ids(element: etree._Element, prefix: str) -> None:
    own = element.attrib.get("id")
    if own is not None:
        element.set("id", f"{prefix}-{own}")
    link = element.attrib.get(XLINK)
    if link is not None and str(link).startswith("#"):
        # Plain href is SVG 2 and saves the namespace.
        del element.attrib[XLINK]
        element.set("href", f"#{prefix}-{str(link)[1:]}")
    for name in ("clip-path", "fill", "marker-end"):
        value = element.attrib.get(name)
        if value is not None and "url(" in str(value):
            element.set(name, _URL.sub(rf"url(#{prefix}-\1)", str(value)))
