"""Take the text out of a PDF, in a process of its own with bounds on time and memory.

The format can make any parser loop or fill the memory, and nothing inside a process can stop
that. Run as ``python -I pdf_text.py``: the PDF on standard input, and on standard output one JSON
object: ``{"pages": […], "title": …}``, or ``{"wrong": "locked" | "large"}``. A broken PDF ends it
with another status than 0. It imports nothing of ours, so that it starts quickly.

A page is a list of segments ``[turn, x, y, end, size, running, text]``: what stands on one line
without a wide gap, in points, upright after ``turn`` quarters. Or it is a text, where what is
printed runs from right to left or pypdf alone can make something of it.

The content streams are walked here, with pypdf's fonts: its own extraction tells where lines
begin, but not where they end, and joins what stands side by side in two columns. Operators are
those of ISO 32000-1, 8.4.4, 9.3 and 9.4.
"""

from __future__ import annotations

import io
import itertools
import json
import math
import re
import sys
from typing import Any, Final, NamedTuple

from pypdf import PdfReader
from pypdf.errors import DependencyError, FileNotDecryptedError
from pypdf.generic import ContentStream

try:
    from pypdf.generic._font import Font
except ImportError:  # another version of pypdf
    Font = None  # type: ignore[assignment, misc]

SECONDS: Final = 30
MEMORY: Final = 1536 * 1024 * 1024
CHARACTERS: Final = 10 * 1024 * 1024
PAGES: Final = 1000
DEEPEST: Final = 8
"""Forms in forms."""

MOST_PIECES: Final = 50_000
"""On one page; more is a drawing."""

WIDE: Final = 1.0
WIDE_APART: Final = 0.45
"""Gaps, in the size of the type, that part segments: between pieces drawn one after the other, and
between those that are not, as in columns."""

WORD_GAP: Final = 0.15
SAME_LINE: Final = 0.45
TWICE: Final = 0.1
"""How far apart the same text is drawn twice, to look bold; narrow letters are twice as wide."""

SPACES: Final = 3
"""Spaces one after another that are a gap and part two columns."""

RIGHT_TO_LEFT: Final = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
Matrix = tuple[float, float, float, float, float, float]
SAME: Final[Matrix] = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


class Piece(NamedTuple):
    """What one operator shows: where it begins and ends on its base line, upright."""

    turn: int
    x: float
    y: float
    end: float
    size: float
    running: bool
    text: str
    number: int


def times(m: Matrix, n: Matrix) -> Matrix:
    """The product of two matrices, as ISO 32000-1, 8.3.4 has it."""
    return (
        m[0] * n[0] + m[1] * n[2],
        m[0] * n[1] + m[1] * n[3],
        m[2] * n[0] + m[3] * n[2],
        m[2] * n[1] + m[3] * n[3],
        m[4] * n[0] + m[5] * n[2] + n[4],
        m[4] * n[1] + m[5] * n[3] + n[5],
    )


class Walk:
    """Walks the content of a page and collects what it shows."""

    def __init__(self, reader: PdfReader, fonts: dict[Any, Any]) -> None:
        self.pieces: list[Piece] = []
        self._reader = reader
        self._known_fonts = fonts
        self._fonts: dict[str, Any] = {}
        self._marks: list[bool] = []
        # The matrix, font, size, spacing of characters and words, scale, leading and rise.
        self._state: list[Any] = [SAME, None, 1.0, 0.0, 0.0, 1.0, 0.0, 0.0]
        self._line = self._at = SAME

    def content(self, content: Any, resources: Any, depth: int = 0) -> None:
        """Walk a content stream with the resources that its names are of."""
        resources = resources.get_object() if resources is not None else {}
        outer, self._fonts = self._fonts, {**self._fonts, **self._loaded(resources)}
        saved: list[list[Any]] = []
        for operands, operator in content.operations:
            if operator == b"q":
                saved.append(list(self._state))
            elif operator == b"Q":
                self._state = saved.pop() if saved else self._state
            elif operator == b"Do" and operands and depth < DEEPEST:
                self._form(resources, operands[0], depth)
            else:
                self._operator(operator, operands)
            if len(self.pieces) > MOST_PIECES:
                break
        self._fonts = outer

    def _loaded(self, resources: Any) -> dict[str, Any]:
        found = {}
        fonts = resources.get("/Font")
        for name, given in (fonts.get_object() if fonts is not None else {}).items():
            told = getattr(given, "idnum", None)
            if told is None or told not in self._known_fonts:
                try:
                    font = Font.from_font_resource(given.get_object())
                except (AttributeError, TypeError, KeyError, ValueError):
                    font = None
                if told is None:
                    found[name] = font
                    continue
                self._known_fonts[told] = font
            found[name] = self._known_fonts[told]
        return found

    def _form(self, resources: Any, name: Any, depth: int) -> None:
        forms = resources.get("/XObject")
        form = forms.get_object().get(name) if forms is not None else None
        form = form.get_object() if form is not None else {}
        if form.get("/Subtype") != "/Form":
            return
        before = list(self._state), self._line, self._at, len(self._marks)
        matrix = numbers(form.get("/Matrix") or [], 6)
        if matrix:
            self._state[0] = times(matrix, self._state[0])  # type: ignore[arg-type]
        inner = ContentStream(form, self._reader, "bytes")
        self.content(inner, form.get("/Resources", resources), depth + 1)
        self._state, self._line, self._at, marks = before
        del self._marks[marks:]

    def _operator(self, operator: bytes, operands: list[Any]) -> None:
        match operator:
            case b"Tj" | b"TJ":
                self._show(operands[0] if operands else b"")
            case b"'":
                self._move(0, -self._state[6])
                self._show(operands[0] if operands else b"")
            case b'"' if len(operands) >= 3:
                self._state[4], self._state[3] = numbers(operands[:2], 2) or (0.0, 0.0)
                self._move(0, -self._state[6])
                self._show(operands[2])
            case b"Td" | b"TD" if found := numbers(operands, 2):
                if operator == b"TD":
                    self._state[6] = -found[1]
                self._move(*found)
            case b"T*":
                self._move(0, -self._state[6])
            case b"Tm" if found := numbers(operands, 6):
                self._line = self._at = found  # type: ignore[assignment]
            case b"BT":
                self._line = self._at = SAME
            case b"cm" if found := numbers(operands, 6):
                self._state[0] = times(found, self._state[0])  # type: ignore[arg-type]
            case b"Tf" if len(operands) >= 2:
                self._state[1] = self._fonts.get(operands[0])
                self._state[2] = (numbers(operands[1:], 1) or (self._state[2],))[0]
            case b"Tc" | b"Tw" | b"TL" | b"Ts" if found := numbers(operands, 1):
                self._state[{b"Tc": 3, b"Tw": 4, b"TL": 6, b"Ts": 7}[operator]] = found[0]
            case b"Tz" if found := numbers(operands, 1):
                self._state[5] = found[0] / 100
            case b"BMC" | b"BDC":
                self._marks.append(is_running(operands))
            case b"EMC" if self._marks:
                self._marks.pop()

    def _move(self, x: float, y: float) -> None:
        self._line = self._at = times((1.0, 0.0, 0.0, 1.0, x, y), self._line)

    def _show(self, shown: Any) -> None:
        for item in shown if isinstance(shown, list) else [shown]:
            if isinstance(item, bytes | bytearray):
                self._string(bytes(item))
            elif isinstance(item, int | float):
                self._advance(-float(item) / 1000 * self._state[2] * self._state[5])

    def _advance(self, by: float) -> None:
        self._at = times((1.0, 0.0, 0.0, 1.0, by, 0.0), self._at)

    def _string(self, raw: bytes) -> None:
        _, font, size, between, of_words, scale, _, _ = self._state
        if font is None:
            return
        if isinstance(font.encoding, str):
            codes = read = raw.decode(font.encoding, "replace")
        else:
            codes = "".join(map(chr, raw))
            read = [font.encoding.get(x, chr(x)) for x in raw]  # type: ignore[assignment]
        widths, usual = font.character_widths, font.character_widths.get("default", 500)
        # What stands between long runs of spaces: text, where it begins, where it ends.
        text, start, end, at, spaces = "", 0.0, 0.0, 0.0, SPACES
        for code, one in zip(codes, read, strict=False):
            is_space = code == font.space_char
            wide = (font.space_width if is_space else widths.get(code, usual)) / 1000 * size
            step = (wide + between + (of_words if is_space else 0.0)) * scale
            sign = font.character_map.get(one, one)
            if not sign.strip():
                spaces += 1
            else:
                if spaces >= SPACES:
                    self._piece(text, start, end)
                    text, start = "", at
                elif spaces:
                    text = (text or "") + " "
                text, end, spaces = text + sign, at + step, 0
            if not text:
                start = at + step
            at += step
        self._piece(text, start, end)
        self._advance(at)

    def _piece(self, text: str, start: float, end: float) -> None:
        if not text.strip():
            return
        m = times(times((1.0, 0.0, 0.0, 1.0, 0.0, self._state[7]), self._at), self._state[0])
        size = abs(self._state[2]) * math.hypot(m[2], m[3])
        # A negative size of type turns it, too.
        sign = -1 if self._state[2] < 0 else 1
        turn = round(math.atan2(m[1] * sign, m[0] * sign) / (math.pi / 2)) % 4
        x, y = start * m[0] + m[4], start * m[1] + m[5]
        to_x, to_y = end * m[0] + m[4], end * m[1] + m[5]
        upright = ((x, y, to_x), (y, -x, to_y), (-x, -y, -to_x), (-y, x, -to_y))[turn]
        if all(map(math.isfinite, (*upright, size))) and max(map(abs, (*upright, size))) < 1e7:
            x, y, stop = upright
            running = any(self._marks)
            self.pieces.append(
                Piece(turn, x, y, max(x, stop), size, running, text, len(self.pieces))
            )


def numbers(operands: Any, count: int) -> tuple[float, ...] | None:
    """The last ``count`` operands, if there are so many and all are numbers."""
    found = tuple(operands)[-count:]
    if len(found) < count or not all(isinstance(one, int | float) for one in found):
        return None
    return tuple(map(float, found))


def is_running(operands: list[Any]) -> bool:
    """Whether marked content says that it is a running head or foot (ISO 32000-1, 14.8.2.2)."""
    if len(operands) < 2 or operands[0] != "/Artifact" or not isinstance(operands[1], dict):
        return False
    return operands[1].get("/Type") == "/Pagination"


def segments(pieces: list[Piece]) -> list[list[Any]]:
    """The pieces of a page joined to segments, in no order that counts."""
    found: list[list[Any]] = []
    row: list[Piece] = []
    for piece in sorted(pieces, key=lambda one: (one.turn, -one.y, one.x)):
        tall = max(piece.size, row[0].size) if row else 0.0
        if row and (piece.turn != row[0].turn or row[0].y - piece.y > SAME_LINE * tall):
            found += parted(row)
            row = []
        row.append(piece)
    return found + parted(row)


def parted(row: list[Piece]) -> list[list[Any]]:
    """What stands on one line, parted at wide gaps."""
    found: list[list[Piece]] = []
    for piece in sorted(row, key=lambda one: (one.x, one.number)):
        last = found[-1][-1] if found else None
        if last is None:
            found.append([piece])
            continue
        size = max(min(last.size, piece.size), 0.1)
        if last.text == piece.text and abs(last.x - piece.x) < TWICE * size:
            continue
        gap = (piece.x - last.end) / size
        limit = WIDE if piece.number - last.number == 1 else WIDE_APART
        if gap > limit or piece.running != last.running:
            found.append([piece])
        else:
            found[-1].append(piece)
    return [segment(one) for one in found]


def segment(pieces: list[Piece]) -> list[Any]:
    """Pieces that stand beside each other, as one."""
    text = pieces[0].text
    for last, piece in itertools.pairwise(pieces):
        apart = piece.x - last.end > WORD_GAP * min(last.size, piece.size)
        text += (" " if apart and not text.endswith(" ") else "") + piece.text
    main = max(pieces, key=lambda one: len(one.text))
    end = max(one.end for one in pieces)
    where = (round(one, 2) for one in (pieces[0].x, main.y, end, main.size))
    return [main.turn, *where, main.running, text]


def bound() -> None:
    """Bound this process where the system can; the caller's clock bounds it everywhere."""
    try:
        import resource
    except ImportError:
        return
    for limit, most in ((resource.RLIMIT_CPU, SECONDS), (resource.RLIMIT_AS, MEMORY)):
        _, hard = resource.getrlimit(limit)
        soft = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(limit, (soft, hard))


def printed(reader: PdfReader, page: Any, fonts: dict[Any, Any]) -> list[list[Any]] | str:
    """The segments of a page, or its text where they cannot be had."""
    if Font is None:
        return str(page.extract_text())
    walk = Walk(reader, fonts)
    try:
        content = page.get_contents()
        if content is None:
            return []
        walk.content(ContentStream(content, reader, "bytes"), page.get("/Resources"))
    except (AttributeError, IndexError, KeyError, TypeError, ValueError, ArithmeticError):
        return str(page.extract_text())
    if any(RIGHT_TO_LEFT.search(piece.text) for piece in walk.pieces):
        return str(page.extract_text())
    return segments(walk.pieces)


def text_of(raw: bytes) -> dict[str, Any]:
    """The text of each page and the title that the file gives itself."""
    try:
        reader = PdfReader(io.BytesIO(raw))
        # Many are encrypted with an empty password, only to forbid printing.
        if reader.is_encrypted and not reader.decrypt(""):
            return {"wrong": "locked"}
        if len(reader.pages) > PAGES:
            return {"wrong": "large"}
        pages: list[list[list[Any]] | str] = []
        fonts: dict[Any, Any] = {}
        size = 0
        for page in reader.pages:
            found = printed(reader, page, fonts)
            pages.append(found)
            size += len(found) if isinstance(found, str) else sum(len(one[-1]) for one in found)
            if size > CHARACTERS:
                return {"wrong": "large"}
        told = reader.metadata
        title = told.title if told else ""
    except (DependencyError, FileNotDecryptedError):
        return {"wrong": "locked"}
    return {"pages": pages, "title": title if isinstance(title, str) else ""}


if __name__ == "__main__":
    bound()
    json.dump(text_of(sys.stdin.buffer.read()), sys.stdout)
