"""Pages out of templates: every value is made safe, then escaped."""

from __future__ import annotations

from functools import cache
from importlib import resources
from importlib.metadata import version
from typing import Any, Final

from dragoman.serve.room import Room
from dragoman.show.rendering import environment, style_sheet

ASSETS: Final = {
    "reader.css": "text/css; charset=utf-8",
    "reader.js": "text/javascript; charset=utf-8",
}

STYLES: Final = (
    ("dragoman.serve", "frame.css"),
    ("dragoman.serve", "panes.css"),
    ("dragoman.show", "charts.css"),
    ("dragoman.serve", "views.css"),
)

VIEWS: Final = (
    ("/", "Ledger"),
    ("/exchange", "Exchange"),
    ("/figures", "Figures"),
    ("/differences", "Differences"),
    ("/expected", "Expected"),
    ("/sources", "Sources"),
    ("/reports", "Reports"),
    ("/judgements", "Judgements"),
)
"""The views that stand in the head of every page."""


KEYS: Final = (
    ("j, k", "the next line, the line before"),
    ("n, p", "the next telling of the same happening, the one before"),
    ("Enter", "the accounts of the line side by side"),
    ("a", "accept the happening"),
    ("r", "reject it"),
    ("m", "mark it for merging; on another line, merge the two"),
    ("s", "split this telling off"),
    ("t", "attribute the statement to another"),
    ("u", "take back the last judgement shown"),
    ("c", "copy the citation"),
    ("/", "search"),
    ("?", "these keys"),
)
"""What the keyboard does; `reader.js` does it."""


@cache
def asset(name: str) -> str:
    """The style sheet or the script.

    Raises:
        KeyError: where it is neither.
    """
    ASSETS[name]
    if name == "reader.css":
        return style_sheet(STYLES)
    return (resources.files("dragoman.serve") / "templates" / name).read_text("utf-8")


def page(room: Room, template: str, here: str, **values: Any) -> str:
    """One page.

    Args:
        template: its file's name.
        here: the path of the view of `VIEWS` to which it belongs.
        values: what the template shows.
    """
    made: str = (
        environment("dragoman.serve", trim=True)
        .get_template(template)
        .render(
            here=here,
            views=VIEWS,
            case_name=room.path.name,
            who=room.who,
            token=room.token,
            version=version("dragoman"),
            **values,
        )
    )
    return made
