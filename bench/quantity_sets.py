"""The sets of sentences that figures are measured on, and what each holds to be right.

NewsQuant is a development set: 40 of its rows ("check") were kept aside until November 2026, and
then read. What is kept aside since is half of `press_figures.toml` (sentences drawn at random from
`../shared/data/corpora/world_news`, told by id and offsets: their text is their publishers') and
half of the `fresh` sentences of `own_figures.toml`; both were annotated before anything was run on
them, and the halves are told apart by a hash. `press-last` and `fresh-last` are for a last run.
"""

from __future__ import annotations

import hashlib
import json
import re
import tomllib
from pathlib import Path
from typing import NamedTuple

OWN = {"own": "sentence", "later": "later", "fresh": "fresh", "fresh-last": "fresh"}
PRESS = ("press", "press-last")
SPLITS = ("dev", "check", "all", *OWN, *PRESS)
OPTIONAL = "?"
"""The change of a figure that the annotation guide leaves open ("a 10-year sentence"): whoever
finds it is neither right nor wrong."""


class Figure(NamedTuple):
    """A figure: value, unit, the phrase that stands for the unit, change, its words.

    In what is held to be right unit and change may name several that are, apart by "|".
    """

    value: str
    unit: str
    phrase: str
    change: str
    text: str


def split_of(number: int, doc_id: str) -> str:
    if number < 150:
        return "dev"
    return "check" if hashlib.sha256(doc_id.encode()).digest()[0] % 3 == 1 else "dev"


def is_last(key: str) -> bool:
    """Whether a sentence of ours or of the press is kept for the last run."""
    return hashlib.sha256(key.encode()).digest()[0] % 2 == 1


def load(data: Path, split: str) -> list[dict]:
    """Rows of a set: id, text, quantities."""
    if split in PRESS:
        return _press(data, split)
    if split in OWN:
        told = _table("own_figures.toml")[OWN[split]]
        if OWN[split] == "fresh":
            told = [r for r in told if is_last(r["text"]) == split.endswith("last")]
        return [_row(f"{split}-{n}", r["text"], r) for n, r in enumerate(told)]
    with (data / "quantities" / "newsquant_dev.jsonl").open(encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    return [r for n, r in enumerate(rows) if split in ("all", split_of(n, r["id"]))]


def _press(data: Path, split: str) -> list[dict]:
    marked = {r["id"]: r for r in _table("press_figures.toml")["sentence"]}
    found = {}
    with (data / "corpora" / "world_news.jsonl").open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            if row["id"] in marked and is_last(row["id"]) == split.endswith("last"):
                start, end = marked[row["id"]]["span"]
                found[row["id"]] = row["text"][start:end]
    return [_row(key, found[key], row) for key, row in marked.items() if key in found]


def _table(name: str) -> dict:
    with Path(__file__).with_name(name).open("rb") as table:
        return tomllib.load(table)


def _row(key: str, text: str, told: dict) -> dict:
    figures = [
        {"change": c, "value": v, "unit": u, "normalized_unit": u} for c, v, u in told["figures"]
    ]
    return {"id": key, "text": text, "quantities": figures}


def number(value: float) -> str:
    """Six digits, from a million on ten."""
    return f"{value:.6g}" if abs(value) < 1e6 else f"{value:.10g}"


def span_value(low: float, high: float) -> str:
    """A value, or a range as LOW-HIGH."""
    return number(low) if low == high else f"{number(low)}-{number(high)}"


def gold_of(row: dict) -> list[Figure]:
    """The figures that a row is held to tell."""
    found = []
    for q in row["quantities"]:
        parts = [p for p in re.split(r"(?<=\d)\s*-", q["value"]) if p]
        try:
            numbers = [float(p.replace(",", "")) for p in parts]
        except ValueError:
            continue
        low, high = min(numbers), max(numbers)
        unit = (q["normalized_unit"] or "-").lower()
        found.append(
            Figure(span_value(low, high), unit, unit, q["change"], f"{q['value']} {q['unit']}")
        )
    return found
