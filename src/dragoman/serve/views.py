"""What a view is: its page, what it is downloaded as, and how it is cited."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from dragoman.show.listing import Listing


@dataclass(frozen=True, slots=True)
class View:
    """One view of the case.

    Attributes:
        template: the page's.
        here: the path of the view in the head to which it belongs.
        title: what it shows, in a few words.
        values: for the template.
        listing: makes its rows for a download; ``None`` where it has none.
        citation: what another needs to find it, without its address; the title where empty.
    """

    template: str
    here: str
    title: str
    values: Mapping[str, Any] = field(default_factory=dict)
    listing: Callable[[], Listing[Any]] | None = None
    citation: str = ""
