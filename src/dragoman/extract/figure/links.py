"""Figures that lean on others of the report: a number told again, a share of a told whole.

"As many as 500 soldiers died. … A diplomat put the number at 300." The 300 are soldiers too.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from dragoman.extract.figure.measures import class_by_predicate
from dragoman.extract.records import QuantityDraft
from dragoman.lexicon.figures import Figures
from dragoman.model import Bound
from dragoman.parse.sentence import Sentence

OTHER: Final = "other"
REACH: Final = 3
"""Sentences that "the number" looks back for what it numbers."""
SMALL: Final = 13
"""Numbers under it are told again by chance."""
HARMED: Final = frozenset(
    {"killed", "wounded", "casualties", "missing", "captured", "detained"} | {"displaced", "people"}
)
UNCOUNTED: Final = frozenset({"share", "multiple", "ratio", "rank", "age", "money", "duration"})
DEFINITE: Final = frozenset({"the", "those", "these", "its", "their", "his"})
POINTING: Final = frozenset({"them", "whom", "which", "these", "those"})
DEMONSTRATIVE: Final = frozenset({"these", "those"})
OF_WHOLE: Final = 4
"""Tokens between a share and its whole ("of the reported")."""


def linked(
    drafts: Sequence[QuantityDraft], sentences: Sequence[Sentence], figures: Figures
) -> list[QuantityDraft]:
    """Tell what bare figures count, and what shares are of, by the figures told before.

    Args:
        drafts: all figures of a report in order of the text, ``drafts[k].index == k``.
        sentences: all its sentences, ``sentences[k].index == k``.

    Returns:
        the same drafts with ``same_as``, ``whole``, unit and measure set where a figure of the
        report tells them.
    """
    found: list[QuantityDraft] = []
    counts: list[QuantityDraft] = []  # those of them that count something
    wholes: set[int] = set()
    for at, draft in enumerate(drafts):
        one = draft
        apart = _told_apart(draft, sentences[draft.sentence])
        if _is_bare(draft) or apart == "part" or (draft.carried and not draft.subjects):
            told = [d for d in counts if d.index not in wholes]
            known = _antecedent(draft, told, apart)
            if known is not None:
                one = _of(draft, known, apart)
        elif draft.unit == OTHER:
            one = _others(draft, counts)
        elif draft.measure == "share":
            one = replace(draft, whole=_whole(draft, drafts, at, sentences))
            wholes.add(one.whole)
        if _is_bare(one) and one.same_as < 0 and one.measure in HARMED:
            # "killing all 224 aboard"
            one = replace(one, unit="people")
        found.append(one)
        if _is_count(one, figures):
            counts.append(one)
    return found


def _others(draft: QuantityDraft, counts: Sequence[QuantityDraft]) -> QuantityDraft:
    """ "Killed five soldiers and wounded *12 others*": soldiers too, told of beside them."""
    near = [d for d in counts if draft.sentence - d.sentence <= 1 and d.unit != OTHER]
    if not near:
        return draft
    told = "people" if near[-1].measure in HARMED else near[-1].measure
    return replace(draft, unit=near[-1].unit, measure=draft.measure or told)


def _of(draft: QuantityDraft, known: QuantityDraft, apart: str) -> QuantityDraft:
    """A figure that counts what a known one counts; its own noun, where it has one, stays."""
    told = (known.measure, draft.measure)
    return replace(
        draft,
        same_as=known.index if known.same_as < 0 else known.same_as,
        unit=draft.unit or known.unit,
        # "30 people were killed, 12 of them children": the children were killed as well.
        measure=next(filter(None, told if apart == "part" else reversed(told)), ""),
        scope=draft.scope or apart,
    )


def _is_bare(draft: QuantityDraft) -> bool:
    return draft.noun < 0 and not draft.unit and draft.measure not in UNCOUNTED


def _is_count(draft: QuantityDraft, figures: Figures) -> bool:
    known = draft.noun >= 0 or draft.same_as >= 0
    return known and bool(draft.measure) and not _measured(draft, figures)


def _measured(draft: QuantityDraft, figures: Figures) -> bool:
    return draft.measure in UNCOUNTED or (draft.unit,) in figures.units


def _told_apart(draft: QuantityDraft, sentence: Sentence) -> str:
    """``part`` in "957 *of them*" and "*of whom* 40"; the scope of "1,000 *more*"."""
    words = [t.text.lower() for t in sentence.tokens]
    for at in (max(0, draft.start - 2), *range(draft.start + 1, draft.end + 1)):
        # "957 of them", "of whom 40", "17 of them children"
        pair = words[at : at + 2]
        if len(pair) == 2 and pair[0] in ("of", "among") and pair[1] in POINTING:
            after = sentence.tokens[at + 2].pos if at + 2 < len(words) else ""
            if pair[1] not in DEMONSTRATIVE or after not in ("NOUN", "ADJ", "PROPN"):
                return "part"  # but not "one of those times"
    return draft.scope if draft.scope == "additional" else ""


def _antecedent(
    draft: QuantityDraft, counts: Sequence[QuantityDraft], apart: str
) -> QuantityDraft | None:
    """The figure that tells what a bare one counts: the same number, or the last one counted."""
    value = draft.best if draft.best is not None else draft.low
    if value is not None and value >= SMALL and draft.noun < 0:
        for one in reversed(counts):
            if value in (one.low, one.best, one.high):
                return one
    if not (draft.carried or apart):
        return None
    near = [d for d in counts if draft.sentence - d.sentence <= REACH and d.scope != "part"]
    same = [d for d in near if d.measure == draft.measure] if draft.measure else near
    return same[-1] if same else None


def _whole(
    share: QuantityDraft,
    drafts: Sequence[QuantityDraft],
    at: int,
    sentences: Sequence[Sentence],
) -> int:
    """The figure that a share is of: the one in its "of" phrase, else the last of that noun."""
    tokens = sentences[share.sentence].tokens
    following = drafts[at + 1] if at + 1 < len(drafts) else None
    if following is not None and following.sentence == share.sentence:
        between = [t.text.lower() for t in tokens[share.end : following.start]]
        if between[:1] == ["of"] and len(between) <= OF_WHOLE:
            return following.index
    start, end = share.referent
    if share.noun < 0 or end <= start or tokens[max(0, start - 1)].text.lower() not in DEFINITE:
        return -1
    noun = tokens[share.noun].lemma
    return next((d.index for d in reversed(drafts[:at]) if d.unit == noun and d.noun >= 0), -1)


def with_derived(
    drafts: Sequence[QuantityDraft], sentences: Sequence[Sentence], figures: Figures
) -> list[QuantityDraft]:
    """Work out the shares of told wholes: "nearly half of the 11,000" is up to 5,500.

    Args:
        drafts: as `linked` gives them.

    Returns:
        the drafts with one of scope ``derived`` behind each share whose whole is in its own
        phrase, numbered anew.
    """
    found: list[QuantityDraft] = []
    place: dict[int, int] = {}
    for draft in drafts:
        place[draft.index] = len(found)
        found.append(draft)
        whole = drafts[draft.whole] if draft.whole >= 0 else None
        if whole is not None and whole.sentence == draft.sentence and whole.start >= draft.end:
            found.append(_derived(draft, whole, sentences[draft.sentence], figures))
    return [
        replace(
            d, index=n, same_as=place.get(d.same_as, -1), whole=place.get(d.whole, -1)
        )
        for n, d in enumerate(found)
    ]  # fmt: skip


def _derived(
    share: QuantityDraft, whole: QuantityDraft, sentence: Sentence, figures: Figures
) -> QuantityDraft:
    part = 0.01 if share.unit == "percent" else 1.0
    told = class_by_predicate(sentence, share.start, share.end, share.noun, figures.measures)
    return replace(
        whole,
        start=share.start,
        end=max(share.end, whole.end),
        low=_product(share.low, whole.low, part),
        best=_product(share.best, whole.best, part),
        high=_product(share.high, whole.high, part),
        bound=share.bound if share.bound is not Bound.EXACT else whole.bound,
        measure=told or whole.measure,
        scope="derived",
        same_as=whole.same_as if whole.noun < 0 else -1,
        whole=-1,
    )


def _product(share: float | None, whole: float | None, part: float) -> float | None:
    return None if share is None or whole is None else float(round(share * whole * part, 6))
