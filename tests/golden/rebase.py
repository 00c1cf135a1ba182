"""Print the scores of the samples, and move the floors of the committed baseline.

    python -m tests.golden.rebase                       print scores beside floors
    python -m tests.golden.rebase --missed KIND         print what is missed of a kind
    python -m tests.golden.rebase --raise               raise the floors to what is reached now
    python -m tests.golden.rebase --lower --reason "…"  set every floor to what is reached now

A floor is lowered only so, and the reason is kept in the file.
"""

from __future__ import annotations

import argparse
import hashlib
import math

from tests.golden.gold import BASELINE, SAMPLES, load_baseline, load_gold, run_chain
from tests.golden.scoring import Hit, score

HEAD = """\
# Floors for the scores of the sample reports against samples/gold.toml: the share of the gold's
# points that the chain finds, rounded down to three places. Written by tests.golden.rebase.
"""


def main() -> int:
    options = _options()
    points = score(run_chain(), load_gold())
    if options.missed:
        for kind, ok, label in (h for k in points for h in points[k] if k == options.missed):
            if not ok:
                print(f"{kind}  {label}")
        return 0
    old = load_baseline()
    floors: dict[str, float] = old.get("floors", {})
    reached = {kind: _share(hits) for kind, hits in sorted(points.items())}
    for kind, share in reached.items():
        found = sum(ok for _, ok, _ in points[kind])
        print(f"{kind:24} {found:4}/{len(points[kind]):<4} {share:.3f}  floor {floors.get(kind)}")
    if options.lower:
        if not options.reason:
            print("--lower needs --reason")
            return 2
        _write(reached, [*old.get("lowered", []), options.reason])
    elif getattr(options, "raise"):
        kept = {kind: max(share, floors.get(kind, 0.0)) for kind, share in reached.items()}
        _write(kept, old.get("lowered", []))
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--raise", action="store_true")
    parser.add_argument("--lower", action="store_true")
    parser.add_argument("--reason", default="")
    parser.add_argument("--missed", default="")
    return parser.parse_args()


def _share(hits: list[Hit]) -> float:
    return math.floor(1000 * sum(ok for _, ok, _ in hits) / len(hits)) / 1000


def corpus_digest() -> str:
    """SHA-256 over the samples and their gold: floors of other samples mean nothing."""
    whole = hashlib.sha256()
    for path in sorted(SAMPLES.rglob("*")):
        if path.is_file() and path.suffix != ".md":
            whole.update(path.relative_to(SAMPLES).as_posix().encode() + b"\0")
            whole.update(path.read_bytes())
    return whole.hexdigest()


def _write(floors: dict[str, float], lowered: list[str]) -> None:
    reasons = "".join(f"  {reason!r},\n" for reason in lowered)
    rows = "".join(f'"{kind}" = {floor}\n' for kind, floor in sorted(floors.items()))
    BASELINE.write_text(
        f'{HEAD}samples = "{corpus_digest()}"\nlowered = [\n{reasons}]\n\n[floors]\n{rows}',
        encoding="utf-8",
    )


if __name__ == "__main__":
    raise SystemExit(main())
