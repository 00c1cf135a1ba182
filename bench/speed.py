"""Speed: words a second for the whole chain and for the parse alone, memory, each stage's share.

    python -m bench.speed [--data ../shared/data] [--reports 60]

One core, CPU time. The parse alone is `dragoman.parse` on the same reports; beside it stands
spaCy's own pipeline on the same passages, in the same run, as it comes out of the box. The first
figure to look at is the ratio: what the whole chain costs, as a multiple of the parse.
"""

from __future__ import annotations

import resource
import time
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any

from bench.corpus import arguments, one_thread, rows

one_thread()

STANDARD = 500
"""Words of the report that rates are told for."""
BATCH = 16
"""Reports parsed at a time, as `dragoman.chain` does it."""

FIRST = "The talks go on.\n\n" * 6 + "They began on 5 May 2024."
"""Read before the clock runs: the first report loads the reader's tables, once a process."""


def main() -> int:
    options = arguments(__doc__ or "", reports=60)
    found, name = rows(options)
    from dragoman.lexicon import load_lexicon
    from dragoman.parse.parser import default_parser
    from dragoman.read import read_text

    lexicon, loaded = timed(load_lexicon)
    _, model = timed(default_parser)
    _, reader = timed(lambda: _read(read_text, {"id": "first", "text": FIRST}, lexicon))
    idle = peak()
    spent, coded = stages(found, lexicon)
    idle_words = screened(coded)
    words = spent.pop("words")
    most = peak()
    plain = plain_spacy(found)
    parse, whole = spent["parse"], sum(spent.values())
    print(f"speed: {len(found)} reports, {words} words of {name}, one core, CPU time")
    print(
        f"  lexicon loaded in {loaded:.2f} s, language model in {model:.2f} s,"
        f" the reader's tables in {reader:.2f} s"
    )
    print(f"  parse alone        {parse:7.2f} s  {words / parse:7.0f} words/s")
    print(f"  whole chain        {whole:7.2f} s  {words / whole:7.0f} words/s")
    print(f"  spaCy as it comes  {plain:7.2f} s  {words / plain:7.0f} words/s")
    rate = words / whole / STANDARD
    print(f"  whole chain        {rate:7.1f} reports of {STANDARD} words a core-second")
    print(f"  ratio whole chain / parse alone        {whole / parse:.2f}")
    print(f"  ratio whole chain / spaCy as it comes  {whole / plain:.2f}")
    print("  share of each stage")
    for stage, seconds in spent.items():
        print(f"    {stage:10} {seconds:7.2f} s  {100 * seconds / whole:5.1f} %")
    for unit, share in idle_words.items():
        print(f"  words in a {unit} that gives no record at all  {100 * share:.1f} %")
    print(f"  peak memory {most:.0f} MB, of which {idle:.0f} MB before the first report")
    return 0


def stages(found: list[dict[str, str]], lexicon: Any) -> tuple[dict[str, float], list[Any]]:
    """CPU seconds of each stage over the same reports and the number of words; what was coded."""
    from dragoman.attribute import attribute
    from dragoman.extract import extract
    from dragoman.parse import parse_many
    from dragoman.read import read_text
    from dragoman.reconcile import reconcile
    from dragoman.resolve import resolve

    spent = dict.fromkeys(("read", "parse", "extract", "attribute", "resolve", "reconcile"), 0.0)

    def clocked(stage: str, call: Callable[[], Any]) -> Any:
        result, seconds = timed(call)
        spent[stage] += seconds
        return result

    coded, words, waiting = [], 0, iter(found)
    while batch := list(islice(waiting, BATCH)):
        reports = [clocked("read", lambda row=row: _read(read_text, row, lexicon)) for row in batch]
        words += sum(len(r.source_text[a:b].split()) for r in reports for a, b in r.body_spans())
        for parsed in clocked("parse", lambda reports=reports: parse_many(reports)):
            extracted = clocked("extract", lambda parsed=parsed: extract(parsed, lexicon))
            attributed = clocked("attribute", lambda e=extracted: attribute(e, lexicon))
            coded.append(clocked("resolve", lambda a=attributed: resolve(a, lexicon)))
    clocked("reconcile", lambda: reconcile(coded, lexicon))
    return {**spent, "words": words}, coded


def screened(coded: list[Any]) -> dict[str, float]:
    """What a screen before the parse could leave out at most without losing a record.

    The share of words that stand in a sentence, or in a paragraph, in which no record has a span:
    a screen cannot know as much before the parse, and the parser takes whole paragraphs.
    """
    words: Counter[str] = Counter()
    for one in coded:
        text = one.report.source_text
        told = sorted(_spans(one))
        lines: dict[int, tuple[int, bool]] = {}
        for sentence in one.sentences:
            size = len(text[sentence.start : sentence.end].split())
            at = bisect_left(told, sentence.start)
            used = at < len(told) and told[at] < sentence.end
            words["all"] += size
            words["sentence"] += 0 if used else size
            line = text.count("\n", 0, sentence.start)
            before, some = lines.get(line, (0, False))
            lines[line] = before + size, some or used
        words["paragraph"] += sum(size for size, used in lines.values() if not used)
    return {unit: words[unit] / max(words["all"], 1) for unit in ("sentence", "paragraph")}


def _spans(coded: Any) -> Iterator[int]:
    """Where the spans of all records begin."""
    for actor in coded.actors:
        yield from (mention.start for mention in actor.mentions)
    for statement in coded.statements:
        yield statement.content.start
        for source in statement.sources:
            yield from (at for at in (source.start, source.cue_start) if at is not None)
    for record in (*coded.events, *coded.quantities, *coded.times, *coded.forecasts):
        yield from (evidence.start for evidence in record.evidence)


def _read(read_text: Callable[..., Any], row: dict[str, str], lexicon: Any) -> Any:
    told = {key: row.get(key, "") for key in ("title", "date", "publisher", "url")}
    return read_text(row["text"], lexicon, location=row["id"], **told)


def plain_spacy(found: list[dict[str, str]]) -> float:
    """CPU seconds of the same model in spaCy's own pipeline, with its own settings."""
    import warnings

    import spacy

    from dragoman.parse.parser import MODEL

    texts = [line.strip() for row in found for line in row["text"].splitlines() if line.strip()]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)
        nlp = spacy.load(MODEL)
    return timed(lambda: sum(1 for _ in nlp.pipe(texts)))[1]


def timed(call: Callable[[], Any]) -> tuple[Any, float]:
    start = time.process_time()
    result = call()
    return result, time.process_time() - start


def peak() -> float:
    """The most memory that this run has held so far, in megabytes (Linux counts kilobytes)."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    raise SystemExit(main())
