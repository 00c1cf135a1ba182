"""What the event coder knows: PLOVER and CAMEO, word classes, items, event nouns, patterns."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from dragoman.errors import LexiconError
from dragoman.lexicon.doers import DoerWords, load_doer_words
from dragoman.lexicon.localities import Localities, load_localities
from dragoman.lexicon.patterns import Pattern, expanded, load_patterns
from dragoman.lexicon.tables import Tables

ROLES: Final = frozenset({"agent", "patient"})
TOPIC: Final = "topic"
"""Role of a modifier that only tells what an event is about ("the Chad inquiry")."""


@dataclass(frozen=True, slots=True)
class EventNoun:
    """Roles of an event noun's modifiers; see `grammar.toml`."""

    lemma: str
    of: str
    poss: str
    compound: str
    inherit: bool


@dataclass(frozen=True, slots=True)
class LightVerb:
    """A verb that only carries an event noun; ``subject`` is the noun's role that it fills."""

    lemma: str
    subject: str


@dataclass(frozen=True, slots=True)
class ModalRule:
    """What a modal makes of an event: names of results, empty for nothing.

    ``reported`` marks a modal that only announces where the doer is told to say it ("would").
    """

    cooperative: str
    hostile: str
    negated: str
    reported: bool = False


@dataclass(frozen=True, slots=True)
class CameoCode:
    """One CAMEO code with its PLOVER type, mode and Goldstein value (−10 to 10)."""

    code: str
    label: str
    type: str
    mode: str
    goldstein: float


@dataclass(frozen=True, slots=True)
class PloverType:
    """One PLOVER event type: quad class, root CAMEO code and modes."""

    name: str
    quad: str
    cameo: str
    modes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Coding:
    """All tables of the event coder."""

    types: Mapping[str, PloverType]
    contexts: Mapping[str, str]
    """lemma → context"""
    political_sectors: frozenset[str]
    codes: Mapping[str, CameoCode]
    compose: Mapping[str, Mapping[str, str]]
    modal_rules: Mapping[str, ModalRule]
    results: Mapping[str, tuple[str, str]]
    """name of a composition → PLOVER type and CAMEO code"""
    event_nouns: Mapping[str, EventNoun]
    light_verbs: Mapping[str, LightVerb]
    object_control: frozenset[str]
    object_gerund_preps: frozenset[str]
    transitive: frozenset[str]
    inherit_preps: frozenset[str]
    announcing: frozenset[str]
    """verbs of saying with which a doer announces its own act"""
    abilities: frozenset[str]
    """what a mere ability hangs from ("capable of hitting Chad")"""
    not_doers: frozenset[str]
    """nouns whose "support" or "demand" is nobody's ("the evidence supports it")"""
    doers: DoerWords
    reflexive_owners: frozenset[str]
    """possessive pronouns that stand for their own clause's doer"""
    object_pronouns: frozenset[str]
    """pronouns of another than their clause's doer"""
    leading: frozenset[str]
    """verbs whose object is brought to do what the infinitive tells"""
    asking: frozenset[str]
    """verbs of asking for oneself"""
    harming: frozenset[str]
    """verbs that tell of an attack what it did ("a raid *which killed* ten")"""
    wielding: frozenset[str]
    """verbs whose subject strikes with their object ("a drone *operated* by the army struck")"""
    link_labels: frozenset[str]
    """words in capitals that close a list of links set in the running text"""
    duties: frozenset[str]
    """modals of what somebody is to do"""
    mutual_slots: frozenset[str]
    """slots whose actors do what is mutual together with the initiator"""
    foreign: frozenset[str]
    apart: frozenset[str]
    """ids of patterns whose sides must be of two countries"""
    negators: frozenset[str]
    complex_prepositions: frozenset[str]
    return_prepositions: frozenset[str]
    """what stands under them is what a transfer was given for"""
    return_adverbs: frozenset[str]
    barter: frozenset[str]
    """verbs and nouns whose "for" names what came back"""
    late_phrasal: frozenset[str]
    """those of them that keep their meaning behind the object ("handed them back")"""
    phrasal: frozenset[str]
    """verbs with a particle that the parser may take for a preposition ("handed over 50 tanks")"""
    ditransitive: frozenset[str]
    """verbs of giving that take two objects"""
    ways: Mapping[str, frozenset[str]]
    """preposition → lemmas that tell the way of what is moved under it; ``*`` any, ``@@place``"""
    localities: Localities
    """words by which a clause tells where its event took place"""
    measure_nouns: frozenset[str]
    """nouns that only measure what their "of" phrase names ("a batch of vaccines")"""
    transparent_nouns: frozenset[str]
    """nouns that only carry the event noun before them ("mediation *effort*")"""
    items: Mapping[str, str]
    """lemma or "modifier lemma" → item class"""
    by_verb: Mapping[str, tuple[Pattern, ...]]
    by_noun: Mapping[str, tuple[Pattern, ...]]
    by_adjective: Mapping[str, tuple[Pattern, ...]]

    @property
    def adjectives(self) -> Mapping[str, tuple[Pattern, ...]]:
        """Adjectives that can be predicates of an event."""
        return self.by_adjective

    @property
    def mutual_rules(self) -> frozenset[str]:
        """Ids of the patterns of what both sides do to each other ("traded fire")."""
        rows = (self.by_verb, self.by_noun, self.by_adjective)
        return frozenset(
            p.id for row in rows for found in row.values() for p in found if p.symmetric
        )

    def code(self, cameo: str) -> CameoCode | None:
        """The entry of a CAMEO code, or of its longest listed prefix."""
        while cameo and cameo not in self.codes:
            cameo = cameo[:-1]
        return self.codes.get(cameo)

    def goldstein(self, cameo: str) -> float:
        """The Goldstein value of a CAMEO code; 0.0 for an unknown one."""
        found = self.code(cameo)
        return found.goldstein if found else 0.0

    def quad(self, plover_type: str) -> str:
        """The quad class of a PLOVER type ("material conflict" …), empty for an unknown one."""
        found = self.types.get(plover_type)
        return found.quad if found else ""


WORDS: Final = (
    "object_control",
    "object_gerund_preps",
    "transitive",
    "inherit_preps",
    "announcing",
    "abilities",
    "not_doers",
    "reflexive_owners",
    "object_pronouns",
    "leading",
    "asking",
    "harming",
    "wielding",
    "link_labels",
    "duties",
    "mutual_slots",
    "negators",
    "complex_prepositions",
    "return_prepositions",
    "return_adverbs",
    "barter",
    "phrasal",
    "late_phrasal",
    "ditransitive",
)
"""The sections of `grammar.toml` that are plain lists of words."""


def load_coding(tables: Tables) -> Coding:
    """Load and validate the coder's tables.

    Raises:
        LexiconError: with the place where a table does not validate.
    """
    types: dict[str, PloverType] = {}
    contexts: dict[str, str] = {}
    political: set[str] = set()
    for _, table in tables.toml("coding/plover.toml"):
        political.update(table.get("political_sectors", ()))
        for name, raw in table.get("types", {}).items():
            types[name] = PloverType(name, raw["quad"], raw["cameo"], tuple(raw["modes"]))
        for context, words in table.get("contexts", {}).items():
            contexts.update((word, context) for word in words)
    classes = _classes(tables)
    patterns = load_patterns(tables, {n: {"modes": t.modes} for n, t in types.items()}, classes)
    codes = _codes(tables, types)
    for pattern in patterns:
        if pattern.cameo and not any(pattern.cameo.startswith(c) for c in codes):
            raise LexiconError(
                f"pattern {pattern.id}: no CAMEO code {pattern.cameo}", "see cameo.csv"
            )
    grammar = _merged(tables, "coding/grammar.toml")
    return Coding(
        types=types,
        contexts=contexts,
        political_sectors=frozenset(political),
        codes=codes,
        compose=_compose(tables, codes),
        modal_rules=_modal_rules(tables),
        results=_results(tables, types),
        event_nouns=_event_nouns(tables),
        light_verbs=_light_verbs(grammar),
        doers=load_doer_words(grammar),
        foreign=frozenset(p.id for p in patterns if p.foreign or p.apart),
        apart=frozenset(p.id for p in patterns if p.apart),
        ways=_ways(grammar, classes),
        localities=load_localities(tables),
        measure_nouns=classes.get("measure", frozenset()),
        transparent_nouns=classes.get("transparent", frozenset()),
        items=_items(tables),
        by_verb=_index(patterns, "verbs"),
        by_noun=_index(patterns, "nouns"),
        by_adjective=_index(patterns, "adjectives"),
        **{name: frozenset(grammar[name]) for name in WORDS},
    )


def _ways(
    grammar: Mapping[str, Any], classes: Mapping[str, frozenset[str]]
) -> dict[str, frozenset[str]]:
    where = "coding/grammar.toml: ways"
    return {prep: expanded(where, words, classes) for prep, words in grammar["ways"].items()}


def _index(patterns: tuple[Pattern, ...], field: str) -> dict[str, tuple[Pattern, ...]]:
    """Patterns by lemma, the most specific first; ties stay in the order of the files."""
    found: dict[str, list[Pattern]] = {}
    for pattern in patterns:
        for lemma in getattr(pattern, field):
            found.setdefault(lemma, []).append(pattern)
    return {k: tuple(sorted(v, key=lambda p: -p.rank)) for k, v in found.items()}


def _classes(tables: Tables) -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for _, table in tables.toml("coding/classes.toml"):
        for name, words in table.get("classes", {}).items():
            found[name] = found.get(name, frozenset()) | frozenset(words)
    return found


def _light_verbs(grammar: Mapping[str, Any]) -> dict[str, LightVerb]:
    return {
        lemma: LightVerb(lemma, subject)
        for subject, lemmas in grammar["light_verbs"].items()
        for lemma in lemmas
    }


def _items(tables: Tables) -> dict[str, str]:
    found: dict[str, str] = {}
    for place, table in tables.toml("coding/items.toml"):
        for name, words in table.get("classes", {}).items():
            for word in words:
                if not isinstance(word, str) or not word:
                    raise LexiconError(f"{place}: class {name} holds {word!r}", "give words only")
                found.setdefault(word.lower(), name)
    return found


def _codes(tables: Tables, types: Mapping[str, PloverType]) -> dict[str, CameoCode]:
    found: dict[str, CameoCode] = {}
    columns = ("code", "label", "type", "mode", "goldstein")
    for place, row in tables.csv("coding/cameo.csv", columns):
        if row["type"] and row["type"] not in types:
            raise LexiconError(f"{place}: unknown type {row['type']}", "use a PLOVER type")
        try:
            value = float(row["goldstein"])
        except ValueError as error:
            raise LexiconError(f"{place}: Goldstein {row['goldstein']}", "give a number") from error
        if not row["code"].isdigit() or not -10 <= value <= 10:
            raise LexiconError(f"{place}: bad code or value", "digits; −10 to 10")
        found[row["code"]] = CameoCode(row["code"], row["label"], row["type"], row["mode"], value)
    return found


def _compose(tables: Tables, codes: Mapping[str, CameoCode]) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for place, table in tables.toml("coding/compose.toml"):
        for name, rows in table.items():
            if name in ("modals", "result"):
                continue
            for plover_type, code in rows.items():
                if not any(code.startswith(c) for c in codes):
                    raise LexiconError(f"{place}: {name}.{plover_type}: no code {code}", "")
                found.setdefault(name, {})[plover_type] = code
    return found


def _modal_rules(tables: Tables) -> dict[str, ModalRule]:
    found: dict[str, ModalRule] = {}
    for _, table in tables.toml("coding/compose.toml"):
        for rule in table.get("modals", {}).values():
            made = ModalRule(
                rule["cooperative"], rule["hostile"], rule["negated"], rule.get("reported", False)
            )
            found.update((modal, made) for modal in rule["modals"])
    return found


def _results(tables: Tables, types: Mapping[str, PloverType]) -> dict[str, tuple[str, str]]:
    found: dict[str, tuple[str, str]] = {}
    for place, table in tables.toml("coding/compose.toml"):
        for name, row in table.get("result", {}).items():
            if row["type"] not in types:
                raise LexiconError(f"{place}: result {name}: unknown type", "use a PLOVER type")
            found[name] = (row["type"], row["cameo"])
    return found


def _event_nouns(tables: Tables) -> dict[str, EventNoun]:
    found: dict[str, EventNoun] = {}
    for place, table in tables.toml("coding/grammar.toml"):
        for row in table.get("event_nouns", []):
            compound = {row["compound"]} - {TOPIC}
            if not {row["of"], row["poss"], *compound} <= ROLES:
                raise LexiconError(f"{place}: event_nouns: unknown role", "agent or patient")
            for lemma in row["lemmas"]:
                found[lemma] = EventNoun(
                    lemma, row["of"], row["poss"], row["compound"], bool(row["inherit"])
                )
    return found


def _merged(tables: Tables, name: str) -> dict[str, Any]:
    """Lists of a TOML table, a user's after ours."""
    found: dict[str, Any] = {}
    for _, table in tables.toml(name):
        for key, value in table.items():
            if isinstance(value, list) and key in found:
                found[key] = [*found[key], *value]
            elif isinstance(value, dict) and key in found:
                found[key] = {
                    k: [*found[key].get(k, []), *value.get(k, [])] for k in {**found[key], **value}
                }
            else:
                found[key] = value
    return found
