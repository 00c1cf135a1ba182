"""Which event a figure counts something of."""

from __future__ import annotations

import pytest

from dragoman.chain import code_parsed
from dragoman.lexicon import load_lexicon
from dragoman.model import CodedReport, Report
from dragoman.parse import parse_many

CASES = [
    # text, figure, words of the sentence of its event ("" for none)
    (
        "Indian jets bombed a camp near Balakot in Pakistan. The raid killed four villagers.",
        "four",
        "raid",  # the noun takes up the bombing, and stands for it in its own sentence
    ),
    (
        "Rwanda shelled Goma. Officials met in Kigali. At least 30 people died in the attack.",
        "At least 30",
        "shelled",
    ),
    # The dead of a clause that tells no event are those of the deed told for the cause.
    ("17 people died when the Eritrean army bombarded Adwa in Ethiopia.", "17", "bombarded"),
    (
        "At least 49 people perished in Azerbaijani air strikes on Sevan in Armenia.",
        "At least 49",
        "strikes",
    ),
    ("Eritrean shelling of Adwa in Ethiopia claimed 17 lives.", "17", "shelling"),
    (
        "Chad pulled its guns back from Sudan weeks after an accident in which eight people died.",
        "eight",
        "",
    ),
    # A raid that no definite noun takes up, and one of another kind, are not meant.
    ("Rwanda shelled Goma. A raid killed four villagers.", "four", ""),
    ("Rwanda met Burundi for talks. The raid killed four villagers.", "four", ""),
    # The nearest clause that tells an event, not the first of the sentence.
    (
        "Chad recalled its envoy from Khartoum after Sudan bombed Tine, wounding more than 30.",
        "more than 30",
        "bombed",
    ),
]


@pytest.fixture(scope="module")
def coded() -> list[CodedReport]:
    reports = [
        Report.make(location=str(n), source_text=text, language="en")
        for n, (text, _, _) in enumerate(CASES)
    ]
    lexicon = load_lexicon()
    return [code_parsed(parsed, lexicon) for parsed in parse_many(reports)]


@pytest.mark.parametrize("n", range(len(CASES)))
def test_the_event_of_a_figure(n: int, coded: list[CodedReport]) -> None:
    _, figure, words = CASES[n]
    [quantity] = [q for q in coded[n].quantities if q.text.startswith(figure)]
    [event] = [e for e in coded[n].events if e.id == quantity.event_id] or [None]
    assert (event is None) == (not words)
    if event is not None:
        assert event.type == "ASSAULT"
        assert words in event.evidence[0].exact
