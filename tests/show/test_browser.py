"""The dossier in a real browser: nothing overflows, nothing is blocked, nothing runs."""

from __future__ import annotations

import base64
import hashlib
import html
import json
import shutil
import subprocess
from pathlib import Path

import pytest

from dragoman.lexicon.coding import load_coding
from dragoman.lexicon.tables import Tables
from dragoman.show.dossier import dossier_html
from dragoman.show.lookup import Lookup

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
WIDTHS = (320, 390, 1024, 1440)

# Runs before the page is read, so that it hears of everything that the policy blocks.
PROBE = """
const blocked = [];
document.addEventListener("securitypolicyviolation", e => blocked.push(e.violatedDirective));
window.alert = () => blocked.push("alert");
addEventListener("load", () => setTimeout(() => {
  const width = document.documentElement.clientWidth;
  const wide = [...document.querySelectorAll("main *, header *, nav *, footer *")]
    .filter(e => !e.closest(".wide-table") && !e.closest("svg"))
    .filter(e => e.getBoundingClientRect().right > width + 1)
    .map(e => e.tagName + " " + e.textContent.trim().slice(0, 40));
  const styled = getComputedStyle(document.querySelector("h1")).fontWeight === "600";
  const scripts = document.querySelectorAll("script:not([data-probe])").length;
  parent.document.getElementById(frameElement.id + "-found").textContent =
    JSON.stringify({wide, blocked, styled, scripts});
}, 100));
"""

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed")


def probed(page: str) -> str:
    """The page with our probe in it, its policy kept but for the probe's own hash."""
    digest = base64.b64encode(hashlib.sha256(PROBE.encode()).digest()).decode()
    policy = html.escape("default-src 'none'; ").replace("&#x27;", "&#39;")
    assert policy in page
    allowed = page.replace(policy, f"{policy}script-src &#39;sha256-{digest}&#39;; ", 1)
    head = '<meta name="viewport"'
    return allowed.replace(head, f"<script data-probe>{PROBE}</script>{head}", 1)


@pytest.fixture(scope="module")
def found(lookup: Lookup, tmp_path_factory: pytest.TempPathFactory) -> dict[int, dict[str, object]]:
    """What the probe found at each width."""
    folder = tmp_path_factory.mktemp("browser")
    inner = html.escape(probed(dossier_html(lookup, load_coding(Tables()))))
    frames = "".join(
        f'<iframe id="w{width}" width="{width}" height="900" style="border:0" srcdoc="{inner}">'
        f'</iframe><pre id="w{width}-found"></pre>'
        for width in WIDTHS
    )
    outer = folder / "outer.html"
    outer.write_text(f"<!doctype html><meta charset=utf-8><body>{frames}", encoding="utf-8")
    dom = _dump(outer, folder)
    return {
        width: json.loads(
            html.unescape(dom.split(f'<pre id="w{width}-found">')[1].split("</pre>")[0])
        )
        for width in WIDTHS
    }


def _dump(page: Path, folder: Path) -> str:
    assert CHROMIUM
    words = [CHROMIUM, "--headless", "--no-sandbox", "--disable-gpu", "--dump-dom"]
    words += ["--disable-background-networking", f"--user-data-dir={folder / 'profile'}"]
    words += ["--window-size=1600,1200", "--virtual-time-budget=5000", page.as_uri()]
    ran = subprocess.run(words, capture_output=True, timeout=120, check=True)
    return ran.stdout.decode("utf-8")


@pytest.mark.parametrize("width", WIDTHS)
def test_nothing_is_wider_than_the_page(found: dict[int, dict[str, object]], width: int) -> None:
    assert found[width]["wide"] == []


@pytest.mark.parametrize("width", WIDTHS)
def test_its_own_policy_blocks_nothing_of_it(
    found: dict[int, dict[str, object]], width: int
) -> None:
    assert found[width]["blocked"] == []
    assert found[width]["styled"] is True


@pytest.mark.parametrize("width", WIDTHS)
def test_no_script_of_a_report_is_in_the_page(
    found: dict[int, dict[str, object]], width: int
) -> None:
    assert found[width]["scripts"] == 0
