"""How a report is named where another format wants a citation or an address."""

from __future__ import annotations

from typing import Final

from dragoman.model import PartialDate, Report

WEB: Final = ("http", "https")


def web_address(address: str) -> str:
    """The address where it is one of the web, else an empty string.

    It comes out of a report: ``javascript:`` or ``file:`` would do what its author chose.
    """
    trimmed = "".join(address.split())
    scheme, _, rest = trimmed.partition("://")
    return trimmed if scheme.casefold() in WEB and rest.strip("/") else ""


def citation(report: Report) -> str:
    """Outlet, title and day in one line; where the report tells none of them, its location."""
    told = [report.publisher, f"“{report.title}”" if report.title else "", day(report.published_at)]
    return ", ".join(part for part in told if part) or file_name(report)


def file_name(report: Report) -> str:
    """The last part of a report's location: a name that tells no folder of the machine."""
    return report.location.replace("\\", "/").rpartition("/")[2] or report.id


def title(report: Report) -> str:
    """Its title, else the name of its file."""
    return " ".join(report.title.split()) or file_name(report)


def day(when: PartialDate) -> str:
    """A partial date as ISO text of no more precision than it has: day, month or year; empty
    where it is none of them."""
    first, last = when.earliest, when.latest
    if first is None or last is None:
        return ""
    if first == last:
        return first.isoformat()
    if (first.year, first.month) == (last.year, last.month):
        return first.isoformat()[:7]
    return str(first.year) if first.year == last.year else ""
