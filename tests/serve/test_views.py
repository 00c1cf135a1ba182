"""Every view of the story: what it tells, that its address holds, and what it is downloaded as."""

from __future__ import annotations

import csv
import io
import re
from html.parser import HTMLParser
from urllib.parse import quote

import pytest
from tests.serve.conftest import Reader
from tests.show.story import HERALD, POST

from dragoman.model import ActorKind
from dragoman.serve.pages import VIEWS

VOID = {"meta", "link", "input", "br", "img", "hr", "path", "use"}


class Outline(HTMLParser):
    """Links and ids of a page, and whether its tags are closed in their order."""

    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.ids: list[str] = []
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.tags.append((tag, given))
        if tag not in VOID:
            self.open.append(tag)
        if tag == "a" and given.get("href"):
            self.links.append(str(given["href"]))
        if given.get("id"):
            self.ids.append(str(given["id"]))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open and self.open[-1] == tag, f"</{tag}> in {self.open[-3:]}"
        self.open.pop()


def outline(page: str) -> Outline:
    found = Outline()
    found.feed(page)
    assert found.open == []
    return found


def addresses(shared: Reader) -> list[str]:
    view = shared.view
    return [
        *(path for path, _ in VIEWS),
        "/help",
        "/?q=guns",
        "/?pair=NOR%2CSOU",
        "/pair/NOR/SOU",
        *(f"/happening/{key}" for key in view.happenings),
        *(f"/difference/{key}" for key in view.differences),
        *(f"/figure/{key}" for key in view.quantities),
        *(f"/report/{key}" for key in view.reports),
        *(f"/?at={h.id}&event={e}" for h in view.happenings.values() for e in h.event_ids),
        "/said?by=" + quote(next(iter(view.statements.values())).sources[0].actor_id),
    ]


def test_every_view_is_whole_and_its_ids_are_its_own(shared: Reader) -> None:
    for address in addresses(shared):
        answer = shared.client.get(address)
        assert answer.status_code == 200, address
        found = outline(answer.text)
        assert len(found.ids) == len(set(found.ids)), address


def test_every_link_leads_somewhere(shared: Reader) -> None:
    seen: dict[str, int] = {}
    wanting = ["/"]
    while wanting:
        address = wanting.pop(0).partition("#")[0]
        if address in seen or not address.startswith("/") or len(seen) > 150:
            continue
        answer = shared.client.get(address)
        seen[address] = answer.status_code
        # The choices multiply; some of them do for all.
        if len(seen) < 60 and answer.headers["content-type"].startswith("text/html"):
            wanting += sorted(set(outline(answer.text).links))
    assert {a: status for a, status in seen.items() if status != 200} == {}
    assert len(seen) > 60


def test_the_ledger_tells_who_gave_what_and_by_how_many_origins(shared: Reader) -> None:
    page = shared.client.get("/").text
    text = re.sub(r"<[^>]+>", "", page)
    assert "2 happenings" in text
    assert "3 origins / 4 reports" in text
    assert "accounts differ" in text


def test_the_pane_is_at_the_sentence_of_the_telling_asked_for(shared: Reader) -> None:
    guns = next(h for h in shared.view.happenings.values() if len(h.event_ids) > 1)
    event = next(e for e in shared.view.events_of_report(HERALD.id))
    page = shared.client.get(f"/?at={guns.id}&event={event.id}").text
    marked = page.split('id="here"')[1].split("</mark>")[0]
    assert "went from Northland to Southland" in re.sub(r"<[^>]+>", "", marked)


def test_a_choice_leaves_in_what_has_it(shared: Reader) -> None:
    assert "1 happening<" in shared.client.get("/?what=food").text
    assert "Nothing fits" in shared.client.get("/?what=food&what=none&q=guns").text


def test_words_find_what_was_said_and_who_said_it(shared: Reader) -> None:
    assert "1 happening<" in shared.client.get("/?q=grain").text
    assert "1 happening<" in shared.client.get("/?q=westland").text
    assert "In the words of the reports" in shared.client.get("/?q=guns").text
    assert shared.client.get("/?q=%22").status_code == 400


def test_copies_stand_side_by_side_with_the_reason(shared: Reader) -> None:
    guns = next(h for h in shared.view.happenings.values() if len(h.event_ids) > 1)
    text = re.sub(r"<[^>]+>", "", shared.client.get(f"/happening/{guns.id}").text)
    assert "it came out before" in text
    assert "700 guns" in text and "500 guns" in text
    assert "40% of its words" in text


def test_a_source_shows_all_that_it_said(shared: Reader) -> None:
    said = next(s for s in shared.view.statements.values() if s.sources[0].name == "Westland")
    page = shared.client.get(f"/said?by={said.sources[0].actor_id}").text
    assert said.content.exact in page
    assert shared.client.get("/said?by=nobody").status_code == 404


def test_a_figure_shows_its_ladder(shared: Reader) -> None:
    quantity = shared.view.quantities_of_event(shared.view.events_of_report(POST.id)[1].id)
    quantity = quantity or shared.view.quantities_of_event(
        shared.view.events_of_report(POST.id)[0].id
    )
    page = shared.client.get(f"/figure/{quantity[0].id}").text
    assert page.count("<svg") == 2
    for words in ("500 guns", "Over 700 guns", "Thousands of guns"):
        assert words in page


def test_a_difference_shows_its_positions_with_their_sentences(shared: Reader) -> None:
    for difference in shared.view.differences.values():
        page = shared.client.get(f"/difference/{difference.id}").text
        assert page.count("<blockquote>") == len(difference.positions)


@pytest.mark.parametrize("path", [path for path, _ in VIEWS])
def test_every_view_is_downloaded_as_csv_and_json(shared: Reader, path: str) -> None:
    answer = shared.client.get(path, params={"as": "csv"})
    assert answer.headers["content-disposition"].startswith("attachment")
    rows = list(csv.reader(io.StringIO(answer.text)))
    records = shared.client.get(path, params={"as": "json"}).json()
    assert len(rows) == len(records) + 1
    assert all(len(row) == len(rows[0]) for row in rows)


def test_a_download_has_no_formula(shared: Reader) -> None:
    text = shared.client.get("/reports?as=csv").text
    cells = [cell for row in csv.reader(io.StringIO(text)) for cell in row]
    assert any("calc" in cell for cell in cells)
    assert not any(cell.startswith(("=", "+", "@")) for cell in cells)


def test_unknown_records_are_told(shared: Reader) -> None:
    for kind in ("happening", "figure", "difference", "report"):
        assert shared.client.get(f"/{kind}/none").status_code == 404
        assert shared.client.get(f"/{kind}/{POST.id}x").status_code == 404
    assert shared.client.get("/pair/AAA/BBB").status_code == 404


def test_hostile_text_is_text_in_every_view(shared: Reader) -> None:
    for address in addresses(shared):
        found = outline(shared.client.get(address).text)
        tags = [tag for tag, _ in found.tags]
        assert tags.count("script") == 1 and "iframe" not in tags and "img" not in tags, address
        for tag, given in found.tags:
            assert not any(name.startswith("on") for name in given), (address, tag)
            assert not (given.get("href") or "").lower().startswith("javascript"), address
        assert "\u202e" not in shared.client.get(address).text


def test_an_unnamed_source_is_not_told_as_one(shared: Reader) -> None:
    unnamed = next(
        s.sources[0]
        for s in shared.view.statements.values()
        if s.sources[0].kind is ActorKind.UNNAMED
    )
    assert "Not one source" in shared.client.get(f"/said?by={unnamed.actor_id}").text
    said = next(s for s in shared.view.statements.values() if s.sources[0].name == "Westland")
    assert "Not one source" not in shared.client.get(f"/said?by={said.sources[0].actor_id}").text
