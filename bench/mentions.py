"""Event mentions as annotated sets give them, with the words that stand around each.

A mention is a stretch of a document that names an occurrence. What a coder of events would know of
it (types, states) is not asked for; what the parser gives is: the head's lemma, who does and who
undergoes, days, numbers, names and places of the sentence, the words of the document.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from dragoman.lexicon import Likeness
from dragoman.parse.parser import default_parser
from dragoman.reconcile.wording import stem

Row = dict[str, Any]
Token = tuple[str, str, str, str, str, int, int, int, str, bool]
"""text, lemma, pos, tag, dep, head (in the document), start, end, entity label, sentence start"""
Group = tuple[str, str]

TEXT, LEMMA, POS, TAG, DEP, HEAD, START, END, ENT, FIRST = 0, 1, 2, 3, 4, 5, 6, 7, 8, 9
CONTENT = frozenset({"NOUN", "PROPN", "NUM", "ADJ", "VERB"})
SUBJECT = frozenset({"nsubj", "agent", "poss", "csubj"})
OBJECT = frozenset({"dobj", "nsubjpass", "attr", "oprd", "dative"})
AROUND = frozenset(
    "prep compound amod nmod appos npadvmod pcomp acl relcl pobj".split()  # noqa: SIM905
)
SHARING = frozenset({"conj", "xcomp", "advcl", "pcomp", "prep", "ccomp", "acl"})
"""Clauses whose subject is that of the clause above."""
NAMES = frozenset({"PERSON", "ORG", "GPE", "NORP", "LOC", "FAC", "PRODUCT", "EVENT"})
PLACES = frozenset({"GPE", "LOC", "FAC"})
CLOCKS = frozenset({"DATE", "TIME"})
REACH = 6
"""Words to either side that count as standing near."""


@dataclass(frozen=True)
class Document:
    """A document with its tokens and the mentions annotated in it (start, end, chain)."""

    id: str
    group: Group
    tokens: Sequence[Token]
    marked: tuple[tuple[int, int, str], ...]


@dataclass(frozen=True)
class Words:
    """Lemmas of what stands in and around a mention, for vectors of their meaning."""

    trigger: tuple[str, ...]
    doers: tuple[str, ...]
    undergoers: tuple[str, ...]
    others: tuple[str, ...]
    near: tuple[str, ...]
    sentence: tuple[str, ...]
    document: tuple[str, ...]


@dataclass(frozen=True)
class Mention:
    """One mention. All sets are of stems; the mention's own words are in none but ``trigger``.

    Attributes:
        id: document and number within it.
        group: topic and subtopic; mentions of different groups are never compared.
        chain: what the annotators say it is of.
        lemmas: of its content words, the head's among them.
        negated, modal, past: by the words that hang on it, and its form.
        order: where in the document it stands, 0 (first word) to 1.
    """

    id: tuple[str, int]
    group: Group
    chain: str
    lemma: str
    verbal: bool
    lemmas: frozenset[str]
    trigger: frozenset[str]
    doers: frozenset[str]
    undergoers: frozenset[str]
    others: frozenset[str]
    near: frozenset[str]
    sentence: frozenset[str]
    names: frozenset[str]
    places: frozenset[str]
    days: frozenset[str]
    numbers: frozenset[str]
    at: int
    words: Mapping[str, int] = field(repr=False)
    own_names: frozenset[str] = field(repr=False)
    around: Words = field(repr=False)
    nominal: bool
    negated: bool
    modal: bool
    past: bool
    order: float

    @property
    def document(self) -> str:
        """Which document it stands in."""
        return self.id[0]

    @property
    def stem(self) -> str:
        """The stem of its head."""
        return stem(self.lemma)


def ecb_documents(path: Path) -> list[Document]:
    """The documents of a part of ECB+; a group is a subtopic."""
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    marked = [tuple((m["start"], m["end"], m["chain"]) for m in r["mentions"]) for r in rows]
    return _documents(rows, [(r["topic"], r["subtopic"]) for r in rows], marked)


def meantime_documents(path: Path) -> list[Document]:
    """The documents of MEANTIME, each a group of its own: the ids of the chains in our copy are
    those of each file, so that only coreference within a document can be scored."""
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    marked = []
    for row in rows:
        chain = {
            source: relation["target"][0]
            for relation in row["relations"]
            if relation["type"] == "REFERS_TO"
            for source in relation["source"]
        }
        events = sorted(row["events"], key=lambda e: (e["start"], e["end"]))
        marked.append(
            tuple((e["start"], e["end"], chain.get(e["m_id"], f"own {e['m_id']}")) for e in events)
        )
    return _documents(rows, [(r["topic"], r["id"]) for r in rows], marked)


def _documents(
    rows: Sequence[Row], groups: Sequence[Group], marked: Sequence[tuple[Any, ...]]
) -> list[Document]:
    lines = [(n, at, line) for n, row in enumerate(rows) for at, line in _lines(row["text"])]
    tokens: list[list[Token]] = [[] for _ in rows]
    parsed = default_parser().rows([line for _, _, line in lines])
    for (n, at, _), found in zip(lines, parsed, strict=True):
        base = len(tokens[n])
        for text, lemma, pos, tag, dep, head, start, end, ent, first in found:
            tokens[n].append(
                (text, lemma, pos, tag, dep, head + base, start + at, end + at, ent, first)
            )
    return [
        Document(row["id"], group, t, m)
        for row, group, t, m in zip(rows, groups, tokens, marked, strict=True)
    ]


def _lines(text: str) -> Iterable[tuple[int, str]]:
    at = 0
    for line in text.split("\n"):
        if line.strip():
            yield at, line
        at += len(line) + 1


def marked_mentions(documents: Iterable[Document], likeness: Likeness) -> list[Mention]:
    """The annotated mentions."""
    return [
        mention
        for document in documents
        for mention in mentions_at(document, document.marked, likeness)
    ]


def mentions_at(
    document: Document, spans: Sequence[tuple[int, int, str]], likeness: Likeness
) -> list[Mention]:
    """The mentions of a document at given places (start, end, chain)."""
    reader = _Reader(document, likeness)
    return [reader.mention(n, *span) for n, span in enumerate(spans)]


class _Reader:
    def __init__(self, document: Document, likeness: Likeness) -> None:
        self.document, self.idle = document, likeness.idle
        self.tokens = document.tokens
        self.sentence: list[int] = []
        for n, token in enumerate(self.tokens):
            last = self.sentence[-1] if self.sentence else 0
            self.sentence.append(last + (1 if token[FIRST] and n else 0))
        self.children: dict[int, list[int]] = defaultdict(list)
        for n, token in enumerate(self.tokens):
            if token[HEAD] != n:
                self.children[token[HEAD]].append(n)
        everything = range(len(self.tokens))
        self.words = Counter(
            stem(self.tokens[n][TEXT].casefold()) for n in everything if self._tells(n)
        )
        self.own_names = self._labelled(everything, NAMES)
        self.lemmas = self._lemmas(everything)

    def mention(self, number: int, start: int, end: int, chain: str) -> Mention:
        inside = [n for n, t in enumerate(self.tokens) if t[START] < end and t[END] > start] or [0]
        head = self._head(inside)
        own = set(inside)
        here = [n for n, at in enumerate(self.sentence) if at == self.sentence[head]]
        outside = [n for n in here if n not in own]
        lemmas = {self.tokens[n][LEMMA].casefold() for n in inside if self._tells(n)}
        days = [n for n in here if self._label(n) in CLOCKS]
        doers = [n for n in self._doers(head)[:12] if n not in own]
        under = [n for n in self._under(head, OBJECT)[:12] if n not in own]
        others = [n for n in self._under(head, AROUND)[:20] if n not in own]
        near = [n for n in outside if abs(n - head) <= REACH]
        hung = self.children[head]
        return Mention(
            id=(self.document.id, number),
            group=self.document.group,
            chain=chain,
            lemma=self.tokens[head][LEMMA].casefold(),
            verbal=self.tokens[head][POS] == "VERB",
            lemmas=frozenset(lemmas | {self.tokens[head][LEMMA].casefold()}),
            trigger=self._stems(inside) or frozenset({stem(self.tokens[head][LEMMA].casefold())}),
            doers=self._stems(doers),
            undergoers=self._stems(under),
            others=self._stems(others),
            near=self._stems(near),
            sentence=self._stems(outside),
            names=self._labelled(here, NAMES),
            places=self._labelled(here, PLACES),
            days=frozenset(
                self.tokens[n][TEXT].casefold()
                for n in days
                if self.tokens[n][POS] in ("PROPN", "NUM")
            ),
            numbers=frozenset(
                self.tokens[n][TEXT].casefold()
                for n in here
                if self.tokens[n][POS] == "NUM" and n not in days
            ),
            at=self.sentence[head],
            words=self.words,
            own_names=self.own_names,
            around=Words(
                trigger=self._lemmas(inside),
                doers=self._lemmas(doers),
                undergoers=self._lemmas(under),
                others=self._lemmas(others),
                near=self._lemmas(near),
                sentence=self._lemmas(outside),
                document=self.lemmas,
            ),
            nominal=self.tokens[head][POS] in ("NOUN", "PROPN"),
            negated=any(self.tokens[n][DEP] == "neg" for n in hung),
            modal=any(self.tokens[n][TAG] == "MD" for n in hung),
            past=self.tokens[head][TAG] in ("VBD", "VBN"),
            order=head / len(self.tokens),
        )

    def _head(self, inside: Sequence[int]) -> int:
        tops = [n for n in inside if self.tokens[n][HEAD] not in inside]
        tops = tops or list(inside)
        return next((n for n in tops if self.tokens[n][POS] in CONTENT | {"AUX", "ADV"}), tops[0])

    def _under(self, head: int, labels: frozenset[str]) -> list[int]:
        found = [c for c in self.children[head] if self.tokens[c][DEP] in labels]
        for at in found:
            found += self.children[at]
        return found

    def _doers(self, head: int) -> list[int]:
        found = self._under(head, SUBJECT)
        for _ in range(3):
            if found or self.tokens[head][DEP] not in SHARING:
                break
            head = self.tokens[head][HEAD]
            found = self._under(head, SUBJECT | {"nsubjpass"})
        return found

    def _tells(self, n: int) -> bool:
        token = self.tokens[n]
        text = token[TEXT].casefold()
        return token[POS] in CONTENT and text not in self.idle and any(map(str.isalnum, text))

    def _lemmas(self, places: Iterable[int]) -> tuple[str, ...]:
        return tuple(self.tokens[n][LEMMA].casefold() for n in places if self._tells(n))

    def _stems(self, places: Iterable[int]) -> frozenset[str]:
        return frozenset(stem(self.tokens[n][TEXT].casefold()) for n in places if self._tells(n))

    def _label(self, n: int) -> str:
        return self.tokens[n][ENT][2:]

    def _labelled(self, places: Iterable[int], labels: frozenset[str]) -> frozenset[str]:
        return frozenset(
            stem(self.tokens[n][TEXT].casefold())
            for n in places
            if self._label(n) in labels and any(map(str.isalnum, self.tokens[n][TEXT]))
        )
