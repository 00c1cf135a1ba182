"""The marked sets of events: their rows, their parts, their labels, and which rows are coded."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass
from pathlib import Path

OLD = {
    "DEMAND": "REQUEST",
    "DISAPPROVE": "ACCUSE",
    "INVESTIGATE": "ACCUSE",
    "FIGHT": "ASSAULT",
    "CRIME": "ASSAULT",
    "CONCEDE": "YIELD",
    "RETREAT": "YIELD",
}
QUAD = {
    "AGREE": 1,
    "CONSULT": 1,
    "SUPPORT": 1,
    "COOPERATE": 2,
    "AID": 2,
    "YIELD": 2,
    "REQUEST": 3,
    "ACCUSE": 3,
    "REJECT": 3,
    "THREATEN": 3,
    "PROTEST": 4,
    "SANCTION": 4,
    "MOBILIZE": 4,
    "COERCE": 4,
    "ASSAULT": 4,
}
FIXED = {"JAP": "JPN", "ROM": "ROU", "GFR": "DEU", "GMY": "DEU"}


@dataclass(frozen=True)
class Gold:
    source: str
    target: str
    type: str


def part_of(row_id: str) -> str:
    return "dev" if int(hashlib.sha256(row_id.encode()).hexdigest(), 16) % 10 < 6 else "check"


SETS = ("plover_sentences", "plover_gsr_cameo")


def rows(path: Path, part: str) -> list[dict]:
    found = [json.loads(line) for line in path.open(encoding="utf-8")]
    return [r for r in found if part in ("all", part_of(r["id"]))]


def same_words(text: str) -> str:
    """A text by its words alone, by which copies are known."""
    return " ".join(re.findall(r"\w+", text.lower()))


def shared_texts(data: Path) -> set[str]:
    """Texts that stand in both parts, as rows of different sets."""
    dev, check = (
        {same_words(r["text"]) for name in SETS for r in rows(data / f"events/{name}.jsonl", part)}
        for part in ("dev", "check")
    )
    return dev & check


@dataclass(frozen=True)
class Choice:
    """Which rows are coded, and by whom."""

    data: Path
    part: str
    unshared: bool
    baseline: bool
    errors: int
    rules: bool = False

    def rows(self, name: str) -> list[dict]:
        found = rows(self.data / f"events/{name}.jsonl", self.part)
        both = shared_texts(self.data) if self.unshared else set()
        return [r for r in found if same_words(r["text"]) not in both]

    def title(self, name: str) -> str:
        shared = ", texts of one part only" if self.unshared else ""
        return f"{name}, {self.part}{shared}"


def label(code: str) -> str:
    return OLD.get(code, code)
