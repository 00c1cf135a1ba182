"""Clause frames of our own sentences, compared by the words of their heads.

A case tells one predicate: ``agent=``, ``patient=``, ``dative=`` and prepositions with their heads
joined by commas, ``kind=``, ``lemma=``, ``modal=``, ``tense=``, ``aspect=``, ``under=`` and
``marker=`` (the lemma right above and how it is joined), and ``negated`` and ``shared``. What is
not told is not compared, but for negation and modal, which must then be absent.
"""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from tests.extract.specs_of import cases, parsed

from dragoman.extract.frames import build_frames
from dragoman.extract.mentions import find_mentions
from dragoman.extract.records import Frame
from dragoman.lexicon import load_lexicon
from dragoman.parse.sentence import Sentence

CASES = cases("frames")
OPEN = cases("open", "frame")
PLAIN = ("kind", "lemma", "modal", "tense", "aspect")

Framed = list[tuple[Sentence, list[Frame]]]


@pytest.fixture(scope="module")
def framed() -> Framed:
    lexicon = load_lexicon()
    found = []
    for (s,) in parsed([case["text"] for case in (*CASES, *OPEN)]):
        mentions = {m.head: m for m in find_mentions(s, lexicon)}
        found.append((s, build_frames(s, mentions, lexicon.coding, 0)))
    return found


def value(s: Sentence, frame: Frame, key: str) -> str:
    if key in PLAIN:
        return str(getattr(frame, key))
    if key in ("under", "marker"):
        above = frame.embedding[0] if frame.embedding else None
        return "" if above is None else above.lemma if key == "under" else above.marker
    heads = getattr(frame, key) if key in ("agent", "patient", "dative") else frame.oblique(key)
    return ",".join(s.tokens[h].text for h in heads)


def unlike(case: Mapping[str, str], s: Sentence, frames: list[Frame]) -> list[str]:
    """What the frame of the case's predicate has otherwise than it is told."""
    frame = next((f for f in frames if s.tokens[f.predicate].text == case["predicate"]), None)
    if frame is None:
        return ["no frame"]
    words = case["frame"].split()
    wanted = {"modal": "", **dict(word.split("=") for word in words if "=" in word)}
    found = [
        f"{key} is {value(s, frame, key) or 'nothing'}"
        for key, asked in wanted.items()
        if value(s, frame, key) != asked
    ]
    if frame.negated != ("negated" in words):
        found.append(f"negated is {frame.negated}")
    if "shared" in words and not frame.shared:
        found.append("not shared")
    return found


@pytest.mark.parametrize("n", range(len(CASES)), ids=[c["about"] for c in CASES])
def test_frame_of_a_predicate(n: int, framed: Framed) -> None:
    assert unlike(CASES[n], *framed[n]) == []


@pytest.mark.parametrize("n", range(len(OPEN)), ids=[c["about"] for c in OPEN])
def test_what_is_open_is_still_unlike(n: int, framed: Framed) -> None:
    assert unlike(OPEN[n], *framed[len(CASES) + n]), "right now: move it to frames.toml"
