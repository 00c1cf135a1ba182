"""What the listing options leave in."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, TypeVar

from dragoman.errors import UsageError
from dragoman.model import Actor, PartialDate, Participant, Report

Row = TypeVar("Row")

_DATE: Final = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


@dataclass(frozen=True, slots=True)
class Pair:
    """One or two countries (ISO 3166 alpha-3)."""

    countries: tuple[str, ...]

    def keeps(self, initiators: Sequence[Participant], recipients: Sequence[Participant]) -> bool:
        """Whether each country takes part, and two of them on opposite sides or on one."""
        given = {one.country for one in initiators}
        taken = {one.country for one in recipients}
        return all(country in given | taken for country in self.countries)


@dataclass(frozen=True, slots=True)
class Window:
    """A span of days, both ends included, either end open."""

    since: date | None = None
    until: date | None = None

    def keeps(self, moment: PartialDate) -> bool:
        """Whether it can have been in the window. What has no date is in no bounded window."""
        if self.since is None and self.until is None:
            return True
        return moment.known and moment.compatible(PartialDate(self.since, self.until))


def parse_window(since: str, until: str) -> Window:
    """Read ``--since`` and ``--until``: a year or month means its first or its last day.

    Raises:
        UsageError: for what is no date, or a window that ends before it starts.
    """
    window = Window(parse_day(since, "--since"), parse_day(until, "--until", last=True))
    if window.since and window.until and window.since > window.until:
        raise UsageError(
            f"--since {since} lies after --until {until}", "give the earlier date to --since"
        )
    return window


def parse_day(text: str, option: str, last: bool = False) -> date | None:
    """Read a day: of a year or a month the first, or the last; empty text gives ``None``.

    Raises:
        UsageError: for what is no date.
    """
    if not text:
        return None
    found = _DATE.fullmatch(text.strip())
    try:
        if found:
            year = int(found[1])
            month = int(found[2]) if found[2] else (12 if last else 1)
            whole_month = calendar.monthrange(year, month)[1] if last else 1
            return date(year, month, int(found[3]) if found[3] else whole_month)
    except ValueError:
        pass
    raise UsageError(f"{option} {text}: no such date", "write YYYY, YYYY-MM or YYYY-MM-DD")


def parse_pair(text: str, actors: Mapping[str, Actor]) -> Pair | None:
    """Read ``--pair``: one or two ISO codes, or names of actors that the case knows.

    Raises:
        UsageError: where a part names no country of the case.
    """
    parts = [part.strip() for part in text.split(",") if part.strip()]
    if not parts:
        return None
    if len(parts) > 2:
        raise UsageError(f"--pair {text}: more than two", "give two states, such as PRK,RUS")
    codes = {actor.country for actor in actors.values() if actor.country}
    by_name: dict[str, str] = {}
    for actor in sorted(actors.values(), key=lambda one: one.kind.value != "state"):
        if actor.country:
            by_name.setdefault(actor.name.casefold(), actor.country)
    return Pair(tuple(_country(part, codes, by_name) for part in parts))


def _country(part: str, codes: set[str], by_name: Mapping[str, str]) -> str:
    if part.upper() in codes:
        return part.upper()
    if part.casefold() in by_name:
        return by_name[part.casefold()]
    known = ", ".join(sorted(codes)[:12])
    raise UsageError(
        f"--pair: the case has nothing on {part}",
        f"it knows {known}" if known else "it names no country",
    )


def parse_types(asked: Sequence[str] | None, present: Iterable[str]) -> frozenset[str]:
    """Read ``--type``; an empty set lets every type through.

    Raises:
        UsageError: for a type that the case has none of.
    """
    wanted = frozenset(one.upper() for one in asked or ())
    have = frozenset(present)
    unknown = sorted(wanted - have)
    if unknown:
        raise UsageError(
            f"--type {unknown[0]}: the case has none", "it has " + ", ".join(sorted(have))
        )
    return wanted


def reports_of(publisher: str, reports: Mapping[str, Report]) -> frozenset[str] | None:
    """Ids of the reports whose publisher has that in its name; ``None`` where nothing is asked.

    Raises:
        UsageError: where no publisher of the case has.
    """
    wanted = publisher.strip().casefold()
    if not wanted:
        return None
    found = frozenset(r.id for r in reports.values() if wanted in r.publisher.casefold())
    if not found:
        have = sorted({r.publisher for r in reports.values() if r.publisher})
        raise UsageError(
            f"--publisher {publisher}: the case has none of that name",
            "it has " + (", ".join(have[:8]) or "no report that names its publisher"),
        )
    return found


def story_of(asked: str, reports: Mapping[str, Report]) -> str:
    """The story whose id, or one of whose reports' ids, starts so; "" where nothing is asked.

    Raises:
        UsageError: where there is none, or more than one.
    """
    wanted = asked.strip()
    if not wanted:
        return ""
    found = {
        one.story_id
        for one in reports.values()
        if one.story_id and (one.story_id.startswith(wanted) or one.id.startswith(wanted))
    }
    if len(found) == 1:
        return found.pop()
    if found:
        raise UsageError(f"--story {asked}: {len(found)} stories start so", "give more of the id")
    raise UsageError(f"--story {asked}: no such story", "see `dragoman reports CASE.db --stories`")


def at_most(rows: Sequence[Row], limit: int) -> tuple[Sequence[Row], str]:
    """The first ``limit`` rows (0: all), and a note on how many more there are."""
    if not limit or len(rows) <= limit:
        return rows, ""
    left = len(rows) - limit
    return rows[:limit], f"{left} more; --limit 0 shows all."
