"""The figure ladder: one counted thing against the date of reporting, one line a source.

Solid lines join a source's revisions of its own figure; a dashed bracket at the right joins
sources that disagree; a hollow mark is a vague number ("thousands"); a bar is an interval.
Drawn with Matplotlib's SVG backend in the palette of `dragoman.show.svg`, labelled directly,
legible in grey, and always shown beside the same figures as a table.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from dragoman.analyse import FigureLadder
from dragoman.model import PartialDate
from dragoman.show.drawing import NARROW, WIDE, Frame, draw
from dragoman.show.phrases import number, speaker
from dragoman.show.safe import cut, one_line
from dragoman.show.svg import FAINT, INK, MUTED, PAPER

MARKS: Final = ("o", "s", "^", "D", "v", "P", "X", "p")
"""One mark a line, so that lines are told apart without colour."""

LEAST_DAYS: Final = 30
"""Days by whose share the axis is wider than its points on both sides, where they span fewer."""

APART: Final = 0.2
"""Share of the axis between two days from which on both may be written below it."""

LINES_DRAWN: Final = 10
"""Sources drawn in one chart; the table beside has all."""


@dataclass(frozen=True, slots=True)
class Point:
    """One figure as it is drawn.

    Attributes:
        day: when it was stated; ``None`` where neither source nor report is dated.
        low, best, high: the interval; an open end is ``None``.
        vague: whether the report gave no number ("thousands").
    """

    day: date | None
    low: float | None
    best: float | None
    high: float | None
    vague: bool

    @property
    def value(self) -> float:
        """Where the mark stands: the best value, else the middle, else the known end."""
        if self.best is not None:
            return self.best
        known = [end for end in (self.low, self.high) if end is not None]
        return sum(known) / len(known) if known else 0.0


@dataclass(frozen=True, slots=True)
class Line:
    """All figures of one source, in order of day; ``key`` is its letter in the table beside."""

    key: str
    source: str
    points: tuple[Point, ...]
    disputed: bool


@dataclass(frozen=True, slots=True)
class LadderChart:
    """What a ladder's chart is drawn from: what is counted, and a line for each source."""

    title: str
    lines: tuple[Line, ...]


def chart_of(ladder: FigureLadder, title: str, disputing: Collection[str]) -> LadderChart:
    """Take from a ladder what is drawn.

    Args:
        disputing: names of the sources whose latest figures contradict another's.
    """
    lines = []
    for at, line in enumerate(ladder.lines[:LINES_DRAWN]):
        points = tuple(
            Point(_day(r.stated_at), r.quantity.low, r.quantity.best, r.quantity.high, r.vague)
            for r in line.rungs
            if (r.quantity.low, r.quantity.best, r.quantity.high) != (None, None, None)
        )
        if not points:
            continue
        source = speaker(line.source)
        lines.append(Line(letter(at), source, points, source in disputing))
    return LadderChart(title, tuple(lines))


def letter(at: int) -> str:
    """A, B … Z, then AA, AB …"""
    head, tail = divmod(at, 26)
    return (letter(head - 1) if head else "") + chr(ord("A") + tail)


def _day(moment: PartialDate) -> date | None:
    return moment.earliest or moment.latest


def ladder_charts(ladder: LadderChart, prefix: str) -> tuple[str, str]:
    """Draw a ladder twice: for a wide page with names, for a narrow one with letters.

    Args:
        prefix: unique to the ladder in its page; starts the SVG's ids.

    Returns:
        two ``<svg>`` elements, safe to stand in a page as they are.
    """

    def paint(axes: Any, frame: Frame) -> None:
        places = _days_of(ladder)
        _axes(axes, ladder, places, frame)
        for index, line in enumerate(ladder.lines):
            _line(axes, line, index, places)
        _labels(axes, ladder, frame, places)

    label = alternative(ladder)
    return (
        draw(paint, WIDE, f"{prefix}w", label),
        draw(paint, NARROW, f"{prefix}n", label),
    )


def alternative(ladder: LadderChart) -> str:
    """The text alternative: what is counted, by how many, between which values and days."""
    points = [point for line in ladder.lines for point in line.points]
    values = [point.value for point in points]
    days = sorted(point.day for point in points if point.day)
    span = f", reported {days[0]} to {days[-1]}" if days else ""
    return one_line(
        f"{ladder.title}: {len(points)} figures by {len(ladder.lines)} sources, "
        f"{number(min(values))} to {number(max(values))}{span}. The table beside has them all."
    )


@dataclass(frozen=True, slots=True)
class _Days:
    """Where days stand on the axis (days since the first), and where the undated do."""

    first: date
    last: int
    undated: float | None

    @property
    def left(self) -> float:
        """Where the axis begins."""
        return (self.undated or 0) - 0.06 * max(self.last, LEAST_DAYS)

    @property
    def right(self) -> float:
        """Where it ends."""
        return self.last + 0.05 * max(self.last, LEAST_DAYS)

    def at(self, day: date | None) -> float:
        if day is None:
            assert self.undated is not None
            return self.undated
        return float((day - self.first).days)


def _days_of(ladder: LadderChart) -> _Days:
    days = [point.day for line in ladder.lines for point in line.points]
    known = sorted(day for day in days if day is not None)
    first = known[0] if known else date(2000, 1, 1)
    last = (known[-1] - first).days if known else -1
    undated = -0.22 * max(last, LEAST_DAYS) if None in days else None
    return _Days(first, last, undated)


def _axes(axes: Any, ladder: LadderChart, places: _Days, frame: Frame) -> None:
    points = [point for line in ladder.lines for point in line.points]
    ends = [end for p in points for end in (p.low, p.best, p.high) if end is not None]
    top, least = max(ends, default=1.0), min((end for end in ends if end > 0), default=1.0)
    if top / least > 60:
        axes.set_yscale("log")
        axes.yaxis.set_minor_locator(_no_ticks())
        axes.set_ylim(least / 1.6, top * 1.6)
    else:
        axes.set_ylim(0, top * 1.12 or 1)
        axes.yaxis.set_major_locator(_round_ticks(whole=all(end == int(end) for end in ends)))
    axes.yaxis.set_major_formatter(lambda value, _: number(value))
    axes.set_xlim(places.left, places.right)
    ticks = _ticks(places, 4 if frame.named else 3)
    axes.set_xticks([at for at, _ in ticks], [text for _, text in ticks])
    axes.grid(axis="y", color=FAINT, linewidth=0.6)
    if places.undated is not None:
        axes.axvline(
            -0.1 * max(places.last, LEAST_DAYS), color=FAINT, linewidth=0.8, linestyle=(0, (2, 2))
        )


def _round_ticks(whole: bool) -> Any:
    from matplotlib.ticker import MaxNLocator

    return MaxNLocator(nbins=6, integer=whole)


def _no_ticks() -> Any:
    from matplotlib.ticker import NullLocator

    return NullLocator()


def _ticks(places: _Days, most: int) -> list[tuple[float, str]]:
    """Ticks at the first of months, ``most`` of them, and one for the undated."""
    ticks: list[tuple[float, str]] = []
    if places.undated is not None:
        ticks.append((places.undated, "undated"))
    if places.last < 0:
        return ticks
    if places.last < 1:
        return [*ticks, (0.0, _full(places.first))]
    end = places.first + timedelta(days=places.last)
    months = [
        date(year, month, 1)
        for year in range(places.first.year, end.year + 1)
        for month in range(1, 13)
        if places.first <= date(year, month, 1) <= end
    ]
    if len(months) < 2:
        ticks.append((0.0, _full(places.first)))
        if places.last >= APART * (places.right - places.left):
            year = "" if end.year == places.first.year else f" {end.year}"
            ticks.append((float(places.last), end.strftime("%d %b").lstrip("0") + year))
        return ticks
    step = -(-len(months) // most)
    return ticks + [(places.at(day), day.strftime("%b %Y")) for day in months[::step]]


def _full(day: date) -> str:
    return day.strftime("%d %b %Y").lstrip("0")


def _line(axes: Any, line: Line, index: int, places: _Days) -> None:
    mark = MARKS[index % len(MARKS)]
    dated = [point for point in line.points if point.day is not None]
    if len(dated) > 1:
        axes.plot(
            [places.at(point.day) for point in dated],
            [point.value for point in dated],
            color=INK,
            linewidth=1.3,
            linestyle="-",
        )
    for point in line.points:
        at = places.at(point.day)
        if point.low is not None and point.high is not None and point.low != point.high:
            axes.vlines(at, point.low, point.high, color=INK, linewidth=1.1)
        axes.plot(
            [at],
            [point.value],
            marker=mark,
            markersize=6,
            color=INK,
            markerfacecolor=PAPER if point.vague else INK,
            markeredgecolor=INK,
            linestyle="none",
            clip_on=False,  # a nought stands on the axis, and whole
        )
        if point.low is not None and point.high is None:
            _open_end(axes, at, point.value, up=True)
        if point.high is not None and point.low is None:
            _open_end(axes, at, point.value, up=False)


def _open_end(axes: Any, at: float, value: float, up: bool) -> None:
    """A short arrow: "over" or "at most" leaves that end open."""
    axes.annotate(
        "",
        xy=(at, value),
        xytext=(0, 15 if up else -15),
        textcoords="offset points",
        arrowprops={"arrowstyle": "<-", "color": INK, "linewidth": 0.9, "shrinkB": 3},
    )


def _labels(axes: Any, ladder: LadderChart, frame: Frame, places: _Days) -> None:
    """Name each line at the right edge, spread so that none covers another, with a lead."""
    transform = axes.transData + axes.transAxes.inverted()
    ends = [
        tuple(transform.transform((places.at(line.points[-1].day), line.points[-1].value)))
        for line in ladder.lines
    ]
    placed = spread([y for _, y in ends], 0.15 / (frame.height * frame.room[3]))
    quiet = {"transform": axes.transAxes, "color": MUTED, "clip_on": False}
    for (x, y), line, shown_at in zip(ends, ladder.lines, placed, strict=True):
        lead = ([x, 1.0, 1.03], [y, shown_at, shown_at])
        axes.plot(*lead, linewidth=0.5, linestyle=(0, (1, 2)), **quiet)
        text = f"{line.key}  {cut(line.source, 28)}" if frame.named else line.key
        axes.text(1.05, shown_at, text, transform=axes.transAxes, color=INK, va="center")
    disputed = [at for at, line in zip(placed, ladder.lines, strict=True) if line.disputed]
    if len(disputed) > 1:
        bracket = ([1.035, 1.035], [min(disputed), max(disputed)])
        axes.plot(*bracket, linewidth=1.1, linestyle=(0, (3, 2)), **quiet)


def spread(wanted: Sequence[float], gap: float) -> list[float]:
    """Move positions apart to at least ``gap``, each as near to its wish as pushing allows.

    Order is kept; the block is shifted down where it would leave the top (1.0).
    """
    order = sorted(range(len(wanted)), key=lambda i: wanted[i])
    placed = [0.0] * len(wanted)
    before = float("-inf")
    for i in order:
        placed[i] = max(wanted[i], before + gap)
        before = placed[i]
    ceiling = 1.0 + gap / 2
    for i in reversed(order):
        placed[i] = min(placed[i], ceiling)
        ceiling = placed[i] - gap
    return placed
