"""Events made of an event and the modal over it: announced acts, announced refusals, demands.

"Japan will send aid" tells a planned AID event and, said by the doer, an AGREE event; "Iran will
strike back" a THREATEN; "Serbia will not recognise" a REJECT; "Turkey must withdraw", said by
Greece, a REQUEST by Greece to Turkey (PLOVER codebook on future and pledged acts).

What the doer announces itself ("Japan said it would send aid") is an announcement that took place:
its draft is marked ``announced``. What others say of the doer is not.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from dragoman.extract.matching import Clauses
from dragoman.extract.records import EventDraft, Frame
from dragoman.extract.slots import slot
from dragoman.lexicon.coding import Coding, ModalRule

COMPOSED = frozenset({"AGREE", "THREATEN", "REJECT", "REQUEST"})
"""Types that are announcements themselves; a modal over them makes no further one."""

ASKED_FOR: Final = frozenset({"AID", "COOPERATE", "RETREAT"})
"""What one asks for oneself."""

WHOM: Final = ("patient_on", "condition_agent")
"""Where an announcement tells whom it concerns, if the act has no other side: a participle ("return
weapons *seized from Chad*"), a condition ("*unless Chad* pays")."""


def composed(c: Clauses, frame: Frame, draft: EventDraft) -> EventDraft | None:
    """The event that the modal over a coded clause makes of it, or ``None``.

    Args:
        frame: the clause that ``draft`` was coded from.
    """
    rule = c.coding.modal_rules.get(frame.modal)
    if rule is None or frame.question or _conditional(frame):
        return None
    if draft.type in COMPOSED and (rule.cooperative != "demand" or draft.type != "AGREE"):
        return None
    if draft.initiators and frame.agent and not _acts(c, frame, draft.initiators):
        return None  # "they will have access to Chad": it is not they who grant it
    itself = _says_it_itself(c, frame, draft.initiators)
    if rule.reported and not itself:
        return None
    name = _name(c.coding, rule, frame, draft)
    if not name:
        return None
    kind, code = c.coding.results[name]
    cameo = c.coding.compose.get(name, {}).get(draft.type, code)
    made = replace(draft, type=kind, mode="", cameo=cameo, rule=f"compose.{name}", items=(),
                   symmetric=False, announced=itself)  # fmt: skip
    if kind == "REQUEST":
        speaker = _speaker(c, frame, draft.initiators)
        if not speaker or not draft.initiators:
            return None
        if all(_first_person(c, a) for a in draft.initiators):
            return None
        return replace(made, initiators=speaker, recipients=draft.initiators, announced=True)
    for name in WHOM if not draft.recipients else ():
        bound = [a for a in c.all_actors(slot(c, frame, name)) if a not in draft.initiators]
        if bound and not made.recipients:
            made = replace(made, recipients=tuple(bound))
    told = draft.initiators and (made.recipients or itself or kind in ("REJECT", "THREATEN"))
    return made if told else None


def demanded(c: Clauses, frame: Frame) -> tuple[tuple[int, ...], tuple[int, ...]] | None:
    """Who demands of whom, where a clause that codes as nothing says what another must do.

    Returns:
        the speaker and the one spoken of, or ``None``.
    """
    rule = c.coding.modal_rules.get(frame.modal)
    if (
        rule is None
        or rule.cooperative != "demand"
        or frame.question
        or frame.kind != "verb"
        or frame.lemma == "be"
    ):
        return None
    whom = tuple(a for a in c.all_actors(frame.agent) if not _first_person(c, a))
    speaker = _speaker(c, frame, whom)
    return (speaker, whom) if speaker and whom else None


def for_oneself(c: Clauses, frame: Frame, draft: EventDraft) -> EventDraft:
    """An event asked for, with who asks as the one to whom it is to be done, where none is told.

    "Chad asked Mali to send doctors": they are to come to Chad.
    """
    if draft.recipients or draft.type not in ASKED_FOR or not draft.initiators:
        return draft
    if not frame.embedding or frame.embedding[0].relation not in ("xcomp", "ccomp"):
        return draft
    above = c.frames.get(frame.embedding[0].predicate)
    if above is None or above.lemma not in c.coding.asking or above.negated:
        return draft
    asking = tuple(a for a in c.all_actors(above.agent) if a not in draft.initiators)
    return replace(draft, recipients=asking) if asking else draft


def _acts(c: Clauses, frame: Frame, initiators: Sequence[int]) -> bool:
    """Whether who does the event is named in the subject that the modal is said of."""
    within = {i for head in frame.agent for i in c.s.subtree(head)}
    return any(i in within or i in frame.agent for i in initiators) or not any(
        a not in initiators for a in c.all_actors(frame.agent)
    )


def _first_person(c: Clauses, head: int) -> bool:
    """Whether an actor is the speaker's own "we", of whom nothing is asked."""
    return "speaker" in c.mentions[head].attributes


def _name(coding: Coding, rule: ModalRule, frame: Frame, draft: EventDraft) -> str:
    if frame.negated:
        return rule.negated if "cooperation" in coding.quad(draft.type) else ""
    if "cooperation" in coding.quad(draft.type):
        return rule.cooperative
    return rule.hostile if coding.quad(draft.type) == "material conflict" else ""


def _conditional(frame: Frame) -> bool:
    return bool(frame.embedding) and frame.embedding[0].marker in ("if", "unless", "whether")


def _says_it_itself(c: Clauses, frame: Frame, doers: Sequence[int]) -> bool:
    """Whether the doer of a clause is told to say it: by its country, or by a pronoun for it."""
    if not frame.embedding or frame.embedding[0].relation not in ("ccomp", "parataxis"):
        return False
    above = c.frames.get(frame.embedding[0].predicate)
    if above is None or above.lemma not in c.coding.announcing or above.negated:
        return False
    speakers = [c.mentions[a] for a in c.all_actors(above.agent)]
    for doer in (c.mentions[d] for d in doers):
        if doer.origin == "pronoun" and above.agent:
            return True
        if doer.country and any(doer.country == s.country for s in speakers):
            return True
    return False


def _speaker(c: Clauses, frame: Frame, taken: Sequence[int]) -> tuple[int, ...]:
    """Who says it of another: the agent of the clause right above."""
    if not frame.embedding or frame.embedding[0].relation not in ("ccomp", "parataxis"):
        return ()
    above = c.frames.get(frame.embedding[0].predicate)
    if above is None:
        return ()
    return tuple(a for a in c.all_actors(above.agent) if a not in taken)
