"""Reports of the same story, grouped by the wording of title and lead within a window of days."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from dragoman.lexicon import Lexicon
from dragoman.model import CodedReport, Report, content_id
from dragoman.reconcile.union import Union
from dragoman.reconcile.wording import Rarity, content_stems, cosine

LEAD_WORDS = 300
"""Words of the body that count beside the title, which counts twice."""
WINDOW_DAYS = 10
"""Two reports of one story lie at most so far apart; unknown dates fit any."""
LINK = 0.14
"""Cosine from which two reports may be of one story. This and `BOND` were set on the dev half of
story_clusters (`bench/stories.py`), where B³ F1 is flat around them."""
BOND = 0.12
"""Mean cosine that two groups must reach to become one: keeps chains from growing."""
RARE = 60
"""A stem in more reports than this brings no two together by itself (it still counts)."""


def find_stories(coded: Mapping[str, CodedReport], lexicon: Lexicon) -> dict[str, str]:
    """Group reports into stories.

    Returns:
        report id to story id; a report on its own is a story of one. The grouping depends on
        the set of reports only, not on their order.
    """
    texts = {key: _lead(one, lexicon) for key, one in coded.items()}
    rarity = Rarity.of(texts.values())
    vectors = {key: rarity.vector(words) for key, words in texts.items()}
    links = _links(coded, vectors, rarity)
    groups: dict[str, list[str]] = {key: [key] for key in sorted(coded)}
    union = Union(coded)
    for _, one, other in sorted(links, key=lambda link: (-link[0], link[1:])):
        a, b = sorted((union.root(one), union.root(other)))
        near = _within_window([coded[key].report for key in groups[a] + groups[b]])
        if a != b and near and _bond(groups[a], groups[b], vectors) >= BOND:
            union.join(a, b)
            groups[a] += groups.pop(b)
    return {member: content_id("story", *group) for group in union.groups() for member in group}


def _lead(coded: CodedReport, lexicon: Lexicon) -> list[str]:
    report = coded.report
    body = " ".join(report.source_text[a:b] for a, b in report.body_spans())
    lead = " ".join(body.split()[:LEAD_WORDS])
    return content_stems(f"{report.title} {report.title} {lead}", lexicon.likeness)


def _links(
    coded: Mapping[str, CodedReport], vectors: Mapping[str, Mapping[str, float]], rarity: Rarity
) -> list[tuple[float, str, str]]:
    holders: dict[str, list[str]] = defaultdict(list)
    for key in sorted(vectors):
        for word in vectors[key]:
            if rarity.frequency[word] <= RARE:
                holders[word].append(key)
    pairs = {(a, b) for keys in holders.values() for i, a in enumerate(keys) for b in keys[i + 1 :]}
    links = []
    for one, other in sorted(pairs):
        days = coded[one].report.published_at
        if days.compatible(coded[other].report.published_at, WINDOW_DAYS):
            likeness = cosine(vectors[one], vectors[other])
            if likeness >= LINK:
                links.append((round(likeness, 9), one, other))
    return links


def _within_window(reports: Sequence[Report]) -> bool:
    """Whether no two of them lie further apart than the window, undated ones left out."""
    first = [r.published_at.latest for r in reports if r.published_at.latest is not None]
    last = [r.published_at.earliest for r in reports if r.published_at.earliest is not None]
    return not first or not last or (max(last) - min(first)).days <= WINDOW_DAYS


def _bond(one: list[str], other: list[str], vectors: Mapping[str, Mapping[str, float]]) -> float:
    total = sum(cosine(vectors[a], vectors[b]) for a in sorted(one) for b in sorted(other))
    return total / (len(one) * len(other))
