"""What must hold of anything that was made of a hostile input; each raises AssertionError."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any, Final

import orjson
from lxml import html

from dragoman.errors import InputError
from dragoman.model import CodedReport, Report, from_json, to_json

RUNS: Final = frozenset(
    "script iframe frame object embed applet form input button link base portal".split()  # noqa: SIM905
)
"""Elements that run, load or send something (WHATWG HTML)."""

LINKS: Final = frozenset(
    "href src xlink:href action formaction data poster srcset ping".split()  # noqa: SIM905
)
HARMLESS: Final = ("#", "http://", "https://")


def check_error(error: InputError) -> None:
    """A refusal is one line with a code and, where the user can do anything, a remedy."""
    told = str(error)
    assert error.code.startswith("D1") and error.what, told
    assert "\n" not in told and "\x1b" not in told and len(told) < 500, repr(told)


def check_report(report: Report) -> None:
    """Spans lie in the text and in order; all of it can be stored and comes back."""
    text = report.source_text
    assert text.strip()
    for one in report.furniture:
        assert 0 <= one.start <= one.end <= len(text)
    body = list(report.body_spans())
    assert all(0 <= a <= b <= len(text) for a, b in body)
    assert all(one[1] <= two[0] for one, two in pairwise(body))
    stored = orjson.loads(orjson.dumps(to_json(report)))
    assert from_json(Report, stored) == report


def check_coded(coded: CodedReport) -> None:
    """Every quote is the text at its offsets, figures are in order, and all of it comes back."""
    text = coded.report.source_text
    for start, end, exact in quotes(coded):
        assert 0 <= start <= end <= len(text) and text[start:end] == exact
    for one in coded.quantities:
        known = [value for value in (one.low, one.best, one.high) if value is not None]
        assert known == sorted(known), one
    assert from_json(CodedReport, orjson.loads(orjson.dumps(to_json(coded)))) == coded


def quotes(coded: CodedReport) -> Iterator[tuple[int, int, str]]:
    """Start, end and words of all that the records quote."""
    kinds: tuple[Any, ...] = (
        coded.events,
        coded.statements,
        coded.quantities,
        coded.times,
        coded.forecasts,
    )
    for record in (record for kind in kinds for record in kind):
        yield from ((one.start, one.end, one.exact) for one in record.evidence)
    for actor in coded.actors:
        yield from ((one.start, one.end, one.exact) for one in actor.mentions)
    for event in coded.events:
        yield event.trigger.start, event.trigger.end, event.trigger.exact
    for statement in coded.statements:
        yield statement.content.start, statement.content.end, statement.content.exact
        for source in statement.sources:
            if source.start is not None and source.end is not None:
                yield source.start, source.end, source.text
            if source.cue_start is not None and source.cue_end is not None:
                yield source.cue_start, source.cue_end, source.cue


def check_page(page: str) -> None:
    """A page of ours holds nothing that runs, loads, sends, repaints or turns text round."""
    tree = html.document_fromstring(page)
    for element in tree.iter():
        if not isinstance(element.tag, str):
            continue
        assert element.tag.lower() not in RUNS, element.tag
        for name, value in element.attrib.items():
            assert not name.lower().startswith("on"), name
            if name.lower() in LINKS:
                assert value.lower().startswith(HARMLESS), value[:80]
        if element.tag == "meta":
            assert element.get("http-equiv", "").lower() != "refresh"
    check_shown(page)


def check_shown(text: str) -> None:
    """Nothing in it steers a terminal or sets the direction of a run; UTF-8 can say it."""
    text.encode()
    for sign in text:
        code = ord(sign)
        assert code >= 32 or sign in "\t\n", hex(code)
        assert not 0x7F <= code < 0xA0, hex(code)
        assert not 0x202A <= code <= 0x202E and not 0x2066 <= code <= 0x2069, hex(code)
