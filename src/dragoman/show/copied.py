"""What a report has in common with others: whom it repeats, who repeats it, both passages."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Final

from dragoman.case.view import CaseView
from dragoman.model import Copy, CopyKind, Evidence, Report, to_json
from dragoman.reconcile.seniority import REASONS, UNDECIDED
from dragoman.show import phrases
from dragoman.show.record_page import Page
from dragoman.show.safe import cut

PASSAGES_SHOWN: Final = 3
"""Passages shown of each report in common; the rest are counted."""
COPIES_SHOWN: Final = 5
PASSAGE_LENGTH: Final = 300
"""Characters of a passage shown on either side."""

KINDS: Final = {
    CopyKind.EXACT: "the same words as",
    CopyKind.NEAR: "nearly the same words as",
    CopyKind.PARTIAL: "passages in common with",
    CopyKind.QUOTED: "quotations in common with",
}


def print_copies(page: Page, report: Report) -> None:
    """Sections on what a report repeats, who repeats it, and what it only quotes alike."""
    copies = sorted(page.view.copies_with(report.id), key=_rank)
    quoted = [one for one in copies if one.kind is CopyKind.QUOTED]
    rest = [one for one in copies if one.kind is not CopyKind.QUOTED]
    mine = [one for one in rest if one.report_id == report.id]
    _section(page, "Repeats", mine, report)
    _section(page, "Repeated by", [one for one in rest if one.copy_of == report.id], report)
    _section(page, "Quotes the same words, copied from neither", quoted, report)


def copies_json(view: CaseView, report: Report) -> list[dict[str, Any]]:
    """What a report has in common with others, the largest share first, all passages.

    Returns:
        for each its kind, the other report's id, which of the two repeats the other, the share of
        the repeating report's words, why, and passages with offsets on either side.
    """
    found = []
    for copy in sorted(view.copies_with(report.id), key=_rank):
        mine = copy.report_id == report.id
        here, there = (
            (copy.passages, copy.counterparts) if mine else (copy.counterparts, copy.passages)
        )
        found.append(
            {
                "kind": copy.kind.value,
                "other": copy.copy_of if mine else copy.report_id,
                "repeats": mine and copy.kind is not CopyKind.QUOTED,
                "share": copy.share,
                "reason": copy.reason,
                "passages": [
                    {"here": to_json(one), "there": to_json(two)}
                    for one, two in zip(here, there, strict=False)
                ],
            }
        )
    return found


def _rank(copy: Copy) -> tuple[float, str, str]:
    return -copy.share, copy.report_id, copy.copy_of


def _section(page: Page, title: str, copies: Sequence[Copy], report: Report) -> None:
    if not copies:
        return
    page.section(title)
    for copy in copies[:COPIES_SHOWN]:
        _copy(page, copy, report)
    if len(copies) > COPIES_SHOWN:
        page.console.print(f"  and {len(copies) - COPIES_SHOWN} more")


def _copy(page: Page, copy: Copy, report: Report) -> None:
    mine = copy.report_id == report.id
    other = page.view.reports.get(copy.copy_of if mine else copy.report_id)
    if other is None:
        return
    whose = "of this report" if mine else "of that report"
    page.facts(
        ("kind", f"{copy.kind}: {KINDS.get(copy.kind, '')} {_named(page, other)}"),
        ("share", f"{copy.share:.0%} {whose}"),
        ("original", _original(copy, mine)),
    )
    passages = list(zip(copy.passages, copy.counterparts, strict=False))
    for here, there in passages[:PASSAGES_SHOWN]:
        one, two = (here, there) if mine else (there, here)
        page.facts(("here", _words(one)), ("there", _words(two)))
    if len(passages) > PASSAGES_SHOWN:
        page.facts(("", f"and {len(passages) - PASSAGES_SHOWN} more passages"))


def _original(copy: Copy, mine: bool) -> str:
    """Which of the two is held to be the original, and why; of a quotation neither is."""
    if copy.kind is CopyKind.QUOTED or not copy.reason:
        return ""
    why = REASONS.get(copy.reason, copy.reason)
    if copy.reason == UNDECIDED:
        return why
    return f"{'that one' if mine else 'this one'}: {why}"


def _named(page: Page, report: Report) -> str:
    parts = (report.publisher, phrases.when(report.published_at), report.title or report.location)
    told = ", ".join(part for part in parts if part and part != phrases.NOBODY)
    return f"{page.lookup.short(report.id)} ({told})"


def _words(piece: Evidence) -> str:
    return f"“{cut(' '.join(piece.exact.split()), PASSAGE_LENGTH)}” {piece.start}–{piece.end}"


def story_lines(page: Page, report: Report) -> Iterable[tuple[str, str]]:
    """The other reports of the same story."""
    for one in page.view.reports_of_story(report.story_id):
        if one.id != report.id:
            date = phrases.when(one.published_at)
            copied = " (a copy)" if one.copy_of else ""
            yield one.id, f"{date} {one.publisher} {one.title or one.location}{copied}"
