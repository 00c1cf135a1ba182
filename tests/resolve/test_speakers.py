"""Whom a speaker told of by reference is: "the minister said", "she added", "the report said"."""

from __future__ import annotations

import pytest

from dragoman.chain import code_report
from dragoman.lexicon import load_lexicon
from dragoman.model import ActorKind, Report, Source

CASES = [
    ("Health minister Olga Brandt said wards were full. The minister gave no date.", "Olga Brandt"),
    ("Jan Novak, a spokesman for the port, said it was shut. The spokesman gave no date.",
     "Jan Novak"),
    ('A sergeant said it was an ambush. Captain Petko fell. "They knew," the sergeant said.',
     "sergeant"),
    ("Pedro Vega, a banker, spoke with Olga Ortiz for an hour. She said the loan was safe.",
     "Olga Ortiz"),
    ("A report by Oxfam said the wells had run dry. The report said more would.", "Oxfam"),
    ("Oxfam published a report on Friday. The report said the wells had run dry.", "Oxfam"),
    ("The Kremlin said that the call had lasted an hour. It gave no details.", "Kremlin"),
]  # fmt: skip
OPEN = [
    "Anna Weber met Olga Russo in Bern. She said the pipeline was dead.",
    "General Omar Deng met Colonel Peter Lado in Malakal. He said the truce was over.",
    "Rain fell. The report said it would last.",
]


def last_source(text: str) -> Source:
    coded = code_report(Report.make(location="x", source_text=text, language="en"), load_lexicon())
    told = [s for s in coded.statements if s.sources[0].cue_start is not None]
    return max(told, key=lambda s: s.sources[0].cue_start or 0).sources[0]


@pytest.mark.parametrize(("text", "name"), CASES)
def test_who_it_is(text: str, name: str) -> None:
    assert last_source(text).name == name


@pytest.mark.parametrize("text", OPEN)
def test_who_stays_open(text: str) -> None:
    source = last_source(text)
    assert source.name == source.text


def test_those_who_speak_as_one_are_named_together() -> None:
    text = "Mali and Chad exchanged maps in Oran. Both sides said the truce would hold."
    source = last_source(text)
    assert (source.name, source.country, source.actor_id) == ("Mali and Chad", "", "")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("State news agency Andina Sur said that the town was shelled.", ActorKind.MEDIUM),
        ("The news agency Andina Sur said that the town was shelled.", ActorKind.MEDIUM),
        # Who works for one is none.
        ("Radio station reporter Ama Osei said that the town was shelled.", ActorKind.PERSON),
    ],
)
def test_a_name_behind_its_kind_of_medium_is_one(text: str, kind: ActorKind) -> None:
    assert last_source(text).kind is kind
