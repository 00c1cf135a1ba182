"""Single tellings for tests of the parts of reconciliation."""

from __future__ import annotations

from collections.abc import Sequence

from tests.factories import make_coded, make_event, make_quantity, make_report

from dragoman.lexicon import Lexicon
from dragoman.model import Factuality, PartialDate, Participant, Place
from dragoman.reconcile.press import Telling, gather
from dragoman.reconcile.score import Scorer
from dragoman.reconcile.wording import Rarity


def telling(
    lexicon: Lexicon,
    text: str = "Northland sent guns to Southland.",
    *,
    trigger: str = "sent",
    giver: str | Participant = "Northland",
    taker: str | Participant | None = "Southland",
    type: str = "AID",
    mode: str = "",
    items: Sequence[tuple[str, str]] = (),
    places: Sequence[Place] = (),
    occurred: str | PartialDate | None = None,
    published: str | None = "2024-05-02",
    publisher: str = "Quay Post",
    factuality: Factuality = Factuality.ACTUAL,
    figure: tuple[str, float, str] | None = None,
    rule: str = "test.rule",
) -> Telling:
    """One event as reconciliation looks at it; ``figure`` is (words, best, measure)."""
    report = make_report(text, published=published, publisher=publisher)
    event = make_event(
        report,
        trigger,
        initiators=[giver],
        recipients=[taker] if taker else [],
        type=type,
        mode=mode,
        items=items,
        places=places,
        occurred=occurred,
        factuality=factuality,
        rule=rule,
    )
    quantities = []
    if figure:
        words, best, measure = figure
        quantities.append(make_quantity(report, words, None, event, best=best, measure=measure))
    return gather([make_coded(report, [], [event], quantities)], lexicon).tellings[0]


def scorer_of(
    lexicon: Lexicon, *tellings: Telling, stories: dict[str, str] | None = None
) -> Scorer:
    """A scorer whose rarity is of these tellings; each report is a story of its own unless told."""
    own = {t.report.id: t.report.id for t in tellings}
    rarity = Rarity.of(t.stems for t in tellings)
    return Scorer(lexicon.likeness, rarity, stories or own, lexicon.coding.quad)
