"""Sets a story in type: pages as printers make them, in columns, with heads, feet and notes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pypdf.generic._font import Font
from tests.read.formats.made import assembled

WIDTHS = Font.from_core_font_name("Helvetica")


@dataclass(frozen=True)
class Layout:
    """How a story is set; lengths in points.

    Attributes:
        across: the columns are drawn line by line over the whole page, not one after the other.
        head, foot: with ``{page}``; ``fresh_head`` is on the first page only.
        turned: the text is drawn upwards and the page is shown turned.
        note: a footnote on the first page.
        piecewise: each word is drawn by itself, without spaces.
    """

    columns: int = 1
    size: float = 10
    leading: float = 12
    width: float = 595
    height: float = 842
    margin: float = 60
    gutter: float = 18
    indent: float = 0
    between: float = 8
    justified: bool = False
    hyphens: bool = False
    across: bool = False
    head: str = ""
    foot: str = ""
    facing: bool = False
    turned: bool = False
    note: str = ""
    piecewise: bool = False
    title_size: float = 22


@dataclass(frozen=True)
class Line:
    text: str
    x: float
    y: float
    size: float
    spread: float = 0.0
    """What is added to each space."""


def width(text: str, size: float) -> float:
    return WIDTHS.get_text_width(text) * size / 1000


def wrapped(text: str, size: float, room: float, indent: float, hyphens: bool) -> list[str]:
    lines: list[str] = []
    line = ""
    for word in text.split():
        free = room - (0 if lines else indent)
        longer = f"{line} {word}".strip()
        if width(longer, size) <= free:
            line = longer
            continue
        if hyphens and word.isalpha() and len(word) > 7:
            for cut in range(len(word) - 3, 2, -1):
                broken = f"{line} {word[:cut]}-".strip()
                if width(broken, size) <= free:
                    line, word = broken, word[cut:]
                    break
        if line:
            lines.append(line)
        line = word
    return [*lines, line]


def typeset(title: str, paragraphs: Sequence[str], layout: Layout, told: str = "") -> bytes:
    """A PDF of a story.

    Args:
        told: the title in the file's own metadata.
    """
    pages = list(_pages(title, paragraphs, layout))
    return drawn([_drawn_order(page, layout) for page in pages], layout, told)


def _pages(title: str, paragraphs: Sequence[str], layout: Layout) -> Iterator[list[list[Line]]]:
    """The lines of each page by column; heads and feet are the first, the title the second."""
    room = layout.width - 2 * layout.margin
    column = (room - (layout.columns - 1) * layout.gutter) / layout.columns
    waiting: list[tuple[str, bool, bool]] = []
    for text in paragraphs:
        lines = wrapped(text, layout.size, column, layout.indent, layout.hyphens)
        waiting += [(x, n == 0, n == len(lines) - 1) for n, x in enumerate(lines)]
    number = 0
    while waiting:
        number += 1
        page: list[list[Line]] = [_running(number, layout), []]
        top = layout.height - layout.margin - 20
        if number == 1:
            for line in wrapped(title, layout.title_size, room, 0, False):
                page[1].append(Line(line, layout.margin, top, layout.title_size))
                top -= 1.2 * layout.title_size
            top -= 10
        foot = layout.margin + 20
        if layout.note and number == 1:
            page[1].append(Line(layout.note, layout.margin, foot, 0.75 * layout.size))
            foot += 20
        for n in range(layout.columns):
            x = layout.margin + n * (column + layout.gutter)
            page.append(list(_filled(waiting, x, (top, foot), column, layout)))
        yield page


def _filled(
    waiting: list[tuple[str, bool, bool]],
    x: float,
    span: tuple[float, float],
    column: float,
    layout: Layout,
) -> Iterator[Line]:
    y, foot = span
    began = True
    while waiting and y >= foot:
        text, first, last = waiting.pop(0)
        if first and not began:
            y -= layout.between
            if y < foot:
                waiting.insert(0, (text, first, last))
                return
        began = False
        set_in = layout.indent if first else 0
        free = column - set_in - width(text, layout.size)
        spaces = text.count(" ")
        spread = free / spaces if layout.justified and spaces and not last else 0.0
        yield Line(text, x + set_in, y, layout.size, spread)
        y -= layout.leading


def _running(number: int, layout: Layout) -> list[Line]:
    found = []
    for text, y in ((layout.head, layout.height - 40), (layout.foot, 35)):
        if text:
            line = text.format(page=number)
            x = layout.margin
            if layout.facing and number % 2:
                x = layout.width - layout.margin - width(line, 8)
            found.append(Line(line, x, y, 8))
    return found


def _drawn_order(page: list[list[Line]], layout: Layout) -> list[Line]:
    lines = [line for block in page for line in block]
    return sorted(lines, key=lambda one: (-one.y, one.x)) if layout.across else lines


def drawn(pages: Sequence[Sequence[Line]], layout: Layout, told: str = "") -> bytes:
    """A PDF of lines in their places, drawn in their order."""
    count = len(pages)
    kids = " ".join(f"{4 + 2 * n} 0 R" for n in range(count))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {count} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    wide, high = layout.width, layout.height
    box, turn = (f"{wide:g} {high:g}", 0) if not layout.turned else (f"{high:g} {wide:g}", 90)
    for n, lines in enumerate(pages):
        stream = "".join(_shown(line, layout) for line in lines)
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {box}] /Rotate {turn} "
            f"/Resources << /Font << /F1 3 0 R >> >> /Contents {5 + 2 * n} 0 R >>"
        )
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
    objects.append(f"<< /Title ({told}) >>")
    return assembled(objects, "")


def _shown(line: Line, layout: Layout) -> str:
    begin = f"BT /F1 {line.size:g} Tf {line.spread:.3f} Tw "
    if not layout.piecewise:
        return f"{begin}{_place(line.x, line.y, layout)} Tm ({_coded(line.text)}) Tj ET\n"
    out, x = begin, line.x
    for word in line.text.split():
        out += f"{_place(x, line.y, layout)} Tm ({_coded(word)}) Tj "
        x += width(word + " ", line.size) + line.spread
    return f"{out}ET\n"


def _place(x: float, y: float, layout: Layout) -> str:
    # Turned: a page that lies on its side, drawn upwards.
    return (
        f"0 1 -1 0 {layout.height - y:.2f} {x:.2f}" if layout.turned else f"1 0 0 1 {x:.2f} {y:.2f}"
    )


def _coded(text: str) -> str:
    raw = text.encode("cp1252", "replace")
    return "".join(
        chr(one) if 32 <= one < 127 and chr(one) not in "()\\" else f"\\{one:03o}" for one in raw
    )
