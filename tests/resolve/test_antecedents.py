"""Whom pronouns and epithets stand for, over the passages of `bench/antecedents.py`."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import NamedTuple

import pytest

from dragoman.extract import extract
from dragoman.lexicon import load_lexicon
from dragoman.model import Report
from dragoman.parse import parse_many
from dragoman.resolve.actors import link_actors
from dragoman.resolve.view import Link

SPECS = Path(__file__).parent / "specs"
FILES = ("antecedents.toml", "antecedents_check.toml")
RIGHT = {"antecedents.toml": 0.93, "antecedents_check.toml": 0.80}
"""Least share of passages, open ones included, that are answered as marked."""


class Passage(NamedTuple):
    text: str
    start: int
    end: int
    wanted: frozenset[str]


def passages(name: str) -> list[Passage]:
    found = []
    for row in tomllib.loads((SPECS / name).read_text("utf-8"))["passage"]:
        before, _, rest = row["text"].partition("[")
        marked, _, after = rest.partition("]")
        end = len(before) + len(marked)
        found.append(Passage(before + marked + after, len(before), end, frozenset(row["is"])))
    return found


@pytest.fixture(scope="module", params=FILES)
def answered(request: pytest.FixtureRequest) -> tuple[str, list[tuple[Passage, tuple[Link, ...]]]]:
    """Each passage with the links of the last mention inside the marks."""
    lexicon = load_lexicon()
    asked = passages(request.param)
    reports = [
        Report.make(location=str(n), source_text=p.text, language="en") for n, p in enumerate(asked)
    ]
    found = []
    for passage, parsed in zip(asked, parse_many(reports), strict=True):
        extracted = extract(parsed, lexicon)
        links = link_actors(extracted, lexicon)
        inside: tuple[Link, ...] = ()
        for m in extracted.mentions:
            token = parsed.sentences[m.sentence].tokens[m.head]
            if passage.start <= token.start < passage.end:
                inside = links.get((m.sentence, m.head), ())
                if token.dep not in ("poss", "amod", "compound", "nmod"):
                    break
        found.append((passage, inside))
    return request.param, found


def test_most_passages_are_answered_as_marked(
    answered: tuple[str, list[tuple[Passage, tuple[Link, ...]]]],
) -> None:
    name, found = answered
    wrong = [p.text for p, links in found if {k.actor.name for k in links} != p.wanted]
    assert 1 - len(wrong) / len(found) >= RIGHT[name], wrong


def test_every_such_link_is_uncertain(
    answered: tuple[str, list[tuple[Passage, tuple[Link, ...]]]],
) -> None:
    _, found = answered
    links = [link for _, linked in found for link in linked]
    assert len(links) > 40
    named_by_role = [link for link in links if " of " in link.actor.name]
    assert all(not link.certain for link in links if link not in named_by_role)
