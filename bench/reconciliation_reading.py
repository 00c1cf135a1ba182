"""What stands across the reports of a case, to be read line by line, and the figures of that.

    python bench/reconciliation_reading.py select ROWS [--from D] [--to D] [--words RE] [--least N]
    dragoman build CASE.db ROWS
    python bench/reconciliation_reading.py draw CASE.db SHEET [--lines 1000] [--seed 1]
    python bench/reconciliation_reading.py score SHEET

`select` writes the rows of world_news in which a pattern stands in the title, or so often in the
text, published between two days. `draw` writes a sheet of the case: a line for each happening that
several reports tell, each origin named for one, each difference and each settled forecast, with all
their sentences, up to so many of a kind by the seed. A reader fills in ``verdict``: ``right`` or
``wrong``, of a happening also ``stray`` where it holds one occurrence and at most a quarter of its
members is of something else; ``error`` may say what kind of fault it is. An origin is right if it
is a body that could know and none that is counted already. `score` gives the share of each with a
95 % Wilson interval, happenings also without those that only copies of one text tell. Sheets hold
texts of the data and stay out of the repository.
"""

from __future__ import annotations

import argparse
import csv
import json
import random
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from dragoman.case import Case, CaseView, load_view
from dragoman.model import Evidence, ForecastStatus, Happening
from intervals import wilson

COLUMNS = ("verdict", "error", "kind", "id", "copies", "what", "sentences")
VERDICTS = {
    "happening": {"right", "stray", "wrong"},
    "origin": {"right", "wrong"},
    "difference": {"right", "wrong"},
    "settled": {"right", "wrong"},
}
SETTLED = {ForecastStatus.FULFILLED, ForecastStatus.FAILED, ForecastStatus.CONDITION_MET}
CORPUS = Path(__file__).resolve().parents[2] / "shared/data/corpora/world_news.jsonl"

Line = dict[str, str]


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parts = parser.add_subparsers(required=True)
    choose = parts.add_parser("select")
    choose.add_argument("rows", type=Path)
    choose.add_argument("--corpus", type=Path, default=CORPUS)
    choose.add_argument("--from", dest="first", default="0000")
    choose.add_argument("--to", dest="last", default="9999")
    choose.add_argument("--words", default=".")
    choose.add_argument("--least", type=int, default=3, help="times that the words must stand")
    choose.set_defaults(run=select)
    drawn = parts.add_parser("draw")
    drawn.add_argument("case", type=Path)
    drawn.add_argument("sheet", type=Path)
    drawn.add_argument("--lines", type=int, default=1000, help="of each kind, at most")
    drawn.add_argument("--seed", type=int, default=1)
    drawn.set_defaults(run=draw)
    scored = parts.add_parser("score")
    scored.add_argument("sheet", type=Path)
    scored.set_defaults(run=score)
    options = parser.parse_args()
    options.run(options)
    return 0


def select(options: argparse.Namespace) -> None:
    words = re.compile(options.words)
    kept = []
    with options.corpus.open(encoding="utf-8") as stream:
        for row in map(json.loads, stream):
            day = (row.get("date") or "")[:10]
            told = words.search(row.get("title") or "")
            often = told or len(words.findall(row["text"])) >= options.least
            if options.first <= day <= options.last and often:
                kept.append((day, row["id"], row))
    keys = ("id", "title", "date", "publisher", "url", "text")
    with options.rows.open("w", encoding="utf-8") as out:
        for _, _, row in sorted(kept, key=lambda one: one[:2]):
            out.write(json.dumps({key: row.get(key) for key in keys}, ensure_ascii=False) + "\n")
    outlets = len({row["publisher"] for _, _, row in kept})
    print(f"{len(kept)} reports of {outlets} outlets in {options.rows}")


def draw(options: argparse.Namespace) -> None:
    with Case.open(options.case) as case:
        view = load_view(case)
    lines = sample(list(lines_of(view)), options.lines, options.seed)
    with options.sheet.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, COLUMNS)
        writer.writeheader()
        writer.writerows(lines)
    counts = Counter(line["kind"] for line in lines)
    print(", ".join(f"{counts[kind]} {kind}" for kind in VERDICTS), f"in {options.sheet}")


def sample(lines: Sequence[Line], most: int, seed: int) -> list[Line]:
    """At most so many lines of each kind, in the order given; the same seed draws the same."""
    drawn = random.Random(seed)
    kept: set[int] = set()
    for kind in VERDICTS:
        at = [n for n, line in enumerate(lines) if line["kind"] == kind]
        kept.update(drawn.sample(at, min(most, len(at))))
    return [line for n, line in enumerate(lines) if n in kept]


def lines_of(view: CaseView) -> Iterator[Line]:
    """All lines of a case, in order of kind and id."""
    across = [h for h in view.happenings.values() if len(h.report_ids) > 1]
    group = _copied(view)
    for happening in across:
        one_text = len({group.get(r, r) for r in happening.report_ids}) == 1
        told = [_sentence(view, e) for e in happening.evidence]
        yield _line("happening", happening.id, happening.summary, told, copies=one_text)
    for happening in across:
        for number, origin in enumerate(happening.origins):
            what = f"{origin.name}: {happening.summary}"
            told = [_sentence(view, e) for e in happening.evidence]
            yield _line("origin", f"{happening.id}/{number}", what, told)
    for one in view.differences.values():
        values = [
            f"{p.value!r} {', '.join(s.name or s.text for s in p.sources)}" for p in one.positions
        ]
        told = [_sentence(view, e) for p in one.positions for e in p.evidence]
        yield _line("difference", one.id, f"{one.slot} {one.kind}: {' | '.join(values)}", told)
    for forecast in view.forecasts.values():
        if forecast.status in SETTLED:
            by = [view.happenings[key] for key in forecast.settled_by if key in view.happenings]
            told = [_sentence(view, e) for e in (*forecast.evidence, *_evidence(by))]
            what = f"{forecast.status}: {forecast.outcome.exact}"
            yield _line("settled", forecast.id, what, told)


def _evidence(happenings: Iterable[Happening]) -> Iterator[Evidence]:
    for happening in happenings:
        yield from happening.evidence


def _line(kind: str, key: str, what: str, told: Iterable[str], *, copies: bool = False) -> Line:
    return {
        "verdict": "",
        "error": "",
        "kind": kind,
        "id": key,
        "copies": "yes" if copies else "",
        "what": what,
        "sentences": "\n".join(dict.fromkeys(told)),
    }


def _sentence(view: CaseView, evidence: Evidence) -> str:
    report = view.reports[evidence.report_id]
    span = view.sentence_at(report.id, evidence.start)
    text = report.source_text[span.start : span.end] if span is not None else evidence.exact
    day = report.published_at.earliest
    return f"[{report.publisher or '?'}, {day or 'undated'}] {' '.join(text.split())}"


def _copied(view: CaseView) -> Mapping[str, str]:
    """Each report that is wholly a copy, and the report that it copies."""
    return {one.id: one.copy_of for one in view.reports.values() if one.copy_of}


def score(options: argparse.Namespace) -> None:
    with options.sheet.open(encoding="utf-8", newline="") as stream:
        print("\n".join(figures(list(csv.DictReader(stream)))))


def figures(lines: Sequence[Mapping[str, str]]) -> Iterator[str]:
    """What to print of a sheet that was read; lines without a verdict are left out.

    Raises:
        SystemExit: for a verdict that is none of its kind.
    """
    read = [line for line in lines if line["verdict"].strip()]
    odd = {f"{r['kind']}: {r['verdict']}" for r in read if r["verdict"] not in VERDICTS[r["kind"]]}
    if odd:
        raise SystemExit(f"no such verdict: {', '.join(sorted(odd))}")
    for kind in VERDICTS:
        told = [line for line in read if line["kind"] == kind]
        yield _share(kind, told)
        apart = [line for line in told if not line["copies"]]
        if kind == "happening" and len(apart) < len(told):
            yield _share("  not of copies alone", apart)
    for error, count in Counter(line["error"] for line in read if line["error"]).most_common():
        yield f"    {count:3} {error}"


def _share(name: str, told: Sequence[Mapping[str, str]]) -> str:
    wholly = sum(line["verdict"] == "right" for line in told)
    right = sum(line["verdict"] in ("right", "stray") for line in told)
    strict = f", without a stray {wholly}" if right != wholly else ""
    return f"{name:22} {wilson(right, len(told))}{strict}"


if __name__ == "__main__":
    raise SystemExit(main())
