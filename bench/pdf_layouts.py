"""PDF: what comes back of reports that are set in type in many layouts.

    python -m bench.pdf_layouts [--reports 20] [--part dev|check] [--show LAYOUT]

Takes reports of corpora/world_news (every second one by the hash of its id is dev, the others
check), sets each in every layout with the tests' own writer, and reads it back. Per layout, pooled
over reports: token F1 of the body against the body of the same text read as plain text; F1 of its
pairs of neighbouring tokens, which falls with the order; the share of paragraphs of six words and
more that stand whole in one line of ``source_text``; how many titles are the headline's;
characters of heads and feet left in the body; and seconds of processor time a page, the child
process's included.
"""

from __future__ import annotations

from bench.corpus import DATA, one_thread

one_thread()

import argparse  # noqa: E402
import os  # noqa: E402
import tempfile  # noqa: E402
from collections import Counter  # noqa: E402
from collections.abc import Sequence  # noqa: E402
from itertools import pairwise  # noqa: E402
from pathlib import Path  # noqa: E402
from typing import Any  # noqa: E402

from bench.mending import rows  # noqa: E402
from tests.read.formats.typeset import Layout, typeset  # noqa: E402

HEAD = "Ridge Herald | World | {page}"
FOOT = "Page {page} of 9"
LAYOUTS = {
    "one column": Layout(size=11, leading=14),
    "heads and feet": Layout(size=12, leading=18, height=500, head="Ridge Herald", foot="{page}"),
    "facing pages": Layout(size=11, leading=14, height=500, head=HEAD, facing=True),
    "justified": Layout(size=12, leading=15, height=600, justified=True, hyphens=True, foot=FOOT),
    "indents, no gaps": Layout(height=500, indent=14, between=0, justified=True, head=HEAD),
    "two columns": Layout(columns=2, height=500, hyphens=True, foot="{page}"),
    "two, across": Layout(columns=2, height=500, across=True, head=HEAD, foot=FOOT),
    "three, justified": Layout(
        columns=3, size=9, leading=11, height=600, justified=True, hyphens=True, indent=9,
        between=0, gutter=14, head=HEAD,
    ),
    "three, across": Layout(columns=3, size=9, leading=11, height=500, across=True, gutter=14),
    "turned, two": Layout(columns=2, width=700, height=500, turned=True, head=HEAD),
    "word by word": Layout(columns=2, height=600, piecewise=True, justified=True, hyphens=True),
    "footnote": Layout(
        size=11, leading=14, height=450, foot="- {page} -",
        note="1 Figures of the ministry's annual report.",
    ),
}  # fmt: skip


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, default=DATA)
    parser.add_argument("--reports", type=int, default=20)
    parser.add_argument("--part", choices=("dev", "check"), default="dev")
    parser.add_argument("--show", default="")
    options = parser.parse_args()
    from dragoman.lexicon import load_lexicon

    lexicon = load_lexicon()
    found = rows(options.data, options.part)[: options.reports]
    print(f"pdf: {len(found)} reports of world_news ({options.part})")
    print(f"  {'layout':18} tokenF1  pairF1  whole  titles  running  s/page")
    for name, layout in LAYOUTS.items():
        if options.show in ("", name):
            print(f"  {name:18} {_line(found, layout, lexicon, bool(options.show))}", flush=True)
    return 0


def _line(rows: Sequence[dict[str, str]], layout: Layout, lexicon: Any, show: bool) -> str:
    from dragoman.read import read_text

    tokens, pairs = Counter[str](), Counter[str]()
    whole = paragraphs = titles = running = pages = 0
    before = _clock()
    for row in rows:
        told = [one for one in row["text"].splitlines() if one.strip()]
        raw = typeset(row["title"], told, layout)
        report = _read(raw, lexicon)
        body = _body(report)
        if show:
            print(report.title, "\n" + report.source_text, "\n")
        gold = _body(read_text("\n".join([row["title"], *told]), lexicon))
        gold = gold.encode("cp1252", "replace").decode("cp1252").split()
        _count(tokens, gold, body.split())
        _count(pairs, list(pairwise(gold)), list(pairwise(body.split())))
        lines = set(report.source_text.splitlines())
        long = [" ".join(one.split()) for one in told if len(one.split()) >= 6]
        long = [one.encode("cp1252", "replace").decode("cp1252") for one in long]
        whole += sum(one in lines for one in long)
        paragraphs += len(long)
        titles += report.title == " ".join(row["title"].split())
        running += sum(len(one) for one in body.splitlines() if _runs(one))
        pages += raw.count(b"/Type /Page ")
    seconds = (_clock() - before) / max(1, pages)
    return (
        f"{_f1(tokens):7.3f} {_f1(pairs):7.3f} {whole / max(1, paragraphs):6.3f}"
        f" {titles:4}/{len(rows)} {running:8} {seconds:7.3f}"
    )


def _clock() -> float:
    told = os.times()
    return told.user + told.system + told.children_user + told.children_system


def _read(raw: bytes, lexicon: Any) -> Any:
    from dragoman.read import Loaded, read_paths

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.pdf"
        path.write_bytes(raw)
        (found,) = read_paths([str(path)], lexicon)
    assert isinstance(found, Loaded), found
    return found.report


def _body(report: Any) -> str:
    out, at = [], 0
    for span in report.furniture:
        out.append(report.source_text[at : span.start])
        at = span.end
    return "".join([*out, report.source_text[at:]])


def _runs(line: str) -> bool:
    return "Ridge Herald" in line or line.startswith("Page ") or line.strip(" -").isdigit()


def _count(counts: Counter[str], gold: Sequence[Any], found: Sequence[Any]) -> None:
    counts["same"] += (Counter(gold) & Counter(found)).total()
    counts["gold"] += len(gold)
    counts["found"] += len(found)


def _f1(counts: Counter[str]) -> float:
    return 2 * counts["same"] / max(1, counts["gold"] + counts["found"])


if __name__ == "__main__":
    raise SystemExit(main())
