"""Whom speakers told of by reference ("he added", "the diplomat said") are linked to.

    python bench/speakers.py [--part dev|check] [--errors]

The passages stand in `bench/voices/speakers.toml`; those with an even number are the check part. A
reference is right where it is the same actor as the words that it stands for. Precision is of the
references that are linked to anybody named before, recall of those that stand for somebody;
`open` counts those that must stay open and do.
"""

from __future__ import annotations

import argparse
import tomllib
from dataclasses import dataclass
from pathlib import Path

from dragoman.chain import code_report
from dragoman.lexicon import load_lexicon
from dragoman.model import CodedReport, Report

FILE = Path(__file__).parent / "voices/speakers.toml"


@dataclass(frozen=True)
class Passage:
    """A passage without its marks, where its reference stands, and whom it stands for."""

    number: int
    text: str
    start: int
    end: int
    wanted: tuple[str, ...]


def passages(part: str) -> list[Passage]:
    """The passages of one part, or of ``all``."""
    found = []
    for row in tomllib.loads(FILE.read_text("utf-8"))["passage"]:
        if part != "all" and (row["id"] % 2 == 0) != (part == "check"):
            continue
        before, _, rest = row["text"].partition("[")
        marked, _, after = rest.partition("]")
        told = row["is"] if isinstance(row["is"], list) else [row["is"]]
        end = len(before) + len(marked)
        wanted = tuple(t for t in told if t)
        found.append(Passage(row["id"], before + marked + after, len(before), end, wanted))
    return found


def actors_at(coded: CodedReport, start: int, end: int) -> set[str]:
    """Ids of the actors with a mention that shares a character with ``start:end``."""
    return {
        actor.id
        for actor in coded.actors
        if any(m.start < end and start < m.end for m in actor.mentions)
    }


def earlier(coded: CodedReport, before: int) -> set[str]:
    """Ids of the actors that are named before a place."""
    return {a.id for a in coded.actors if any(m.end <= before for m in a.mentions)}


def answers(found: list[Passage]) -> list[tuple[set[str], set[str]]]:
    """For each passage the actors that it must name and those that the program links."""
    lexicon = load_lexicon()
    given = []
    for passage in found:
        report = Report.make(location=str(passage.number), source_text=passage.text, language="en")
        coded = code_report(report, lexicon)
        named = actors_at(coded, passage.start, passage.end)
        for statement in coded.statements:
            # "the report said": no actor's name, but a source that has one
            source = statement.sources[0]
            if source.start is not None and passage.start <= source.start < passage.end:
                named.add(source.actor_id)
        linked = named & earlier(coded, passage.start)
        wanted: set[str] = set()
        for words in passage.wanted:
            at = passage.text.index(words)
            here = actors_at(coded, at, at + len(words))
            # the actor of the whole phrase, not of a name inside it
            wanted |= linked & here if linked & here else {f"none of {sorted(here)}"}
        given.append((wanted, linked))
    return given


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--part", choices=["dev", "check", "all"], default="dev")
    parser.add_argument("--errors", action="store_true", help="list them (dev only)")
    options = parser.parse_args()
    found = passages(options.part)
    given = answers(found)
    right = sum(bool(w) and w == g for w, g in given)
    linked = sum(bool(g) for _, g in given)
    told = sum(bool(p.wanted) for p in found)
    kept = sum(not w and not g for w, g in given)
    print(f"right {right}/{linked}/{told}  precision {right / max(1, linked):.3f}", end="  ")
    print(f"recall {right / max(1, told):.3f}  open {kept}/{len(found) - told}")
    for passage, (wanted, names) in zip(found, given, strict=True):
        if options.errors and options.part == "dev" and wanted != names:
            print(f"- {passage.number}: wanted {passage.wanted}, linked {len(names)}")
            print(f"  {passage.text}")


if __name__ == "__main__":
    main()
