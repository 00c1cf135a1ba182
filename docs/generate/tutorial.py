"""Run the commands of the tutorial and write what they print into it.

``python -m docs.generate.tutorial`` brings docs/tutorial.md up to date.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "tutorial.md"

BLOCK = re.compile(r"^```console\n\$ (.+)\n(?:.*\n)*?```$", re.MULTILINE)
WIDTH = "100"


def commands(text: str) -> list[str]:
    """The commands of a page: the first line of each of its console blocks, without the ``$``."""
    return [match.group(1) for match in BLOCK.finditer(text)]


def run(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run a command as a reader would, in a folder that has the samples and this environment."""
    scripts = Path(sys.executable).parent
    return subprocess.run(
        ["bash", "-c", f'set -o pipefail; dragoman() {{ "$PYTHON" -m dragoman "$@"; }}; {command}'],
        cwd=folder,
        env={
            **os.environ,
            "COLUMNS": WIDTH,
            "NO_COLOR": "1",
            "PATH": f"{scripts}:{os.environ.get('PATH', '')}",
            "PYTHON": sys.executable,
        },
        capture_output=True,
        text=True,
        check=False,
    )


def prepare(folder: Path) -> None:
    """Give a folder what the pages speak of: ``samples/``, reports and tables of one's own."""
    (folder / "samples").symlink_to(ROOT / "samples", target_is_directory=True)
    (folder / "reports").symlink_to(ROOT / "samples" / "reports", target_is_directory=True)
    (folder / "my-tables" / "coding").mkdir(parents=True)
    items = folder / "my-tables" / "coding" / "items.toml"
    items.write_text('[classes]\n"chemicals" = ["photoresist"]\n', encoding="utf-8")


def page() -> str:
    """The tutorial with fresh outputs."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        prepare(folder)

        def fresh(match: re.Match[str]) -> str:
            command = match.group(1)
            done = run(command, folder)
            if done.returncode not in (0, 141):  # 141: `head` closed the pipe
                raise SystemExit(f"{command}: status {done.returncode}\n{done.stderr}")
            lines = [line.rstrip() for line in done.stdout.splitlines()]
            return "\n".join(["```console", f"$ {command}", *lines, "```"])

        return BLOCK.sub(fresh, PAGE.read_text(encoding="utf-8"))


def main() -> None:
    """Write the page."""
    PAGE.write_text(page(), encoding="utf-8", newline="\n")
    print(f"wrote {PAGE.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
