"""A report's body as copies are compared: words, sentences, quotation marks, fingerprints."""

from __future__ import annotations

import hashlib
import itertools
import re
import unicodedata
from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import overload

import numpy as np
import numpy.typing as npt

from dragoman.lexicon import Likeness
from dragoman.model import Evidence, Report, Span, text_hash
from dragoman.reconcile.wording import stem

GRAM = 4
"""Content words in a run whose hash is a fingerprint candidate."""
WINDOW = 4
"""One fingerprint is kept of so many runs in a row (winnowing: Schleimer, Wilkerson and Aiken 2003,
"Winnowing: local algorithms for document fingerprinting"): whatever has GRAM + WINDOW - 1 content
words in a row in common is sure to meet, and about two runs in five are kept."""
SHORT = 3
"""Words of so few letters are mostly function words, in whatever language of the alphabet."""
KEPT = 200_000
"""Words whose numbers are remembered; a year of news has more names than that."""
BRIEF = 4
"""A sentence with fewer content words is taken together with the next of its paragraph."""

_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
_INNER = "\u0300-\u036f\u064b-\u0652\u00ad\u200b-\u200d\u2060"
_WORD = re.compile(
    rf"\d+(?:[.,]\d+)*|[{_UNSPACED}]|[^\W\d_{_UNSPACED}](?:[^\W\d_{_UNSPACED}]|[{_INNER}])*"
)
_IS_UNSPACED = re.compile(f"[{_UNSPACED}]")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200d\u2060]")
_STOP = re.compile(r"[.!?…。！？؟।]")
_MARK = re.compile(r"[\n\u2028\u2029\"“”„«»「」『』‘’]")
_SINGLE = "‘’"
_SIGNED = re.compile(r"(?:[—–-]|pic\.twitter\.com/\w+)[^\n@]{2,60}\(@\w+\)")
_BREAKS = "\n\u2028\u2029"
_FULL = "。！？"


class Forms:
    """Words to the numbers that stand for them; 0 for words that say nothing by themselves.

    Inflected forms, both spellings of English and spelled-out numbers fall together. The numbers
    are hashes, the same on every machine.
    """

    def __init__(self, likeness: Likeness) -> None:
        self._likeness = likeness
        self._codes: dict[str, int] = {}
        self._plain: dict[str, str] = {}

    def plain(self, raw: str) -> str:
        """A word without case, accents, ligatures and invisible signs."""
        found = self._plain.get(raw)
        if found is None:
            if len(self._plain) >= KEPT:
                self._plain.clear()
            folded = unicodedata.normalize("NFKD", _INVISIBLE.sub("", raw).casefold())
            found = "".join(c for c in folded if not unicodedata.combining(c))
            self._plain[raw] = found
        return found

    def all_plain(self, raw: Iterable[str]) -> list[str]:
        """The plain forms of words in a row."""
        known = self._plain.get
        return [known(word) or self.plain(word) for word in raw]

    def codes(self, words: Iterable[str]) -> list[int]:
        """The numbers of plain words in a row."""
        known = self._codes.get
        return [self.code(word) if (found := known(word)) is None else found for word in words]

    def code(self, word: str) -> int:
        """The number of a plain word."""
        found = self._codes.get(word)
        if found is None:
            if len(self._codes) >= KEPT:
                self._codes.clear()
            found = self._codes[word] = self._code(word)
        return found

    def _code(self, word: str) -> int:
        numeral = self._likeness.numerals.get(word, word)
        if numeral[:1].isdigit():
            return _hash(numeral.replace(",", ""))
        if _IS_UNSPACED.match(word):
            return _hash(word)
        if len(word) <= SHORT or word in self._likeness.idle:
            return 0
        for old, new in self._likeness.spellings:
            word = word.replace(old, new)
        return _hash(stem(word))


def _hash(text: str) -> int:
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest(), "big") | 1


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a body: half-open numbers of words, and what is compared of it.

    Attributes:
        first: which content word of the body it begins with.
        known: its content words; pairs: each two of them in a row.
        size: how many content words it has, repeated ones too.
        specifics: those that name: numbers, and capitals within the sentence.
    """

    start: int
    end: int
    first: int
    size: int
    known: frozenset[int]
    pairs: frozenset[tuple[int, int]]
    specifics: frozenset[int]


class Places(Sequence[tuple[int, int]]):
    """Half-open offsets, packed: a thousand words as pairs of objects take 130 kB, so 8."""

    def __init__(self, places: Iterable[tuple[int, int]]) -> None:
        self._ends = array("i", itertools.chain.from_iterable(places))

    def __len__(self) -> int:
        return len(self._ends) // 2

    @overload
    def __getitem__(self, at: int) -> tuple[int, int]: ...
    @overload
    def __getitem__(self, at: slice) -> list[tuple[int, int]]: ...
    def __getitem__(self, at: int | slice) -> tuple[int, int] | list[tuple[int, int]]:
        if isinstance(at, slice):
            return [self[n] for n in range(*at.indices(len(self)))]
        at = range(len(self))[at]
        return self._ends[2 * at], self._ends[2 * at + 1]


@dataclass(frozen=True)
class Body:
    """A report's body as words. Not slotted: what only candidates need is made when asked for.

    Attributes:
        places: half-open offsets of each word in ``source_text``.
        codes: what stands for each word (`Forms`), 0 for words without content.
        ends: numbers of words after which a sentence ends.
        quoted: 1 for each word within quotation marks.
        key: hash of all words: equal for exact copies.
    """

    report: Report
    places: Places
    codes: Sequence[int]
    ends: tuple[int, ...]
    quoted: bytes
    key: str
    at: Sequence[int]
    prints: npt.NDArray[np.uint64]
    print_at: npt.NDArray[np.int64]

    @classmethod
    def of(cls, report: Report, forms: Forms) -> Body:
        """Read a report's body, furniture left out."""
        text = report.source_text
        places = [m.span() for a, b in report.body_spans() for m in _WORD.finditer(text, a, b)]
        words = forms.all_plain([text[a:b] for a, b in places])
        codes = _codes(words, places, forms)
        ends, quoted = _marks(text, places)
        at = [n for n, code in enumerate(codes) if code]
        grams = run_hashes([codes[n] for n in at])
        chosen = winnow(grams)
        return cls(
            report=report,
            places=Places(places),
            codes=array("Q", codes),
            ends=tuple(ends),
            quoted=quoted,
            key=text_hash(" ".join(words)),
            at=array("l", at),
            prints=grams[chosen],
            print_at=chosen,
        )

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """The sentences in order; very short ones are part of the next."""
        return tuple(_sentences(self))

    @cached_property
    def holders(self) -> Mapping[tuple[int, int], tuple[int, ...]]:
        """For each two content words in a row the numbers of the sentences that have them."""
        found: dict[tuple[int, int], list[int]] = defaultdict(list)
        for number, sentence in enumerate(self.sentences):
            for pair in sentence.pairs:
                found[pair].append(number)
        return {pair: tuple(numbers) for pair, numbers in found.items()}

    @cached_property
    def grams(self) -> tuple[int, ...]:
        """The hash of every run of content words."""
        return tuple(run_hashes([self.codes[n] for n in self.at]).tolist())

    @cached_property
    def gram_places(self) -> Mapping[int, int]:
        """Where each run first stands, by number of content word."""
        found: dict[int, int] = {}
        for number, gram in enumerate(self.grams):
            found.setdefault(gram, number)
        return found

    def forget(self) -> None:
        """Let go of what was made when asked for; it is made again if need be."""
        for name in ("sentences", "holders", "grams", "gram_places"):
            self.__dict__.pop(name, None)

    def evidence(self, start: int, end: int) -> Evidence:
        """Words ``start`` to ``end`` (half-open) as a span of the report."""
        span = Span.of(self.report.source_text, self.places[start][0], self.places[end - 1][1])
        return Evidence.from_span(self.report.id, span)


def _codes(words: Sequence[str], places: Sequence[tuple[int, int]], forms: Forms) -> list[int]:
    """A character of a script without spaces stands for itself and the next one."""
    codes = forms.codes(words)
    for n in [n for n, word in enumerate(words[:-1]) if len(word) == 1]:
        if places[n][1] == places[n + 1][0] and _IS_UNSPACED.match(words[n]):
            codes[n] = forms.code(words[n] + words[n + 1])
    return codes


def _marks(text: str, places: Sequence[tuple[int, int]]) -> tuple[list[int], bytes]:
    """After which words a sentence ends, and which words stand within quotation marks.

    A paragraph's end closes a quotation: where it goes on, the next paragraph opens it again.
    """
    ends: list[int] = []
    quoted = bytearray(len(places))
    inside = single = False
    before = 0
    for n, (start, end) in enumerate(places):
        gap = text[before:start] if n else ""
        if gap not in ("", " "):
            if _ends(gap, places[n - 1]):
                ends.append(n)
            for mark in _MARK.findall(gap):
                if mark in _BREAKS:
                    inside = single = False
                elif mark in _SINGLE:
                    single = mark == "‘"
                else:
                    inside = not inside
        quoted[n] = inside or single
        before = end
    for start, end in _posts(text):
        for n in range(bisect_left(places, (start, 0)), bisect_left(places, (end, 0))):
            quoted[n] = 1
    return ends, bytes(quoted)


def _posts(text: str) -> Iterator[tuple[int, int]]:
    """Offsets of what is signed with a handle: a post that a page embeds, quoted by nature."""
    for match in _SIGNED.finditer(text):
        start = text.rfind("\n", 0, match.start()) + 1
        if match.start() - start < 2:
            start = text.rfind("\n", 0, len(text[:start].rstrip())) + 1
        yield start, match.end()


def _ends(gap: str, word: tuple[int, int]) -> bool:
    """Whether a sentence ends in the gap after a word: "Mr." and "U.S." end none."""
    if any(sign in gap for sign in _BREAKS):
        return True
    stop = _STOP.search(gap)
    if stop is None:
        return False
    return stop[0] in _FULL or (word[1] - word[0] > SHORT - 1 and any(c.isspace() for c in gap))


def _sentences(body: Body) -> Iterator[Sentence]:
    start = first = 0
    text, places = body.report.source_text, body.places
    for end in (*body.ends, len(places)):
        codes = [code for code in body.codes[start:end] if code]
        last = end == len(places) or "\n" in text[places[end - 1][1] : places[end][0]]
        if len(codes) < BRIEF and not last:
            continue
        if codes:
            named = frozenset(
                body.codes[n]
                for n in range(start, end)
                if body.codes[n] and _names(text[places[n][0]], n == start)
            )
            pairs = frozenset(itertools.pairwise(codes))
            yield Sentence(start, end, first, len(codes), frozenset(codes), pairs, named)
        start, first = end, first + len(codes)


def _names(initial: str, first: bool) -> bool:
    return initial.isdigit() or (initial.isupper() and not first)


def run_hashes(codes: Iterable[int]) -> npt.NDArray[np.uint64]:
    """One hash for every run of `GRAM` codes; of fewer, one for all."""
    row = np.fromiter(codes, dtype=np.uint64)
    if not len(row):
        return row
    size = min(GRAM, len(row))
    found = np.zeros(len(row) - size + 1, dtype=np.uint64)
    for n in range(size):
        found = found * np.uint64(0x9E3779B97F4A7C15) + row[n : len(row) - size + 1 + n]
        found ^= found >> np.uint64(29)
    return found


def winnow(grams: npt.NDArray[np.uint64]) -> npt.NDArray[np.int64]:
    """Numbers of the runs that are kept: of every window the least, the last of equal ones."""
    if len(grams) <= WINDOW:
        return np.unique([int(np.argmin(grams))]) if len(grams) else np.zeros(0, dtype=np.int64)
    windows = np.lib.stride_tricks.sliding_window_view(grams, WINDOW)
    last = WINDOW - 1 - np.argmin(windows[:, ::-1], axis=1)
    return np.unique(last + np.arange(len(windows)))
