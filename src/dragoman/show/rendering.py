"""Pages out of templates: every value is made safe, then escaped."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from importlib import resources
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from dragoman.show import phrases
from dragoman.show.safe import shown, web_address


@cache
def environment(package: str, *, trim: bool) -> Environment:
    """The templates of a package, with what all pages put in.

    Args:
        trim: whether lines that hold but a tag leave nothing behind.
    """
    made = Environment(
        loader=PackageLoader(package),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_finalize,
        trim_blocks=trim,
        lstrip_blocks=trim,
        keep_trailing_newline=not trim,
    )
    # Charts are our own drawing, with text escaped by `dragoman.show.svg`.
    made.globals.update(day=phrases.when_long, address=web_address, svg=Markup)
    return made


def style_sheet(parts: Iterable[tuple[str, str]]) -> str:
    """Style sheets as one, each given by its package and its file's name."""
    return "\n".join(
        (resources.files(package) / "templates" / name).read_text("utf-8")
        for package, name in parts
    )


def _finalize(value: Any) -> Any:
    """Make safe whatever a template puts out; autoescape follows. Markup is ours already."""
    if isinstance(value, str) and not isinstance(value, Markup):
        return shown(value)
    return value
