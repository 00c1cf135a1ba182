"""Run every benchmark and print their figures in one table.

    python -m bench.run [NAME…] [--data ../shared/data] [--record]

Without names, all scripts of this folder but those that train (`train_*.py`) or are read by hand.
Whole outputs go to bench/out/NAME.txt; the table shows each one's own lines (its rules and rivals
stand in the whole output) and the seconds that it took. With --record the lines go to
bench/recorded.toml as well, from which docs/reference/accuracy.md is written. Where the
development data is not there, only the speed benchmarks can run: they fall back on the sample
reports.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
import time
import tomllib
from pathlib import Path

HERE = Path(__file__).resolve().parent
OUT = HERE / "out"
RECORDED = HERE / "recorded.toml"
HEAD = "# Written by `python -m bench.run --record`: each benchmark's own lines, when last run.\n\n"
WITHOUT_DATA = {
    "bulk",
    "case_file",
    "facts",
    "faults",
    "hostile",
    "made_up_press",
    "parse",
    "reader",
    "speed",
}
BY_HAND = {
    "audit",
    "event_reading",
    "factuality_scale",
    "reconciliation_reading",
    "rivals",
    "run",
    "sameness",
}
"""What somebody has to read or asks for an input, what learns, or this script itself."""

CHECKED = ["--part", "check"]
OPTIONS = {
    "actors": CHECKED,
    "events": [*CHECKED, "--unshared"],
    "facts": CHECKED,
    "hostile": ["--size", "20000"],
    "lines": CHECKED,
    "pages": CHECKED,
    "quantities": ["--split", "press-last"],
    "times": ["--split", "check"],
    "made_up_press": ["--reports", "300"],
}
"""A figure to quote comes from the part that nobody looked at while writing the rules."""

OWN = re.compile(
    r"^all |\bdragoman\b|\bours\b|ratio|pair|type|whole chain|happenings|differences|origin"
    r"|^coded events"
)
LINES = {
    "hostile": re.compile(r"^at the most"),
    "events": re.compile(r"\d sentences[;,]|told for itself|^(type|quad|pair)\b.* P \d"),
}
"""Of some, the lines that say most."""
MOST_LINES = 24


def main() -> int:
    options = _options()
    data = options.data if options.data.is_absolute() else HERE.parent / options.data
    OUT.mkdir(exist_ok=True)
    failed = 0
    for name in options.names or runnable():
        if not data.exists() and name not in WITHOUT_DATA:
            print(f"{name:15} not run: no development data at {options.data}")
            continue
        status, seconds, text = run(name, data)
        (OUT / f"{name}.txt").write_text(text, encoding="utf-8")
        failed += status != 0
        said = "" if status == 0 else f"  FAILED with status {status}"
        print(f"{name:15} {seconds:6.1f} s{said}", flush=True)
        lines = shown(name, text, failed=status != 0)
        for line in lines:
            print(f"    {line}", flush=True)
        if options.record and not status:
            record(name, lines)
    print(f"whole outputs: {OUT.relative_to(HERE.parent)}/")
    return 1 if failed else 0


def runnable() -> list[str]:
    """The benchmarks of this folder, in order of name."""
    return [
        path.stem
        for path in sorted(HERE.glob("*.py"))
        if path.stem not in BY_HAND
        and not path.stem.startswith("train_")
        and "__main__" in path.read_text(encoding="utf-8")
    ]


def run(name: str, data: Path) -> tuple[int, float, str]:
    """Run one benchmark in a process of its own: exit status, seconds, all that it printed."""
    command = [sys.executable, str(HERE / f"{name}.py"), *OPTIONS.get(name, [])]
    if "--data" in (HERE / f"{name}.py").read_text(encoding="utf-8"):
        command += ["--data", str(data)]
    path = os.pathsep.join(filter(None, [str(HERE.parent), os.environ.get("PYTHONPATH")]))
    start = time.monotonic()
    done = subprocess.run(
        command,
        cwd=HERE.parent,
        env={**os.environ, "PYTHONPATH": path},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    return done.returncode, time.monotonic() - start, done.stdout


def record(name: str, lines: list[str]) -> None:
    """Keep a benchmark's own lines, in place of those that it had."""
    held = tomllib.loads(RECORDED.read_text("utf-8")) if RECORDED.exists() else {}
    command = " ".join(["python", f"bench/{name}.py", *OPTIONS.get(name, [])])
    held[name] = {"command": command, "lines": lines}
    text = "".join(
        f"[{key}]\ncommand = {json.dumps(held[key]['command'])}\nlines = [\n"
        + "".join(f"  {json.dumps(line, ensure_ascii=False)},\n" for line in held[key]["lines"])
        + "]\n\n"
        for key in sorted(held)
    )
    RECORDED.write_text(HEAD + text, encoding="utf-8", newline="\n")


def shown(name: str, text: str, *, failed: bool) -> list[str]:
    """The lines for the table: the figures of our own, or the end of a failure."""
    lines = [line.rstrip() for line in text.splitlines() if line.strip()]
    if failed:
        return lines[-3:]
    own = LINES.get(name, OWN)
    return [line.strip() for line in lines if own.search(line.strip())][:MOST_LINES]


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("names", nargs="*", help="benchmarks to run; all if none is named")
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--record", action="store_true", help="keep the figures for the docs")
    return parser.parse_args()


if __name__ == "__main__":
    raise SystemExit(main())
