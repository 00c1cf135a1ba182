"""Cases to export: the small press, one whose every text is hostile, the sample reports."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from tests.factories import make_coded, make_event, make_happening, make_report, make_statement
from tests.press import make_press, make_reconciliation

from dragoman.bulk.build import build_case
from dragoman.case import Case, CaseView, load_view
from dragoman.lexicon import load_lexicon
from dragoman.model import CodedReport, PartialDate, Reconciliation

HOSTILE = (
    '=HYPERLINK("http://evil.example","x")',
    "@SUM(1+1)",
    "\\input{/etc/passwd} } % {",
    "<script>alert(1)</script>]]>&amp;",
    "a\tb\r\nc\u2028d\x0be",
    "\x1b[31mred\u202egnp",
    "\"quoted\", 'single', `tick`",
)
"""Texts that mean something to a spreadsheet, TeX, markup, a terminal or a line reader."""


def view_of(
    press: Sequence[CodedReport], path: Path, found: Reconciliation | None = None
) -> CaseView:
    with Case.open(path, create=True) as case:
        for coded in press:
            case.add(coded, digest=coded.report.id, location=coded.report.location)
        if found:
            case.replace_reconciliation(found)
        return load_view(case)


@pytest.fixture(scope="session")
def view(tmp_path_factory: pytest.TempPathFactory) -> CaseView:
    """The press of `make_press`, reconciled."""
    press = make_press()
    path = tmp_path_factory.mktemp("press") / "case.db"
    return view_of(press, path, make_reconciliation(press))


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> CaseView:
    """Reports whose titles, outlets, authors, words and addresses are all hostile."""
    press = [_hostile(number, text) for number, text in enumerate(HOSTILE)]
    found = [make_happening(one.events, summary=HOSTILE[n]) for n, one in enumerate(press)]
    empty = Reconciliation((), (), (), (), (), ())
    together = replace(empty, happenings=tuple(sorted(found, key=lambda one: one.id)))
    return view_of(press, tmp_path_factory.mktemp("hostile") / "case.db", together)


def _hostile(number: int, text: str) -> CodedReport:
    report = make_report(
        f"{text} Northland struck Southland.",
        title=text,
        publisher=text,
        published="2024-05-02",
        location=f"{number}.txt",
        authors=(text,),
        url="javascript:alert(1)" if number % 2 else f"https://example.org/{number}?a=1&b=%22",
    )
    said = make_statement(report, speaker=text)
    struck = make_event(
        report,
        "struck",
        said,
        initiators=["Northland"],
        recipients=["Southland"],
        type="ASSAULT",
        cameo="190",
        items=[(text, "arms")],
        occurred=PartialDate.month(2024, 4, text),
    )
    return make_coded(report, [said], [struck])


@pytest.fixture(scope="session")
def samples(root: Path, tmp_path_factory: pytest.TempPathFactory) -> CaseView:
    """The sample reports through the real stages."""
    path = tmp_path_factory.mktemp("samples") / "case.db"
    names = sorted(str(one) for one in (root / "samples" / "reports").iterdir())
    build_case(path, names, load_lexicon())
    with Case.open(path, read_only=True) as case:
        return load_view(case)


@pytest.fixture(params=["view", "hostile", "samples"])
def any_view(request: pytest.FixtureRequest) -> CaseView:
    """Each of the three cases in turn."""
    found: CaseView = request.getfixturevalue(request.param)
    return found
