"""Write the coding manual from its examples, each coded anew.

``python -m docs.generate.manual`` writes docs/explanation/coding-manual.md from docs/manual.toml.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import dragoman
from dragoman.lexicon.coding import load_coding
from dragoman.lexicon.tables import Tables
from dragoman.model import CodedReport, Event, Statement
from dragoman.show import phrases

DOCS = Path(__file__).resolve().parents[1]
SOURCE = DOCS / "manual.toml"
PAGE = DOCS / "explanation" / "coding-manual.md"
WRITTEN = "2024-06-20"
"""Day of publication of every example."""

HEAD = """\
# The coding manual

<!-- Written by docs/generate/manual.py from docs/manual.toml; do not edit. -->

What counts as which event, how an event stands, and who says so: for those who read the ledger,
correct it, or compare it with their own coding. The types are PLOVER's (Halterman and others
2023, "PLOVER and POLECAT"); definitions and examples are ours. Each example is coded by the
program whenever this page is written, and a test holds it to what is said here. Those that it
does not read so yet are marked *missed*: the definition holds, the program falls short.

[How an event is coded](coding.md) tells how the program gets there, [the
patterns](../reference/patterns.md) by which rules, and [how well](coding-accuracy.md) it does
on texts that nobody wrote for it. A sentence may give several events; the tables show the one
that the entry is about.
"""

TYPES = """\
## Types

Each event has initiators and recipients; where the text leaves a side open it stays open. A
state stands for its government, its forces and those who act for it; what private people and
firms do counts where a state is the other side.
"""

STANDINGS = """\
## How an event stands

Two values, where they differ: for the source who says it, and for the publisher who passes it
on (a report that says "Chad accused Sudan of shelling a market" takes no side).
[More](factuality.md).
"""

VOICES = """\
## Who says so

The chain of sources, the original speaker first, the outlet last. A statement without any other
source is the publisher's own voice. [More](attribution.md), and [how to annotate
it](annotation-guide.md).
"""


@dataclass(frozen=True, slots=True)
class Example:
    """One example: what it should give, and the record that it gives, if it does."""

    text: str
    wanted: str
    found: Event | Statement | None
    missed: bool


def page() -> str:
    """The whole page."""
    given = tomllib.loads(SOURCE.read_text(encoding="utf-8"))
    quads = load_coding(Tables()).types
    parts = [HEAD, TYPES]
    for one in given["type"]:
        parts.append(
            f"### {one['name']}\n\n*{quads[one['name']].quad}.* {one['is']}\n\n{one['not']}\n"
        )
        parts.append(_table([_typed(one["name"], example) for example in one["example"]]))
    parts.append(STANDINGS)
    for one in given["standing"]:
        parts.append(f"**{one['name']}**: {one['is']}\n")
        parts.append(_table([_standing(one["name"], example) for example in one["example"]]))
    parts.append(VOICES)
    parts.append(_voices([_voiced(one) for one in given["voice"]]))
    return "\n".join(parts)


def examples() -> list[Example]:
    """Every example of the page."""
    given = tomllib.loads(SOURCE.read_text(encoding="utf-8"))
    typed = [_typed(one["name"], e) for one in given["type"] for e in one["example"]]
    standing = [_standing(one["name"], e) for one in given["standing"] for e in one["example"]]
    return [*typed, *standing, *map(_voiced, given["voice"])]


@cache
def coded(text: str) -> CodedReport:
    """An example as a report of its own."""
    return dragoman.code(dragoman.report(text, published=WRITTEN, publisher="The Manual"))


def _typed(type_: str, example: dict[str, Any]) -> Example:
    sides = f"{example['who'] or 'open'} → {example['whom'] or 'open'}"
    wanted = f"{type_}, {sides}, {example['stands']}"
    found = [
        event
        for event in coded(example["text"]).events
        if event.type == type_
        and event.factuality.value == example["stands"]
        and event.mode == example.get("mode", event.mode)
        and _has(event, example["who"], example["whom"])
    ]
    return _example(example, wanted, found)


def _standing(name: str, example: dict[str, Any]) -> Example:
    found = [
        event
        for event in coded(example["text"]).events
        if event.type == example["type"] and event.factuality.value == name
    ]
    return _example(example, f"{example['type']}, {name}", found)


def _voiced(example: dict[str, Any]) -> Example:
    wanted = f"{' ← '.join(example['chain'])}, {example['stance']}"
    found = [
        statement
        for statement in coded(example["text"]).statements
        if statement.stance.value == example["stance"]
        and all(
            part.casefold() in f"{link.name} {link.text}".casefold()
            for part, link in zip(example["chain"], statement.sources, strict=False)
        )
        and len(statement.sources) >= len(example["chain"])
    ]
    return _example(example, wanted, found)


def _example(example: dict[str, Any], wanted: str, found: list[Any]) -> Example:
    missed = bool(example.get("missed", False))
    return Example(example["text"], wanted, found[0] if found else None, missed)


def _has(event: Event, who: str, whom: str) -> bool:
    """Whether the sides are those countries; a mutual act may name them on one side."""
    given = {one.country for one in event.initiators}
    taken = {one.country for one in event.recipients}
    return ((who in given) if who else not given) and ((whom in taken) if whom else not taken)


def _table(rows: list[Example]) -> str:
    lines = ["| | who → whom | stands | rule |", "|---|---|---|---|"]
    for one in rows:
        event = one.found
        if isinstance(event, Event):
            sides = phrases.direction(event.initiators, event.recipients)
            lines.append(f"| {one.text} | {sides} | {event.factuality.value} | `{event.rule}` |")
        else:
            lines.append(f"| {one.text} | *missed* ({one.wanted}) | | |")
    return "\n".join([*lines, ""])


def _voices(rows: list[Example]) -> str:
    lines = ["| | says | stance |", "|---|---|---|"]
    for one in rows:
        said = one.found
        if isinstance(said, Statement):
            lines.append(f"| {one.text} | {phrases.chain(said.sources)} | {said.stance.value} |")
        else:
            lines.append(f"| {one.text} | *missed* ({one.wanted}) | |")
    return "\n".join([*lines, ""])


def main() -> None:
    """Write the page."""
    PAGE.write_text(page(), encoding="utf-8", newline="\n")
    print(f"wrote {PAGE.relative_to(PAGE.parents[2])}")


if __name__ == "__main__":
    main()
