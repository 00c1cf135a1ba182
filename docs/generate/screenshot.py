"""Take the README's pictures of the sample case: ``python -m docs.generate.screenshot``.

Needs ``make demo`` beforehand and a system Chromium; writes docs/images/dossier.png and
docs/images/reader.png.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DEMO = ROOT / "demo"
IMAGES = ROOT / "docs" / "images"
DOSSIER_SIZE = (1200, 1000)
READER_SIZE = (1440, 900)

NAMES = ("chromium", "chromium-browser", "google-chrome")


def main() -> int:
    """Write the pictures; exit status 1 where the case or the browser is missing."""
    browser = next((found for name in NAMES if (found := shutil.which(name))), None)
    if browser is None or not (DEMO / "dossier.html").exists():
        print("needs a system Chromium, and `make demo` beforehand")
        return 1
    IMAGES.mkdir(parents=True, exist_ok=True)
    take(browser, (DEMO / "dossier.html").as_uri(), "dossier.png", DOSSIER_SIZE)
    with served(DEMO / "case.db") as address:
        take(browser, f"{address}#here", "reader.png", READER_SIZE)
    return 0


@contextmanager
def served(case: Path) -> Iterator[str]:
    """The reader of a case, on any port that is free; gives its address."""
    words = [sys.executable, "-m", "dragoman", "serve", str(case), "--port", "0", "--as", "Ana"]
    with subprocess.Popen(words, stderr=subprocess.PIPE, text=True) as reader:
        try:
            assert reader.stderr is not None
            yield reader.stderr.readline().split(" at ")[1].split(" ")[0]
        finally:
            reader.terminate()


def take(browser: str, address: str, name: str, size: tuple[int, int]) -> None:
    """Take one picture."""
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
                f"--window-size={size[0]},{size[1]}",
                f"--screenshot={IMAGES / name}",
                address,
            ],
            check=True,
            capture_output=True,
        )
    print(f"wrote {(IMAGES / name).relative_to(ROOT)}")


if __name__ == "__main__":
    raise SystemExit(main())
