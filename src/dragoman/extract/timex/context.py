"""What the time expressions of one sentence tell of each other."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from dragoman.extract.records import TimeDraft
from dragoman.extract.timex.attach import head_of
from dragoman.extract.timex.tense import LONGEST_CLIMB, VERBS
from dragoman.lexicon.calendar import TimeWords
from dragoman.model import TimexType
from dragoman.parse.sentence import Sentence

ENDING: Final = frozenset({"to", "and", "-", "until", "till", "through"})
BARE_CLOCK: Final = re.compile(r"XXXX-XX-XXT\d.*")
DAY: Final = re.compile(r"(?:\d{4}|XXXX)-(?:\d\d|XX)-(?:\d\d|XX)|XXXX-WXX-[1-7]")
WEEKDAY: Final = re.compile(r"XXXX-WXX-[1-7]")
WEEK_STEP: Final = re.compile(r"[+-]\d+W")
YEAR_STEP: Final = re.compile(r"[+-]\d+[YQM]")
HANGING: Final = frozenset({"poss", "compound", "nmod", "amod"})
BELOW: Final = frozenset({"xcomp", "ccomp", "acl", "pcomp", "prep", "pobj", "dobj", "advcl"})
"""How a plan hangs from the verb that tells of it ("called on Saturday to tell of a plan to")."""
PAST: Final = frozenset({"near:past", "near:before", "last"})
ORDER: Final = {"first": "first", "opening": "first", "last": "final", "final": "final"}


def in_context(
    sentence: Sentence, drafts: Sequence[TimeDraft], words: TimeWords
) -> list[TimeDraft]:
    """Give each expression what its neighbours tell.

    Args:
        drafts: all of the sentence, in order.

    Returns:
        the same, where "from March to June" ends after it began, a clock time has the day that
        stands beside it, a weekday lies in the week just told, and "the first nine months of
        2024" begin with that year.
    """
    found: list[TimeDraft] = []
    for at, draft in enumerate(drafts):
        one = draft
        if found:
            one = _in_week(sentence, found, _closing(sentence, found[-1], one))
            one = _agreed_then(sentence, found[-1], one)
        if at + 1 < len(drafts):
            one = _opening(sentence, one, drafts[at + 1])
        found.append(one)
    days = [d for d in found if d.timex_type is TimexType.DATE and DAY.fullmatch(d.value)]
    return [_on_day(d, days) if BARE_CLOCK.fullmatch(d.value) else d for d in found]


def _closing(sentence: Sentence, before: TimeDraft, draft: TimeDraft) -> TimeDraft:
    """In "from March to June" and "between 2018 and 2023" the second is where it ends."""
    if before.role != "from" or draft.start - before.end != 1:
        return draft
    if sentence.tokens[before.end].text.lower() not in ENDING:
        return draft
    relative = draft.relative
    if relative.startswith("near") and "@" not in relative:
        # The first that comes after the beginning, whatever the tense.
        since_now = before.value.endswith("_REF")
        relative = "near:future" if since_now else "narrative:near:future"
    return replace(draft, role="until", relative=relative)


def _agreed_then(sentence: Sentence, before: TimeDraft, draft: TimeDraft) -> TimeDraft:
    """In "agreed in June to meet in October" the October is the first after that June."""
    if draft.relative != "near:future" or before.relative not in PAST or "T" in before.value:
        return draft
    verb, above = (_verb_over(sentence, d) for d in (draft, before))
    while verb >= 0 and verb != above:
        if sentence.tokens[verb].dep not in BELOW:
            return draft
        verb = sentence.tokens[verb].head
        if verb == above:
            return replace(draft, relative="narrative:near:future")
    return draft


def _verb_over(sentence: Sentence, draft: TimeDraft) -> int:
    """The nearest verb above an expression, -1 where there is none."""
    at = head_of(sentence, draft.start, draft.end)
    for _ in range(LONGEST_CLIMB):
        if sentence.tokens[at].pos in VERBS:
            return at
        if sentence.tokens[at].head == at:
            break
        at = sentence.tokens[at].head
    return -1


def _in_week(sentence: Sentence, before: Sequence[TimeDraft], draft: TimeDraft) -> TimeDraft:
    """ "this week … from Monday": a weekday behind a week lies in it, unless the tense says no."""
    if not WEEKDAY.fullmatch(draft.value) or sentence.tokens[draft.start].dep in HANGING:
        return draft
    week = next((d for d in reversed(before) if d.value == "XXXX-WXX"), None)
    if week is None or not WEEK_STEP.fullmatch(week.relative):
        return draft
    agrees = {"-": "near:past", "+": "near:future"}[week.relative[0]]
    if draft.relative == "near" or (draft.relative == agrees and "0W" not in week.relative):
        return replace(draft, relative=f"in:{week.relative}")
    return draft


def _opening(sentence: Sentence, draft: TimeDraft, after: TimeDraft) -> TimeDraft:
    """ "the first nine months of 2024" begin with the year, "the last three" end with it."""
    if draft.timex_type is not TimexType.DURATION or draft.relative or after.role != "of":
        return draft
    if after.start - draft.end != 1:
        return draft
    way = next(
        (w for t in sentence.tokens[draft.start : draft.end] if (w := ORDER.get(t.text.lower()))),
        "",
    )
    step = after.relative.removeprefix("narrative:")
    whole = after.value if not after.relative else step if YEAR_STEP.fullmatch(step) else ""
    return replace(draft, relative=f"{way}:{whole}") if way and whole else draft


def _on_day(clock: TimeDraft, days: Sequence[TimeDraft]) -> TimeDraft:
    """A clock time on the nearest day told in its sentence, else on the day of the story."""
    if clock.relative != "+0D":
        return clock
    if not days:
        return replace(clock, relative="narrative:+0D")
    day = min(days, key=lambda d: min(abs(d.start - clock.end), abs(clock.start - d.end)))
    time = clock.value.partition("T")[2]
    return replace(clock, value=f"{day.value}T{time}", relative=day.relative)
