"""A happening in plain words, from its parts."""

from __future__ import annotations

from typing import Final

from dragoman.lexicon.likeness import Likeness
from dragoman.model import Happening, Participant
from dragoman.show import phrases

ITEMS_NAMED: Final = 4
"""Items named in a sentence; the record has all."""

PARTIES_NAMED: Final = 3

UNTOLD: Final = "something"
"""Stands where something changes hands that the reports do not name."""

LINKING: Final = frozenset(
    {"with", "for", "to", "from", "of", "against", "on", "upon", "at", "by", "towards"}
)
"""A phrase that ends in one of these wants the other party right after it."""


def deed(happening: Happening, likeness: Likeness) -> str:
    """What was done, without the parties: ``supplies shells, missiles``."""
    return _deed(likeness.phrase(happening.type, happening.mode), happening, likeness)


def _deed(told: str, happening: Happening, likeness: Likeness) -> str:
    items = _items(happening)
    if items and told.rpartition(" ")[2] in LINKING:
        return f"{told.rpartition(' ')[0]} ({items})"
    if items:
        return f"{told} {items}"
    if happening.type in likeness.transfer and told.rpartition(" ")[2] not in LINKING:
        return f"{told} {UNTOLD}"
    return told.rpartition(" ")[0] if told.rpartition(" ")[2] in LINKING else told


def sentence(happening: Happening, likeness: Likeness) -> str:
    """Who does what to whom: ``North Korea supplies shells, missiles to Russia``."""
    giver = _named(happening.initiators) or "someone"
    told = likeness.phrase(happening.type, happening.mode)
    if len({p.name or p.text for p in happening.initiators}) > 1:
        told = plural(told)
    said = _joined(giver, told, happening, likeness)
    return said[:1].upper() + said[1:]


def plural(told: str) -> str:
    """A phrase for several who act: ``supplies`` becomes ``supply``, ``talks with`` ``talk with``.

    The phrases are those of `likeness.toml`: third person singular, the verb first.
    """
    verb, space, rest = told.partition(" ")
    if verb.endswith("ies"):
        verb = verb[:-3] + "y"
    elif verb.endswith(("sses", "shes", "ches", "xes", "zzes")):
        verb = verb[:-2]
    else:
        verb = verb.removesuffix("s")
    return verb + space + rest


def _joined(giver: str, told: str, happening: Happening, likeness: Likeness) -> str:
    taker = _named(happening.recipients)
    items = _items(happening)
    if not taker:
        return f"{giver} {_deed(told, happening, likeness)}"
    if happening.type in likeness.transfer and told.rpartition(" ")[2] not in LINKING:
        return f"{giver} {told} {items or UNTOLD} to {taker}"
    about = f" ({items})" if items else ""
    return f"{giver} {told} {taker}{about}"


def _items(happening: Happening) -> str:
    named = list(dict.fromkeys(item.text for item in happening.items if item.text))
    return phrases.listed(named, ITEMS_NAMED)


def _named(participants: tuple[Participant, ...]) -> str:
    named = list(dict.fromkeys(p.name or p.text for p in participants))
    return phrases.listed([name for name in named if name], PARTIES_NAMED)
