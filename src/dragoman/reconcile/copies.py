"""Which reports repeat another: exactly, nearly, or in part.

Reports are compared by their bodies (furniture left out) as sets of hashed word shingles. A fixed
fraction of all hashes is kept as a sketch (FracMinHash: Irber et al. 2022, "Lightweight
compositional analysis of metagenomes with FracMinHash and minimum metagenome covers"), which unlike
plain MinHash estimates containment as well as likeness; pairs whose sketches meet are then
compared in full.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from dragoman.lexicon import Lexicon
from dragoman.model import Copy, Evidence, Report, Span, text_hash
from dragoman.reconcile.union import Union
from dragoman.reconcile.wording import WORD, shingle_hashes

SHINGLE = 6
"""Words in a shingle: runs of six are seldom shared by writers who do not copy, save in quotes."""
SKETCH = 4
"""One hash in so many is kept."""
NEAR = 0.6
"""Share of both bodies in common from which one is a near copy of the other."""
PART = 0.12
"""Share of a body that must stand in the other to be called a partial copy."""
PASSAGE_WORDS = 25
"""Least length of a passage in common: a shared quotation is often shorter."""
COMMON = 200
"""Shingles in more reports than this are boilerplate and point at no one."""


@dataclass(frozen=True, slots=True)
class Body:
    """A report's body as words: ``places`` are half-open offsets into ``source_text``."""

    report: Report
    words: tuple[str, ...]
    places: tuple[tuple[int, int], ...]
    hashes: tuple[int, ...]
    known: frozenset[int]
    key: str


def find_copies(
    reports: Mapping[str, Report], lexicon: Lexicon
) -> tuple[tuple[Copy, ...], dict[str, str]]:
    """Find who repeats whom.

    Returns:
        the copies in order of (report id, original id), and for each report that is wholly a
        copy the id of its original (never itself a copy).
    """
    bodies = {key: _body(reports[key]) for key in sorted(reports)}
    rank = {key: _seniority(reports[key], lexicon) for key in bodies}
    pairs = _pairs(bodies)
    whole = Union(bodies)
    shares: dict[tuple[str, str], tuple[float, float]] = {}
    for one, other in pairs:
        share = _shares(bodies[one], bodies[other])
        shares[one, other] = share
        if min(share) >= NEAR or bodies[one].key == bodies[other].key:
            whole.join(one, other)
    originals = {
        member: min(group, key=lambda key: (rank[key], key))
        for group in whole.groups()
        for member in group
    }
    copies = [
        _copy(bodies[member], bodies[original])
        for member, original in originals.items()
        if member != original
    ]
    copies += _partial(bodies, shares, originals, rank, reports)
    ordered = tuple(sorted(copies, key=lambda copy: (copy.report_id, copy.copy_of)))
    return ordered, {key: o for key, o in originals.items() if key != o}


def _body(report: Report) -> Body:
    text = report.source_text
    places = [m.span() for a, b in report.body_spans() for m in WORD.finditer(text, a, b)]
    words = [text[a:b].casefold() for a, b in places]
    hashes = shingle_hashes(words, SHINGLE)
    return Body(
        report=report,
        words=tuple(words),
        places=tuple(places),
        hashes=tuple(hashes),
        known=frozenset(hashes),
        key=text_hash(" ".join(words)),
    )


def _pairs(bodies: Mapping[str, Body]) -> list[tuple[str, str]]:
    holders: dict[int, list[str]] = defaultdict(list)
    same: dict[str, list[str]] = defaultdict(list)
    for key, body in bodies.items():
        if body.words:
            same[body.key].append(key)
        for value in {h for h in body.hashes if h % SKETCH == 0}:
            holders[value].append(key)
    sure = {(keys[0], other) for keys in same.values() for other in keys[1:]}
    met: Counter[tuple[str, str]] = Counter()
    for keys in holders.values():
        if 1 < len(keys) <= COMMON:
            met.update((a, b) for i, a in enumerate(keys) for b in keys[i + 1 :])
    least = max(2, (PASSAGE_WORDS - SHINGLE) // SKETCH - 2)
    return sorted(sure | {pair for pair, count in met.items() if count >= least})


def _shares(one: Body, other: Body) -> tuple[float, float]:
    """The share of each body that stands in the other, by words covered by common shingles."""
    shared = one.known & other.known
    if len(shared) + SHINGLE <= PASSAGE_WORDS and one.key != other.key:
        return 0.0, 0.0
    return _covered(one, shared), _covered(other, shared)


def _covered(body: Body, hashes: frozenset[int]) -> float:
    if not body.words:
        return 0.0
    covered = {i + k for i, h in enumerate(body.hashes) if h in hashes for k in range(SHINGLE)}
    return len(covered) / len(body.words)


def passages(copy: Body, original: Body) -> tuple[Evidence, ...]:
    """The runs of words of a copy that stand in the original too, as spans of the copy."""
    known = original.known
    found: list[Evidence] = []
    begin = end = -1
    for i, value in enumerate((*copy.hashes, None)):
        if value is not None and value in known:
            begin = i if begin < 0 else begin
            end = i + SHINGLE
        elif begin >= 0 and (value is None or i >= end):
            if end - begin >= min(PASSAGE_WORDS, len(copy.words)):
                found.append(_evidence(copy, begin, end))
            begin = -1
    return tuple(found)


def _evidence(body: Body, begin: int, end: int) -> Evidence:
    span = Span.of(body.report.source_text, body.places[begin][0], body.places[end - 1][1])
    return Evidence.from_span(body.report.id, span)


def _copy(copy: Body, original: Body) -> Copy:
    exact = copy.key == original.key
    share = 1.0 if exact else round(_covered(copy, original.known), 4)
    kind = "exact" if exact else "near"
    return Copy(copy.report.id, original.report.id, kind, share, passages(copy, original))


def _partial(
    bodies: Mapping[str, Body],
    shares: Mapping[tuple[str, str], tuple[float, float]],
    originals: Mapping[str, str],
    rank: Mapping[str, tuple[int, int, int]],
    reports: Mapping[str, Report],
) -> list[Copy]:
    found = []
    for (one, other), (of_one, of_other) in shares.items():
        # A copy's own parts are its original's affair.
        if originals[one] != one or originals[other] != other:
            continue
        if max(of_one, of_other) < PART:
            continue
        original, copy, share = _elder(one, other, of_one, of_other, rank, reports)
        parts = passages(bodies[copy], bodies[original])
        if parts:
            found.append(Copy(copy, original, "partial", round(share, 4), parts))
    return found


def _elder(
    one: str,
    other: str,
    of_one: float,
    of_other: float,
    rank: Mapping[str, tuple[int, int, int]],
    reports: Mapping[str, Report],
) -> tuple[str, str, float]:
    """Which of two that share a passage is the original: (original, copy, share of the copy).

    In order: one credits the other's publisher; one is an agency's; one came out earlier; one
    stands almost wholly in the other; the smaller id.
    """
    for a, b, share in ((one, other, of_other), (other, one, of_one)):
        publisher = reports[a].publisher.casefold()
        if publisher and publisher in {c.casefold() for c in reports[b].credits}:
            return a, b, share
    a, b = sorted((one, other), key=lambda key: (rank[key][:2], _contained(key, one, of_one), key))
    return a, b, of_other if b == other else of_one


def _contained(key: str, one: str, of_one: float) -> float:
    return -of_one if key == one else of_one


def _seniority(report: Report, lexicon: Lexicon) -> tuple[int, int, int]:
    """Sorts the likelier original first: agencies, then by day; without a credit before with."""
    agency = 0 if is_agency(report.publisher, lexicon) else 1
    day = report.published_at.earliest
    return (agency, day.toordinal() if day else 10**7, len(report.credits))


def is_agency(name: str, lexicon: Lexicon) -> bool:
    """Whether a publisher is a news agency by the media table."""
    outlet = lexicon.media.by_name(name)
    return outlet is not None and outlet.is_agency
