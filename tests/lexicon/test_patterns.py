"""Patterns as they are read from their tables."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

import pytest

from dragoman.errors import LexiconError
from dragoman.lexicon.patterns import _READ, Pattern, _pattern

TYPES = {"AID": {"modes": ["military"]}}
CLASSES = {"arms": frozenset({"gun", "shell"})}
PLAIN = {"id": "give", "type": "AID", "verbs": ["give", "hand", "give"]}


def read(defaults: dict[str, Any] | None = None, **told: Any) -> Pattern:
    return _pattern("x.toml", {**PLAIN, **told}, {"AID": defaults or {}}, TYPES, CLASSES)


def test_every_field_of_a_pattern_has_a_reader() -> None:
    assert set(_READ) == {f.name for f in fields(Pattern)} - {"rank"}


def test_what_an_entry_does_not_tell_is_as_the_pattern_has_it() -> None:
    assert read() == Pattern(id="give", type="AID", verbs=("give", "hand"))


def test_fields_are_read_as_what_they_are() -> None:
    made = read(
        object=["@arms", "ship"], prep={"to": ["@arms"]}, complement=True, light=1, priority=2
    )
    assert made.object == {"gun", "shell", "ship"}
    assert made.prep == (("to", frozenset({"gun", "shell"})),)
    assert made.complement == ("*",)
    assert made.light is True
    assert made.rank == 2 + 2 + 1 + 2


def test_a_type_lends_its_defaults() -> None:
    lent = {"recipient": ["dative"], "not_object": ["@arms"]}
    assert read(lent).recipient == ("dative",)
    assert read(lent).not_object == {"gun", "shell"}
    assert read(lent, recipient=["patient"]).recipient == ("patient",)
    # Who asks for an object needs no word of what it must not be.
    assert read(lent, object=["ship"]).not_object == frozenset()


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({"vebrs": ["give"]}, "unknown field vebrs"),
        ({"type": "GIFT"}, "unknown type GIFT"),
        ({"mode": "kind"}, "mode kind"),
        ({"needs": "three"}, "needs three"),
        ({"verbs": []}, "no lemma"),
        ({"object": ["@ships"]}, "unknown class @ships"),
        ({"patient_actor": ["wizard"]}, "unknown actor kind wizard"),
    ],
)
def test_what_does_not_hold_is_refused(told: dict[str, Any], words: str) -> None:
    with pytest.raises(LexiconError, match=words):
        read(**told)
