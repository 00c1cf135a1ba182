"""Pin what was learnt: write the digests of the weights into lexicon/data/learnt.toml.

    python -m bench.train_pins

Run it after a training whose weights are to be shipped; without it they are refused at load (D301).
"""

from __future__ import annotations

import hashlib
from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[1] / "src" / "dragoman"
PINS = PACKAGE / "lexicon" / "data" / "learnt.toml"
LEARNT = ("lexicon/data/cues/weights.json", "read/data/layout.json", "read/data/lines.json")
HEAD = """\
# What was learnt: SHA-256 of each file of weights, checked when it is loaded.
# Written by `python -m bench.train_pins`.

[sha256]
"""


def pins() -> str:
    """The table as it should be."""
    rows = (
        f'"{name}" = "{hashlib.sha256((PACKAGE / name).read_bytes()).hexdigest()}"\n'
        for name in LEARNT
    )
    return HEAD + "".join(rows)


if __name__ == "__main__":
    PINS.write_text(pins(), encoding="utf-8")
