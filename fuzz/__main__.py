"""Fuzz the readers and the chain: ``python -m fuzz [--seconds 60] [TARGET …]``.

Each target runs in a process of its own under libFuzzer, by way of atheris, which sees which
lines of the package an input reaches and keeps those that reach new ones. What it has kept lies in
build/fuzz/TARGET/corpus and is where the next run starts; an input over which a target raised,
took two minutes or too much memory lies in build/fuzz/TARGET/findings.
Ends with status 1 if there is one. To hold a finding for ever, cut it down and put it into
tests/hostile/inputs/TARGET: the tests read all that lies there.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
OUT = ROOT / "build" / "fuzz"
HELD = ROOT / "tests" / "hostile" / "inputs"
WORDS = Path(__file__).with_name("words.dict")

LONGEST_INPUT = 8192
"""Bytes. What is long and the same all over is the growth test's."""

SECONDS_AN_INPUT = 120
MEGABYTES = 3000
"""Over which an input is a finding: a thousand times what one of its length takes."""

DONE = re.compile(r"stat::number_of_executed_units:\s*(\d+)")
COVERED = re.compile(r"cov: (\d+)")


def main() -> int:
    """Run the targets one after the other and tell of each; 1 where something was found."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("targets", nargs="*", metavar="TARGET", help="which; all without")
    parser.add_argument("--seconds", type=int, default=60, help="for each target")
    parser.add_argument("--one", metavar="TARGET", help=argparse.SUPPRESS)
    options, rest = parser.parse_known_args()
    if options.one:
        fuzz(options.one, rest)
        return 0
    try:
        import atheris  # noqa: F401
    except ImportError:
        print(
            "fuzz: needs atheris, which `make fuzz` installs where it has a wheel", file=sys.stderr
        )
        return 2
    from fuzz.targets import TARGETS

    unknown = set(options.targets) - set(TARGETS)
    if unknown:
        parser.error(f"no target {', '.join(sorted(unknown))}; there are {', '.join(TARGETS)}")
    found = [run(name, options.seconds) for name in options.targets or TARGETS]
    return 1 if any(found) else 0


def run(target: str, seconds: int) -> list[Path]:
    """Fuzz one target for so long; the inputs that it failed on."""
    from fuzz.seeds import seeds

    seeded, kept, findings = (OUT / target / name for name in ("seeds", "corpus", "findings"))
    for folder in (seeded, kept, findings):
        folder.mkdir(parents=True, exist_ok=True)
    for number, seed in enumerate(seeds(target)):
        (seeded / f"{number:02}").write_bytes(seed)
    places = [kept, seeded, *([held] if (held := HELD / target).is_dir() else [])]
    words = [
        *(sys.executable, "-m", "fuzz", "--one", target),
        f"-max_total_time={seconds}",
        f"-max_len={LONGEST_INPUT}",
        f"-timeout={SECONDS_AN_INPUT}",
        f"-report_slow_units={SECONDS_AN_INPUT}",
        f"-rss_limit_mb={MEGABYTES}",
        f"-dict={WORDS}",
        f"-artifact_prefix={findings}/",
        "-print_final_stats=1",
        *map(str, places),
    ]
    before = set(findings.iterdir())
    with (OUT / target / "log").open("w+", encoding="utf-8", errors="replace") as log:
        subprocess.run(words, cwd=ROOT, stdout=log, stderr=subprocess.STDOUT, check=False)
        log.seek(0)
        told = log.read()
    new = sorted(set(findings.iterdir()) - before)
    done, covered = DONE.findall(told), COVERED.findall(told)
    ended = f"{done[-1]} inputs" if done else "did not end well: see its log"
    print(
        f"  {target:10} {ended:>16}, {covered[-1] if covered else '?':>6} edges, "
        f"{len(new)} findings",
        flush=True,
    )
    for one in new:
        print(f"    {one.relative_to(ROOT)}")
    return new


def fuzz(target: str, words: list[str]) -> None:
    """Hand one target to libFuzzer, which ends this process."""
    import atheris

    with atheris.instrument_imports(include=["dragoman"]):
        from fuzz.seeds import seeds
        from fuzz.targets import TARGETS
    call = TARGETS[target]
    # What is loaded with the first report is no slow input.
    for seed in seeds(target):
        call(seed)
    atheris.Setup([sys.argv[0], *words], call)
    atheris.Fuzz()


if __name__ == "__main__":
    raise SystemExit(main())
