"""What is told about a report: title, authors, day, publisher, against the libraries at hand.

    python bench/metadata.py [--data ../shared/data] [--part check|dev|all] [--show] [--news N]

Pages, split by site as in `line_pages`; the gold comes with them and is partly wrong (a day that is
nowhere on the page, or the day of an update where the page states both), which is counted.

- whole: the page as it is. Day: right, wrong, none, over pages with a known day.
- bare: the page without meta tags, scripts, `time` and dates outside the story: no day is right.
- text: its visible lines without markup, as people paste them. Where the gold day is written
  outside the story a day is asked, else none is right.
- news: rows of `corpora/world_news` with nothing but their text: a day, or a bound that the gold
  day violates, is wrong. With the address and no publisher: the outlet of the row, by the table.

Titles are compared as words, casefolded; authors by F1 of sets of names, mean over pages that have
some. A bound counts as violated where the gold day lies outside it.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import htmldate
import trafilatura
from lxml import html as lxml_html

from dragoman.errors import InputError
from dragoman.lexicon import Lexicon, load_lexicon
from dragoman.model import PartialDate, Report
from dragoman.read.assembly import assemble
from dragoman.read.calendar_dates import find_written, read_date
from dragoman.read.markup import parse_markup, visible_text
from dragoman.read.pages import markup_page, text_page
from dragoman.read.publishers import canonical
from dragoman.read.records import Stated
from dragoman.read.stated import read_stated
from line_pages import is_check

WORD = re.compile(r"\w+")
AND = re.compile(r"\s*(?:,|;|\band\b|&)\s*")
DATED_ATTRIBUTE = re.compile(r"\d{4}")

Row = dict[str, Any]


def words(text: str) -> str:
    return " ".join(WORD.findall(text.casefold()))


def names(value: Any) -> set[str]:
    pieces = value if isinstance(value, list) else [value or ""]
    return {words(n) for p in pieces for n in AND.split(str(p)) if n.strip()}


def set_f1(found: set[str], gold: set[str]) -> float:
    return 2 * len(found & gold) / max(1, len(found) + len(gold))


def day_of(when: PartialDate | None) -> str:
    return str(when.earliest) if when and when.precision == 1 else ""


def violated(when: PartialDate, gold: str) -> bool:
    return not when.compatible(PartialDate.day(date.fromisoformat(gold), "gold"))


def gold_day(row: Row) -> str:
    """The day that the gold gives; "" where it gives none or but a month."""
    return day_of(read_date((row["date"] or "")[:10], "gold"))


def show(name: str, answers: Sequence[tuple[str, str]]) -> None:
    """(found, gold) with "" for none; a gold of none is right to leave open."""
    known = [(a, g) for a, g in answers if g]
    absent = [a for a, g in answers if not g]
    right = sum(a == g for a, g in known)
    none = sum(not a for a, _ in known)
    line = (
        f"  {name:24} of {len(known)}: right {right} wrong {len(known) - right - none} none {none}"
    )
    said = len(known) - none
    line += f"; right where it answers {right / max(1, said):.3f}"
    if absent:
        line += f"; none there: left open {sum(not a for a in absent)} of {len(absent)}"
    print(line)


# -- pages in three states ---------------------------------------------------------------------


def read_whole(row: Row, lexicon: Lexicon) -> Report | None:
    try:
        return assemble(markup_page(row["id"], row["html"]), lexicon)
    except InputError:
        return None


def bared(row: Row) -> str:
    """The page without what states a date: markup, and dated lines that are not of the story."""
    tree = lxml_html.document_fromstring(row["html"])
    story = words(row["body"])
    for element in list(tree.iter("meta", "script", "time", "link")):
        element.drop_tree()
    for element in list(tree.iter()):
        if not isinstance(element.tag, str):
            continue
        for name, value in list(element.attrib.items()):
            if DATED_ATTRIBUTE.search(value):
                del element.attrib[name]
        for part in ("text", "tail"):
            text = getattr(element, part) or ""
            dated = find_written(text) or re.search(r"\b(?:19|20)\d\d\b", text)
            if dated and words(text) not in story:
                setattr(element, part, " ")
    return str(lxml_html.tostring(tree, encoding="unicode"))


def read_bare(row: Row, lexicon: Lexicon) -> Report | None:
    return read_whole({**row, "html": bared(row)}, lexicon)


def flat(row: Row) -> str:
    return visible_text(parse_markup(row["html"])).text


def read_flat(row: Row, lexicon: Lexicon) -> Report | None:
    try:
        return assemble(text_page(row["id"], flat(row)), lexicon)
    except InputError:
        return None


def is_written(row: Row, text: str) -> bool:
    """Whether the gold day is written in full in a line that is not of the story."""
    story = words(row["body"])
    return any(
        str(found.day) == gold_day(row)
        for line in text.splitlines()
        if words(line) not in story
        for found in find_written(line)
    )


# -- others -----------------------------------------------------------------------------------


def stated_day(row: Row, prefix: str) -> str:
    stated = read_stated(parse_markup(row["html"]))
    for basis, text in stated.dates:
        if basis.startswith(prefix) and (day := day_of(read_date(text, basis))):
            return day
    return ""


def library_metadata(row: Row) -> Any:
    return trafilatura.extract_metadata(row["html"])


def gold_faults(rows: Sequence[Row]) -> None:
    counts: Counter[str] = Counter()
    for row in rows:
        gold = gold_day(row)
        if not gold:
            continue
        written = {str(w.day) for w in find_written(row["html"][:2_000_000])}
        written |= {str(w.day) for line in flat(row).splitlines() for w in find_written(line)}
        published = stated_day(row, "json-ld:datePublished") or stated_day(row, "meta:article:pub")
        changed = re.search(rf'(?:[mM]odified|[uU]pdate\w*)["\w:/ >=]{{0,40}}{gold}', row["html"])
        if gold not in written and gold not in row["html"]:
            counts["nowhere on the page"] += 1
        elif published and published != gold and (changed or _told_updated(row, gold)):
            counts["an update; the page states another day of publication"] += 1
    print(f"gold days that are: {dict(counts)}")


def _told_updated(row: Row, gold: str) -> bool:
    return any(
        re.search(r"(?i)updat|modif", line) and any(str(w.day) == gold for w in find_written(line))
        for line in flat(row).splitlines()
    )


# -- measures ---------------------------------------------------------------------------------


def measure_pages(rows: Sequence[Row], lexicon: Lexicon, shown: bool) -> None:
    whole = [read_whole(r, lexicon) for r in rows]
    theirs = [library_metadata(r) for r in rows]
    gold = [gold_day(r) for r in rows]
    dated = [n for n, g in enumerate(gold) if g]
    print("day, whole pages")
    asked: dict[str, Callable[[Row], str]] = {
        "htmldate": lambda r: htmldate.find_date(r["html"]) or "",
        "htmldate original": lambda r: htmldate.find_date(r["html"], original_date=True) or "",
        "JSON-LD only": lambda r: stated_day(r, "json-ld"),
        "meta only": lambda r: stated_day(r, "meta"),
    }
    for name, ask in asked.items():
        show(name, [(ask(rows[n]), gold[n]) for n in dated])
    show("trafilatura", [((theirs[n].date if theirs[n] else "") or "", gold[n]) for n in dated])
    ours = [x.published_at if x else None for x in whole]
    show("dragoman", [(day_of(ours[n]), gold[n]) for n in dated])
    show_bounds([(o, gold[n]) for n, o in enumerate(ours) if o and gold[n]])
    if shown:
        for n in dated:
            if day_of(ours[n]) != gold[n]:
                print("   ", gold[n], rows[n]["url"][:90], ours[n])
    gold_faults(rows)
    print("title, whole pages")
    titled = [n for n, r in enumerate(rows) if r["title"]]
    show_titles("trafilatura", rows, [(t.title or "") if t else "" for t in theirs], titled, False)
    show_titles("dragoman", rows, [x.title if x else "" for x in whole], titled, shown)
    print("authors, whole pages")
    show_authors("trafilatura", rows, [names(t.author if t else "") for t in theirs], False)
    show_authors("dragoman", rows, [names(list(x.authors)) if x else set() for x in whole], shown)
    measure_bare(rows, lexicon, shown)
    measure_flat(rows, lexicon, shown)


def measure_bare(rows: Sequence[Row], lexicon: Lexicon, shown: bool) -> None:
    print("bare pages: no day is right")
    bare = [read_bare(r, lexicon) for r in rows]
    stripped = [bared(r) for r in rows]
    libraries = [htmldate.find_date(text, original_date=True) or "" for text in stripped]
    show("htmldate original", [(a, "") for a in libraries])
    found = [x.published_at if x else PartialDate() for x in bare]
    show("dragoman", [(day_of(f), "") for f in found])
    show_bounds([(f, gold_day(r)) for f, r in zip(found, rows, strict=True) if gold_day(r)])
    if shown:
        for f, r in zip(found, rows, strict=True):
            if day_of(f) or (gold_day(r) and violated(f, gold_day(r))):
                print("   ", gold_day(r), r["url"][:80], f)
    show_publishers(rows, bare, lexicon, shown)


def show_publishers(
    rows: Sequence[Row], reports: Sequence[Report | None], lexicon: Lexicon, shown: bool
) -> None:
    """Gold: the page's own og:site_name, which the bare page lacks; one name or none."""
    right = wrong = none = 0
    for row, report in zip(rows, reports, strict=True):
        name = parse_markup(row["html"]).xpath("string(//meta[@property='og:site_name']/@content)")
        gold, got = canonical(str(name).strip(), lexicon.media), report.publisher if report else ""
        if not gold:
            continue
        same = words(gold).replace(" ", "") == words(got).replace(" ", "")
        right, wrong, none = right + same, wrong + bool(got and not same), none + (not got)
        if shown and got and not same:
            print("   ", repr(gold), repr(got), row["url"][:70])
    print(f"  publisher without markup: right {right} wrong {wrong} none {none}")


def measure_flat(rows: Sequence[Row], lexicon: Lexicon, shown: bool) -> None:
    print("text only")
    read = [read_flat(r, lexicon) for r in rows]
    answers = []
    for row, report in zip(rows, read, strict=True):
        if gold := gold_day(row):
            got = day_of(report.published_at if report else None)
            answers.append((got, gold if is_written(row, flat(row)) else ""))
            if shown and got != answers[-1][1]:
                print(
                    "   ", repr(got), answers[-1], row["url"][:80], report and report.published_at
                )
    show("dragoman", answers)
    show_bounds(
        [
            (x.published_at, gold_day(r))
            for x, r in zip(read, rows, strict=True)
            if x and gold_day(r)
        ]
    )
    titled = [n for n, r in enumerate(rows) if r["title"] and words(r["title"]) in words(flat(r))]
    show_titles("dragoman", rows, [x.title if x else "" for x in read], titled, shown)
    show_authors("dragoman", rows, [names(list(x.authors)) if x else set() for x in read], shown)


def show_bounds(found: Sequence[tuple[PartialDate, str]]) -> None:
    bounded = [(f, g) for f, g in found if f.known and f.precision != 1]
    wrong = sum(violated(f, g) for f, g in bounded)
    print(f"  bounds short of a day: {len(bounded)} of {len(found)}, violated {wrong}")


def show_titles(
    name: str, rows: Sequence[Row], found: Sequence[str], known: Sequence[int], shown: bool
) -> None:
    same = [words(found[n]) == words(rows[n]["title"]) for n in known]
    print(f"  {name:24} of {len(known)}: title the same {sum(same)} ({sum(same) / len(known):.3f})")
    if shown:
        for n, ok in zip(known, same, strict=True):
            if not ok:
                print("   ", repr(rows[n]["title"][:90]), "|", repr(found[n][:90]))


def show_authors(name: str, rows: Sequence[Row], found: Sequence[set[str]], shown: bool) -> None:
    gold = [names(r["authors"]) for r in rows]
    known = [n for n, g in enumerate(gold) if g]
    score = sum(set_f1(found[n], gold[n]) for n in known) / max(1, len(known))
    extra = sum(bool(found[n]) for n, g in enumerate(gold) if not g)
    print(
        f"  {name:24} of {len(known)}: authors F1 {score:.3f}; told where none is: {extra} of "
        f"{len(gold) - len(known)}"
    )
    if shown:
        for n in known:
            if found[n] != gold[n]:
                print("   ", sorted(gold[n]), "|", sorted(found[n]), rows[n]["url"][:60])


def measure_news(rows: Sequence[Row], lexicon: Lexicon, shown: bool) -> None:
    print(f"news rows: {len(rows)}, text alone")
    answers, bounds, outlets = [], [], Counter()
    for row in rows:
        report = assemble(text_page(row["id"], row["text"]), lexicon)
        gold = day_of(read_date(row["date"], "gold")) if row["date"] else ""
        if gold:
            answers.append((day_of(report.published_at), gold))
            bounds.append((report.published_at, gold))
            if shown and report.published_at.known and violated(report.published_at, gold):
                print("   ", gold, row["id"], report.published_at)
        outlets[_verdict(row, lexicon, shown)] += 1
    show("dragoman", answers)
    show_bounds(bounds)
    print(f"  publisher by the address: {dict(outlets)}")


def _verdict(row: Row, lexicon: Lexicon, shown: bool) -> str:
    """Whether the outlet of the address is that of the row, both in the table's form."""
    gold = lexicon.media.by_name(re.sub(r" \(.*\)$| - \w+$", "", row["publisher"]))
    page = text_page(row["id"], row["text"])
    page = replace(page, stated=Stated(url=row["url"]))
    got = assemble(page, lexicon).publisher
    if gold is None:
        return "row's name not in the table"
    if shown and got != gold.name:
        print("   ", row["publisher"], "|", repr(got), urlsplit(row["url"]).hostname)
    return "right" if got == gold.name else "none" if not got else "other"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--part", choices=("check", "dev", "all"), default="check")
    parser.add_argument("--show", action="store_true", help="list what is wrong: dev only")
    parser.add_argument("--news", type=int, default=400, help="rows of world_news")
    parser.add_argument("--pages", type=int, default=0, help="at most so many pages")
    given = parser.parse_args()
    lexicon = load_lexicon()

    def of_part(site: str) -> bool:
        return given.part == "all" or is_check(site) == (given.part == "check")

    with gzip.open(given.data / "pages/html_dev.jsonl.gz") as stream:
        rows = [r for r in map(json.loads, stream) if of_part(r["site"])]
    shown = given.show and given.part == "dev"
    print(f"{given.part}: {len(rows)} pages")
    measure_pages(rows[: given.pages or None], lexicon, shown)
    with (given.data / "corpora/world_news.jsonl").open(encoding="utf-8") as stream:
        news = [r for r in map(json.loads, stream) if of_part(urlsplit(r["url"]).hostname or "")]
    step = max(1, len(news) // max(1, given.news))
    measure_news(news[::step][: given.news], lexicon, shown)


if __name__ == "__main__":
    main()
