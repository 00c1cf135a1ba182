"""Blocking measured on real chains: ECB+ (development part) and MEANTIME (development part).

    python -m bench.blocking [--data ../shared/data]

The documents are read by the chain. A pair counts as one if both events stand where the annotators
marked mentions of one chain: within a subtopic of ECB+, within a document of MEANTIME, since its
chains are numbered file by file. All documents of a set are blocked together, as those of a case
are. Completeness is the share of such pairs that blocking lets through; quality is their share of
all pairs of marked events of one subtopic (or document) that it lets through, since nobody has said
of the others whether they are one. Pairs that the chain codes no event for are not counted:
`bench/coreference.py` tells how many these are. `--press` of `bench/bulk.py` measures the same on a
made-up press.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping, Sequence
from itertools import combinations
from pathlib import Path
from typing import Any

from bench.corpus import DATA, one_thread

one_thread()
sys.path.insert(0, str(Path(__file__).parent))

Place = tuple[Any, Any]
"""Where chains are told apart, and the chain."""


def main() -> None:
    """Print the figures."""
    from coreference import coded_documents
    from dragoman.lexicon import load_lexicon
    from mentions import ecb_documents, meantime_documents

    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, default=DATA, help="folder of the development data")
    folder = parser.parse_args().data / "crossdoc"
    lexicon = load_lexicon()
    for name, read in (("ecbplus_dev", ecb_documents), ("meantime_dev", meantime_documents)):
        documents = read(folder / f"{name}.jsonl")
        coded = coded_documents(folder / f"{name}.jsonl", lexicon)
        print(f"{name}: {len(documents)} documents")
        show(coded, marked(documents, coded), lexicon)


def marked(documents: Sequence[Any], coded: Sequence[Any]) -> dict[str, Place]:
    """The chain of the mention that each coded event's predicate stands in, where there is one."""
    found: dict[str, Place] = {}
    for document, one in zip(documents, coded, strict=True):
        for event in one.events:
            for start, end, chain in document.marked:
                if start < event.trigger.end and event.trigger.start < end:
                    found[event.id] = (document.group, chain)
                    break
    return found


def show(coded: Sequence[Any], truth: Mapping[str, Place], lexicon: Any) -> None:
    """Completeness and quality, of all pairs and of those across documents."""
    from dragoman.reconcile.blocks import near_pairs
    from dragoman.reconcile.press import gather
    from dragoman.reconcile.stories import find_stories

    press = gather(coded, lexicon)
    stories = find_stories(press.texts, lexicon)
    places = [truth.get(key) for key in press.events]
    report = [""] * len(places)
    for number, telling in enumerate(press.tellings):
        report[number] = telling.report.id
    met = {
        pair for pairs in near_pairs(press.tellings, stories, lexicon.likeness) for pair in pairs
    }
    wanted = _pairs(places, whole=True)
    within = _pairs(places, whole=False) & met
    print(f"  {len(places)} events, {sum(p is not None for p in places)} of them marked")
    print(f"  {len(met)} pairs let through, {len(met) / max(len(places), 1):.1f} an event")
    for name, across in (("all", False), ("across documents", True)):
        asked = {p for p in wanted if not across or report[p[0]] != report[p[1]]}
        judged = {p for p in within if not across or report[p[0]] != report[p[1]]}
        good = asked & met
        print(
            f"  {name:17} completeness {len(good)}/{len(asked)} = {_share(good, asked)},"
            f" quality {len(good)}/{len(judged)} = {_share(good, judged)}"
        )


def _pairs(places: Sequence[Place | None], *, whole: bool) -> set[tuple[int, int]]:
    """Pairs of numbers of one group (subtopic or document), or of one chain of it."""
    groups: dict[Any, list[int]] = {}
    for number, place in enumerate(places):
        if place is not None:
            groups.setdefault(place if whole else place[0], []).append(number)
    return {pair for members in groups.values() for pair in combinations(members, 2)}


def _share(some: set[Any], of: set[Any]) -> str:
    return f"{len(some) / len(of):.3f}" if of else "none"


if __name__ == "__main__":
    main()
