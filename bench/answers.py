"""What denials, refusals and confirmations are tied to, on passages of our own.

    python bench/answers.py [--part dev|check] [--errors]

The passages stand in `bench/voices/answers.toml`; those with an even number are the check part. An
answer is found where a statement with its cue denies, declines or confirms; it is right where
the statement that it is tied to holds the words told. Precision is of the found ones that are tied,
recall of those that answer something; `open` counts those that must stay open and do.
"""

from __future__ import annotations

import argparse
import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from dragoman.attribute import AttributedReport, attribute
from dragoman.attribute.answers import ANSWERING
from dragoman.extract import extract
from dragoman.lexicon import load_lexicon
from dragoman.model import Report
from dragoman.parse import parse_many

FILE = Path(__file__).parent / "voices/answers.toml"


@dataclass(frozen=True)
class Answer:
    """An annotated answer: where its cue stands, and where what it answers does.

    Attributes:
        to: more than one place where it answers several at once ("denied both"): any is right.
    """

    number: int
    text: str
    cue: tuple[int, int]
    to: tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class Outcome:
    """What the program made of an annotated answer; ``tied`` are the words that it is tied to."""

    found: bool
    tied: str
    right: bool


def answers(part: str) -> list[Answer]:
    """The annotated answers of one part, or of ``all``."""
    found = []
    for row in tomllib.loads(FILE.read_text("utf-8"))["passage"]:
        if part != "all" and (row["id"] % 2 == 0) != (part == "check"):
            continue
        text = row["text"]
        for one in row["answers"]:
            places = [m.span() for m in re.finditer(rf"\b{re.escape(one['cue'])}\b", text)]
            told = [one["to"]] if isinstance(one["to"], str) else one["to"]
            to = tuple((text.index(t), text.index(t) + len(t)) for t in told if t)
            found.append(Answer(row["id"], text, places[one.get("nth", 1) - 1], to))
    return found


def outcome(answer: Answer, report: AttributedReport) -> Outcome:
    """What became of one annotated answer in the passage as read."""
    for draft in report.statements:
        first = draft.sources[0]
        cue = first.cue_start < answer.cue[1] and answer.cue[0] < first.cue_end
        if first.cue_start < 0 or not cue or draft.stance not in ANSWERING:
            continue
        if draft.answers < 0:
            return Outcome(True, "", not answer.to)
        other = report.statements[draft.answers]
        held = any(other.start < end and start < other.end for start, end in answer.to)
        return Outcome(True, answer.text[other.start : other.end], held)
    return Outcome(False, "", False)


def read(found: Sequence[Answer]) -> list[Outcome]:
    """Read each passage as a report of its own."""
    lexicon = load_lexicon()
    reports = [
        Report.make(location=str(a.number), source_text=a.text, language="en") for a in found
    ]
    return [
        outcome(answer, attribute(extract(parsed, lexicon), lexicon))
        for answer, parsed in zip(found, parse_many(reports), strict=True)
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--part", choices=["dev", "check", "all"], default="dev")
    parser.add_argument("--errors", action="store_true", help="list them (dev only)")
    options = parser.parse_args()
    gold = answers(options.part)
    made = read(gold)
    both = list(zip(gold, made, strict=True))
    tied = sum(bool(o.tied) for o in made)
    right = sum(o.right and bool(a.to) for a, o in both)
    told = sum(bool(a.to) for a in gold)
    kept = sum(o.right and not a.to for a, o in both)
    print(f"{len(gold)} answers, {sum(o.found for o in made)} found as such")
    print(f"right {right}/{tied}/{told}  precision {right / max(1, tied):.3f}", end="  ")
    print(f"recall {right / max(1, told):.3f}  open {kept}/{len(gold) - told}")
    for a, o in both:
        if options.errors and options.part == "dev" and not o.right:
            state = "not found" if not o.found else f"tied to <{o.tied}>"
            print(f"- {a.number}: {state}: {a.text}")


if __name__ == "__main__":
    main()
