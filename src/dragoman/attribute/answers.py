"""What denials, refusals to comment and confirmations answer.

An answer names what it is about in one of three ways. It holds the claim itself ("denied a report
that …"); it points back ("the charge", "that figure", "it", nothing at all: "declined to
comment"), and then answers what was told just before, by kind; or it says it again in words of its
own, and then answers what shares them. Where none of that fits, it stays open.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import Final

from dragoman.attribute.disowning import disowned, missing
from dragoman.attribute.records import StatementDraft
from dragoman.extract.records import ExtractedReport
from dragoman.lexicon import Cues
from dragoman.model import Stance
from dragoman.parse import Sentence, Token

ALIKE: Final = {Stance.DENY: 0.3, Stance.DECLINE: 0.3, Stance.CONFIRM: 0.5}
"""Share of content words that an answer must have in common with what it answers."""
ANSWERING: Final = frozenset(ALIKE)
HALF: Final = 0.5
BEFORE: Final = 4
"""Sentences back in which what is merely pointed at is looked for."""
NEAR: Final = 1
"""The same where only the one addressed tells that a statement is answered."""
FAR: Final = 400
"""Sentences to either side beyond which nothing is answered; few reports have as many."""
STEM: Final = 6
ENDINGS: Final = (
    "ings", "ing", "ions", "ion", "ments", "ment", "ers", "er", "als", "al", "ed", "s",
)  # fmt: skip
WORDS: Final = frozenset({"NOUN", "PROPN", "VERB", "NUM", "ADJ"})


@dataclass(frozen=True, slots=True)
class Told:
    """What an answer may answer: a statement, or a sentence of the publisher's own.

    Attributes:
        index: of the statement, -1 for a sentence that is none yet.
        sentence: index of the sentence that it begins in.
        words: stems of its content words.
        speaker: head word of who says it, empty for nobody and the publisher.
        countries: countries that it names.
        figure: whether it gives a number.
    """

    index: int
    sentence: int
    start: int
    end: int
    stance: Stance
    words: frozenset[str]
    speaker: str
    countries: frozenset[str]
    figure: bool
    own: bool


class _InOrder:
    """What is told, by sentence, so that an answer is not held against all of a long report."""

    def __init__(self, told: Iterable[Told]) -> None:
        self.all = sorted(told, key=lambda t: t.sentence)
        self._sentences = [t.sentence for t in self.all]

    def around(self, sentence: int) -> Sequence[Told]:
        """What is told no further than `FAR` from a sentence."""
        first = bisect_left(self._sentences, sentence - FAR)
        return self.all[first : bisect_right(self._sentences, sentence + FAR)]


class Answers:
    """Ties the answers of one report.

    Args:
        tops: head lemma of the content of each attributed statement, in order.
        own: makes the publisher's statement of a sentence, and returns its index.
    """

    def __init__(
        self,
        extracted: ExtractedReport,
        drafts: Sequence[StatementDraft],
        tops: Sequence[str],
        cues: Cues,
        own: Callable[[int], int],
    ) -> None:
        self._sentences = extracted.parsed.sentences
        self._ends = [s.end for s in self._sentences]
        self._drafts = drafts
        self._tops = tops
        self._words = cues.answer
        self._silence = frozenset(
            map(_stem, cues.decline.speech | cues.decline.silence | cues.decline.answers)
        )
        self._own = own
        self._countries: dict[int, list[tuple[int, str]]] = {}
        for m in extracted.mentions:
            if m.country:
                at = self._sentences[m.sentence].tokens[m.head].start
                self._countries.setdefault(m.sentence, []).append((at, m.country))

    def linked(self) -> dict[int, int]:
        """For each statement that answers another, by index, the index of the other.

        A statement that is none of denying, confirming and refusing is there as well where it says
        outright that what another has just told is not so: it denies it.
        """
        asked = [d for d in self._drafts if d.stance in ANSWERING]
        said = [d for d in self._drafts if d.stance is Stance.ASSERT]
        counter = [d for d in said if self._missing(d)]
        refusing = [d for d in said if self._disowned(d)]
        if not asked and not counter and not refusing:
            return {}
        told = _InOrder(self._told(d) for d in self._drafts)
        found: dict[int, int] = {}
        for draft in counter:
            hit = self._contradicted(draft, self._around(draft, told))
            if hit is not None:
                found[draft.index] = hit.index
        for draft in refusing:
            hit = self._accused(draft, self._around(draft, told))
            if hit is not None:
                found.setdefault(draft.index, hit.index)
        told = _InOrder([*told.all, *self._own_sentences(asked)])
        for draft in asked:
            hit = self._answered(draft, self._around(draft, told))
            if hit is not None:
                found[draft.index] = hit.index if hit.index >= 0 else self._own(hit.sentence)
        return found

    def _around(self, draft: StatementDraft, told: _InOrder) -> Sequence[Told]:
        cue = draft.sources[0].cue_start
        return told.around(self._sentence_at(cue if cue >= 0 else draft.start))

    def _told(self, draft: StatementDraft) -> Told:
        at = self._sentence_at(draft.start)
        return Told(
            draft.index,
            at,
            draft.start,
            draft.end,
            draft.stance,
            self._stems(draft.start, draft.end),
            self._speaker(draft),
            self._named(draft.start, draft.end),
            self._counts(draft.start, draft.end),
            len(draft.sources) == 1,
        )

    def _own_sentences(self, asked: Sequence[StatementDraft]) -> list[Told]:
        """The sentences before an answer that nobody is credited with."""
        near: set[int] = set()
        for draft in asked:
            at = self._sentence_at(draft.sources[0].cue_start)
            near.update(range(max(0, at - BEFORE), at))
        taken: set[int] = set()
        for d in self._drafts:
            cue = d.sources[0].cue_start
            taken.update(self._over(cue, cue + 1))
            taken.update(self._over(d.start, d.end))
        found = []
        for n in sorted(near - taken):
            s = self._sentences[n]
            found.append(
                Told(-1, n, s.start, s.end, Stance.ASSERT, self._stems(s.start, s.end), "",
                     self._named(s.start, s.end), self._counts(s.start, s.end), True)
            )  # fmt: skip
        return found

    def _over(self, start: int, end: int) -> Iterator[int]:
        """Numbers of the sentences that have a character of a span."""
        n = bisect_right(self._ends, start)
        while n < len(self._sentences) and self._sentences[n].start < end:
            yield n
            n += 1

    def _answered(self, draft: StatementDraft, told: Sequence[Told]) -> Told | None:
        speaker = self._speaker(draft)
        fit = [
            t
            for t in told
            if t.index != draft.index
            and t.stance not in ANSWERING
            and not (t.speaker and t.speaker == speaker)
        ]
        held = self._held(draft, fit)
        if held is not None:
            return held
        apart = [t for t in fit if not (t.start < draft.end and draft.start < t.end)]
        at = draft.sources[0].cue_start
        before = [t for t in apart if t.end <= max(at, draft.start)]
        top = self._tops[draft.index] if draft.index < len(self._tops) else ""
        mine = self._stems(draft.start, draft.end, without=self._words.back | {"independent"})
        mine -= self._stems(*self._cue(draft)) | self._silence
        if not mine:
            return self._pointed_at(draft, before, top)
        alike = self._alike(draft, apart, mine, top)
        if alike is not None:
            return alike
        if top in self._words.back and top not in self._words.asking:
            return self._pointed_at(draft, before, top)
        such = any(t.text.lower() == "such" for t in self._tokens(draft.start, draft.end))
        if such:
            return self._pointed_at(draft, before, "")
        if top in self._words.parts:
            return self._pointed_at(draft, before, min(self._words.charges))
        return self._addressed(draft, before)

    def _held(self, draft: StatementDraft, fit: Sequence[Told]) -> Told | None:
        """The claim within an answer: "denied a report that …", "claims that … were absurd"."""
        inside = []
        for t in fit:
            if t.index < 0 or t.index == draft.index or t.own:
                continue
            cue = self._drafts[t.index].sources[0]
            if cue.cue_start < 0 or not draft.start <= cue.cue_start < draft.end:
                continue
            tokens = self._tokens(cue.cue_start, cue.cue_end)
            if any(k.pos == "NOUN" and k.lemma in self._words.back for k in tokens):
                inside.append(t)
        return min(inside, key=lambda t: t.start) if inside else None

    def _missing(self, draft: StatementDraft) -> frozenset[str]:
        if draft.sources[0].cue_start < 0 or draft.sources[0].head < 0:
            return frozenset()
        return missing(self._between(draft.start, draft.end), draft, _stem)

    def _disowned(self, draft: StatementDraft) -> str:
        if draft.sources[0].cue_start < 0 or draft.sources[0].head < 0:
            return ""
        return disowned(self._between(draft.start, draft.end), draft, _stem)

    def _accused(self, draft: StatementDraft, told: Sequence[Told]) -> Told | None:
        """What others have just told of those who say that they did not do it.

        It tells of the same deed, or of their country; or it is told in the same sentence ("after
        the paper reported that …").
        """
        deed = self._disowned(draft)
        here = self._sentence_at(draft.sources[0].cue_start)
        mine, speaker = self._answering(draft), self._speaker(draft)
        near = [
            t
            for t in told
            if 0 <= here - t.sentence <= NEAR
            and not (t.start < draft.end and draft.start < t.end)
            and not t.own
            and t.speaker
            and t.speaker != speaker
            and t.stance in (Stance.ASSERT, Stance.ACCUSE)
            and (deed in t.words or t.countries & mine or t.sentence == here)
        ]
        return max(near, key=lambda t: (t.end, t.start)) if near else None

    def _contradicted(self, draft: StatementDraft, told: Sequence[Told]) -> Told | None:
        """What somebody else has just told of that a statement says that there is none."""
        absent = self._missing(draft)
        here = self._sentence_at(draft.sources[0].cue_start)
        speaker = self._speaker(draft)
        near = [
            t
            for t in told
            if t.end <= draft.start
            and here - t.sentence <= NEAR
            and not t.own
            and t.speaker
            and t.speaker != speaker
            and t.stance in (Stance.ASSERT, Stance.ACCUSE)
            and absent & t.words
        ]
        return max(near, key=lambda t: (t.end, t.start)) if near else None

    def _pointed_at(self, draft: StatementDraft, before: Sequence[Told], top: str) -> Told | None:
        """What "it", "the charge", "neither figure" or a bare refusal is about."""
        words = self._words
        here = self._sentence_at(draft.sources[0].cue_start)
        near = [t for t in before if here - t.sentence <= BEFORE]
        if top in words.figures and top not in words.reports:
            near = [t for t in near if t.figure] or near
        elif top in words.charges:
            near = [t for t in near if t.stance is Stance.ACCUSE] or near
        elif top in words.reports:
            near = [t for t in near if not t.own] or near
        if not near:
            return None
        last = max(near, key=lambda t: (t.sentence, t.end))
        said = [t for t in near if not t.own and last.sentence - t.sentence < 1]
        mine = self._answering(draft)
        if not said:
            # a sentence of the publisher's after what somebody said of the one who answers
            named = [t for t in near if not t.own and t.countries & mine]
            return max(named, key=lambda t: t.end) if named and not last.countries & mine else last
        addressed = [t for t in said if t.countries & mine]
        return max(addressed or said, key=lambda t: (t.end, t.start))

    def _alike(
        self, draft: StatementDraft, apart: Sequence[Told], mine: frozenset[str], top: str
    ) -> Told | None:
        """What shares the words of an answer: the most, the nearest of equals, earlier first."""
        best: tuple[tuple[bool, float, int], Told] | None = None
        stem = _stem(top)
        for t in apart:
            both = len(mine & t.words) / max(1, min(len(mine), len(t.words)))
            needed = ALIKE[draft.stance] if stem in t.words else max(HALF, ALIKE[draft.stance])
            if len(t.words) < 2 or both < needed:
                continue
            key = (t.end <= draft.start, round(both, 1), -abs(t.start - draft.start))
            if best is None or key > best[0]:
                best = key, t
        return best[1] if best else None

    def _addressed(self, draft: StatementDraft, before: Sequence[Told]) -> Told | None:
        """What somebody has just said of the one who answers, or the one thing just told.

        "Bolivia accused Chile of …. Santiago denied that a drop was missing."
        """
        here = self._sentence_at(draft.sources[0].cue_start)
        mine = self._answering(draft)
        near = [t for t in before if 0 <= here - t.sentence <= NEAR and not t.own]
        named = [t for t in near if t.countries & mine]
        if not named and draft.stance is Stance.CONFIRM and self._counts(draft.start, draft.end):
            named = [t for t in near if t.figure]  # "could confirm only forty of them"
        if named:
            return max(named, key=lambda t: (t.end, t.start))
        tokens = [t for t in self._tokens(draft.start, draft.end) if t.pos != "PUNCT"]
        definite = len(tokens) <= 3 and tokens[0].text.lower() in ("the", "this", "that", "these")
        last = [t for t in before if here - t.sentence == 1]
        said = [t for t in last if not t.own] or last
        return max(said, key=lambda t: t.end) if definite and said else None

    def _answering(self, draft: StatementDraft) -> frozenset[str]:
        """The countries of the one who answers."""
        first = draft.sources[0]
        return self._named(first.start, first.end) if first.start >= 0 else frozenset()

    def _speaker(self, draft: StatementDraft) -> str:
        first = draft.sources[0]
        return self._sentences[first.sentence].tokens[first.head].lemma if first.head >= 0 else ""

    def _cue(self, draft: StatementDraft) -> tuple[int, int]:
        return draft.sources[0].cue_start, draft.sources[0].cue_end

    def _sentence_at(self, start: int) -> int:
        at = bisect_right(self._ends, start)
        return min(at, len(self._sentences) - 1)

    def _tokens(self, start: int, end: int) -> Iterator[Token]:
        for s in self._between(start, end):
            yield from (t for t in s.tokens if start <= t.start < end)

    def _between(self, start: int, end: int) -> Sequence[Sentence]:
        first = bisect_right(self._ends, start)
        found = []
        for s in islice(self._sentences, first, None):
            if s.start >= end:
                break
            found.append(s)
        return found

    def _stems(self, start: int, end: int, without: frozenset[str] = frozenset()) -> frozenset[str]:
        leave = self._words.pronouns | without
        inside = (t for t in self._tokens(start, end) if t.pos in WORDS and t.lemma not in without)
        return frozenset([_stem(t.lemma) for t in inside if t.text.lower() not in leave])

    def _named(self, start: int, end: int) -> frozenset[str]:
        if start < 0:
            return frozenset()
        return frozenset(
            country
            for s in self._between(start, end)
            for at, country in self._countries.get(s.index, ())
            if start <= at < end
        )

    def _counts(self, start: int, end: int) -> bool:
        return any(t.pos == "NUM" or t.tag == "CD" for t in self._tokens(start, end))


@lru_cache(maxsize=20_000)
def _stem(lemma: str) -> str:
    """A word without its ending, so that "killings" meets "killed"."""
    word = lemma.lower()
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            word = word.removesuffix(ending)
            break
    return word.removesuffix("e")[:STEM]
