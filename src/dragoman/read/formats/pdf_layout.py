"""The reading order of a printed page: columns, running heads and feet.

A page is cut at gutters, top down: a gutter is a line from top to bottom that several lines of
text end before on the left and begin at on the right, side by side. What crosses it (a headline
over two columns, a rule of text below them) cuts the columns into bands, each of which is read
from left to right (a form of the recursive cut of Nagy and Seth, 1984). Columns of figures are no
columns of text: a table is read row by row.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import product
from statistics import median
from typing import Final

SAME_LINE: Final = 0.45
"""Share of the type's size within which two base lines are one."""

PLACE: Final = 4.0
"""Points by which a running head may stand higher or lower from page to page."""

EDGE_ROWS: Final = 4
"""Rows at the top and the foot of a page among which running heads and feet are looked for."""

DIGITS: Final = re.compile(r"\d+")
MOST_NUMBERS: Final = 5
LETTERS: Final = re.compile(r"[^\W\d_]{3}")

SIDE_BY_SIDE: Final = 4
"""Lines to either side that make a gutter."""

PROSE: Final = 12
"""Characters of the usual line in a column of text; cells of tables have fewer."""

ALIGNED: Final = 0.6
"""Share of a column's lines that begin at its edge; those of paragraphs may be set in."""

FILLED: Final = 0.4
"""Share of its width that the usual line of a column of text fills."""

DEEPEST: Final = 6
CANDIDATES: Final = 24
MOST_SEGMENTS: Final = 3000
"""On a page; one of more is read from top to bottom."""

OVERHANG: Final = 1.5
"""Points by which a line may stand over a gutter."""


@dataclass(frozen=True, slots=True)
class Segment:
    """What stands on one line without a wide gap. Lengths in points; y grows upwards.

    Attributes:
        turn: quarters by which the page was turned to make it upright.
        running: whether the file says that it is a running head or foot.
    """

    turn: int
    x: float
    y: float
    end: float
    size: float
    running: bool
    text: str


@dataclass(frozen=True, slots=True)
class Printed:
    """A printed line in the reading order.

    Attributes:
        page: from 0.
        column: of the document, from 0; lines of one stand below each other.
        left, right: where the column's lines begin and end.
        running: a head or foot that other pages have, too.
    """

    text: str
    page: int
    column: int
    x: float
    y: float
    end: float
    size: float
    left: float
    right: float
    running: bool = False


@dataclass(frozen=True, slots=True)
class _Region:
    """Segments that are read as one column until a gutter is found."""

    segments: tuple[Segment, ...]
    left: float
    right: float


def reading_order(pages: Sequence[Sequence[Segment]]) -> list[Printed]:
    """The lines of a document as they are read; running heads and feet stand where their page does.

    Args:
        pages: the segments of each, in any order.
    """
    upright = [_upright(page) for page in pages]
    running = running_rows([rows for rows, _ in upright])
    found: list[Printed] = []
    column = 0
    for number, (rows, turned) in enumerate(upright):
        heads = [row for n, row in enumerate(rows) if (number, n) in running]
        rest = [one for n, row in enumerate(rows) if (number, n) not in running for one in row]
        middle = (rows[0][0].y + rows[-1][0].y) / 2 if rows else 0.0
        lines: list[Printed] = []
        lines += (_printed(row, number, running=True) for row in heads if row[0].y > middle)
        regions = list(_columns(_region(rest)))
        regions += [region for block in turned for region in _columns(_region(block))]
        for region in regions:
            for row in rows_of(region.segments):
                one = _printed(row, number)
                lines.append(replace(one, column=column, left=region.left, right=region.right))
            column += 1
        lines += (_printed(row, number, running=True) for row in heads if row[0].y <= middle)
        found += lines
    return found


def _upright(page: Sequence[Segment]) -> tuple[list[list[Segment]], list[list[Segment]]]:
    """The rows of a page the way most of it is turned, and what is turned otherwise."""
    turned: dict[int, list[Segment]] = defaultdict(list)
    for one in page:
        turned[one.turn].append(one)
    order = sorted(turned, key=lambda turn: (-sum(len(s.text) for s in turned[turn]), turn))
    rows = rows_of(turned[order[0]]) if order else []
    return rows, [turned[turn] for turn in order[1:]]


def rows_of(segments: Sequence[Segment]) -> list[list[Segment]]:
    """Segments of one turn by base line, from the top, each row from left to right."""
    rows: list[list[Segment]] = []
    for one in sorted(segments, key=lambda s: (-s.y, s.x)):
        if rows and rows[-1][0].y - one.y <= SAME_LINE * max(one.size, rows[-1][0].size):
            rows[-1].append(one)
        else:
            rows.append([one])
    return [sorted(row, key=lambda s: s.x) for row in rows]


def _printed(row: Sequence[Segment], page: int, *, running: bool = False) -> Printed:
    main = max(row, key=lambda s: len(s.text))
    text = " ".join(" ".join(s.text for s in row).split())
    end = max(s.end for s in row)
    return Printed(text, page, -1, row[0].x, main.y, end, main.size, row[0].x, end, running)


def running_rows(pages: Sequence[Sequence[Sequence[Segment]]]) -> set[tuple[int, int]]:
    """The rows, as (page, row), that stand in the same place on two pages or more.

    They have the same words there, or a number that counts with the pages; or the file says that
    they run. Looked for from the edges inwards, until a row runs on no other page.
    """
    found: set[tuple[int, int]] = set()
    places = defaultdict(list)
    for page, rows in enumerate(pages):
        for n in _edges(len(rows)):
            places[_key(rows[n])].append((page, n))
    alike = {at for key, ats in places.items() for at in _alike(key, ats, pages)}
    for page, rows in enumerate(pages):
        said = {(page, n) for n, row in enumerate(rows) if all(s.running for s in row)}
        for way in (range(len(rows)), range(len(rows) - 1, -1, -1)):
            for n in way:
                if (page, n) not in alike and (page, n) not in said:
                    break
                found.add((page, n))
        found |= said
    return found


def _edges(count: int) -> Sequence[int]:
    if count <= 2 * EDGE_ROWS:
        return range(count)
    return [*range(EDGE_ROWS), *range(count - EDGE_ROWS, count)]


def _key(row: Sequence[Segment]) -> str:
    """A row's words without its numbers; facing pages have them the other way round."""
    words = " ".join(s.text for s in row).casefold().split()
    return " ".join(sorted(DIGITS.sub("#", word) for word in words))


def _alike(
    key: str, ats: Sequence[tuple[int, int]], pages: Sequence[Sequence[Sequence[Segment]]]
) -> Iterator[tuple[int, int]]:
    """Those of the rows with one key that another page has in the same place."""
    by_place: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for page, n in ats:
        y = pages[page][n][0].y
        for place in {int((y - PLACE) // (2 * PLACE)), int((y + PLACE) // (2 * PLACE))}:
            by_place[place].append((page, n))
    named = LETTERS.search(key) is not None
    for same in by_place.values():
        told = [(at, _numbers(pages[at[0]][at[1]], at[0], named)) for at in same]
        pages_of: dict[tuple[int, ...], set[int]] = defaultdict(set)
        for (page, _), ways in told:
            for way in ways:
                pages_of[way].add(page)
        for at, ways in told:
            if any(len(pages_of[way]) > 1 for way in ways):
                yield at


def _numbers(row: Sequence[Segment], page: int, named: bool) -> set[tuple[int, ...]]:
    """The ways to read a row's numbers: each stays the same, or counts with the pages.

    Args:
        named: the row has words; in one of numbers alone, one counts.
    """
    numbers = [int(one[:9]) for one in DIGITS.findall(" ".join(s.text for s in row))[:MOST_NUMBERS]]
    ways: set[tuple[int, ...]] = set()
    for counting in product((0, 1), repeat=len(numbers)):
        if named or any(counting):
            pairs = zip(numbers, counting, strict=True)
            ways.add((*counting, *(one - page * counts for one, counts in pairs)))
    return ways


def _region(segments: Sequence[Segment]) -> _Region:
    if not segments:
        return _Region((), 0.0, 0.0)
    ends = sorted(s.end for s in segments)
    # One line that stands out, a caption in the margin, does not make the column wider.
    right = ends[int(0.97 * (len(ends) - 1))]
    return _Region(tuple(segments), min(s.x for s in segments), right)


def _columns(region: _Region, depth: int = 0) -> Iterator[_Region]:
    segments = region.segments
    few = len(segments) < 2 * SIDE_BY_SIDE or len(segments) > MOST_SEGMENTS
    gutter = None if few or depth > DEEPEST else _gutter(segments)
    if gutter is None:
        if segments:
            yield region
        return
    left = _region([s for s in segments if s.end <= gutter + OVERHANG])
    right = _region([s for s in segments if s.x >= gutter - OVERHANG])
    for crossing, band in _bands(segments, gutter):
        if crossing:
            yield replace(region, segments=band)
            continue
        for side in (left, right):
            own = tuple(s for s in band if (s.x >= gutter - OVERHANG) == (side is right))
            yield from _columns(replace(side, segments=own), depth + 1)


def _bands(
    segments: Sequence[Segment], gutter: float
) -> Iterator[tuple[bool, tuple[Segment, ...]]]:
    """Runs of rows from the top, each with whether it crosses the gutter."""
    run: list[Segment] = []
    crossed = False
    for row in rows_of(segments):
        crosses = any(_crosses(s, gutter) for s in row)
        if run and crosses != crossed:
            yield crossed, tuple(run)
            run = []
        crossed = crosses
        run += row
    if run:
        yield crossed, tuple(run)


def _crosses(segment: Segment, gutter: float) -> bool:
    return segment.x < gutter - OVERHANG and segment.end > gutter + OVERHANG


def _gutter(segments: Sequence[Segment]) -> float | None:
    """Where most lines stand side by side; ``None`` where the segments are one column."""
    starts = Counter(round(s.x) for s in segments)
    often = [x for x, _ in starts.most_common(CANDIDATES) if _near(starts, x) >= SIDE_BY_SIDE]
    best: tuple[int, int, float] | None = None
    for x in sorted(often):
        gutter = x - OVERHANG
        beside, crossing = _support(segments, gutter)
        if beside >= SIDE_BY_SIDE and (best is None or (beside, -crossing) > best[:2]):
            best = (beside, -crossing, gutter)
    return best[2] if best else None


def _near(starts: Counter[int], x: int) -> int:
    return starts[x - 1] + starts[x] + starts[x + 1]


def _support(segments: Sequence[Segment], gutter: float) -> tuple[int, int]:
    """How many lines stand side by side at a gutter, and how many cross it."""
    beside = crossing = 0
    sides: tuple[list[list[Segment]], list[list[Segment]]] = ([], [])
    for crosses, band in _bands(segments, gutter):
        if crosses:
            crossing += len(band)
            continue
        both = [[s for s in band if (s.x >= gutter - OVERHANG) == right] for right in (0, 1)]
        if not all(both):
            continue
        low = max(min(s.y for s in side) for side in both) - 1
        high = min(max(s.y for s in side) for side in both) + 1
        rows = [rows_of([s for s in side if low <= s.y <= high]) for side in both]
        beside += min(len(side) for side in rows)
        for all_rows, side in zip(sides, rows, strict=True):
            all_rows += side
    aligned = sum(row[0].x <= gutter + 2 * OVERHANG for row in sides[1])
    if aligned < ALIGNED * beside or not all(_is_prose(side) for side in sides):
        return 0, crossing
    return beside, crossing


def _is_prose(rows: Sequence[Sequence[Segment]]) -> bool:
    """Whether the rows of a column hold text that fills it, and not the cells of a table."""
    if not rows:
        return False
    width = max(max(s.end for s in row) - row[0].x for row in rows)
    filled = median(sum(s.end - s.x for s in row) for row in rows)
    return (
        filled >= FILLED * width and median(sum(len(s.text) for s in row) for row in rows) >= PROSE
    )
