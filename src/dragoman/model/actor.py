"""Who acts, and how a role in an event names them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from dragoman.model.dates import OPEN, PartialDate
from dragoman.model.ids import content_id
from dragoman.model.text import Evidence
from dragoman.model.words import ActorKind

STATE_SECTORS: Final = frozenset({"GOV", "MIL", "SPY", "JUD", "LEG", "COP"})
"""PLOVER sectors of those who act for a state."""


@dataclass(frozen=True, slots=True)
class Office:
    """An office held: title, ISO 3166 alpha-3 country and the span of the tenure."""

    title: str
    country: str
    held: PartialDate = OPEN


@dataclass(frozen=True, slots=True)
class Actor:
    """A canonical actor.

    Attributes:
        country: ISO 3166-1 alpha-3, empty where none or unknown ("XKX" stands for Kosovo,
            its user-assigned code).
        sector: PLOVER sector (GOV, MIL, …), empty where unknown.
        mentions: where the report names it, in order.
    """

    id: str
    report_id: str
    name: str
    kind: ActorKind
    country: str
    sector: str
    offices: tuple[Office, ...] = ()
    mentions: tuple[Evidence, ...] = ()

    @staticmethod
    def make_id(name: str, kind: ActorKind, country: str) -> str:
        """The id of a canonical actor: the same in every report."""
        return content_id("actor", name.casefold(), kind.value, country)


@dataclass(frozen=True, slots=True)
class Participant:
    """An actor in a role, as the text names it there.

    Attributes:
        actor_id: empty where the mention was not resolved to an actor.
        name: the actor's, else the words of the report; empty for a pronoun that stays open.
        text: the words of the report (a pronoun, say).
        certain: False where the link rests on a pronoun or an epithet, or the country on the
            setting.
        basis: what tells the country where the mention does not: ``place`` (of its clause),
            ``other side`` (of the event, where no second state is named), ``report`` (the state
            that it is mostly about), ``passage`` (the other of the two that it is on); else empty.
    """

    actor_id: str
    name: str
    country: str
    sector: str
    text: str
    certain: bool = True
    basis: str = ""

    @property
    def acts_for_state(self) -> bool:
        """Whether it is its country, or acts for it; rebels, firms and the people do not."""
        return bool(self.country) and (not self.sector or self.sector in STATE_SECTORS)


@dataclass(frozen=True, slots=True)
class Place:
    """Where an event took place, or a report was written.

    Attributes:
        name: as the text has it.
        country: ISO 3166-1 alpha-3, empty where none is told or known (the high seas).
        basis: what told it: ``clause`` (of the event), ``object`` (what was struck, entered or
            left), ``clause above``, ``participle`` ("Speaking in Brussels, …"), ``there`` (the
            word), ``dateline`` (the report's, for want of any other); empty for a dateline itself.
        latitude, longitude: degrees north and east of the town, ``None`` where none is known.
    """

    name: str
    country: str
    basis: str = ""
    latitude: float | None = None
    longitude: float | None = None


@dataclass(frozen=True, slots=True)
class Leg:
    """Part of the way that something took.

    Attributes:
        way: the preposition in words ("via", "through", "by way of", "by", "aboard", "from").
        name: the words after it: a place ("the port of Latakia") or a carrier ("rail").
        country: ISO 3166-1 alpha-3 of the place, empty where none is known.
    """

    way: str
    name: str
    country: str


@dataclass(frozen=True, slots=True)
class Item:
    """What was given, moved or used: the words and the class of `lexicon/data/items.toml`."""

    text: str
    cls: str
