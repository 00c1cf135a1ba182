"""Event patterns: what a clause frame must look like to be an event of a PLOVER type."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from dragoman.errors import LexiconError
from dragoman.lexicon.tables import Tables
from dragoman.model import ActorKind

FILES: Final = (
    "coding/patterns/agree_consult_support.toml",
    "coding/patterns/cooperate_aid_yield.toml",
    "coding/patterns/verbal_conflict.toml",
    "coding/patterns/material_conflict.toml",
    "coding/patterns/idioms.toml",
    "coding/patterns/press.toml",
    "coding/patterns/second_hand.toml",
    "coding/patterns/dealings.toml",
    "coding/patterns/turns.toml",
)

NEEDS: Final = frozenset({"", "one", "both", "recipient", "initiator"})
ANY_ACTOR: Final = "@@actor"
ANY_NAMED: Final = "@@named"
"""A phrase that is no actor but names one ("the Chinese port")."""
ANY_ITEM: Final = "@@item"


@dataclass(frozen=True, slots=True)
class Pattern:
    """One pattern. All that is given must hold; the more is asked, the more specific it is.

    Attributes:
        verbs, nouns, adjectives: frame lemmas of that kind.
        object: lemmas of the patient's head, alone or with a modifier ("martial law"); ``*`` for
            any patient.
        object_item: item classes (or their first part) of the patient; where `object` is given
            too, either will do.
        not_object: lemmas that the patient's head must not be ("fight *poverty*").
        patient_item, patient_lemma: the same for event nouns ("delivery of *shells*").
        patient_actor: kinds of actor that the patient must be.
        initiator_kind: kinds of actor that the agent must be.
        prep: prepositions, one of which must be there with one of these lemmas, with an actor
            (``@@actor``), a phrase naming one (``@@named``), an item (``@@item``), or anything
            (empty).
        complement: True for any clausal complement, or PLOVER types that it must code as;
            ``infinitive`` among them takes any to-infinitive, ``untensed`` what somebody is to
            do ("insisted that Chad *pay*").
        complement_lemma: predicative complements ("hold … *responsible*").
        modifiers: lemmas one of which must modify an event noun ("*joint* drill").
        initiator, recipient: slots tried in order; a preposition stands for its objects.
            ``complement_agent`` is who acts in the clause below, ``complement`` any actor in it,
            ``content_agent`` who acts in the infinitive that tells what an agreement holds.
        item_default: class of things in the item slots that no item class names.
        symmetric: both sides do it; codes both ways.
        subject: lemmas of the agent's head ("*talks* collapsed").
        no_object: the clause must have no object ("called on Chad", not "called Chad on …").
        light: an event noun must be carried by a verb ("struck a deal", not "since the deal").
        foreign: its two sides must not be of one country.
        apart: each side must be of a country that is known, or a body or a force known by name, and
            not both of one.
        stop: where it fits, the clause is no event at all ("declined to comment").
        purpose: PLOVER types, one of which an infinitive of purpose must code as.
        recipient_kind: kinds of actor one of which the recipients must have.
        needs: ``one`` side must be an actor, ``both``, the ``initiator`` or the ``recipient``.
        compose: table of `compose.toml` that gives the CAMEO code from the event below.
        priority: added to the rank, where two patterns ask equally much.
        rank: how much is asked.
    """

    id: str
    type: str
    mode: str = ""
    cameo: str = ""
    verbs: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    object: frozenset[str] = frozenset()
    object_item: tuple[str, ...] = ()
    not_object: frozenset[str] = frozenset()
    subject: frozenset[str] = frozenset()
    patient_item: tuple[str, ...] = ()
    patient_lemma: frozenset[str] = frozenset()
    patient_actor: frozenset[str] = frozenset()
    initiator_kind: frozenset[str] = frozenset()
    prep: tuple[tuple[str, frozenset[str]], ...] = ()
    complement: tuple[str, ...] = ()
    complement_lemma: frozenset[str] = frozenset()
    modifiers: frozenset[str] = frozenset()
    initiator: tuple[str, ...] = ("agent",)
    recipient: tuple[str, ...] = ()
    item_slots: tuple[str, ...] = ("patient",)
    item_default: str = ""
    symmetric: bool = False
    not_object_complement: bool = False
    no_object: bool = False
    light: bool = False
    foreign: bool = False
    apart: bool = False
    stop: bool = False
    purpose: tuple[str, ...] = ()
    recipient_kind: frozenset[str] = frozenset()
    needs: str = ""
    compose: str = ""
    priority: int = 0
    rank: int = 0

    @property
    def idiomatic(self) -> bool:
        """Whether the predicate needs other words to mean this ("*turned* to Chad *for help*")."""
        return bool(
            self.object or self.object_item or self.subject or self.prep or self.complement_lemma
        )


def load_patterns(
    tables: Tables, types: Mapping[str, Any], classes: Mapping[str, frozenset[str]]
) -> tuple[Pattern, ...]:
    """Load all patterns.

    Raises:
        LexiconError: for an unknown field, type, class or kind, or an id used twice.
    """
    patterns: dict[str, Pattern] = {}
    for name in FILES:
        for place, table in tables.toml(name):
            defaults = table.get("defaults", {})
            for raw in table.get("pattern", []):
                pattern = _pattern(place, raw, defaults, types, classes)
                if pattern.id in patterns:
                    raise LexiconError(f"{place}: pattern {pattern.id} twice", "give it its own id")
                patterns[pattern.id] = pattern
    return tuple(patterns.values())


def _pattern(
    place: str,
    raw: Mapping[str, Any],
    defaults: Mapping[str, Any],
    types: Mapping[str, Any],
    classes: Mapping[str, frozenset[str]],
) -> Pattern:
    where = f"{place}: pattern {raw.get('id', '?')}"
    _check(where, raw, types)
    default = defaults.get(raw["type"], {})
    asks = raw.get("object") or raw.get("object_item")
    whole = {
        "recipient": default.get("recipient", ()),
        "not_object": () if asks else default.get("not_object", ()),
        **raw,
    }
    read = {key: _READ[key](where, value, classes) for key, value in whole.items()}
    pattern = Pattern(**read, rank=_rank(raw))
    if not (pattern.verbs or pattern.nouns or pattern.adjectives):
        raise LexiconError(f"{where}: no lemma", "give verbs, nouns or adjectives")
    return pattern


def _check(where: str, raw: Mapping[str, Any], types: Mapping[str, Any]) -> None:
    """Refuse an entry with fields, a type, a mode or needs that none has."""
    unknown = set(raw) - set(_READ)
    if unknown or not raw.get("id"):
        raise LexiconError(f"{where}: unknown field {', '.join(sorted(unknown))}", "see Pattern")
    if raw.get("type") not in types:
        raise LexiconError(f"{where}: unknown type {raw.get('type')}", "use a PLOVER type")
    mode = raw.get("mode", "")
    if mode and mode not in types[raw["type"]]["modes"]:
        raise LexiconError(f"{where}: mode {mode} is none of {raw['type']}", "see plover.toml")
    if raw.get("needs", "") not in NEEDS:
        raise LexiconError(
            f"{where}: needs {raw['needs']}", "use one, both, initiator or recipient"
        )


def _rank(raw: Mapping[str, Any]) -> int:
    """Two points for a condition on words, one for a condition on kinds of actor."""
    words = (
        "object",
        "object_item",
        "subject",
        "patient_item",
        "patient_lemma",
        "modifiers",
        "prep",
        "complement_lemma",
        "purpose",
    )
    rank = 2 * sum(1 for key in words if raw.get(key))
    if raw.get("object") and raw.get("object_item"):
        rank -= 2  # either will do, so it asks for one thing
    if raw.get("complement"):
        rank += 1 if raw["complement"] is True else 3
    rank += int(raw.get("priority", 0))
    return rank + sum(1 for key in ("patient_actor", "initiator_kind") if raw.get(key))


def expanded(
    where: str, words: Iterable[str], classes: Mapping[str, frozenset[str]]
) -> frozenset[str]:
    """Words with the classes among them (``@name``) written out; ``@@`` words stay.

    Raises:
        LexiconError: for an unknown class.
    """
    found: set[str] = set()
    for word in words:
        if word.startswith("@@"):
            found.add(word)
        elif word.startswith("@"):
            if word[1:] not in classes:
                raise LexiconError(f"{where}: unknown class {word}", "see classes.toml")
            found |= classes[word[1:]]
        else:
            found.add(word)
    return frozenset(found)


def _kinds(where: str, kinds: Iterable[str]) -> frozenset[str]:
    known = {kind.value for kind in ActorKind}
    for kind in kinds:
        if kind not in known:
            raise LexiconError(f"{where}: unknown actor kind {kind}", "see ActorKind")
    return frozenset(kinds)


_Classes = Mapping[str, frozenset[str]]


def _prepositions(
    where: str, told: Mapping[str, Any], classes: _Classes
) -> tuple[tuple[str, frozenset[str]], ...]:
    return tuple((p, expanded(where, words, classes)) for p, words in told.items())


def _complement(_: str, told: Any, __: _Classes) -> tuple[str, ...]:
    """``true`` asks for any clause below, a list for one led by one of its words."""
    return ("*",) if told is True else tuple(told)


def _plainly(read: Callable[[Any], Any]) -> _Read:
    """A reader that looks neither at the place nor at the classes."""
    return lambda _, told, __: read(told)


_Read = Callable[[str, Any, _Classes], Any]
"""Reads a field of an entry, from where it stands, what it holds, and the word classes."""

_READ: Final[Mapping[str, _Read]] = {
    **dict.fromkeys(("id", "type", "mode", "cameo"), _plainly(str)),
    **dict.fromkeys(("item_default", "needs", "compose"), _plainly(str)),
    "verbs": _plainly(lambda told: tuple(dict.fromkeys(told))),
    **dict.fromkeys(("nouns", "adjectives", "object_item", "patient_item"), _plainly(tuple)),
    **dict.fromkeys(("initiator", "recipient", "item_slots", "purpose"), _plainly(tuple)),
    "modifiers": _plainly(frozenset),
    **dict.fromkeys(("object", "not_object", "subject"), expanded),
    **dict.fromkeys(("patient_lemma", "complement_lemma"), expanded),
    **dict.fromkeys(
        ("patient_actor", "initiator_kind", "recipient_kind"),
        lambda where, told, _: _kinds(where, told),
    ),
    "prep": _prepositions,
    "complement": _complement,
    **dict.fromkeys(("symmetric", "not_object_complement", "no_object"), _plainly(bool)),
    **dict.fromkeys(("light", "foreign", "apart", "stop"), _plainly(bool)),
    "priority": _plainly(int),
}
"""Every field of an entry with what reads it."""
