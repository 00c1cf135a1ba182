"""Any text and any bytes with any metadata: records that hold together and a page that is safe."""

from __future__ import annotations

import json
from typing import Any

import pytest
from fuzz.checks import check_page, check_report
from fuzz.targets import TARGETS, dossier_of, lexicon, reports_in
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dragoman.errors import InputError
from dragoman.read.door import read_text

PIECES = (
    "Iran attacked Israel on Monday with 200 missiles, officials said",
    "North Korea sent between 12,000 and 9,000 troops to Russia, Seoul said",
    "“We will not yield,” said Putin. Moscow denied it",
    "at most -5 or 1e400 tanks, \u0661\u0662 guns, ½ a million, 10^99 shells, ⅷ ships",
    "If the war ends, Tokyo will sign a treaty with Seoul by 31 February 0000",
    "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "]]></script></style><!--\"'><svg/onload=x()>",
    "javascript:alert(1) =HYPERLINK(1) {{ 7*7 }} {% raw %} ${x}",
    "\u202eNorthland sent 900 guns\u202c \u2066a\u2069",
    "\u200b\u200d\ufeff\u00ad\u2060\U000e0041",
    "\x00\x07\x1b[2J\x1b]0;x\x07\x9b31m\x7f\x85\u2028",
    "\ud800 \udfff",
    "a" * 600,
    "“" * 30 + "(" * 30,
    ",;:- " * 20,
    "the the of of and and who that which " * 5,
    "Ça va, Müller? 러시아 العربية עברית",
    "donâ€™t Ã© â€œsaidâ€\x9d",
)
JOINTS = (" ", ". ", ", ", "\n", "\n\n", "\u00a0", "; ", "? ", " said ", " and ", "")
texts = st.lists(
    st.tuples(st.sampled_from(PIECES), st.sampled_from(JOINTS)), min_size=1, max_size=8
).map(lambda parts: "".join(a + b for a, b in parts)) | st.text(min_size=1, max_size=200)
words = st.sampled_from(PIECES) | st.text(max_size=40)
dates = words | st.sampled_from(
    ["2026-03-03", "9999-99-99", "0000-00-00", "-1", "1e999", "03/04/2026", "2026-W99", "9" * 40]
)
links = words | st.sampled_from(
    ["javascript:x()", "data:text/html,x", "https://a.example/\u202e", "http://", "//a", "\x00"]
)
SLOW = settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)


@SLOW
@given(texts, words, dates, words, links)
def test_any_text_with_any_metadata_gives_a_sound_case_and_a_safe_page(
    text: str, title: str, date: str, publisher: str, url: str
) -> None:
    told = {"title": title, "date": date, "publisher": publisher, "url": url}
    row: dict[str, Any] = {"id": title, "text": text, **told}
    reports = reports_in("a.jsonl", json.dumps(row).encode() + b"\n")
    for one in reports:
        check_report(one)
    check_page(dossier_of(reports))


@SLOW
@given(texts, words, dates, words, links)
def test_a_text_given_in_a_program_is_read_or_refused(
    text: str, title: str, date: str, publisher: str, url: str
) -> None:
    try:
        found = read_text(
            text, lexicon(), title=title, date=date, publisher=publisher, url=url, location="a"
        )
    except InputError:
        return
    assert found.source_text == text


@SLOW
@given(st.lists(texts, min_size=2, max_size=3, unique=True))
def test_the_order_of_inputs_does_not_show(given_texts: list[str]) -> None:
    reports = [
        one
        for n, text in enumerate(given_texts)
        for one in reports_in("a.jsonl", json.dumps({"id": str(n), "text": text}).encode())
    ]
    assert dossier_of(reports) == dossier_of(reports[::-1])


@SLOW
@given(st.sampled_from(sorted(set(TARGETS) - {"chain"})), texts, st.binary(max_size=60))
def test_any_bytes_are_read_or_refused(target: str, text: str, noise: bytes) -> None:
    TARGETS[target](text.encode("utf-8", "surrogatepass") + noise)
    TARGETS[target](noise + text.encode("utf-16", "surrogatepass"))


@SLOW
@given(st.lists(st.sampled_from(("<p>", "</p>", "<b>", "<!--", "<a href='javascript:x()'>", "<td>",
       "<template shadowrootmode=open>", "<plaintext>", "<script>", "</script>", "&#0;", "&lt;",
       "<svg onload=x()>", "<title>", *PIECES)), max_size=12).map("".join))  # fmt: skip
def test_any_markup_gives_a_safe_page(markup: str) -> None:
    TARGETS["chain"](f"<html><body>{markup}".encode("utf-8", "surrogatepass"))


@pytest.mark.parametrize("piece", PIECES)
def test_a_piece_by_itself_in_every_place(piece: str) -> None:
    names = ("id", "text", "title", "date", "publisher", "url")
    row = json.dumps(dict.fromkeys(names, piece)).encode()
    check_page(dossier_of(reports_in("a.jsonl", row)))
