"""The conditions of a pattern in words, for a reader who asks why a rule did not fire."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from dragoman.extract.records import Frame
from dragoman.lexicon.patterns import ANY_ACTOR, ANY_ITEM, ANY_NAMED, Pattern

LISTED: Final = 5
"""Words of a list that are told; the others are counted."""

KINDS: Final = {
    "patient_actor": "object is no {}",
    "initiator_kind": "agent is no {}",
    "recipient_kind": "recipient is no {}",
}


def condition_in_words(field: str, frame: Frame, pattern: Pattern) -> str:
    """What is not so, where a frame fails the condition that a field of a pattern asks."""
    if field in KINDS:
        kinds = (k.replace("_", " ") for k in getattr(pattern, field))
        return KINDS[field].format(_list(kinds, last="or"))
    match field:
        case "object":
            return _object(frame, pattern)
        case "not_object":
            return f"object is one of {_list(pattern.not_object)}"
        case "subject":
            return f"subject is none of {_list(pattern.subject)}"
        case "patient_item":
            return f"what it is done to is not of class {_list(pattern.patient_item, last='or')}"
        case "patient_lemma":
            return f"what it is done to is none of {_list(pattern.patient_lemma)}"
        case "prep":
            return _prep(pattern)
        case "complement":
            return _complement(pattern)
        case "not_object_complement":
            return "the object has a complement"
        case "no_object":
            return "has an object"
        case "light":
            return "no verb carries the noun"
        case "complement_lemma":
            return f"nobody is called {_list(pattern.complement_lemma, last='or')}"
        case "modifiers":
            return f"not called {_list(pattern.modifiers, last='or')}"
        case "purpose":
            return f"no infinitive of purpose codes as {_list(pattern.purpose, last='or')}"
        case _:
            raise ValueError(f"no condition of the field {field}")


def needs_in_words(pattern: Pattern, initiators: Sequence[int], recipients: Sequence[int]) -> str:
    """Which side is no actor, where a pattern needs that side."""
    if pattern.needs == "recipient":
        return "recipient is no actor"
    if pattern.needs == "initiator":
        return "initiator is no actor"
    if pattern.needs == "both":
        sides = (("initiator", initiators), ("recipient", recipients))
        missing = [name for name, heads in sides if not heads]
        return f"needs both sides; no actor is {' or '.join(missing)}"
    return "neither side is an actor"


def _object(frame: Frame, pattern: Pattern) -> str:
    words = [w for w in pattern.object if w not in ("*", ANY_ACTOR)]
    wanted = [f"none of {_list(words)}"] if words else []
    if ANY_ACTOR in pattern.object:
        wanted.append("no actor")
    if pattern.object_item:
        wanted.append(f"not of class {_list(pattern.object_item, last='or')}")
    if not wanted:
        return "has no object"
    return f"{'object is' if frame.patient else 'has no object, so it is'} {', '.join(wanted)}"


def _prep(pattern: Pattern) -> str:
    asked: dict[str, list[str]] = {}
    for prep, words in pattern.prep:
        asked.setdefault(_prep_object(words), []).append(f'"{prep.replace("_", " ")}"')
    told = [f"{_list(preps, last='or')}{what}" for what, preps in asked.items()]
    return f"no {'; no '.join(told)}"


def _prep_object(words: frozenset[str]) -> str:
    plain = [w for w in words if w not in (ANY_ACTOR, ANY_ITEM, ANY_NAMED)]
    wanted = [_list(plain, last="or")] if plain else []
    wanted += ["a phrase that names an actor"] * (ANY_NAMED in words)
    wanted += ["an actor"] * (ANY_ACTOR in words) + ["a thing of a class"] * (ANY_ITEM in words)
    return f" with {' or '.join(wanted)}" if wanted else ""


def _complement(pattern: Pattern) -> str:
    if pattern.complement == ("*",):
        return "has no clause below it"
    types = [t for t in pattern.complement if t not in ("infinitive", "untensed")]
    wanted = [f"codes as {_list(types, last='or')}"] if types else []
    if "infinitive" in pattern.complement:
        wanted.append("is an infinitive")
    if "untensed" in pattern.complement:
        wanted.append("tells what somebody is to do")
    return f"no clause below it {' or '.join(wanted)}"


def _list(words: Iterable[str], last: str = "") -> str:
    """ "a, b or c": sorted, the longest lists cut and what is left out counted."""
    told = sorted(words)
    if len(told) > LISTED:
        return f"{', '.join(told[:LISTED])} … ({len(told) - LISTED} more)"
    if not last or len(told) < 2:
        return ", ".join(told)
    return f"{', '.join(told[:-1])} {last} {told[-1]}"
