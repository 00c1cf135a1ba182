"""The error tree. Every error that Dragoman raises on purpose is one of these.

::

    DragomanError
    ├── InputError                 a report that cannot be read (the batch goes on)
    │   ├── PathMissing      D101  nothing at that path
    │   ├── NothingToRead    D102  a folder or pattern without a readable file
    │   ├── EmptyInput       D103  no text in it
    │   ├── BinaryInput      D104  not text, HTML or JSON Lines
    │   ├── BadEncoding      D105  bytes that are no text in any encoding tried
    │   ├── TooLarge         D106  over the size limit for one report
    │   ├── BadRow           D107  a JSON Lines row that is no JSON object with a text
    │   ├── NoArticle        D108  a page without an article body
    │   ├── Unreadable       D109  the file system refuses
    │   ├── TooDeep          D110  markup nested beyond the limit
    │   ├── CodingFailed     D111  a stage of the chain failed on this report
    │   ├── NoTextLayer      D112  a PDF whose pages hold no text
    │   ├── Locked           D113  a PDF that is encrypted
    │   ├── Damaged          D114  a PDF, mail, feed or archive that is broken or cut off
    │   ├── EntitiesRefused  D115  XML that declares entities of its own
    │   ├── MissingColumn    D116  a table without the column of the texts
    │   ├── TookTooLong      D117  coding it went beyond the time that a report may take
    │   └── CoderDied        D118  coding it ended the process that coded it
    ├── LexiconError         D201  a data table that does not validate
    ├── ModelError           D301  the language model or learnt weights are not the pinned ones
    ├── CaseError                  the case file
    │   ├── NotACase         D401  a file that is no Dragoman case
    │   ├── NewerSchema      D402  written by a later Dragoman
    │   ├── CaseMissing      D403  no case at that path
    │   ├── CaseBusy         D404  another build holds the case
    │   ├── CaseReadOnly     D405  the case, or a bulk run's folder, cannot be written
    │   └── CaseDamaged      D406  the file fails its integrity check
    ├── RecordMissing        D501  no record with that id
    ├── AmbiguousId          D502  an id prefix that fits several records
    ├── UsageError           D601  options that do not go together
    ├── ReaderRefused        D602  a form that the reader's own pages did not send
    ├── ExtraMissing         D603  a package that only this command needs is not installed
    └── FetchError                 an address that cannot be fetched (the others go on)
        ├── BadAddress       D701  no http or https address
        ├── PrivateAddress   D702  an address inside a private network
        ├── RobotsForbid     D703  the site's robots.txt asks not to
        ├── NoAnswer         D704  no whole answer after all attempts
        ├── Refused          D705  the site answers with an error
        ├── TooManyHops      D706  redirects in a loop, or too many
        └── AnswerTooLarge   D707  over the size limit for one page

Codes are stable: scripts may match on them. A message says what is wrong and, after
a dash, what to do about it.
"""

from __future__ import annotations

from typing import ClassVar


class DragomanError(Exception):
    """Base of all errors raised on purpose.

    Args:
        what: what is wrong, in one line.
        remedy: what the user can do about it, in one line.
    """

    code: ClassVar[str] = "D000"
    exit_code: ClassVar[int] = 1

    def __init__(self, what: str, remedy: str = "") -> None:
        self.what = what
        self.remedy = remedy
        super().__init__(str(self))

    def __str__(self) -> str:
        tail = f" - {self.remedy}" if self.remedy else ""
        return f"{self.code} {self.what}{tail}"

    def __reduce__(self) -> tuple[type[DragomanError], tuple[str, str]]:
        # Errors cross process borders in bulk runs; the default would pass str(self) as `what`.
        return (type(self), (self.what, self.remedy))


class InputError(DragomanError):
    """One input that cannot be read. Collected in the build's summary, never fatal to a batch."""

    code = "D100"


class PathMissing(InputError):
    """Nothing at that path."""

    code = "D101"


class NothingToRead(InputError):
    """A folder or pattern that holds no file of a known kind."""

    code = "D102"


class EmptyInput(InputError):
    """No text in the input."""

    code = "D103"


class BinaryInput(InputError):
    """Bytes that are neither text nor a format that the reader knows."""

    code = "D104"


class BadEncoding(InputError):
    """Bytes that are no text in any encoding that was tried."""

    code = "D105"


class TooLarge(InputError):
    """Over the size limit for one report."""

    code = "D106"


class BadRow(InputError):
    """A JSON Lines row that is no object with a text."""

    code = "D107"


class NoArticle(InputError):
    """A page in which no article body was found."""

    code = "D108"


class Unreadable(InputError):
    """The file system refuses to read it."""

    code = "D109"


class TooDeep(InputError):
    """Markup nested beyond the limit."""

    code = "D110"


class CodingFailed(InputError):
    """A stage of the chain failed on this report; it is kept apart and the batch goes on."""

    code = "D111"


class NoTextLayer(InputError):
    """A PDF whose pages hold no text, only images of it."""

    code = "D112"


class Locked(InputError):
    """A PDF that is encrypted."""

    code = "D113"


class Damaged(InputError):
    """A PDF, mail, feed or archive that is broken or cut off."""

    code = "D114"


class EntitiesRefused(InputError):
    """XML that declares entities of its own, which can grow without bound."""

    code = "D115"


class MissingColumn(InputError):
    """A table without the column that the texts are in."""

    code = "D116"


class TookTooLong(InputError):
    """A report whose coding was stopped because it took longer than a report may."""

    code = "D117"


class CoderDied(InputError):
    """A report that ends the process that codes it, time and again."""

    code = "D118"


class LexiconError(DragomanError):
    """A data table of the lexicon that does not validate."""

    code = "D201"


class ModelError(DragomanError):
    """The language model, or weights of our own, are missing or not the pinned ones."""

    code = "D301"
    exit_code = 3


class CaseError(DragomanError):
    """Base of what can be wrong with a case file."""

    code = "D400"
    exit_code = 4


class NotACase(CaseError):
    """A file that is no Dragoman case."""

    code = "D401"


class NewerSchema(CaseError):
    """A case written by a later Dragoman."""

    code = "D402"


class CaseMissing(CaseError):
    """No case at that path."""

    code = "D403"


class CaseBusy(CaseError):
    """Another build holds the case."""

    code = "D404"


class CaseReadOnly(CaseError):
    """The case, or a bulk run's folder, cannot be written."""

    code = "D405"


class CaseDamaged(CaseError):
    """The file fails its integrity check."""

    code = "D406"


class RecordMissing(DragomanError):
    """No record with that id in the case."""

    code = "D501"
    exit_code = 5


class AmbiguousId(DragomanError):
    """An id prefix that fits several records."""

    code = "D502"
    exit_code = 5


class UsageError(DragomanError):
    """Options that do not go together, or a value that is no choice."""

    code = "D601"
    exit_code = 2


class ReaderRefused(DragomanError):
    """A form that did not come from one of the reader's own pages."""

    code = "D602"


class ExtraMissing(DragomanError):
    """A package that only this command or format needs is not installed."""

    code = "D603"


class FetchError(DragomanError):
    """Base of what can be wrong with fetching one address. The others go on."""

    code = "D700"


class BadAddress(FetchError):
    """No http or https address."""

    code = "D701"


class PrivateAddress(FetchError):
    """A host that lies inside a private network, on this machine, or nowhere public."""

    code = "D702"


class RobotsForbid(FetchError):
    """The site's robots.txt asks not to fetch it."""

    code = "D703"


class NoAnswer(FetchError):
    """No whole answer after all attempts."""

    code = "D704"


class Refused(FetchError):
    """The site answers with an error."""

    code = "D705"


class TooManyHops(FetchError):
    """Redirects in a loop, or more than the limit."""

    code = "D706"


class AnswerTooLarge(FetchError):
    """Over the size limit for one page."""

    code = "D707"
