"""The words and patterns of time expressions, compiled for matching on classes of tokens.

Each token class is one private-use character, so that a sentence becomes a string with one
character a token and every pattern an ordinary regular expression over it. A phrase of several
words takes its class at the first token and `CONTINUED` at the others.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

from dragoman.errors import LexiconError
from dragoman.lexicon.numbers import Numbers, load_numbers
from dragoman.lexicon.tables import Tables
from dragoman.model import TimexType

CONTINUED: Final = "~"
NO_CLASS: Final = "."
FIRST_CLASS: Final = 0xE000
GUARD_CAPITAL: Final = "Cap"
NAME_OR_CLASS: Final = re.compile(r"(?:([a-z][a-z0-9]*):)?([A-Z][A-Z0-9_]*)|([a-z][a-z0-9]*):\(")


class Word(NamedTuple):
    """One reading of a word or phrase.

    ``rest`` are the further words of a phrase; ``tags`` the Penn tags that the last token must
    have one of (empty: any); ``capital`` asks for a capital initial.
    """

    char: str
    value: str
    rest: tuple[str, ...]
    tags: frozenset[str]
    capital: bool


class Shape(NamedTuple):
    """A class told by the shape of a token."""

    char: str
    regex: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class TimePattern:
    """A sequence of classes and the TIMEX3 that it stands for.

    ``span`` names the group from which the expression starts, empty for the whole match.
    ``needs`` holds sets of class characters of each of which at least one must be in the
    sentence for the pattern to match at all.
    """

    name: str
    regex: re.Pattern[str]
    needs: tuple[frozenset[str], ...]
    timex_type: TimexType
    value: str
    relative: str
    mod: str
    guard: str
    span: str = ""


@dataclass(frozen=True, slots=True)
class TenseWords:
    """What tells the tense of a clause, beyond its verb's own form.

    Attributes:
        modals: of the future.
        heads: lemmas; an infinitive under them lies ahead ("agree", "due").
        objects: lemmas; their object and what they are "for" lies ahead ("plan", "postpone").
        told: lemmas whose present tells of what is past ("says").
        planned: lemmas whose own date is that of what they plan ("planned a rally on Saturday").
        set_down: those of them that do so only as participles ("a summit set for April").
        dated: nouns of what is held on a day set before ("election"); their date is to come
            unless the verb is past.
        toward: words that what they govern is to come after ("ahead of the vote on Monday").
        granted: verbs of giving time ("gave him until Monday").
        perceived: verbs under which "could" tells what was perceived ("could be heard").
        ahead, back: roles of an expression that look ahead ("until") or back ("since").
    """

    modals: frozenset[str]
    heads: frozenset[str]
    objects: frozenset[str]
    ahead: frozenset[str]
    back: frozenset[str]
    told: frozenset[str]
    planned: frozenset[str]
    set_down: frozenset[str]
    dated: frozenset[str]
    toward: frozenset[str]
    granted: frozenset[str]
    perceived: frozenset[str]


@dataclass(frozen=True, slots=True)
class TimeWords:
    """All of it.

    Attributes:
        words: lower-case first word → readings, longest phrase first.
        shapes: for tokens with a digit, first match wins.
        classes: name of a class → its character.
        patterns: in order of the file; the first of equal length wins.
        by_class: class character → the patterns that one of its tokens calls for, by number.
        unbound: the patterns that no class calls for; they are tried on every sentence.
        roles: words before an expression (as a tuple) → role; ``longest_role`` in words.
        modifiers: words before a duration → TIMEX3 mod.
    """

    words: Mapping[str, tuple[Word, ...]]
    shapes: tuple[Shape, ...]
    classes: Mapping[str, str]
    patterns: tuple[TimePattern, ...]
    by_class: Mapping[str, tuple[int, ...]]
    unbound: tuple[int, ...]
    roles: Mapping[tuple[str, ...], str]
    longest_role: int
    modifiers: Mapping[tuple[str, ...], str]
    tense: TenseWords
    numbers: Numbers


def load_time_words(tables: Tables) -> TimeWords:
    """Load `calendar/*`.

    Raises:
        LexiconError: with the file and the row where one does not validate.
    """
    classes: dict[str, str] = {}
    words: dict[str, list[Word]] = {}
    shapes: list[Shape] = []
    for place, data in tables.toml("calendar/words.toml"):
        for row in data.get("class", ()):
            _add_class(place, row, classes, words)
        for row in data.get("shape", ()):
            shapes.append(_shape(place, row, classes))
    _add_holidays(tables, classes, words)
    roles, modifiers = _roles(tables)
    patterns = _patterns(tables, classes)
    by_class, unbound = _by_class(patterns)
    return TimeWords(
        words={k: tuple(sorted(v, key=lambda w: -len(w.rest))) for k, v in words.items()},
        shapes=tuple(shapes),
        classes=classes,
        patterns=patterns,
        by_class=by_class,
        unbound=unbound,
        roles=roles,
        longest_role=max(map(len, roles)),
        modifiers=modifiers,
        tense=_tense(tables),
        numbers=load_numbers(tables),
    )


def _char(name: str, classes: dict[str, str]) -> str:
    return classes.setdefault(name, chr(FIRST_CLASS + len(classes)))


def _add_class(
    place: str, row: dict[str, Any], classes: dict[str, str], words: dict[str, list[Word]]
) -> None:
    name = row.get("name")
    if not isinstance(name, str) or not isinstance(row.get("values"), dict):
        raise LexiconError(f"{place}: a class without name or values: {row!r}", "mend it")
    char = _char(name, classes)
    guards = row.get("guard", {})
    for phrase, value in row["values"].items():
        if not isinstance(value, str):
            raise LexiconError(f"{place}: {name} {phrase}: value is no string", "quote it")
        guard = frozenset(guards.get(phrase, ()))
        _add_word(
            words, phrase, Word(char, value, (), guard - {GUARD_CAPITAL}, GUARD_CAPITAL in guard)
        )


def _add_word(words: dict[str, list[Word]], phrase: str, word: Word) -> None:
    first, *rest = _split(phrase)
    words.setdefault(first, []).append(word._replace(rest=tuple(rest)))


def _split(phrase: str) -> list[str]:
    """Cut a phrase as the parser cuts it: possessives and hyphens are tokens of their own."""
    spaced = re.sub(r"('s?)(?= |$)", r" \1", phrase)
    spaced = re.sub(r"(?<=\w)-(?=\w)", " - ", spaced)
    return spaced.split() or [phrase]


def _shape(place: str, row: dict[str, Any], classes: dict[str, str]) -> Shape:
    try:
        return Shape(_char(row["class"], classes), re.compile(row["regex"]))
    except (KeyError, re.error) as error:
        raise LexiconError(f"{place}: shape {row!r}: {error}", "mend the shape") from error


def _add_holidays(tables: Tables, classes: dict[str, str], words: dict[str, list[Word]]) -> None:
    char = _char("HOLIDAY", classes)
    rule = re.compile(
        r"\d\d-\d\d|nth=\d\d/-?\d/[1-7]|(?:easter|orthodox)[+-]\d+|hijri=\d\d(?:/\d\d)?"
        r"|within=\d\d-\d\d/\d\d-\d\d"
    )
    for place, row in tables.csv("calendar/holidays.csv", ("name", "rule")):
        if not rule.fullmatch(row["rule"]):
            raise LexiconError(f"{place}: no such rule: {row['rule']}", "see the table's head")
        # A rule that is no plain day goes behind an @ into the expression's `relative`.
        value = row["rule"] if row["rule"][0].isdigit() else f"@{row['rule']}"
        _add_word(words, row["name"], Word(char, value, (), frozenset(), True))
    named = _char("NAMEDDAY", classes)
    for place, row in tables.csv("calendar/named_days.csv", ("name", "date")):
        if not re.fullmatch(r"\d{4}-\d\d-\d\d", row["date"]):
            raise LexiconError(f"{place}: no ISO date: {row['date']}", "write YYYY-MM-DD")
        _add_word(words, row["name"], Word(named, row["date"], (), frozenset(), False))


def _patterns(tables: Tables, classes: dict[str, str]) -> tuple[TimePattern, ...]:
    unions = dict(classes)
    found: list[TimePattern] = []
    for place, data in tables.toml("calendar/patterns.toml"):
        macros: dict[str, str] = data.get("macros", {})
        for name, members in data.get("unions", {}).items():
            try:
                unions[name] = "".join(unions[m] for m in members)
            except KeyError as error:
                raise LexiconError(f"{place}: union {name}: no class {error}", "mend it") from error
        for row in data.get("pattern", ()):
            found.append(_pattern(place, row, unions, macros))
    return tuple(found)


def _pattern(
    place: str, row: dict[str, Any], unions: dict[str, str], macros: dict[str, str]
) -> TimePattern:
    name = row.get("name", "?")
    try:
        source = _source(row["match"], unions, macros)
        return TimePattern(
            name=name,
            regex=re.compile(source),
            needs=_needs(row["match"], unions, macros),
            timex_type=TimexType(row["type"]),
            value=row["value"],
            relative=row.get("relative", ""),
            mod=row.get("mod", ""),
            guard=row.get("guard", ""),
            span=row.get("span", ""),
        )
    except (KeyError, ValueError, re.error) as error:
        raise LexiconError(f"{place}: pattern {name!r}: {error}", "mend the pattern") from error


def _expand(match: str, macros: dict[str, str]) -> str:
    for name, body in macros.items():
        match = re.sub(rf"\b{name}\b", lambda _, body=body: body, match)  # type: ignore[misc]
    return match


def _source(match: str, unions: dict[str, str], macros: dict[str, str]) -> str:
    def one(found: re.Match[str]) -> str:
        if found[3]:
            return f"(?P<{found[3]}>"
        chars = f"(?:[{unions[found[2]]}]{CONTINUED}*)"
        return f"(?P<{found[1]}>{chars})" if found[1] else chars

    expanded = re.sub(r"([a-z0-9]+):NUM\b", r"\1:(NUM)", match)
    expanded = _expand(expanded, macros).replace(":(?:", ":(")
    # A look-behind needs a fixed width, so it sees one token of the class only.
    expanded = re.sub(r"\(\?<([=!])([A-Z_]+)\)", lambda m: f"(?<{m[1]}[{unions[m[2]]}])", expanded)
    return NAME_OR_CLASS.sub(one, expanded).replace(" ", "")


def _needs(
    match: str, unions: dict[str, str], macros: dict[str, str]
) -> tuple[frozenset[str], ...]:
    """Class sets outside any bracket and not optional: each must occur for the pattern to match."""
    text = _expand(re.sub(r"\(\?<[=!][A-Z_]+\)", "", match), macros)
    while (bare := re.sub(r"(?:[a-z0-9]+:)?\([^()]*\)[?*+]?", " ", text)) != text:
        text = bare
    if "|" in text:
        return ()
    return tuple(
        frozenset(unions[m[1]]) for m in re.finditer(r"([A-Z][A-Z0-9_]*)(?![A-Z0-9_]|[?*])", text)
    )


def _by_class(
    patterns: tuple[TimePattern, ...],
) -> tuple[dict[str, tuple[int, ...]], tuple[int, ...]]:
    """Patterns under the classes of their rarest need: few sentences call for many of them."""
    asked = Counter(c for pattern in patterns for need in pattern.needs for c in need)
    by_class: dict[str, list[int]] = {}
    unbound: list[int] = []
    for number, pattern in enumerate(patterns):
        if not pattern.needs:
            unbound.append(number)
            continue
        rarest = min(pattern.needs, key=lambda need: sum(asked[c] for c in need))
        for c in sorted(rarest):
            by_class.setdefault(c, []).append(number)
    return {c: tuple(numbers) for c, numbers in by_class.items()}, tuple(unbound)


def _roles(tables: Tables) -> tuple[dict[tuple[str, ...], str], dict[tuple[str, ...], str]]:
    roles: dict[tuple[str, ...], str] = {}
    modifiers: dict[tuple[str, ...], str] = {}
    for place, data in tables.toml("calendar/roles.toml"):
        for words, role in data.get("roles", {}).items():
            roles[tuple(words.split())] = str(role)
        for row in data.get("modifier", ()):
            try:
                modifiers[tuple(row["words"].split())] = row["mod"]
            except KeyError as error:
                raise LexiconError(f"{place}: modifier {row!r}: no {error}", "add it") from error
    if not roles:
        raise LexiconError("calendar/roles.toml: no roles", "reinstall dragoman")
    return roles, modifiers


def _tense(tables: Tables) -> TenseWords:
    names = (
        "future_modals",
        "future_heads",
        "future_objects",
        "ahead_roles",
        "past_roles",
        "present_heads",
        "planned",
        "set_down",
        "dated",
        "toward",
        "granted",
        "perceived",
    )
    found: dict[str, set[str]] = {name: set() for name in names}
    for place, data in tables.toml("calendar/roles.toml"):
        for name, words in data.get("tense", {}).items():
            if name not in found or not isinstance(words, list):
                raise LexiconError(f"{place}: [tense] {name}: unknown or no list", "mend it")
            found[name].update(words)
    return TenseWords(*(frozenset(found[name]) for name in names))
