"""``dragoman changes`` and ``dragoman watch``: what became of the ledger."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ElementTree
from dataclasses import replace
from pathlib import Path

import pytest
from tests.cli.conftest import Run
from tests.press import make_press, make_reconciliation

from dragoman.case import Case
from dragoman.model import ForecastStatus

PRESS = make_press()
FOUND = make_reconciliation(PRESS)
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def grown(tmp_path: Path) -> Path:
    """A case of two builds: the second disputes a figure and settles a forecast."""
    path = tmp_path / "case.db"
    waiting = tuple(replace(one, status=ForecastStatus.OPEN) for one in FOUND.forecasts)
    before = replace(FOUND, differences=(), forecasts=waiting)
    with Case.open(path, create=True) as case:
        for found in (before, FOUND):
            run = case.start_run("1")
            for coded in PRESS:
                case.add(coded, digest=coded.report.id, location=coded.report.location)
            case.replace_reconciliation(found, run_id=run)
            case.finish_run(run, {})
    return path


def told(run: Run, case: Path, *words: str) -> list[dict[str, object]]:
    return list(json.loads(run("changes", case, "-f", "json", *words).out))


def test_by_default_the_last_build_is_told_of(run: Run, grown: Path) -> None:
    rows = told(run, grown)
    assert [(row["kind"], row["change"], row["flags"]) for row in rows] == [
        ("happening", "changed", ["newly disputed"]),
        ("forecast", "changed", ["settled"]),
        ("difference", "new", []),
    ]
    assert rows[0]["slots"] == ["disputed"]
    assert told(run, grown, "--since", "1") == rows
    assert told(run, grown, "--since", "2") == []


def test_since_the_beginning_all_is_new(run: Run, grown: Path) -> None:
    rows = told(run, grown, "--since", "0")
    assert {row["change"] for row in rows} == {"new"}
    assert told(run, grown, "--since", "2000-01-01") == rows
    assert told(run, grown, "--since", "2999") == []
    assert len(told(run, grown, "--since", "0", "--kind", "report")) == len(PRESS)
    assert {row["id"] for row in told(run, grown, "--since", "0", "--notable")} == {
        FOUND.happenings[0].id,
        FOUND.forecasts[0].id,
    }


def test_the_table_keeps_to_80_columns(run: Run, grown: Path) -> None:
    ran = run("changes", grown, "--since", "0")
    assert ran.code == 0
    assert max(map(len, ran.out.splitlines())) <= 80
    assert "newly disputed" in ran.out


def test_what_is_no_build_and_no_day_is_refused(run: Run, grown: Path) -> None:
    ran = run("changes", grown, "--since", "yesterday")
    assert ran.code == 2
    assert "--since yesterday" in ran.err


def test_the_feed_is_atom_and_the_same_each_time(run: Run, grown: Path, tmp_path: Path) -> None:
    text = run("changes", grown, "--format", "atom").out
    root = ElementTree.fromstring(text)
    entries = root.findall(f"{ATOM}entry")
    assert root.tag == f"{ATOM}feed"
    assert len(entries) == 3
    ids = [entry.findtext(f"{ATOM}id") for entry in entries]
    assert len(set(ids)) == 3
    assert all(one and one.startswith("urn:uuid:") for one in ids)
    assert all(e.findtext(f"{ATOM}updated", "").endswith("Z") for e in entries)
    out = tmp_path / "feed.xml"
    assert run("changes", grown, "--format", "atom", "-o", out).code == 0
    assert out.read_text("utf-8") == text


def test_a_hostile_title_stays_text_in_the_feed(run: Run, tmp_path: Path) -> None:
    from tests.show.story import write_case

    path = write_case(tmp_path / "hostile.db")
    root = ElementTree.fromstring(run("changes", path, "--since", "0", "-f", "atom", "-n", "0").out)
    assert not root.findall(".//script")
    assert all(one.get("type") == "text" for one in root.iter(f"{ATOM}content"))


def test_watching_once_builds_and_tells(run: Run, tmp_path: Path) -> None:
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    (inbox / "a.txt").write_text(
        "Northern Gazette\n2 May 2024\n\nSweden sent 500 rifles to Norway on Monday, "
        "the Swedish defence ministry said.\n",
        "utf-8",
    )
    feed = inbox / "changes.xml"
    ran = run("watch", inbox, inbox / "case.db", "--once", "--feed", feed)
    assert ran.code == 0, ran.err
    assert "1 new, 0 unreadable" in ran.err
    assert "new" in ran.out
    assert ElementTree.parse(feed).getroot().findall(f"{ATOM}entry")
    again = run("watch", inbox, inbox / "case.db", "--once", "--feed", feed)
    assert (again.code, again.out) == (0, "")
    assert "0 new, 0 unreadable" in again.err


def test_a_folder_that_is_not_there_is_refused(run: Run, tmp_path: Path) -> None:
    ran = run("watch", tmp_path / "nowhere", tmp_path / "case.db", "--once")
    assert ran.code == 2
    assert "no folder" in ran.err
