"""The first real case against what a person listed from it beforehand.

    python bench/five_reports.py [--reports ../shared/reports] [--missing]

Prints, per kind, how many of the listed facts came out, and the missing ones. The list is
`bench/five_reports.toml`; it was written from the texts and is what the rules are read against,
so its figures are on development data.
"""

from __future__ import annotations

import argparse
import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

from dragoman.chain import code_reports
from dragoman.lexicon import load_lexicon
from dragoman.model import CodedReport, Event, PartialDate, Participant, Source, Statement
from dragoman.read import Loaded, read_paths


def side(participants: tuple[Participant, ...]) -> set[str]:
    return {p.country for p in participants if p.country}


def pair_fits(event: Event, wanted: str) -> bool:
    for choice in wanted.split("|"):
        left, _, right = choice.partition(">")
        sides = ((left, side(event.initiators)), (right, side(event.recipients)))
        if all((not found) if w == "?" else set(w.split("+")) == found for w, found in sides):
            return True
    return False


def credited(sources: tuple[Source, ...], words: str) -> bool:
    return any(words.lower() in f"{s.name} {s.text}".lower() for s in sources)


def holds(when: PartialDate, fact: dict[str, Any]) -> bool:
    if fact.get("open_date") and when.known and when.precision != 5:
        return False
    wanted = fact.get("earliest")
    return not wanted or (when.earliest is not None and when.earliest.isoformat() == wanted)


class Case:
    """One coded report with its statements by id."""

    def __init__(self, coded: CodedReport) -> None:
        self.coded = coded
        self.statements: dict[str, Statement] = {s.id: s for s in coded.statements}

    def sources(self, statement_id: str) -> tuple[Source, ...]:
        statement = self.statements.get(statement_id)
        return statement.sources if statement else ()

    def event(self, fact: dict[str, Any]) -> bool:
        types, _, pair = fact["is"].partition(" ")
        return any(
            e.type in types.split("|")
            and pair_fits(e, pair)
            and {i.cls for i in e.items} >= set(fact.get("items", ()))
            and (not fact.get("linked") or e.in_return_for)
            and e.factuality.value in fact.get("factuality", [e.factuality.value])
            and fact.get("sentence", "") in e.evidence[0].exact
            and holds(e.occurred_at, fact)
            and ("source" not in fact or credited(self.sources(e.statement_id), fact["source"]))
            for e in self.coded.events
        )

    def figure(self, fact: dict[str, Any]) -> bool:
        return any(
            q.measure == fact["measure"]
            and all(getattr(q, k) == fact[k] for k in ("low", "best", "high") if k in fact)
            and q.bound.value == fact.get("bound", q.bound.value)
            and ("subject" not in fact or fact["subject"] in side(q.subject))
            and ("source" not in fact or credited(self.sources(q.statement_id), fact["source"]))
            and str(q.as_of.earliest or "").startswith(fact.get("as_of", ""))
            for q in self.coded.quantities
        )

    def said(self, fact: dict[str, Any]) -> bool:
        return any(
            credited(s.sources, fact["source"])
            and fact.get("has", "") in s.content.exact
            and s.stance.value in fact.get("stance", [s.stance.value])
            for s in self.coded.statements
        )

    def forecast(self, fact: dict[str, Any]) -> bool:
        return any(
            fact["outcome"].lower() in f.outcome.exact.lower()
            and (not fact["holder"] or credited(f.sources, fact["holder"]))
            and (
                not fact["condition"]
                or (f.condition is not None
                    and fact["condition"].lower() in f.condition.exact.lower())
            )
            for f in self.coded.forecasts
        )  # fmt: skip

    def report(self, fact: dict[str, Any]) -> bool:
        r = self.coded.report
        day = r.published_at.earliest.isoformat() if r.published_at.earliest else ""
        return (
            fact.get("publisher", "").lower() in r.publisher.lower()
            and fact.get("relayed_by", "").lower() in r.relayed_by.lower()
            and fact.get("language", r.language) == r.language
            and fact["published"] == day
        )

    def never(self, fact: dict[str, Any]) -> bool:
        text = self.coded.report.source_text
        sentences = [text[s.start : s.end] for s in self.coded.sentences]
        return not any(w in s for w in fact["words"] for s in sentences)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--reports", type=Path, default=Path("../shared/reports"))
    parser.add_argument("--missing", action="store_true", help="list what did not come out")
    args = parser.parse_args()
    if not args.reports.is_dir():
        raise SystemExit(f"no reports at {args.reports}")
    facts = tomllib.loads((Path(__file__).parent / "five_reports.toml").read_text("utf-8"))
    lexicon = load_lexicon()
    loaded = [x.report for x in read_paths([str(args.reports)], lexicon) if isinstance(x, Loaded)]
    cases = [Case(c) for c in code_reports(loaded, lexicon)]
    found: Counter[str] = Counter()
    missing = []
    for kind, rows in facts.items():
        for fact in rows:
            if getattr(cases[fact["report"]], kind)(fact):
                found[kind] += 1
            else:
                missing.append((kind, fact))
    for kind, rows in facts.items():
        print(f"{kind:10} {found[kind]:3} of {len(rows):3}")
    total = sum(map(len, facts.values()))
    print(f"{'all':10} {sum(found.values()):3} of {total:3}")
    if args.missing:
        for kind, fact in missing:
            print("missing", kind, fact)


if __name__ == "__main__":
    main()
