"""How common stems are in the news at large: the table that rarity leans on in small cases.

    python bench/train_background.py [--data ../shared/data]

Counts the stems of content words over the reports of ``corpora/world_news.jsonl`` and writes
`src/dragoman/lexicon/data/background.csv`: stem, and the shares (per 10,000) of reports (title and
first 600 words, as stories are told apart) and of sentences that hold it. Stems in fewer than
`LEAST` per 10,000 reports are left out: they count as new.
"""

from __future__ import annotations

import argparse
import csv
import json
import re
from collections import Counter
from pathlib import Path

from dragoman.lexicon import load_lexicon
from dragoman.reconcile.wording import content_stems

LEAST = 50
LEAD = 600
END = re.compile(r"(?<=[.!?])\s+(?=[A-Z“\"])")
TARGET = Path("src/dragoman/lexicon/data/background.csv")
HEAD = """\
# How common stems of content words are in the news at large, per 10,000 reports (title and first
# 600 words) and per 10,000 sentences. Counted over 4,000 reports of many outlets, 2012 to 2020;
# stems in under {least} of 10,000 reports are left out. Written by bench/train_background.py.
"""


def main() -> None:
    """Count, write, and say how many."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    options = parser.parse_args()
    likeness = load_lexicon().likeness
    reports: Counter[str] = Counter()
    sentences: Counter[str] = Counter()
    read = split = 0
    lines = (options.data / "corpora" / "world_news.jsonl").read_text("utf-8").splitlines()
    for row in map(json.loads, lines):
        lead = " ".join(str(row["text"]).split()[:LEAD])
        reports.update(set(content_stems(f"{row['title']} {lead}", likeness)))
        read += 1
        for sentence in END.split(lead):
            sentences.update(set(content_stems(sentence, likeness)))
            split += 1
    rows = [
        (stem, round(1e4 * n / read), round(1e4 * sentences[stem] / split, 1))
        for stem, n in sorted(reports.items())
        if 1e4 * n / read >= LEAST and not stem[0].isdigit()
    ]
    with TARGET.open("w", encoding="utf-8", newline="") as file:
        file.write(HEAD.format(least=LEAST))
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("stem", "reports", "sentences"))
        writer.writerows(rows)
    print(f"{len(rows)} stems of {read} reports and {split} sentences")


if __name__ == "__main__":
    main()
