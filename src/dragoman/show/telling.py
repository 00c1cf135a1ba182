"""A happening in plain words, from its parts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from dragoman.lexicon.telling import Telling, Tellings
from dragoman.model import Happening, Participant
from dragoman.show import phrases

ITEMS_NAMED: Final = 4
"""Items named in a sentence; the record has all."""

PARTIES_NAMED: Final = 3


def deed(happening: Happening, tellings: Tellings, cameo: Iterable[str] = ()) -> str:
    """What was done, without the parties: ``supplies shells and missiles``, ``talks (arms)``."""
    told = tellings.of(happening.type, happening.mode, cameo)
    return _with_things(told.one, told, _items(happening), "")


def sentence(happening: Happening, tellings: Tellings, cameo: Iterable[str] = ()) -> str:
    """Who does what to whom: ``North Korea supplies shells and missiles to Russia``."""
    told = tellings.of(happening.type, happening.mode, cameo)
    givers = _names(happening.initiators)
    verb = told.several if len(givers) > 1 else told.one
    giver = phrases.listed(givers, PARTIES_NAMED) or "someone"
    items = _items(happening)
    taker = phrases.listed(_names(happening.recipients), PARTIES_NAMED)
    link = told.bare if told.things_are_object and not items else told.link
    to = f"{link} {taker}".strip() if taker else ""
    said = f"{giver} {_with_things(verb, told, items, to)}"
    return said[:1].upper() + said[1:]


def _with_things(verb: str, told: Telling, items: str, to: str) -> str:
    if told.things_are_object:
        return _spaced(verb, items or told.untold, to)
    return _spaced(verb, to, f"({items})" if items else "")


def _spaced(*parts: str) -> str:
    return " ".join(part for part in parts if part)


def _items(happening: Happening) -> str:
    named = list(dict.fromkeys(item.text for item in happening.items if item.text))
    return phrases.listed(named, ITEMS_NAMED)


def _names(participants: Sequence[Participant]) -> list[str]:
    named = dict.fromkeys(p.name or p.text for p in participants)
    return [name for name in named if name]
