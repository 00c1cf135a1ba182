"""One coded mention of an event."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.model.actor import Item, Leg, Participant, Place
from dragoman.model.dates import PartialDate
from dragoman.model.text import Evidence, Span
from dragoman.model.words import Factuality


@dataclass(frozen=True, slots=True)
class Event:
    """One event as one clause of one report tells it.

    Attributes:
        type: PLOVER event type.
        mode: PLOVER mode of that type, empty where none fits.
        context: PLOVER contexts.
        cameo: CAMEO code of two to four digits, as a string.
        initiators, recipients: CAMEO's source and target. Empty where the clause leaves them open.
        in_return_for: events that this one was told to be given in exchange for.
        occurred_at: when it happened or is to happen.
        factuality: as its own clause and the predicates above it tell: how it stands for its
            source.
        publisher_factuality: how it stands for the publisher, who leaves open (``unspecified``)
            what others merely say; ``None`` in a case of an older version.
        statement_id: the statement that carries it.
        rule: id of the pattern that fired.
        trigger: the words of the predicate.
        route: the way that the items took and what carried them, as the clause tells it.
    """

    id: str
    report_id: str
    type: str
    mode: str
    context: tuple[str, ...]
    cameo: str
    initiators: tuple[Participant, ...]
    recipients: tuple[Participant, ...]
    places: tuple[Place, ...]
    items: tuple[Item, ...]
    in_return_for: tuple[str, ...]
    occurred_at: PartialDate
    factuality: Factuality
    statement_id: str
    rule: str
    trigger: Span
    evidence: tuple[Evidence, ...]
    route: tuple[Leg, ...] = ()
    publisher_factuality: Factuality | None = None
