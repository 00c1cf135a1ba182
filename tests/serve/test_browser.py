"""The reader in a real browser: the system's Chromium, driven by Playwright.

Accessibility is checked by axe-core, which `axe-playwright-python` carries (MPL 2.0); it is needed
by these tests only and is no part of what is installed with Dragoman.
"""

from __future__ import annotations

import shutil
import socket
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from tests.serve.conftest import Reader, read, write_case
from tests.serve.test_views import addresses
from tests.show.story import HERALD

from dragoman.case import Case
from dragoman.model import Judgement
from dragoman.serve.app import make_app

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
WIDTHS = (320, 390, 1024, 1440)
FLAGS = [
    "--no-sandbox",
    "--disable-background-networking",
    "--host-resolver-rules=MAP evil.example 127.0.0.1",
]

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed")


@dataclass
class Served:
    """A reader that answers, and what the pages that were opened said."""

    reader: Reader
    port: int
    heard: list[str] = field(default_factory=list)

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def judged(self) -> tuple[Judgement, ...]:
        with Case.open(self.reader.room.path, read_only=True) as case:
            return case.judgements()


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    reader = read(write_case(tmp_path / "case.db"))
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        server = uvicorn.Server(
            uvicorn.Config(make_app(reader.room), log_level="error", lifespan="off")
        )
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.02)
        yield Served(reader, listening.getsockname()[1])
        server.should_exit = True
        thread.join(timeout=10)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield found
        found.close()


def opened(browser: Browser, served: Served, **options: Any) -> Page:
    """A page in a context of its own that hears of everything that goes wrong."""
    options.setdefault("viewport", {"width": 1440, "height": 900})
    context: BrowserContext = browser.new_context(**options)
    page = context.new_page()
    page.on("console", lambda message: served.heard.append(message.text))
    page.on("pageerror", lambda error: served.heard.append(str(error)))
    page.on("dialog", lambda dialog: (served.heard.append("dialog"), dialog.dismiss()))
    return page


def press(page: Page, key: str, awaited: str, state: str = "visible") -> None:
    """Press a key, and wait until the page that comes of it is whole and its script has run."""
    page.keyboard.press(key)
    page.wait_for_selector(awaited, state=state)  # type: ignore[arg-type]
    page.wait_for_load_state("load")


def guns(served: Served) -> Any:
    return next(h for h in served.reader.view.happenings.values() if len(h.event_ids) > 1)


def some(served: Served) -> list[str]:
    """One address of each view."""
    seen: dict[str, str] = {}
    for address in addresses(served.reader):
        kind = address.partition("?")[0].split("/")[1] + ("?" if "?" in address else "")
        seen.setdefault(kind, address)
    return list(seen.values())


def test_nothing_hostile_runs_and_the_policy_blocks_nothing_of_ours(
    browser: Browser, served: Served
) -> None:
    page = opened(browser, served)
    for address in addresses(served.reader):
        page.goto(served.origin + address)
        assert page.locator("script").count() == 1, address
        assert page.locator("iframe, img, object, embed").count() == 0, address
    assert page.locator("body").evaluate("e => getComputedStyle(e).margin") == "0px"
    assert served.heard == []


def test_a_hostile_title_is_shown_as_it_was_written(browser: Browser, served: Served) -> None:
    page = opened(browser, served)
    page.goto(served.origin + "/reports")
    assert "<img src=x onerror=alert(1)>" in page.locator("main").inner_text()


@pytest.mark.parametrize("width", WIDTHS)
def test_nothing_is_wider_than_the_page(browser: Browser, served: Served, width: int) -> None:
    page = opened(browser, served, viewport={"width": width, "height": 900})
    for address in some(served):
        page.goto(served.origin + address)
        wide = page.evaluate(
            """() => [...document.querySelectorAll("body *")]
                .filter(e => !e.closest(".wide") && !e.closest("svg") && !e.closest(".hidden"))
                .filter(e => e.getBoundingClientRect().right > innerWidth + 1)
                .map(e => e.tagName + " " + e.textContent.trim().slice(0, 40))"""
        )
        assert wide == [], address


@pytest.mark.parametrize("scripts", [True, False])
@pytest.mark.parametrize("size", [(1440, 700), (390, 800)])
def test_the_sentence_is_in_sight(
    browser: Browser, served: Served, size: tuple[int, int], scripts: bool
) -> None:
    page = opened(
        browser,
        served,
        viewport={"width": size[0], "height": size[1]},
        java_script_enabled=scripts,
    )
    event = served.reader.view.events_of_report(HERALD.id)[0]
    page.goto(f"{served.origin}/?at={guns(served).id}&event={event.id}#here")
    here = page.locator("#here")
    assert "went from Northland to Southland" in here.inner_text()
    box = here.bounding_box()
    assert box is not None and 0 <= box["y"] < size[1]
    if size[0] > 1024:
        head = page.locator("header.top").bounding_box()
        assert head is not None and head["y"] == 0


def test_the_tints_of_what_was_read_differ(browser: Browser, served: Served) -> None:
    page = opened(browser, served)
    page.goto(f"{served.origin}/?at={guns(served).id}")
    colours = [
        page.locator(f".legend .{kind}").evaluate("e => getComputedStyle(e).backgroundColor")
        for kind in ("speaker", "cue", "quantity", "time", "hedge")
    ]
    assert len(set(colours)) == 5


def test_keys_step_through_the_ledger_and_stay_out_of_the_search(
    browser: Browser, served: Served
) -> None:
    page = opened(browser, served)
    page.goto(served.origin)
    first = page.locator(".row[aria-current] .open").inner_text()
    page.keyboard.press("j")
    page.wait_for_url("**at=hap_*")
    page.wait_for_load_state("load")
    second = page.locator(".row[aria-current] .open").inner_text()
    assert first != second
    page.keyboard.press("k")
    page.wait_for_function(
        "t => document.querySelector('.row[aria-current] .open').innerText === t", arg=first
    )
    page.keyboard.press("/")
    page.keyboard.type("jar")
    assert page.locator("#q").input_value() == "jar"
    assert served.judged() == ()


def test_keys_judge_and_take_back(browser: Browser, served: Served) -> None:
    page = opened(browser, served)
    page.goto(served.origin)
    press(page, "a", ".row .mark.accept")
    assert "accepted by Ana" in page.locator(".row .mark").first.inner_text()
    assert [one.verb for one in served.judged()] == ["accept"]
    press(page, "u", ".row .mark", "detached")
    assert served.judged() == ()
    press(page, "r", ".row .mark.reject")
    press(page, "s", ".pane .mark.split")
    assert [one.verb for one in served.judged()] == ["reject", "split"]


def test_two_lines_are_merged_by_keys(browser: Browser, served: Served) -> None:
    page = opened(browser, served)
    page.goto(served.origin)
    press(page, "m", ".notice")
    press(page, "j", ".judging button[value=merge]")
    press(page, "m", "text=merged")
    (made,) = served.judged()
    assert {made.record_id, *made.other_ids} == {
        e for h in served.reader.view.happenings.values() for e in h.event_ids
    }


def test_a_statement_is_attributed_by_keys(browser: Browser, served: Served) -> None:
    page = opened(browser, served)
    page.goto(served.origin)
    page.keyboard.press("t")
    page.keyboard.type("Westland")
    press(page, "Enter", ".pane .mark.re-attribute")
    assert [one.verb for one in served.judged()] == ["re-attribute"]


def test_one_reads_and_judges_without_scripts(browser: Browser, served: Served) -> None:
    page = opened(browser, served, java_script_enabled=False)
    page.goto(served.origin)
    page.get_by_role("button", name="Accept").click()
    assert "accepted by Ana" in page.locator(".row .mark").first.inner_text()
    page.get_by_role("link", name="Judgements", exact=True).click()
    page.get_by_role("button", name="Undo").first.click()
    assert "taken back" in page.locator("main").inner_text()
    page.goto(served.origin)
    page.locator(".origins").first.click()
    assert page.locator(".cell").count() == 4


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious(browser: Browser, served: Served, scheme: str) -> None:
    page = opened(browser, served, color_scheme=scheme)
    page.goto(served.origin)
    page.get_by_role("button", name="Accept").click()
    found = []
    for address in some(served):
        page.goto(served.origin + address)
        for one in Axe().run(page).response["violations"]:
            if one["impact"] in ("serious", "critical"):
                where = [node["html"][:120] for node in one["nodes"][:3]]
                found.append((address, one["id"], where))
    assert found == []


def test_the_first_tab_skips_to_the_page_and_the_order_is_that_of_sight(
    browser: Browser, served: Served
) -> None:
    page = opened(browser, served)
    page.goto(served.origin)
    places = []
    for _ in range(60):
        page.keyboard.press("Tab")
        places.append(
            page.evaluate(
                """() => { const e = document.activeElement;
                    if (e.classList.contains("skip")) return 0;
                    return ["header.top", ".facets", "main", ".pane", "footer"]
                        .findIndex(s => e.closest(s)) + 1; }"""
            )
        )
    assert places[0] == 0
    assert places == sorted(places)
    assert places[-1] >= 3


def test_landmarks_are_named_once(browser: Browser, served: Served) -> None:
    page = opened(browser, served)
    page.goto(served.origin)
    for role in ("banner", "main", "contentinfo", "search"):
        assert page.get_by_role(role).count() == 1, role  # type: ignore[arg-type]
    for name in ("Views", "Facets"):
        assert page.get_by_role("navigation", name=name).count() == 1


def test_the_citation_is_copied_with_the_address(browser: Browser, served: Served) -> None:
    page = opened(browser, served, permissions=["clipboard-read", "clipboard-write"])
    page.goto(f"{served.origin}/?at={guns(served).id}")
    page.keyboard.press("c")
    page.wait_for_function("() => document.querySelector('#said-aloud').textContent !== ''")
    copied = page.evaluate("() => navigator.clipboard.readText()")
    assert "characters" in copied and "rep_" in copied
    assert f"{served.origin}/?at=" in copied


def test_a_form_on_another_site_changes_nothing(browser: Browser, served: Served) -> None:
    page = opened(browser, served)
    happening, token = guns(served).id, served.reader.room.token
    page.set_content(
        f"""<form method="post" action="{served.origin}/judge">
        <input name="token" value="{token}"><input name="verb" value="accept">
        <input name="happening" value="{happening}"><button>go</button></form>"""
    )
    page.get_by_role("button").click()
    page.wait_for_url("**/judge")
    assert "another site" in page.locator("main").inner_text()
    assert served.judged() == ()


def test_no_other_page_can_frame_it(browser: Browser, served: Served) -> None:
    page = opened(browser, served)
    page.set_content(f'<iframe src="{served.origin}/"></iframe>')
    page.wait_for_timeout(300)
    assert page.frames[1].locator("main").count() == 0


def test_a_name_that_was_made_to_point_here_gets_nothing(browser: Browser, served: Served) -> None:
    page = opened(browser, served)
    answer = page.goto(f"http://evil.example:{served.port}/")
    assert answer is not None and answer.status == 421
    assert "Northland" not in page.content()
