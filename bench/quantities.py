"""Figures on NewsQuant and on sentences of our own: value, with unit, with change; other tools.

    python bench/quantities.py [--data ../shared/data] [--errors N] [--rivals DIR]
        [--split dev|check|all|own|later|fresh|fresh-last|press|press-last]

A row's figures are matched one to one by value (CQE's own scorer compares so too, to five digits,
but may count a pair twice). Then unit and change are right or wrong on the pairs; all three are F1
over all figures (precision over ours, recall over the gold). NewsQuant writes a vague number as
L-10L ("dozens": 12-120); ours keep the low end, so the scorer writes the high end in. It gives
neither ranks, multiples, absences nor vague "several"; these of ours are left out. Two levels told
with "from … to" are one range there. A unit is compared as one name with NewsQuant's: units of
measure by the mapping below, a counted noun with the adjectives and nouns before it in their lemmas
("eligible pensioner"); "head" counts the noun alone. A share's unit in NewsQuant is "%" with the
noun; that mark is set aside.
The sets and their splits are told in `quantity_sets.py`; NewsQuant's check part was read in
November 2026 and is a development set since. `press-last` and `fresh-last` are kept aside.
"""

from __future__ import annotations

import argparse
import random
import re
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from babel.numbers import get_currency_name

from dragoman.extract.figure.counted import singular
from dragoman.extract.quantities import find_quantities
from dragoman.extract.records import QuantityDraft
from dragoman.extract.times import find_times
from dragoman.lexicon.calendar import load_time_words
from dragoman.lexicon.figures import Figures, load_figures
from dragoman.lexicon.tables import Tables
from dragoman.model import Bound, Report
from dragoman.parse import parse_many
from dragoman.parse.sentence import Sentence
from quantity_sets import OPTIONAL, SPLITS, Figure, gold_of, load, number, span_value
from rivals import QUANTITIES, Found, reach

NAMES = {
    "percent": "percentage",
    "USD": "dollar",
    "GBP": "pound sterling",
    "SGD": "singapore dollar",
    "CNY": "chinese yuan",
    "INR": "rupee",
    "KRW": "south korean won",
    "times": "count",
    "revolution per minute": "revolutions per minute",
    "metric horsepower": "horsepower",
    "penny": "pence",
    "cent": "cent",
    "ILS": "shekel",
    "BTC": "bitcoin",
    "PLN": "polish złoty",
    "SEK": "swedish krone",
    "tonne": "metric ton",
    "megatonne": "megaton",
    "megaton of TNT": "megaton",
    "cubic centimetre": "millilitre",
    "acre-foot": "acre foot",
    "millimetre of mercury": "millimeter of mercury",
    "part per billion": "parts-per-billion",
    "part per million": "parts-per-million",
    "part per trillion": "parts-per-trillion",
    "milliampere hour": "milliampere-hour",
}
"""Our canonical units as NewsQuant's list of units names them, where the two differ."""

CHANGES = {
    Bound.ABOUT: "~",
    Bound.AT_LEAST: ">",
    Bound.OVER: ">",
    Bound.AT_MOST: "<",
    Bound.UNDER: "<",
}
SAMPLES = 2000
BETWEEN_LEVELS = 8
LEFT_OUT = {"rank", "multiple"}
MEASURED = {"distance", "duration", "interval", "area", "weight", "volume"}
MONEY_LABELS = {"CARDINAL", "MONEY", "PERCENT", "QUANTITY"}


def ours(sentence: Sentence, draft: QuantityDraft, figures: Figures) -> Figure | None:
    """A figure of ours as NewsQuant would write it; ``None`` where it leaves such figures out."""
    words = sentence.words(draft.start, draft.end)
    change = CHANGES.get(draft.bound, "=")
    if draft.measure in LEFT_OUT or draft.high == 0.0:
        return None
    if draft.bound is Bound.VAGUE:
        low = draft.low or 0
        if low < 10 or {"several", "few"} & set(words.lower().split()):
            return None
        value = span_value(low, 10 * low)
    elif draft.bound is Bound.RANGE:
        value = span_value(draft.low or 0, draft.high or 0)
        change = around(words.lower().split(), figures)
    else:
        value = number(draft.best if draft.best is not None else 0.0)
    if draft.scope in ("rise", "fall") and change == "=":
        change = "up" if draft.scope == "rise" else "down"
    return Figure(value, unit_name(draft, words), phrase_of(sentence, draft), change, words)


def around(words: Sequence[str], figures: Figures) -> str:
    """The change of a range: a range of ours does not tell whether it is about so much."""
    begins = (figures.before.get(tuple(words[:n])) for n in (1, 2, 3))
    bound = next((b.bound for b in begins if b), Bound.EXACT)
    return "~" if bound is Bound.ABOUT or words[0][0] in "~≈" else "="


def levels_joined(sentence: Sentence, drafts: Sequence[QuantityDraft]) -> Iterator[QuantityDraft]:
    """Our two levels as NewsQuant's one range ("from 20 miles in 2008 to 29")."""
    words = [t.text.lower() for t in sentence.tokens]
    skip = False
    for n, draft in enumerate(drafts):
        after = drafts[n + 1] if n + 1 < len(drafts) else None
        if skip:
            skip = False
        elif after is not None and _from_to(words, draft, after):
            ends = sorted((draft.best or 0.0, after.best or 0.0))
            skip = True
            yield replace(
                draft, low=ends[0], high=ends[1], bound=Bound.RANGE, end=after.end, scope=""
            )
        else:
            yield draft


def _from_to(words: Sequence[str], first: QuantityDraft, second: QuantityDraft) -> bool:
    if None in (first.best, second.best) or second.start - first.end > BETWEEN_LEVELS:
        return False
    known = first.unit == second.unit or not second.unit
    return known and words[first.start - 1] == "from" and words[second.start - 1] == "to"


def unit_name(draft: QuantityDraft, words: str = "") -> str:
    """Our unit by NewsQuant's name; a share price's "p" is a point there."""
    unit = draft.unit or "-"
    if unit == "penny" and re.search(r"[\d ]p\.?$", words):
        return "point"
    head, _, rate = unit.partition(" per ")
    name = NAMES.get(head) or currency_name(head)
    return (
        f"{name} per {NAMES.get(rate, rate)}"
        if rate and unit not in NAMES
        else NAMES.get(unit, name)
    ).lower()


def currency_name(code: str) -> str:
    """What the CLDR calls a currency; anything that is no code comes back as it is."""
    return get_currency_name(code, locale="en").lower() if re.fullmatch("[A-Z]{3}", code) else code


def phrase_of(sentence: Sentence, draft: QuantityDraft) -> str:
    """A counted noun with the adjectives and nouns before it, or the unit."""
    start, _ = draft.referent
    head, _, rate = draft.unit.partition(" per ")
    counts = draft.noun >= 0 and head == singular(sentence.tokens[draft.noun])
    if not counts or draft.measure in MEASURED:
        return unit_name(draft, sentence.words(draft.start, draft.end))
    before = [
        t
        for t in sentence.tokens[max(0, draft.start - 3) : draft.start]
        if t.head == draft.noun and t.dep in ("amod", "compound") and t.pos != "DET"
    ]
    inside = list(sentence.tokens[start : draft.noun + 1])
    owned = max((n + 1 for n, t in enumerate(inside) if t.tag == "POS"), default=0)
    kept = [
        t
        for t in (*before, *inside[owned:])
        if (t.pos in ("NOUN", "PROPN", "ADJ", "NUM") and t.tag not in ("VBN", "CD"))
        or t.tag in ("VBG", "HYPH")
    ]
    phrase = " ".join(singular(t) for t in kept).lower().replace(" - ", "-")
    return (phrase or unit_name(draft)) + (f" per {rate}" if rate else "")


def baseline(sentence: Sentence) -> list[Figure]:
    """spaCy's numeric entities, read by a naive float and scale words; no unit but % and $."""
    scales = {"thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}
    found: list[Figure] = []
    groups: list[list[str]] = []
    labels: list[str] = []
    for token in sentence.tokens:
        place, _, label = token.ent.partition("-")
        if label not in MONEY_LABELS:
            continue
        if place == "B" or not groups:
            groups.append([])
            labels.append(label)
        groups[-1].append(token.text.lower())
    for words, label in zip(groups, labels, strict=True):
        values = [float(w.replace(",", "")) for w in words if re.fullmatch(r"[\d,]*\.?\d+", w)]
        if not values:
            continue
        value = values[0]
        for word in words:
            value *= scales.get(word, 1)
        unit = {"MONEY": "dollar", "PERCENT": "percentage"}.get(label, words[-1])
        found.append(Figure(number(value), unit, unit, "=", " ".join(words)))
    return found


def rival_figure(one: Found) -> Figure:
    low, high = sorted((one.low, one.high))
    unit = one.unit or "-"
    value = span_value(low, high)
    return Figure(value, unit, unit, one.change or "=", value)


class Tally:
    """Counts over rows: figures held to be right, figures found, and what of them agrees."""

    def __init__(self) -> None:
        self.rows: list[Counter[str]] = []
        self.notes: list[str] = []
        self.kinds: Counter[str] = Counter()

    def add(self, gold: list[Figure], found: list[Figure], text: str) -> None:
        """Match a row's figures one to one by value."""
        open_values = [g.value for g in gold if g.change == OPTIONAL]
        gold = [g for g in gold if g.change != OPTIONAL]
        row: Counter[str] = Counter()
        free = list(found)
        for g in gold:
            same = [f for f in free if f.value == g.value]
            if not same:
                self.kinds["missed"] += 1
                self.notes.append(f"MISSED {g.text} [{g.value}] | {text[:150]}")
                continue
            best = max(same, key=lambda f: (agrees(g, f), changes_agree(g, f)))
            free.remove(best)
            row["value"] += 1
            row["unit"] += agrees(g, best)
            row["head"] += heads_agree(g, best)
            row["change"] += changes_agree(g, best)
            self._note(g, best, text)
        for value in open_values:
            for f in [f for f in free if f.value == value][:1]:
                free.remove(f)
        row["gold"], row["found"] = len(gold), len(free) + row["value"]
        self.rows.append(row)
        self.kinds["false"] += len(free)
        self.notes.extend(f"FALSE {f.text} [{f.value}] | {text[:150]}" for f in free)

    def _note(self, gold: Figure, best: Figure, text: str) -> None:
        if not agrees(gold, best):
            known = heads_agree(gold, best)
            self.kinds["unit: another extent" if known else "unit: another one"] += 1
            self.notes.append(f"UNIT gold {gold.unit!r} ours {best.phrase!r} | {text[:120]}")
        if not changes_agree(gold, best):
            moved = {gold.change, best.change} & {"up", "down"}
            self.kinds["change: rise or fall" if moved else "change: bound"] += 1
            changes = f"gold {gold.change} ours {best.change}"
            self.notes.append(f"CHANGE {changes} {best.text} | {text[:150]}")

    def f1(self, right: str, rows: Sequence[int] | None = None) -> float:
        """F1 of what is right, over all rows or a sample of them."""
        picked = self.rows if rows is None else [self.rows[i] for i in rows]
        total = sum(r["gold"] + r["found"] for r in picked)
        return 200 * sum(r[right] for r in picked) / max(1, total)

    def show(self, name: str) -> None:
        """Print the figures of a tool."""
        gold, found = (sum(r[k] for r in self.rows) for k in ("gold", "found"))
        print(
            f"{name:10} gold {gold} found {found} | value F1 {self.f1('value'):.1f} "
            f"| +unit F1 {self.f1('unit'):.1f} (head {self.f1('head'):.1f}) "
            f"| +change F1 {self.f1('change'):.1f}"
        )


def margins(ours: Tally, other: Tally) -> str:
    """How far ahead ours is, with the 95 % interval of a paired bootstrap over the rows."""
    chance = random.Random(0)
    count = len(ours.rows)
    samples = [chance.choices(range(count), k=count) for _ in range(SAMPLES)]
    told = []
    for right in ("value", "unit", "change"):
        apart = sorted(ours.f1(right, s) - other.f1(right, s) for s in samples)
        low, high = apart[SAMPLES // 40], apart[-SAMPLES // 40]
        told.append(f"{right} {ours.f1(right) - other.f1(right):+.1f} [{low:+.1f}, {high:+.1f}]")
    return ", ".join(told)


def shares(kinds: Counter[str]) -> str:
    """Errors by kind with their shares, the most frequent first."""
    total = sum(kinds.values())
    told = (f"{kind} {n} ({100 * n / total:.0f} %)" for kind, n in kinds.most_common())
    return f"{total} errors: " + ", ".join(told)


def agrees(gold: Figure, found: Figure) -> bool:
    """Whether the unit is one of those that are right; NewsQuant leaves some in the plural."""
    right = gold.unit.removeprefix("% ").split("|")
    return _single(found.phrase.removeprefix("% ")) in [_single(unit) for unit in right]


def _single(unit: str) -> str:
    return unit[:-1] if len(unit) > 3 and unit[-1] == "s" else unit


def heads_agree(gold: Figure, found: Figure) -> bool:
    """Whether at least the counted noun is right."""
    return agrees(gold, found) or found.unit in re.split(r"[ |]", gold.unit)


def changes_agree(gold: Figure, found: Figure) -> bool:
    """Whether the change is one of those that are right."""
    return found.change in gold.change.split("|")


def measure_rivals(rows: list[dict], tallies: dict[str, Tally]) -> list[str]:
    """Add a tally for each tool that is installed; the names of the others come back."""
    absent: list[str] = []
    for name, read in QUANTITIES.items():
        tally = Tally()
        try:
            for row in rows:
                tally.add(gold_of(row), [rival_figure(f) for f in read(row["text"])], row["text"])
        except ImportError:
            absent.append(name)
        else:
            tallies[name] = tally
    return absent


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--split", choices=SPLITS, default="check")
    parser.add_argument("--errors", type=int, default=0)
    parser.add_argument("--rivals", type=Path, help="folder with other tools (see rivals.py)")
    options = parser.parse_args()
    reach(options.rivals)
    rows = load(options.data, options.split)
    figures, words = load_figures(Tables()), load_time_words(Tables())
    reports = [Report.make(location=r["id"], source_text=r["text"]) for r in rows]
    parsed = [p.sentences for p in parse_many(reports)]
    tallies = {"dragoman": Tally(), "spaCy NER": Tally()}
    spent = 0.0
    for row, sentences in zip(rows, parsed, strict=True):
        began = time.perf_counter()
        drafts = [(s, find_quantities(s, figures, find_times(s, words))) for s in sentences]
        spent += time.perf_counter() - began
        mine = [
            f for s, found in drafts for d in levels_joined(s, found) if (f := ours(s, d, figures))
        ]
        tallies["dragoman"].add(gold_of(row), mine, row["text"])
        naive = [f for s in sentences for f in baseline(s)]
        tallies["spaCy NER"].add(gold_of(row), naive, row["text"])
    absent = measure_rivals(rows, tallies)
    for name, tally in tallies.items():
        tally.show(name)
    tokens = sum(len(s.tokens) for sentences in parsed for s in sentences)
    cost = 1e6 * spent / tokens
    print(f"{len(rows)} rows, {tokens} tokens, times and figures {cost:.1f} µs a token")
    for name in absent:
        print(f"{name} is not installed: see rivals.py")
    for name in ("dragoman", "CQE"):
        if name in tallies:
            print(f"{name}: {shares(tallies[name].kinds)}")
    if "CQE" in tallies:
        print(f"dragoman against CQE: {margins(tallies['dragoman'], tallies['CQE'])}")
    notes = tallies["dragoman"].notes
    print("\n".join(sorted(notes)[: options.errors]))


if __name__ == "__main__":
    main()
