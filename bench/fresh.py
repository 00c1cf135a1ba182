"""Attribution and factuality on later passages of our own from other fields.

    python bench/fresh.py [--part dev|check] [--errors]

The passages stand in `bench/voices/fresh.toml`: trade, sport, fisheries, elections, networks; each
tells of one statement (chain, stance, what it answers) and of one event. Those with an even number
are the check part. A statement is found by its cue; stance, chain and answer are of the found ones.
"""

from __future__ import annotations

import argparse
import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

from chains import chains, same
from dragoman.attribute import AttributedReport, attribute, factuality_of
from dragoman.extract import extract
from dragoman.lexicon import Lexicon, load_lexicon
from dragoman.model import Report
from dragoman.parse import parse_many

FILE = Path(__file__).parent / "voices/fresh.toml"


def outcomes(row: dict[str, Any], report: AttributedReport, lexicon: Lexicon) -> dict[str, str]:
    """What is right (an empty string) and what stands there instead, layer by layer."""
    text, at = row["text"], row["text"].index(row["cue"])
    found = {"event": _event(row, report, lexicon)}
    drafts = [
        d
        for d in report.statements
        if d.sources[0].cue_start < at + len(row["cue"]) and at < d.sources[0].cue_end
    ]
    if not drafts:
        return found | {"found": "none"}
    right = any(same(text, chain, row["chain"]) for chain in chains(report, row["cue"]))
    links = [[text[s.start : s.end] for s in d.sources if s.start >= 0] for d in drafts]
    stances = [d.stance.value for d in drafts]
    found |= {"found": "", "chain": "" if right else str(links)}
    found["stance"] = "" if row["stance"] in stances else ", ".join(stances)
    tied = [report.statements[d.answers] for d in drafts if d.answers >= 0]
    if row["to"]:
        start = text.index(row["to"])
        met = any(t.start < start + len(row["to"]) and start < t.end for t in tied)
        found["answer"] = "" if met else str([text[t.start : t.end] for t in tied])
    else:
        found["open"] = "" if not tied else str([text[t.start : t.end] for t in tied])
    return found


def _event(row: dict[str, Any], report: AttributedReport, lexicon: Lexicon) -> str:
    at = row["text"].index(row["event"])
    for sentence in report.extracted.parsed.sentences:
        for token in sentence.tokens:
            if token.start == at:
                value = factuality_of(sentence, token.i, lexicon.cues).value
                return "" if value == row["value"] else value
    return "no such token"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--part", choices=["dev", "check"], default="dev")
    parser.add_argument("--errors", action="store_true", help="list them (dev only)")
    options = parser.parse_args()
    lexicon = load_lexicon()
    every = tomllib.loads(FILE.read_text("utf-8"))["passage"]
    rows = [r for r in every if (r["id"] % 2 == 0) == (options.part == "check")]
    reports = [
        Report.make(location=str(r["id"]), source_text=r["text"], language="en") for r in rows
    ]
    right: Counter[str] = Counter()
    asked: Counter[str] = Counter()
    for row, parsed in zip(rows, parse_many(reports), strict=True):
        found = outcomes(row, attribute(extract(parsed, lexicon), lexicon), lexicon)
        for layer, wrong in found.items():
            asked[layer] += 1
            right[layer] += not wrong
            if wrong and options.errors and options.part == "dev":
                print(f"- {row['id']} {layer}: {wrong} | {row['text']}")
    for layer in ("found", "chain", "stance", "answer", "open", "event"):
        print(f"{layer:8} {right[layer]:3} of {asked[layer]:3}")


if __name__ == "__main__":
    main()
