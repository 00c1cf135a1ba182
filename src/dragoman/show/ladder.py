"""The figure ladder: one counted thing against the date of reporting, one line a source.

Solid lines join a source's revisions of its own figure; a dashed bracket at the right marks
that sources disagree; a hollow mark is a vague number ("thousands"); a bar is an interval.
Drawn with Matplotlib's SVG backend in the palette of `dragoman.show.svg`, labelled directly,
legible in grey, and always shown beside the same figures as a table.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from dragoman.show.phrases import number
from dragoman.show.safe import cut, one_line
from dragoman.show.svg import FAINT, INK, MUTED, PAPER, page_svg

MARKS: Final = ("o", "s", "^", "D", "v", "P", "X", "p")
"""One mark a line, so that lines are told apart without colour."""

DASHES: Final = ("-", (0, (6, 2)), (0, (1, 1.5)), (0, (4, 1.5, 1, 1.5)))


@dataclass(frozen=True, slots=True)
class Rung:
    """One figure of one source.

    Attributes:
        day: when it was reported; ``None`` where the report has no date.
        low, best, high: the interval; an open end is ``None``.
        vague: whether the report gave no number ("thousands").
        number: the sentence's number in the dossier, 0 for none.
        words: the figure as the report words it.
    """

    day: date | None
    low: float | None
    best: float | None
    high: float | None
    vague: bool
    words: str
    number: int = 0

    @property
    def value(self) -> float:
        """Where the mark stands: the best value, else the known end."""
        known = [end for end in (self.best, self.low, self.high) if end is not None]
        return known[0] if known else 0.0


@dataclass(frozen=True, slots=True)
class Line:
    """All figures of one source, in order of day."""

    key: str
    source: str
    rungs: tuple[Rung, ...]


@dataclass(frozen=True, slots=True)
class Ladder:
    """All figures for one counted thing.

    Attributes:
        title: what is counted ("North Korean troops").
        disputed: whether the sources contradict each other.
    """

    title: str
    unit: str
    lines: tuple[Line, ...]
    disputed: bool


@dataclass(frozen=True, slots=True)
class _Frame:
    """Size of one drawing in inches and whether labels have room for names."""

    width: float
    height: float
    named: bool
    css_class: str


_WIDE: Final = _Frame(7.0, 2.9, True, "chart wide")
_NARROW: Final = _Frame(3.5, 2.7, False, "chart narrow")


def ladder_charts(ladder: Ladder, prefix: str) -> tuple[str, str]:
    """Draw a ladder twice: for a wide page with names, for a narrow one with letters.

    Args:
        prefix: unique to the ladder in its page; starts the SVG's ids.

    Returns:
        two ``<svg>`` elements, safe to stand in a page as they are.
    """
    return (
        _draw(ladder, _WIDE, f"{prefix}w"),
        _draw(ladder, _NARROW, f"{prefix}n"),
    )


def alternative(ladder: Ladder) -> str:
    """The text alternative: what is counted, by how many, between which values and days."""
    rungs = [rung for line in ladder.lines for rung in line.rungs]
    values = [rung.value for rung in rungs]
    days = sorted(rung.day for rung in rungs if rung.day)
    span = f", reported {days[0]} to {days[-1]}" if days else ""
    return one_line(
        f"{ladder.title}: {len(rungs)} figures by {len(ladder.lines)} sources, "
        f"{number(min(values))} to {number(max(values))}{span}. The table beside has them all."
    )


def _draw(ladder: Ladder, frame: _Frame, prefix: str) -> str:
    # Imported here: it takes half a second, and only the dossier needs it.
    import matplotlib
    from matplotlib.backends.backend_svg import FigureCanvasSVG
    from matplotlib.figure import Figure

    with matplotlib.rc_context():
        # The user's own settings would make charts differ from machine to machine.
        matplotlib.rcdefaults()
        matplotlib.rcParams["svg.fonttype"] = "none"
        matplotlib.rcParams["svg.hashsalt"] = "dragoman"
        matplotlib.rcParams["font.size"] = 9
        # A dollar sign in a report's words starts no formula.
        matplotlib.rcParams["text.parse_math"] = False
        drawing = Figure(figsize=(frame.width, frame.height))
        FigureCanvasSVG(drawing)
        room = 0.66 if frame.named else 0.76
        axes = drawing.add_axes((0.1 if frame.named else 0.17, 0.13, room, 0.82))
        places = _days_of(ladder)
        _axes(axes, ladder, places)
        for index, line in enumerate(ladder.lines):
            _line(axes, line, index, places)
        _labels(axes, ladder, frame, places)
        out = io.StringIO()
        drawing.savefig(out, format="svg", transparent=True, metadata={"Date": None})
    return page_svg(out.getvalue(), prefix, alternative(ladder), frame.css_class)


@dataclass(frozen=True, slots=True)
class _Days:
    """Where days stand on the axis (days since the first), and where the undated do."""

    first: date
    last: int
    undated: float | None

    def at(self, day: date | None) -> float:
        if day is None:
            assert self.undated is not None
            return self.undated
        return float((day - self.first).days)


def _days_of(ladder: Ladder) -> _Days:
    days = [rung.day for line in ladder.lines for rung in line.rungs]
    known = sorted(day for day in days if day is not None)
    first = known[0] if known else date(2000, 1, 1)
    last = (known[-1] - first).days if known else 0
    width = max(last, 30)
    undated = -0.16 * width if None in days else None
    return _Days(first, max(last, 1), undated)


def _axes(axes: Any, ladder: Ladder, places: _Days) -> None:
    rungs = [rung for line in ladder.lines for rung in line.rungs]
    ends = [end for r in rungs for end in (r.low, r.best, r.high) if end is not None]
    top, least = max(ends, default=1.0), min((end for end in ends if end > 0), default=1.0)
    if top / least > 60:
        axes.set_yscale("log")
        axes.set_ylim(least / 1.6, top * 1.6)
    else:
        axes.set_ylim(0, top * 1.12 or 1)
    axes.yaxis.set_major_formatter(lambda value, _: number(value))
    width = max(places.last, 30)
    axes.set_xlim((places.undated or 0) - 0.06 * width, places.last + 0.05 * width)
    ticks = _ticks(places)
    axes.set_xticks([at for at, _ in ticks], [text for _, text in ticks])
    for name, spine in axes.spines.items():
        spine.set_visible(name == "bottom")
        spine.set_color(MUTED)
    axes.tick_params(axis="both", colors=MUTED, labelcolor=MUTED, length=3)
    axes.tick_params(axis="y", length=0)
    axes.grid(axis="y", color=FAINT, linewidth=0.6)
    axes.set_axisbelow(True)
    if places.undated is not None:
        axes.axvline(-0.08 * width, color=FAINT, linewidth=0.8, linestyle=(0, (2, 2)))


def _ticks(places: _Days) -> list[tuple[float, str]]:
    """Four ticks at most, at the first of months, and one for the undated."""
    ticks: list[tuple[float, str]] = []
    if places.undated is not None:
        ticks.append((places.undated, "undated"))
    if places.last <= 1:
        return [*ticks, (0.0, places.first.strftime("%d %b %Y").lstrip("0"))]
    end = places.first + timedelta(days=places.last)
    months = [
        date(year, month, 1)
        for year in range(places.first.year, end.year + 1)
        for month in range(1, 13)
        if places.first <= date(year, month, 1) <= end
    ]
    if len(months) < 2:
        shown = [places.first, end]
        return ticks + [(places.at(day), day.strftime("%d %b %Y").lstrip("0")) for day in shown]
    step = -(-len(months) // 4)
    return ticks + [(places.at(day), day.strftime("%b %Y")) for day in months[::step]]


def _line(axes: Any, line: Line, index: int, places: _Days) -> None:
    mark = MARKS[index % len(MARKS)]
    dated = [rung for rung in line.rungs if rung.day is not None]
    if len(dated) > 1:
        axes.plot(
            [places.at(rung.day) for rung in dated],
            [rung.value for rung in dated],
            color=INK,
            linewidth=1.3,
            linestyle="-",
        )
    for rung in line.rungs:
        at = places.at(rung.day)
        if rung.low is not None and rung.high is not None and rung.low != rung.high:
            axes.vlines(at, rung.low, rung.high, color=INK, linewidth=1.1)
        axes.plot(
            [at],
            [rung.value],
            marker=mark,
            markersize=6,
            color=INK,
            markerfacecolor=PAPER if rung.vague else INK,
            markeredgecolor=INK,
            linestyle="none",
        )
        if rung.low is not None and rung.high is None:
            _open_end(axes, at, rung.value, up=True)
        if rung.high is not None and rung.low is None:
            _open_end(axes, at, rung.value, up=False)


def _open_end(axes: Any, at: float, value: float, up: bool) -> None:
    """A short arrow: "over" or "at most" leaves that end open."""
    axes.annotate(
        "",
        xy=(at, value),
        xytext=(0, 15 if up else -15),
        textcoords="offset points",
        arrowprops={"arrowstyle": "<-", "color": INK, "linewidth": 0.9, "shrinkB": 3},
    )


def _labels(axes: Any, ladder: Ladder, frame: _Frame, places: _Days) -> None:
    """Name each line at the right edge, spread so that none covers another, with a lead."""
    low, high = axes.get_ylim()
    logarithmic = axes.get_yscale() == "log"
    transform = axes.transData + axes.transAxes.inverted()
    ends = [(transform.transform((0, line.rungs[-1].value))[1], line) for line in ladder.lines]
    del low, high, logarithmic
    gap = 0.16 / frame.height
    placed = spread([at for at, _ in ends], gap)
    for (at, line), shown_at in zip(ends, placed, strict=True):
        last = line.rungs[-1]
        x_end = transform.transform((places.at(last.day), last.value))[0]
        axes.plot(
            [x_end, 1.0, 1.03],
            [at, shown_at, shown_at],
            transform=axes.transAxes,
            color=MUTED,
            linewidth=0.5,
            linestyle=(0, (1, 2)),
            clip_on=False,
        )
        text = f"{line.key} {cut(line.source, 26)}" if frame.named else line.key
        axes.text(1.04, shown_at, text, transform=axes.transAxes, color=INK, va="center")


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
