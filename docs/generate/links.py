"""Check that every link of the documentation leads somewhere: ``python -m docs.generate.links``.

Looks at README.md, CONTRIBUTING.md, CHANGELOG.md, samples/README.md and docs/**/*.md: relative
links must lead to a file of the repository and, with a ``#``, to a heading or an anchor in it.
Addresses on the web are not followed; documentation is built offline.
"""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
FENCE = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
ANCHOR = re.compile(r'<a (?:id|name)="([^"]+)"')


def pages() -> list[Path]:
    """The pages, in order of path."""
    named = ("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "samples/README.md")
    return [ROOT / name for name in named] + sorted((ROOT / "docs").rglob("*.md"))


def broken(page: Path) -> list[str]:
    """The links of a page that lead nowhere, as ``page: link``."""
    text = FENCE.sub("", page.read_text(encoding="utf-8"))
    found = []
    for link in LINK.findall(text):
        if re.match(r"[a-z]+:", link):
            continue
        path, _, anchor = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        if not target.exists() or (anchor and anchor not in anchors(target)):
            found.append(f"{page.relative_to(ROOT)}: {link}")
    return found


def anchors(page: Path) -> set[str]:
    """What a ``#`` can name on a page: its headings as GitHub writes them, and its anchors."""
    if page.suffix != ".md":
        return set()
    text = FENCE.sub("", page.read_text(encoding="utf-8"))
    return {slug(heading) for heading in HEADING.findall(text)} | set(ANCHOR.findall(text))


def slug(heading: str) -> str:
    """A heading's anchor: lower case, punctuation dropped, a hyphen for each space."""
    plain = re.sub(r"[`*]|\[([^\]]*)\]\([^)]*\)", r"\1", heading).strip().lower()
    return re.sub(r"[^\w\- ]", "", plain).replace(" ", "-")


def linked() -> set[Path]:
    """Every page that another one links to."""
    targets = set()
    for page in pages():
        for link in LINK.findall(page.read_text(encoding="utf-8")):
            targets.add((page.parent / link.partition("#")[0]).resolve())
    return targets


def main() -> int:
    """Print what is broken; exit status 1 if anything is."""
    found = [link for page in pages() for link in broken(page)]
    print("\n".join(found) if found else f"{len(pages())} pages, every link leads somewhere")
    return 1 if found else 0


if __name__ == "__main__":
    raise SystemExit(main())
