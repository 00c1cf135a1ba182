"""Event coding against the marked sentences: type, quad class, pair, pair and type.

    python bench/events.py [--data ../shared/data] [--part dev|check|all] [--errors N]
                           [--baseline] [--unshared] [--rules]

Sets: `plover_sentences` (one marked event a sentence, actors as spans) and `plover_gsr_cameo`
(actors as codes). Raw text goes in; the coder finds the actors.

Matching, as stated beside each figure:
- type, quad: gold events of a sentence against coded events, as multisets of labels. On
  `plover_sentences`, where only one event of several is marked, precision counts only events
  between the marked actors (`paired`) and is given over all events too (`all`).
- pair: countries of initiator and recipient both right (GSR codes carry ISO3). An event that leaves
  a side open counts as a wrong pair, but not under `both sides told`, which leaves such events out
  of precision, as coders do that give only events with both sides.
- Under `told for itself` only events count that are no mere content of another (`event_tables`):
  these sets mark "agreed to send aid" as AGREE alone, where the ledger has the planned AID too.
- `cameo_codebook_examples` has a CAMEO code a sentence and no actors: its type is in or not.
  Sentences that the check part of another set holds are left out.
- The parts are split by a hash of the row's id: dev 60 %, check 40 %. The two sets share sentences,
  some of which fall on both sides of the split; ``--unshared`` leaves those out.
- ``--baseline`` puts a trivial coder (`event_baseline`) beside ours. What it learns from are dev
  rows, never the row that it guesses nor a copy of it.
"""

from __future__ import annotations

import argparse
import random
import re
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from dragoman.chain import code_parsed
from dragoman.lexicon import load_lexicon
from dragoman.model import CodedReport, Event, Participant, Report
from dragoman.parse import ParsedReport, parse_many
from event_baseline import Guess, Guessed, Row, Side, guess_all
from event_scores import f1, interval, score
from event_sets import FIXED, QUAD, SETS, Choice, Gold, label, rows, same_words
from event_tables import (
    ROOTS,
    Told,
    confusion,
    kind_of,
    kinds_table,
    rules_table,
    standing,
    yardsticks,
)


def parse_all(found: list[dict]) -> list[ParsedReport]:
    reports = [Report.make(location=r["id"], source_text=r["text"], language="en") for r in found]
    return list(parse_many(reports))


def code_all(parsed: list[ParsedReport]) -> list[CodedReport]:
    lexicon = load_lexicon()
    return [code_parsed(p, lexicon) for p in parsed]


def guessed(
    choice: Choice, name: str, found: list[dict], parsed: list[ParsedReport]
) -> list[Guessed]:
    """What the trivial coder says of the same sentences."""
    learn = rows(choice.data / f"events/{name}.jsonl", "dev")
    known = parsed if choice.part == "dev" and not choice.unshared else parse_all(learn)
    by_types = [
        Row(same_words(r["text"]), p, tuple(sorted({label(e["code"]) for e in r["expected"]})))
        for r, p in zip(learn, known, strict=True)
    ]
    texts = [same_words(r["text"]) for r in found]
    return guess_all(parsed, texts, by_types, load_lexicon())


def mentions_of(event: Event | Guess) -> str:
    return " ".join(p.text for p in (*event.initiators, *event.recipients))


def touches(event: Event | Guess, gold: Gold) -> bool:
    """Whether the coded event has a word of a marked actor among its participants."""
    words = set(re.findall(r"\w{4,}|[A-Z]{2,}", f"{gold.source} {gold.target}"))
    return any(w in mentions_of(event) for w in words)


def sentences(choice: Choice) -> None:
    found = choice.rows("plover_sentences")
    parsed = parse_all(found)
    coded = code_all(parsed)
    gold = [[Gold(e["source"], e["target"], e["code"]) for e in r["expected"]] for r in found]
    once = [sorted({g.type for g in gs}) for gs in gold]
    print(
        f"{choice.title('plover_sentences')}: {len(found)} sentences; "
        f"{sum(1 for c in coded if not c.events)} without an event"
    )
    every, paired = score_types(gold, once, coded)
    print(f"  {'':28} {interval(once, paired)}")
    hits = sum(bool(set(g) & set(p)) for g, p in zip(once, every, strict=True))
    print(f"  {'marked type among ours':28} {hits / len(found):.3f}")
    directed(gold, coded)
    print(" told for itself")
    told = standing(coded)
    _, told_paired = score_types(gold, once, told)
    print(f"  {'':28} {interval(once, told_paired)}")
    directed(gold, told)
    if choice.rules:
        marked = [frozenset(types) for types in once]
        rules_table(told, marked, lambda k, e: any(touches(e, g) for g in gold[k]), label)
    if choice.baseline:
        print(" baseline: first verb, first two names")
        trivial = guessed(choice, "plover_sentences", found, parsed)
        score_types(gold, once, trivial)
        directed(gold, trivial)
    per_type(once, paired)
    confusion(once, [sorted({label(e.type) for e in c.events}) for c in told])
    kinds_table(
        [
            kind_of(c.events, g.type, label, partial(_share, g.source), partial(_share, g.target))
            for c, gs in zip(coded, gold, strict=True)
            for g in gs
        ]
    )
    show_errors(found, once, coded, choice.errors)


def score_types(
    gold: list[list[Gold]], once: list[list[str]], coded: Sequence[CodedReport | Told | Guessed]
) -> tuple[list[list[str]], list[list[str]]]:
    """Print type and quad figures; the types of all events, and of the marked actors' events."""
    every = [sorted({label(e.type) for e in c.events}) for c in coded]
    paired = [
        sorted({label(e.type) for e in c.events if any(touches(e, g) for g in gs)})
        for c, gs in zip(coded, gold, strict=True)
    ]
    score("type (all events)", once, every)
    score("type (marked actors' events)", once, paired)
    quads = [sorted({QUAD[t] for t in ts}) for ts in once]
    score("quad (marked actors' events)", quads, [sorted({QUAD[t] for t in ts}) for ts in paired])
    return every, paired


def directed(gold: list[list[Gold]], coded: Sequence[CodedReport | Told | Guessed]) -> None:
    """Where the type is right: are the marked actors on the right sides?"""
    right = wrong = open_ = 0
    for gs, c in zip(gold, coded, strict=True):
        for g in gs:
            same = [e for e in c.events if label(e.type) == g.type]
            if not same:
                continue
            e = same[0]
            a = any(_share(g.source, p.text) for p in e.initiators)
            b = any(_share(g.target, p.text) for p in e.recipients)
            swapped = any(_share(g.target, p.text) for p in e.initiators) and any(
                _share(g.source, p.text) for p in e.recipients
            )
            right += a and b
            wrong += swapped and not (a and b)
            open_ += not (a and b) and not swapped
    total = right + wrong + open_
    if total:
        print(
            f"  of {total} with the right type: both sides right {right / total:.3f}, "
            f"swapped {wrong / total:.3f}, else {open_ / total:.3f}"
        )


def _share(one: str, other: str) -> bool:
    words = set(re.findall(r"\w{3,}|[A-Z]{2,}", one))
    return bool(words & set(re.findall(r"\w{3,}|[A-Z]{2,}", other)))


def per_type(gold: list[list[str]], guess: list[list[str]]) -> None:
    for name in sorted(QUAD):
        r = sum(name in g and name in p for g, p in zip(gold, guess, strict=True))
        print(f"    {name:10} {f1(r, sum(name in p for p in guess), sum(name in g for g in gold))}")


def show_errors(found: list[dict], gold: list[list[str]], coded: list[CodedReport], n: int) -> None:
    shown = 0
    order = list(range(len(found)))
    random.Random(3).shuffle(order)
    for k in order:
        types = {label(e.type) for e in coded[k].events}
        if set(gold[k]) <= types or shown >= n:
            continue
        shown += 1
        print(
            f"- {gold[k]} {[(e['source'], e['target']) for e in found[k]['expected']]}\n"
            f"  {found[k]['text'][:260]}"
        )
        for e in coded[k].events:
            print(
                "   ",
                e.type,
                [p.text for p in e.initiators],
                "→",
                [p.text for p in e.recipients],
                e.rule,
                e.trigger.exact,
            )


def gsr(choice: Choice) -> None:
    found = choice.rows("plover_gsr_cameo")
    parsed = parse_all(found)
    print(
        f"{choice.title('plover_gsr_cameo')}: {len(found)} sentences; "
        "all events count for precision"
    )
    coded = code_all(parsed)
    score_triples(found, coded)
    print(" told for itself")
    told = standing(coded)
    score_triples(found, told)
    if choice.rules:
        marked = [frozenset(label(e["code"]) for e in r["expected"]) for r in found]
        rules_table(told, marked, lambda k, e: True, label)
    if choice.baseline:
        print(" baseline: first verb, first two names")
        score_triples(found, guessed(choice, "plover_gsr_cameo", found, parsed))


def score_triples(found: list[dict], coded: Sequence[CodedReport | Told | Guessed]) -> None:
    """Print figures of types, quad classes, pairs, and pairs with types."""
    gold = [
        {(_iso(e["source"]), _iso(e["target"]), label(e["code"])) for e in r["expected"]}
        for r in found
    ]
    got = [
        {
            (_who(a), _who(b), label(e.type))
            for e in c.events
            for a in e.initiators or (None,)
            for b in e.recipients or (None,)
        }
        for c in coded
    ]
    gold_t, got_t = ([sorted({x[2] for x in xs}) for xs in side] for side in (gold, got))
    score("type", gold_t, got_t)
    print(f"  {'':28} {interval(gold_t, got_t)}")
    score(
        "quad",
        [sorted({QUAD[t] for t in ts}) for ts in gold_t],
        [sorted({QUAD[t] for t in ts}) for ts in got_t],
    )
    pairs = ([sorted({x[:2] for x in xs}) for xs in side] for side in (gold, got))
    score("pair (country or IGO/group)", *pairs)
    score("pair and type", [sorted(xs) for xs in gold], [sorted(xs) for xs in got])
    told = [{x for x in xs if x[0] and x[1]} for xs in got]
    both = ([sorted({x[:2] for x in xs}) for xs in side] for side in (gold, told))
    score("pair, both sides told", *both)
    score("pair and type, both told", [sorted(xs) for xs in gold], [sorted(xs) for xs in told])


def codebook(choice: Choice) -> None:
    """The codebook's examples: is the root's type among the coded ones?"""
    held = {
        same_words(r["text"])
        for name in SETS
        for r in rows(choice.data / f"events/{name}.jsonl", "check")
    }
    found = [
        r
        for r in rows(choice.data / "events/cameo_codebook_examples.jsonl", "all")
        if r["expected"][0]["code"][:2] in ROOTS and same_words(r["text"]) not in held
    ]
    print(f"cameo_codebook_examples, not in a check part: {len(found)} sentences")
    told = standing(code_all(parse_all(found)))
    gold = [[ROOTS[r["expected"][0]["code"][:2]]] for r in found]
    score("type, told for itself", gold, [sorted({label(e.type) for e in t.events}) for t in told])


def _iso(code: str | None) -> str:
    code = (code or "")[:3]
    return FIXED.get(code, code)


def _who(p: Participant | Side | None) -> str:
    return "" if p is None else p.country or p.sector


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--part", choices=["dev", "check", "all"], default="dev")
    parser.add_argument("--errors", type=int, default=0)
    parser.add_argument("--baseline", action="store_true", help="a trivial coder beside ours")
    parser.add_argument("--unshared", action="store_true", help="no text that both parts hold")
    parser.add_argument("--rules", action="store_true", help="precision of each rule")
    args = parser.parse_args()
    if not (args.data / "events").is_dir():
        raise SystemExit(f"no data at {args.data}")
    choice = Choice(args.data, args.part, args.unshared, args.baseline, args.errors, args.rules)
    sentences(choice)
    gsr(choice)
    if choice.part == "dev":
        codebook(choice)
    yardsticks()


if __name__ == "__main__":
    main()
