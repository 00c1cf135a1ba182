"""The parse: speed of the pinned model as spaCy runs it and as we run it, and are they the same?

    python -m bench.parse [--data ../shared/data] [--reports 40]

Prints CPU seconds and words a second on one core for spaCy as it comes (its settings, the rules
on every token) and for `dragoman.parse`; how many tokens come out differently when the rules run
on each token of the same pipeline instead of being remembered; and each component's share.
"""

from __future__ import annotations

from bench.corpus import arguments, one_thread, paragraphs

one_thread()

import time  # noqa: E402
import warnings  # noqa: E402
from collections.abc import Callable, Iterator  # noqa: E402
from typing import Any  # noqa: E402

from dragoman.parse.parser import MODEL, Row, SpacyParser, load_model  # noqa: E402


def main() -> int:
    options = arguments(__doc__ or "", reports=40)
    texts, words, name = paragraphs(options)
    print(f"parse: {len(texts)} passages, {words} words of {name}, one core, CPU time")
    import spacy

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)
        nlp = spacy.load(MODEL)
    own = SpacyParser()
    _, slow = timed(lambda: list(plain_rows(nlp, texts)))
    _, fast = timed(lambda: list(own.rows(texts)))
    ours, warm = timed(lambda: list(own.rows(texts)))
    ruled = list(plain_rows(load_model(), texts))
    different = sum(
        a != b for x, y in zip(ruled, ours, strict=True) for a, b in zip(x, y, strict=True)
    )
    print(f"  spaCy as it comes       {slow:7.2f} s  {words / slow:7.0f} words/s")
    print(f"  dragoman.parse, cold    {fast:7.2f} s  {words / fast:7.0f} words/s")
    print(f"  dragoman.parse, warm    {warm:7.2f} s  {words / warm:7.0f} words/s")
    print(f"  tokens that differ      {different} of {sum(map(len, ours))}")
    shares(own, texts)
    return 0


def plain_rows(nlp: Any, texts: list[str]) -> Iterator[list[Row]]:
    """Rows from spaCy's own pipeline, all components on every token."""
    for doc in nlp.pipe(texts, batch_size=128):
        yield [
            (
                t.text,
                t.lemma_,
                t.pos_,
                t.tag_,
                t.dep_,
                t.head.i,
                t.idx,
                t.idx + len(t.text),
                f"{t.ent_iob_}-{t.ent_type_}" if t.ent_type_ else "",
                bool(t.is_sent_start),
            )
            for t in doc
        ]


def shares(own: SpacyParser, texts: list[str]) -> None:
    """CPU time of each component of the pipeline, one after the other."""
    nlp = own._nlp
    docs = [nlp.make_doc(text) for text in texts]
    for name, pipe in nlp.pipeline:
        docs, spent = timed(
            lambda pipe=pipe, docs=docs: list(pipe.pipe(iter(docs), batch_size=256))
        )
        print(f"    {name:20} {spent:7.2f} s")


def timed(call: Callable[[], Any]) -> tuple[Any, float]:
    start = time.process_time()
    result = call()
    return result, time.process_time() - start


if __name__ == "__main__":
    raise SystemExit(main())
