"""What the speed benchmarks run on: the first reports of the development corpora by hash.

Without the development data beside the checkout, the sample reports, repeated.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
DATA = Path("../shared/data")


def one_thread() -> None:
    """Keep the numeric libraries to one thread. Call before importing any of them."""
    for name in ("OMP", "OPENBLAS", "MKL", "BLIS", "NUMEXPR"):
        os.environ[f"{name}_NUM_THREADS"] = "1"


def arguments(description: str, reports: int) -> argparse.Namespace:
    """The options that the speed benchmarks share: --data FOLDER, --reports N."""
    parser = argparse.ArgumentParser(
        description=description, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, default=DATA, help="folder of the development data")
    parser.add_argument("--reports", type=int, default=reports, help="how many reports")
    return parser.parse_args()


def rows(options: argparse.Namespace) -> tuple[list[dict[str, str]], str]:
    """Rows {id, title, date, publisher, url, text}, and the name of where they come from."""
    path = options.data / "corpora" / "world_news.jsonl"
    if not path.is_absolute():
        path = ROOT / path
    if path.exists():
        with path.open(encoding="utf-8") as stream:
            found = [json.loads(line) for line in stream]
        found.sort(key=lambda row: hashlib.sha256(row["id"].encode()).hexdigest())
        return found[: options.reports], f"{path.parent.name}/{path.stem} (first by hash)"
    sample = ROOT / "samples" / "reports" / "rows.jsonl"
    own = [json.loads(line) for line in sample.read_text(encoding="utf-8").splitlines()]
    repeated = [
        {**own[n % len(own)], "id": f"{own[n % len(own)]['id']}-{n}"}
        for n in range(options.reports)
    ]
    return repeated, "the sample rows, repeated"


def paragraphs(options: argparse.Namespace) -> tuple[list[str], int, str]:
    """Paragraphs as the parser sees them, their number of words, and where they come from."""
    from dragoman.parse.view import parser_view

    found, name = rows(options)
    texts = [
        parser_view(line.strip())
        for row in found
        for line in row["text"].splitlines()
        if line.strip()
    ]
    return texts, sum(len(text.split()) for text in texts), name
