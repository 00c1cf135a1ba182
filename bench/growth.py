"""Growth: CPU time of reading and of the chain over hostile texts of n, 2n and 4n characters.

    python -m bench.growth [--size 50000] [--only NAME]

Each text repeats one thing that has been hard on readers: one character, one short phrase, one
paragraph, as plain text and as a page. The exponent is the slope between the two larger sizes in
logarithms: 1 is linear, 2 quadratic. A line is marked from 1.5 on, where it takes over a second.
"""

from __future__ import annotations

import argparse
import math
import tempfile
import time
from pathlib import Path
from typing import Any

from bench.corpus import one_thread

one_thread()

CHARACTERS = {
    "letters": "a",
    "capitals": "A",
    "digits": "1",
    "spaces": " ",
    "no-break spaces": "\u00a0",
    "zero-width": "\u200b",
    "bidirectional": "\u202e",
    "dots": ".",
    "commas": ",",
    "hyphens": "-",
    "quotes": '"',
    "curly quotes": "\u201c",
    "apostrophes": "'",
    "brackets": "(",
    "angles": "<",
    "at signs": "@",
    "ampersands": "&",
    "newlines": "\n",
    "line feeds and returns": "\r",
    "combining": "e\u0301",
    "hash signs": "#",
    "bars": "|",
    "underscores": "_",
    "slashes": "/",
    "stars": "*",
    "han": "\u6c49",
}
PHRASES = {
    "Aa": "Aa ",
    "a-": "a-",
    "1,": "1,",
    "1-": "1-",
    "1 ": "1 ",
    "a.": "a.",
    "a, ": "a, ",
    "A. ": "A. ",
    "says": '"Yes," said he. ',
    "of of": "of ",
    "and": "Iran and ",
    "quote marks": '" ',
    "states": "Iran Israel ",
    "figures": "3,000 of 20 to 30 ",
    "dates": "5 May 2024, ",
    "brackets closed": "(a) ",
    "links": "[a](b) ",
    "entities": "&amp;",
    "tags": "<b>a</b>",
    "deep tags": "<div>",
    "comments": "<!--",
    "attributes": "<a href=x ",
    "scripts": "<script>",
    "tables": "<table><tr><td>",
    "lists": "* a\n",
    "lines": "a\n",
    "blank lines": "a\n\n",
    "headings": "# a\n\n",
    "sentences": "Iran struck Israel on Monday. ",
    "attributed": "Officials said that Iran said that Israel said that 300 troops left. ",
    "paragraphs": "Iran sent 300 drones to Russia, officials in Kyiv said on 5 May.\n\n",
    "open quotes": "\u201cIran sent drones, he said.\n\n",
    "twins": "It said it had it. He said he did. They were there.\n\n",
}


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--size", type=int, default=50_000, help="characters of the smallest")
    parser.add_argument("--only", default="", help="names that hold this")
    parser.add_argument("--read", action="store_true", help="do not go on to the chain")
    options = parser.parse_args()
    from dragoman.lexicon import load_lexicon

    lexicon = load_lexicon()
    marked = 0
    print(f"growth: {options.size} characters, then twice and four times as many; CPU seconds")
    for name, piece in {**CHARACTERS, **PHRASES}.items():
        if options.only in name:
            marked += shown(name, piece, options.size, lexicon, options.read)
    return 1 if marked else 0


def shown(name: str, piece: str, size: int, lexicon: Any, only_read: bool) -> bool:
    """Print the two stages' lines of one text; whether one of them is marked."""
    worst = False
    stages = ("read", "page") if only_read else ("read", "page", "chain")
    spent: dict[str, list[float]] = {stage: [] for stage in stages}
    for times in (1, 2, 4):
        text = piece * (size * times // len(piece))
        for stage, seconds in timed(text, lexicon, stages).items():
            spent[stage].append(seconds)
    for stage, seconds in spent.items():
        slope = math.log2(max(seconds[2], 1e-3) / max(seconds[1], 1e-3))
        bad = slope > 1.5 and seconds[2] > 1.0
        worst |= bad
        told = "  ".join(f"{one:7.2f}" for one in seconds)
        print(
            f"  {name:24} {stage:6} {told}  exponent {slope:4.1f}{'  <--' if bad else ''}",
            flush=True,
        )
    return worst


def timed(text: str, lexicon: Any, stages: tuple[str, ...]) -> dict[str, float]:
    from dragoman.chain import code_report
    from dragoman.errors import DragomanError
    from dragoman.read import read_paths, read_text

    spent: dict[str, float] = {}
    start = time.process_time()
    try:
        report = read_text(text, lexicon, location="x")
    except DragomanError:
        report = None
    spent["read"] = time.process_time() - start
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "x.html"
        page.write_text(f"<html><body><p>{text}</p></body></html>", encoding="utf-8")
        start = time.process_time()
        list(read_paths([str(page)], lexicon))
        spent["page"] = time.process_time() - start
    if "chain" in stages:
        start = time.process_time()
        if report is not None:
            code_report(report, lexicon)
        spent["chain"] = time.process_time() - start
    return spent


if __name__ == "__main__":
    raise SystemExit(main())
