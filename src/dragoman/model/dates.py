"""Partial dates: an interval that says how precise it is and where it comes from.

Precision follows UCDP's ``date_prec`` (UCDP GED Codebook 23.1, p. 27):
1 the day is known, 2 two to six days, 3 a week, 4 a month (eight to 31 days),
5 more than a month, up to a year. We use 5 for longer and for half-open intervals too,
and ``None`` where nothing is known.
"""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date
from typing import Final

AHEAD_OF_REPORT: Final = "ahead of published_at"
"""The basis of a plan's or forecast's date that no text tells: only that it was still to come."""


@dataclass(frozen=True, slots=True, order=False)
class PartialDate:
    """An interval of days, both ends included.

    Attributes:
        earliest: first day that it can be, or ``None`` where open.
        latest: last day that it can be, or ``None`` where open.
        precision: UCDP class 1 to 5, ``None`` where nothing is known.
        basis: what it was resolved from, in words ("meta:article:published_time",
            "'last September' before 2024-06-21"). Never empty for a bounded date.
    """

    earliest: date | None = None
    latest: date | None = None
    precision: int | None = None
    basis: str = ""

    @classmethod
    def between(cls, earliest: date | None, latest: date | None, basis: str) -> PartialDate:
        """Make an interval; its precision follows from its width.

        Raises:
            ValueError: where ``earliest`` lies after ``latest``.
        """
        if earliest is not None and latest is not None and earliest > latest:
            raise ValueError(f"earliest {earliest} lies after latest {latest}")
        return cls(earliest, latest, _precision(earliest, latest), basis)

    @classmethod
    def day(cls, when: date, basis: str) -> PartialDate:
        """One known day."""
        return cls(when, when, 1, basis)

    @classmethod
    def month(cls, year: int, month: int, basis: str) -> PartialDate:
        """A calendar month."""
        last = calendar.monthrange(year, month)[1]
        return cls.between(date(year, month, 1), date(year, month, last), basis)

    @classmethod
    def year(cls, year: int, basis: str) -> PartialDate:
        """A calendar year."""
        return cls.between(date(year, 1, 1), date(year, 12, 31), basis)

    @property
    def known(self) -> bool:
        """Whether at least one end is known."""
        return self.earliest is not None or self.latest is not None

    @property
    def midpoint(self) -> date | None:
        """The middle day where both ends are known, else the known end."""
        if self.earliest is not None and self.latest is not None:
            return date.fromordinal((self.earliest.toordinal() + self.latest.toordinal()) // 2)
        return self.earliest or self.latest

    def compatible(self, other: PartialDate, slack_days: int = 0) -> bool:
        """Whether both can be the same day, allowing ``slack_days`` between them."""
        return not (_after(self, other, slack_days) or _after(other, self, slack_days))


def _after(one: PartialDate, other: PartialDate, slack: int) -> bool:
    if one.earliest is None or other.latest is None:
        return False
    return one.earliest.toordinal() - other.latest.toordinal() > slack


def _precision(earliest: date | None, latest: date | None) -> int | None:
    if earliest is None and latest is None:
        return None
    if earliest is None or latest is None:
        return 5
    days = (latest - earliest).days + 1
    for precision, longest in ((1, 1), (2, 6), (3, 7), (4, 31)):
        if days <= longest:
            return precision
    return 5


OPEN = PartialDate()
"""Nothing is known."""
