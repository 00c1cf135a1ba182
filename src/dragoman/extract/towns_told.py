"""Towns that no table knows, by the state told right behind them: "shelled *Sevan* in Armenia".

The gazetteer holds the larger towns. Of a smaller one the reports themselves say where it lies; so
a name that stands where a place does gets the country that an "in" right behind it names.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from dragoman.extract.phrases import Core
from dragoman.model import ActorKind
from dragoman.parse.sentence import Sentence, Token

PLACES: Final = frozenset({ActorKind.STATE, ActorKind.PLACE})
LABELS: Final = ("-GPE", "-LOC", "-FAC")
"""What the language model may call a town; or nothing at all."""
STANDS: Final = frozenset({"dobj", "pobj", "nsubjpass", "conj"})
DETERMINERS: Final = frozenset({"the", "eastern", "western", "northern", "southern", "central"})


def towns_told(s: Sentence, cores: Sequence[Core]) -> list[Core]:
    """The cores, with towns of an unknown country given the one told behind them, and new ones."""
    states = {c.start: c for c in cores if c.country and c.kind in PLACES and not c.adjectival}
    found = list(cores)
    if not states:
        return found
    held = {i: c for c in cores for i in range(c.start, c.end)}
    for t in s.tokens:
        country = _behind(s, t, states)
        core = held.get(t.i)
        if not country or (core is not None and core.head != t.i):
            continue
        if core is not None and core.kind is ActorKind.PLACE and not core.country:
            core.country = country
        elif core is None and _may_be_town(s, t, held):
            first = _first(s, t)
            name = s.words(first, t.i + 1)
            found.append(Core(first, t.i + 1, t.i, ActorKind.PLACE, name, country, "", "ner"))
    return found


def _behind(s: Sentence, t: Token, states: dict[int, Core]) -> str:
    """The country of the state that "in" right behind a token names, empty for none."""
    at = t.i + 1
    if t.pos != "PROPN" or at >= len(s.tokens) or s.tokens[at].lemma != "in":
        return ""
    at += 1
    while at < len(s.tokens) and s.tokens[at].lemma.lower() in DETERMINERS and at not in states:
        at += 1
    found = states.get(at)
    return found.country if found is not None else ""


def _may_be_town(s: Sentence, t: Token, held: dict[int, Core]) -> bool:
    if t.dep not in STANDS or (t.ent and not t.ent.endswith(LABELS)):
        return False
    return not any(i in held for i in range(_first(s, t), t.i))


def _first(s: Sentence, t: Token) -> int:
    """The first word of a name that ends with a token."""
    first = t.i
    while first and s.tokens[first - 1].pos == "PROPN" and s.tokens[first - 1].head == t.i:
        first -= 1
    return first
