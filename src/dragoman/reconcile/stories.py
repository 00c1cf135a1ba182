"""Reports of the same story, grouped by the wording of title and lead within a window of days."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from dragoman.lexicon import Lexicon
from dragoman.model import CodedReport, Report, content_id
from dragoman.reconcile.union import Union
from dragoman.reconcile.wording import Rarity, content_stems, cosine

LEAD_WORDS = 600
"""Words of the body that count beside the title, which counts twice."""
_NAMED = re.compile(r"(?<![.!?\n“\"] )(?<!\n)\b[A-Z][a-z]{2,}\w*")
"""Words with a capital within a sentence: they count once more, since who and where tell one story
from another."""
WINDOW_DAYS = 10
"""Two reports of one story lie at most so far apart; unknown dates fit any."""
LINK = 0.14
"""Cosine from which two reports may be of one story. This and `BOND` were set on the dev half of
story_clusters (`bench/stories.py`), where B³ F1 is flat around them."""
BOND = 0.12
"""Mean cosine that two groups must reach to become one: keeps chains from growing."""
RARE = 60
"""A stem in more reports than this brings no two together by itself (it still counts)."""
SHARED = 2
"""Stems no more common than that which two reports must share to be compared."""


def find_stories(coded: Mapping[str, CodedReport], lexicon: Lexicon) -> dict[str, str]:
    """Group reports into stories.

    Returns:
        report id to story id; a report on its own is a story of one. The grouping depends on
        the set of reports only, not on their order.
    """
    texts = {key: _lead(one, lexicon) for key, one in coded.items()}
    rarity = Rarity.of(texts.values(), lexicon.background.reports)
    vectors = {key: rarity.vector(words) for key, words in texts.items()}
    groups = {key: _Group.of(coded[key].report, vectors[key]) for key in sorted(coded)}
    union = Union(coded)
    for _, one, other in sorted(_links(coded, vectors, rarity), key=_best_first):
        a, b = sorted((union.root(one), union.root(other)))
        if a != b and groups[a].may_join(groups[b]):
            union.join(a, b)
            groups[a] = groups[a].joined(groups.pop(b))
    return {
        member: content_id("story", _founder([coded[key].report for key in group]))
        for group in union.groups()
        for member in group
    }


def _founder(reports: Sequence[Report]) -> str:
    """The id of the report that came out first, dated ones before undated.

    A story bears its founder's name: it keeps its id while later reports join, and whichever
    report arrives first, the id is the same in the end.
    """
    return min(reports, key=lambda r: (r.published_at.earliest or date.max, r.id)).id


def _lead(coded: CodedReport, lexicon: Lexicon) -> list[str]:
    report = coded.report
    body = " ".join(report.source_text[a:b] for a, b in report.body_spans())
    lead = " ".join(body.split()[:LEAD_WORDS])
    names = " ".join(_NAMED.findall(lead))
    return content_stems(f"{report.title} {report.title} {lead} {names}", lexicon.likeness)


Link = tuple[float, str, str]


def _best_first(link: Link) -> tuple[float, str, str]:
    return -link[0], link[1], link[2]


def _links(
    coded: Mapping[str, CodedReport], vectors: Mapping[str, Mapping[str, float]], rarity: Rarity
) -> list[Link]:
    """Pairs that are alike enough. Only pairs that share rare stems are looked at, one report's
    at a time: all pairs of a large case would not fit into memory."""
    holders: dict[str, list[str]] = defaultdict(list)
    links = []
    for key in sorted(vectors):
        met: Counter[str] = Counter()
        for word in vectors[key]:
            if rarity.frequency[word] <= RARE:
                met.update(holders[word])
                holders[word].append(key)
        days = coded[key].report.published_at
        for other, count in met.items():
            if count >= SHARED and days.compatible(coded[other].report.published_at, WINDOW_DAYS):
                likeness = cosine(vectors[other], vectors[key])
                if likeness >= LINK:
                    links.append((round(likeness, 9), other, key))
    return links


@dataclass(frozen=True, slots=True)
class _Group:
    """Reports taken for one story, with the sum of their vectors.

    Attributes:
        first, last: the earliest of the days by which they were out, and the latest of those from
            which; ``None`` where no report tells. Kept, so that a group is not gone through for
            every pair that might join it to another.
    """

    reports: list[Report]
    total: Mapping[str, float]
    first: date | None
    last: date | None

    @classmethod
    def of(cls, report: Report, vector: Mapping[str, float]) -> _Group:
        """A group of one."""
        when = report.published_at
        return cls([report], vector, when.latest, when.earliest)

    def may_join(self, other: _Group) -> bool:
        """Whether both lie within one window and their members are alike on average."""
        size = len(self.reports) * len(other.reports)
        return (
            _within_window(self.first, other.first, self.last, other.last)
            and round(cosine(self.total, other.total) / size, 9) >= BOND
        )

    def joined(self, other: _Group) -> _Group:
        """Both as one."""
        total = dict(self.total)
        for word, weight in other.total.items():
            total[word] = total.get(word, 0.0) + weight
        first = min((d for d in (self.first, other.first) if d is not None), default=None)
        last = max((d for d in (self.last, other.last) if d is not None), default=None)
        return _Group([*self.reports, *other.reports], total, first, last)


def _within_window(
    first: date | None, other_first: date | None, last: date | None, other_last: date | None
) -> bool:
    """Whether no two reports of two groups lie further apart than the window, undated ones left
    out."""
    firsts = [day for day in (first, other_first) if day is not None]
    lasts = [day for day in (last, other_last) if day is not None]
    return not firsts or not lasts or (max(lasts) - min(firsts)).days <= WINDOW_DAYS
