"""A plotting library's SVG becomes an element that may stand in the page."""

from __future__ import annotations

import pytest
from lxml import etree

from dragoman.show.svg import INK, MUTED, page_svg

DOCUMENT = f"""<?xml version="1.0"?>
<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">
<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="10pt"
 height="20pt" viewBox="0 0 10 20" version="1.1">
 <metadata>who and when</metadata>
 <defs><style type="text/css">*{{stroke-linejoin: round}}</style><path id="a" d="M 0 0"/>
 <clipPath id="c"><rect/></clipPath></defs>
 <!-- a comment -->
 <g id="g" clip-path="url(#c)">
  <use xlink:href="#a" style="fill: {INK}; stroke: {MUTED}; stroke-width: 0.8"/>
  <text style="font: 700 9px 'DejaVu Sans'; text-anchor: middle">5 &lt; 6</text>
 </g>
</svg>"""


@pytest.fixture
def element() -> etree._Element:
    return etree.fromstring(page_svg(DOCUMENT, "x1", 'a "label" <b>', "chart"))


def find(element: etree._Element, name: str) -> etree._Element:
    found = element.find(f".//{{*}}{name}")
    assert found is not None
    return found


def test_styles_become_attributes_and_palette_colours_classes(element: etree._Element) -> None:
    use = find(element, "use")
    assert use.get("class") == "fill-ink stroke-muted"
    assert use.get("stroke-width") == "0.8"
    text = find(element, "text")
    assert (text.get("font-size"), text.get("font-weight")) == ("9", "700")
    assert text.get("text-anchor") == "middle"
    assert text.text == "5 < 6"


def test_ids_and_what_points_at_them_get_the_prefix(element: etree._Element) -> None:
    assert find(element, "path").get("id") == "x1-a"
    assert find(element, "use").get("href") == "#x1-a"
    assert find(element, "g").get("clip-path") == "url(#x1-c)"


def test_it_has_no_size_but_a_box_and_a_label(element: etree._Element) -> None:
    assert element.get("width") is None
    assert element.get("viewBox") == "0 0 10 20"
    assert element.get("role") == "img"
    assert element.get("aria-label") == 'a "label" <b>'


def test_what_a_page_does_not_need_is_gone() -> None:
    svg = page_svg(DOCUMENT, "x1", "label", "chart")
    for word in ("style", "metadata", "DOCTYPE", "<?xml", "comment", "xlink", "DejaVu"):
        assert word not in svg
