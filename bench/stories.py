"""Grouping reports into stories, against baselines in the same run.

    python bench/stories.py --data ../shared/data

B³ (Bagga and Baldwin 1998) over `crossdoc/story_clusters.jsonl`; the clusters are split in two by
the hash of their name: thresholds were set on "dev", "check" is for the figures. Each set in the
file is grouped on its own.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections import defaultdict
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from coreference_scores import b_cubed
from dragoman.lexicon import Lexicon, load_lexicon
from dragoman.model import OPEN, PartialDate, Report
from dragoman.reconcile.stories import find_stories
from dragoman.reconcile.union import Union
from dragoman.reconcile.wording import Rarity, content_stems, cosine, shingle_hashes, tokens

COLUMNS = frozenset({"wb7", "wb10"})
"""Clusters of the dev part that hold the links of a monthly column on a whole campaign: by reading,
dozens of stories each (44 of 353 reports)."""

Row = dict[str, Any]
Grouper = Callable[[list[Row], Lexicon], Mapping[str, str]]


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    options = parser.parse_args()
    lines = (options.data / "crossdoc" / "story_clusters.jsonl").read_text("utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    lexicon = load_lexicon()
    groupers: dict[str, Grouper] = {
        "find_stories": ours,
        "single link, cosine .3": single_link,
        "shared shingles": shingles,
        "same day": same_day,
    }
    for part in ("dev", "check"):
        chosen = [r for r in rows if split(str(r["cluster"])) == part]
        print(f"\n{part}: {len(chosen)} reports, {len({r['cluster'] for r in chosen})} stories")
        for name, group in groupers.items():
            print(f"  {name:<26}{scored(chosen, group, lexicon)}")
        plain = [row for row in chosen if row["cluster"] not in COLUMNS]
        print(f"  {'find_stories, no columns':<26}{scored(plain, ours, lexicon)}")


def scored(rows: list[Row], group: Grouper, lexicon: Lexicon) -> str:
    """B³ of a grouper over rows, each set of them grouped on its own."""
    by_set: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        by_set[row["set"]].append(row)
    gold: dict[Any, Any] = {}
    found: dict[Any, Any] = {}
    for kind, members in sorted(by_set.items()):
        gold.update({r["id"]: (kind, r["cluster"]) for r in members})
        found.update({k: (kind, v) for k, v in group(members, lexicon).items()})
    score = b_cubed(gold, found)
    return f"P {score.precision:.3f} R {score.recall:.3f} F1 {score.f1:.3f}"


def split(name: str) -> str:
    """Which half a cluster belongs to."""
    return "dev" if hashlib.sha256(name.encode()).digest()[0] % 2 else "check"


def report(row: Row) -> Report:
    """A row as a report."""
    day = row.get("date")
    return Report.make(
        location=row["id"],
        source_text=row["text"],
        title=row.get("title") or "",
        publisher=row["id"],
        published_at=PartialDate.day(date.fromisoformat(day[:10]), "row") if day else OPEN,
        language="en",
    )


def ours(rows: list[Row], lexicon: Lexicon) -> Mapping[str, str]:
    """What `dragoman.reconcile.stories` makes of them."""
    reports = {r.id: r for r in map(report, rows)}
    return {reports[k].location: v for k, v in find_stories(reports, lexicon).items()}


def single_link(rows: list[Row], lexicon: Lexicon) -> Mapping[str, str]:
    """Connected components over cosine of title and lead."""
    texts = {
        r["id"]: content_stems(
            f"{r.get('title') or ''} {' '.join(r['text'].split()[:120])}", lexicon.likeness
        )
        for r in rows
    }
    rarity = Rarity.of(texts.values())
    vectors = {k: rarity.vector(v) for k, v in texts.items()}
    union = Union(vectors)
    keys = sorted(vectors)
    for at, one in enumerate(keys):
        for other in keys[at + 1 :]:
            if cosine(vectors[one], vectors[other]) >= 0.3:
                union.join(one, other)
    return {k: union.root(k) for k in keys}


def shingles(rows: list[Row], lexicon: Lexicon) -> Mapping[str, str]:
    """Connected components over two shared shingles of five words."""
    marks = {r["id"]: set(shingle_hashes(tokens(r["text"]), 5)) for r in rows}
    union = Union(marks)
    keys = sorted(marks)
    for at, one in enumerate(keys):
        for other in keys[at + 1 :]:
            if len(marks[one] & marks[other]) >= 2:
                union.join(one, other)
    return {k: union.root(k) for k in keys}


def same_day(rows: list[Row], lexicon: Lexicon) -> Mapping[str, str]:
    """All reports of a day."""
    return {r["id"]: str(r.get("date"))[:10] for r in rows}


if __name__ == "__main__":
    main()
