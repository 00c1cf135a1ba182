"""Finding names of a gazetteer in the tokens of a sentence, longest first, in one pass."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from dragoman.lexicon.entry import Entry, fold

Node = dict[str, Any]
"""A node of the token trie: next token to node; under ``LEAF`` the entries that end here."""

LEAF: Final = ""
Match = tuple[int, int, tuple[Entry, ...]]

_CUT: Final = re.compile(r"(?<=[^\W\d_])([-–—])(?=[^\W\d_])|('s|'S)(?!\w)|(?<=\w)(')(?!\w)")


def tokens_of(name: str) -> list[tuple[str, ...]]:
    """A name as the parser's tokens, and as other tokenisers leave it (hyphens joined)."""
    cut: list[str] = []
    for word in name.replace("’", "'").split():
        cut.extend(part for part in _CUT.split(word) if part)
    whole = tuple(name.replace("’", "'").split())
    return [tuple(cut)] if tuple(cut) == whole else [tuple(cut), whole]


def spellings(name: str) -> Iterator[str]:
    """The spellings under which a name of the tables is looked for: without accents too, with
    and without the hyphen and capital of the Arabic article, "Al-Shabaab" for "al-Shabaab".
    """
    names = [name]
    if name[:3] in ("al-", "el-"):
        rest = name[3:]
        article = name[:2]
        names += [f"{article.title()}-{rest}", f"{article} {rest}", f"{article.title()} {rest}"]
    for each in names:
        yield each
        plain = fold(each)
        if plain != each:
            yield plain


@dataclass(slots=True)
class Gazetteer:
    """Names of entries, kept as two tries: as written, and for headlines in capitals.

    Build it with `add`, then `seal`; after that it is only read. A name may stand for several
    entries: they keep the order in which they were added.
    """

    names: Node = field(default_factory=dict)
    capitals: Node = field(default_factory=dict)

    def add(self, name: str, entries: Iterable[Entry], *, capitals: bool = True) -> None:
        """Add a name.

        Args:
            name: as written in running text.
            entries: what it stands for, best first.
            capitals: whether to know it in an all-capitals headline too.
        """
        entries = tuple(entries)
        for spelling in spellings(name):
            for tokens in tokens_of(spelling):
                _insert(self.names, tokens, entries)
                if capitals:
                    shouted = tuple(token.upper() for token in tokens)
                    if shouted != tokens:
                        _insert(self.capitals, shouted, entries)

    def match(self, words: Sequence[str]) -> list[Match]:
        """The names in a sentence.

        Args:
            words: its token texts.

        Returns:
            ``(start, end, entries)`` over token indices, half-open, in order, leftmost longest,
            never overlapping.
        """
        found: list[Match] = []
        names, capitals = self.names, self.capitals
        count, free = len(words), 0
        # Few words begin a name: those are found first, in one go.
        for at in [n for n, word in enumerate(words) if word in names or word in capitals]:
            if at < free:
                continue
            word = words[at]
            node = names.get(word)
            best = _longest(node, words, at + 1, count) if node is not None else None
            if best is None and len(word) > 2 and word.isupper():
                node = capitals.get(word)
                best = _longest(node, words, at + 1, count) if node is not None else None
            if best is not None:
                found.append((at, best[0], best[1]))
                free = best[0]
        return found


def _longest(
    node: Node, words: Sequence[str], at: int, count: int
) -> tuple[int, tuple[Entry, ...]] | None:
    best = (at, node[LEAF]) if LEAF in node else None
    while at < count:
        word = words[at]
        step = node.get(word)
        if step is None:
            step = node.get(_PLAIN.get(word, "")) if word in _PLAIN else None
            if step is None:
                break
        node = step
        at += 1
        if LEAF in node:
            best = (at, node[LEAF])
    return best


_PLAIN: Final = {"’s": "'s", "’S": "'S", "’": "'", "–": "-", "‑": "-", "‐": "-"}


def _insert(root: Node, tokens: tuple[str, ...], entries: tuple[Entry, ...]) -> None:
    node = root
    for token in tokens:
        node = node.setdefault(token, {})
    have: tuple[Entry, ...] = node.get(LEAF, ())
    node[LEAF] = have + tuple(e for e in entries if e not in have)
