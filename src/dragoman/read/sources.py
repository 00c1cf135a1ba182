"""Which files are meant: files, folders, patterns."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from dragoman.errors import NothingToRead, PathMissing, Unreadable
from dragoman.read.records import Failure

MARKDOWN: Final = frozenset({".md", ".markdown"})
TEXT: Final = MARKDOWN | {".txt", ".text"}
MARKUP: Final = frozenset({".html", ".htm", ".xhtml"})
ROWS: Final = frozenset({".jsonl", ".ndjson"})
OBJECTS: Final = frozenset({".json"})
TABLES: Final = frozenset({".csv", ".tsv", ".tab"})
MAIL: Final = frozenset({".eml", ".mht", ".mhtml"})
FEEDS: Final = frozenset({".rss", ".atom", ".rdf", ".xml"})
OURS: Final = TEXT | MARKUP | ROWS | OBJECTS | TABLES | MAIL | FEEDS | {".pdf", ".warc", ".parquet"}
KINDS: Final = "give text, HTML, PDF, mail, feed, JSON, CSV, Parquet or WARC files"
STANDARD_INPUT: Final = "-"


def is_ours(name: str) -> bool:
    """Whether a file's name says that it is of a known kind, compressed by gzip or not."""
    return Path(name.lower().removesuffix(".gz")).suffix in OURS


def expand(paths: Sequence[str]) -> Iterator[Path | Failure]:
    """The files that the paths mean, each once, folders and patterns in sorted order.

    ``-`` is standard input. A file that is named is taken whatever its suffix; from folders and
    patterns only files of known kinds are. Hidden files and folders are left out.
    """
    seen: set[str] = set()
    for path in paths:
        if path == STANDARD_INPUT:
            yield Path(path)
            continue
        for found in _expand_one(path):
            if isinstance(found, Path):
                real = os.path.realpath(found)
                if real in seen:
                    continue
                seen.add(real)
            yield found


def _expand_one(given: str) -> Iterator[Path | Failure]:
    path = Path(given)
    try:
        if path.is_dir():
            yield from _inside(path, given)
        elif path.exists():
            yield path
        elif glob.has_magic(given):
            yield from _matching(given)
        else:
            yield Failure(given, PathMissing("nothing at that path", "check the spelling"))
    except (OSError, ValueError) as error:
        yield Failure(given, Unreadable(str(error), "check the path and its permissions"))


def _inside(folder: Path, given: str) -> Iterator[Path | Failure]:
    empty = True
    refused: list[OSError] = []
    for root, folders, names in os.walk(folder, onerror=refused.append):
        folders[:] = sorted(f for f in folders if not f.startswith("."))
        for name in sorted(names):
            if is_ours(name) and not name.startswith("."):
                empty = False
                yield Path(root) / name
    for error in refused:
        empty = False
        where = str(error.filename or given)
        yield Failure(where, Unreadable("cannot be opened", "check its permissions"))
    if empty:
        yield Failure(given, NothingToRead("a folder with no readable file", KINDS))


def _matching(pattern: str) -> Iterator[Path | Failure]:
    # Path.glob refuses absolute patterns.
    found = [Path(p) for p in sorted(glob.glob(pattern, recursive=True))]  # noqa: PTH207
    files = [p for p in found if p.is_file() and is_ours(p.name)]
    if not files:
        yield Failure(pattern, NothingToRead("no readable file fits the pattern", KINDS))
    yield from files
