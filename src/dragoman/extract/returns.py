"""What was given in return for what: linked pairs of transfers, in either order of telling."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from dragoman.extract.arguments import obliques
from dragoman.extract.matching import Clauses
from dragoman.extract.records import EventDraft, Frame, ItemDraft
from dragoman.lexicon.coding import Coding

RETURN_PREPS: Final = frozenset(
    {
        "in_exchange_for",
        "in_return_for",
        "as_payment_for",
        "as_compensation_for",
        "as_reward_for",
        "in_lieu_of",
    }
)
RETURN_ADVERBS: Final = ("in_return", "in_exchange")
TRANSFERS: Final = frozenset({"AID", "COOPERATE", "MOBILIZE", "RETREAT", "CONCEDE", "AGREE"})
GIVEN_BACK: Final = "return.item"


def sharpened(coding: Coding, cameo: str, items: Sequence[ItemDraft]) -> str:
    """Sharpen "provide aid" (070) and "material cooperation" (060) by what is given."""
    if cameo not in ("070", "060"):
        return cameo
    table = coding.compose.get("items", {})
    for item in items:
        code = table.get(item.cls) or table.get(item.cls.partition(".")[0])
        if code and code[:2] == cameo[:2]:
            return code
    return cameo


def link_returns(c: Clauses, frames: Sequence[Frame], drafts: list[EventDraft]) -> list[EventDraft]:
    """Link the events of one sentence that were told to be given for each other.

    Where only the things that came back are named ("in exchange for oil"), an event of the
    opposite direction is made of them.

    Returns:
        the drafts with their links, the made ones at the end, numbered on.
    """
    if not drafts:
        return drafts
    first = drafts[0].index
    at_token = {_frame(d, frames).predicate: d for d in reversed(drafts)}
    linked: dict[int, set[int]] = {}
    made: list[EventDraft] = []
    # Two patterns may have read one clause; what came back for it came back once.
    back: dict[tuple[int, tuple[int, ...]], EventDraft] = {}
    for d in drafts:
        for heads in _returned_for(c, d, _frame(d, frames)):
            others = [
                o
                for h in heads
                if (o := at_token.get(h) or _inside(c, h, d, drafts, frames)) is not None
                and o.index != d.index
            ]
            if not others:
                items = tuple(ItemDraft(h, c.item(h)) for h in heads if c.item(h))
                if not items or d.type not in TRANSFERS:
                    continue
                if (d.frame, heads) not in back:
                    made.append(_given_back(c, d, items, first + len(drafts) + len(made)))
                    back[d.frame, heads] = made[-1]
                others = [back[d.frame, heads]]
            for other in others:
                linked.setdefault(d.index, set()).add(other.index)
                linked.setdefault(other.index, set()).add(d.index)
    _adverbs(frames, drafts, linked)
    return [
        replace(d, in_return_for=tuple(sorted(linked[d.index]))) if d.index in linked else d
        for d in (*drafts, *made)
    ]


def _frame(draft: EventDraft, frames: Sequence[Frame]) -> Frame:
    return frames[draft.frame - frames[0].index]


def _returned_for(c: Clauses, d: EventDraft, frame: Frame) -> list[tuple[int, ...]]:
    """Heads of what the event was done for; the phrase may hang from any of its items."""
    found = [o.heads for o in frame.obliques if o.prep in RETURN_PREPS]
    for item in d.items:
        found += [o.heads for o in obliques(c.s, item.head, c.coding) if o.prep in RETURN_PREPS]
    return list(dict.fromkeys(found))


def _inside(
    c: Clauses, head: int, d: EventDraft, drafts: Sequence[EventDraft], frames: Sequence[Frame]
) -> EventDraft | None:
    """An event told inside the phrase ("troops *deployed* to …")."""
    inside = set(c.s.subtree(head))
    return next(
        (o for o in drafts if o.index != d.index and _frame(o, frames).predicate in inside), None
    )


def _given_back(c: Clauses, d: EventDraft, items: tuple[ItemDraft, ...], index: int) -> EventDraft:
    return replace(
        d,
        index=index,
        type="AID",
        mode="",
        cameo=sharpened(c.coding, "070", items),
        initiators=d.recipients,
        recipients=d.initiators,
        items=items,
        rule=GIVEN_BACK,
        symmetric=False,
    )


def _adverbs(
    frames: Sequence[Frame], drafts: Sequence[EventDraft], linked: dict[int, set[int]]
) -> None:
    """ "… and, in return, received fuel": linked to the transfer told just before."""
    for n, d in enumerate(drafts):
        if not _frame(d, frames).oblique(*RETURN_ADVERBS) or d.index in linked:
            continue
        before = [o for o in drafts[:n] if o.type in TRANSFERS and o.frame != d.frame]
        if before:
            linked.setdefault(d.index, set()).add(before[-1].index)
            linked.setdefault(before[-1].index, set()).add(d.index)


def link_to_sentence_before(
    frames: Sequence[Frame], drafts: Sequence[EventDraft]
) -> list[EventDraft]:
    """Link a sentence with "in return" to the last transfer of the one before.

    "In exchange, Armenia is to sell electricity": the adverb may hang from another verb of the
    sentence than the one that transfers.

    Args:
        frames, drafts: those of the whole report, in order.
    """
    found = list(drafts)
    transfers: dict[int, list[EventDraft]] = {}
    linked: set[int] = set()
    for d in drafts:
        if d.in_return_for:
            linked.add(d.sentence)
        if d.type in TRANSFERS:
            transfers.setdefault(d.sentence, []).append(d)
    answering = {f.sentence for f in frames if f.oblique(*RETURN_ADVERBS)}
    for sentence in sorted(answering - linked):
        here, before = transfers.get(sentence), transfers.get(sentence - 1)
        if not here or not before:
            continue
        told = [d for d in here if frames[d.frame].oblique(*RETURN_ADVERBS)] or here
        one, other = told[-1].index, before[-1].index
        found[one] = replace(found[one], in_return_for=(other,))
        found[other] = replace(found[other], in_return_for=(*found[other].in_return_for, one))
    return found
