"""Number words, bounds, vague numbers, units, currencies and measure classes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

from dragoman.errors import LexiconError
from dragoman.lexicon.numbers import Numbers, load_numbers
from dragoman.lexicon.tables import Tables
from dragoman.model import Bound

Phrase = tuple[str, ...]
"""Lower-case tokens as the parser cuts them."""

BOUNDS: Final = "figures/bounds.toml"
VAGUE: Final = "figures/vague.toml"
UNITS: Final = "figures/units.toml"
CURRENCIES: Final = "figures/currencies.csv"
MEASURES: Final = "figures/measures.toml"
ABSENT: Final = frozenset({"none", "nobody"})


class Bounding(NamedTuple):
    """What words around a figure do to it; ``high``: the figure is the upper end."""

    bound: Bound
    high: bool


class Unit(NamedTuple):
    """A unit of measure: canonical name, its name in `pint`, the measure class it implies."""

    name: str
    pint: str
    measure: str


class Ambiguous(NamedTuple):
    """A word that is money and a weight: its unit and the lemmas that tell the weight."""

    unit: Unit
    beside: frozenset[str]


@dataclass(frozen=True, slots=True)
class Measures:
    """What figures count.

    Attributes:
        nouns: lemma of the counted noun → measure class.
        people: classes whose nouns are people, whom a predicate can class anew.
        patients: lemma of a verb → class of its patient.
        subjects: lemma of an intransitive verb → class of its subject.
        harms: noun of what was done → class of those whom it was done to ("the deaths of 40").
        fielded: lemma of a verb → class of its patient where it is troops ("lost 300 men").
        owners: verbs whose agent is whose the counted things are.
        names: words that make the number after them a name; named: nouns that make one of digits
            between a name and them ("Standard & Poor's 500 index").
        paged: nouns that are numbered "4 of 22".
        idle: nouns that are counted to no purpose.
        ranked: classes of happenings, which an ordinal ranks.
        levels: verbs that put a level on their subject or object ("reach").
        carriers: nouns that stand for the number of something ("toll").
        ages: nouns of levels that are years of age ("life expectancy").
        wholes: nouns of what is counted by its members ("a crew of nine").
        rated: nouns of which something is counted by the one ("$4 a *head*").
        keeping: verbs of keeping to a figure ("stuck to its three").
        telling: verbs whose bare number is one told before ("organisers claimed 100,000").
    """

    nouns: Mapping[str, str]
    people: frozenset[str]
    patients: Mapping[str, str]
    subjects: Mapping[str, str]
    harms: Mapping[str, str]
    fielded: Mapping[str, str]
    owners: frozenset[str]
    names: frozenset[Phrase]
    named: frozenset[str]
    paged: frozenset[str]
    idle: frozenset[str]
    ranked: frozenset[str]
    levels: frozenset[str]
    carriers: frozenset[str]
    ages: frozenset[str]
    wholes: frozenset[str]
    keeping: frozenset[str]
    telling: frozenset[str]
    rated: frozenset[str]


@dataclass(frozen=True, slots=True)
class Figures:
    """All that reading a figure needs.

    Attributes:
        before, after: words beside a figure → bound; ``longest`` tokens of any phrase.
        scopes: words → ``additional``, ``new``, ``total``.
        changes: lemma → ``rise``, ``fall``; sizing: the same for verbs that tell a change only of
            what has a unit ("lost 1.1 percent", not "lost 30 men"); counting: and of what is
            counted ("cut 500 jobs", not "dropped 40 bombs").
        moving: verbs of changes that tell its size behind "by" only ("raised $30 million" is none).
        movers: verbs beside which "up" and "down" tell a change ("closed up 3 percent").
        steps: nouns in which a change is counted ("12 points").
        reaching: verbs whose "up to" tells a level ("will go up to 25 percent").
        parting: verbs whose "over" may stand apart ("handed on Saturday over 330 prisoners").
        lasting: verbs behind which "over ten years" is a bound, not a time in which.
        plurals: "dozens" → 12 (ACLED's rule); words: "several" → 3; multiples: "twice" → 2.
        units: forms in lower case → unit; exact: forms with their case.
        money_before, money_after: → ISO 4217 code.
        ambiguous: words that are money and a weight ("pounds").
        triggers: words without one of which a sentence without digits has no figure.
    """

    numbers: Numbers
    before: Mapping[Phrase, Bounding]
    after: Mapping[Phrase, Bounding]
    scopes: Mapping[Phrase, str]
    changes: Mapping[str, str]
    sizing: Mapping[str, str]
    counting: Mapping[str, str]
    moving: frozenset[str]
    movers: frozenset[str]
    steps: frozenset[str]
    reaching: frozenset[str]
    parting: frozenset[str]
    lasting: frozenset[str]
    plurals: Mapping[str, float]
    words: Mapping[Phrase, float]
    multiples: Mapping[str, float]
    units: Mapping[Phrase, Unit]
    exact: Mapping[str, Unit]
    money_before: Mapping[Phrase, str]
    money_after: Mapping[Phrase, str]
    ambiguous: Mapping[str, Ambiguous]
    longest: int
    triggers: frozenset[str]
    measures: Measures


def load_figures(tables: Tables) -> Figures:
    """Load `figures/*`.

    Raises:
        LexiconError: with the file and the row where one does not validate.
    """
    before, after, scopes = _bounds(tables)
    changes = _changes(tables)
    units, exact, money_before, money_after = _units(tables)
    plurals, words, multiples = _vague(tables)
    numbers = load_numbers(tables)
    phrases = (before, after, scopes, units, money_before, money_after, words)
    return Figures(
        numbers=numbers,
        before=before,
        after=after,
        scopes=scopes,
        changes=changes["change"],
        sizing=changes["sizing"],
        counting=changes["counting"],
        moving=_listed(tables, "moving"),
        movers=_listed(tables, "movers"),
        steps=_listed(tables, "steps"),
        reaching=_listed(tables, "reaching"),
        parting=_listed(tables, "parting"),
        lasting=_listed(tables, "lasting"),
        plurals=plurals,
        words=words,
        multiples=multiples,
        units=units,
        exact=exact,
        money_before=money_before,
        money_after=money_after,
        ambiguous=_ambiguous(tables, units),
        longest=max(len(p) for table in phrases for p in table),
        triggers=_triggers(numbers, plurals, multiples, words),
        measures=_measures(tables),
    )


def _triggers(numbers: Numbers, *tables: Mapping[Any, float]) -> frozenset[str]:
    words: set[str] = {"no", "single"}
    for mapping in (numbers.units, numbers.tens, numbers.scales, numbers.groups, numbers.glyphs):
        words.update(mapping)
    words.update(numbers.fractions, numbers.ordinals)
    for table in tables:
        words.update(key if isinstance(key, str) else key[-1] for key in table)
    return frozenset(words - {"of"}) | {"couple", "handful", "number", "pair"} | ABSENT


def _rows(tables: Tables, table: str, key: str) -> Iterator[tuple[str, dict[str, Any]]]:
    for place, data in tables.toml(table):
        for number, row in enumerate(data.get(key, ()), 1):
            if not isinstance(row, dict):
                raise LexiconError(f"{place}: [[{key}]] {number} is no table", "mend the row")
            yield f"{place}: [[{key}]] {number}", row


def _strings(where: str, row: dict[str, Any], name: str, needed: bool = False) -> list[str]:
    value = row.get(name, [])
    if not isinstance(value, list) or not all(isinstance(v, str) for v in value):
        raise LexiconError(f"{where}: {name} is no list of strings", "mend the row")
    if needed and not value:
        raise LexiconError(f"{where}: no {name}", "add them")
    return value


def _string(where: str, row: dict[str, Any], name: str) -> str:
    value = row.get(name)
    if not isinstance(value, str) or not value:
        raise LexiconError(f"{where}: no {name}", "add it")
    return value


def _bounds(
    tables: Tables,
) -> tuple[dict[Phrase, Bounding], dict[Phrase, Bounding], dict[Phrase, str]]:
    sides: dict[str, dict[Phrase, Bounding]] = {"before": {}, "after": {}}
    for where, row in _rows(tables, BOUNDS, "bound"):
        side = _string(where, row, "side")
        try:
            bounding = Bounding(Bound(_string(where, row, "bound")), bool(row.get("high")))
            for words in _strings(where, row, "words", needed=True):
                sides[side][tuple(words.split())] = bounding
        except (ValueError, KeyError) as error:
            raise LexiconError(f"{where}: {error}", "see the table's head") from error
    scopes = {
        tuple(words.split()): _string(where, row, "scope")
        for where, row in _rows(tables, BOUNDS, "scope")
        for words in _strings(where, row, "words", needed=True)
    }
    return sides["before"], sides["after"], scopes


def _changes(tables: Tables) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {"change": {}, "sizing": {}, "counting": {}}
    for kind, table in found.items():
        for where, row in _rows(tables, BOUNDS, kind):
            scope = _string(where, row, "scope")
            if scope not in ("rise", "fall"):
                raise LexiconError(f"{where}: scope {scope!r}", "write rise or fall")
            table.update(dict.fromkeys(_strings(where, row, "words", needed=True), scope))
    return found


def _listed(tables: Tables, name: str) -> frozenset[str]:
    """The words of one list of [changing]."""
    found: set[str] = set()
    for place, data in tables.toml(BOUNDS):
        found.update(_strings(place, data.get("changing", {}), name))
    return frozenset(found)


def _vague(
    tables: Tables,
) -> tuple[dict[str, float], dict[Phrase, float], dict[str, float]]:
    found: dict[str, dict[str, float]] = {"plurals": {}, "words": {}, "multiples": {}}
    for place, data in tables.toml(VAGUE):
        for section, rows in data.items():
            if section not in found:
                raise LexiconError(f"{place}: unknown section [{section}]", "see the table's head")
            for word, value in rows.items():
                if isinstance(value, bool) or not isinstance(value, int | float):
                    raise LexiconError(f"{place}: {word} = {value!r} is no number", "mend it")
                found[section][word] = float(value)
    words = {tuple(word.split()): value for word, value in found["words"].items()}
    return found["plurals"], words, found["multiples"]


def _units(
    tables: Tables,
) -> tuple[dict[Phrase, Unit], dict[str, Unit], dict[Phrase, str], dict[Phrase, str]]:
    units: dict[Phrase, Unit] = {}
    exact: dict[str, Unit] = {}
    for where, row in _rows(tables, UNITS, "unit"):
        unit = Unit(*(_string(where, row, name) for name in ("name", "pint", "measure")))
        for form in _strings(where, row, "forms"):
            units[tuple(form.split())] = unit
        for form in _strings(where, row, "exact"):
            exact[form] = unit
    before: dict[Phrase, str] = {}
    after: dict[Phrase, str] = {}
    for where, row in _rows(tables, UNITS, "currency"):
        code = _string(where, row, "code")
        for form in _strings(where, row, "before"):
            before[tuple(form.split())] = code
        for form in _strings(where, row, "after"):
            after[tuple(form.split())] = code
    for _, line in tables.csv(CURRENCIES, ("code", "before", "after")):
        for column, table in (("before", before), ("after", after)):
            for form in filter(None, line[column].split("|")):
                table.setdefault(tuple(form.split()), line["code"])
    return units, exact, before, after


def _ambiguous(tables: Tables, units: Mapping[Phrase, Unit]) -> dict[str, Ambiguous]:
    by_name = {unit.name: unit for unit in units.values()}
    found: dict[str, Ambiguous] = {}
    for where, row in _rows(tables, UNITS, "ambiguous"):
        name = _string(where, row, "unit")
        if name not in by_name:
            raise LexiconError(f"{where}: no unit {name!r}", "name one of the table's units")
        beside = frozenset(_strings(where, row, "beside", needed=True))
        for form in _strings(where, row, "forms", needed=True):
            found[form] = Ambiguous(by_name[name], beside)
    return found


def _measures(tables: Tables) -> Measures:
    classes: dict[str, dict[str, str]] = {
        key: {} for key in ("nouns", "predicates", "subjects", "harms", "fielded")
    }
    people: set[str] = set()
    for where, row in _rows(tables, MEASURES, "measure"):
        name = _string(where, row, "name")
        for lemma in _strings(where, row, "nouns"):
            classes["nouns"].setdefault(lemma.lower(), name)
        for key in ("predicates", "subjects", "harms", "fielded"):
            classes[key].update(dict.fromkeys(_strings(where, row, key), name))
        if row.get("people"):
            people.add(name)
    return Measures(
        nouns=classes["nouns"],
        people=frozenset(people),
        patients=classes["predicates"],
        subjects=classes["subjects"],
        harms=classes["harms"],
        fielded=classes["fielded"],
        owners=_words(tables, "owners", "verbs"),
        names=frozenset(tuple(w.split()) for w in _words(tables, "names", "before")),
        named=_words(tables, "names", "after"),
        paged=_words(tables, "names", "paged"),
        idle=_words(tables, "idle", "nouns"),
        ranked=_words(tables, "ranked", "measures"),
        levels=_words(tables, "levels", "verbs"),
        carriers=_words(tables, "levels", "carriers"),
        ages=_words(tables, "levels", "ages"),
        wholes=_words(tables, "levels", "wholes"),
        keeping=_words(tables, "levels", "keeping"),
        telling=_words(tables, "levels", "telling"),
        rated=_words(tables, "rates", "nouns"),
    )


def _words(tables: Tables, section: str, key: str) -> frozenset[str]:
    """The words of one list of a section of the measures."""
    found: set[str] = set()
    for place, data in tables.toml(MEASURES):
        found.update(_strings(place, data.get(section, {}), key))
    return frozenset(found)
