"""Whom pronouns and epithets are linked to, over passages written for this project.

    python bench/antecedents.py [--part dev|check] [--errors]

The passages stand in `tests/resolve/specs/antecedents.toml` (dev) and `antecedents_check.toml`
(check, held aside while the rules were written). An answer is right where the linked names are the
marked ones, all of them. Precision is of the expressions that got an answer, recall of those that
have one; `open` counts those that must stay open and do.
"""

from __future__ import annotations

import argparse
import tomllib
from collections import defaultdict
from pathlib import Path
from typing import NamedTuple

from dragoman.extract import extract
from dragoman.lexicon import load_lexicon
from dragoman.model import Report
from dragoman.parse import parse_many
from dragoman.resolve.actors import link_actors

SPECS = Path(__file__).parents[1] / "tests/resolve/specs"
FILES = {"dev": "antecedents.toml", "check": "antecedents_check.toml"}


class Passage(NamedTuple):
    """A passage: its kind and text, where the expression stands, and whom it must name."""

    kind: str
    text: str
    start: int
    end: int
    wanted: frozenset[str]


def passages(path: Path) -> list[Passage]:
    """The passages of a file, with the marks taken out."""
    found = []
    for row in tomllib.loads(path.read_text("utf-8"))["passage"]:
        before, _, rest = row["text"].partition("[")
        marked, _, after = rest.partition("]")
        text = before + marked + after
        end = len(before) + len(marked)
        found.append(Passage(row["kind"], text, len(before), end, frozenset(row["is"])))
    return found


def answers(found: list[Passage]) -> list[frozenset[str]]:
    """The names that each marked expression is linked to, none where it stays open."""
    lexicon = load_lexicon()
    reports = [
        Report.make(location=str(n), source_text=p.text, language="en") for n, p in enumerate(found)
    ]
    given = []
    for passage, parsed in zip(found, parse_many(reports), strict=True):
        extracted = extract(parsed, lexicon)
        links = link_actors(extracted, lexicon)
        named: set[str] = set()
        for m in extracted.mentions:
            start = parsed.sentences[m.sentence].tokens[m.head].start
            if passage.start <= start < passage.end:
                named = {link.actor.name for link in links.get((m.sentence, m.head), ())}
                inside = parsed.sentences[m.sentence].tokens[m.head].dep
                if inside not in ("poss", "amod", "compound", "nmod"):
                    break
        given.append(frozenset(named))
    return given


def table(found: list[Passage], given: list[frozenset[str]]) -> None:
    """Print precision and recall by kind and over all."""
    groups: dict[str, list[tuple[frozenset[str], frozenset[str]]]] = defaultdict(list)
    for passage, names in zip(found, given, strict=True):
        groups[passage.kind].append((passage.wanted, names))
        groups["all"].append((passage.wanted, names))
    print("kind          right/given/told   precision  recall   open")
    for kind in [*sorted(k for k in groups if k != "all"), "all"]:
        rows = groups[kind]
        right = sum(bool(w) and w == g for w, g in rows)
        answered = sum(bool(g) for _, g in rows)
        told = sum(bool(w) for w, _ in rows)
        kept = sum(not w and not g for w, g in rows)
        print(
            f"{kind:12} {right:4}/{answered:3}/{told:3} {right / max(1, answered):14.3f}"
            f"{right / max(1, told):9.3f}  {kept:3}/{len(rows) - told}"
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--part", choices=list(FILES), default="dev")
    parser.add_argument("--errors", action="store_true", help="list them (dev only)")
    args = parser.parse_args()
    found = passages(SPECS / FILES[args.part])
    given = answers(found)
    table(found, given)
    for passage, names in zip(found, given, strict=True):
        if args.errors and args.part == "dev" and names != passage.wanted:
            print(f"- {passage.kind}: {passage.text}")
            print(f"  wanted {sorted(passage.wanted)}, got {sorted(names)}")


if __name__ == "__main__":
    main()
