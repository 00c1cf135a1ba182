"""From files, pages and rows to clean, dated reports whose offsets hold."""

import sys

from dragoman.read.columns import COLUMNS, Columns, parse_columns
from dragoman.read.door import read_paths, read_text
from dragoman.read.front import Called
from dragoman.read.records import Failure, Known, Loaded, Skipped

__all__ = [
    "COLUMNS",
    "Columns",
    "Failure",
    "Known",
    "Loaded",
    "Skipped",
    "parse_columns",
    "read_paths",
    "read_text",
]

# `dragoman.read("reports/")` is what users write, and the package has that name.
sys.modules[__name__].__class__ = Called
