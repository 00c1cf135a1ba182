"""Conditions in words."""

from __future__ import annotations

from dataclasses import fields

import pytest

from dragoman.extract.conditions import CONDITIONS
from dragoman.extract.records import Frame
from dragoman.extract.wording import condition_in_words, needs_in_words
from dragoman.lexicon.patterns import ANY_ACTOR, ANY_ITEM, Pattern

FRAME = Frame(0, 0, 1, "verb", "send", -1, "", (0,), (2,), (), (), (), False, "", "past", "",
              False, ())  # fmt: skip

ASKED = {
    "object": (frozenset({"drone", "shell"}), "object is none of drone, shell"),
    "not_object": (frozenset({"crisis", "threat"}), "object is one of crisis, threat"),
    "subject": (frozenset({"talk", "summit"}), "subject is none of summit, talk"),
    "patient_item": (("arms",), "what it is done to is not of class arms"),
    "patient_lemma": (frozenset({"ban"}), "what it is done to is none of ban"),
    "prep": ((("to", frozenset({ANY_ACTOR})),), 'no "to" with an actor'),
    "complement": (("AID", "infinitive"), "no clause below it codes as AID or is an infinitive"),
    "not_object_complement": (True, "the object has a complement"),
    "no_object": (True, "has an object"),
    "light": (True, "no verb carries the noun"),
    "complement_lemma": (frozenset({"guilty", "liable"}), "nobody is called guilty or liable"),
    "patient_actor": (frozenset({"armed_force", "state"}), "object is no armed force or state"),
    "initiator_kind": (frozenset({"state"}), "agent is no state"),
    "modifiers": (frozenset({"joint", "naval"}), "not called joint or naval"),
    "purpose": (("AID",), "no infinitive of purpose codes as AID"),
    "recipient_kind": (frozenset({"igo"}), "recipient is no igo"),
}


@pytest.mark.parametrize("field", ASKED)
def test_a_condition_in_words(field: str) -> None:
    value, words = ASKED[field]
    assert condition_in_words(field, FRAME, pattern(**{field: value})) == words


def test_every_condition_of_the_coder_has_words() -> None:
    assert {c.fields[0] for c in CONDITIONS} <= set(ASKED)
    assert set(ASKED) <= {f.name for f in fields(Pattern)}


def test_prepositions_that_ask_the_same_are_told_together() -> None:
    asked = pattern(
        prep=(("with", frozenset()), ("on", frozenset()), ("in", frozenset({ANY_ITEM})))
    )
    assert condition_in_words("prep", FRAME, asked) == (
        'no "on" or "with"; no "in" with a thing of a class'
    )


def test_long_lists_are_counted() -> None:
    told = condition_in_words("object", FRAME, pattern(object=frozenset("abcdefgh")))
    assert told == "object is none of a, b, c, d, e … (3 more)"


def test_what_somebody_is_to_do_in_words() -> None:
    told = condition_in_words("complement", FRAME, pattern(complement=("untensed",)))
    assert told == "no clause below it tells what somebody is to do"


def test_which_side_is_missing() -> None:
    assert needs_in_words(pattern(needs="both"), (1,), ()) == (
        "needs both sides; no actor is recipient"
    )
    assert needs_in_words(pattern(needs="recipient"), (), ()) == "recipient is no actor"
    assert needs_in_words(pattern(needs="initiator"), (), (1,)) == "initiator is no actor"
    assert needs_in_words(pattern(), (), ()) == "neither side is an actor"


def test_a_field_without_a_condition_is_refused() -> None:
    with pytest.raises(ValueError, match="cameo"):
        condition_in_words("cameo", FRAME, pattern())


def pattern(**asked: object) -> Pattern:
    return Pattern(id="p", type="AID", **asked)  # type: ignore[arg-type]
