"""Write the page of measured figures from what the benchmarks printed when they were last run.

``python -m docs.generate.accuracy`` writes docs/reference/accuracy.md from bench/recorded.toml and
from the heads of the benchmarks' own files.
"""

from __future__ import annotations

import ast
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
RECORDED = ROOT / "bench" / "recorded.toml"
PAGE = ROOT / "docs" / "reference" / "accuracy.md"

HEAD = """\
# What was measured

<!-- Written by docs/generate/accuracy.py from bench/recorded.toml; do not edit. -->

The figures that each benchmark printed when it was last recorded (`python -m bench.run
--record`). `check` is the part of a data set that was kept aside while rules were written;
figures of `dev` are of what was tuned on. Seconds and reports a second are of a small machine
with other work on it. What the figures mean, and where the program falls short, is told in [how
well events are coded](../explanation/coding-accuracy.md),
[attribution](../explanation/attribution.md), [quantities and
times](../explanation/quantities-and-times.md), [factuality](../explanation/factuality.md),
[forecasts](../explanation/forecasts.md), [reconciliation](../explanation/reconciliation.md) and
[speed](../explanation/speed.md).
"""


def page() -> str:
    """The whole page."""
    held = tomllib.loads(RECORDED.read_text(encoding="utf-8"))
    parts = [HEAD]
    for name, one in held.items():
        lines = "\n".join(one["lines"])
        parts.append(
            f"## {name}\n\n{_told(name)}\n\n    {one['command']}\n\n```text\n{lines}\n```\n"
        )
    return "\n".join(parts)


def _told(name: str) -> str:
    """What a benchmark says of itself: the first paragraph of its file."""
    source = (ROOT / "bench" / f"{name}.py").read_text(encoding="utf-8")
    told = ast.get_docstring(ast.parse(source)) or ""
    return " ".join(told.split("\n\n")[0].split())


def main() -> None:
    """Write the page."""
    PAGE.write_text(page(), encoding="utf-8", newline="\n")
    print(f"wrote {PAGE.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
