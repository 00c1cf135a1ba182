"""Who protests against whom, where the sentence tells it with what they ask for.

"Students marched to demand reforms from the president" is two events of the same two sides: the
march and the demand. The clause of the march names who marches, that of the demand whom it is
aimed at; each fills what the other leaves open, if the demand stands under the march.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from dragoman.extract.records import EventDraft, ExtractedReport
from dragoman.resolve.parties import Side
from dragoman.resolve.view import above

RALLY: Final = "PROTEST"
AIMS: Final = frozenset({"REQUEST", "ACCUSE", "REJECT"})
"""Types of what is said at a rally."""


def share_sides(
    extracted: ExtractedReport, sides: Sequence[tuple[Side, Side]]
) -> list[tuple[Side, Side]]:
    """Both sides of each event draft, with those that a rally and its aim have in common."""
    found = list(sides)
    by_sentence: dict[int, list[EventDraft]] = {}
    for d in extracted.events:
        by_sentence.setdefault(d.sentence, []).append(d)
    for drafts in by_sentence.values():
        rallies = [d for d in drafts if d.type == RALLY]
        for aim in drafts if rallies else ():
            rally = next((r for r in rallies if _under(extracted, aim, r)), None)
            if aim.type not in AIMS or rally is None:
                continue
            (who, whom), (asks, asked) = found[rally.index], found[aim.index]
            if asks and who and asks != who:
                continue  # others ask: "marched after the union had called for a strike"
            aimed_at = tuple(p for p in asked if p.actor_id)
            found[rally.index] = who or asks, whom or aimed_at
            found[aim.index] = asks or who, asked
    return found


def _under(extracted: ExtractedReport, aim: EventDraft, rally: EventDraft) -> bool:
    """Whether the predicate of one event stands in the clause of the other."""
    if aim.frame == rally.frame:
        return False
    s = extracted.parsed.sentences[aim.sentence]
    over = extracted.frames[rally.frame]
    return bool(
        {over.predicate, over.support} & set(above(s, extracted.frames[aim.frame].predicate))
    )
