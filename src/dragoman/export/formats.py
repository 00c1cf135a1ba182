"""The formats of `dragoman export`: what each is, and how it is written."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from dragoman.case.view import CaseView
from dragoman.errors import UsageError
from dragoman.export.bibliography import bibtex_files, csl_files
from dragoman.export.files import File, LeftOut, write_file, write_files
from dragoman.export.ftm import ftm_files
from dragoman.export.gdelt import gdelt_files
from dragoman.export.gexf import gexf_files
from dragoman.export.jsonl import export_jsonl
from dragoman.export.linked import claims_files, webanno_files
from dragoman.export.plover import plover_files
from dragoman.export.provenance import prov_files
from dragoman.export.stix import stix_files
from dragoman.export.tabular import csv_files, parquet_files
from dragoman.export.timelinejs import timelinejs_files
from dragoman.export.ucdp import ucdp_files

Files = Callable[[CaseView, LeftOut], Iterable[File]]


@dataclass(frozen=True, slots=True)
class Format:
    """One format.

    Attributes:
        told: what it is, in a line.
        files: what makes its files; ``None`` for JSON Lines, which writes its own.
        single: whether it is one file, whose name the user gives; else files in a folder.
    """

    name: str
    told: str
    files: Files | None
    single: bool = False


@dataclass(frozen=True, slots=True)
class Written:
    """What an export wrote.

    Attributes:
        files: where each lies, with its number of records.
        left_out: what the format cannot hold, a line a reason.
    """

    files: tuple[tuple[Path, int], ...]
    left_out: tuple[str, ...]


FORMATS: Final[Mapping[str, Format]] = {
    one.name: one
    for one in (
        Format("jsonl", "every record as it is, one JSON Lines file a table", None),
        Format("csv", "flat tables for a spreadsheet or R, one CSV file each", csv_files),
        Format("parquet", "the same tables with typed columns", parquet_files),
        Format("gdelt", "GDELT 2.0 event and mention files, with a key", gdelt_files),
        Format("plover", "PLOVER records, one JSON object a line", plover_files, single=True),
        Format("ucdp", "deadly happenings with the columns of UCDP GED", ucdp_files, single=True),
        Format("ftm", "FollowTheMoney entities and statements, by publisher", ftm_files),
        Format("stix", "a STIX 2.1 bundle with opinions on differences", stix_files, single=True),
        Format("webanno", "the evidence as W3C Web Annotations", webanno_files, single=True),
        Format("prov", "where everything comes from, as PROV-JSON", prov_files, single=True),
        Format("claims", "claims as schema.org JSON-LD, never rated", claims_files, single=True),
        Format("gexf", "actors and dealings as a dynamic network", gexf_files, single=True),
        Format("timelinejs", "happenings for TimelineJS, as sheet and JSON", timelinejs_files),
        Format("bibtex", "the reports as BibTeX", bibtex_files, single=True),
        Format("csl-json", "the reports as CSL-JSON, for Zotero or pandoc", csl_files, single=True),
    )
}
"""All formats, by name."""


def export(view: CaseView, name: str, out: Path) -> Written:
    """Write the case in a format.

    Args:
        name: a key of `FORMATS`.
        out: a folder, made if need be; for a format of one file that file, or a folder that is
            there already.

    Raises:
        UsageError: where there is no such format, or ``out`` cannot be written.
        ExtraMissing: where the format needs a package that is not installed.
    """
    wanted = FORMATS.get(name)
    if wanted is None:
        raise UsageError(f"there is no format {name!r}", f"one of {', '.join(FORMATS)}")
    left = LeftOut()
    if wanted.files is None:
        written = [(out / file, count) for file, count in export_jsonl(view, out)]
    elif wanted.single:
        (file,) = wanted.files(view, left)
        path = out / file.name if out.is_dir() else out
        written = [(path, write_file(file, path))]
    else:
        written = write_files(wanted.files(view, left), out)
    return Written(tuple(written), tuple(left.lines()))
