"""The reports as a bibliography: BibTeX, and CSL-JSON for Zotero, pandoc and citation styles."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Final
from urllib.parse import quote

from dragoman.case.view import CaseView
from dragoman.export.citing import title, web_address
from dragoman.export.files import File, Json, LeftOut, json_list, text_file
from dragoman.model import PartialDate, Report

TEX: Final = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{sign: "\\" + sign for sign in "&%$#_"},
}
"""Signs that TeX would read. Braces go by name: BibTeX counts even those behind a backslash."""
MONTHS: Final = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
PLAIN_NAME: Final = re.compile(r"[^\W\d_][\w.'’-]*( [^\W\d_][\w.'’-]*)+")
CONTROL: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]+")
URL_SIGNS: Final = "/:?=&@!$'()*+,;~%-._#[]"


def bibtex_files(view: CaseView, _left: LeftOut) -> Iterator[File]:
    """One file, an entry a report, in order of id."""
    yield text_file("reports.bib", map(entry, view.reports.values()))


def entry(report: Report) -> str:
    """A report as a BibTeX entry: ``@article`` of an outlet with a year, else ``@misc``."""
    fields = {
        "author": " and ".join(_author(one) for one in report.authors),
        "title": "{" + tex(title(report)) + "}",
        "journal": tex(report.publisher),
        **_tex_date(report.published_at),
        "url": quote(web_address(report.url), safe=URL_SIGNS),
        "language": tex(report.language),
        "note": tex(f"Relayed by {report.relayed_by}") if report.relayed_by else "",
    }
    kind = "article" if fields["journal"] and fields.get("year") else "misc"
    if kind == "misc":
        fields["howpublished"] = fields.pop("journal")
    lines = [f"  {key} = {_braced(key, value)},\n" for key, value in fields.items() if value]
    return f"@{kind}{{{report.id},\n{''.join(lines)}}}\n\n"


def tex(text: str) -> str:
    """Text that TeX sets as it stands, on one line; what no line can hold becomes a space."""
    plain = " ".join(CONTROL.sub(" ", text).split())
    return "".join(TEX.get(sign, sign) for sign in plain)


def _braced(key: str, value: str) -> str:
    return value if key == "month" else "{" + value + "}"


def _author(name: str) -> str:
    """A name of words alone is left for BibTeX to take apart; any other is one piece."""
    plain = " ".join(name.split())
    if PLAIN_NAME.fullmatch(plain) and " and " not in plain:
        return tex(plain)
    return "{" + tex(plain) + "}"


def _tex_date(when: PartialDate) -> dict[str, str]:
    parts = date_parts(when)
    found = {"year": str(parts[0])} if parts else {}
    if len(parts) > 1:
        found["month"] = MONTHS[parts[1] - 1]
    if len(parts) > 2:
        found["day"] = str(parts[2])
    return found


def date_parts(when: PartialDate) -> list[int]:
    """Year, month and day as far as they are known; empty where not even the year is."""
    first, last = when.earliest, when.latest
    if first is None or last is None:
        return []
    parts = [(one.year, one.month, one.day) for one in (first, last)]
    same = [a for a, b in zip(*parts, strict=True)]
    known = next((n for n in range(3) if parts[0][n] != parts[1][n]), 3)
    return same[:known]


def csl_files(view: CaseView, _left: LeftOut) -> Iterator[File]:
    """One JSON list, an item a report, in order of id."""
    items = (csl_item(report, view) for report in view.reports.values())
    yield text_file("reports.csl.json", json_list(items))


def csl_item(report: Report, view: CaseView) -> Json:
    """A report as a CSL item. Authors are whole names: not every name has its surname last."""
    item: Json = {
        "id": report.id,
        "type": "article-newspaper" if report.publisher else "webpage",
        "title": title(report),
    }
    if report.publisher:
        item["container-title"] = report.publisher
    if report.authors:
        item["author"] = [{"literal": " ".join(name.split())} for name in report.authors]
    if parts := date_parts(report.published_at):
        item["issued"] = {"date-parts": [parts]}
    if url := web_address(report.url):
        item["URL"] = url
    if fetched := view.retrieved_at.get(report.id):
        day = date.fromisoformat(fetched[0][:10])
        item["accessed"] = {"date-parts": [[day.year, day.month, day.day]]}
    if report.language:
        item["language"] = report.language
    if report.relayed_by:
        item["note"] = f"Relayed by {report.relayed_by}"
    return item
