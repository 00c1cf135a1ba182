"""The door: paths in, reports out; what cannot be read is said and passed over."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence

from dragoman.errors import EmptyInput, InputError, Unreadable
from dragoman.lexicon import Lexicon
from dragoman.model import Report
from dragoman.read.assembly import assemble
from dragoman.read.columns import COLUMNS, Columns
from dragoman.read.formats import Part, open_input, parts_of
from dragoman.read.formats.table import row_page
from dragoman.read.records import Failure, Known, Loaded, Skipped
from dragoman.read.sources import expand


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
        TooLarge: more lines than a report has.
    """
    if not text.strip():
        raise EmptyInput("no text in it", "give a text")
    fields = {"text": text, "title": title, "date": date, "publisher": publisher, "url": url}
    return assemble(row_page(location, fields), lexicon)


def read_paths(
    paths: Sequence[str],
    lexicon: Lexicon,
    known: Known = lambda digest: False,
    columns: Columns = COLUMNS,
) -> Iterator[Loaded | Failure | Skipped]:
    """Read files, folders (all below, sorted), patterns and standard input, a report at a time.

    Args:
        paths: ``-`` is standard input.
        known: told the digest of a file or row, whether the case has it; such are skipped
            unread.
        columns: of rows and tables.
    """
    for part in parts_at(paths, columns):
        yield part if isinstance(part, Failure) else _read(part, lexicon, known)


def parts_at(paths: Sequence[str], columns: Columns = COLUMNS) -> Iterator[Part | Failure]:
    """The reports that `read_paths` would read, not read yet.

    What it takes to find them is bounded by their sizes; what it takes to read one is not, and
    is best done where it can be stopped.
    """
    for found in expand(paths):
        if isinstance(found, Failure):
            yield found
            continue
        try:
            with open_input(found) as stream:
                yield from parts_of(str(found), stream, columns)
        except InputError as error:
            yield Failure(str(found), error)
        except OSError as error:
            why = error.strerror or "the file system refuses"
            yield Failure(str(found), Unreadable(why, "check its permissions"))


def _read(part: Part, lexicon: Lexicon, known: Known) -> Loaded | Failure | Skipped:
    digest = digest_of(part.told_by)
    if known(digest):
        return Skipped(part.location, digest, part.retrieved_at)
    return read_part(part, lexicon)


def read_part(part: Part, lexicon: Lexicon) -> Loaded | Failure:
    """Read one report inside an input, in whatever process."""
    try:
        report = assemble(part.page(), lexicon)
        return Loaded(report, digest_of(part.told_by), part.taken, part.retrieved_at)
    except InputError as error:
        return Failure(part.location, error)


def digest_of(raw: bytes) -> str:
    """BLAKE2b-128 of the bytes, hexadecimal."""
    return hashlib.blake2b(raw, digest_size=16).hexdigest()
