"""Reading the specs of this folder and parsing their sentences, all in one batch."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from dragoman.model import Report
from dragoman.parse import parse_many
from dragoman.parse.sentence import Sentence

SPECS = Path(__file__).with_name("specs")


def cases(name: str, table: str = "case") -> list[dict[str, Any]]:
    """The cases of `specs/<name>.toml`, or its other tables of one name."""
    with (SPECS / f"{name}.toml").open("rb") as file:
        return tomllib.load(file)[table]


def parsed(texts: list[str]) -> list[tuple[Sentence, ...]]:
    """Each text as its sentences."""
    reports = [Report.make(location=f"spec {n}", source_text=t) for n, t in enumerate(texts)]
    return [p.sentences for p in parse_many(reports)]


def quoted(text: str, sentence: Sentence, start: int, end: int) -> str:
    """The words of a token range as the text has them."""
    if start == end:
        return ""
    first, last = sentence.chars(start, end)
    return text[first:last]
