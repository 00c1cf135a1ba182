"""Write docs/index.md from the pages that there are: ``python -m docs.generate.index``."""

from __future__ import annotations

from pathlib import Path

DOCS = Path(__file__).resolve().parents[1]
PAGE = DOCS / "index.md"

SECTIONS = {
    "Do": "how-to",
    "Look up": "reference",
    "Understand": "explanation",
}

HEAD = """\
# Dragoman's documentation

<!-- Written by docs/generate/index.py from the pages' own headings; do not edit. -->

Start with the [tutorial](tutorial.md): a case from the sample reports, in a quarter of an hour.
"""


def page() -> str:
    """The index: every page of a section's folder by its heading, in order of file name."""
    parts = [HEAD]
    for title, folder in SECTIONS.items():
        rows = [
            f"- [{_heading(p)}]({folder}/{p.name})" for p in sorted((DOCS / folder).glob("*.md"))
        ]
        parts.append(f"\n## {title}\n\n" + "\n".join(rows) + "\n")
    return "".join(parts)


def _heading(path: Path) -> str:
    lines = path.read_text(encoding="utf-8").splitlines()
    return next(line.removeprefix("# ") for line in lines if line.startswith("# "))


def main() -> None:
    """Write the page."""
    PAGE.write_text(page(), encoding="utf-8", newline="\n")
    print(f"wrote docs/{PAGE.name}")


if __name__ == "__main__":
    main()
