"""The door: paths in, reports out; what cannot be read is said and passed over."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path

from dragoman.errors import EmptyInput, InputError, TooLarge, Unreadable
from dragoman.lexicon import Lexicon
from dragoman.model import Report
from dragoman.read.assembly import assemble
from dragoman.read.decoding import decode
from dragoman.read.pages import is_markup, markup_page, text_page
from dragoman.read.records import REPORT_LIMIT, Failure, Known, Loaded, Skipped, Stated
from dragoman.read.rows import Row, read_rows
from dragoman.read.sources import MARKUP, ROWS, expand


def read_text(
    text: str,
    lexicon: Lexicon,
    *,
    location: str = "text",
    title: str = "",
    date: str = "",
    publisher: str = "",
    url: str = "",
) -> Report:
    """Read one report from a text; ``source_text`` is that text, character by character.

    Args:
        date, title, publisher, url: as its source states them, "" where it does not.

    Raises:
        EmptyInput: nothing but white space.
    """
    if not text.strip():
        raise EmptyInput("no text in it", "give a text")
    dates = (("row:date", date),) if date else ()
    stated = Stated(title=title, publisher=publisher, dates=dates, url=url)
    return assemble(text_page(location, text, stated), lexicon)


def read_paths(
    paths: Sequence[str], lexicon: Lexicon, known: Known = lambda digest: False
) -> Iterator[Loaded | Failure | Skipped]:
    """Read files, folders (all below, sorted) and patterns, one report at a time.

    Args:
        known: told the digest of a file or row, whether the case has it; such are skipped
            unread.
    """
    for found in expand(paths):
        if isinstance(found, Failure):
            yield found
            continue
        try:
            if found.suffix.lower() in ROWS:
                yield from _read_row_file(found, lexicon, known)
            else:
                yield _read_file(found, lexicon, known)
        except InputError as error:
            yield Failure(str(found), error)
        except OSError as error:
            why = error.strerror or "the file system refuses"
            yield Failure(str(found), Unreadable(why, "check its permissions"))


def _read_file(path: Path, lexicon: Lexicon, known: Known) -> Loaded | Skipped:
    with path.open("rb") as stream:
        raw = stream.read(REPORT_LIMIT + 1)
    if len(raw) > REPORT_LIMIT:
        raise TooLarge("over 10 MB", "split it, or give it as JSON Lines, one report a row")
    digest = digest_of(raw)
    if known(digest):
        return Skipped(str(path), digest)
    text = decode(raw)
    if path.suffix.lower() in MARKUP or is_markup(text):
        return Loaded(assemble(markup_page(str(path), text), lexicon), digest)
    return Loaded(read_text(text, lexicon, location=str(path)), digest)


def _read_row_file(
    path: Path, lexicon: Lexicon, known: Known
) -> Iterator[Loaded | Failure | Skipped]:
    empty = True
    with path.open("rb") as stream:
        for row in read_rows(stream):
            empty = False
            yield _read_row(f"{path}#{row.name}", row, lexicon, known)
    if empty:
        raise EmptyInput("no rows in it", "check that the file was saved whole")


def _read_row(
    location: str, row: Row, lexicon: Lexicon, known: Known
) -> Loaded | Failure | Skipped:
    if row.error is not None:
        return Failure(location, row.error)
    digest = digest_of(row.raw.strip())
    if known(digest):
        return Skipped(location, digest)
    return Loaded(read_text(location=location, lexicon=lexicon, **row.fields), digest)


def digest_of(raw: bytes) -> str:
    """BLAKE2b-128 of the bytes, hexadecimal."""
    return hashlib.blake2b(raw, digest_size=16).hexdigest()
