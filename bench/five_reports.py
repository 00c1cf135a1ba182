"""The first real case against what a person listed from it beforehand.

    python bench/five_reports.py [--reports ../shared/reports] [--missing]

Prints, per kind, how many of the listed facts came out, and the missing ones. The list is
`bench/five_reports.toml`; it was written from the texts and is what the rules are read against,
so its figures are on development data. The same as `bench/facts.py --set five`.
"""

from __future__ import annotations

import sys

from facts import main

if __name__ == "__main__":
    main(["--set", "five", *sys.argv[1:]])
