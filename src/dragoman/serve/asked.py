"""What a page's address asks for: every view is one address, and can be sent to a colleague."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final
from urllib.parse import urlencode

from dragoman.serve.facets import FACETS, ORDERS

LONGEST: Final = 200
"""Characters of a value that is taken from an address; ours are shorter, names included."""

MOST_VALUES: Final = 20
"""Values of one facet that an address may choose."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What is chosen, searched for, ordered by and looked at.

    Attributes:
        chosen: by facet, any of these values.
        words: searched for, empty for none.
        page: from 1.
        at, event: the happening in the report's pane, and which of its tellings.
        mark: the happening that is to be merged with another.
    """

    chosen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    words: str = ""
    order: str = ORDERS[0]
    page: int = 1
    at: str = ""
    event: str = ""
    mark: str = ""

    def query(self) -> list[tuple[str, str]]:
        """The parameters, in one fixed order; what is as by default is left out."""
        found = [(name, value) for name in FACETS for value in self.chosen.get(name, ())]
        if self.words:
            found.append(("q", self.words))
        if self.order != ORDERS[0]:
            found.append(("order", self.order))
        if self.page > 1:
            found.append(("page", str(self.page)))
        rest = (("at", self.at), ("event", self.event), ("mark", self.mark))
        return found + [(name, value) for name, value in rest if value]

    def address(self, path: str = "/", anchor: str = "", **changes: Any) -> str:
        """The address of this view with some changes."""
        query = urlencode(replace(self, **changes).query())
        return path + (f"?{query}" if query else "") + (f"#{anchor}" if anchor else "")

    def toggled(self, name: str, value: str) -> str:
        """The address with a value of a facet chosen or, if it is, no longer."""
        held = self.chosen.get(name, ())
        kept = tuple(v for v in held if v != value) if value in held else (*held, value)
        chosen = {key: values for key, values in self.chosen.items() if key != name}
        if kept:
            chosen[name] = kept
        return self.address(chosen=chosen, page=1, at="", event="")

    def only(self, name: str, value: str) -> str:
        """The ledger of one value of one facet, with nothing else chosen."""
        return Asked(chosen={name: (value,)}).address()

    def scope(self, path: str) -> str:
        """Another view of the same choice."""
        return Asked(self.chosen, self.words).address(path)

    @property
    def plain_words(self) -> list[str]:
        """The words searched for, casefolded, without quotes and stars."""
        return [plain for word in self.words.split() if (plain := word.strip('"*').casefold())]

    @property
    def narrowed(self) -> bool:
        """Whether anything is chosen or searched for."""
        return bool(self.words or any(self.chosen.values()))


def asked(query: Iterable[tuple[str, str]]) -> Asked:
    """Read the parameters of an address; unknown ones are passed over."""
    chosen: dict[str, tuple[str, ...]] = {}
    rest: dict[str, str] = {}
    for name, given in query:
        value = given.strip()[:LONGEST]
        if name in FACETS and value:
            held = chosen.get(name, ())
            if value not in held and len(held) < MOST_VALUES:
                chosen[name] = (*held, value)
        else:
            rest[name] = value
    order, page = rest.get("order", ""), rest.get("page", "")
    return Asked(
        chosen=chosen,
        words=rest.get("q", ""),
        order=order if order in ORDERS else ORDERS[0],
        page=max(int(page), 1) if page.isascii() and page.isdigit() and len(page) < 8 else 1,
        at=rest.get("at", ""),
        event=rest.get("event", ""),
        mark=rest.get("mark", ""),
    )


def chips(one: Asked, labels: Mapping[str, Mapping[str, str]]) -> Sequence[tuple[str, str, str]]:
    """What is chosen: facet, label, and the address without it."""
    found = [
        (name, labels.get(name, {}).get(value, value), one.toggled(name, value))
        for name in FACETS
        for value in one.chosen.get(name, ())
    ]
    if one.words:
        found.append(("words", one.words, one.address(words="", page=1, at="", event="")))
    return found
