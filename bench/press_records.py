"""What the made-up press holds: what truly happened, who tells of it, and what was planted."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from press_world import Country, Kind


@dataclass(frozen=True)
class Fact:
    """What truly happened."""

    number: int
    kind: Kind
    giver: Country
    taker: Country
    day: date
    place: str
    item: tuple[str, str]
    count: int


@dataclass(frozen=True)
class Telling:
    """One mention of a fact, as a report words it, with what a faultless reading gives.

    ``when`` is ``day``, ``month`` or ``open``; ``low``/``best``/``high`` the figure's interval;
    ``wider`` where it counts the wounded too; ``purpose`` what it is said to be for.
    """

    fact: int
    sentence: str
    trigger: str
    giver: Country
    taker: Country
    day: date
    when: str
    figure: str
    low: float | None
    best: float | None
    high: float | None
    denied: bool
    origin: str
    speaker: str
    unnamed: bool
    wider: bool = False
    purpose: str = ""


@dataclass(frozen=True)
class Foresight:
    """A forecast in a report: its sentence, outcome words, and the fact that settles it, if any."""

    sentence: str
    outcome: str
    speaker: str
    giver: Country
    taker: Country
    kind: Kind
    item: tuple[str, str]
    fact: int


@dataclass(frozen=True)
class MadeReport:
    """A report with what it tells; ``copy_of`` is the number of the report that it reprints."""

    number: int
    publisher: str
    published: date
    title: str
    text: str
    tellings: tuple[Telling, ...]
    foresights: tuple[Foresight, ...] = ()
    credit: str = ""
    copy_of: int = -1


@dataclass
class Truth:
    """What was planted.

    Attributes:
        origins: for each fact, the names of those that could know.
        differences: (fact, slot, kind).
    """

    origins: dict[int, set[str]] = field(default_factory=dict)
    differences: set[tuple[int, str, str]] = field(default_factory=set)


@dataclass(frozen=True)
class MadePress:
    """All of it."""

    facts: tuple[Fact, ...]
    reports: tuple[MadeReport, ...]
    truth: Truth
