"""Who stands for a country in a sentence."""

from __future__ import annotations

import pytest
from tests.factories import make_actor, make_participant, make_report

from dragoman.model import ActorKind, Participant
from dragoman.reconcile.spokesmen import spokesmen


@pytest.mark.parametrize(
    ("personal", "named"),
    [(False, ["Northland", "Southland"]), (True, ["Ann North", "Southland"])],
)
def test_one_for_each_country(personal: bool, named: list[str]) -> None:
    kinds = {
        "Northland": ActorKind.STATE,
        "army of Northland": ActorKind.ARMED_FORCE,
        "Ann North": ActorKind.PERSON,
        "Southland": ActorKind.STATE,
    }
    actors = [make_actor(make_report(), name, kind=kind) for name, kind in kinds.items()]
    sides = [
        Participant(text=a.name, actor_id=a.id, name=a.name, country=country, sector="GOV")
        for a, country in zip(actors, ["NOR", "NOR", "NOR", "SOU"], strict=True)
    ]
    for told in (sides, sides[::-1]):
        found = spokesmen(told, {a.id: a for a in actors}, personal=personal)
        assert [p.name for p in found] == named


def test_those_of_no_country_stand_for_themselves() -> None:
    sides = [make_participant("rebels"), make_participant("villagers")]
    assert [p.name for p in spokesmen(sides, {}, personal=False)] == ["rebels", "villagers"]
