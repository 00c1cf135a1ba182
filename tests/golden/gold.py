"""The hand-written gold of the samples, and the chain's own records for the same reports."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from dragoman.chain import code_reports
from dragoman.errors import DragomanError
from dragoman.lexicon import load_lexicon
from dragoman.model import CodedReport, Reconciliation
from dragoman.read import Failure, Skipped, read_paths
from dragoman.reconcile import reconcile

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
BASELINE = Path(__file__).with_name("baseline.toml")


@dataclass(frozen=True)
class Outcome:
    """What the chain made of the samples, by the location that the gold uses."""

    coded: dict[str, CodedReport]
    failures: tuple[DragomanError, ...]
    across: Reconciliation

    def location(self, report_id: str) -> str:
        return next(loc for loc, c in self.coded.items() if c.report.id == report_id)


@cache
def load_gold() -> dict[str, Any]:
    with (SAMPLES / "gold.toml").open("rb") as stream:
        return tomllib.load(stream)


def load_baseline() -> dict[str, Any]:
    if not BASELINE.exists():
        return {}
    with BASELINE.open("rb") as stream:
        return tomllib.load(stream)


@cache
def run_chain() -> Outcome:
    """Read, code and reconcile all sample reports, once a test run."""
    lexicon = load_lexicon()
    reports, failures = [], []
    for found in read_paths([str(SAMPLES / "reports")], lexicon):
        if isinstance(found, Failure):
            failures.append(found.error)
        elif not isinstance(found, Skipped):
            reports.append(found.report)
    coded = list(code_reports(reports, lexicon))
    across = reconcile(coded, lexicon)
    by_name = {Path(c.report.location).name: c for c in coded}
    return Outcome(by_name, tuple(failures), across)


def reports() -> list[dict[str, Any]]:
    return list(load_gold()["reports"])


def stretch(coded: CodedReport, told: dict[str, Any], at: str) -> tuple[int, int]:
    """Half-open offsets of the first occurrence of ``at`` in the body that the gold tells of."""
    text = coded.report.source_text
    body = text.find(told["body_first"])
    start = text.find(at, max(body, 0))
    if start < 0:
        raise AssertionError(f"{told['location']}: {at!r} is not in its body")
    return start, start + len(at)
