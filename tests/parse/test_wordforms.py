from __future__ import annotations

import pytest

from dragoman.model import Report
from dragoman.parse import parse_many
from dragoman.parse.parser import SpacyParser, load_model

# With what the rules look at: pairs of tokens, forms that only a label or tag tells apart.
TEXTS = [
    "Let's go, there's no time: they ain't gonna wait.",
    "There are few who do what they've got to do, and there were fewer.",
    "That that man said so is what counts; this is the one that I'd seen.",
    "Once the ships had left, nobody could've known, but they did.",
    "Iran's leaders met Saudi envoys, who'll be leaving; it was the better of two.",
    "Doin' nothin' isn't somethin' you all can't do. C'm on!",
    "He left.  \u2009Then   he was leaving, the left-wing paper left out 3,000 of the dead.",
    "It is it that is it. You are you. I am I. Having had it, they have it.",
    "",
    " ",
]


def test_memory_answers_as_the_rules_do() -> None:
    nlp = load_model()
    expected = [
        [
            (t.text, t.lemma_, t.pos_, t.tag_, t.dep_, t.head.i, t.idx, bool(t.is_sent_start))
            for t in d
        ]
        for d in nlp.pipe(TEXTS)
    ]
    mine = SpacyParser()
    for _ in range(2):  # once asked, once remembered
        found = [[(*row[:6], row[6], row[9]) for row in rows] for rows in mine.rows(TEXTS)]
        assert found == expected


def test_memory_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    from dragoman.parse import wordforms

    monkeypatch.setattr(wordforms, "MOST", 3)
    mine = SpacyParser()
    first = list(mine.rows(["Serbia sent police to Kosovo."]))
    once = list(mine.rows(["Iran let it go."]))
    assert list(mine.rows(["Iran let it go."] * 2)) == once * 2
    assert list(mine.rows(["Serbia sent police to Kosovo."])) == first
    assert len(mine._forms._alone) < 20


def test_a_silent_e_is_kept() -> None:
    report = Report.make(
        location="e",
        source_text="He hoped that it rated. She hopes to win. He hopped. It is planned.",
    )
    (parsed,) = parse_many([report])
    verbs = [t.lemma for s in parsed.sentences for t in s.tokens if t.tag.startswith("VB")]
    assert verbs == ["hope", "rate", "hope", "win", "hop", "be", "plan"]
