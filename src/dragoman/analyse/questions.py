"""A question put to a case: which states, what kind of deed, what is counted, since when.

Nothing is understood here beyond a list of words. The names of states and bodies are those that
the case's own reports use ("Pyongyang", "the North"), so that a question may be put in their words;
the others are looked for as they stand.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from babel.dates import get_month_names

from dragoman.case.view import CaseView
from dragoman.lexicon.asking import ASPECTS, Asking
from dragoman.model import OPEN, ActorKind, PartialDate

LONGEST_NAME: Final = 6
"""Words of a name that are tried together, the most first."""
LEAST_SHARE: Final = 0.6
"""Share of the mentions with these words that must be of one state for them to name it."""
STATELY: Final = (ActorKind.STATE, ActorKind.GOVERNMENT)

_WORD: Final = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
_MONTHS: Final = {
    name.casefold().removesuffix("."): number
    for width in ("wide", "abbreviated")
    for number, name in get_month_names(width, locale="en").items()
}
_YEAR: Final = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True, slots=True)
class Question:
    """A question as it was read.

    Attributes:
        countries: of the states and bodies that it names, in its order (ISO 3166 alpha-3).
        actors: ids of those it names that belong to no one state.
        aspects: what it asks for, of `ASPECTS`.
        types: PLOVER types that its words name.
        measures: what it asks to be counted.
        window: the span of days that it names; open where it names none.
        words: its other words, as they stand.
    """

    countries: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    aspects: tuple[str, ...] = ()
    types: frozenset[str] = frozenset()
    measures: tuple[str, ...] = ()
    window: PartialDate = OPEN
    words: tuple[str, ...] = ()

    @property
    def empty(self) -> bool:
        """Whether it asks for nothing that could be looked for."""
        return not (
            self.countries
            or self.actors
            or self.types
            or self.measures
            or self.words
            or self.window.known
            or self.aspects
        )


def read_question(text: str, view: CaseView, asking: Asking) -> Question:
    """Read a question by the names that the case knows and the words of `asking.toml`.

    Args:
        text: words in any order; case and punctuation do not matter.
        view: the case.
        asking: the words of questions.
    """
    words = _WORD.findall(text.replace("\0", " "))
    names = _names(view)
    countries: dict[str, None] = {}
    actors: dict[str, None] = {}
    rest: list[str] = []
    at = 0
    while at < len(words):
        taken, found = _longest(words, at, names)
        if found is None:
            rest.append(words[at])
            at += 1
            continue
        (countries if len(found) == 3 else actors)[found] = None
        at += taken
    window, rest = _window(rest)
    return _sorted(rest, asking, tuple(countries), tuple(actors), window)


def _sorted(
    words: Sequence[str],
    asking: Asking,
    countries: tuple[str, ...],
    actors: tuple[str, ...],
    window: PartialDate,
) -> Question:
    aspects: dict[str, None] = {}
    measures: dict[str, None] = {}
    types: set[str] = set()
    left: list[str] = []
    for word in words:
        low = word.casefold()
        named = _types(low, asking)
        measure = _measure(low, asking.measures)
        types |= named
        if measure:
            measures[measure] = None
        if low in asking.aspects:
            aspects[asking.aspects[low]] = None
        elif low not in asking.idle:
            left.append(word)
    return Question(
        countries,
        actors,
        tuple(one for one in ASPECTS if one in aspects),
        frozenset(types),
        tuple(measures),
        window,
        tuple(dict.fromkeys(left)),
    )


def _names(view: CaseView) -> dict[str, str]:
    """What the case's reports call a state or a body, to its country or its id.

    Words that name several are left out, unless most of their mentions are of one.
    """
    told: defaultdict[str, defaultdict[str, float]] = defaultdict(lambda: defaultdict(float))
    for actor in view.actors.values():
        target = actor.country if actor.kind in STATELY and actor.country else actor.id
        if actor.kind is ActorKind.UNNAMED or len(target) < 3:
            continue
        told[_key(actor.name)][target] += 2.0
        for mention in actor.mentions:
            if mention.exact[:1].isupper() or not mention.exact[:1].isalpha():
                told[_key(mention.exact)][target] += 1.0
    found: dict[str, str] = {}
    for name, targets in told.items():
        best = max(sorted(targets), key=lambda one: targets[one])
        if name and targets[best] >= LEAST_SHARE * sum(targets.values()):
            found[name] = best
    return found


def _key(name: str) -> str:
    words = [word.casefold().removesuffix("'s").removesuffix("’s") for word in _WORD.findall(name)]
    return " ".join(words[1:] if words[:1] == ["the"] else words)


def _longest(words: Sequence[str], at: int, names: Mapping[str, str]) -> tuple[int, str | None]:
    for count in range(min(LONGEST_NAME, len(words) - at), 0, -1):
        found = names.get(_key(" ".join(words[at : at + count])))
        if found:
            return count, found
    return 0, None


def _types(word: str, asking: Asking) -> frozenset[str]:
    stems = [stem for stem in asking.types if word.startswith(stem)]
    longest = max(stems, key=len, default="")
    return asking.types.get(longest, frozenset())


def _measure(word: str, measures: Mapping[str, str]) -> str:
    for form in (
        word,
        word.removesuffix("s"),
        word.removesuffix("es"),
        word.removesuffix("ed"),
        word[:-3] + "y" if word.endswith("ies") else word,
    ):
        if form in measures:
            return measures[form]
    return ""


def _window(words: Sequence[str]) -> tuple[PartialDate, list[str]]:
    """The span that years and months name together with "since", "after", "until", "before"."""
    years = [(at, int(word)) for at, word in enumerate(words) if _YEAR.fullmatch(word)]
    if not years:
        return OPEN, list(words)
    used: set[int] = set()
    spans: list[tuple[date, date]] = []
    for at, year in years:
        used.add(at)
        month = _MONTHS.get(words[at - 1].casefold()) if at else None
        if month:
            used.add(at - 1)
            last = date(year + month // 12, month % 12 + 1, 1)
            spans.append((date(year, month, 1), date.fromordinal(last.toordinal() - 1)))
        else:
            spans.append((date(year, 1, 1), date(year, 12, 31)))
    before = words[min(used) - 1].casefold() if min(used) else ""
    first: date | None = min(start for start, _ in spans)
    last_day: date | None = max(end for _, end in spans)
    if before in ("since", "after", "from") and len(spans) == 1:
        last_day = None
    if before in ("until", "before", "by"):
        first = None
    return PartialDate(first, last_day), [w for at, w in enumerate(words) if at not in used]
