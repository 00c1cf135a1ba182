"""Reports of the same story, grouped by the wording of title and lead within a window of days."""

from __future__ import annotations

import re
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Sized
from dataclasses import dataclass
from datetime import date

import numpy as np

from dragoman.lexicon import Lexicon
from dragoman.model import PartialDate, Report, content_id
from dragoman.reconcile.shelf import ROOM, Room, Shelf
from dragoman.reconcile.union import NumberUnion
from dragoman.reconcile.wording import Rarity, content_stems, cosine

LEAD_WORDS = 600
"""Words of the body that count beside the title, which counts twice."""
_NAMED = re.compile(r"(?<![.!?\n“\"] )(?<!\n)\b[A-Z][a-z]{2,}\w*")
"""Words with a capital within a sentence: they count once more, since who and where tell one story
from another."""
WINDOW_DAYS = 10
"""Two reports of one story lie at most so far apart; unknown dates fit any."""
LONG_DAYS = 45
"""So far apart they may lie if they are much alike (`FAR`): a story goes on for weeks."""
LINK = 0.14
"""Cosine from which two reports may be of one story. This and `BOND` were set on the dev half of
story_clusters (`bench/stories.py`), where B³ F1 is flat around them."""
BOND = 0.12
"""Mean cosine that two groups must reach to become one: keeps chains from growing."""
FAR = 0.18
"""What both must be where the days lie further apart than `WINDOW_DAYS`: reports of other stories
of one war are seldom so alike."""
RARE = 60
"""A stem in more reports than this brings no two together by itself (it still counts)."""
WORDS = 200
"""Of a report for one record of the room."""
PRUNED = 2_000
"""Reports after which it is looked what has fallen out of the window."""
SHARED = 2
"""Stems no more common than that which two reports must share to be compared."""


def find_stories(
    reports: Mapping[str, Report], lexicon: Lexicon, room: Room = ROOM
) -> dict[str, str]:
    """Group reports into stories.

    Returns:
        report id to story id; a report on its own is a story of one. The grouping depends on
        the set of reports only, not on their order.
    """
    keys = sorted(reports)
    days: list[PartialDate] = []
    leads: Shelf[list[str]] = Shelf(room, _weight)
    told = _read(map(reports.__getitem__, keys), lexicon, leads, days)
    rarity = Rarity.of(told, lexicon.background.reports)
    vectors: Shelf[Mapping[str, float]] = Shelf(room, _weight)
    for words in leads:
        vectors.append(rarity.vector(words))
    totals = _Totals(vectors, room)
    groups = [_Group(1, when.latest, when.earliest) for when in days]
    union = NumberUnion(len(keys))
    for one, other in _links(days, vectors, rarity):
        a, b = sorted((union.root(one), union.root(other)))
        if a != b and groups[a].may_join(groups[b]) and _bound(a, b, groups, totals):
            union.join(a, b)
            groups[a] = groups[a].joined(groups[b])
            totals[a] = _sum(totals[a], totals[b])
    members: dict[int, list[int]] = defaultdict(list)
    for number, root in enumerate(union.roots()):
        members[root].append(number)
    return {
        keys[member]: story
        for group in members.values()
        for story in [content_id("story", _founder([(days[n], keys[n]) for n in group]))]
        for member in group
    }


def reports_of(stories: Mapping[str, str]) -> dict[str, list[str]]:
    """Ids of the reports of each story, in order."""
    found: dict[str, list[str]] = {}
    for key in sorted(stories):
        found.setdefault(stories[key], []).append(key)
    return found


def _weight(words: Sized) -> int:
    """Of a report's words, in records of the room."""
    return 1 + len(words) // WORDS


def _founder(reports: Sequence[tuple[PartialDate, str]]) -> str:
    """The id of the report that came out first, dated ones before undated.

    A story bears its founder's name: it keeps its id while later reports join, and whichever
    report arrives first, the id is the same in the end.
    """
    return min((when.earliest or date.max, key) for when, key in reports)[1]


def _read(
    reports: Iterable[Report], lexicon: Lexicon, leads: Shelf[list[str]], days: list[PartialDate]
) -> Iterator[list[str]]:
    """Put the words of each report on their shelf, and give them."""
    for report in reports:
        days.append(report.published_at)
        words = _lead(report, lexicon)
        leads.append(words)
        yield words


def _lead(report: Report, lexicon: Lexicon) -> list[str]:
    body = " ".join(report.source_text[a:b] for a, b in report.body_spans())
    lead = " ".join(body.split()[:LEAD_WORDS])
    names = " ".join(_NAMED.findall(lead))
    return content_stems(f"{report.title} {report.title} {lead} {names}", lexicon.likeness)


def _links(
    days: Sequence[PartialDate], vectors: Sequence[Mapping[str, float]], rarity: Rarity
) -> Iterator[tuple[int, int]]:
    """Pairs of reports that are alike enough, the likest first.

    Only pairs that share rare stems are looked at, one report's at a time and in order of days:
    what came out longer ago than the window is let go of.
    """
    likeness = array("d")
    ones, others = array("i"), array("i")
    holders: dict[str, list[int]] = defaultdict(list)
    crowd = _Crowd(holders)
    for number in sorted(range(len(days)), key=lambda n: (days[n].earliest or date.min, n)):
        met: Counter[int] = Counter()
        vector = vectors[number]
        crowd.move_to(days[number])
        for word in vector:
            if rarity.frequency[word] <= RARE:
                met.update(holders[word])
                holders[word].append(number)
        crowd.add(number, days[number])
        for other, count in met.items():
            if count >= SHARED and days[number].compatible(days[other], LONG_DAYS):
                alike = cosine(vectors[other], vector)
                near = days[number].compatible(days[other], WINDOW_DAYS)
                if alike >= (LINK if near else FAR):
                    likeness.append(round(alike, 9))
                    ones.append(min(number, other))
                    others.append(max(number, other))
    order = np.lexsort((np.array(others), np.array(ones), -np.array(likeness)))
    yield from ((ones[at], others[at]) for at in order.tolist())


class _Crowd:
    """Which reports are near enough in time to be compared with the next."""

    def __init__(self, holders: dict[str, list[int]]) -> None:
        self._holders = holders
        self._last: dict[int, date] = {}
        self._grown = 0

    def add(self, number: int, when: PartialDate) -> None:
        """Note a report; one of an open date is near to all."""
        if when.earliest is not None and when.latest is not None:
            self._last[number] = when.latest
        self._grown += 1

    def move_to(self, when: PartialDate) -> None:
        """Let go, once in a while, of those whose window lies before a day."""
        if when.earliest is None or self._grown < max(PRUNED, len(self._last)):
            return
        self._grown = 0
        gone = {n for n, day in self._last.items() if (when.earliest - day).days > LONG_DAYS}
        for word, numbers in list(self._holders.items()):
            if left := [n for n in numbers if n not in gone]:
                self._holders[word] = left
            else:
                del self._holders[word]
        for number in gone:
            del self._last[number]


class _Totals:
    """The sum of the vectors of each group, by the number of its root."""

    def __init__(self, vectors: Sequence[Mapping[str, float]], room: Room) -> None:
        self._vectors = vectors
        self._sums: Shelf[Mapping[str, float]] = Shelf(room, _weight)
        self._at: dict[int, int] = {}

    def __getitem__(self, root: int) -> Mapping[str, float]:
        """That of one report alone is its vector."""
        return self._sums[self._at[root]] if root in self._at else self._vectors[root]

    def __setitem__(self, root: int, total: Mapping[str, float]) -> None:
        if root in self._at:
            self._sums[self._at[root]] = total
        else:
            self._at[root] = self._sums.append(total)


def _bound(a: int, b: int, groups: Sequence[_Group], totals: _Totals) -> bool:
    """Whether the members of two groups are alike on average."""
    size = groups[a].size * groups[b].size
    bond = BOND if groups[a].apart(groups[b]) <= WINDOW_DAYS else FAR
    return round(cosine(totals[a], totals[b]) / size, 9) >= bond


def _sum(one: Mapping[str, float], other: Mapping[str, float]) -> dict[str, float]:
    total = dict(one)
    for word, weight in other.items():
        total[word] = total.get(word, 0.0) + weight
    return total


@dataclass(frozen=True, slots=True)
class _Group:
    """Reports taken for one story.

    Attributes:
        first, last: the earliest of the days by which they were out, and the latest of those from
            which; ``None`` where no report tells. Kept, so that a group is not gone through for
            every pair that might join it to another.
    """

    size: int
    first: date | None
    last: date | None

    def may_join(self, other: _Group) -> bool:
        """Whether both lie within the longest window."""
        return self.apart(other) <= LONG_DAYS

    def apart(self, other: _Group) -> int:
        """Days that their reports lie apart at most, undated ones left out."""
        firsts = [day for day in (self.first, other.first) if day is not None]
        lasts = [day for day in (self.last, other.last) if day is not None]
        return (max(lasts) - min(firsts)).days if firsts and lasts else 0

    def joined(self, other: _Group) -> _Group:
        """Both as one."""
        first = min((d for d in (self.first, other.first) if d is not None), default=None)
        last = max((d for d in (self.last, other.last) if d is not None), default=None)
        return _Group(self.size + other.size, first, last)
