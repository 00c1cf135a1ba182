"""What a person listed from reports beforehand, against what comes out of them.

    python bench/facts.py --set five|own [--part dev|dev2|dev3|check] [--story NAME] [--missing]

The set `five` is the first real case (`five_reports.toml`, reports at `--reports`); the set `own`
is seventeen stories of our own invention (`facts/own/STORY`), listed before they were ever run.
Five of them are `dev`, three more `dev2`, four `dev3`, the other five `check`: nobody reads what
is missing there, so `--missing` is refused.

Prints, per kind, how many of the listed facts came out; for `own` also which share of the coded
events is listed, and how often each slot of a found event is right.
"""

from __future__ import annotations

import argparse
import tomllib
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from dragoman.chain import code_reports
from dragoman.lexicon import Lexicon, load_lexicon
from dragoman.model import Event
from dragoman.read import Loaded, read_paths
from dragoman.reconcile import reconcile
from fact_kinds import SLOTS, Case, Fact, not_against, told

HERE = Path(__file__).resolve().parent
OWN = HERE / "facts" / "own"
FIVE = HERE / "five_reports.toml"
NOT_ASKED = frozenset({"optional"})
"""True events that a coder need not list: they count for precision alone."""
BOTH_CODED = "one happening where both events were coded"
USUAL = ["actual", "ongoing"]
"""How a listed event stands where its row does not say."""


@dataclass
class Score:
    """Counts over one story or more."""

    found: Counter[str] = field(default_factory=Counter)
    listed: Counter[str] = field(default_factory=Counter)
    missing: list[str] = field(default_factory=list)
    stray: list[str] = field(default_factory=list)
    coded: int = 0
    true: int = 0
    sided: int = 0
    stands: int = 0

    def add(self, other: Score) -> None:
        self.found.update(other.found)
        self.listed.update(other.listed)
        self.missing += other.missing
        self.stray += other.stray
        self.coded += other.coded
        self.true += other.true
        self.sided += other.sided
        self.stands += other.stands


def list_of(story: Path) -> dict[str, list[Fact]]:
    """The facts of a story by kind, with what its rows leave to be understood."""
    rows = tomllib.loads((story / "facts.toml").read_text("utf-8"))
    facts = {kind: rows[kind] for kind in rows if isinstance(rows[kind], list)}
    for fact in [*facts["event"], *facts["optional"]]:
        fact.setdefault("factuality", USUAL)
    for fact in facts["report"]:
        text = (story / f"{fact['report']}.txt").read_text("utf-8")
        fact.setdefault("title", text.partition("\n")[0])
        fact.setdefault("language", "en")
    return facts


def stories(part: str) -> list[Path]:
    """Folders of the stories of a part, in order of name."""
    found = sorted(p.parent for p in OWN.glob("*/facts.toml"))
    return [
        p for p in found if tomllib.loads((p / "facts.toml").read_text("utf-8"))["part"] == part
    ]


def read_case(folder: Path, lexicon: Lexicon, first: int, *, across: bool) -> Case:
    """Code the reports of a folder; they are numbered from `first` in the order of their names."""
    loaded = [x.report for x in read_paths([str(folder)], lexicon) if isinstance(x, Loaded)]
    coded = list(code_reports(loaded, lexicon))
    return Case(dict(enumerate(coded, first)), reconcile(coded, lexicon) if across else None)


def score(case: Case, facts: dict[str, list[Fact]], name: str = "") -> Score:
    """Look for each listed fact."""
    result = Score()
    for kind in facts.keys() - NOT_ASKED:
        for fact in facts[kind]:
            right = getattr(case, kind)(fact)
            result.listed[kind] += 1
            result.found[kind] += right
            if not right:
                result.missing.append(f"{name} {kind} {_shown(fact)}{_why(case, kind, fact)}")
    for fact in facts.get("event", ()):
        _score_slots(case, fact, result)
    for fact in facts.get("one", ()):
        both = bool(case.happenings(fact["a"]) and case.happenings(fact["b"]))
        result.listed[BOTH_CODED] += both
        result.found[BOTH_CODED] += both and case.one(fact)
    if "optional" in facts:
        _score_strays(case, facts, result, name)
    return result


def _score_slots(case: Case, fact: Fact, result: Score) -> None:
    """Type and sides first, then each slot over the best of the events that have them."""
    found = [case.slots(fact, e) for e in case.events(fact)]
    result.listed["type and sides"] += 1
    result.found["type and sides"] += bool(found)
    best = max(found, key=lambda s: sum(s.values()), default={})
    for name, right in best.items():
        result.listed[name] += 1
        result.found[name] += right


def _score_strays(case: Case, facts: dict[str, list[Fact]], result: Score, name: str) -> None:
    """A coded event is right if a listed one of its sentence has its type, and no side differs.

    A side that was left open is a miss of recall, not an event too many; how many of the right
    ones have both sides and stand as listed is counted besides.
    """
    for number, coded in case.reports.items():
        rows = [f for k in ("event", "optional") for f in facts[k] if f["report"] == number]
        for event in coded.events:
            there = [f for f in rows if case.cites(f, event.evidence[:1], f["sentence"])]
            fits = [f for f in there if _any_pair(event, f, not_against)]
            whole = [f for f in fits if _any_pair(event, f, told)]
            result.coded += 1
            result.true += bool(fits)
            result.sided += bool(whole)
            result.stands += any(event.factuality in f["factuality"] for f in whole)
            if not fits:
                result.stray.append(f"{name} {number}: {_event(event)}")


def _any_pair(event: Event, fact: Fact, fits: Callable[[Event, str], bool]) -> bool:
    return any(fits(event, fact[k]) for k in ("is", "also") if k in fact)


def _event(event: Event) -> str:
    sides = [
        "+".join(p.country or p.name or p.text for p in ps) or "?"
        for ps in (event.initiators, event.recipients)
    ]
    return (
        f"{event.type} {'>'.join(sides)} {event.factuality.value} by {event.rule}"
        f" ({event.trigger.exact}) in {event.evidence[0].exact!r}"
    )


def _shown(fact: Fact) -> str:
    return ", ".join(f"{k}={v!r}" for k, v in fact.items())


def _why(case: Case, kind: str, fact: Fact) -> str:
    if kind == "one":
        coded = [len(case.happenings(fact[k])) for k in ("a", "b")]
        return f"\n    happenings of the two: {coded[0]}, {coded[1]}"
    if kind != "event":
        return ""
    found = case.events(fact)
    if found:
        wrong = [[n for n, r in case.slots(fact, e).items() if not r] for e in found]
        return f"\n    wrong: {min(wrong, key=len)}"
    bare = {k: fact[k] for k in ("report", "sentence") if k in fact}
    there = "".join(f"\n    there: {_event(e)}" for e in case.events(bare))
    return there or "\n    no event in the sentence"


def printed(result: Score, kinds: Iterable[str]) -> Iterable[str]:
    """The lines of the table."""
    kinds = list(kinds)
    for kind in kinds:
        yield f"{kind:10} {result.found[kind]:3} of {result.listed[kind]:3}"
    total = sum(result.listed[k] for k in kinds)
    yield f"{'all':10} {sum(result.found[k] for k in kinds):3} of {total:3}"
    if not result.coded:
        return
    for name in ("type and sides", *SLOTS, "linked"):
        if result.listed[name]:
            yield f"  events: {name:15} {result.found[name]:3} of {result.listed[name]:3}"
    yield f"{BOTH_CODED}: {result.found[BOTH_CODED]} of {result.listed[BOTH_CODED]}"
    for name, count in (
        ("coded events that are listed, open sides allowed", result.true),
        ("  with the sides that are listed", result.sided),
        ("  and standing as listed", result.stands),
    ):
        yield f"{name}: {count} of {result.coded} ({100 * count / result.coded:.0f} %)"


def five(reports: Path, lexicon: Lexicon) -> tuple[Score, list[str]]:
    """The first real case."""
    if not reports.is_dir():
        raise SystemExit(f"no reports at {reports}")
    facts = tomllib.loads(FIVE.read_text("utf-8"))
    return score(read_case(reports, lexicon, 0, across=False), facts), list(facts)


def own(part: str, only: str, lexicon: Lexicon) -> tuple[Score, list[str]]:
    """The invented stories of a part, each a case of its own."""
    result, kinds = Score(), dict[str, None]()
    for story in stories(part):
        if only in ("", story.name):
            facts = list_of(story)
            one = score(read_case(story, lexicon, 1, across=True), facts, story.name)
            asked = [k for k in facts if k not in NOT_ASKED]
            share = sum(one.found[k] for k in asked), sum(one.listed[k] for k in asked)
            listed = f"events listed {one.true} of {one.coded}"
            print(f"{story.name:10} {share[0]:3} of {share[1]:3}, {listed}")
            kinds.update(dict.fromkeys(asked))
            result.add(one)
    return result, list(kinds)


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--set", choices=("five", "own"), default="own")
    parser.add_argument("--part", choices=("dev", "dev2", "dev3", "check"), default="dev")
    parser.add_argument("--story", default="", help="one story alone")
    parser.add_argument("--reports", type=Path, default=Path("../shared/reports"))
    parser.add_argument("--missing", action="store_true", help="list what did not come out")
    args = parser.parse_args(arguments)
    if args.missing and args.set == "own" and args.part == "check":
        raise SystemExit("the check part is not read: its misses would become dev")
    lexicon = load_lexicon()
    if args.set == "five":
        result, kinds = five(args.reports, lexicon)
    else:
        result, kinds = own(args.part, args.story, lexicon)
    for line in printed(result, kinds):
        print(line)
    if args.missing:
        for line in [f"missing {m}" for m in result.missing] + [f"stray {s}" for s in result.stray]:
            print(line)


if __name__ == "__main__":
    main()
