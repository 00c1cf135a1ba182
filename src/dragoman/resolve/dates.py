"""From time expressions and clocks to partial dates. What no clock tells stays open."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from dragoman.extract.records import TimeDraft
from dragoman.model import OPEN, PartialDate, TimexType
from dragoman.resolve.holidays import movable
from dragoman.resolve.timex import Days, bounds, moved, moved_by, narrowed, pick, plain, shifted

AGO: Final = "ago:"
STEP: Final = re.compile(r"(?P<inside>in:)?(?P<sign>[+-])(?P<n>\d+(?:\.\d+)?|X)(?P<unit>[A-Z]+)")
LONGEST_STORY_DATE: Final = 92
"""Days of the longest date that what follows in a report is told from."""
LONGEST_NARRATIVE: Final = 366
"""Days: a year can be what "the following year" follows, a decade can not."""
UNFILLED: Final = (
    (re.compile(r"XXXX-WXX-\d"), "without a date"),
    (re.compile(r"XXXX-XX"), "without a month"),
    (re.compile(r"XXXX-"), "without a year"),
)


@dataclass(frozen=True, slots=True)
class Clock:
    """What relative expressions are told against.

    Attributes:
        published_at: when the report came out; `OPEN` where unknown. A month or a range will do.
        narrative: the time that the story has come to, for "two days later"; ``None`` where
            the story names none.
    """

    published_at: PartialDate = OPEN
    narrative: PartialDate | None = None


def resolve_time(draft: TimeDraft, clock: Clock, tense: str = "") -> PartialDate:
    """Tell which days a time expression means.

    Args:
        draft: from `extract.times.find_times`.
        clock: what is known of the report's clocks.
        tense: ``past`` or ``future``, to choose between the June before and the June after
            where the draft does not tell itself. A clause's own tense tells little there:
            "the offer was extended to June".

    Returns:
        the days, with a basis that shows the expression and its anchor. Open, with a basis
        that says why, where only a clock could tell and none is known, where the expression
        hangs from an event, and for plain durations and sets.
    """
    draft = _looking_back(draft, clock)
    if draft.timex_type is TimexType.SET:
        return PartialDate(basis=f"{draft.value}: a set of times")
    if draft.value.endswith("_REF"):
        return _reference(draft.value, clock.published_at)
    if draft.relative.startswith("fiscal:"):
        return _fiscal(resolve_time(_calendar(draft), clock, tense))
    frame, _, step = draft.relative.partition(":") if _framed(draft) else ("", "", draft.relative)
    if frame == "event":
        return PartialDate(basis=f"{draft.value} from an event")
    if not step or step.startswith("@"):
        return _absolute(draft, step)
    if step.startswith(("first:", "final:")) and (days := _edge_of(draft.value, step, None)):
        return PartialDate.between(*days, f"'{draft.value}' {step} in the text")
    anchor = _anchor(draft, clock)
    if anchor is None or not anchor.known:
        return PartialDate(basis=_open_basis(draft.value))
    return _against(draft, step, anchor, tense)


def resolve_value(draft: TimeDraft, clock: Clock, tense: str = "") -> str:
    """The TIMEX3 value of a draft with its open fields filled from the clock's earliest day.

    Returns:
        the value, unchanged where it stays open.
    """
    draft = _looking_back(_calendar(draft), clock)
    framed = draft.relative.startswith("narrative:")
    step = draft.relative.removeprefix("narrative:")
    anchor = _anchor(draft, clock)
    day = anchor.earliest if anchor is not None else None
    if day is None or not step or step[0] == "@" or draft.value.endswith("_REF"):
        return draft.value
    if step.startswith("event:"):
        return draft.value
    if draft.timex_type in (TimexType.SET, TimexType.DURATION):
        return draft.value
    step, _, rule = step.partition("@")
    if rule:
        days = _holiday(rule, _way(step, tense), day)
        return days[0].isoformat() if days is not None and days[0] == days[1] else draft.value
    found = _like(step, draft.value, anchor if framed else None)
    found = found or _step(draft.value, step, day, tense)
    if found is None or (framed and found.endswith("_REF")):
        return draft.value
    return found


def clock_after(clock: Clock, draft: TimeDraft, when: PartialDate) -> Clock:
    """The clock for what follows an expression: a date told moves the narrative to it.

    References ("now", "recently"), durations, sets and spans longer than a year leave it, and
    so does a look back from it ("up from 40 a year earlier").
    """
    if draft.relative.startswith(("narrative:-", f"{AGO}-1Y")):
        return clock
    told = draft.timex_type in (TimexType.DATE, TimexType.TIME)
    if not told or draft.value.endswith("_REF") or when.earliest is None or when.latest is None:
        return clock
    if (when.latest - when.earliest).days > LONGEST_NARRATIVE:
        return clock
    return replace(clock, narrative=when)


def stated_value(draft: TimeDraft, clock: Clock) -> str:
    """The TIMEX3 value, filled in only as far as both ends of the clock fill it alike.

    Returns:
        the value as `resolve_value` gives it, with its open fields where the clock is unknown, half
        open or too wide to fill them.
    """
    draft = _looking_back(draft, clock)
    told = clock.narrative if draft.relative.startswith("narrative:") else clock.published_at
    if told is None or told.earliest is None or told.latest is None:
        return draft.value
    whole = resolve_value(draft, clock)
    first, last = (
        resolve_value(draft, Clock(end, end))
        for end in (PartialDate.day(told.earliest, ""), PartialDate.day(told.latest, ""))
    )
    # "A year earlier" than a quarter has the quarter's size, which its days alone do not show.
    return whole if first == last or whole != first else draft.value


def moves_story(draft: TimeDraft, when: PartialDate) -> bool:
    """Whether the story goes on from a date: a quarter at most, and no look back from it."""
    if draft.timex_type is not TimexType.DATE or draft.relative.startswith("narrative:-"):
        return False
    if when.earliest is None or when.latest is None:
        return False
    return (when.latest - when.earliest).days <= LONGEST_STORY_DATE


def occurred(role: str, when: PartialDate, published_at: PartialDate = OPEN) -> PartialDate:
    """The days in which a thing can have happened that is told with this role.

    "since June" runs from June to the report's day; "until June" and "by June" end with it;
    "before June" ends the day before it, "after June" begins with its end.
    """
    if not when.known:
        return when
    basis = f"{role} {when.basis}" if role else when.basis
    if role in ("since", "from"):
        latest = published_at.latest
        if latest is not None and when.earliest is not None and latest < when.earliest:
            latest = None
        return PartialDate.between(when.earliest, latest, basis)
    if role in ("until", "by"):
        return PartialDate.between(None, when.latest, basis)
    if role == "before":
        return PartialDate.between(None, when.earliest, basis)
    if role == "after":
        return PartialDate.between(when.latest or when.earliest, None, basis)
    return when


def _anchor(draft: TimeDraft, clock: Clock) -> PartialDate | None:
    """The clock that an expression hangs from.

    A bare clock time is of the story's day, or of the report's where the story has none.
    """
    if not draft.relative.startswith("narrative:"):
        return clock.published_at
    told = clock.narrative
    bare = draft.timex_type is TimexType.TIME and draft.relative == "narrative:+0D"
    one_day = told is not None and told.known and told.earliest == told.latest
    return clock.published_at if bare and not one_day else told


def _looking_back(draft: TimeDraft, clock: Clock) -> TimeDraft:
    """ "A year ago" in the telling of a quarter is the same quarter of the year before."""
    if not draft.relative.startswith(AGO):
        return draft
    step = draft.relative.removeprefix(AGO)
    quarter = _like(step, draft.value, clock.narrative)
    return replace(draft, relative=f"narrative:{step}" if quarter else step)


def _calendar(draft: TimeDraft) -> TimeDraft:
    """The draft as if its fiscal year were the calendar's, as TIMEX3 values take it."""
    return replace(draft, relative=draft.relative.removeprefix("fiscal:"))


def _fiscal(when: PartialDate) -> PartialDate:
    """What a fiscal year or quarter can be: the report does not tell when that year begins.

    A fiscal year is called after the calendar year in which it ends, beginning from February of
    the year before on, or after the one in which it begins, as late as July.
    """
    if when.earliest is None or when.latest is None:
        return when
    first, last = moved(when.earliest, -11, "M"), moved(when.latest, 6, "M")
    return PartialDate.between(first, last, f"{when.basis}, fiscal: begins when it may")


def _like(step: str, value: str, told: PartialDate | None) -> str | None:
    """ "a year earlier" than a quarter is a quarter, else ``None``."""
    if step != "-1Y" or value != "XXXX" or told is None or told.earliest is None:
        return None
    whole = shifted(told.earliest, 0, "Q")
    if whole is None or bounds(whole) != (told.earliest, told.latest):
        return None
    return f"{told.earliest.year - 1:04d}{whole[4:]}"


def _edge_of(value: str, step: str, day: date | None) -> Days | None:
    """ "the first nine months" of a whole: its value, or its step from a day ("first:+0Y")."""
    way, _, whole = step.partition(":")
    if (match := STEP.fullmatch(whole)) is not None:
        found = shifted(day, float(match["sign"] + match["n"]), match["unit"]) if day else None
        whole = found or ""
    days = bounds(whole)
    if days is None:
        return None
    if way == "first":
        end = moved_by(days[0], value, 1)
        return None if end is None else (days[0], min(days[1], end - timedelta(1)))
    start = moved_by(days[1] + timedelta(1), value, -1)
    return None if start is None else (max(days[0], start), days[1])


def _framed(draft: TimeDraft) -> bool:
    return draft.relative.startswith(("narrative:", "event:"))


def _open_basis(value: str) -> str:
    for pattern, reason in UNFILLED:
        if pattern.match(value):
            return f"{value} {reason}"
    return f"{value} without a clock"


def _reference(value: str, published_at: PartialDate) -> PartialDate:
    if not published_at.known:
        return PartialDate(basis=f"{value} without a clock")
    basis = f"{value} at {_shown(published_at)}"
    if value == "PRESENT_REF":
        return PartialDate.between(published_at.earliest, published_at.latest, basis)
    if value == "PAST_REF":
        return PartialDate.between(None, published_at.latest, basis)
    return PartialDate.between(published_at.earliest, None, basis)


def _absolute(draft: TimeDraft, step: str) -> PartialDate:
    days = bounds(draft.value)
    if days is not None and step:
        days = movable(step[1:], days[0].year)
    if days is None:
        kind = draft.timex_type.value.lower()
        return PartialDate(basis=f"{draft.value}: a {kind} without a date")
    first, last = narrowed(days, draft.mod)
    return PartialDate.between(first, last, f"'{draft.value}'{_mod(draft)} in the text")


def _mod(draft: TimeDraft) -> str:
    return f" {draft.mod}" if draft.mod else ""


def _against(draft: TimeDraft, step: str, anchor: PartialDate, tense: str) -> PartialDate:
    """Resolve against both ends of the clock and keep what lies between."""
    ends = [_days(draft, step, day, tense) for day in (anchor.earliest, anchor.latest)]
    known = [days for days in ends if days is not None]
    if not known:
        return PartialDate(basis=_open_basis(draft.value))
    first = ends[0][0] if ends[0] else None
    last = ends[1][1] if ends[1] else None
    if first is not None and last is not None and first > last:
        first, last = min(d[0] for d in known), max(d[1] for d in known)
    basis = f"'{draft.value}'{_mod(draft)} {draft.relative} at {_shown(anchor)}"
    return PartialDate.between(first, last, basis)


def _days(draft: TimeDraft, step: str, day: date | None, tense: str) -> Days | None:
    if day is None:
        return None
    if step in ("ending", "beginning"):
        return _stretch(draft.value, step, day)
    if step.startswith(("first:", "final:")):
        return _edge_of(draft.value, step, day)
    step, _, rule = step.partition("@")
    if rule:
        return _holiday(rule, _way(step, tense), day)
    value = _step(draft.value, step, day, tense)
    if value is None:
        return None
    if value.endswith("_REF"):
        return None
    days = bounds(value)
    return None if days is None else narrowed(days, draft.mod)


def _stretch(value: str, step: str, day: date) -> Days | None:
    other = moved_by(day, value, -1 if step == "ending" else 1)
    if other is None:
        return None
    return (other, day) if step == "ending" else (day, other)


def _way(step: str, tense: str) -> str:
    if not step.startswith("near"):
        return step
    tense = step.partition(":")[2] or tense
    return tense if tense in ("past", "before", "future") else "near"


def _step(value: str, step: str, day: date, tense: str) -> str | None:
    """Fill a value's open fields as seen from a day; ``None`` where they stay open."""
    if match := STEP.fullmatch(step):
        if match["n"] == "X":
            return "PAST_REF" if match["sign"] == "-" else "FUTURE_REF"
        n = float(match["sign"] + match["n"])
        unit = shifted(day, n, match["unit"])
        if unit is None:
            return None
        return _inside(value, unit) if match["inside"] else _timed(unit, value)
    if step.startswith("week:"):
        inside = bounds(_step(value, step.removeprefix("week:"), day, tense) or "")
        return None if inside is None else shifted(inside[0], 0, "W")
    found = pick(value, day, _way(step, tense))
    return None if found is None else _timed(found, value)


def _timed(found: str, value: str) -> str:
    """Put the time of day back on."""
    clock = value.partition("T")[2]
    return found if not clock or clock.startswith("XX") else f"{found}T{clock}"


def _inside(value: str, unit: str) -> str | None:
    """Put a container into a value: "XXXX-06" in "2024" is "2024-06", a Friday in a week."""
    if "-WXX-" in value:
        return _timed(plain(f"{unit}-{value.split('T')[0][-1]}"), value) if "-W" in unit else None
    bare = value.split("T")[0]
    if bare.startswith("XXXX-XX-") and re.fullmatch(r"\d{4}-\d\d", unit):
        # "the 18th of last month"
        return _timed(f"{unit}{bare[7:]}", value)
    return _timed(bare.replace("XXXX", unit[:4]), value)


def _holiday(rule: str, way: str, day: date) -> Days | None:
    known = [d for year in range(day.year - 2, day.year + 3) if (d := movable(rule, year))]
    known.sort()
    if way == "last":
        return next((d for d in reversed(known) if d[1] < day), None)
    if way == "next":
        return next((d for d in known if d[0] > day), None)
    if way == "future":
        return next((d for d in known if d[1] >= day), None)
    if way == "this":
        return next((d for d in known if d[0].year == day.year), None)
    if way in ("past", "before"):
        return next((d for d in reversed(known) if d[0] <= day), None)
    return min(known, key=lambda d: abs((d[0] - day).days)) if known else None


def _shown(when: PartialDate) -> str:
    if when.earliest is not None and when.earliest == when.latest:
        return when.earliest.isoformat()
    return f"{when.earliest or '…'}/{when.latest or '…'}"
