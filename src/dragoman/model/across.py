"""What stands across reports: happenings, accounts, differences, judgements."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from dragoman.model.actor import Item, Participant
from dragoman.model.dates import PartialDate
from dragoman.model.forecast import Forecast
from dragoman.model.statement import Source
from dragoman.model.text import Evidence
from dragoman.model.words import CopyKind, DifferenceKind, Factuality


@dataclass(frozen=True, slots=True)
class Origin:
    """A body or person that could know, and from whom the accounts come."""

    name: str
    actor_id: str


@dataclass(frozen=True, slots=True)
class Position:
    """One source's figure for an estimate. ``sources`` is the chain, original speaker first."""

    sources: tuple[Source, ...]
    low: float | None
    best: float | None
    high: float | None
    as_of: PartialDate
    report_id: str
    quantity_id: str
    text: str


@dataclass(frozen=True, slots=True)
class Estimate:
    """A counted thing with the hull of all its positions; nothing is averaged.

    ``low`` is the least lower end, ``high`` the greatest upper end (``None`` where a bound
    leaves it open), ``best`` the median of the positions' best values.
    """

    measure: str
    unit: str
    low: float | None
    best: float | None
    high: float | None
    positions: tuple[Position, ...]


@dataclass(frozen=True, slots=True)
class Account:
    """One source's version of a happening."""

    id: str
    happening_id: str
    sources: tuple[Source, ...]
    event_ids: tuple[str, ...]
    report_ids: tuple[str, ...]
    factuality: Factuality
    occurred_at: PartialDate


@dataclass(frozen=True, slots=True)
class Happening:
    """What several events of one or more reports tell of."""

    id: str
    type: str
    mode: str
    initiators: tuple[Participant, ...]
    recipients: tuple[Participant, ...]
    items: tuple[Item, ...]
    occurred_at: PartialDate
    factuality: Factuality
    event_ids: tuple[str, ...]
    report_ids: tuple[str, ...]
    origins: tuple[Origin, ...]
    origin_count: int
    estimates: tuple[Estimate, ...]
    summary: str
    evidence: tuple[Evidence, ...]
    in_return_for: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DifferencePosition:
    """One side of a difference: the value, who holds it, where and since when."""

    value: str
    sources: tuple[Source, ...]
    report_ids: tuple[str, ...]
    stated_at: PartialDate
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """A slot on which the accounts of a happening differ.

    Attributes:
        slot: ``figure:<measure>``, ``date``, ``direction``, ``actor``, ``happened`` …
    """

    id: str
    happening_id: str
    slot: str
    kind: DifferenceKind
    positions: tuple[DifferencePosition, ...]


@dataclass(frozen=True, slots=True)
class Judgement:
    """An analyst's decision on a record; survives a rebuild."""

    id: str
    record_id: str
    verb: str
    other_ids: tuple[str, ...]
    note: str
    who: str
    recorded_at: datetime


@dataclass(frozen=True, slots=True)
class Copy:
    """A report that repeats another, wholly or in part.

    Attributes:
        kind: exact and near for whole copies; partial for passages; quoted where all that the two
            have in common stands in quotation marks, which is no copy.
        share: how much of the report's words stand in the other, 0 to 1.
        passages: what stands in both, as spans of the report, in order.
        counterparts: the same passages as spans of the other report, one for each.
        reason: by what the other is held to be the original (`dragoman.reconcile.seniority`).
    """

    report_id: str
    copy_of: str
    kind: CopyKind
    share: float
    passages: tuple[Evidence, ...]
    counterparts: tuple[Evidence, ...] = ()
    reason: str = ""

    @property
    def whole(self) -> bool:
        """Whether the report as a whole is the other's."""
        return self.kind in (CopyKind.EXACT, CopyKind.NEAR)


@dataclass(frozen=True, slots=True)
class Reason:
    """One likeness or difference of two events: its name, and the points that it gives."""

    name: str
    points: float


@dataclass(frozen=True, slots=True)
class Join:
    """Why an event is held to tell of its happening: how like it is to the most like of the others.

    Attributes:
        fellow_id: the other event of the happening that is most like it.
        score: the sum of the reasons' points; an analyst may have joined what scores little.
    """

    event_id: str
    fellow_id: str
    happening_id: str
    score: float
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """All that `reconcile` derives from a set of coded reports, each tuple in order of id.

    ``forecasts`` holds every forecast with its status brought up to date; ``stories`` maps
    report id to story id; ``joins`` has one for each event that shares its happening, in order of
    event id.
    """

    happenings: tuple[Happening, ...]
    accounts: tuple[Account, ...]
    differences: tuple[Difference, ...]
    forecasts: tuple[Forecast, ...]
    copies: tuple[Copy, ...]
    stories: tuple[tuple[str, str], ...]
    joins: tuple[Join, ...] = ()


class Reconciled(Protocol):
    """What a `Reconciliation` holds, wherever it lies: in memory, or on the disk."""

    @property
    def happenings(self) -> Sequence[Happening]:
        """In order of id."""
        ...

    @property
    def accounts(self) -> Sequence[Account]:
        """In order of id."""
        ...

    @property
    def differences(self) -> Sequence[Difference]:
        """In order of id."""
        ...

    @property
    def forecasts(self) -> Sequence[Forecast]:
        """In order of id."""
        ...

    @property
    def copies(self) -> Sequence[Copy]:
        """In order of the ids of the copy and of what it repeats."""
        ...

    @property
    def stories(self) -> Sequence[tuple[str, str]]:
        """Report id and story id."""
        ...

    @property
    def joins(self) -> Sequence[Join]:
        """In order of event id."""
        ...
