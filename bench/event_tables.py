"""Tables beside the scores of `bench/events.py`: what stands for itself, rules, yardsticks.

`stands` tells which events a PLOVER coder would give: an act that is only agreed to, asked for,
threatened, foretold, denied or made a condition is coded as the AGREE, REQUEST, THREATEN or REJECT
over it, not as an act. The ledger keeps both, so figures are given over both.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from dragoman.model import CodedReport, Event, Factuality

STANDING: Final = frozenset(
    {Factuality.ACTUAL, Factuality.ONGOING, Factuality.POSSIBLE, Factuality.UNSPECIFIED}
)
MADE: Final = "compose."
"""Rules that make an announcement of a modal; it stands although the act announced does not."""

ROOTS: Final = {
    "02": "REQUEST", "03": "AGREE", "04": "CONSULT", "05": "SUPPORT", "06": "COOPERATE",
    "07": "AID", "08": "YIELD", "09": "ACCUSE", "10": "REQUEST", "11": "ACCUSE", "12": "REJECT",
    "13": "THREATEN", "14": "PROTEST", "15": "MOBILIZE", "16": "SANCTION", "17": "COERCE",
    "18": "ASSAULT", "19": "ASSAULT", "20": "ASSAULT",
}  # fmt: skip
"""CAMEO root → PLOVER type (PLOVER codebook); 01, mere statements, is no type."""

YARDSTICKS: Final = (
    ("PETRARCH2, type", "0.358 to 0.394"),
    ("PETRARCH2, quad", "0.454 to 0.483"),
    ("PETRARCH2, pair", "0.517"),
    ("PETRARCH2, pair and type", "0.307"),
)
"""F1 of another coder as quoted in this project's issue on event coding; not run here."""


@dataclass(frozen=True)
class Told:
    """A coded report cut down to the events that stand for themselves."""

    events: tuple[Event, ...]


def stands(event: Event) -> bool:
    """Whether an event is told for itself; see the module."""
    return event.factuality in STANDING or event.rule.startswith(MADE)


def standing(coded: Iterable[CodedReport]) -> list[Told]:
    """Reports with only the events that stand for themselves."""
    return [Told(tuple(e for e in c.events if stands(e))) for c in coded]


def rules_table(
    coded: Sequence[Told],
    types: Sequence[frozenset[str]],
    counts: Callable[[int, Event], bool],
    label: Callable[[str], str],
) -> None:
    """Print how many events of each rule are of a marked type, the costliest rule first.

    Args:
        types: the marked types of each sentence.
        counts: whether an event of the sentence of that index counts.
    """
    right: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for k, report in enumerate(coded):
        for event in report.events:
            if counts(k, event):
                total[event.rule] += 1
                right[event.rule] += label(event.type) in types[k]
    print("  rule: of a marked type / all")
    for rule in sorted(total, key=lambda r: (right[r] - 0.5 * total[r], r)):
        print(f"    {rule:32} {right[rule]:3}/{total[rule]:3}  {right[rule] / total[rule]:.2f}")


def yardsticks() -> None:
    """Print what another coder is said to reach."""
    print("yardsticks, quoted, not run here (F1):")
    for name, value in YARDSTICKS:
        print(f"  {name:28} {value}")
