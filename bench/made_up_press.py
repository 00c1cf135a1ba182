"""Reconciliation measured on a made-up press whose truth is known.

    python bench/made_up_press.py --reports 1000 --seed 7

The press (bench/press_generator.py) is coded as a faultless reading would (bench/press_coding.py),
so that what is measured is reconciliation alone. With ``--text`` the real chain reads its text:
what it misses then counts as a happening of its own, and all figures fall by what it misreads.
Seeds 1 to 9 are for development; report figures on others.
"""

from __future__ import annotations

import argparse
import time
from collections import Counter, defaultdict
from collections.abc import Hashable, Mapping
from itertools import combinations

from coreference_scores import all_scores
from dragoman.lexicon import load_lexicon
from dragoman.model import CodedReport, ForecastStatus, Reconciliation
from dragoman.reconcile import reconcile
from press_coding import code, raw_report
from press_generator import make_press
from press_records import MadePress
from press_wordings import MORE
from press_world import WORDINGS as TWO

WORDINGS = {**TWO, **MORE}


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reports", type=int, nargs="*", default=[100, 1000])
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--text", action="store_true", help="run the real chain on the text")
    parser.add_argument(
        "--wording",
        choices=sorted(WORDINGS),
        default="first",
        help='with --text; "aside" was never looked at while rules were made',
    )
    parser.add_argument("--errors", action="store_true", help="print what went wrong")
    options = parser.parse_args()
    lexicon = load_lexicon()
    for count in options.reports:
        press = make_press(count, options.seed, WORDINGS[options.wording])
        coded, facts, foreseen = read_press(press) if options.text else coded_press(press)
        begun = time.perf_counter()
        made = reconcile(coded, lexicon)
        spent = time.perf_counter() - begun
        print(
            f"\n{len(press.reports)} reports, {len(press.facts)} facts, seed {options.seed}: "
            f"{spent:.2f} s, {1000 * spent / len(press.reports):.2f} ms a report"
        )
        Judge(press, made, coded, facts, foreseen, options.errors).report()


def coded_press(
    press: MadePress,
) -> tuple[list[CodedReport], dict[str, int], dict[str, int]]:
    """All reports coded, event id to fact, forecast id to fact (-1 for none)."""
    coded, facts, foreseen = [], {}, {}
    for made in press.reports:
        one, ours, theirs = code(made, press)
        coded.append(one)
        facts.update(ours)
        foreseen.update(theirs)
    return coded, facts, foreseen


def read_press(press: MadePress) -> tuple[list[CodedReport], dict[str, int], dict[str, int]]:
    """The same through the real chain; a mention that it misses gets a key of its own."""
    from dragoman.chain import code_reports

    lexicon = load_lexicon()
    coded = list(code_reports([raw_report(made) for made in press.reports], lexicon))
    facts: dict[str, int] = {}
    foreseen: dict[str, int] = {}
    for made, one in zip(press.reports, coded, strict=True):
        for telling in made.tellings:
            start = made.text.index(telling.sentence)
            inside = [e for e in one.events if 0 <= e.trigger.start - start < len(telling.sentence)]
            kind = press.facts[telling.fact].kind.type
            inside.sort(key=lambda e: (e.type != kind, e.trigger.start))
            missed = f"missed {made.number} {start}"
            facts[inside[0].id if inside else missed] = telling.fact
        for foresight in made.foresights:
            start = made.text.index(foresight.sentence)
            end = start + len(foresight.sentence)
            for forecast in one.forecasts:
                if any(start <= e.start < end for e in forecast.evidence):
                    foreseen[forecast.id] = foresight.fact
    return coded, facts, foreseen


class Judge:
    """Compares a reconciliation with the truth."""

    def __init__(
        self,
        press: MadePress,
        made: Reconciliation,
        coded: list[CodedReport],
        facts: Mapping[str, int],
        foreseen: Mapping[str, int],
        errors: bool,
    ) -> None:
        self.press, self.made, self.coded = press, made, coded
        self.facts, self.foreseen, self.errors = facts, foreseen, errors
        self.home = {e: h.id for h in made.happenings for e in h.event_ids}
        missed = [key for key in facts if key not in self.home]
        self.home.update((key, key) for key in missed)
        if missed:
            print(f"  mentions that the chain misses: {len(missed)} of {len(facts)}")
        self.happening = {h.id: h for h in made.happenings}

    def report(self) -> None:
        """Print every figure."""
        self.happenings()
        self.origins()
        self.differences()
        self.forecasts()
        self.copies()

    def complain(self, *words: object) -> None:
        """Print an error if errors are asked for."""
        if self.errors:
            print("   !", *words)

    def happenings(self) -> None:
        gold: dict[Hashable, Hashable] = dict(self.facts)
        print("  happenings      " + _scores(gold, {e: self.home[e] for e in self.facts}))
        for name, key in (
            ("same type, pair, month", self._month),
            ("same story, type", self._story),
        ):
            print(f"  {name:<25}" + _scores(gold, key()))
        groups = Counter(self.facts.values())
        whole = 0
        for fact, size in groups.items():
            homes = {self.home[e] for e, f in self.facts.items() if f == fact}
            members = [e for h in homes if h in self.happening for e in self.happening[h].event_ids]
            members = [e for e in members if e in self.facts]
            if len(homes) == 1 and len(members) == size:
                whole += 1
            else:
                self.complain(
                    "fact",
                    fact,
                    self.press.facts[fact].kind.type,
                    "in",
                    len(homes),
                    "happenings of",
                    sorted({self.facts.get(e, -9) for e in members}),
                )
        print(f"  recovered to the last mention: {whole}/{len(groups)} = {whole / len(groups):.3f}")

    def _month(self) -> dict[Hashable, Hashable]:
        found: dict[Hashable, Hashable] = {}
        for coded in self.coded:
            for event in coded.events:
                if event.id in self.facts:
                    when = event.occurred_at.earliest or coded.report.published_at.earliest
                    pair = frozenset(p.country for p in (*event.initiators, *event.recipients))
                    found[event.id] = (event.type, pair, str(when)[:7])
        return found

    def _story(self) -> dict[Hashable, Hashable]:
        stories = dict(self.made.stories)
        return {
            e.id: (stories[c.report.id], e.type)
            for c in self.coded
            for e in c.events
            if e.id in self.facts
        }

    def _of_fact(self, fact: int) -> str:
        """The happening that holds most mentions of a fact."""
        homes = Counter(self.home[e] for e, f in self.facts.items() if f == fact)
        return min(homes, key=lambda h: (-homes[h], h))

    def origins(self) -> None:
        off: Counter[int] = Counter()
        by_fact = defaultdict(Counter)
        for event, fact in self.facts.items():
            by_fact[fact][self.home[event]] += 1
        for fact, homes in by_fact.items():
            best = min(homes, key=lambda h: (-homes[h], h))
            true = self.press.truth.origins[fact]
            if best not in self.happening:
                off[-len(true)] += 1
                continue
            found = {o.name for o in self.happening[best].origins}
            off[len(found) - len(true)] += 1
            if found != true:
                self.complain("origins of", fact, sorted(true), "found", sorted(found))
        exact = off[0] / (sum(off.values()) or 1)
        print(f"  origin counts exact: {exact:.3f}   off by {dict(sorted(off.items()))}")

    def differences(self) -> None:
        fact_of: dict[str, int] = {}
        for happening in self.made.happenings:
            counts = Counter(self.facts[e] for e in happening.event_ids if e in self.facts)
            if counts:
                fact_of[happening.id] = min(counts, key=lambda f: (-counts[f], f))
        # The chain may name what is counted otherwise ("shells" for "items"); a fact has one count.
        found = {
            (fact_of[d.happening_id], d.slot.partition(":")[0], d.kind.value)
            for d in self.made.differences
            if d.happening_id in fact_of
        }
        true = {(f, s.partition(":")[0], k) for f, s, k in self.press.truth.differences}
        for missed in sorted(true - found):
            self.complain("missed", missed)
        for extra in sorted(found - true):
            self.complain("extra", extra)
        print(f"  differences     {_f1(true, found)}")
        for name in sorted({(s.split(":")[0], k) for _, s, k in true | found}):
            ours = {d for d in true if (d[1].split(":")[0], d[2]) == name}
            theirs = {d for d in found if (d[1].split(":")[0], d[2]) == name}
            print(f"    {name[0] + ' ' + name[1]:<22}{_f1(ours, theirs)}")

    def forecasts(self) -> None:
        right = settled = due = 0
        for forecast in self.made.forecasts:
            fact = self.foreseen.get(forecast.id)
            if fact is None:
                continue
            told = any(f == fact for f in self.facts.values())
            due += told
            if forecast.status is ForecastStatus.FULFILLED:
                settled += 1
                best = forecast.settled_by[0]
                true = {self.facts.get(e) for e in self.happening[best].event_ids}
                right += fact in true
                if fact not in true:
                    self.complain("forecast of", fact, "settled by", true)
            elif told:
                self.complain("forecast of", fact, "left", forecast.status.value)
        precision, recall = right / (settled or 1), right / (due or 1)
        print(f"  forecasts settled: P {precision:.3f} R {recall:.3f} ({right}/{settled}/{due})")

    def copies(self) -> None:
        """Pairs of reports in one group of copies; which came first is often nowhere told."""
        ids = {n: c.report.id for n, c in enumerate(self.coded)}
        root = {
            ids[r.number]: ids[r.copy_of] if r.copy_of >= 0 else ids[r.number]
            for r in self.press.reports
        }
        first = {c.report_id: c.copy_of for c in self.made.copies if c.kind != "partial"}
        found = {key: first.get(key, key) for key in root}
        print(f"  copies, pairs in one group {_f1(_pairs(root), _pairs(found))}")


def _pairs(group_of: Mapping[str, str]) -> set[tuple[str, str]]:
    groups = defaultdict(list)
    for key in sorted(group_of):
        groups[group_of[key]].append(key)
    return {pair for members in groups.values() for pair in combinations(members, 2)}


def _scores(gold: Mapping[Hashable, Hashable], found: Mapping[Hashable, Hashable]) -> str:
    scores = all_scores(gold, found)
    return "  ".join(f"{name} {score.f1:.3f}" for name, score in scores.items())


def _f1(true: set, found: set) -> str:  # type: ignore[type-arg]
    hit = len(true & found)
    precision, recall = hit / (len(found) or 1), hit / (len(true) or 1)
    f1 = 2 * precision * recall / ((precision + recall) or 1)
    return f"P {precision:.3f} R {recall:.3f} F1 {f1:.3f} ({hit}/{len(found)}/{len(true)})"


if __name__ == "__main__":
    main()
