"""Take the README's picture of the sample case's dossier: ``python -m docs.generate.screenshot``.

Needs ``make demo`` beforehand and a system Chromium; writes docs/images/dossier.png.
"""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "demo" / "dossier.html"
PICTURE = ROOT / "docs" / "images" / "dossier.png"
SIZE = (1200, 1000)

NAMES = ("chromium", "chromium-browser", "google-chrome")


def main() -> int:
    """Write the picture; exit status 1 where the page or the browser is missing."""
    browser = next((found for name in NAMES if (found := shutil.which(name))), None)
    if browser is None or not PAGE.exists():
        print("needs a system Chromium, and `make demo` beforehand")
        return 1
    PICTURE.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as profile:
        subprocess.run(
            [
                browser,
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-background-networking",
                "--hide-scrollbars",
                f"--user-data-dir={profile}",
                f"--window-size={SIZE[0]},{SIZE[1]}",
                f"--screenshot={PICTURE}",
                PAGE.as_uri(),
            ],
            check=True,
            capture_output=True,
        )
    print(f"wrote {PICTURE.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
