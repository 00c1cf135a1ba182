"""Happenings in plain words."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.factories import make_event, make_happening, make_participant, make_report

from dragoman.lexicon.telling import Tellings
from dragoman.model import Happening, Item
from dragoman.show.telling import deed, sentence


def happening(
    type_: str, mode: str = "", items: tuple[str, ...] = (), **sides: list[str]
) -> Happening:
    made = make_happening([make_event(make_report(), "sent guns", type=type_, mode=mode)])
    return replace(
        made,
        initiators=tuple(map(make_participant, sides.get("by", []))),
        recipients=tuple(map(make_participant, sides.get("to", []))),
        items=tuple(Item(text, "") for text in items),
    )


@pytest.mark.parametrize(
    ("told", "said", "done"),
    [
        (
            happening("AID", items=("guns", "grain"), by=["Northland"], to=["Southland"]),
            "Northland supplies guns and grain to Southland",
            "supplies guns and grain",
        ),
        (
            happening("AID", by=["Northland"], to=["Southland"]),
            "Northland supplies something to Southland",
            "supplies something",
        ),
        (
            happening("AID", by=["Northland", "Westland"], to=["Southland"]),
            "Northland and Westland supply something to Southland",
            "supplies something",
        ),
        (
            happening("CONSULT", by=["Northland"], to=["Southland"]),
            "Northland talks with Southland",
            "talks",
        ),
        (
            happening("CONSULT", items=("arms",), by=["Northland"], to=["Southland"]),
            "Northland talks with Southland (arms)",
            "talks (arms)",
        ),
        (
            happening("COERCE", "seize", items=("boats",), by=["Northland"], to=["Southland"]),
            "Northland seizes or damages boats from Southland",
            "seizes or damages boats",
        ),
        (
            happening("COERCE", "seize", by=["Northland"], to=["Southland"]),
            "Northland seizes or damages Southland",
            "seizes or damages",
        ),
        (
            happening("RETREAT", "withdraw", by=["Northland"], to=["Southland"]),
            "Northland withdraws from Southland",
            "withdraws",
        ),
        (happening("PROTEST", by=["Northland"]), "Northland protests", "protests"),
        (happening("ASSAULT", to=["Southland"]), "Someone attacks Southland", "attacks"),
        (
            happening("AID", items=tuple("abcdef"), by=["Northland"]),
            "Northland supplies a, b, c and 3 more",
            "supplies a, b, c and 3 more",
        ),
    ],
)
def test_a_happening_in_words(told: Happening, said: str, done: str, tellings: Tellings) -> None:
    assert sentence(told, tellings) == said
    assert deed(told, tellings) == done


def test_codes_that_say_more_than_the_type_are_told(tellings: Tellings) -> None:
    told = happening("SUPPORT", by=["Northland", "Eastland"], to=["Southland"])
    assert sentence(told, tellings, ["057"]) == (
        "Northland and Eastland sign an agreement with Southland"
    )
    assert deed(told, tellings, ["057", "051"]) == "voices support"
    given = happening("AID", by=["Northland"], to=["Southland"])
    assert sentence(given, tellings, ["0721"]) == "Northland supplies military aid to Southland"
