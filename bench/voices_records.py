"""An annotation of voices with its phrases as offsets; see docs/explanation/annotation-guide.md."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

Span = tuple[tuple[int, int], ...]
"""Half-open character ranges into the passage; empty for nobody, nothing and the publisher."""


@dataclass(frozen=True)
class Stated:
    cue: Span
    chain: tuple[Span, ...]
    stance: str
    content: Span
    answers: Span

    def shown(self, text: str) -> str:
        """Cue and chain as words."""
        links = " > ".join(words(text, link) or "?" for link in self.chain)
        return f"<{words(text, self.cue)}> {links} [{words(text, self.content)}]"


@dataclass(frozen=True)
class Foretelling:
    kind: str
    holder: Span
    outcome: Span
    condition: Span
    horizon: Span
    likelihood: Span

    def shown(self, text: str) -> str:
        return f"{self.kind} <{words(text, self.outcome)}>"


@dataclass(frozen=True)
class Unnamed:
    source: Span
    number: Span
    role: Span
    of: Span
    why: Span

    def shown(self, text: str) -> str:
        return words(text, self.source)


@dataclass(frozen=True)
class Annotation:
    """One passage's: ``events`` maps a word to its source's and its publisher's value."""

    statements: tuple[Stated, ...]
    events: dict[Span, tuple[str, str]]
    forecasts: tuple[Foretelling, ...]
    unnamed: tuple[Unnamed, ...]


def words(text: str, span: Span) -> str:
    return " // ".join(text[a:b] for a, b in span)


def span_of(text: str, phrase: str | None) -> Span:
    """Where a phrase stands; "#2" asks for its second place, " // " parts it.

    Raises:
        ValueError: where the text does not hold the phrase.
    """
    if phrase in (None, "", "?") or (phrase == "-" and " - " not in text):
        return ()
    return tuple(_place(text, part) for part in str(phrase).split(" // "))


def _place(text: str, part: str) -> tuple[int, int]:
    numbered = re.fullmatch(r"(.*)#(\d+)", part, re.DOTALL)
    phrase, number = (numbered[1], int(numbered[2])) if numbered else (part, 1)
    left = r"\b" if phrase[:1].isalnum() else ""
    right = r"\b" if phrase[-1:].isalnum() else ""
    places = list(re.finditer(left + re.escape(phrase) + right, text))
    if len(places) < number:
        raise ValueError(f"{part!r} does not stand in {text!r}")
    return places[number - 1].span()


def annotation_of(text: str, row: dict[str, Any]) -> Annotation:
    """Read one line of an annotation file."""

    def at(phrase: str | None) -> Span:
        return span_of(text, phrase)

    def holder(phrase: str) -> Span:
        return () if phrase == "-" else at(phrase)

    return Annotation(
        statements=tuple(
            Stated(
                at(s["cue"]),
                tuple(map(at, s["chain"])),
                s["stance"],
                at(s["content"]),
                at(s["answers"]),
            )
            for s in row["statements"]
        ),
        events={at(e["word"]): (e["source"], e["publisher"]) for e in row["events"]},
        forecasts=tuple(
            Foretelling(
                f["kind"],
                holder(f["holder"]),
                at(f["outcome"]),
                at(f["condition"]),
                at(f["horizon"]),
                at(f["likelihood"]),
            )
            for f in row["forecasts"]
        ),
        unnamed=tuple(
            Unnamed(*(at(u[slot]) for slot in ("source", "number", "role", "of", "why")))
            for u in row["unnamed"]
        ),
    )


def overlap(text: str, one: Span, other: Span) -> float:
    """Words in common over words in either; two empty phrases are alike."""
    mine, theirs = _words_at(text, one), _words_at(text, other)
    if not mine and not theirs:
        return 1.0
    return len(mine & theirs) / len(mine | theirs)


def _words_at(text: str, span: Span) -> set[int]:
    return {start + m.start() for start, end in span for m in re.finditer(r"\w+", text[start:end])}
