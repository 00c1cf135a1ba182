"""Facets with counts: which happenings a choice leaves in, and how many each next choice would.

The columns of all happenings are held in memory as arrays, so that counting a facet is one pass
over small integers, whatever the size of the case. Each facet's own choice is left out of its
counts: they tell what choosing another value instead would give.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from dragoman.case.columns import CaseColumns, HappeningColumns
from dragoman.model import ActorKind

Mask = NDArray[np.bool_]
Numbers = NDArray[np.int32]

FACETS: Final = (
    "pair",
    "actor",
    "type",
    "what",
    "speaker",
    "origin",
    "factuality",
    "date",
    "publisher",
)
"""In the order in which the page has them."""

UNDATED: Final = "undated"
UNTOLD: Final = "untold"
"""Stands for a publisher that no report names."""

WIDEST_YEARS: Final = 3
"""A date over more years than this belongs to none of them."""

DONE: Final = frozenset({"actual", "ongoing"})

ORDERS: Final = ("weight", "newest", "oldest")


@dataclass(frozen=True, slots=True)
class Facet:
    """One facet of all happenings: which value stands in which row, each pair once.

    Attributes:
        values: by code; labels beside them.
        codes, rows: parallel: the value's code and the happening's row.
    """

    values: tuple[str, ...]
    labels: tuple[str, ...]
    places: Mapping[str, int]
    codes: Numbers
    rows: Numbers

    def mask(self, wanted: Iterable[str], size: int) -> Mask:
        """Which of ``size`` rows have one of the values."""
        found: Mask = np.zeros(size, dtype=np.bool_)
        codes = [self.places[value] for value in wanted if value in self.places]
        if codes:
            found[self.rows[np.isin(self.codes, codes)]] = True
        return found

    def counts(self, mask: Mask) -> list[tuple[str, str, int]]:
        """Value, label and number of rows within the mask; the commonest first, none left out
        but those without any."""
        counted = np.bincount(self.codes[mask[self.rows]], minlength=len(self.values))
        order = np.lexsort((np.arange(len(self.values)), -counted))
        return [(self.values[i], self.labels[i], int(counted[i])) for i in order if counted[i] > 0]


@dataclass(frozen=True, slots=True)
class Index:
    """All happenings of a case by their facets.

    Attributes:
        ids: of the happenings, by row.
        orders: name of an order to the rows in it.
    """

    columns: CaseColumns
    ids: tuple[str, ...]
    places: Mapping[str, int]
    facets: Mapping[str, Facet]
    orders: Mapping[str, Numbers]

    def select(self, chosen: Mapping[str, Sequence[str]], among: Mask | None = None) -> Mask:
        """The rows that have, of every facet chosen from, one of the chosen values."""
        found: Mask = np.ones(len(self.ids), dtype=np.bool_) if among is None else among.copy()
        for name, values in chosen.items():
            if values:
                found &= self.facets[name].mask(values, len(self.ids))
        return found

    def counts(
        self, name: str, chosen: Mapping[str, Sequence[str]], among: Mask | None = None
    ) -> list[tuple[str, str, int]]:
        """What each value of a facet would leave in, with all other choices as they are."""
        others = {key: values for key, values in chosen.items() if key != name}
        return self.facets[name].counts(self.select(others, among))

    def rows_of(self, happening_ids: Iterable[str]) -> Mask:
        """The rows of some happenings; ids that are none are passed over."""
        found: Mask = np.zeros(len(self.ids), dtype=np.bool_)
        for key in happening_ids:
            row = self.places.get(key)
            if row is not None:
                found[row] = True
        return found

    def said_by(self, words: Sequence[str]) -> Mask:
        """The rows in which some original speaker's name holds all the words."""
        facet = self.facets["speaker"]
        named = [
            value
            for value, label in zip(facet.values, facet.labels, strict=True)
            if all(word in label.casefold() for word in words)
        ]
        return facet.mask(named if words else (), len(self.ids))

    def ordered(self, mask: Mask, order: str) -> list[str]:
        """Ids of the happenings within a mask, in one of the `ORDERS`."""
        rows = self.orders[order]
        return [self.ids[row] for row in rows[mask[rows]]]


def make_index(columns: CaseColumns) -> Index:
    """Arrange a case's columns for choosing and counting."""
    ids = tuple(one.id for one in columns.happenings)
    places = {key: row for row, key in enumerate(ids)}
    told: dict[str, list[tuple[int, str, str]]] = {name: [] for name in FACETS}
    countries = _country_names(columns)
    for row, one in enumerate(columns.happenings):
        for name, value, label in _values(one, columns, countries):
            told[name].append((row, value, label))
    for happening_id, actor_id, name, kind in columns.speakers:
        label = name or ("unnamed outlet" if kind == ActorKind.MEDIUM else "unnamed source")
        told["speaker"].append((places[happening_id], actor_id or label.casefold(), label))
    return Index(
        columns=columns,
        ids=ids,
        places=places,
        facets={name: _facet(rows) for name, rows in told.items()},
        orders=_orders(columns.happenings),
    )


def pair_value(one: str, other: str) -> str:
    """Two countries as the pair facet names them, whichever gave."""
    return ",".join(sorted((one, other)))


def _values(
    one: HappeningColumns, columns: CaseColumns, countries: Mapping[str, str]
) -> Iterator[tuple[str, str, str]]:
    """Facet, value and label of all that stands in one happening's own columns."""
    givers = {country for _, _, country in one.initiators if country}
    takers = {country for _, _, country in one.recipients if country}
    sides = {(a, b) for a in givers for b in takers if a != b}
    if len(givers) > 1 and not takers:
        sides = {(a, b) for a in givers for b in givers if a < b}
    for a, b in {tuple(sorted(side)) for side in sides}:
        yield "pair", f"{a},{b}", f"{countries.get(a, a)} – {countries.get(b, b)}"
    for actor_id, name, country in {*one.initiators, *one.recipients}:
        known = columns.actors.get(actor_id)
        key = actor_id or country or name.casefold()
        if key:
            yield "actor", key, known.name if known else name
    yield "type", one.type, one.type.lower()
    for cls in one.classes:
        if cls:
            yield "what", cls, cls.replace(".", ": ").replace("_", " ")
    for actor_id, name in one.origins:
        yield "origin", actor_id or name, name
    yield "factuality", one.factuality, one.factuality
    for moment in _moments(one):
        yield "date", moment, moment
    for report_id in one.report_ids:
        publisher = columns.publishers.get(report_id, "")
        yield "publisher", publisher or UNTOLD, publisher or "not named"


def _moments(one: HappeningColumns) -> Iterator[str]:
    """The years of a date and, where it is known so finely, its months."""
    if not (one.earliest and one.latest):
        yield (one.earliest or one.latest)[:4] or UNDATED
        return
    first, last = int(one.earliest[:4]), int(one.latest[:4])
    if last - first >= WIDEST_YEARS:
        yield UNDATED
        return
    yield from (f"{year:04}" for year in range(first, last + 1))
    if 0 < one.precision <= 4:
        yield from {one.earliest[:7], one.latest[:7]}


def _facet(told: Sequence[tuple[int, str, str]]) -> Facet:
    labels: dict[str, str] = {}
    for _, value, label in told:
        labels[value] = max(labels.get(value, ""), label)
    values = sorted(labels, key=lambda value: (labels[value].casefold(), value))
    places = {value: code for code, value in enumerate(values)}
    once = sorted({(places[value], row) for row, value, _ in told})
    pairs = np.array(once, dtype=np.int32).reshape(-1, 2)
    return Facet(
        values=tuple(values),
        labels=tuple(labels[value] for value in values),
        places=places,
        codes=pairs[:, 0].copy(),
        rows=pairs[:, 1].copy(),
    )


def _orders(happenings: Sequence[HappeningColumns]) -> dict[str, Numbers]:
    def weight(row: int) -> tuple[Any, ...]:
        one = happenings[row]
        return (
            -len(one.origins),
            -len(one.report_ids),
            one.factuality not in DONE,
            not (one.earliest or one.latest),
            one.id,
        )

    def oldest(row: int) -> tuple[Any, ...]:
        one = happenings[row]
        return (one.earliest or one.latest or "9999", one.precision or 6, one.id)

    def newest(row: int) -> tuple[Any, ...]:
        one = happenings[row]
        day = one.latest or one.earliest
        return (not day, "".join(chr(255 - ord(c)) for c in day), one.precision or 6, one.id)

    keys = {"weight": weight, "newest": newest, "oldest": oldest}
    rows = range(len(happenings))
    return {name: np.array(sorted(rows, key=keys[name]), dtype=np.int32) for name in ORDERS}


def _country_names(columns: CaseColumns) -> dict[str, str]:
    """Country code to the name of its state, else to the shortest name with that code."""
    ranked = sorted(
        (actor for actor in columns.actors.values() if actor.country),
        key=lambda a: (a.kind is not ActorKind.STATE, len(a.name), a.name),
    )
    return {actor.country: actor.name for actor in reversed(ranked)}
