"""The frame that every chart is drawn in: size, settings, and the way into the page."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock
from typing import Any, Final

from dragoman.show.svg import MUTED, page_svg


@dataclass(frozen=True, slots=True)
class Frame:
    """Size of one drawing in inches, where its axes stand in it, and what it is for.

    Attributes:
        named: whether there is room for names, or only for letters.
        room: left, bottom, width and height of the axes as shares of the drawing.
    """

    width: float
    height: float
    named: bool
    room: tuple[float, float, float, float]
    css_class: str


_DRAWING: Final = Lock()

WIDE: Final = Frame(7.2, 2.9, True, (0.09, 0.13, 0.6, 0.82), "chart wide")
NARROW: Final = Frame(3.5, 2.7, False, (0.18, 0.13, 0.72, 0.82), "chart narrow")


def draw(paint: Callable[[Any, Frame], None], frame: Frame, prefix: str, label: str) -> str:
    """Draw one chart.

    Args:
        paint: puts the marks on the axes it is given.
        prefix: unique to the drawing in its page; starts the SVG's ids.
        label: the text alternative.

    Returns:
        an ``<svg>`` element that may stand in a page as it is: Matplotlib escapes all text.
    """
    # Imported here: it takes half a second, and only the dossier needs it.
    import matplotlib
    from matplotlib.backends.backend_svg import FigureCanvasSVG
    from matplotlib.figure import Figure

    # The settings are the library's own, one set for all threads.
    with _DRAWING, matplotlib.rc_context():
        # The user's own settings would make charts differ from machine to machine.
        matplotlib.rcdefaults()
        matplotlib.rcParams["svg.fonttype"] = "none"
        matplotlib.rcParams["svg.hashsalt"] = "dragoman"
        matplotlib.rcParams["font.size"] = 9
        # A dollar sign in a report's words starts no formula.
        matplotlib.rcParams["text.parse_math"] = False
        drawing = Figure(figsize=(frame.width, frame.height))
        FigureCanvasSVG(drawing)
        axes = drawing.add_axes(frame.room)
        _plain(axes)
        paint(axes, frame)
        out = io.StringIO()
        drawing.savefig(out, format="svg", transparent=True, metadata={"Date": None})
    return page_svg(out.getvalue(), prefix, label, frame.css_class)


def _plain(axes: Any) -> None:
    """A base line and quiet labels; all else is the data's."""
    for name, spine in axes.spines.items():
        spine.set_visible(name == "bottom")
        spine.set_color(MUTED)
    axes.tick_params(axis="both", colors=MUTED, labelcolor=MUTED, length=3)
    axes.tick_params(axis="y", length=0)
    axes.set_axisbelow(True)
