"""Grades after the Admiralty scale: how reliable a publisher is, how credible what is told.

A letter for the source, A (completely reliable) to F (cannot be judged), and a figure for what it
says, 1 (confirmed by other sources) to 6 (cannot be judged), as NATO's AJP-2.1 has them. Both are
the user's to set and stand at F6 until then: Dragoman counts origins and gives no verdict. It
refuses 1 where fewer than two origins stand behind a happening, for then nobody else confirms it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from dragoman.case.view import CaseView
from dragoman.errors import UsageError
from dragoman.model import Happening, Judgement

RELIABILITY: Final = {
    "A": "completely reliable",
    "B": "usually reliable",
    "C": "fairly reliable",
    "D": "not usually reliable",
    "E": "unreliable",
    "F": "reliability cannot be judged",
}
CREDIBILITY: Final = {
    "1": "confirmed by other sources",
    "2": "probably true",
    "3": "possibly true",
    "4": "doubtful",
    "5": "improbable",
    "6": "truth cannot be judged",
}
UNJUDGED: Final = ("F", "6")
VERB: Final = "grade"
PUBLISHER: Final = "publisher:"
"""Before the name of a publisher, which is what such a judgement is about."""
CONFIRMED: Final = "1"
CONFIRMING: Final = 2
"""Origins that a happening has at least for it to be graded as confirmed."""


@dataclass(frozen=True, slots=True)
class PublisherGrade:
    """A publisher's grade, and whose it is.

    Attributes:
        report_ids: its reports in the case, in order.
        letter: of `RELIABILITY`; F where nobody has graded it.
    """

    publisher: str
    report_ids: tuple[str, ...]
    letter: str
    who: str
    note: str


class Grades:
    """The grades that the users of a case have given; of two on one thing the later holds."""

    def __init__(self, judgements: Iterable[Judgement]) -> None:
        self._publishers: dict[str, Judgement] = {}
        self._events: dict[str, str] = {}
        for one in judgements:
            if one.verb != VERB or not one.other_ids:
                continue
            if one.record_id.startswith(PUBLISHER):
                self._publishers[one.record_id] = one
            else:
                self._events[one.record_id] = one.other_ids[0]

    def letter(self, publisher: str) -> str:
        """The reliability of a publisher."""
        found = self._publishers.get(publisher_key(publisher))
        return found.other_ids[0] if found else UNJUDGED[0]

    def digit(self, happening: Happening) -> str:
        """The credibility of a happening; one that has lost its confirmation is unjudged again."""
        given = {self._events[one] for one in happening.event_ids if one in self._events}
        digit = min(given, default=UNJUDGED[1])
        if digit == CONFIRMED and happening.origin_count < CONFIRMING:
            return UNJUDGED[1]
        return digit

    def of(self, happening: Happening, view: CaseView) -> str:
        """Both: the letter of the most reliable publisher that tells of it, and the digit."""
        letters = {
            self.letter(view.reports[one].publisher)
            for one in happening.report_ids
            if one in view.reports
        }
        return min(letters, default=UNJUDGED[0]) + self.digit(happening)

    def publishers(self, view: CaseView) -> tuple[PublisherGrade, ...]:
        """Every publisher of the case with its grade, by name."""
        by_name: dict[str, list[str]] = {}
        for report in view.reports.values():
            if report.publisher:
                by_name.setdefault(report.publisher, []).append(report.id)
        return tuple(
            self._graded(name, by_name[name]) for name in sorted(by_name, key=str.casefold)
        )

    def _graded(self, name: str, report_ids: list[str]) -> PublisherGrade:
        held = self._publishers.get(publisher_key(name))
        who, note = (held.who, held.note) if held else ("", "")
        return PublisherGrade(name, tuple(report_ids), self.letter(name), who, note)


def publisher_key(name: str) -> str:
    """What a judgement on a publisher names: the same whatever the case and spacing."""
    return PUBLISHER + " ".join(name.casefold().split())


def checked_letter(given: str) -> str:
    """A reliability as it is stored.

    Raises:
        UsageError: where it is none.
    """
    return _checked(given.strip().upper(), RELIABILITY, "reliability")


def checked_digit(given: str, happening: Happening) -> str:
    """A credibility as it is stored.

    Raises:
        UsageError: where it is none, or says confirmed where nobody else confirms.
    """
    digit = _checked(given.strip(), CREDIBILITY, "credibility")
    if digit == CONFIRMED and happening.origin_count < CONFIRMING:
        raise UsageError(
            "1 says that other sources confirm it, and it has "
            f"{happening.origin_count} independent origin{'s' * (happening.origin_count != 1)}",
            "2 is the best that one origin can have",
        )
    return digit


def _checked(given: str, scale: Mapping[str, str], name: str) -> str:
    if given not in scale:
        listed = ", ".join(f"{key} {words}" for key, words in scale.items())
        raise UsageError(f"{given!r} is no {name}", listed)
    return given
