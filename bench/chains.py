"""Speaker chains on passages of our own, each with the chain of one statement.

    python bench/chains.py [--part dev|check] [--errors]

The passages stand in `bench/voices/chains.toml`; those with an even number are the check part. A
chain is right where it has as many links as told and each shares a word with its own.
"""

from __future__ import annotations

import argparse
import re
import tomllib
from pathlib import Path
from typing import Any

from dragoman.attribute import AttributedReport, attribute
from dragoman.attribute.records import SourceDraft
from dragoman.extract import extract
from dragoman.lexicon import load_lexicon
from dragoman.model import Report
from dragoman.parse import parse_many

FILE = Path(__file__).parent / "voices/chains.toml"


def passages(part: str) -> list[dict[str, Any]]:
    """The passages of one part, or of ``all``."""
    rows = tomllib.loads(FILE.read_text("utf-8"))["passage"]
    return [r for r in rows if part == "all" or (r["id"] % 2 == 0) == (part == "check")]


def chains(report: AttributedReport, cue: str) -> list[list[SourceDraft]]:
    """The chains, without the publisher, of the statements that a cue marks."""
    text = report.extracted.parsed.report.source_text
    at = [m.span() for m in re.finditer(rf"\b{re.escape(cue)}\b", text)]
    found = []
    for draft in report.statements:
        first = draft.sources[0]
        if any(first.cue_start < end and start < first.cue_end for start, end in at):
            found.append([s for s in draft.sources if s.head != -1])
    return found


def same(text: str, chain: list[SourceDraft], wanted: list[str]) -> bool:
    """Whether each link shares a place with the words told, nobody with "?"."""
    if len(chain) != len(wanted):
        return False
    for link, words in zip(chain, wanted, strict=True):
        if words == "?" or link.start < 0:
            if words != "?" or link.start >= 0:
                return False
            continue
        start = text.index(words)
        if not (link.start < start + len(words) and start < link.end):
            return False
    return True


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--part", choices=["dev", "check", "all"], default="dev")
    parser.add_argument("--errors", action="store_true", help="list them (dev only)")
    options = parser.parse_args()
    lexicon = load_lexicon()
    rows = passages(options.part)
    reports = [
        Report.make(location=str(r["id"]), source_text=r["text"], language="en") for r in rows
    ]
    found = right = 0
    for row, parsed in zip(rows, parse_many(reports), strict=True):
        told = chains(attribute(extract(parsed, lexicon), lexicon), row["cue"])
        hit = any(same(row["text"], chain, row["chain"]) for chain in told)
        found += bool(told)
        right += hit
        if options.errors and options.part == "dev" and not hit:
            shown = [
                [row["text"][s.start : s.end] if s.start >= 0 else "?" for s in chain]
                for chain in told
            ]
            print(f"- {row['id']}: {row['text']}\n  wanted {row['chain']}, got {shown}")
    print(f"{len(rows)} chains, {found} statements found, {right} right")


if __name__ == "__main__":
    main()
