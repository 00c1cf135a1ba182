"""Places and times of events on our own sentences (`places.toml`), beside trivial baselines.

    python bench/places.py [--part dev|check|all] [--errors]

Gold events are found by their trigger. Recall counts every gold place (time), also of events that
were not coded; "where coded" leaves those out. A name is right where one holds the other's words
("Rafah" of "the Rafah crossing"), a time where both its ends are. Baselines: of places, the
dateline, and the place of the gazetteer nearest to the trigger; of times, the report's day, and
the first time expression of the sentence. Half of the cases by the hash of their text is the check
part, which was not looked at while the rules were written.
"""

from __future__ import annotations

import argparse
import hashlib
import tomllib
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from dragoman.attribute import attribute
from dragoman.extract import extract
from dragoman.extract.records import ExtractedReport
from dragoman.lexicon import Lexicon, load_lexicon
from dragoman.model import OPEN, ActorKind, CodedReport, Event, PartialDate, Place, Report
from dragoman.parse import parse_many
from dragoman.resolve import resolve
from dragoman.resolve.dates import Clock, resolve_time

CASES = Path(__file__).with_name("places.toml")
PUBLISHED = "2024-05-15"
NOT_TOLD = ("told by", "ahead of")
KINDS = {ActorKind.STATE, ActorKind.PLACE, ActorKind.GOVERNMENT}

Where = frozenset[tuple[str, str]]
Days = tuple[date | None, date | None]


class Gold(NamedTuple):
    triggers: tuple[str, ...]
    places: tuple[Where, ...]
    times: tuple[Days | None, ...]


class Guess(NamedTuple):
    """What one system says of one event; ``None`` for an event that it does not have."""

    places: Where
    time: Days | None


class Tally:
    """True and false positives and what was missed."""

    def __init__(self) -> None:
        self.right = self.wrong = self.missed = self.uncoded = 0

    def __str__(self) -> str:
        given, told = self.right + self.wrong, self.right + self.missed
        p = self.right / given if given else 0.0
        r = self.right / told if told else 0.0
        coded = told - self.uncoded
        where = self.right / coded if coded else 0.0
        f = 2 * p * r / (p + r) if p + r else 0.0
        return f"P {p:.3f}  R {r:.3f}  F1 {f:.3f}   of {told}; R where coded {where:.3f}"


def in_check(text: str) -> bool:
    return hashlib.sha256(text.encode()).digest()[0] % 2 == 0


def gold_of(line: str) -> Gold:
    triggers, places, times = (part.strip() for part in line.split(" @ "))
    return Gold(
        tuple(triggers.split("|")),
        tuple(_where(one) for one in places.split("|")),
        tuple(_days(one) for one in times.split("|")),
    )


def _where(told: str) -> Where:
    if told == "-":
        return frozenset()
    pairs = (one.strip().lstrip("*").rpartition("/") for one in told.split(" + "))
    return frozenset((name, country) for name, _, country in pairs)


def _days(told: str) -> Days | None:
    if told == "-":
        return None
    if ".." in told:
        first, last = told.split("..")
        return (_day(first, 0), _day(last, -1))
    return (_day(told, 0), _day(told, -1))


def _day(told: str, end: int) -> date | None:
    """The first (0) or the last (-1) day of a day, a month or a year."""
    if not told:
        return None
    parts = [int(p) for p in told.split("-")]
    if len(parts) == 3:
        return date(*parts)
    whole = PartialDate.year(parts[0], "") if len(parts) == 1 else PartialDate.month(*parts, "")
    return whole.earliest if end == 0 else whole.latest


def alike(one: str, other: str) -> bool:
    a, b = (f" {x.casefold().removeprefix('the ')} " for x in (one, other))
    return a in b or b in a


def score_set(tally: Tally, golds: Sequence[set[str]], said: set[str], coded: bool) -> bool:
    """Add the best alternative; returns whether all is right."""

    def misses(gold: set[str]) -> tuple[int, int]:
        right = sum(any(alike(g, s) for s in said) for g in gold)
        return (len(said) - right) + (len(gold) - right), -right

    gold = min(golds, key=misses)
    right = sum(any(alike(g, s) for s in said) for g in gold)
    wrong = sum(not any(alike(g, s) for g in gold) for s in said)
    tally.right += right
    tally.wrong += wrong
    tally.missed += len(gold) - right
    tally.uncoded += 0 if coded else len(gold)
    return right == len(gold) and not wrong


def score_time(tally: Tally, golds: Sequence[Days | None], said: Days | None, coded: bool) -> bool:
    if said is not None and said in golds:
        tally.right += 1
        return True
    if said is None and None in golds:
        return True
    tally.wrong += said is not None
    if None not in golds:
        tally.missed += 1
        tally.uncoded += not coded
    return False


def report_of(n: int, case: dict[str, Any]) -> Report:
    name, _, country = case.get("dateline", "").rpartition("/")
    return Report.make(
        location=f"case {n}",
        source_text=case["text"],
        language="en",
        published_at=PartialDate.day(
            date.fromisoformat(case.get("published", PUBLISHED)), "the case"
        ),
        dateline=Place(name, country) if name else None,
    )


def ours(coded: CodedReport, triggers: Sequence[str]) -> Guess | None:
    found = [e for e in coded.events if _is_at(coded.report.source_text, e.trigger.start, triggers)]
    if not found:
        return None
    places = frozenset((p.name, p.country) for e in found for p in e.places)
    return Guess(places, next((t for e in found if (t := told_time(e))), None))


def _is_at(text: str, start: int, triggers: Sequence[str]) -> bool:
    """Whether a trigger begins there; "expelled#2" is the second of that word."""
    for told in triggers:
        word, _, n = told.partition("#")
        if text.startswith(word, start) and text.count(word, 0, start) == int(n or 1) - 1:
            return True
    return False


def told_time(event: Event) -> Days | None:
    when = event.occurred_at
    if not when.known or when.basis.startswith(NOT_TOLD):
        return None
    return (when.earliest, when.latest)


def plain(extracted: ExtractedReport, case: dict[str, Any], triggers: Sequence[str]) -> Guess:
    """The nearest place that the gazetteer knows, and the first time of the trigger's sentence."""
    for s in extracted.parsed.sentences:
        at = next(
            (t.i for t in s.tokens if t.text in {w.partition("#")[0] for w in triggers}), None
        )
        if at is None:
            continue
        near = [m for m in extracted.mentions if m.sentence == s.index and m.kind in KINDS]
        near = sorted((m for m in near if m.country), key=lambda m: abs(m.head - at))[:1]
        places = frozenset((s.words(m.start, m.end), m.country) for m in near)
        drafts = [d for d in extracted.times if d.sentence == s.index]
        clock = Clock(extracted.parsed.report.published_at, None)
        when = resolve_time(drafts[0], clock) if drafts else OPEN
        return Guess(places, (when.earliest, when.latest) if when.known else None)
    return Guess(frozenset(), None)


def from_report(case: dict[str, Any]) -> Guess:
    """The dateline and the report's day."""
    day = date.fromisoformat(case.get("published", PUBLISHED))
    return Guess(_where(case["dateline"]) if "dateline" in case else frozenset(), (day, day))


def evaluate(
    name: str,
    cases: Sequence[dict[str, Any]],
    guess: Callable[[int, Gold], Guess | None],
    errors: bool,
) -> None:
    country, place, time = Tally(), Tally(), Tally()
    coded, told = 0, 0
    for n, case in enumerate(cases):
        for line in case["events"]:
            gold = gold_of(line)
            found = guess(n, gold)
            told += 1
            coded += found is not None
            said = found or Guess(frozenset(), None)
            lands = [{c for _, c in alt if c} for alt in gold.places]
            names = [{x for x, _ in alt} for alt in gold.places]
            known = found is not None
            good = [
                score_set(country, lands, {c for _, c in said.places if c}, known),
                score_set(place, names, {x for x, _ in said.places}, known),
                score_time(time, gold.times, said.time, known),
            ]
            if errors and not all(good):
                marks = "".join(m if g else m.upper() for m, g in zip("cnt", good, strict=True))
                print(f"{marks} {'' if known else '(not coded) '}{case['text']}")
                print(f"      gold {line}")
                print(f"      said {sorted(said.places)} {_shown(said.time)}")
    print(f"{name}: {coded} of {told} events")
    for label, tally in (("country", country), ("place", place), ("time", time)):
        print(f"  {name} {label:8} {tally}")


def _shown(days: Days | None) -> str:
    return "-" if days is None else f"{days[0] or ''}..{days[1] or ''}"


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--part", choices=("dev", "check", "all"), default="dev")
    parser.add_argument("--errors", action="store_true")
    parser.add_argument("--data", help="not needed; all benchmarks take it")
    options = parser.parse_args()
    cases = [
        c
        for c in tomllib.loads(CASES.read_text(encoding="utf-8"))["case"]
        if options.part == "all" or in_check(c["text"]) == (options.part == "check")
    ]
    lexicon = load_lexicon()
    found = list(code(cases, lexicon))
    print(f"{options.part}: {len(cases)} cases")
    evaluate("dragoman", cases, lambda n, g: ours(found[n][1], g.triggers), options.errors)
    evaluate("nearest", cases, lambda n, g: plain(found[n][0], cases[n], g.triggers), False)
    evaluate("dateline", cases, lambda n, _g: from_report(cases[n]), False)


def code(
    cases: Sequence[dict[str, Any]], lexicon: Lexicon
) -> Iterable[tuple[ExtractedReport, CodedReport]]:
    """Each case as its drafts and as its records."""
    for parsed in parse_many([report_of(n, case) for n, case in enumerate(cases)]):
        extracted = extract(parsed, lexicon)
        yield extracted, resolve(attribute(extracted, lexicon), lexicon)


if __name__ == "__main__":
    main()
