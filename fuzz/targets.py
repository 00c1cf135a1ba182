"""What is fuzzed: each target takes any bytes and raises only where something is wrong."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Callable, Sequence
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any, Final
from unittest import mock

from dragoman.case import Case, load_view
from dragoman.chain import code_report
from dragoman.errors import InputError
from dragoman.lexicon import Lexicon, load_lexicon
from dragoman.lexicon.coding import load_coding
from dragoman.lexicon.likeness import load_likeness
from dragoman.lexicon.tables import Tables
from dragoman.lexicon.telling import load_tellings
from dragoman.model import Report
from dragoman.read.columns import COLUMNS
from dragoman.read.door import digest_of, read_part
from dragoman.read.formats import Part, parts_of, pdf, pdf_text
from dragoman.read.records import Failure
from dragoman.reconcile import reconcile
from dragoman.show.dossier import dossier_html
from dragoman.show.lookup import Lookup
from dragoman.show.safe import cell, cut, one_line, shown, web_address
from fuzz.checks import check_coded, check_error, check_page, check_report, check_shown

MOST_PARTS: Final = 50
"""Reports that are read of one input: what is beyond is more of the same."""

Target = Callable[[bytes], None]


@cache
def lexicon() -> Lexicon:
    """Loaded once a process."""
    return load_lexicon()


def reports_in(name: str, data: bytes) -> list[Report]:
    """What the reader makes of an input of this name; refusals are checked and dropped."""
    found: list[Report] = []
    try:
        for part in islice(parts_of(name, io.BytesIO(data), COLUMNS), MOST_PARTS):
            one = read_part(part, lexicon()) if isinstance(part, Part) else part
            if isinstance(one, Failure):
                check_error(one.error)
            else:
                check_report(one.report)
                found.append(one.report)
    except InputError as error:
        check_error(error)
    return found


def reader(suffix: str) -> Target:
    """One reader, by the name that leads to it where the content leaves it open."""

    def read(data: bytes) -> None:
        reports_in(f"fuzz{suffix}", data)

    return read


def read_pdf(data: bytes) -> None:
    """The same with the text taken out in this process, where its coverage can be seen.

    In use that is done in a process of its own: what pypdf raises ends it, and is a refusal.
    """
    with mock.patch.object(pdf, "_extracted", _extracted):
        reports_in("fuzz.pdf", data)


def _extracted(raw: bytes) -> dict[str, Any]:
    try:
        return pdf_text.text_of(raw)
    except Exception as error:  # as in the process of its own, whatever it is
        raise pdf.Damaged("a PDF that is broken or cut off", "save it again") from error


def whole_chain(data: bytes) -> None:
    """From bytes to a case, its check, and the dossier of it."""
    reports = reports_in("fuzz.html" if data.lstrip().startswith(b"<") else "fuzz.txt", data)[:2]
    check_page(dossier_of(reports))


def dossier_of(reports: Sequence[Report]) -> str:
    """Code reports, check what comes of each, and make a sound case and a dossier of them."""
    coded = [code_report(one, lexicon()) for one in reports]
    for one in coded:
        check_coded(one)
    with tempfile.TemporaryDirectory(dir=_memory()) as folder:
        with Case.open(Path(folder) / "case.db", create=True) as case:
            run = case.start_run("fuzz")
            for one in coded:
                case.add(
                    one,
                    digest=digest_of(one.report.id.encode()),
                    location=one.report.location,
                    coder="fuzz",
                    run_id=run,
                )
            found = reconcile(case.coded_reports(), lexicon())
            case.replace_reconciliation(found, basis="fuzz", run_id=run)
            case.check()
            view = load_view(case)
        return dossier_html(Lookup(view, _likeness(), _tellings()), _coding())


def written(data: bytes) -> None:
    """Text of strangers on its way to a terminal, a page and a spreadsheet."""
    text = data.decode("utf-8", "surrogateescape")
    for told in (shown(text), one_line(text), cut(text, 40), cell(text), web_address(text)):
        check_shown(told)
    assert "\n" not in one_line(text) and len(cut(text, 40)) <= 40


def _memory() -> str | None:
    """A folder that is no disk, where the system has one."""
    return "/dev/shm" if Path("/dev/shm").is_dir() else None


_likeness = cache(lambda: load_likeness(Tables()))
_tellings = cache(lambda: load_tellings(Tables()))
_coding = cache(lambda: load_coding(Tables()))

TARGETS: Final[dict[str, Target]] = {
    "text": reader(".txt"),
    "markdown": reader(".md"),
    "html": reader(".html"),
    "pdf": read_pdf,
    "mail": reader(".eml"),
    "feed": reader(".xml"),
    "rows": reader(".jsonl"),
    "objects": reader(".json"),
    "table": reader(".csv"),
    "warc": reader(".warc"),
    "parquet": reader(".parquet"),
    "any": reader(""),
    "chain": whole_chain,
    "written": written,
}
