"""Across reports: copies, stories, happenings, origins, differences, and forecasts settled."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from types import ModuleType

from dragoman.lexicon import Lexicon, own_lexicon
from dragoman.model import CodedReport, Difference, Judgement, Quantity, Reconciliation
from dragoman.reconcile.attributed import attributed
from dragoman.reconcile.cluster import cluster
from dragoman.reconcile.copies import find_copies
from dragoman.reconcile.differences import (
    figure_differences,
    standing_differences,
    telling_differences,
)
from dragoman.reconcile.figures import Figure, figure
from dragoman.reconcile.forecasts import settle
from dragoman.reconcile.happenings import Group, accounts, link_returns, make_group
from dragoman.reconcile.joins import joins
from dragoman.reconcile.judgements import Constraints, attributions, constraints
from dragoman.reconcile.origins import Provenance
from dragoman.reconcile.press import Press, gather, sides
from dragoman.reconcile.score import Scorer
from dragoman.reconcile.stories import find_stories
from dragoman.reconcile.sums import sum_differences
from dragoman.reconcile.wording import Rarity, content_stems

__all__ = ["reconcile"]

SHARED_STEMS = 3
"""Words that two sentences must share for their counts to be of one thing."""


def reconcile(
    coded: Iterable[CodedReport],
    lexicon: Lexicon | None = None,
    judgements: Sequence[Judgement] = (),
    today: date | None = None,
) -> Reconciliation:
    """Derive all that stands across reports.

    Args:
        coded: coded reports in any order; the result depends on the set only.
        lexicon: the package's own if ``None``.
        judgements: analysts' decisions, which win over the machine's.
        today: the day by which forecasts are due or overdue; the case's last report if ``None``.

    Returns:
        happenings, accounts, differences, forecasts, copies and stories, each in order of id.
    """
    lexicon = lexicon or own_lexicon()
    press = attributed(gather(coded, lexicon), attributions(judgements))
    copies, originals = find_copies(press.reports, lexicon)
    stories = find_stories(press.coded, lexicon)
    provenance = Provenance.of(
        press.reports, press.actors, copies, originals, lexicon, press.attributed
    )
    # A sentence counts once, however many events were read out of it.
    sentences = {(t.report.id, t.sentence): t.stems for t in press.tellings}
    rarity = Rarity.of(sentences.values())
    scorer = Scorer(lexicon.likeness, rarity, stories, lexicon.coding.quad)
    groups = _groups(press, provenance, scorer, judgements)
    return Reconciliation(
        happenings=tuple(g.happening for g in groups),
        accounts=tuple(sorted((a for g in groups for a in accounts(g)), key=lambda a: a.id)),
        differences=_differences(groups, press, provenance, scorer, lexicon.coding.mutual_rules),
        forecasts=settle(press, groups, scorer, today),
        copies=copies,
        stories=tuple(sorted(stories.items())),
        joins=joins(groups, scorer),
    )


def _groups(
    press: Press, provenance: Provenance, scorer: Scorer, judgements: Sequence[Judgement]
) -> list[Group]:
    made = _made(press, provenance, scorer, Constraints())
    if judgements:
        members = {g.happening.id: g.happening.event_ids for g in made}
        made = _made(press, provenance, scorer, constraints(judgements, members))
    return link_returns(sorted(made, key=lambda g: g.happening.id))


def _made(press: Press, provenance: Provenance, scorer: Scorer, wanted: Constraints) -> list[Group]:
    tellings = [t for t in press.tellings if t.event.id not in wanted.rejected]
    found = cluster(tellings, scorer, wanted.must, wanted.cannot)
    return [make_group([tellings[i] for i in one], press, provenance, scorer) for one in found]


def _same(group: Group, scorer: Scorer) -> Callable[[Figure, Figure], bool]:
    tellings = {telling.event.id: telling for telling, _ in group.members}

    def same(one: Figure, other: Figure) -> bool:
        a, b = tellings.get(one.quantity.event_id), tellings.get(other.quantity.event_id)
        return a is None or b is None or a is b or scorer.same_but_for("figure", a, b)

    return same


def _differences(
    groups: Sequence[Group],
    press: Press,
    provenance: Provenance,
    scorer: Scorer,
    mutual: frozenset[str],
) -> tuple[Difference, ...]:
    found: list[Difference] = []
    carried: set[str] = set()
    for group in groups:
        key = group.happening.id
        found += figure_differences(key, group.figures, scorer.likeness, _same(group, scorer))
        found += telling_differences(key, group.members, scorer, mutual)
        if len({f.voice.key for f in group.figures}) > 1:
            carried.update(f.quantity.id for f in group.figures)
    every = {k: figure(q, press, provenance) for k, q in press.quantities.items()}
    found += sum_differences(list(every.values()), scorer.likeness)
    loose = [one for k, one in every.items() if k not in carried]
    whose = _whose(groups, press, scorer.stories)
    found += standing_differences(loose, scorer.likeness, whose, _not_apart(groups, whose, scorer))
    return tuple(sorted(found, key=lambda d: d.id))


def _whose(
    groups: Sequence[Group], press: Press, stories: Mapping[str, str]
) -> Callable[[Quantity], frozenset[str]]:
    """Whose a count is: as told, else of whom its event was suffered, else its story's."""
    tellings = {t.event.id: t for g in groups for t, _ in g.members}

    def whose(quantity: Quantity) -> frozenset[str]:
        told = sides(quantity.subject, press.actors)
        event = tellings.get(quantity.event_id)
        suffered = event.takers if event is not None else frozenset()
        return told or suffered or frozenset({stories[quantity.report_id]})

    return whose


def _not_apart(
    groups: Sequence[Group], whose: Callable[[Quantity], frozenset[str]], scorer: Scorer
) -> Callable[[Figure, Figure], bool]:
    """Whether two counts may be of one thing.

    Not if they are of two happenings, nor if one voice gives both in one report. Counts that but
    share a story must be of one report, of one voice, or of sentences that tell of the same.
    """
    home = {event: g.happening.id for g in groups for event in g.happening.event_ids}
    stories = frozenset(scorer.stories.values())

    def same(one: Figure, other: Figure) -> bool:
        a, b = home.get(one.quantity.event_id, ""), home.get(other.quantity.event_id, "")
        report = one.report.id == other.report.id
        voice = one.voice.key == other.voice.key
        if (report and voice) or (a and b and a != b):
            return False
        by_story = bool(whose(one.quantity) & stories)
        return not by_story or report or voice or _akin(one.quantity, other.quantity, scorer)

    return same


def _akin(one: Quantity, other: Quantity, scorer: Scorer) -> bool:
    """Whether the sentences of two figures share enough words that tell what happened."""
    a, b = (
        {w for w in content_stems(q.evidence[-1].exact, scorer.likeness) if not w.isdigit()}
        for q in (one, other)
    )
    return len(a & b) >= SHARED_STEMS


class _Called(ModuleType):
    """The package as a function: it is named as its main function is."""

    __call__ = staticmethod(reconcile)


sys.modules[__name__].__class__ = _Called
