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
    ("UniversalPetrarch, type", "0.352 (gsr), 0.363 (sentences)"),
    ("UniversalPetrarch, quad", "0.452, 0.465"),
    ("UniversalPetrarch, pair", "0.402"),
    ("UniversalPetrarch, pair+type", "0.223"),
    ("PETRARCH2, type", "0.358, 0.394"),
    ("PETRARCH2, quad", "0.454, 0.483"),
    ("PETRARCH2, pair", "0.517"),
    ("PETRARCH2, pair+type", "0.307"),
    ("NLI typer, given both actors", "accuracy 0.835, macro-F1 0.821"),
)
"""F1 of other coders as quoted in this project's issue on event coding, on `plover_gsr_cameo` and
on `plover_sentences`; not run here. The typer (RoBERTa-large) is told who the two sides are."""


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
    """Print what other coders are said to reach."""
    print("yardsticks, quoted, not run here (F1 but where named):")
    for name, value in YARDSTICKS:
        print(f"  {name:28} {value}")


def confusion(gold: Sequence[Sequence[str]], guess: Sequence[Sequence[str]]) -> None:
    """Print marked types (rows) by what was coded (columns), sentences as counts.

    A sentence counts where its marked type was coded, else under each coded type in equal parts,
    or under ``none``.
    """
    names = sorted({t for types in (*gold, *guess) for t in types})
    cells: Counter[tuple[str, str]] = Counter()
    for marked, coded in zip(gold, guess, strict=True):
        for t in marked:
            if t in coded:
                cells[t, t] += 1
            for other in () if t in coded else coded or ("none",):
                cells[t, other] += 1 / max(1, len(coded))
    columns = [*names, "none"]
    print("  marked type (row) by coded type (column), sentences; other types share one")
    print("            " + " ".join(f"{c[:4]:>4}" for c in columns))
    for t in names:
        row = (cells[t, c] for c in columns)
        print(f"    {t:8.8}" + " ".join(f"{n:4.0f}" if n >= 0.5 else "   ." for n in row))


SIDES: Final = ("right", "open", "wrong")
KINDS: Final = (
    "type and both sides right", "no event found", "event found, other type",
    "type right, initiator open", "type right, initiator wrong",
    "type right, recipient open", "type right, recipient wrong",
    "type right, both sides missed", "type right, sides swapped",
)  # fmt: skip
"""What may befall a marked event, each in one kind only."""


def kind_of(
    events: Sequence[Event], marked: str, label: Callable[[str], str],
    names_source: Callable[[str], bool], names_target: Callable[[str], bool],
) -> str:  # fmt: skip
    """The kind of error of one marked event, judged on the best event of its type.

    Args:
        names_source, names_target: whether words name the marked initiator, the marked recipient.
    """
    if not events:
        return KINDS[1]
    found = []
    for event in (e for e in events if label(e.type) == marked):
        sides = []
        for side, names in ((event.initiators, names_source), (event.recipients, names_target)):
            state = 1 if not side else 0 if any(names(p.text) for p in side) else 2
            sides.append(state)
        swapped = any(names_target(p.text) for p in event.initiators) and any(
            names_source(p.text) for p in event.recipients
        )
        found.append((sum(map(bool, sides)), tuple(sides), swapped))
    if not found:
        return KINDS[2]
    wrong, (one, other), swapped = min(found)
    if not wrong:
        return KINDS[0]
    if swapped:
        return KINDS[8]
    if wrong == 2:
        return KINDS[7]
    return f"type right, {'initiator' if one else 'recipient'} {SIDES[one or other]}"


def kinds_table(kinds: Sequence[str]) -> None:
    """Print each kind with its share of the marked events."""
    counts = Counter(kinds)
    print("  marked events by kind of error, sides matched by their words")
    for name in KINDS:
        print(f"    {name:30} {counts[name]:4}  {counts[name] / max(1, len(kinds)):.3f}")
