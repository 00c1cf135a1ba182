"""Reading as the library's users call it: ``dragoman.read("reports/")``."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator
from os import PathLike, fspath
from types import ModuleType

from dragoman.lexicon import Lexicon, own_lexicon
from dragoman.model import Report
from dragoman.read.columns import parse_columns
from dragoman.read.door import read_paths, read_text
from dragoman.read.records import Failure, Loaded


class UnreadInput(UserWarning):
    """An input could not be read; the others are."""


def read(
    *paths: str | PathLike[str],
    columns: str = "",
    lexicon: Lexicon | None = None,
    on_failure: Callable[[Failure], None] | None = None,
) -> Iterator[Report]:
    """Read reports out of files, folders and patterns, one at a time.

    Args:
        columns: of rows and tables, such as ``"text=body,date=published"``.
        lexicon: another than the package's own.
        on_failure: told of each input that cannot be read; without it, a warning is given.

    Yields:
        reports in the order of the paths; what cannot be read is passed over.
    """
    tell = on_failure or _warn
    known = lexicon or own_lexicon()
    for one in read_paths([fspath(path) for path in paths], known, columns=parse_columns(columns)):
        if isinstance(one, Loaded):
            yield one.report
        elif isinstance(one, Failure):
            tell(one)


def report(
    text: str,
    *,
    title: str = "",
    published: str = "",
    publisher: str = "",
    url: str = "",
    lexicon: Lexicon | None = None,
) -> Report:
    """One report out of a text; ``source_text`` is that text, character by character.

    Args:
        title, published, publisher, url: as its source states them, "" where it does not.
        lexicon: another than the package's own.

    Raises:
        InputError: where there is no text in it.
    """
    known = lexicon or own_lexicon()
    return read_text(text, known, title=title, date=published, publisher=publisher, url=url)


class Called(ModuleType):
    """The package as a function: it is named as its main function is."""

    __call__ = staticmethod(read)


def _warn(failure: Failure) -> None:
    warnings.warn(f"{failure.location}: {failure.error}", UnreadInput, stacklevel=3)
