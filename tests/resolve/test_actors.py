"""Linking mentions to actors: names, titles, epithets, pronouns."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from dragoman.extract import extract
from dragoman.lexicon import load_lexicon
from dragoman.model import Report
from dragoman.parse import parse_many
from dragoman.resolve.actors import link_actors

CASES = tomllib.loads((Path(__file__).parent / "specs/actors.toml").read_text("utf-8"))["case"]
Linked = dict[int, tuple[set[str], bool]]


@pytest.fixture(scope="module")
def linked() -> list[Linked]:
    lexicon = load_lexicon()
    reports = [
        Report.make(location=str(n), source_text=c["text"], language="en")
        for n, c in enumerate(CASES)
    ]
    found = []
    for parsed in parse_many(reports):
        extracted = extract(parsed, lexicon)
        links = link_actors(extracted, lexicon)
        places: Linked = {}
        for m in extracted.mentions:
            at = links.get((m.sentence, m.head), ())
            start = parsed.sentences[m.sentence].tokens[m.start].start
            places[start] = ({x.actor.name for x in at}, all(x.certain for x in at))
        found.append(places)
    return found


@pytest.mark.parametrize("n", range(len(CASES)), ids=[c["about"] for c in CASES])
def test_mention_stands_for(n: int, linked: list[Linked]) -> None:
    case = CASES[n]
    text = case["text"]
    start = text.index(case["at"], text.find(case["after"]) if "after" in case else 0)
    names, _ = linked[n].get(start, (set(), True))
    assert names == set(case["is"])


def test_pronoun_links_are_uncertain(linked: list[Linked]) -> None:
    pronouns = {"She", "It", "their", "Both countries", "he"}
    checked = 0
    for case, places in zip(CASES, linked, strict=True):
        if case["at"] in pronouns and case["is"]:
            assert not places[case["text"].index(case["at"])][1], case["about"]
            checked += 1
    assert checked >= 5
