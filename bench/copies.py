"""Who repeats whom: made reprints with a known truth, against baselines in the same run.

    python bench/copies.py --data ../shared/data

The reprints are made by `bench/reprints.py`. "quoted" pairs (only a quotation in common) count as
copies nowhere: a pair found as `quoted` is no find and no fault, but whether the quotation was
seen is told beside. Kind and original are told over the true pairs that were found.
"""

from __future__ import annotations

import argparse
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from pathlib import Path

from corpus import one_thread

one_thread()

from dragoman.lexicon import Lexicon, load_lexicon  # noqa: E402
from dragoman.model import Copy, Report  # noqa: E402
from dragoman.reconcile.copies import find_copies  # noqa: E402
from dragoman.reconcile.wording import tokens  # noqa: E402
from reprints import Made, generate  # noqa: E402

Pair = frozenset[str]


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--bases", type=int, default=270)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--parts", nargs="+", default=["dev", "check"])
    parser.add_argument("--faults", action="store_true", help="list what was missed or wrong")
    options = parser.parse_args()
    lexicon = load_lexicon()
    for part in options.parts:
        made = generate(options.data, part, options.bases, options.seed)
        wanted = {frozenset(pair) for pair, kind in made.truth.items() if kind != "quoted"}
        print(f"\n{part}: {len(made.reports)} reports, {len(wanted)} true pairs")
        found = ours(made, lexicon)
        show("find_copies", wanted, (frozenset((c.report_id, c.copy_of)) for c in copies(found)))
        details(made, found)
        for name, baseline in BASELINES.items():
            show(name, wanted, baseline(made.reports))
        if options.faults:
            faults(made, found)


def ours(made: Made, lexicon: Lexicon) -> list[Copy]:
    """What `dragoman.reconcile.copies` makes of them, with the time that it took."""
    begun = time.process_time()
    found, _ = find_copies({r.id: r for r in made.reports}, lexicon)
    taken = time.process_time() - begun
    print(f"  {taken / len(made.reports) * 1000:.2f} s per 1,000 reports")
    return list(found)


def copies(found: Iterable[Copy]) -> list[Copy]:
    """Without quotations."""
    return [copy for copy in found if copy.kind != "quoted"]


def show(name: str, wanted: set[Pair], given: Iterable[Pair]) -> None:
    """One line of precision, recall and F1 over pairs."""
    pairs = set(given)
    hits = len(pairs & wanted)
    precision, recall = hits / max(1, len(pairs)), hits / len(wanted)
    f1 = 2 * precision * recall / max(1e-9, precision + recall)
    print(f"  {name:<24}P {precision:.3f} R {recall:.3f} F1 {f1:.3f}")


def details(made: Made, found: list[Copy]) -> None:
    """Recall by way, kinds, originals and passages of the true pairs that were found."""
    by_pair = {frozenset((c.report_id, c.copy_of)): c for c in found}
    kinds: Counter[bool] = Counter()
    originals: Counter[bool] = Counter()
    ways: dict[str, list[bool]] = defaultdict(list)
    overlaps = []
    for (report, original), kind in made.truth.items():
        copy = by_pair.get(frozenset((report, original)))
        ways[made.way[report]].append(
            copy is not None and (copy.kind == "quoted") == (kind == "quoted")
        )
        if copy is None or kind == "quoted" or copy.kind == "quoted":
            continue
        kinds[copy.kind == kind] += 1
        if (report, original) in made.decidable:
            originals[copy.report_id == report] += 1
        if copy.report_id == report:
            overlaps.append(overlap(copy, made.passages[report]))
    shares = [f"{way} {sum(hits)}/{len(hits)}" for way, hits in sorted(ways.items())]
    print("    found: " + ", ".join(shares))
    print(
        f"    kind right {kinds[True]}/{kinds.total()}, original right "
        f"{originals[True]}/{originals.total()}, passages F1 "
        f"{sum(overlaps) / max(1, len(overlaps)):.3f} of characters"
    )


def overlap(copy: Copy, truth: list[tuple[int, int]]) -> float:
    """F1 of the characters told as copied against those that were."""
    told = {n for p in copy.passages for n in range(p.start, p.end)}
    real = {n for a, b in truth for n in range(a, b)}
    return 2 * len(told & real) / max(1, len(told) + len(real))


def faults(made: Made, found: list[Copy]) -> None:
    """What was missed, and what was found that is none."""
    place = {r.id: f"{r.location} {r.publisher}: {r.title[:60]}" for r in made.reports}
    by_pair = {frozenset((c.report_id, c.copy_of)): c for c in found}
    for pair, kind in made.truth.items():
        copy = by_pair.pop(frozenset(pair), None)
        told = copy.kind if copy else "-"
        if told != kind:
            share = f" {copy.share}" if copy else ""
            print(f"    {made.way[pair[0]]} told {told}{share} | {place[pair[0]]}")
        elif copy and pair in made.decidable and copy.report_id != pair[0]:
            print(f"    wrong original, {made.way[pair[0]]}: {copy.reason} | {place[pair[0]]}")
    for copy in by_pair.values():
        words = copy.passages[0].exact[:160] if copy.passages else ""
        print(f"    no copy: {copy.kind} {copy.share}\n      {place[copy.report_id]}")
        print(f"      {place[copy.copy_of]}\n      {words!r}")


def same_hash(reports: list[Report]) -> set[Pair]:
    """The same text, white space apart."""
    return _equal(reports, lambda r: " ".join(body(r).split()))


def same_title(reports: list[Report]) -> set[Pair]:
    """The same title."""
    return _equal(reports, lambda r: r.title.casefold())


def _equal(reports: list[Report], key: Callable[[Report], str]) -> set[Pair]:
    groups: dict[str, list[str]] = defaultdict(list)
    for report in reports:
        groups[key(report)].append(report.id)
    return {frozenset((a, b)) for ids in groups.values() for a in ids for b in ids if a < b}


def jaccard(reports: list[Report]) -> set[Pair]:
    """Jaccard likeness of runs of five words from .8 on: what MinHash estimates, exactly."""
    sets = {}
    for report in reports:
        words = tokens(body(report))
        sets[report.id] = {tuple(words[i : i + 5]) for i in range(len(words) - 4)}
    holders: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for key, grams in sets.items():
        for gram in grams:
            holders[gram].append(key)
    shared: Counter[Pair] = Counter()
    for keys in holders.values():
        if len(keys) < 200:
            shared.update(frozenset((a, b)) for i, a in enumerate(keys) for b in keys[i + 1 :])
    found = set()
    for pair, common in shared.items():
        one, other = pair
        if common >= 0.8 * (len(sets[one]) + len(sets[other]) - common):
            found.add(pair)
    return found


def tfidf(reports: list[Report]) -> set[Pair]:
    """Cosine of TF-IDF vectors from .9 on."""
    from sklearn.feature_extraction.text import TfidfVectorizer

    matrix = TfidfVectorizer(sublinear_tf=True, stop_words="english").fit_transform(
        [body(r) for r in reports]
    )
    likeness = (matrix @ matrix.T).tocoo()
    rows = zip(likeness.row, likeness.col, likeness.data, strict=True)
    return {frozenset((reports[a].id, reports[b].id)) for a, b, x in rows if a < b and x >= 0.9}


def body(report: Report) -> str:
    """The text without furniture."""
    return "\n".join(report.source_text[a:b] for a, b in report.body_spans())


BASELINES: dict[str, Callable[[list[Report]], set[Pair]]] = {
    "same text": same_hash,
    "same title": same_title,
    "Jaccard .8, five words": jaccard,
    "TF-IDF cosine .9": tfidf,
}


if __name__ == "__main__":
    main()
