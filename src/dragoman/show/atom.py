"""What changed as an Atom feed (RFC 4287), for feed readers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Final
from uuid import NAMESPACE_URL, uuid5
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from dragoman.case.records import Change
from dragoman.show.change_rows import facts, flags, what
from dragoman.show.safe import cut, one_line

NAMESPACE: Final = "http://www.w3.org/2005/Atom"
LONGEST_TITLE: Final = 160

_UNSAYABLE: Final = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 cannot hold (2.2, Characters)."""


def feed(
    title: str,
    founded: datetime,
    changes: Sequence[Change],
    recorded_at: Mapping[int, datetime],
) -> str:
    """An Atom feed of changes, the latest first; the same case gives the same ids everywhere.

    Args:
        title: of the feed.
        founded: when the case was first built, by which it is known wherever its file lies.
        changes: of the case.
        recorded_at: by revision, when it was recorded.
    """
    updated = max((recorded_at[one.revision_id] for one in changes), default=founded)
    root = Element("feed", xmlns=NAMESPACE)
    _texts(root, (("title", title), ("id", _urn(founded)), ("updated", _moment(updated))))
    _texts(SubElement(root, "author"), (("name", "Dragoman"),))
    _texts(root, (("generator", "Dragoman"),))
    for change in sorted(changes, key=lambda one: -one.revision_id):
        _entry(root, change, founded, recorded_at[change.revision_id])
    indent(root)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + tostring(root, encoding="unicode") + "\n"


def _entry(root: Element, change: Change, founded: datetime, recorded: datetime) -> None:
    entry = SubElement(root, "entry")
    label = ", ".join((f"{change.change.value} {change.kind}", *flags(change)))
    name = f"{change.revision_id}/{change.kind}/{change.record_id}/{change.previous_id}"
    _texts(
        entry,
        (
            ("title", cut(f"{label}: {what(change)}", LONGEST_TITLE)),
            ("id", _urn(founded, name)),
            ("updated", _moment(recorded)),
        ),
    )
    for term in (change.kind, change.change.value, *flags(change)):
        SubElement(entry, "category", term=term)
    lines = [one_line(what(change)), *map(one_line, facts(change)), change.record_id]
    # Plain text: a report's words are never markup in a feed reader.
    content = SubElement(entry, "content", type="text")
    content.text = _sayable("\n".join(lines))


def _texts(parent: Element, texts: Iterable[tuple[str, str]]) -> None:
    for tag, text in texts:
        SubElement(parent, tag).text = _sayable(text)


def _urn(founded: datetime, name: str = "") -> str:
    return uuid5(NAMESPACE_URL, f"dragoman:{founded.isoformat()}/{name}").urn


def _moment(when: datetime) -> str:
    return when.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _sayable(text: str) -> str:
    return _UNSAYABLE.sub("�", text)
