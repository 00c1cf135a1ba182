"""Kinds of furniture told apart: lines of our own, in a small page of our own."""

from __future__ import annotations

import tomllib
from collections import Counter
from pathlib import Path

import pytest

from dragoman.model import FurnitureKind
from dragoman.read.furniture import Known, label_furniture
from dragoman.read.lines import split_lines
from dragoman.read.words import load_signs

TITLE = "Norway sends frigates to Iceland over fishing dispute"
STORY = (
    "Norway sent three frigates to Iceland on Thursday, the government in Oslo said.",
    "The ministers had met twice without agreeing on the quotas for herring.",
    "Iceland called the step a provocation and summoned the ambassador.",
)
PLACES = {"above": 1, "inside": 2, "below": 4}
LEAST = 0.93
"""Share of the lines that must get their kind, over all; and `LEAST_OF_KIND` of each kind."""

LEAST_OF_KIND = 0.7


def specs() -> list[tuple[FurnitureKind, str, str]]:
    path = Path(__file__).with_name("kinds.toml")
    tables = tomllib.loads(path.read_text(encoding="utf-8"))
    return [
        (FurnitureKind(kind), place, line)
        for kind, places in tables.items()
        for place, lines in places.items()
        for line in lines
    ]


def told(kind: FurnitureKind, place: str, text: str) -> FurnitureKind | None:
    """The kind of the furniture that begins where the line does, on the small page."""
    rows = [TITLE, *STORY]
    if kind is FurnitureKind.DATELINE:
        rows[1] = text + rows[1]
        body = [False, True, True, True]
    else:
        rows.insert(PLACES[place], text)
        body = [n > 0 and n != PLACES[place] for n in range(len(rows))]
    page = "\n".join(rows)
    found = label_furniture(split_lines(page), body, Known(TITLE), load_signs())
    start = page.index(text)
    return next((f.kind for f in found if f.start <= start < f.end), None)


def test_most_lines_get_their_kind_and_none_is_forgotten() -> None:
    right: Counter[FurnitureKind] = Counter()
    every: Counter[FurnitureKind] = Counter()
    wrong = []
    for kind, place, text in specs():
        found = told(kind, place, text)
        every[kind] += 1
        right[kind] += found is kind
        if found is not kind:
            wrong.append(f"{kind}: {text!r} is called {found}")
    report = "\n".join(wrong)
    assert right.total() >= LEAST * every.total(), report
    low = [kind for kind in every if right[kind] < LEAST_OF_KIND * every[kind]]
    assert not low, report


@pytest.mark.parametrize(
    "kind", [k for k in FurnitureKind if k not in {"title", "foreign", "other"}]
)
def test_every_kind_has_lines(kind: FurnitureKind) -> None:
    assert sum(k is kind for k, _, _ in specs()) >= 5
