"""What was given in return for what: linked pairs of transfers, in either order of telling."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from itertools import chain
from typing import Final

from dragoman.extract.arguments import obliques
from dragoman.extract.matching import Clauses
from dragoman.extract.records import EventDraft, Frame, ItemDraft
from dragoman.lexicon.coding import Coding

TRANSFERS: Final = frozenset({"AID", "COOPERATE", "MOBILIZE", "RETREAT", "CONCEDE", "AGREE"})
GIVEN: Final = frozenset({"AID", "MOBILIZE"})
"""Types of what is told inside a phrase of return whose receiver is who gave the first thing."""
GIVEN_BACK: Final = "return.item"
SWAPPED_BACK: Final = "return.swap"
LETTING_GO: Final = "RETREAT"
PEOPLE: Final = frozenset({"prisoners", "troops", "remains", "workers"})
"""Classes of those who are given back; for them people come back too."""
TAKEN_UP: Final = 3
"""Sentences back in which that is told which "in return" answers."""


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
    came_to: dict[int, tuple[int, ...]] = {}
    # Two patterns may have read one clause; what came back for it came back once.
    back: dict[tuple[int, tuple[int, ...]], EventDraft] = {}
    for d in drafts:
        for heads in _returned_for(c, d, _frame(d, frames)):
            others = [
                o
                for h in heads
                if (o := at_token.get(h) or _told(c, h, d, drafts, frames)) is not None
                and o.index != d.index
                and not (d.type == LETTING_GO and o.type not in TRANSFERS)
            ]
            if not others:
                items = tuple(ItemDraft(h, k) for h in heads if (k := _class_back(c, d, h)))
                if not items or d.type not in TRANSFERS:
                    continue
                if (d.frame, heads) not in back:
                    made.append(_given_back(c, d, items, first + len(drafts) + len(made)))
                    back[d.frame, heads] = made[-1]
                others = [back[d.frame, heads]]
            inside = {x for h in heads for x in c.s.subtree(h)}
            for other in others:
                if _frame(other, frames).predicate in inside and other.type in GIVEN:
                    came_to[other.index] = d.initiators
                linked.setdefault(d.index, set()).add(other.index)
                linked.setdefault(other.index, set()).add(d.index)
    for d in drafts:
        if d.index not in linked and _swapped(c, d, _frame(d, frames)):
            made.append(_other_half(d, first + len(drafts) + len(made)))
            linked[d.index] = {made[-1].index}
            linked[made[-1].index] = {d.index}
    _adverbs(c, frames, drafts, linked)
    drafts = [_received(c, d, came_to.get(d.index, ())) for d in drafts]
    return [
        replace(d, in_return_for=tuple(sorted(linked[d.index]))) if d.index in linked else d
        for d in (*drafts, *made)
    ]


def _received(c: Clauses, d: EventDraft, by: tuple[int, ...]) -> EventDraft:
    """What came back came to who gave: in "gave oil in exchange for troops deployed to support the
    war in Chad" they are not sent to Chad."""
    lands = {c.mentions[i].country for i in d.initiators}
    others = tuple(x for x in by if c.mentions[x].country not in lands)
    return replace(d, recipients=others) if others and d.initiators else d


def _frame(draft: EventDraft, frames: Sequence[Frame]) -> Frame:
    return frames[draft.frame - frames[0].index]


def _returned_for(c: Clauses, d: EventDraft, frame: Frame) -> list[tuple[int, ...]]:
    """Heads of what the event was done for; the phrase may hang from any of its items."""
    around = list(frame.obliques)
    for item in d.items:
        around += obliques(c.s, item.head, c.coding)
    found = [
        o.heads
        for o in around
        if o.prep in c.coding.return_prepositions
        or (o.prep == "for" and _is_price(c, d, frame, o.heads))
    ]
    return list(dict.fromkeys(found))


def _is_price(c: Clauses, d: EventDraft, frame: Frame, heads: Sequence[int]) -> bool:
    """Whether "for" tells the price: money for a thing, anything with a verb of barter, or people
    counted or held for people let go ("freed two reporters *for three officers*")."""
    if not d.items or d.type not in TRANSFERS:
        return False
    if d.type == LETTING_GO and all(_counted_or_held(c, h) for h in heads):
        return True
    back = {c.item(h) for h in heads}
    given = {i.cls for i in d.items}
    if frame.lemma in c.coding.barter or frame.lemma in c.coding.doers.paying:
        return "" not in {_class_back(c, d, h) for h in heads}
    return back == {"money"} and "money" not in given


def _counted_or_held(c: Clauses, head: int) -> bool:
    """Whether a phrase names people by number or as held ("an arms dealer *jailed in* Chad")."""
    s, people = c.s, _people(c, head)
    if people < 0:
        return False
    counted = s.tokens[head].pos == "NUM" or s.child(people, "nummod") is not None
    told = (s.tokens[x].lemma for x in s.kids(people, "amod", "acl"))
    return counted or any(x in c.coding.doers.holding for x in told)


def _people(c: Clauses, head: int) -> int:
    """The head of the people that a phrase names ("three of its *soldiers*"), -1 for none."""
    if c.s.tokens[head].pos == "NUM":
        of = next((p for p in c.s.kids(head, "prep") if c.s.tokens[p].lemma == "of"), None)
        inner = None if of is None else c.s.child(of, "pobj")
        return -1 if inner is None else _people(c, inner)
    return head if head in c.mentions else -1


def _class_back(c: Clauses, d: EventDraft, head: int) -> str:
    """The class of what came back; people who came back for prisoners were prisoners too."""
    people = d.type == LETTING_GO and any(i.cls in PEOPLE for i in d.items)
    return c.item(head) or ("prisoners" if people and _people(c, head) >= 0 else "")


def _told(
    c: Clauses, head: int, d: EventDraft, drafts: Sequence[EventDraft], frames: Sequence[Frame]
) -> EventDraft | None:
    """Another event whose item the phrase takes up again ("gave maize, for *which* it was paid"),
    or one told inside it ("troops *deployed* to …")."""
    inside = set(c.s.subtree(head))
    others = [o for o in drafts if o.index != d.index]
    giving = (o for o in others if o.frame != d.frame and any(i.head == head for i in o.items))
    within = (o for o in others if _frame(o, frames).predicate in inside)
    return next(chain(giving, within), None)


def _given_back(c: Clauses, d: EventDraft, items: tuple[ItemDraft, ...], index: int) -> EventDraft:
    bought = d.type == "COOPERATE"
    freed = d.type == LETTING_GO and all(i.cls in PEOPLE for i in items)
    givers = tuple(r for r in d.recipients if not c.owner_by_pronoun(r))
    # "released Armenian prisoners in exchange for maps": it is not they who gave the maps.
    moved = {i.head for i in d.items}
    givers = tuple(x for r in givers for x in (_state_of(c, r) if r in moved else (r,)))
    if freed:
        return _let_go_back(c, d, items, index, givers)
    if not givers:
        # "lifted its veto in return for Ukrainian gas"
        named = c.all_actors([i.head for i in items])
        givers = tuple(a for a in named if a not in d.initiators)
    return replace(
        d,
        index=index,
        type=d.type if bought else "AID",
        mode="",
        cameo="061" if bought else sharpened(c.coding, "070", items),
        initiators=givers,
        recipients=d.initiators,
        items=items,
        rule=GIVEN_BACK,
        symmetric=False,
        route=(),
    )


def _let_go_back(
    c: Clauses,
    d: EventDraft,
    items: tuple[ItemDraft, ...],
    index: int,
    givers: tuple[int, ...],
) -> EventDraft:
    """People let go for people: whose they are is who got them back."""
    held = [_people(c, i.head) for i in items]
    theirs = tuple(a for h in held for a in _state_of(c, h) if c.mentions[a].country)
    givers = tuple(g for g in givers if g not in theirs)
    return replace(
        d,
        index=index,
        initiators=givers,
        recipients=d.initiators or theirs,
        items=items,
        rule=GIVEN_BACK,
        symmetric=False,
        route=(),
    )


def _state_of(c: Clauses, head: int) -> tuple[int, ...]:
    """Whose the people are that a phrase names, by the name inside it; else the people."""
    country = c.mentions[head].country
    owners = [i for i in c.s.subtree(head) if i != head and i in c.mentions]
    owners = [i for i in owners if c.mentions[i].country == country and country]
    return tuple(owners[:1]) or (head,)


def _swapped(c: Clauses, d: EventDraft, frame: Frame) -> bool:
    """Whether both sides gave the same kind of thing ("*swapped* prisoners")."""
    both = bool(d.items and d.initiators and d.recipients)
    return both and d.symmetric and frame.lemma in c.coding.barter and d.type == "RETREAT"


def _other_half(d: EventDraft, index: int) -> EventDraft:
    return replace(
        d,
        index=index,
        initiators=d.recipients,
        recipients=d.initiators,
        rule=SWAPPED_BACK,
        symmetric=False,
    )


def _adverbs(
    c: Clauses, frames: Sequence[Frame], drafts: Sequence[EventDraft], linked: dict[int, set[int]]
) -> None:
    """ "… and, in return, received fuel": linked to the transfer told just before."""
    adverbs = c.coding.return_adverbs
    for n, d in enumerate(drafts):
        frame = _frame(d, frames)
        if not (frame.oblique(*adverbs) or _in_return_for_which(c, frame)) or d.index in linked:
            continue
        before = [o for o in drafts[:n] if o.type in TRANSFERS and o.frame != d.frame]
        before = [o for o in before if not o.rule.startswith("compose.")] or before
        if before:
            linked.setdefault(d.index, set()).add(before[-1].index)
            linked.setdefault(before[-1].index, set()).add(d.index)


def _in_return_for_which(c: Clauses, frame: Frame) -> bool:
    """Whether a clause hangs from "in return for which", "in exchange for which"."""
    up = frame.embedding[0] if frame.embedding else None
    return up is not None and up.relation == "relcl" and up.lemma in c.coding.doers.returning


def link_to_sentence_before(
    frames: Sequence[Frame], drafts: Sequence[EventDraft], adverbs: Collection[str]
) -> list[EventDraft]:
    """Link a sentence with "in return" to the last transfer told before it.

    "In exchange, Armenia is to sell electricity": the adverb may hang from another verb of the
    sentence than the one that transfers.

    Args:
        frames, drafts: those of the whole report, in order.
        adverbs: "in return" and its like (`Coding.return_adverbs`).
    """
    found = list(drafts)
    transfers: dict[int, list[EventDraft]] = {}
    linked: set[int] = set()
    for d in drafts:
        if d.in_return_for:
            linked.add(d.sentence)
        if d.type in TRANSFERS:
            transfers.setdefault(d.sentence, []).append(d)
    answering = {f.sentence for f in frames if f.oblique(*adverbs)}
    for sentence in sorted(answering - linked):
        here = transfers.get(sentence)
        back = range(sentence - 1, sentence - 1 - TAKEN_UP, -1)
        before = next((transfers[at] for at in back if at in transfers), None)
        if not here or not before:
            continue
        told = [d for d in here if frames[d.frame].oblique(*adverbs)] or here
        one, other = told[-1].index, before[-1].index
        found[one] = replace(found[one], in_return_for=(other,))
        found[other] = replace(found[other], in_return_for=(*found[other].in_return_for, one))
    return found
